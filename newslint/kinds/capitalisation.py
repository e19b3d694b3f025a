"""How a term is capitalised."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal

from newslint.document import Document, fold
from newslint.kinds import Matcher
from newslint.kinds._literals import Literals
from newslint.model import Applicability, Edit, Fix, Span
from newslint.rule import Finding, Hit

_OPENING = " \t\"'“‘«(["
_STOPS = ".!?…:\r\n•–—"


def capitalisation(
    *,
    terms: Sequence[str],
    fix: Literal["safe", "unsafe", "display"] = "safe",
    extra: Sequence[str] = (),
) -> Matcher:
    """Find terms that are capitalised in another way than the house writes them.

    A capital is right where a sentence begins, in a headline or another line that ends without a
    full stop, beside another capitalised word (as in a name), and in a line that is all capitals.
    The message may say ``{found}`` and ``{better}``.

    Args:
        terms: as they are to be written: ``internet``, ``NATO``, ``iPhone``.
        fix: who may apply the fix.
        extra: further terms; an option of the rule.
    """
    written = _by_folded((*terms, *extra))
    wanted = Literals(written)

    def find(document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
        # A line may be the whole text, so it is looked at once, whatever stands in it.
        is_capitals = cache(lambda line: document.slice(line).isupper())
        for place in wanted.find(document, hits):
            found, term = document.slice(place.span), written[place.literal]
            if found.replace("’", "'") == term or _is_right(document, place.span, term):
                continue
            if found.isupper() and is_capitals(document.line(place.span.start)):
                continue
            better = _capitalised(term) if _begins_sentence(document.text, place.span) else term
            fixes = Fix((Edit(place.span, better),), Applicability(fix))
            yield Finding(place.span, {"found": found, "better": better}, fixes, (better,))

    return Matcher(find, wanted.triggers, ("found", "better"))


def _by_folded(terms: Sequence[str]) -> dict[str, str]:
    written: dict[str, str] = {}
    for term in (term.strip().replace("’", "'") for term in terms):
        if written.setdefault(fold(term), term) != term:
            raise ValueError(f"both {written[fold(term)]!r} and {term!r} are to be right")
    return written


def _is_right(document: Document, span: Span, term: str) -> bool:
    found = document.slice(span).replace("’", "'")
    as_name = " ".join(_capitalised(word) for word in term.split(" "))
    if found not in (_capitalised(term), as_name):
        return False
    if _is_title(document, span) or _is_in_name(document.text, span):
        return True
    return found == _capitalised(term) and _begins_sentence(document.text, span)


def _is_title(document: Document, span: Span) -> bool:
    """Whether the line ends as no sentence does."""
    end = document.line(span.start).end
    return not document.text[max(0, end - 5) : end].rstrip("\"'”’)]»").endswith((".", "!", "?", "…"))


def _capitalised(term: str) -> str:
    return term[:1].upper() + term[1:]


def _begins_sentence(text: str, span: Span) -> bool:
    at = span.start
    while at > 0 and text[at - 1] in _OPENING:
        at -= 1
    return at == 0 or text[at - 1] in _STOPS


def _is_in_name(text: str, span: Span) -> bool:
    """Whether the next word, or the one before, is capitalised too; a word at a sentence start proves nothing."""
    following = text[span.end : span.end + 2]
    if following[:1] in (" ", "-") and following[1:].isupper():
        return True
    before = text[max(0, span.start - 40) : span.start]
    if before[-1:] not in (" ", "-") or not before[:-1].split():
        return False
    word = before[:-1].split()[-1]
    start = span.start - 1 - len(word)
    return word[:1].isupper() and not _begins_sentence(text, Span(start, span.start))
