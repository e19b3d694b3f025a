"""What a comment to newslint is about: the line on which it stands, or the paragraph below it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from newslint.document import Document
from newslint.model import MASK, Edit, Span
from newslint.text.directives import Instruction
from newslint.text.structure import LINE_END

_KNOWN = "_reaches"
"""Under which name a document remembers what its comments are about."""


def reach(document: Document, one: Instruction) -> Span:
    """Return the line beside a comment, or the lines below it up to a blank one; an empty span where there is nothing.

    A heading of Markdown stands for itself.
    """
    return document.line(one.span.start) if one.how == "beside" else _block(document, one.at)


def is_stranded(document: Document, edit: Edit) -> bool:
    """Whether an edit takes away all that a comment to newslint is about: it would be about something else then."""
    if edit.text.strip():
        return False
    known: dict[str, list[Span]] | None = vars(document).get(_KNOWN)
    if known is None:
        known = vars(document)[_KNOWN] = {how: _reaches(document, how) for how in ("above", "beside")}
    return any(_takes_all(document.text, edit.span, reaches) for reaches in known.values())


def _reaches(document: Document, how: str) -> list[Span]:
    """Return what the comments of one kind are about, sorted: lines or paragraphs, which overlap nowhere."""
    return sorted({reach(document, one) for one in document.instructions if one.how == how})


def _takes_all(text: str, taken: Span, reaches: list[Span]) -> bool:
    index = bisect_right(reaches, taken.start, key=lambda one: one.end)
    while index < len(reaches) and reaches[index].start < taken.end:
        start, end = reaches[index]
        left = text[start : max(start, taken.start)] + text[min(end, taken.end) : end]
        if not left.replace(MASK, " ").strip():
            return True
        index += 1
    return False


def _block(document: Document, at: int) -> Span:
    lines = document.lines
    first = last = bisect_left(lines, at, key=lambda line: line.start)
    if first == len(lines):
        return Span(0, 0)
    while last + 1 < len(lines) and not _parts(document, lines[last], lines[last + 1]):
        last += 1
    return Span(lines[first].start, lines[last].end)


def _parts(document: Document, line: Span, below: Span) -> bool:
    """Whether a blank line stands between two lines, or one of them is a heading."""
    gap = Span(line.end, below.start).of(document.text)
    return len(LINE_END.findall(gap)) > 1 or _is_heading(document, line) or _is_heading(document, below)


def _is_heading(document: Document, line: Span) -> bool:
    """Whether a line of Markdown has the marks of one; they are masked, so it begins behind them."""
    if document.original is None:
        return False
    start = document.original.rfind("\n", 0, line.start) + 1
    start = max(start, document.original.rfind("\r", start, line.start) + 1)
    return document.original.startswith("#", start)
