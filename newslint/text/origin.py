"""Where the parts of a text stand in the file, for texts that are not the file itself."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple, Protocol

from newslint.model import Edit, Position, Span
from newslint.text.structure import line_starts, position, position_in


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


class Run(NamedTuple):
    """A part of the text, and the part of the file that it was taken from."""

    text: Span
    source: Span
    is_verbatim: bool
    """Whether it stands there as it is, character for character."""

    def to_source(self, offset: int) -> int:
        """Return where the character at an offset of the text begins in the file."""
        return (
            min(self.source.start + offset - self.text.start, self.source.end) if self.is_verbatim else self.source[0]
        )

    def to_source_end(self, offset: int) -> int:
        """Return where the character before an offset of the text ends in the file."""
        return (
            min(self.source.start + offset - self.text.start, self.source.end) if self.is_verbatim else self.source[1]
        )


class Markup(NamedTuple):
    """A text that was taken out of markup: runs of it stand in the file as they are, the rest is written otherwise."""

    runs: tuple[Run, ...]
    starts: tuple[int, ...]
    """Of the lines of the file."""

    def place(self, text: str, span: Span) -> Place:
        """Return where a span stands in the file, with all markup between its first and last character."""
        whole = self.source_of(span)
        return Place(None, whole, position(self.starts, whole))

    def source_of(self, span: Span) -> Span:
        """Return the range of the file that a span of the text was taken from."""
        start = self._run(span.start).to_source(span.start)
        end = start if span.end <= span.start else self._run(span.end - 1).to_source_end(span.end)
        return Span(start, max(start, end))

    def is_broken_by(self, edit: Edit) -> bool:
        """Whether what an edit changes is written in the file in some other way, or is markup in part."""
        run = self._run(edit.span.start)
        return not (run.is_verbatim and run.text.start <= edit.span.start and edit.span.end <= run.text.end)

    def _run(self, offset: int) -> Run:
        return self.runs[max(0, bisect_right(self.runs, offset, key=lambda run: run.text.start) - 1)]


class Piece(NamedTuple):
    """A part of a text that is the value of a field (None: a record that is none)."""

    field: str | None
    span: Span
    file_line: int
    """The line of the file, from 1, on which the value begins."""
    markup: Markup | None = None
    """Where the text stands in a value that is HTML; None: it is the value, character for character."""

    def in_field(self, span: Span) -> Span:
        """Return where a span of the text, or what of it is in the field, stands in the value."""
        start, end = (min(max(offset, self.span.start), self.span.end) - self.span.start for offset in span)
        return Span(start, end) if self.markup is None else self.markup.source_of(Span(start, end))

    def is_broken_by(self, edit: Edit) -> bool:
        """Whether an edit reaches beyond the field, or into its markup."""
        if not self.span.covers(edit.span):
            return True
        start = self.span.start
        own = Edit(Span(edit.span.start - start, edit.span.end - start), edit.text)
        return self.markup is not None and self.markup.is_broken_by(own)


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
        piece = self.piece(span.start)
        inside = piece.in_field(span)
        if piece.markup:
            return self.placed(piece, inside, position(piece.markup.starts, inside))
        value = piece.span.of(text)
        return self.placed(piece, inside, position_in(value, inside) or position(line_starts(value), inside))

    def placed(self, piece: Piece, inside: Span, found: Position) -> Place:
        """Return where a range of a field stands, given its lines and columns there."""
        field, file_line = piece.field, piece.file_line
        if field is None:
            line, column, end_line, end_column = found
            found = Position(line + file_line - 1, column, end_line + file_line - 1, end_column)
            return Place(None, inside, found)
        first, last = (found.line, found.end_line) if self.keeps_lines else (1, 1)
        return Place(field, inside, found, (file_line + first - 1, file_line + last - 1))

    def room(self, offset: int) -> Span:
        """Return the span of the field in which an offset stands."""
        return self.piece(offset).span

    def is_broken_by(self, edit: Edit) -> bool:
        """Whether an edit reaches beyond one field, or into its markup."""
        return self.piece(edit.span.start).is_broken_by(edit)
