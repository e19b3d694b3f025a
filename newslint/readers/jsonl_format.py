"""JSON Lines: a record a line. The file is read line by line, however large it is."""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from newslint.document import Document
from newslint.edits import applied
from newslint.model import Edit
from newslint.readers import Mark, Noted, Source, credits_name
from newslint.readers.json_notes import note_edit
from newslint.readers.json_text import path_of, problem_in, raw_edits, skip_space, start_of
from newslint.readers.lines import Line, Lines
from newslint.readers.records import Found, Records, edits_by_field, problem_of_json


def read(source: Source) -> Iterator[Document]:
    """Yield a document for each line that is not blank."""
    records, number = Records(source), 0
    numbered = ((record, line) for record, line in _numbered(Lines(source)) if record is not None)
    for document in records.all(_document(records, record, line) for record, line in numbered):
        number += 1
        yield document
    if not number:
        yield records.empty()


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


def _numbered(lines: Iterable[Line]) -> Iterator[tuple[int | None, Line]]:
    number = 0
    for line in lines:
        blank = not line.text or line.text.isspace()
        number += not blank
        yield None if blank else number, line


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
