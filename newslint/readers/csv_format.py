"""Comma- and tab-separated values: a record a row, below a header that names the fields."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import takewhile

from newslint.document import Document
from newslint.edits import applied
from newslint.model import Edit, Span
from newslint.readers import Identities, Mark, Noted, Section, Source, credits_name
from newslint.readers.cells import QUOTE, Cell, Dialect, Row, dialect_of, rows
from newslint.readers.lines import FIRST, Line, Lines, is_divisible
from newslint.readers.records import Found, Records, edits_by_field


def read(source: Source) -> Iterator[Document]:
    """Yield a document for each row below the header."""
    table = _Table(source)
    if table.problem:
        yield table.headless()
        return
    yield from table.documents()


def split(source: Source, size: int) -> Iterable[Section]:
    """Return pieces of about so many bytes, each of whole rows; the last one holds whatever follows a faulty row."""
    table = _Table(source)
    if table.problem or not is_divisible(table.lines.encoding):
        return ()
    from newslint.readers.row_borders import borders

    return borders(source.stream, table.first_mark, table.dialect, len(table.names), size)


def read_section(source: Source, section: Section, identities: Identities) -> Iterator[Document]:
    """Return the documents of a piece."""
    return _Table(source, identities).documents(_lines_of(source, section), section.record)


def marks(source: Source, section: Section) -> Iterator[Mark]:
    """Yield where each row of a piece begins."""
    numbered = _Table(source).numbered(_lines_of(source, section))
    return (row.lines[0].mark for record, row in numbered if record is not None)


def again(source: Source, record: int, mark: Mark) -> Document:
    """Return the row that begins at a mark."""
    table = _Table(source)
    return table.document(record, next(iter(rows(Lines(source, mark), table.dialect, len(table.names)))))


def write(source: Source, edits: Mapping[int | None, Sequence[Edit]]) -> bytes:
    """Return the bytes of the file after edits: of the edited cells only the edited texts differ.

    Raises:
        UnwritableError: the encoding has no bytes for what an edit puts in.
    """
    table = _Table(source)
    parts = [table.lines.bom, *(line.data for row in table.head for line in row.lines)]
    for record, row in table.numbered():
        if record in edits and record is not None:
            parts.append(table.lines.encode(table.edited(row, table.document(record, row), edits[record])))
        else:
            parts += [line.data for line in row.lines]
    return b"".join(parts)


def note(source: Source, notes: Mapping[int | None, Sequence[str]]) -> Noted:
    """Return the bytes of the file with texts, one a line, in the column for credits.

    A column that is not there comes last, in every row. A cell that holds something already is somebody else's.

    Raises:
        UnwritableError: the encoding has no bytes for what is added.
    """
    table, name = _Table(source), credits_name(source)
    is_new = name not in table.names
    head = [line.data for row in table.head for line in row.lines]
    parts, left = [table.lines.bom, *(head[:-1] if is_new else head)], set()
    if is_new:
        parts.append(table.widened(table.head[-1], name))
    for record, row in table.numbered():
        noted = "\n".join(notes.get(record, ())) if record is not None else ""
        if is_new:
            parts.append(row.data if record is None else table.widened(row, noted))
        elif noted and not row.problem and not table.cell(row, name).written:
            edits = _raw_edits(table.cell(row, name), [Edit(Span(0, 0), noted)], table.dialect)
            parts.append(table.lines.encode(applied(row.text, edits)))
        else:
            parts.append(row.data)
            left |= {record} if noted else set()
    return Noted(b"".join(parts), frozenset(left))


def without(source: Source, records: Container[int]) -> bytes:
    """Return the bytes of the file without some of its rows."""
    table = _Table(source)
    kept = (row.data for record, row in table.numbered() if record is None or record not in records)
    return b"".join((table.lines.bom, *(row.data for row in table.head), *kept))


def _lines_of(source: Source, section: Section) -> Iterator[Line]:
    return takewhile(lambda line: line.mark[0] < section.end, Lines(source, section.mark))


class _Table:
    """A file of which the header has been read."""

    def __init__(self, source: Source, identities: Identities | None = None) -> None:
        self._records = Records(source, keeps_lines=True, identities=identities)
        self.lines = Lines(source)
        self._left = iter(self.lines)
        self.head: list[Row] = []
        self.names: tuple[str, ...] = ()
        self.dialect = Dialect(",", False)
        self._read_header(source.name)

    def _read_header(self, path: str) -> None:
        for line in self._left:
            self.dialect = dialect_of(path, line.text)
            row = next(rows((line,), self.dialect))
            self.head.append(row)
            if row.cells or row.problem:
                self.names = tuple(cell.value.strip() for cell in row.cells)
                return

    @property
    def problem(self) -> str:
        """What is wrong with the header, so that no row can be read."""
        if not self.head or not self.head[-1].lines[0].text.strip():
            return "The file is empty: it holds no record"
        if self.head[-1].problem:
            return f"The header cannot be read: {self.head[-1].problem}"
        if self._records.has_body(dict.fromkeys(self.names, "")):
            return ""
        return f"The header names no field for the body ({self._records.wanted('body')})"

    def headless(self) -> Document:
        """Return what stands for a file whose header says nothing."""
        line = self.head[-1].lines[0] if self.head else None
        return self._records.faulty(Found(None, line.mark if line else FIRST, line.text if line else ""), self.problem)

    @property
    def first_mark(self) -> Mark:
        """Where the rows below the header begin."""
        lines = [line for row in self.head for line in row.lines]
        return len(self.lines.bom) + sum(len(line.data) for line in lines), len(lines) + 1

    def numbered(self, lines: Iterable[Line] | None = None, first: int = 1) -> Iterator[tuple[int | None, Row]]:
        """Yield the rows below the header, or those in some lines; blank lines have no number."""
        number = first
        for row in rows(self._left if lines is None else lines, self.dialect, len(self.names)):
            is_record = bool(row.cells or row.problem)
            yield number if is_record else None, row
            number += is_record

    def documents(self, lines: Iterable[Line] | None = None, first: int = 1) -> Iterator[Document]:
        """Return the documents of all rows, or of those in some lines."""
        numbered = self.numbered(lines, first)
        return self._records.all(self.document(record, row) for record, row in numbered if record is not None)

    def document(self, record: int, row: Row) -> Document:
        """Return the document of a row."""
        text, mark = row.text, row.lines[0].mark
        found = Found(record, mark, text, any(line.damaged for line in row.lines))
        if row.problem:
            return self._records.faulty(found, row.problem)
        values: dict[str, str] = {}
        for name, cell in zip(self.names, row.cells, strict=True):
            values.setdefault(name, cell.value)

        def line_of(path: tuple[str, ...]) -> int:
            return mark[1] + text.count("\n", 0, self.cell(row, path[0]).start)

        return self._records.document(found, values, line_of, self._stray(row))

    def edited(self, row: Row, document: Document, edits: Sequence[Edit]) -> str:
        """Return a row after edits of its document."""
        found: list[Edit] = []
        for field, own in edits_by_field(document, edits):
            found += _raw_edits(self.cell(row, field), own, self.dialect)
        return applied(row.text, sorted(found))

    def widened(self, row: Row, value: str) -> bytes:
        """Return a row with one more cell. What stands in the others is not touched, whatever is wrong with it."""
        end = self.lines.encode(row.text[len(row.text.rstrip("\r\n")) :])
        special = (self.dialect.delimiter, QUOTE, "\n", "\r")
        cell = QUOTE + value.replace(QUOTE, QUOTE * 2) + QUOTE if any(sign in value for sign in special) else value
        return row.data.removesuffix(end) + self.lines.encode(self.dialect.delimiter + cell) + end

    def cell(self, row: Row, name: str) -> Cell:
        """Return the cell of a row under a name."""
        return row.cells[self.names.index(name)]

    def _stray(self, row: Row) -> str:
        if self.dialect.lenient:
            return ""
        named = zip(self.names, row.cells, strict=True)
        name = next((name for name, cell in named if not cell.quoted and QUOTE in cell.written), None)
        return "" if name is None else f"A stray quotation mark stands in the field {name}, which is not quoted"


def _raw_edits(cell: Cell, edits: Sequence[Edit], dialect: Dialect) -> Iterator[Edit]:
    """Yield the edits of the value of a cell as edits of the row; a cell that has to be quoted now, is."""
    value, special = applied(cell.value, edits), (dialect.delimiter, QUOTE, "\n", "\r")
    needs_quotes = not cell.quoted and any(sign in edit.text for edit in edits for sign in special)
    if needs_quotes:
        whole = Span(cell.start, cell.start + len(cell.written))
        yield Edit(whole, QUOTE + value.replace(QUOTE, '""') + QUOTE)
        return
    for (start, end), text, _ in edits:
        if cell.quoted:
            # A quotation mark in a value is written twice.
            start, end = (offset + cell.value.count(QUOTE, 0, offset) for offset in (start, end))
            text = text.replace(QUOTE, '""')
        yield Edit(Span(cell.start + start, cell.start + end), text)
