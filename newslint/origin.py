"""Where the parts of a text stand in the file, for texts that are not the file itself."""

from bisect import bisect_right
from typing import NamedTuple, Protocol

from newslint.model import Edit, Position, Span
from newslint.structure import line_starts, position


class Place(NamedTuple):
    """Where a span of a text stands for whoever looks at the file."""

    field: str | None
    offsets: Span
    """In the field; in the file where there is none."""
    position: Position
    """Line and column there."""
    file_lines: tuple[int, int] | None = None
    """The first and the last line of the file, from 1, where those of ``position`` are no lines of the file."""


class Origin(Protocol):
    """Knows where the parts of one text stand in the file. Travels to another process with its document."""

    def place(self, text: str, span: Span) -> Place:
        """Return where ``span`` of ``text`` stands."""

    def is_broken_by(self, edit: Edit) -> bool:
        """Whether an edit touches what no single part of the file holds, such as the gap between two fields."""


class Piece(NamedTuple):
    """A part of a text that is the value of a field (None: a record that is none), character for character."""

    field: str | None
    span: Span
    file_line: int
    """The line of the file, from 1, on which the value begins."""


class Fields(NamedTuple):
    """A text that is joined of the fields of a record, in their order."""

    pieces: tuple[Piece, ...]
    keeps_lines: bool = False
    """Whether a line end in a field is one in the file too, as in CSV."""
    mark: tuple[int, int] = (0, 1)
    """Where the record begins: its offset in bytes, and its line."""

    def piece(self, offset: int) -> Piece:
        """Return the field in which an offset stands; in the gap between two, the one before."""
        return self.pieces[max(0, bisect_right(self.pieces, offset, key=lambda one: one.span.start) - 1)]

    def place(self, text: str, span: Span) -> Place:
        """Return the field of the first character of ``span``, and offsets, lines and columns in it."""
        field, whole, file_line = self.piece(span.start)
        start, end = (min(max(offset, whole.start), whole.end) - whole.start for offset in span)
        found = position(line_starts(whole.of(text)), Span(start, end))
        if field is None:
            line, column, end_line, end_column = found
            found = Position(line + file_line - 1, column, end_line + file_line - 1, end_column)
            return Place(None, Span(start, end), found)
        first, last = (found.line, found.end_line) if self.keeps_lines else (1, 1)
        return Place(field, Span(start, end), found, (file_line + first - 1, file_line + last - 1))

    def is_broken_by(self, edit: Edit) -> bool:
        """Whether an edit reaches beyond one field."""
        return not self.piece(edit.span.start).span.covers(edit.span)
