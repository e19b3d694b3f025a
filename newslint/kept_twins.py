"""What a run takes from the store about the twins in a corpus, and leaves there.

For each file of a corpus the store knows what was said of its twins, which holds until a file comes, goes or changes that
has a key in common with it. So of an edited file only its own places are compared, and of the others those that share
a key with what it was or is.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property

from newslint import index, marshalled
from newslint.facts import BUCKETS, HEAD, NUMBER, bucketed, split
from newslint.kept import KeptFiles
from newslint.model import Diagnostic
from newslint.spool import Spool
from newslint.store import Store, sealed, unsealed
from newslint.work import Work

FEW = 200
"""So few files are compared anew rather than remembered."""
CORPORA = 4
"""How many corpora are remembered."""
SMALL_SHARE = 0.25
"""Of the files: when more of them have changed, all are compared anew."""


class KeptTwins:
    """The corpus of a run as far as the store knows it."""

    def __init__(self, work: Work, store: Store, files: KeptFiles) -> None:
        """Take the run, the store, and the files of the run that it knows."""
        self._tasks = work.request.tasks
        self._store = store
        self._files = files
        self._paths = [os.fsencode(task.path) for task in self._tasks]
        self._is_kept = not work.request.replaced and len(self._tasks) > FEW
        self._name = files.name_of_corpus()
        self._corpus = self._state = 0
        self._affected: set[int] | None = None
        """The files that share a key with what has changed; None: any may."""
        self._unsure: set[int] = set()
        """The files that share a key with one that is not in the store."""

    def comparison(self, mapped: Spool, stale: Sequence[int]) -> tuple[Spool, set[int], dict[int, Sequence[Diagnostic]]]:
        """Return facts, the files at whose places they are to be compared, and what is known to be said of others.

        Args:
            mapped: the facts of the files that were read in this run.
            stale: their numbers.
        """
        unsaved = self._unsaved(mapped)
        told = self._told(unsaved) if self._is_kept else {}
        self._unsure = self._sharing({fact[:HEAD] for fact in unsaved}) if unsaved else set()
        asked = {number for number, task in enumerate(self._tasks) if task.asked and number not in told}
        if len(stale) == len(self._tasks):
            return mapped, asked, told
        heads = None if len(asked) > SMALL_SHARE * len(self._tasks) else self._heads(asked, unsaved)
        facts = Spool(BUCKETS)
        for found in self._facts(heads):
            facts.add(bucketed(found))
        facts.add(bucketed(fact for fact in unsaved if heads is None or fact[:HEAD] in heads))
        return facts, asked, told

    def keep(self, told: Mapping[int, Sequence[Diagnostic]]) -> None:
        """Keep what was said of the twins in some files."""
        if not self._is_kept:
            return
        rows = []
        for number, version in self._files.versions.items():
            if number in told or self._affected is None or number in self._affected:
                is_known = number in told and number not in self._unsure
                data = sealed(marshalled.findings_bytes(told[number])) if is_known else None
                rows.append((self._paths[number], version, data))
        with self._store.changing():
            if self._take_corpus():
                self._write(rows)

    def _told(self, unsaved: Sequence[bytes]) -> dict[int, Sequence[Diagnostic]]:
        """Return what is known to be said of files that share no key with what has changed since."""
        for self._corpus, self._state in self._store.rows("select id, state from corpora where name = ?", (self._name,)):
            rows = self._store.rows("select path, version from members where corpus = ?", (self._corpus,))
            before: dict[bytes, int] = dict(rows)
            now = {self._paths[number]: version for number, version in self._files.versions.items()}
            different = {path for path in before.keys() | now.keys() if before.get(path) != now.get(path)}
            if len(different) > SMALL_SHARE * len(now):
                return {}
            versions = {of[path] for of in (before, now) for path in different if path in of}
            heads = self._files.heads(sorted(versions)) | {fact[:HEAD] for fact in unsaved}
            self._affected = self._sharing(heads)
            self._affected |= {number for number, path in enumerate(self._paths) if path in different}
            return dict(self._read(self._affected))
        return {}

    def _read(self, affected: Set[int]) -> Iterator[tuple[int, Sequence[Diagnostic]]]:
        numbers = {path: number for number, path in enumerate(self._paths) if self._tasks[number].asked}
        if len(numbers) < FEW:
            rows = self._store.rows_of(
                f"select path, told from members where corpus = {self._corpus} and path in (?)", list(numbers)
            )
        else:
            rows = self._store.rows("select path, told from members where corpus = ?", (self._corpus,))
        for path, told in rows:
            number = numbers.get(path)
            if number is not None and number not in affected and told is not None:
                yield number, marshalled.read_findings(unsealed(told), self._tasks[number].path)

    def _unsaved(self, mapped: Spool) -> list[bytes]:
        """Return the facts of files that are not in the store."""
        if len(self._files.versions) == len(self._tasks):
            return []
        known = self._files.versions
        facts = (fact for bucket in mapped.filled() for fact in split(mapped[bucket]))
        return [fact for fact in facts if int.from_bytes(fact[NUMBER], "big") not in known]

    def _heads(self, numbers: Set[int], unsaved: Iterable[bytes]) -> set[bytes]:
        versions = {self._files.versions[number] for number in numbers if number in self._files.versions}
        found = self._files.heads(sorted(versions))
        return found | {fact[:HEAD] for fact in unsaved if int.from_bytes(fact[NUMBER], "big") in numbers}

    def _sharing(self, heads: Set[bytes]) -> set[int]:
        """Return the files of the corpus that were told one of some keys."""
        return {int.from_bytes(fact[NUMBER], "big") for found in self._facts(heads) for fact in found}

    def _facts(self, heads: Set[bytes] | None) -> Iterator[list[bytes]]:
        """Yield the facts of some keys, or all, of the files of the corpus that are in the store."""
        for segment, facts in index.facts_of(self._store, heads):
            numbers = self._numbers.get(segment, {})
            yield list(index.renumbered(facts, numbers))

    @cached_property
    def _numbers(self) -> dict[int, dict[int, list[int]]]:
        """For each segment, the numbers in this run of the files that have some number there."""
        by_version: dict[int, list[int]] = {}
        for number, version in self._files.versions.items():
            by_version.setdefault(version, []).append(number)
        found: dict[int, dict[int, list[int]]] = {}
        places = self._store.rows("select id, segment, number from versions")
        for version, segment, number in places:
            if version in by_version:
                found.setdefault(segment, {})[number] = by_version[version]
        return found

    def _take_corpus(self) -> bool:
        """Note that the corpus is written; return False where another process has written it meanwhile."""
        if not self._corpus:
            self._store.write("delete from corpora where name = ?", [(self._name,)])
            values = (self._name, 1, time.time())
            self._corpus = self._store.insert("insert into corpora (name, state, used) values (?, ?, ?)", values)
            return True
        [[state]] = list(self._store.rows("select state from corpora where id = ?", (self._corpus,))) or [[None]]
        if state != self._state:
            return False
        self._store.write(
            "update corpora set state = state + 1, used = ? where id = ?", [(time.time(), self._corpus)]
        )
        return True

    def _write(self, rows: Sequence[tuple[bytes, int, bytes | None]]) -> None:
        if self._affected is None:
            self._store.write("delete from members where corpus = ?", [(self._corpus,)])
        else:
            here = set(self._paths)
            gone = [
                (self._corpus, path)
                for (path,) in self._store.rows("select path from members where corpus = ?", (self._corpus,))
                if path not in here
            ]
            self._store.write("delete from members where corpus = ? and path = ?", gone)
        self._store.write(
            "insert or replace into members (corpus, path, version, told) values (?, ?, ?, ?)",
            ((self._corpus, *row) for row in rows),
        )
        old = "select id from corpora order by used desc limit -1 offset ?"
        for statement in (f"delete from members where corpus in ({old})", f"delete from corpora where id in ({old})"):
            self._store.write(statement, [(CORPORA,)])
