"""Which records of a file that comes in pieces have the id of an earlier one."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from newslint.comparing.facts import FACT, groups, read_place, split
from newslint.steps.plain import Repeated


def repeated(identities: Sequence[bytes]) -> list[Sequence[Repeated]]:
    """Return the records whose ids stand in other pieces of their files before, those of each piece together.

    Args:
        identities: what is known of the ids of all records, as facts in heaps.
    """
    found = sorted(one for heap in identities for one in _repeated(heap))
    return [tuple(some) for _, some in groupby(found, lambda one: one.number)]


def _repeated(identities: bytes) -> Iterable[Repeated]:
    for _, places in groups(sorted(split(identities, FACT))):
        (number, first, _), *others = map(read_place, places)
        # Within a piece it is known already.
        yield from (Repeated(other, record, first) for other, record, _ in others if other != number)
