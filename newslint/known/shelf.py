"""Many entries in little memory: packed until somebody reads them, and found by what they are called."""

from __future__ import annotations

import marshal
from array import array
from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import Any

from newslint.known.entries import Entry
from newslint.known.marks import Key, Surroundings
from newslint.known.pins import Pin
from newslint.on_demand import OnDemand

PAGE = 32
"""How many entries are packed together: those of a handful of articles, which are mostly read in a row."""
_HALF = 32
_MASK = (1 << _HALF) - 1


class Shelf(OnDemand[Entry]):
    """A hundred thousand entries in a fifth of the memory; the page that was read last stays open."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        """Take entries; more may be added."""
        self._size = 0
        self._pages: list[bytes] = []
        self._last: list[Entry] = []
        """Those that fill no page yet."""
        self._open: tuple[int, list[Entry]] = (-1, [])
        for one in entries:
            self.add(one)

    def add(self, one: Entry) -> None:
        """Add an entry."""
        self._last.append(one)
        self._size += 1
        if len(self._last) == PAGE:
            self._pages.append(packed(self._last))
            self._last = []

    def replace(self, index: int, one: Entry) -> None:
        """Put an entry in the place of another."""
        number, place = divmod(index, PAGE)
        page = self._page(number)
        page[place] = one
        if number < len(self._pages):
            self._pages[number] = packed(page)

    def __len__(self) -> int:
        """Return how many there are."""
        return self._size

    def __iter__(self) -> Iterator[Entry]:
        """Yield all entries."""
        for page in self._pages:
            yield from unpacked(page)
        yield from self._last

    def _item(self, index: int) -> Entry:
        number, place = divmod(index, PAGE)
        return self._page(number)[place]

    def _page(self, number: int) -> list[Entry]:
        if number == len(self._pages):
            return self._last
        if self._open[0] != number:
            self._open = (number, unpacked(self._pages[number]))
        return self._open[1]


class Some(OnDemand[Entry]):
    """Some of many entries, each perhaps as something else."""

    def __init__(
        self, of: Sequence[Entry], numbers: Sequence[int], seen_as: Callable[[Entry], Entry] | None = None
    ) -> None:
        """Take the entries, the numbers of those that are meant, and what each is made into when it is read."""
        self._of = of
        self._numbers = array("I", numbers)
        self._size = len(self._numbers)
        self._seen_as = seen_as

    def __len__(self) -> int:
        """Return how many there are."""
        return self._size

    def __iter__(self) -> Iterator[Entry]:
        """Yield them; a page after the other, where all are meant."""
        if len(self._numbers) < len(self._of):
            yield from map(self._item, range(self._size))
        else:
            yield from map(self._seen_as, self._of) if self._seen_as else self._of

    def _item(self, index: int) -> Entry:
        one = self._of[self._numbers[index]]
        return self._seen_as(one) if self._seen_as else one


class Register:
    """Finds the numbers of what has a name, in eight bytes for each name that something has."""

    def __init__(self, names: Iterable[tuple[Hashable, int]]) -> None:
        """Take names, each with a number of 32 bits."""
        self._rows = array("Q", sorted((hash(name) & _MASK) << _HALF | number for name, number in names))

    def perhaps(self, name: Hashable) -> Iterator[int]:
        """Yield, from the lowest, the numbers of all that has a name, and of few others, so each has to be asked."""
        first = (hash(name) & _MASK) << _HALF
        at = bisect_left(self._rows, first)
        while at < len(self._rows) and self._rows[at] <= first | _MASK:
            yield self._rows[at] & _MASK
            at += 1


def packed(entries: Sequence[Entry]) -> bytes:
    """Return entries as bytes; ``unpacked`` reads them."""
    return marshal.dumps([_plain(one) for one in entries])


def _plain(one: Entry) -> tuple[Any, ...]:
    pin = None if one.pin is None else tuple(one.pin)
    return (tuple(one.key), tuple(one.around), *one[2:-1], pin)


def unpacked(page: bytes) -> list[Entry]:
    """Return the entries that were packed."""
    return [_entry(*one) for one in marshal.loads(page)]  # noqa: S302 - packed above


def _entry(key: tuple[str, ...], around: tuple[str, ...], *more: Any) -> Entry:
    *others, pin = more
    return Entry._make((Key(*key), Surroundings(*around), *others, None if pin is None else Pin(*pin)))
