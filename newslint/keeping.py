"""What a run takes from earlier ones and leaves for later ones: by way of the store, or nothing where there is none."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence, Set
from typing import Protocol

from newslint.model import Diagnostic
from newslint.spool import Spool
from newslint.steps import Mapped, Outcome
from newslint.values import Values
from newslint.work import Work


class Known(Values):
    """What is known of the files of a run."""

    outcomes: Mapping[int, Outcome]
    """By number, of those that were asked for."""
    stale: Sequence[int]
    """The numbers of the files that have to be read."""


class Comparison(Values):
    """What is left to be compared."""

    facts: Spool
    asked: Set[int] | None
    """The numbers of the files at whose places somebody wants to know of twins; None: those of the request."""
    told: Mapping[int, Sequence[Diagnostic]]
    """What is known to be said of the twins in other files."""


class Keeping(Protocol):
    """Asked in this order, once each but for ``add``."""

    def known(self) -> Known:
        """Return what is known of the files, after a look at each."""

    def add(self, mapped: Mapped) -> None:
        """Keep what some files came to."""

    def comparison(self, mapped: Spool, stale: Sequence[int]) -> Comparison:
        """Return what is left to be compared.

        Args:
            mapped: the facts of the files that were read in this run.
            stale: their numbers.
        """

    def keep(self, told: Mapping[int, Sequence[Diagnostic]]) -> None:
        """Keep what was said of the twins in some files, and let go of the store."""


class Nothing:
    """There is no store."""

    def __init__(self, work: Work) -> None:
        """Take the run."""
        self._size = len(work.request.tasks)

    def known(self) -> Known:
        """All files have to be read."""
        return Known({}, range(self._size))

    def add(self, mapped: Mapped) -> None:
        """Keep nothing."""

    def comparison(self, mapped: Spool, stale: Sequence[int]) -> Comparison:
        """All that was read is to be compared."""
        return Comparison(mapped, None, {})

    def keep(self, told: Mapping[int, Sequence[Diagnostic]]) -> None:
        """Keep nothing."""


class Kept:
    """There is a store."""

    def __init__(self, work: Work, folder: str) -> None:
        """Open the store in a folder.

        Raises:
            StoreError: there can be none.
        """
        from newslint.kept import KeptFiles
        from newslint.store import opened

        self._work = work
        self._store, self.note = opened(folder)
        self._files = KeptFiles(work, self._store, os.path.dirname(folder))

    def known(self) -> Known:
        """Return what is known of the files, after a look at each."""
        return Known(*self._files.known())

    def add(self, mapped: Mapped) -> None:
        """Keep what some files came to."""
        self._files.add(mapped)

    def comparison(self, mapped: Spool, stale: Sequence[int]) -> Comparison:
        """Return what is left to be compared."""
        from newslint.kept_twins import KeptTwins

        self._files.flush()
        self._twins = KeptTwins(self._work, self._store, self._files)
        with self._store.reading():
            return Comparison(*self._twins.comparison(mapped, stale))

    def keep(self, told: Mapping[int, Sequence[Diagnostic]]) -> None:
        """Keep what was said of the twins in some files, and let go of the store."""
        self._twins.keep(told)
        self._store.close()
