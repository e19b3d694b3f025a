"""The members of a gzip file, one after the other: an archive of the web has mostly one for each record."""

from __future__ import annotations

import zlib
from typing import Any, BinaryIO

CHUNK = 1 << 16
"""How many bytes of a file are read at a time."""
MOST = 1 << 20
"""How many bytes are unpacked at a time, whatever a member may hold."""
_WINDOW = 2 * CHUNK
"""How many of the bytes that were unpacked last are kept, to look for the next member in them."""
MAGIC = b"\x1f\x8b"
_BEGIN = MAGIC + b"\x08"
_SOUGHT = b"WARC/"
"""How what a member holds begins, so that no such bytes in a picture are taken for one."""
_ENOUGH = 1024
"""How many bytes of a member show what it holds."""


class DamagedError(Exception):
    """What is read now is damaged or breaks off."""


class Members:
    """The members of a file, from an offset on."""

    def __init__(self, stream: BinaryIO, offset: int, first: bytes) -> None:
        """Take a file.

        Args:
            stream: where the file goes on.
            offset: where it begins, in bytes.
            first: what was read of it already.
        """
        self._stream = stream
        self._offset = offset
        self._packed = first
        """What was read and not unpacked; it begins at ``_offset``."""
        self._seen = b""
        """What was unpacked of the present member last; it ends at ``_offset``."""
        self._unpacker: Any = None
        self.start = offset
        """Where the present member begins."""

    def advance(self) -> bool:
        """Begin the next member; return whether there is one."""
        while True:
            packed = self._packed or self._stream.read(CHUNK)
            self._packed = packed.lstrip(b"\0")  # what fills up a block of a tape
            self._offset += len(packed) - len(self._packed)
            if self._packed or not packed:
                break
        if self._packed:
            self._begin()
        return bool(self._packed)

    def more(self) -> bytes:
        """Return some more bytes of the present member; none where it is over.

        Raises:
            DamagedError: they cannot be unpacked.
        """
        while self._unpacker is not None:
            packed = self._packed or self._stream.read(CHUNK)
            try:
                found: bytes = self._unpacker.decompress(packed, MOST)
            except zlib.error as problem:
                self._packed, self._unpacker = packed, None
                raise DamagedError(str(problem)) from problem
            is_over = self._unpacker.eof
            rest = self._unpacker.unused_data if is_over else self._unpacker.unconsumed_tail
            if not packed and not found and not is_over:
                self._packed, self._unpacker = b"", None
                raise DamagedError("it breaks off")
            self._take(packed, rest)
            if is_over:
                self._unpacker = None
            if found:
                return found
        return b""

    def find_next(self) -> bool:
        """Begin the next member that holds a record, past what is damaged; return whether there is one."""
        data, base = self._seen + self._packed, self._offset - len(self._seen)
        at = int(base == self.start)
        while True:
            at = data.find(_BEGIN, at)
            if 0 <= at <= len(data) - _ENOUGH:
                if _holds_record(data[at:]):
                    break
                at += 1
                continue
            # What may be a member begins in what is left, or at its very end.
            kept = at if at >= 0 else max(0, len(data) - len(_BEGIN) + 1)
            more = self._stream.read(CHUNK)
            data, base, at = data[kept:] + more, base + kept, 0
            if not more:
                at = next((i for i in range(len(data)) if data.startswith(_BEGIN, i) and _holds_record(data[i:])), -1)
                break
        self._packed, self._offset = data[at:] if at >= 0 else b"", base + max(at, 0)
        if at >= 0:
            self._begin()
        return at >= 0

    def _begin(self) -> None:
        self._unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
        self._seen, self.start = b"", self._offset

    def _take(self, packed: bytes, rest: bytes) -> None:
        taken = len(packed) - len(rest)
        self._seen = (self._seen + packed[:taken])[-_WINDOW:]
        self._offset += taken
        self._packed = rest


def _holds_record(packed: bytes) -> bool:
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(packed[:_ENOUGH], len(_SOUGHT)) == _SOUGHT
    except zlib.error:
        return False
