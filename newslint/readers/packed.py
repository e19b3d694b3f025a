"""Packed files: what is in them is read as it is unpacked. One that breaks off gives what came before."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO

from newslint.document import Document
from newslint.model import Span
from newslint.readers import Reader, Source, UnreadableError
from newslint.text.origin import Fields, Piece

PIECE = 1 << 16
"""How many packed bytes are read at a time."""


class BrokenError(Exception):
    """A packed file is damaged or breaks off."""


def unpacked(inner: Reader, source: Source, suffix: str) -> Iterator[Document]:
    """Yield the documents of a packed file, and last one that says so where it is damaged.

    Raises:
        UnreadableError: what unpacks it is not installed.
    """
    stream = _stream(source, suffix)
    last, marked = 0, (0, 1)
    try:
        for document in inner.read(source._replace(stream=stream)):
            last, marked = document.record or last, getattr(document.origin, "mark", marked)
            yield document
    except BrokenError as problem:
        # A file that is one article has no records to count.
        record = last + 1 if last or inner.again else None
        yield _broken(source.name, record, marked[1] + bool(last), problem)


def unpacked_data(source: Source, suffix: str) -> bytes:
    """Return all that is in a packed file.

    Raises:
        UnreadableError: what unpacks it is not installed, or it is damaged.
    """
    try:
        return _stream(source, suffix).read()
    except BrokenError as problem:
        raise UnreadableError(f"{source.name}: the packed file is damaged: {problem}") from problem


def packed_data(data: bytes, suffix: str) -> bytes:
    """Return some bytes packed, the same every time."""
    if suffix == ".gz":
        import gzip

        return gzip.compress(data, mtime=0)
    try:
        from compression import zstd  # Python 3.14

        return bytes(zstd.compress(data))
    except ImportError:
        import zstandard

        return zstandard.ZstdCompressor().compress(data)


def _stream(source: Source, suffix: str) -> io.BufferedReader:
    return io.BufferedReader(_Unpacking(source.stream, _gzip() if suffix == ".gz" else _zstd(source.name)))


def _broken(path: str, record: int | None, line: int, problem: Exception) -> Document:
    origin = Fields((Piece(None, Span(0, 1), line),))
    said = f"The packed file is damaged here, and what follows is lost: {problem}"
    return Document(" ", path, record, damaged=True, origin=origin, problem=said)


class _Unpacking(io.RawIOBase):
    """The bytes of a packed stream, which may be several packed streams in a row."""

    def __init__(self, stream: BinaryIO, begin: Any) -> None:
        self._stream = stream
        self._begin = begin
        self._unpacker: Any = None
        self._left = b""
        self._out = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._out and self._advance():
            pass
        size = min(len(buffer), len(self._out))
        buffer[:size] = self._out[:size]
        self._out = self._out[size:]
        return size

    def _advance(self) -> bool:
        """Unpack some more; return whether there was anything."""
        packed = self._left or self._stream.read(PIECE)
        if not packed:
            if self._unpacker is not None:
                raise BrokenError("it breaks off")
            return False
        self._unpacker = self._unpacker or self._begin()
        try:
            self._out = self._unpacker.decompress(packed)
        except Exception as problem:
            raise BrokenError(_said_of(problem)) from problem
        self._left = self._unpacker.unused_data if self._unpacker.eof else b""
        if self._unpacker.eof:
            self._unpacker = None
            self._left = self._left.lstrip(b"\0")  # what fills up a block of a tape
        return True


def _said_of(problem: Exception) -> str:
    """Say what is wrong in words that do not need the manual of a library, whose own stand last."""
    begins_wrong = any(words in str(problem) for words in ("header", "frame descriptor"))
    what = "it does not begin as a packed file does" if begins_wrong else "its bytes are not those that were packed"
    return f"{what} ({problem})"


def _gzip() -> Any:
    return lambda: zlib.decompressobj(zlib.MAX_WBITS | 16)


def _zstd(name: str) -> Any:
    try:
        from compression import zstd  # Python 3.14

        return zstd.ZstdDecompressor
    except ImportError:
        pass
    try:
        import zstandard

        return lambda: zstandard.ZstdDecompressor().decompressobj()
    except ImportError as problem:
        advice = "pip install zstandard (in a hook: additional_dependencies: [zstandard])"
        raise UnreadableError(f"{name}: to read .zst files newslint needs zstandard: {advice}") from problem
