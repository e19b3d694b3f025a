"""Entries of a baseline or of accepted findings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from newslint.known.marks import Key, Surroundings
from newslint.known.pins import Pin

BASELINE, ACCEPTED = "baseline", "accepted"
VERSION = 1
"""Of the format. A newer one is refused, as nobody could say what would be passed over."""
PLACE, EVERYWHERE = "place", "everywhere"
RIGHT, MISTAKEN, WRONG = "right", "mistaken", "wrong"
VERDICTS = (RIGHT, MISTAKEN, WRONG)
"""Of an accepted finding; what is called wrong in one place is reported there although it is right everywhere else."""


class Entry(NamedTuple):
    """A finding that is known."""

    key: Key
    around: Surroundings
    """The words whose digests are in the key."""
    path: str
    """Where it was found, relative to the folder of the file of entries, with ``/``."""
    record: str | int | None
    """The id of the record, or its ordinal where it has none; None: the file is one article."""
    samples: tuple[str, ...] = ()
    """Digests of a few runs of words of its article, by which that is known under another name."""
    times: int = 1
    """How many findings of the article it stands for."""
    excerpt: str = ""
    scope: str = PLACE
    verdict: str = RIGHT
    when: str = ""
    why: str = ""
    line: int = 0
    """In the file of entries, from 1; 0: in none yet."""
    pin: Pin | None = None
    """Which of several findings with this key it was; None: any of them."""

    @property
    def identity(self) -> tuple[Any, ...]:
        """What no two entries of a file have in common."""
        return (self.key, self.path, self.record, self.scope, self.verdict, self.pin)

    @property
    def order(self) -> tuple[Any, ...]:
        """By what it is sorted in a file; by no number of a line, so that what only moves leaves the file as it is."""
        record = (0, self.record, "") if isinstance(self.record, int) else (1, 0, self.record or "")
        return (
            self.path, record, self.key.rule, self.excerpt, self.key, self.scope, self.verdict, self.pin or ()
        )  # fmt: skip


class Contents(NamedTuple):
    """What a file of entries holds."""

    entries: Sequence[Entry]
    of: tuple[str, ...] = ()
    """The files and folders, relative to its own, that were compared with each other when it was written."""
