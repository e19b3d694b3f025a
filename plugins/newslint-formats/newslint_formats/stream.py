"""The bytes of an archive, unpacked, with the place in the file of each that is read next."""

from __future__ import annotations

from typing import BinaryIO

from newslint.readers import Mark
from newslint_formats.members import CHUNK, MAGIC, Members

NOWHERE = -1
"""Stands for the offset of what cannot be found by one."""
LONGEST_LINE = 1 << 20
"""In bytes; what is longer is no header."""


class Stream:
    """Bytes that are read once, from the first to the last."""

    def __init__(self, stream: BinaryIO, mark: Mark = (0, 1)) -> None:
        """Take a file, packed or not.

        Args:
            stream: the file, at the offset of the mark.
            mark: the offset in the file, and the line of what is unpacked, at which reading begins.
        """
        self._stream = stream
        self._is_seekable = stream.seekable()
        self._offset, self.line = mark
        first = stream.read(CHUNK)
        is_packed = first.startswith(MAGIC)
        self._members = Members(stream, self._offset, first) if is_packed else None
        self._buffer = b"" if is_packed else first
        self._at = 0
        self._inside = 0
        """How many bytes of the present member were read."""

    @property
    def mark(self) -> Mark:
        """The offset and the line of the next byte; NOWHERE where it cannot be found by its offset.

        That is so in the middle of a member, and where the file is a stream.
        """
        if not self._is_seekable:
            return NOWHERE, self.line
        if self._members is None:
            return self._offset, self.line
        return (NOWHERE if self._inside else self._members.start), self.line

    def readline(self, limit: int = LONGEST_LINE) -> bytes:
        """Return the bytes up to and with the next line feed; fewer at the end, or where ``limit`` cuts them."""
        parts: list[bytes] = []
        while limit > 0 and self.has_more():
            end = self._buffer.find(b"\n", self._at) + 1 or len(self._buffer)
            parts.append(self._take(min(end, self._at + limit)))
            if parts[-1].endswith(b"\n"):
                break
            limit -= len(parts[-1])
        return b"".join(parts)

    def read(self, size: int) -> bytes:
        """Return as many bytes; fewer at the end."""
        parts: list[bytes] = []
        while size > 0 and self.has_more():
            parts.append(self._take(min(len(self._buffer), self._at + size)))
            size -= len(parts[-1])
        return b"".join(parts)

    def has_more(self) -> bool:
        """Return whether there is another byte.

        Raises:
            DamagedError: there should be one, but it cannot be unpacked.
        """
        while self._at >= len(self._buffer):
            more = self._stream.read(CHUNK) if self._members is None else self._members.more()
            if not more:
                if self._members is None or not self._members.advance():
                    return False
                self._inside = 0
            self._buffer, self._at = more, 0
        return True

    def recover(self) -> bool:
        """Leave what is damaged for the next record of its own; return whether there is one."""
        self._buffer, self._at, self._inside = b"", 0, 0
        return self._members is not None and self._members.find_next()

    def _take(self, end: int) -> bytes:
        part = self._buffer[self._at : end]
        self._at = end
        self._offset += len(part)
        self._inside += len(part)
        self.line += part.count(b"\n")
        return part
