"""Edits that several rules make, and edits that would break a file."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

from newslint.document import Document
from newslint.model import Edit, Span
from newslint.structure import LINE_END


def removal(document: Document, span: Span, *, below_kept: bool = True) -> Edit:
    """Return the edit that removes whole lines, with the marks that belong to them, and one of the gaps around them.

    Args:
        document: the article.
        span: the lines.
        below_kept: whether the line above stays; then the wider of the two gaps parts it from the next.
    """
    lines = document.source_lines
    start, end = _with_marks(document, span)
    after = bisect_left(lines, end, key=lambda line: line.start)
    before = bisect_right(lines, start, key=lambda line: line.end) - 1
    above = Edit(Span(lines[before].end if before >= 0 else 0, end), "")
    if after == len(lines):
        return above
    below = Edit(Span(start, _line_start(document, lines[after].start)), "")
    gaps = (Span(above.span.start, start), Span(end, below.span.end))
    narrow, wide = (len(LINE_END.findall(document.text, gap.start, gap.end)) for gap in gaps)
    return above if below_kept and before >= 0 and narrow < wide else below


def breaks(document: Document, edit: Edit) -> bool:
    """Whether an edit would alter what is hidden, leave a mark without its line, or break what encloses prose."""
    if document.origin is not None and document.origin.is_broken_by(edit):
        return True
    if document.original is None:
        return False
    span = edit.span
    touched = _marked(document, span)
    if any(not span.covers(line) and span.covers(_shown(document, line)) for line in touched):
        return True
    taken = [line for line in touched if span.covers(line) and not edit.text]
    borders = [span.start, *(offset for line in taken for offset in line), span.end]
    kept = [Span(*pair) for pair in list(pairwise(borders))[::2]]
    if any(one.of(document.text) != one.of(document.original) for one in kept):
        return True
    return _leaves_marks(document, span) or any(
        one.breaks(document.original, span, edit.text) for one in document.enclosed
    )


def applied(text: str, edits: Iterable[Edit]) -> str:
    """Return ``text`` after edits that are sorted and overlap nowhere."""
    parts, at = [], 0
    for edit in edits:
        parts += [text[at : edit.span.start], edit.text]
        at = edit.span.end
    return "".join(parts) + text[at:]


def _with_marks(document: Document, span: Span) -> Span:
    """Return whole lines from where the first one begins in the file, to the last mark that belongs to them."""
    start = _line_start(document, span.start)
    start = span.start if document.text[start : span.start].strip() else start
    marked = _marked(document, span)
    return Span(min([start, *(line.start for line in marked)]), max([span.end, *(line.end for line in marked)]))


def _line_start(document: Document, offset: int) -> int:
    starts = document.line_starts
    return starts[bisect_right(starts, offset) - 1]


def _marked(document: Document, span: Span) -> Sequence[Span]:
    """Return the lines with marks that a span overlaps."""
    marked = document.marked
    first = bisect_right(marked, span.start, key=lambda line: line.end)
    return marked[first : bisect_left(marked, span.end, first, key=lambda line: line.start)]


def _shown(document: Document, line: Span) -> Span:
    """Return a line without the marks around it."""
    shown = document.slice(line)
    return Span(line.start + len(shown) - len(shown.lstrip()), line.start + len(shown.rstrip()))


def _leaves_marks(document: Document, span: Span) -> bool:
    """Whether hidden marks would stand before the next line, their own being removed."""
    if LINE_END.search(document.text, *span) is None:
        return False
    start = _line_start(document, span.start)
    return not document.text[start : span.start].strip() and bool(document.source[start : span.start].strip())
