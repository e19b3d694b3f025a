"""Edits that several rules make, and edits that would break a file."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise

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


def cut(document: Document, span: Span, *, below_kept: bool = True) -> Edit:
    """Return the edit that removes a span: as whole lines where it is some, else with the blanks behind or before it.

    Args:
        document: the article.
        span: what goes.
        below_kept: whether the line above stays.
    """
    is_whole = document.line(span.start).start == span.start and document.line(span.end - 1).end == span.end
    if is_whole:
        return removal(document, span, below_kept=below_kept)
    end = span.end
    while end < len(document.text) and document.text[end] == " ":
        end += 1
    start = span.start
    while end == len(document.text) or document.text[end] in "\r\n":
        if start == 0 or document.text[start - 1] != " ":
            break
        start -= 1
    return Edit(Span(start, end), "")


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


class Shift:
    """Where places stand after edits."""

    def __init__(self, edits: Sequence[Edit]) -> None:
        """Take the edits, which are sorted and overlap nowhere."""
        self._edits = edits
        self._ends = [edit.span.end for edit in edits]
        self._grown = [0, *accumulate(len(edit.text) - (edit.span.end - edit.span.start) for edit in edits)]

    def moved(self, span: Span) -> Span:
        """Return where a span stands after the edits; what is put in at its borders belongs to it."""
        return Span(self._moved(span.start, 0), self._moved(span.end, 1))

    def back(self) -> Shift:
        """Return where places stood before the edits, given where they stand after them."""
        grown = zip(self._edits, self._grown, strict=False)
        undone = [
            Edit(Span(start + by, start + by + len(text)), " " * (end - start)) for ((start, end), text, _), by in grown
        ]
        return Shift(undone)

    def _moved(self, offset: int, to_end: int) -> int:
        # What is put in at the very place belongs to the span: its start stays before it, its end goes behind it.
        index = (bisect_right if to_end else bisect_left)(self._ends, offset)
        edit = self._edits[index] if index < len(self._edits) else None
        if edit is None or edit.span.start >= offset:
            return offset + self._grown[index]
        if edit.span.end == offset:
            return offset + self._grown[index + 1]
        return edit.span.start + self._grown[index] + (len(edit.text) if to_end else 0)


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
