"""Too much or too little of something."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Literal

from newslint.document import Document
from newslint.kinds import Matcher
from newslint.kinds._regions import lead
from newslint.model import Span
from newslint.rule import Finding, Hit


def count(
    *,
    of: Literal["headline", "lead", "paragraph", "sentence", "line", "article"],
    unit: Literal["characters", "words", "sentences", "paragraphs"],
    at_most: int | None = None,
    at_least: int | None = None,
) -> Matcher:
    """Count what a headline, a paragraph, an article holds; the whole of it is reported, of an article its first line.

    The message may say ``{count}``, ``{limit}`` and ``{unit}``.

    Args:
        of: what is measured, each by itself.
        unit: what is counted; words are what stands between white space.
        at_most: the highest number that is right.
        at_least: the lowest number that is right.
    """
    if at_most is None and at_least is None:
        raise ValueError("the kind count wants at-most or at-least")

    def find(document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
        for span in _MEASURED[of](document):
            number = _UNITS[unit](document, span)
            limit = _broken(number, at_most, at_least)
            if limit is not None:
                where = _first_line(document) if of == "article" else span
                yield Finding(where, {"count": number, "limit": limit, "unit": unit})

    return Matcher(find, (), ("count", "limit", "unit"))


def _broken(number: int, at_most: int | None, at_least: int | None) -> int | None:
    """Return the limit that a number does not keep, or None."""
    if at_most is not None and number > at_most:
        return at_most
    return at_least if at_least is not None and number < at_least else None


def _first_line(document: Document) -> Span:
    return document.headline or document.lines[0]


def _article(document: Document) -> Sequence[Span]:
    return [Span(document.lines[0].start, document.lines[-1].end)] if document.lines else []


def _lead(document: Document) -> Sequence[Span]:
    span = lead(document)
    return [span] if span.end > span.start else []


_MEASURED: Mapping[str, Callable[[Document], Sequence[Span]]] = {
    "headline": lambda document: [document.headline] if document.headline else [],
    "lead": _lead,
    "paragraph": lambda document: document.paragraphs,
    "sentence": lambda document: document.sentences,
    "line": lambda document: document.lines,
    "article": _article,
}


def _inside(spans: Sequence[Span], whole: Span) -> int:
    return bisect_left(spans, Span(whole.end, whole.end)) - bisect_left(spans, Span(whole.start, whole.start))


_UNITS: Mapping[str, Callable[[Document, Span], int]] = {
    "characters": lambda document, span: span.end - span.start,
    "words": lambda document, span: len(document.slice(span).split()),
    "sentences": lambda document, span: _inside(document.sentences, span),
    "paragraphs": lambda document, span: _inside(document.paragraphs, span),
}
