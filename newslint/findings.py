"""All findings of a run, in order; packed once they are many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import islice
from typing import overload

from newslint.model import Diagnostic

LOOSE = 50_000
"""How many findings are kept as they are; the others are packed into a tenth of the memory until they are read."""

_Page = Sequence[Diagnostic] | bytes


class Findings(Sequence[Diagnostic]):
    """Findings by the part of the files that they stand in, read in the order of a report."""

    def __init__(self, parts: int) -> None:
        """Take the number of parts. What stands in one part comes before what stands in the next."""
        self._pages: list[list[_Page]] = [[] for _ in range(parts)]
        self._size = 0

    def add(self, part: int, diagnostics: Sequence[Diagnostic]) -> None:
        """Add findings of a part, in any order."""
        if diagnostics:
            self._size += len(diagnostics)
            self._pages[part].append(diagnostics if self._size <= LOOSE else _packed(diagnostics))

    def replace(self, part: int, records: Set[int], diagnostics: Sequence[Diagnostic]) -> None:
        """Put findings in place of all that were added of some records of a part, which is a piece of one file."""
        kept = [one for one in self.of(part) if one.location.record not in records]
        self._size -= sum(1 for _ in self.of(part))
        self._pages[part] = []
        self.add(part, (*kept, *diagnostics))

    def of(self, part: int) -> Iterator[Diagnostic]:
        """Yield the findings of a part, in no order."""
        for page in self._pages[part]:
            yield from _unpacked(page) if isinstance(page, bytes) else page

    def __iter__(self) -> Iterator[Diagnostic]:
        """Yield all findings, sorted."""
        for part in range(len(self._pages)):
            yield from sorted(self.of(part), key=lambda one: one.sort_key)

    def __eq__(self, other: object) -> bool:
        """Tell whether another sequence holds the same findings in the same order."""
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]

    def __len__(self) -> int:
        """Return how many there are."""
        return self._size

    @overload
    def __getitem__(self, index: int) -> Diagnostic: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Diagnostic]: ...
    def __getitem__(self, index: int | slice) -> Diagnostic | Sequence[Diagnostic]:
        """Return some of the findings; to iterate over them is faster."""
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(len(self)))]
        if not -len(self) <= index < len(self):
            raise IndexError(index)
        return next(islice(self, index % len(self), None))


def _packed(diagnostics: Iterable[Diagnostic]) -> bytes:
    import pickle
    import zlib

    return zlib.compress(pickle.dumps(tuple(diagnostics), pickle.HIGHEST_PROTOCOL), 1)


def _unpacked(page: bytes) -> Iterable[Diagnostic]:
    import pickle
    import zlib

    found: tuple[Diagnostic, ...] = pickle.loads(zlib.decompress(page))  # noqa: S301 - packed above
    return found
