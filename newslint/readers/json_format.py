"""JSON: one object, an array of objects, or an object that holds one such array. The file is read as a whole."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from newslint.document import Document
from newslint.model import Edit, Span
from newslint.readers import Noted, Source, credits_name
from newslint.readers.decoding import Decoded, decode, rewritten
from newslint.readers.json_notes import note_edit
from newslint.readers.json_text import path_of, problem_in, raw_edits, skip_space, start_of, value_from
from newslint.readers.records import Found, Records, edits_by_field, problem_of_json


class _Element(NamedTuple):
    """A value where a record should stand, or what is wrong there instead."""

    record: int
    value: Any
    start: int
    line: int
    problem: str = ""


def read(source: Source) -> Iterator[Document]:
    """Yield a document for each object."""
    decoded = decode(source.stream.read(), source.encoding)
    records = Records(source)
    if not decoded.text.strip():
        yield records.empty()
        return
    yield from records.all(_document(records, decoded, element) for element in _elements(decoded.text, records))


def write(source: Source, edits: Mapping[int | None, Sequence[Edit]]) -> bytes:
    """Return the bytes of the file after edits; only the edited texts differ.

    Raises:
        UnwritableError: the encoding has no bytes for what an edit puts in.
    """
    data = source.stream.read()
    decoded, records = decode(data, source.encoding), Records(source)
    found: list[Edit] = []
    for element in _elements(decoded.text, records):
        if element.record in edits and not element.problem:
            document = _document(records, decoded, element)
            for field, own in edits_by_field(document, edits[element.record]):
                start = start_of(decoded.text, element.start, path_of(element.value, field))
                if start is not None:
                    found += raw_edits(decoded.text, start, own, ascii_only=decoded.text.isascii())
    return rewritten(source.name, data, decoded, sorted(found))


def note(source: Source, notes: Mapping[int | None, Sequence[str]]) -> Noted:
    """Return the bytes of the file with texts added to the list in the field for credits.

    Raises:
        UnwritableError: the encoding has no bytes for what is added, or would write the rest otherwise.
    """
    data = source.stream.read()
    decoded, field = decode(data, source.encoding), credits_name(source)
    elements = [one for one in _elements(decoded.text, Records(source)) if one.record in notes]
    edits = {one.record: note_edit(decoded.text, one.start, field, notes[one.record]) for one in elements}
    left = frozenset(record for record, edit in edits.items() if edit is None)
    found = sorted(edit for edit in edits.values() if edit is not None)
    return Noted(rewritten(source.name, data, decoded, found), left)


def without(source: Source, records: Container[int]) -> bytes:
    """Return the bytes of the file without some objects of its array.

    Raises:
        UnwritableError: the encoding would write the rest otherwise.
    """
    data = source.stream.read()
    decoded = decode(data, source.encoding)
    elements = list(_elements(decoded.text, Records(source)))
    last = max(index for index, one in enumerate(elements) if one.record not in records)
    found = [
        Edit(Span(one.start, following.start), "")
        for one, following in pairwise(elements[: last + 1])
        if one.record in records
    ]
    if last + 1 < len(elements):
        ends = (value_from(decoded.text, elements[index].start)[1] for index in (last, -1))
        found.append(Edit(Span(*ends), ""))
    return rewritten(source.name, data, decoded, found)


def _document(records: Records, decoded: Decoded, element: _Element) -> Document:
    text = decoded.text
    found = Found(element.record, (element.start, element.line), text[element.start :][:1000], decoded.damaged)
    if element.problem:
        return records.faulty(found, element.problem)
    if not isinstance(element.value, dict):
        return records.faulty(found, problem_of_json(element.value))

    def line_of(path: tuple[str, ...]) -> int:
        start = start_of(text, element.start, path)
        return element.line + text.count("\n", element.start, start)

    return records.document(found, element.value, line_of)


def _elements(text: str, records: Records) -> Iterator[_Element]:
    """Yield the records of a file; the last one may be what is not JSON."""
    at = skip_space(text, 0)
    if text.startswith("[", at):
        yield from _of_array(text, at)
        return
    try:
        value, end = value_from(text, at)
        _require(skip_space(text, end) == len(text))
    except (ValueError, RecursionError) as problem:
        yield _Element(1, None, at, 1 + text.count("\n", 0, at), f"The file is not JSON: {problem_in(problem)}")
        return
    inner = _array_in(value, records)
    start = None if inner is None else start_of(text, at, (inner,))
    if start is None:
        yield _Element(1, value, at, 1 + text.count("\n", 0, at))
    else:
        yield from _of_array(text, start)


def _array_in(value: Any, records: Records) -> str | None:
    """Return the key of the one array of objects in an object that is no record itself."""
    if not isinstance(value, dict) or records.has_body(value):
        return None
    keys = [key for key, inner in value.items() if isinstance(inner, list) and inner and isinstance(inner[0], dict)]
    return keys[0] if len(keys) == 1 else None


def _of_array(text: str, at: int) -> Iterator[_Element]:
    line, record, counted = 1, 1, 0
    at = skip_space(text, at + 1)
    while not text.startswith("]", at):
        line, counted = line + text.count("\n", counted, at), at
        try:
            value, end = value_from(text, at)
            end = skip_space(text, end)
            _require(text.startswith((",", "]"), end))
        except (ValueError, RecursionError) as problem:
            said = f"The file is not JSON from this record on: {problem_in(problem)}"
            yield _Element(record, None, min(at, len(text)), line, said)
            return
        yield _Element(record, value, at, line)
        record += 1
        at = skip_space(text, end + 1) if text.startswith(",", end) else end


def _require(condition: bool) -> None:
    if not condition:
        raise ValueError("something follows that does not belong there")
