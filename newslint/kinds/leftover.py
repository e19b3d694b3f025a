"""A leftover of the page that the article stood on: a control, a teaser, an appeal, a credit."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import pairwise
from typing import Literal

from newslint.document import Document
from newslint.kinds import Matcher
from newslint.kinds._blocks import finding
from newslint.kinds._lists import items as items_below
from newslint.kinds._lists import strands
from newslint.kinds._phrases import Phrases, around, triggers_of
from newslint.kinds._pieces import around_phrase, is_at_edge, is_insertion, is_text, is_torn_out, piece
from newslint.kinds._tails import tails
from newslint.late import late
from newslint.model import Span
from newslint.rule import Finding, Hit

SHORT_WORDS = 20
"""A paragraph of fewer words may stand between two leftovers without being one by its words."""
APPEAL_WORDS = 70
"""An appeal, a notice or a note is seldom longer."""

_TO_THE_READER = late(r"\b(?:you|your|yours|we|our|us|me|my)\b", re.IGNORECASE)
FEWEST_HINTS = 2
"""Of weak phrases that together make an appeal."""
_QUOTED = late(r"[“\"][^“”\"]*[”\"]")
_OF_ITSELF = late(r"\b(?:we|our|us|my)\b|\bthis (?:site|page|paper|newsletter)\b", re.IGNORECASE)


def leftover(
    *,
    lines: Sequence[str] = (),
    openings: Sequence[str] = (),
    phrases: Sequence[str] = (),
    edge: Sequence[str] = (),
    glued: Sequence[str] = (),
    weak: Sequence[str] = (),
    ends: Sequence[str] = (),
    items: bool = False,
    between: int = 0,
    block: bool = True,
    heads: bool = True,
    fix: Literal["safe", "unsafe", "none"] = "none",
    extra: Sequence[str] = (),
) -> Matcher:
    """Find what a page left in the text. In all lists ``#`` stands for a number, ``*`` for some words.

    Args:
        lines: what a whole line says.
        openings: what a line begins with; the line is reported, unless it is the headline.
        phrases: what gives a sentence away wherever it stands outside quotations; the sentence is
            reported, or the paragraph where little else stands in it.
        edge: phrases that do so only above the body and at the foot of the article.
        glued: what is no part of any sentence: only its own characters are reported.
        weak: phrases that count only beside a leftover, at the foot or above the body, or where two of them
            stand in one short paragraph in which a site speaks to its readers.
        ends: phrases that count only below a leftover, with no more than ``between`` paragraphs in between.
        items: whether the lines below that form no sentence are the items of a list that belongs to it; what
            may be its list, or not, is left to a person together with the heading.
        between: how many short paragraphs, or such as address the reader, between two leftovers belong to them.
        block: whether neighbouring leftovers are one finding.
        heads: whether a whole line counts where it is the first of the article too.
        fix: whether removing the leftover is ``safe``, ``unsafe``, or for a person (``none``).
        extra: further whole lines, from the option of that name.
    """
    whole = (Phrases([*lines, *extra], "line"), Phrases(openings, "opening"))
    inside = (Phrases(phrases, "phrase"), Phrases(edge, "phrase"), Phrases(glued, "phrase"))
    beside = Phrases(weak, "phrase")
    below = Phrases(ends, "phrase")

    def find(document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
        found = {line for line in whole[0].find(document, hits) if _is_paragraph(document, line, heads)}
        found -= {line for line in found if is_text(document, line, found)}
        found.update(line for line in whole[1].find(document, hits) if _is_labelled(document, line))
        found.update(
            around_phrase(document, span) for span in inside[0].find(document, hits) if _is_ours(document, span)
        )
        found.update(_edges(document, inside[1].find(document, hits)))
        found.update(_pieces(document, inside[2].find(document, hits)))
        found.update(tails(document, [one for phrases in whole for one in phrases.tails(document, hits)]))
        hints = [span for span in beside.find(document, hits) if _is_ours(document, span)]
        found.update(_speaking(document, hints))
        if not found:
            return
        found.update(_beside(document, found, {document.paragraph(span.start) for span in hints}))
        found.update(_ending(document, found, below.find(document, hits), between))
        if between and len(found) > 1:
            found.update(_between(document, found, between))
        said = found | set(_announced(document, found)) if items else found
        if items:
            found |= {item for heading in tuple(found) for item in _items(document, heading)}
        blocks = list(_blocks(document, found, block))
        others = [Span(spans[0].start, spans[-1].end) for spans in blocks]
        for spans in blocks:
            certain = _certainty(document, spans, items) if fix == "safe" else fix
            yield finding(document, spans, certain, others, said)

    several = (*whole, *inside, beside, below)
    return Matcher(find, partial(triggers_of, several), lines=lambda: whole[0].lines, around=partial(around, several))


def _is_paragraph(document: Document, line: Span, heads: bool = True) -> bool:
    """In hard-wrapped text a line may be the middle of a sentence."""
    return document.paragraph(line.start).start == line.start and (heads or line.start > document.paragraphs[0].start)


def _is_labelled(document: Document, line: Span) -> bool:
    return _is_paragraph(document, line) and line != document.headline


def _is_ours(document: Document, span: Span) -> bool:
    return not any(quotation.covers(span) for quotation in document.quotations_at(span))


def _pieces(document: Document, spans: Iterable[Span]) -> Iterator[Span]:
    return (piece(document, span) for span in spans if not is_insertion(document, span))


def _edges(document: Document, spans: Iterable[Span]) -> Iterator[Span]:
    for span in spans:
        paragraph = document.paragraph(span.start)
        if is_at_edge(document, paragraph) and _is_ours(document, span):
            is_short = document.text.count(" ", paragraph.start, paragraph.end) < APPEAL_WORDS
            yield paragraph if is_short else around_phrase(document, span)


def _beside(document: Document, found: set[Span], weak: set[Span]) -> Iterator[Span]:
    """Yield the paragraphs beside a leftover that are none by themselves, as far as they go on without a gap."""
    paragraphs = document.paragraphs
    for start in tuple(found):
        at = bisect_left(paragraphs, Span(start.start, start.start))
        for step in (-1, 1):
            index = at + step
            while 0 <= index < len(paragraphs) and _belongs(document, index, found, weak):
                yield paragraphs[index]
                index += step


def _belongs(document: Document, index: int, found: set[Span], weak: set[Span]) -> bool:
    paragraph = document.paragraphs[index]
    if paragraph not in weak or paragraph in found:
        return False
    return document.text.count(" ", *paragraph) < APPEAL_WORDS and is_at_edge(document, paragraph)


def _speaking(document: Document, hints: Sequence[Span]) -> Iterator[Span]:
    """Yield the short paragraphs with two different hints in which a site speaks of itself to its readers."""
    by_paragraph: dict[Span, set[str]] = {}
    for span in hints:
        by_paragraph.setdefault(document.paragraph(span.start), set()).add(document.folded[span.start : span.end])
    for paragraph, several in by_paragraph.items():
        text = _QUOTED.sub("", document.slice(paragraph))
        if len(several) < FEWEST_HINTS or text.count(" ") >= APPEAL_WORDS or paragraph == document.headline:
            continue
        if _TO_THE_READER.search(text) and _OF_ITSELF.search(text):
            yield paragraph


def _ending(document: Document, found: set[Span], ends: Iterator[Span], most: int) -> Iterator[Span]:
    """Yield the paragraphs of what ends a leftover that begins not far above."""
    places = sorted(bisect_right(document.paragraphs, span.start, key=lambda one: one.start) for span in found)
    for span in ends:
        at = bisect_right(document.paragraphs, span.start, key=lambda one: one.start)
        before = bisect_left(places, at)
        if before and at - places[before - 1] <= most + 1 and _is_ours(document, span):
            yield document.paragraphs[at - 1]


def _between(document: Document, found: set[Span], most: int) -> Iterator[Span]:
    """Yield what stands between two leftovers that are at most so many paragraphs apart."""
    paragraphs = document.paragraphs
    places = sorted({bisect_right(paragraphs, span.start, key=lambda one: one.start) - 1 for span in found})
    for one, other in pairwise(places):
        gap = paragraphs[one + 1 : other]
        # The same appeal once more was put between two paragraphs of the article.
        is_repeated = document.slice(paragraphs[one]) == document.slice(paragraphs[other])
        if is_repeated or len(gap) > most:
            continue
        if all(_may_be_leftover(document.slice(paragraph)) for paragraph in gap):
            yield from gap


def _may_be_leftover(paragraph: str) -> bool:
    return paragraph.count(" ") < SHORT_WORDS or _TO_THE_READER.search(paragraph) is not None


def _items(document: Document, heading: Span) -> list[Span]:
    """Return the items of the list that a heading below the head of the article announces."""
    if document.place(heading.start) == "head" or document.line(heading.start) != heading:
        return []
    return items_below(document, heading, at_foot=is_at_edge(document, heading))


def _announced(document: Document, headings: Iterable[Span]) -> Iterator[Span]:
    """Yield the items of lists at the foot. Inside an article only the heading is a leftover for certain."""
    for heading in headings:
        if is_at_edge(document, heading):
            yield from _items(document, heading)


def _certainty(document: Document, spans: Sequence[Span], items: bool) -> str:
    """Return who may remove a leftover that is certain: not everybody where a piece of a sentence would stay.

    The heading of a list is removed by a person where what follows may be its list: without its heading nobody would
    find the list any more.
    """
    if any(is_torn_out(document, span) for span in spans):
        return "unsafe"
    if not items:
        return "safe"
    if strands(document, spans[-1]):
        return "display"
    return "safe" if len(spans) == 1 or is_at_edge(document, document.paragraph(spans[0].start)) else "unsafe"


def _blocks(document: Document, found: set[Span], block: bool) -> Iterator[list[Span]]:
    """Yield the leftovers, with ``block`` in runs that nothing but white space parts."""
    run: list[Span] = []
    for span in sorted(found, key=lambda one: (one.start, -one.end)):
        if run and run[-1].covers(span):
            continue
        if run and not (block and document.text[run[-1].end : span.start].isspace()):
            yield run
            run = []
        run.append(span)
    if run:
        yield run
