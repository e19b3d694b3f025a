"""Bytes by number, in memory while they are few and in a file without a name when they are many."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from threading import Lock
from typing import IO, NamedTuple, TypeVar, overload

from newslint.on_demand import OnDemand

Made = TypeVar("Made")
IN_MEMORY = 16 << 20
"""How many bytes a spool keeps in memory; a run has up to six spools at a time."""
_PIECE = 64
"""How many bytes each piece takes besides: a place is told of its twins in pieces of some hundred bytes."""


class _OnDisk(NamedTuple):
    file: IO[bytes]
    start: int
    size: int


class Spool(Sequence[bytes]):
    """Heaps of bytes, to which more is added piece by piece. Each heap is read as one."""

    def __init__(self, size: int, in_memory: int = IN_MEMORY) -> None:
        """Take how many heaps there are, and how many bytes may be kept in memory."""
        self._heaps: list[list[bytes | _OnDisk]] = [[] for _ in range(size)]
        self._in_memory = in_memory
        self._held = 0
        self.size = 0
        """How many bytes were added."""
        self._file: IO[bytes] | None = None
        self._lock = Lock()

    def add(self, pieces: Mapping[int, bytes]) -> None:
        """Add to heaps, given by number."""
        for number, data in pieces.items():
            if data:
                self._heaps[number].append(data)
                self._held += len(data) + _PIECE
                self.size += len(data)
        if self._held > self._in_memory:
            self._write()

    def clear(self, number: int) -> None:
        """Let go of what was added to a heap."""
        self._heaps[number] = []

    def filled(self) -> list[int]:
        """Return the numbers of the heaps that hold anything."""
        return [number for number, heap in enumerate(self._heaps) if heap]

    def __len__(self) -> int:
        """Return the number of heaps."""
        return len(self._heaps)

    @overload
    def __getitem__(self, number: int) -> bytes: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[bytes]: ...
    def __getitem__(self, number: int | slice) -> bytes | Sequence[bytes]:
        """Return all that was added to a heap."""
        if isinstance(number, slice):
            return [self[index] for index in range(*number.indices(len(self)))]
        return b"".join(map(self._read, self._heaps[number]))

    def _read(self, piece: bytes | _OnDisk) -> bytes:
        if isinstance(piece, bytes):
            return piece
        # Several threads may read.
        with self._lock:
            piece.file.seek(piece.start)
            return piece.file.read(piece.size)

    def _write(self) -> None:
        if self._file is None:
            from tempfile import TemporaryFile

            self._file = TemporaryFile(prefix="newslint-")  # noqa: SIM115 - it lives as long as the spool
        at = self._file.seek(0, os.SEEK_END)
        for heap in self._heaps:
            loose = [index for index, piece in enumerate(heap) if isinstance(piece, bytes)]
            if loose:
                data = b"".join(piece for piece in heap[loose[0] :] if isinstance(piece, bytes))
                self._file.write(data)
                heap[loose[0] :] = [_OnDisk(self._file, at, len(data))]
                at += len(data)
        self._file.flush()
        self._held = 0


class Lazily(OnDemand[Made]):
    """A sequence whose items are made when somebody asks for them, and not kept."""

    def __init__(self, size: int, make: Callable[[int], Made]) -> None:
        """Take how many items there are, and what makes one of its index."""
        self._size = size
        self._make = make

    def __len__(self) -> int:
        """Return the number of items."""
        return self._size

    def __iter__(self) -> Iterator[Made]:
        """Yield all items, in order."""
        return map(self._make, range(self._size))

    def _item(self, index: int) -> Made:
        return self._make(index)
