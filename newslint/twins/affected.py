"""Which files' twins have to be found anew when some files of a corpus have changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence, Set

from newslint.comparing.facts import DOCUMENT
from newslint.twins.pairing import CROWD


class Changes:
    """What has changed in a corpus, and what stands there."""

    def __init__(
        self,
        changed: Set[int],
        before: Mapping[bytes, Sequence[bytes]],
        now: Mapping[bytes, Sequence[bytes]],
        paths: Sequence[bytes],
    ) -> None:
        """Take what is known.

        Args:
            changed: the numbers of the files that are new or other ones than before.
            before: for each head that files had which have changed or are gone, the path of each document that had it.
            now: for each head of files that have changed, are gone or new, all its places in the corpus, sorted.
            paths: of the files by number, sorted.
        """
        self.changed = changed
        self.before = before
        self.now = now
        self.paths = paths


def affected(changes: Changes, near: Set[int], near_of: Callable[[int], Set[int]]) -> set[int]:
    """Return the files about whose twins something else may have to be said than before.

    Two files that have not changed are twins or not, as they were. So only those are affected that have a twin in a
    changed file, before or now; and where a key stands in a crowd, those whose first one or number depends on it.

    Args:
        changes: what has changed.
        near: the files with twins in changed ones, before or now.
        near_of: the files with twins in a file.
    """
    found = {*changes.changed, *near}
    for head, places in changes.now.items():
        others = [place for place in places if _file_of(place) not in changes.changed]
        sharing = {_file_of(place) for place in others}
        size, was = _documents(places), _documents(others) + len(changes.before.get(head, ()))
        if (size > CROWD) != (was > CROWD):
            found |= sharing
        elif size > CROWD and others:
            first = _file_of(others[0])
            found.add(first)
            # In a crowd of twins each place is told the first and the number.
            are_twins = first in near or not sharing.isdisjoint(near_of(first))
            if _is_other_first(head, places, first, changes) or (size != was and are_twins):
                found |= sharing
    return found


def _is_other_first(head: bytes, places: Sequence[bytes], first: int, changes: Changes) -> bool:
    """Whether another document of a crowd stands first than stood there."""
    is_new = _file_of(places[0]) != first
    return is_new or any(path <= changes.paths[first] for path in changes.before.get(head, ()))


def _documents(places: Iterable[bytes]) -> int:
    return len({place[:DOCUMENT] for place in places})


def _file_of(place: bytes) -> int:
    return int.from_bytes(place[:4], "big")
