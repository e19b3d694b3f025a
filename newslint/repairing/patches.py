"""Two versions of a file -> what it takes to get from the second back to the first, byte for byte."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

FIRST_WINDOW = 8
"""How many lines or words on, at first, the two versions are looked at to find where they agree again."""
_LINES = re.compile(rb"[^\n]*\n|[^\n]+")
_WORDS = re.compile(rb"\s*\S+|\s+")


class Patch(NamedTuple):
    """A range of the later bytes, and the earlier bytes that stood in its place."""

    start: int
    end: int
    old: bytes


def patches(before: bytes, after: bytes) -> list[Patch]:
    """Return the patches that lead from ``after`` back to ``before``, in order."""
    found = list(_within(before, after, 0, (_LINES, _WORDS))) if before != after else []
    return found if patched(after, found) == before else [Patch(0, len(after), before)]


def patched(after: bytes, found: Sequence[Patch]) -> bytes:
    """Return the earlier bytes."""
    parts, at = [], 0
    for start, end, old in found:
        parts += [after[at:start], old]
        at = end
    return b"".join((*parts, after[at:]))


def _within(before: bytes, after: bytes, base: int, ways: Sequence[re.Pattern[bytes]]) -> Iterator[Patch]:
    """Yield the patches of two pieces, the later one at ``base``: by lines, and inside those by words."""
    if not ways:
        yield _trimmed(before, after, base)
        return
    old, new = ways[0].findall(before), ways[0].findall(after)
    starts = ([0, *accumulate(map(len, old))], [0, *accumulate(map(len, new))])
    for (first, last), (start, end) in _hunks(old, new):
        mine = before[starts[0][first] : starts[0][last]]
        theirs = after[starts[1][start] : starts[1][end]]
        yield from _within(mine, theirs, base + starts[1][start], ways[1:])


def _trimmed(before: bytes, after: bytes, base: int) -> Patch:
    """Return the patch without what both have in common at their beginnings and ends."""
    most = min(len(before), len(after))
    head = next((at for at in range(most) if before[at] != after[at]), most)
    tail = next((at for at in range(most - head) if before[-1 - at] != after[-1 - at]), most - head)
    return Patch(base + head, base + len(after) - tail, before[head : len(before) - tail])


_Range = tuple[int, int]


def _hunks(old: Sequence[bytes], new: Sequence[bytes]) -> Iterator[tuple[_Range, _Range]]:
    """Yield the ranges in which the two differ. They agree again at the nearest piece that stands in both."""
    at, to = 0, 0
    while at < len(old) and to < len(new):
        if old[at] == new[to]:
            at, to = at + 1, to + 1
            continue
        ahead = _agreeing(old, new, at, to)
        yield (at, ahead[0]), (to, ahead[1])
        at, to = ahead
    if at < len(old) or to < len(new):
        yield (at, len(old)), (to, len(new))


def _agreeing(old: Sequence[bytes], new: Sequence[bytes], at: int, to: int) -> tuple[int, int]:
    window = FIRST_WINDOW
    while True:
        places: dict[bytes, int] = {}
        for index in range(min(to + window, len(new)) - 1, to - 1, -1):
            places[new[index]] = index
        common = [
            (index + places[old[index]], index, places[old[index]])
            for index in range(at, min(at + window, len(old)))
            if old[index] in places
        ]
        if common:
            return min(common)[1:]
        if window >= max(len(old) - at, len(new) - to):
            return len(old), len(new)
        window *= 2
