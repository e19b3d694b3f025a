"""The records of an archive, and what stands between them that belongs to none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from warcio.statusandheaders import StatusAndHeadersParser, StatusAndHeadersParserException

from newslint.readers import Mark
from newslint_formats.members import CHUNK, DamagedError
from newslint_formats.stream import Stream

LARGEST = 64_000_000
"""How many bytes a record may have to be read; a page of news has some hundred thousand."""
HOLDING = frozenset({"response", "resource", "conversion"})
"""The types of records that may hold an article; the others say how one was fetched."""
_BEGIN = b"WARC/"
_VERSIONS = ["WARC/1.1", "WARC/1.0", "WARC/0.17", "WARC/0.18"]


class Entry(NamedTuple):
    """A record, or a part of the file that is none."""

    mark: Mark
    kind: str = ""
    headers: Any = None
    """As warcio has them."""
    content: bytes | None = None
    """None where nobody wants it, or where it is too large."""
    line: int = 1
    """Of the unpacked file, on which the content begins."""
    problem: str = ""

    def said(self, name: str) -> str:
        """Return what a header says, or an empty text."""
        return (self.headers.get_header(name) or "").strip() if self.headers is not None else ""


def entries(stream: Stream) -> Iterator[Entry]:
    """Yield the records of a file in their order, and a problem for each part that cannot be read."""
    parser, is_known = StatusAndHeadersParser(_VERSIONS), False
    while True:
        mark: Mark | None = None
        try:
            found = _next_line(stream)
            if found is None:
                return
            mark, line = found
            if not line.startswith(_BEGIN):
                # After a record that does not say where it ends, that is its content.
                if not is_known:
                    yield Entry(mark, problem="What stands here belongs to no record of an archive")
                found = _next_record(stream)
                if found is None:
                    return
                mark, line = found
            entry = _entry(parser, stream, mark, line)
            is_known = bool(entry.problem)
            yield entry
        except DamagedError as problem:
            yield Entry(mark or stream.mark, problem=f"The packed file is damaged here: {problem}")
            if not stream.recover():
                return


def _entry(parser: Any, stream: Stream, mark: Mark, first: bytes) -> Entry:
    try:
        headers = parser.parse(stream, first)
    except StatusAndHeadersParserException:
        return Entry(mark, problem=f"The record is of a version that is not known: {first[:20].decode('latin-1')!r}")
    kind, length, line = headers.get_header("WARC-Type") or "", headers.get_header("Content-Length"), stream.line
    if not (length and length.isascii() and length.isdigit()):
        return Entry(mark, kind, headers, line=line, problem="The record does not say how long it is")
    size = int(length)
    if kind in HOLDING and size <= LARGEST:
        content = stream.read(size)
        entry, there = Entry(mark, kind, headers, content, line), len(content)
    else:
        entry, there = Entry(mark, kind, headers, None, line), _skip(stream, size)
    if there < size:
        return entry._replace(problem=f"The record breaks off: {there:,} of its {size:,} bytes are there")
    return entry


def _next_line(stream: Stream) -> tuple[Mark, bytes] | None:
    """Return the next line that is not blank, and where it begins."""
    while stream.has_more():
        mark = stream.mark
        line = stream.readline(CHUNK)
        if line.strip():
            return mark, line
    return None


def _next_record(stream: Stream) -> tuple[Mark, bytes] | None:
    while (found := _next_line(stream)) is not None and not found[1].startswith(_BEGIN):
        pass
    return found


def _skip(stream: Stream, size: int) -> int:
    """Read past some bytes; return how many there were."""
    left = size
    while left > 0 and (part := stream.read(min(left, CHUNK))):
        left -= len(part)
    return size - left
