"""What a run takes from earlier ones and leaves for later ones: by way of the store, or nothing where there is none."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence, Set
from typing import TYPE_CHECKING, Protocol

from newslint.steps.plain import Mapped, Outcome
from newslint.steps.spool import Spool
from newslint.steps.work import Work
from newslint.values import Values

if TYPE_CHECKING:
    from newslint.cache.kept_twins import LinksOf, Told


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
    told: Told
    """What is known to be said of the twins in other files."""


class Keeping(Protocol):
    """Asked in this order, once each but for ``add``."""

    keeps: bool
    """Whether anything is kept."""

    def known(self) -> Known:
        """Return what is known of the files, after a look at each."""

    def add(self, mapped: Mapped) -> None:
        """Keep what some files came to."""

    def comparison(self, mapped: Spool, stale: Sequence[int], links_of: LinksOf) -> Comparison:
        """Return what is left to be compared.

        Args:
            mapped: the facts of the files that were read in this run.
            stale: their numbers.
            links_of: compares facts at the places of some files, and returns what these are told, by part.
        """

    def keep(self, told: Told, links: Spool) -> None:
        """Keep what was said of the twins in some files, and what their places are told."""


class Nothing:
    """There is no store."""

    keeps = False

    def __init__(self, work: Work) -> None:
        """Take the run."""
        self._size = len(work.request.tasks)

    def known(self) -> Known:
        """All files have to be read."""
        return Known({}, range(self._size))

    def add(self, mapped: Mapped) -> None:
        """Keep nothing."""

    def comparison(self, mapped: Spool, stale: Sequence[int], links_of: LinksOf) -> Comparison:
        """All that was read is to be compared."""
        return Comparison(mapped, None, {})

    def keep(self, told: Told, links: Spool) -> None:
        """Keep nothing."""


class Kept:
    """There is a store."""

    keeps = True

    def __init__(self, work: Work, folder: str) -> None:
        """Open the store in a folder.

        Raises:
            StoreError: there can be none.
        """
        from newslint.cache.kept import KeptFiles
        from newslint.cache.store import opened

        self._work = work
        self._folder = folder
        self._store, self.note = opened(folder)
        self._files = KeptFiles(work, self._store, os.path.dirname(folder))
        self._is_full = False

    def known(self) -> Known:
        """Return what is known of the files, after a look at each."""
        return Known(*self._files.known())

    def add(self, mapped: Mapped) -> None:
        """Keep what some files came to."""
        self._write(lambda: self._files.add(mapped))

    def _write(self, write: Callable[[], None]) -> None:
        """Keep nothing more once something cannot be kept: what is found holds without that."""
        from newslint.cache.store import StoreError

        if self._is_full:
            return
        try:
            write()
        except StoreError as problem:
            self._is_full = True
            self.note = f"the cache in {self._folder} could not be written: {problem}"

    def comparison(self, mapped: Spool, stale: Sequence[int], links_of: LinksOf) -> Comparison:
        """Return what is left to be compared."""
        from newslint.cache.kept_twins import KeptTwins

        self._write(self._files.flush)
        with self._store.reading():
            self._twins = KeptTwins(self._work, self._store, self._files, mapped, stale)
            told = self._twins.told(links_of)
            tasks = enumerate(self._work.request.tasks)
            asked = {number for number, task in tasks if task.asked and number not in told}
            return Comparison(self._twins.facts(asked), asked, told)

    def keep(self, told: Told, links: Spool) -> None:
        """Keep what was said of the twins in some files, and what their places are told."""
        self._write(lambda: self._twins.keep(told, links))

    def close(self) -> None:
        """Let go of the store."""
        self._store.close()
