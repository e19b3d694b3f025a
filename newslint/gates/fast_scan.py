"""Where many literals stand in texts, found by hyperscan, which takes time to get ready and is fast then.

For newslint's own triggers its database is made at build time. It holds for one version of the library and one kind of
processor, which the library sees to; where it does not fit, it is made anew.
"""

from __future__ import annotations

import marshal
import os
from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newslint.gates.scan import Entry, Finder, Place

    _Start = tuple[int, int]
    """Where a literal begins, in bytes, and its number."""

STORED = os.path.join(os.path.dirname(__file__), "triggers.bin")
"""What was made at build time."""
_UNWANTED = 0


def by_hyperscan(entries: Iterable[Entry]) -> Finder | None:
    """Return a finder of some literals; None where the library is missing."""
    try:
        import hyperscan
    except ImportError:
        return None
    known = sorted(entries)
    return _finder(_database(hyperscan, known), _sizes(known), known)


def stored(names: Collection[str], rules: str) -> Finder | None:
    """Return a finder of newslint's own triggers; None where none was made for this library and machine.

    Args:
        names: the rules that wait for them; what only others wait for is not found.
        rules: which state of the rules these are, as their digest.
    """
    try:
        import hyperscan

        made_for, literals, waiting, data = _read()
    except (ImportError, OSError, ValueError, EOFError, TypeError):
        return None
    try:
        database = hyperscan.loadb(data, hyperscan.HS_MODE_BLOCK) if made_for == rules else None
        if database is None:
            return None
        database.scratch = hyperscan.Scratch(database)
    except hyperscan.error:
        return None
    known = _Wanted(literals, waiting, names)
    return _finder(database, known.sizes, known)


def _read() -> Any:
    with open(STORED, "rb") as file:
        return marshal.load(file)  # noqa: S302 - a part of newslint, as its code is


def to_store(entries: Iterable[Entry], rules: str) -> bytes | None:
    """Return what ``stored`` reads, given newslint's own triggers; None where the library is missing."""
    try:
        import hyperscan
    except ImportError:
        return None
    known = sorted(entries)
    database = hyperscan.dumpb(_database(hyperscan, known))
    return marshal.dumps(
        (rules, [literal for literal, _ in known], [" ".join(names) for _, names in known], database), 2
    )


def _database(hyperscan: Any, known: Sequence[Entry]) -> Any:
    """Return the database of some literals, in order, so that to sort places by their numbers is to sort by them."""
    database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
    database.compile(
        expressions=["".join(f"\\x{byte:02x}" for byte in _encoded(literal)).encode() for literal, _ in known],
        ids=list(range(len(known))),
        elements=len(known),
        flags=[0] * len(known),
    )
    return database


class _Wanted(dict[int, "Entry"]):
    """Entries by their numbers, those of rules that wait; each is put together when it is first asked for."""

    def __init__(self, literals: Sequence[str], waiting: Sequence[str], names: Collection[str]) -> None:
        super().__init__()
        self._literals = literals
        self._waiting = waiting
        self._names = frozenset(names)
        self.sizes = _SizesOf(self)

    def __missing__(self, number: int) -> Entry:
        names = tuple(name for name in self._waiting[number].split() if name in self._names)
        self[number] = entry = (self._literals[number], names)
        return entry


class _SizesOf(dict[int, int]):
    """How long each literal is, in bytes; none is, for which nobody waits."""

    def __init__(self, wanted: _Wanted) -> None:
        super().__init__()
        self._wanted = wanted

    def __missing__(self, number: int) -> int:
        literal, names = self._wanted[number]
        self[number] = size = len(_encoded(literal)) if names else _UNWANTED
        return size


def _sizes(known: Iterable[Entry]) -> list[int]:
    return [len(_encoded(literal)) for literal, _ in known]


def _finder(database: Any, sizes: Sequence[int] | Mapping[int, int], known: Sequence[Entry] | _Wanted) -> Finder:
    def find(folded: Sequence[str]) -> list[list[Place]]:
        """Look through all texts at once, as if they were one."""
        several = list(map(_encoded, folded))
        ends: list[tuple[int, int]] = []
        add = ends.append
        database.scan(b"".join(several), match_event_handler=lambda number, _, end, flags, more: add((end, number)))
        starts = sorted([(end - size, number) for end, number in ends if (size := sizes[number])])
        found: list[list[Place]] = []
        first, begin = 0, 0
        for text, data in zip(folded, several, strict=True):
            end = begin + len(data)
            last = bisect_left(starts, (end,), first)
            # What stands in two texts, which were read as one, stands in none.
            inside = [(at - begin, number) for at, number in starts[first:last] if at + sizes[number] <= end]
            places = inside if len(data) == len(text) else _in_characters(data, inside)
            found.append([(at, known[number]) for at, number in places])
            first, begin = last, end
        return found

    return find


def _in_characters(encoded: bytes, starts: Iterable[_Start]) -> list[_Start]:
    """Return in characters the places that are given in bytes; both are sorted."""
    found = []
    before, characters = 0, 0
    for start, number in starts:
        characters += len(encoded[before:start].decode("utf-8", "surrogatepass"))
        before = start
        found.append((characters, number))
    return found


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
