"""Facts -> pairs of places that have a key in common, as bytes."""

from _struct import Struct
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import combinations

from newslint.comparing.facts import KEY, PLACE, groups, split
from newslint.numerics import needing_numpy

WORTH_GETTING_READY = 100_000
"""With so many bytes of facts it pays to look for shared keys first."""
CROWD = 50
"""With more places than this of one key, each is compared with the first only."""
PAIR = 2 + 2 * PLACE
"""How many bytes say which places are a pair for which rule."""
FOR_LOWER, FOR_HIGHER = 1, 2
"""Say in a pair which of the places is to be told of the other."""
KNOWN = 4
"""Says in a pair that its texts are known to be the same."""
_EDGE = Struct(f">2s{PLACE}s{PLACE}sBI")
EDGE = _EDGE.size


def perhaps_shared(facts: bytes) -> list[bytes]:
    """Return the facts of a heap, without most of those whose key nobody shares where there are many.

    Two in three stand alone, and to leave them out takes less time than to make objects of them.
    """
    heaps = needing_numpy("newslint.comparing.at_once.heaps") if len(facts) >= WORTH_GETTING_READY else None
    return split(heaps.perhaps_shared(facts) if heaps else facts)


def edges(facts: Iterable[bytes], asked: Container[int]) -> Iterator[bytes]:
    """Yield pairs of places with a key in common, in different documents, one of them in a file that was asked for.

    Args:
        facts: those of some keys, complete.
        asked: the numbers of the files at whose places somebody wants to know of twins.
    """
    for head, places in groups(sorted(facts)):
        for pair in pairs_of(places, asked):
            yield _EDGE.pack(head[KEY:], *pair)


Pair = tuple[bytes, bytes, int, int]
"""A place, a higher one, who is to be told of the other, and how many places there are where they are many."""


def edge(rule: bytes, *pair: *Pair) -> bytes:
    """Return a pair of places of a rule as bytes; what stands behind the places is left out."""
    return _EDGE.pack(rule, *pair)


def pairs_of(places: Sequence[bytes], asked: Container[int]) -> Iterator[Pair]:
    """Yield the pairs of places of one key, one of which is in a file that was asked for.

    Args:
        places: sorted, each in another document; something else may stand behind them.
        asked: the numbers of the files at whose places somebody wants to know of twins.
    """
    return _in_crowd(places, asked) if len(places) > CROWD else _each_with_each(places, asked)


def _each_with_each(places: Sequence[bytes], asked: Container[int]) -> Iterator[Pair]:
    wanted = [_is_asked(place, asked) for place in places]
    for (one, of_one), (other, of_other) in combinations(zip(places, wanted, strict=True), 2):
        if of_one or of_other:
            yield one, other, of_one * FOR_LOWER + of_other * FOR_HIGHER, 0


def _in_crowd(places: Sequence[bytes], asked: Container[int]) -> Iterator[Pair]:
    """Yield each place with the first one, and the first with those that may be its own first twin."""
    first, size = places[0], len(places)
    of_first = _is_asked(first, asked)
    for index, other in enumerate(places[1:]):
        whom = of_first * (index < CROWD) * FOR_LOWER + _is_asked(other, asked) * FOR_HIGHER
        if whom:
            yield first, other, whom, size


def _is_asked(place: bytes, asked: Container[int]) -> bool:
    return int.from_bytes(place[:4], "big") in asked


def task_of(edge: bytes) -> int:
    """Return the number of the file in which the higher place of a pair stands.

    In a crowd all pairs have the lower place in common, and one worker would get them all.
    """
    return int.from_bytes(edge[2 + PLACE : 6 + PLACE], "big")
