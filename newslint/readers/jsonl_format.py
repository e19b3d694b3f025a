"""JSON Lines: a record a line. The file is read line by line, however large it is."""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import takewhile

from newslint.document import Document
from newslint.edits import applied
from newslint.model import Edit
from newslint.readers import Identities, Mark, Noted, Section, Source, credits_name
from newslint.readers.json_notes import note_edit
from newslint.readers.json_text import path_of, problem_in, raw_edits, skip_space, start_of
from newslint.readers.lines import Line, Lines, is_divisible
from newslint.readers.records import Found, Records, edits_by_field, problem_of_json


def read(source: Source) -> Iterator[Document]:
    """Yield a document for each line that is not blank."""
    records, number = Records(source), 0
    for document in _documents(records, Lines(source)):
        number += 1
        yield document
    if not number:
        yield records.empty()


def split(source: Source, size: int) -> Sequence[Section]:
    """Return pieces of about so many bytes, each of whole lines; none where there is no record."""
    lines = Lines(source)
    if not is_divisible(lines.encoding):
        return ()
    source.stream.seek(0)
    found: list[Section] = []
    start, line, record = 0, 1, 1
    while data := source.stream.read(size) + source.stream.readline():
        found.append(Section(start, start + len(data), line, record))
        line += data.count(b"\n")
        record += _count(data if start else data[len(lines.bom) :], lines)
        start += len(data)
    return found if record > 1 else ()


def read_section(source: Source, section: Section, identities: Identities) -> Iterator[Document]:
    """Return the documents of a piece."""
    return _documents(Records(source, identities=identities), _lines_of(source, section), section.record)


def marks(source: Source, section: Section) -> Iterator[Mark]:
    """Yield where each record of a piece begins."""
    return (line.mark for record, line in _numbered(_lines_of(source, section)) if record is not None)


def again(source: Source, record: int, mark: Mark) -> Document:
    """Return the record that begins at a mark."""
    return _document(Records(source), record, next(iter(Lines(source, mark))))


def write(source: Source, edits: Mapping[int | None, Sequence[Edit]]) -> bytes:
    """Return the bytes of the file after edits: in the lines of the edited records only the edited texts differ.

    Raises:
        UnwritableError: the encoding has no bytes for what an edit puts in.
    """
    lines, records = Lines(source), Records(source)
    parts = [lines.bom]
    for record, line in _numbered(lines):
        if record in edits and record is not None:
            parts.append(lines.encode(_edited(line.text, _document(records, record, line), edits[record])))
        else:
            parts.append(line.data)
    return b"".join(parts)


def note(source: Source, notes: Mapping[int | None, Sequence[str]]) -> Noted:
    """Return the bytes of the file with texts added to the list in the field for credits.

    Raises:
        UnwritableError: the encoding has no bytes for what is added.
    """
    lines, field = Lines(source), credits_name(source)
    parts, left = [lines.bom], set()
    for record, line in _numbered(lines):
        edit = note_edit(line.text, skip_space(line.text, 0), field, notes[record]) if record in notes else None
        parts.append(line.data if edit is None else lines.encode(applied(line.text, [edit])))
        left |= {record} if record in notes and edit is None else set()
    return Noted(b"".join(parts), frozenset(left))


def without(source: Source, records: Container[int]) -> bytes:
    """Return the bytes of the file without the lines of some records."""
    lines = Lines(source)
    kept = (line.data for record, line in _numbered(lines) if record is None or record not in records)
    return b"".join((lines.bom, *kept))


def _lines_of(source: Source, section: Section) -> Iterator[Line]:
    return takewhile(lambda line: line.mark[0] < section.end, Lines(source, section.mark))


def _count(data: bytes, lines: Lines) -> int:
    """Return how many lines hold a record."""
    number = data.count(b"\n") + (not data.endswith(b"\n"))
    if data.count(b"\n{") + data.startswith(b"{") == number:
        return number
    return sum(not _is_blank(lines.decoded(line)[0]) for line in data.split(b"\n"))


def _documents(records: Records, lines: Iterable[Line], first: int = 1) -> Iterator[Document]:
    numbered = ((record, line) for record, line in _numbered(lines, first) if record is not None)
    return records.all(_document(records, record, line) for record, line in numbered)


def _numbered(lines: Iterable[Line], first: int = 1) -> Iterator[tuple[int | None, Line]]:
    number = first
    for line in lines:
        blank = _is_blank(line.text)
        yield None if blank else number, line
        number += not blank


def _is_blank(text: str) -> bool:
    return not text or text.isspace()


def _document(records: Records, number: int, line: Line) -> Document:
    found = Found(number, line.mark, line.text, line.damaged)
    try:
        # Without its end, so that what is missing there is missing on this line.
        record = json.loads(line.text.rstrip())
    except (ValueError, RecursionError) as problem:
        return records.faulty(found, f"The line is not JSON: {problem_in(problem)}")
    if not isinstance(record, dict):
        return records.faulty(found, problem_of_json(record))
    return records.document(found, record)


def _edited(text: str, document: Document, edits: Sequence[Edit]) -> str:
    found: list[Edit] = []
    record = json.loads(text)
    for field, own in edits_by_field(document, edits):
        start = start_of(text, skip_space(text, 0), path_of(record, field))
        if start is not None:
            found += raw_edits(text, start, own, ascii_only=text.isascii())
    return applied(text, sorted(found))
