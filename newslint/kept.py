"""What a run takes from the store, and leaves there: what each file came to, found again by its content.

A file whose size and time are those of the last run is not read. Any other is read for a checksum of its content;
what is known of the same content, read in the same way under the same settings, holds wherever it stands.
"""

from __future__ import annotations

import os
import time
from _blake2 import blake2b
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from newslint import index, marshalled
from newslint.asking import FAILED
from newslint.configuration_hash import hash_of_setting
from newslint.facts import BUCKETS
from newslint.openers import is_url
from newslint.readers import PACKED
from newslint.request import Task
from newslint.spool import Spool
from newslint.steps import Mapped, Outcome
from newslint.store import Store, StoreError, sealed, unsealed
from newslint.work import Work

BATCH = 2_000
"""After so many files what they came to is kept, so that an interrupted run need not do it again."""
YOUNG = 2_000_000_000
"""Nanoseconds within which a file may be written twice without its time telling."""
_READ = 1 << 20


class _State(NamedTuple):
    """How a file lies there, and the key of its content."""

    size: int
    modified: int
    key: bytes


class KeptFiles:
    """The files of a run as far as the store knows them."""

    def __init__(self, work: Work, store: Store, root: str) -> None:
        """Take the run, the store, and the folder to which paths in it are relative."""
        self._work = work
        self._store = store
        self._tasks = work.request.tasks
        self._names = _Names(root)
        self._settings: dict[tuple[int, str, str], int] = {}
        self._hashes: set[str] = set()
        self._states: dict[int, _State] = {}
        self._waiting: dict[int, Outcome] = {}
        self._facts = Spool(BUCKETS)
        self.versions: dict[int, int] = {}
        """The version of the content of each file that is in the store, by the number of the file."""

    def known(self) -> tuple[dict[int, Outcome], list[int]]:
        """Return what files came to that were asked for, and the numbers of those that have to be read."""
        elsewhere = {path for path, _ in self._work.request.replaced}
        stats = {
            number: _stat(task.path)
            for number, task in enumerate(self._tasks)
            if task.section is None and task.path not in elsewhere and not is_url(task.path)
        }
        checked = self._unchanged(stats)
        again = [number for number, stat in stats.items() if stat is not None and number not in self.versions]
        checked |= self._recognised(again)
        for number, task in enumerate(self._tasks):
            if task.asked and number in self.versions and self.versions[number] not in checked:
                # So far it was only compared with.
                self._note_state(number)
                del self.versions[number]
        stale = [number for number in range(len(self._tasks)) if number not in self.versions]
        return self._outcomes(), stale

    def add(self, mapped: Mapped) -> None:
        """Keep what some files came to."""
        for number, outcome in mapped.outcomes.items():
            if number in self._states and _may_be_kept(outcome):
                self._waiting[number] = outcome
        self._facts.add(mapped.facts)
        if len(self._waiting) >= BATCH:
            self.flush()

    def flush(self) -> None:
        """Write what waits to be kept."""
        # What changed while it was read is not what was asked about.
        fresh = {number: outcome for number, outcome in self._waiting.items() if self._is_as_it_was(number)}
        if fresh:
            with self._store.changing():
                self._write(fresh)
        self._waiting, self._facts = {}, Spool(BUCKETS)

    def name_of_corpus(self) -> str:
        """Return the same name for runs that compare the same corpus under the same settings, seen from one folder."""
        named = "\0".join((os.getcwd(), *self._work.request.corpus, *sorted(self._hashes)))
        return blake2b(os.fsencode(named), digest_size=16).hexdigest()

    def heads(self, versions: Sequence[int]) -> set[bytes]:
        """Return which rules were told which keys by some versions."""
        found = [
            unsealed(data) for (data,) in self._store.rows_of("select heads from versions where id in (?)", versions)
        ]
        if len(found) < len(versions):
            raise StoreError("another process has put it in order meanwhile")
        return {head for data in found for head in index.heads_in(data)}

    def _unchanged(self, stats: Mapping[int, os.stat_result | None]) -> set[int]:
        """Take the versions of files that lie there as they did, and return which versions were checked."""
        settings = sorted({self._setting(task) for task in self._tasks})
        question = (
            "select path, setting, size, modified, version, checked from files join versions on version = id"
            " where setting in (?)"
        )
        known = {row[:2]: row[2:] for row in self._store.rows_of(question, settings)}
        checked = set()
        for number, stat in stats.items():
            task = self._tasks[number]
            row = known.get((self._names.of(task.path), self._setting(task)))
            if row and stat and row[:2] == (stat.st_size, stat.st_mtime_ns):
                self.versions[number] = row[2]
                if row[3]:
                    checked.add(row[2])
        return checked

    def _recognised(self, numbers: Sequence[int]) -> set[int]:
        """Take the versions of files whose content is known, and return which of these versions were checked."""
        for number in numbers:
            self._note_state(number)
        keys = sorted({state.key for state in self._states.values()})
        rows = self._store.rows_of("select key, id, checked from versions where key in (?)", keys)
        known = {key: (version, checked) for key, version, checked in rows}
        found = {number: known[state.key] for number, state in self._states.items() if state.key in known}
        self.versions |= {number: version for number, (version, _) in found.items()}
        self._note_files(list(found))
        return {version for version, checked in found.values() if checked}

    def _note_state(self, number: int) -> None:
        task = self._tasks[number]
        try:
            with open(task.path, "rb") as file:
                stat = os.fstat(file.fileno())
                content = blake2b(str(self._setting(task)).encode(), digest_size=16)
                while data := file.read(_READ):
                    content.update(data)
        except OSError:
            # Whoever reads it as an article says what is wrong.
            return
        young = time.time_ns() - stat.st_mtime_ns < YOUNG
        self._states[number] = _State(stat.st_size, -1 if young else stat.st_mtime_ns, content.digest())

    def _is_as_it_was(self, number: int) -> bool:
        stat, state = _stat(self._tasks[number].path), self._states[number]
        return stat is not None and stat.st_size == state.size and state.modified in (-1, stat.st_mtime_ns)

    def _note_files(self, numbers: Sequence[int]) -> None:
        rows = []
        for number in numbers:
            task, state = self._tasks[number], self._states[number]
            path, setting = self._names.of(task.path), self._setting(task)
            rows.append((path, setting, state.size, state.modified, self.versions[number]))
        if rows:
            with self._store.changing():
                self._write_files(rows)

    def _write_files(self, rows: Sequence[tuple[bytes, int, int, int, int]]) -> None:
        self._store.write(
            "insert or replace into files (path, setting, size, modified, version) values (?, ?, ?, ?, ?)", rows
        )

    def _write(self, fresh: Mapping[int, Outcome]) -> None:
        segment = index.write_segment(self._store, (self._facts[bucket] for bucket in self._facts.filled()))
        # The one that was checked is written last, for it knows more.
        ordered = sorted(fresh.items(), key=lambda one: self._tasks[one[0]].asked)
        self._store.write(
            "insert into versions (key, checked, outcome, heads, segment, number) values (?, ?, ?, ?, ?, ?)"
            " on conflict (key) do update set checked = excluded.checked, outcome = excluded.outcome,"
            " heads = excluded.heads, segment = excluded.segment, number = excluded.number",
            ((*self._kept(number, outcome), segment, number) for number, outcome in ordered),
        )
        keys = sorted({self._states[number].key for number in fresh})
        ids = dict(self._store.rows_of("select key, id from versions where key in (?)", keys))
        self.versions |= {number: ids[self._states[number].key] for number in fresh}
        rows = []
        for number in fresh:
            task, state = self._tasks[number], self._states[number]
            rows.append(
                (self._names.of(task.path), self._setting(task), state.size, state.modified, self.versions[number])
            )
        self._write_files(rows)
        index.put_together(self._store)

    def _kept(self, number: int, outcome: Outcome) -> tuple[bytes, bool, bytes, bytes]:
        """Return the key of a file's content, whether it was checked, what it came to, and what its rules were told."""
        task = self._tasks[number]
        data = marshalled.outcome_bytes(outcome, task.path)
        return self._states[number].key, task.asked, sealed(data), sealed(outcome.heads)

    def _outcomes(self) -> dict[int, Outcome]:
        asked = {number: version for number, version in self.versions.items() if self._tasks[number].asked}
        wanted = sorted(set(asked.values()))
        found = dict(self._store.rows_of("select id, outcome from versions where id in (?)", wanted))
        return {
            number: marshalled.read_outcome(unsealed(found[version]), self._tasks[number].path)
            for number, version in asked.items()
        }

    def _setting(self, task: Task) -> int:
        """Return the number of all that the findings in a file depend on besides the file."""
        suffix = task.path.rpartition(".")[2]
        key = (task.setting, task.encoding, task.path if f".{suffix}" in PACKED else suffix)
        if key not in self._settings:
            reader = self._work.library.shelf(task.path).reader
            of, plugins = self._work.request.settings[task.setting], self._work.plugins[task.setting]
            active = self._work.active(task.setting)
            text = f"{hash_of_setting(of, plugins, active, task.encoding)} {reader.name} {reader.version}"
            self._hashes.add(text)
            self._settings[key] = self._store.number_of_setting(text)
        return self._settings[key]


class _Names:
    """Paths relative to a folder, so that what is known goes where the folder goes."""

    def __init__(self, root: str) -> None:
        self._root = root
        self._folders: dict[str, str] = {}

    def of(self, path: str) -> bytes:
        folder, _, name = path.rpartition("/")
        if folder not in self._folders:
            self._folders[folder] = os.path.relpath(os.path.join(folder or os.curdir, name), self._root)[: -len(name)]
        return os.fsencode(self._folders[folder] + name)


def _stat(path: str) -> os.stat_result | None:
    try:
        return os.stat(path)
    except (OSError, ValueError):
        return None


def _may_be_kept(outcome: Outcome) -> bool:
    """Whether nothing was wrong of which the next run has to speak as well."""
    is_well = not (outcome.errors or outcome.uncompared)
    return is_well and not any(one.rule == FAILED for one in outcome.diagnostics)
