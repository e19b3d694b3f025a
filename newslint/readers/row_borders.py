"""Where a file of rows can be divided, found without taking its rows apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from newslint.readers import Mark, Section
from newslint.readers.cells import LONGEST, Dialect


def borders(stream: BinaryIO, first: Mark, dialect: Dialect, width: int, size: int) -> Iterator[Section]:
    """Yield pieces of about so many bytes that begin and end between rows.

    Only rows that are written without a fault are passed over. From the first other one on all is one
    piece: what such a row swallows is for the reader to say.

    Args:
        stream: the file, in an encoding in which the bytes of ASCII mean nothing else.
        first: where the first row begins.
        dialect: how the rows are written.
        width: how many cells a row has to have.
        size: of a piece, in bytes.
    """
    (start, line), record = first, 1
    at, next_line, next_record = start, line, record
    for end, lines, is_record in _rows(stream, start, _pattern(dialect.delimiter, width), size):
        at, next_line, next_record = end, next_line + lines, next_record + is_record
        if at - start >= size:
            yield Section(start, at, line, record)
            start, line, record = at, next_line, next_record
    end = stream.seek(0, 2)
    if start < end:
        yield Section(start, end, line, record)


def _rows(stream: BinaryIO, start: int, pattern: re.Pattern[bytes], size: int) -> Iterator[tuple[int, int, bool]]:
    """Yield for each row up to the first faulty one its end, its lines, and whether it is a record."""
    stream.seek(start)
    data, at = b"", 0
    while len(data) - at < LONGEST:
        match = pattern.match(data, at)
        if match is None:
            more = stream.read(size)
            if not more:
                return
            start, data, at = start + at, data[at:] + more, 0
        elif match.end() - at >= LONGEST:
            return
        else:
            lines = data.count(b"\n", at, match.end())
            at = match.end()
            yield start + at, lines, match.lastgroup == "row"


def _pattern(delimiter: str, width: int) -> re.Pattern[bytes]:
    parted = re.escape(delimiter).encode()
    blank = b"[ \\r]" if delimiter == "\t" else b"[ \\t\\r]"
    cell = b'(?:"(?:[^"]++|"")*+"|[^' + parted + b'"\\n]*+)'
    row = cell + b"(?:" + parted + cell + b"){%d}" % (width - 1)
    return re.compile(blank + b"*+\\n|(?P<row>" + row + b"\\r?\\n)")
