"""Edits that several rules make, and edits that would break a file."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from itertools import accumulate, pairwise

from newslint.document import Document
from newslint.model import Edit, Span
from newslint.text.structure import LINE_END


def removal(document: Document, span: Span, others: Collection[Span] = ()) -> Edit:
    """Return the edit that removes whole lines, with the marks that belong to them and the blank lines around them.

    Where a blank line stood on either side, one is left; at the ends of the text, or of its field, none is.

    Args:
        document: the article.
        span: the lines.
        others: what else is removed. Neighbours share the blank lines around them all, so that one is left in all.
    """
    several = _run(document, span, others)
    run = [_with_marks(document, one) for one in several]
    index = several.index(span)
    own, (above, below) = run[index], _around(document, run[index])
    # In markup not each way may be possible.
    ways = (_shares(document, run)[index], Span(own.start, below), Span(above, own.end))
    return Edit(next((one for one in ways if not breaks(document, Edit(one, ""))), ways[0]), "")


def _run(document: Document, span: Span, others: Collection[Span]) -> Sequence[Span]:
    """Return the span and those of the others beside it from which nothing but white space parts it."""
    if not others:
        return (span,)
    several = sorted({span, *others})
    first = last = several.index(span)
    while first and document.text[several[first - 1].end : several[first].start].isspace():
        first -= 1
    while last + 1 < len(several) and document.text[several[last].end : several[last + 1].start].isspace():
        last += 1
    return several[first : last + 1]


def _around(document: Document, span: Span) -> Span:
    """Return the range from the end of the line above some lines to the start of the one below, or the ends of all."""
    lines = document.source_lines
    before = bisect_right(lines, span.start, key=lambda line: line.end) - 1
    after = bisect_left(lines, span.end, key=lambda line: line.start)
    below = _line_start(document, lines[after].start) if after < len(lines) else len(document.text)
    return Span(lines[before].end if before >= 0 else 0, below)


def _shares(document: Document, run: Sequence[Span]) -> list[Span]:
    """Return what goes with each of some neighbours when all of them go.

    Of the gaps around them the first that holds a blank line is kept, and the others go. Whichever of them
    goes alone, the lines beside it are not joined.
    """
    gaps, room = _gaps(document, run), _room(document, run[0].start)
    is_first, is_last = gaps[0].span.start == room.start, gaps[-1].span.end == room.end
    blank = next((number for number, gap in enumerate(gaps) if len(gap.ends) > 1), 0)
    kept = 0 if is_first else len(run) if is_last else blank
    shares = []
    for number, (start, end) in enumerate(run):
        if number < kept:
            # What stands above the gap that is kept goes from the end of a line to the end of a line,
            start = run[number - 1].end if number else gaps[0].line_end
            end = gaps[-1].above_last(1 if is_last else 2) if number + 1 == len(run) else end
        else:
            # and what stands below it from the start of one to the start of one.
            start = start if number > kept else gaps[0].span.start if is_first else gaps[kept].below_blank
            end = gaps[-1].span.end if number + 1 == len(run) else run[number + 1].start
        shares.append(Span(start, end))
    return shares


class _Gap:
    """White space between two lines."""

    def __init__(self, text: str, span: Span) -> None:
        self.span = span
        self.ends = [Span(*found.span()) for found in LINE_END.finditer(text, *span)]

    @property
    def line_end(self) -> int:
        """Where the line above ends, its trailing blanks included."""
        return self.ends[0].start if self.ends else self.span.end

    @property
    def below_blank(self) -> int:
        """Where it goes on below its first blank line, or below the line above where there is none."""
        return self.ends[:2][-1].end if self.ends else self.span.end

    def above_last(self, count: int) -> int:
        """Return where its last line ends begin, which are left."""
        return self.ends[-count].start if len(self.ends) >= count else self.span.start


def _gaps(document: Document, run: Sequence[Span]) -> list[_Gap]:
    """Return the gaps above, between and below some lines, as far as an edit may reach."""
    room = _room(document, run[0].start)
    above, below = _around(document, run[0]).start, _around(document, run[-1]).end
    starts = [max(above, room.start), *(one.end for one in run)]
    ends = [*(one.start for one in run), min(below, room.end)]
    return [_Gap(document.text, Span(*pair)) for pair in zip(starts, ends, strict=True)]


def _room(document: Document, offset: int) -> Span:
    """Return the field in which an offset stands, or the whole text."""
    if document.origin is not None:
        from newslint.text.origin import Fields

        if isinstance(document.origin, Fields):
            return document.origin.room(offset)
    return Span(0, len(document.text))


def cut(document: Document, span: Span, others: Collection[Span] = ()) -> Edit:
    """Return the edit that removes a span: as whole lines where it is some, else with the blanks behind or before it.

    Args:
        document: the article.
        span: what goes.
        others: what else goes.
    """
    is_whole = document.line(span.start).start == span.start and document.line(span.end - 1).end == span.end
    if is_whole:
        return removal(document, span, others)
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
    """Whether an edit would alter what is hidden, leave a mark without its line, or break what encloses prose.

    So would one that leaves a comment to newslint without what it is about.
    """
    if document.instructions and _strands(document, edit):
        return True
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


def _strands(document: Document, edit: Edit) -> bool:
    from newslint.reaches import is_stranded

    return is_stranded(document, edit)


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
    text, (first, after) = document.text, span
    if LINE_END.search(text, *span) is None:
        return False
    if text[first] in "\r\n" and text[after : after + 1] in ("", "\r", "\n"):
        # From the end of a line to the end of a line: what was hidden on the first one stays on it.
        return False
    start = _line_start(document, span.start)
    return not document.text[start : span.start].strip() and bool(document.source[start : span.start].strip())
