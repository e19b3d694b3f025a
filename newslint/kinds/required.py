"""A word that has to be there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from newslint.document import Document, fold
from newslint.kinds import Matcher
from newslint.kinds._literals import Literals, Place, is_whole, pairs
from newslint.kinds._regions import region, sentence
from newslint.model import Span
from newslint.rule import Finding, Hit

ALWAYS = "*"


def required(
    *,
    words: Mapping[str, str | Sequence[str]],
    within: Literal["article", "headline", "lead", "paragraph", "sentence", "first-mention"] = "article",
    extra: Sequence[str] = (),
) -> Matcher:
    """Find a word without the other one that it requires: an abbreviation that is not spelt out, say.

    The first place of the word that lacks the other one is reported (within paragraphs and sentences:
    the first of each). The message may say ``{found}`` and ``{wanted}``.

    Args:
        words: for each word or phrase the one, or several of which one, that has to stand there too,
            in any case. ``*`` requires it of every article; then the headline, the lead or the
            first line is reported.
        within: where it has to stand; ``first-mention``: before the end of the sentence in which the
            word stands first.
        extra: further pairs such as ``"EU -> European Union"``; an option of the rule.
    """
    of_word = pairs(words, extra)
    if ALWAYS in of_word:
        if len(of_word) > 1 or within not in ("article", "headline", "lead"):
            raise ValueError("'*' stands alone, and goes with within = 'article', 'headline' or 'lead'")
        return Matcher(lambda document, hits: _missing(document, of_word[ALWAYS], within), (), ("found", "wanted"))
    wanted = Literals(of_word)

    def find(document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
        seen: set[tuple[str, Span]] = set()
        for place in wanted.find(document, hits):
            where = _where(document, place, within)
            first = (place.literal, Span(0, 0) if within == "first-mention" else where)
            if first not in seen:
                seen.add(first)
                if not _stands_in(document, where, of_word[place.literal]):
                    yield _finding(document, place.span, of_word[place.literal])

    return Matcher(find, wanted.triggers, ("found", "wanted"))


def _where(document: Document, place: Place, within: str) -> Span:
    if within == "first-mention":
        return Span(0, sentence(document, place.span.start).end)
    return region(document, place.span.start, within)


def _missing(document: Document, words: Sequence[str], within: str) -> Iterator[Finding]:
    where = region(document, 0, within)
    first = document.headline or next(iter(document.lines), where)
    shown = first if within == "article" else where
    if shown.end > shown.start and not _stands_in(document, where, words):
        yield _finding(document, shown, words)


def _finding(document: Document, span: Span, words: Sequence[str]) -> Finding:
    return Finding(span, {"found": document.slice(span), "wanted": " or ".join(words)})


def _stands_in(document: Document, where: Span, words: Sequence[str]) -> bool:
    return any(_has(document, where, fold(word)) for word in words)


def _has(document: Document, where: Span, folded: str) -> bool:
    start = document.folded.find(folded, where.start, where.end)
    while start >= 0:
        if is_whole(document.text, Span(start, start + len(folded))):
            return True
        start = document.folded.find(folded, start + 1, where.end)
    return False
