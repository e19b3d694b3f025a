"""What a run takes from the store, and leaves there: what each file came to, found again by its content.

A file whose size and time are those of the last run is not read. Any other is read for a checksum of its content;
what is known of the same content, read in the same way under the same settings, holds wherever it stands.
"""

from __future__ import annotations

import os
import time
from _blake2 import blake2b
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from newslint.cache import index, marshalled
from newslint.cache.store import Store, StoreError, sealed, unsealed
from newslint.checking.asking import FAILED
from newslint.comparing.facts import BUCKETS
from newslint.configuration.configuration_hash import hash_of_setting
from newslint.openers import is_url
from newslint.requests.request import Task
from newslint.steps.plain import Mapped, Outcome
from newslint.steps.spool import Spool
from newslint.steps.work import Work

BATCH = 2_000
"""After so many files what they came to is kept, so that an interrupted run need not do it again."""
YOUNG = 2_000_000_000
"""Nanoseconds within which a file may be written twice without its time telling."""
PUT_IN_ORDER = "another process has put it in order meanwhile"
_READ = 1 << 20
_UNKNOWN: tuple[int, list[int]] = (0, [])


class _State(NamedTuple):
    """How a file lies there, and the key of its content."""

    size: int
    modified: int
    changed: int
    """When the system last changed anything about it; unlike ``modified`` nobody can set it."""
    is_young: bool
    key: bytes

    def is_of(self, stat: os.stat_result | None) -> bool:
        """Whether a file still lies there as it did."""
        return stat is not None and self[:3] == (stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns)


class KeptFiles:
    """The files of a run as far as the store knows them."""

    def __init__(self, work: Work, store: Store, root: str) -> None:
        """Take the run, the store, and the folder to which paths in it are relative."""
        self._work = work
        self._store = store
        self._tasks = work.request.tasks
        self._names = _Names(root)
        self._settings: dict[tuple[int, str, str], int] = {}
        self._numbers: dict[tuple[int, str, str], int] = {}
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
        self._take_unchanged(stats)
        self._recognise([number for number, stat in stats.items() if stat is not None and number not in self.versions])
        outcomes = self._outcomes()
        for number, task in enumerate(self._tasks):
            if task.asked and number in self.versions and number not in outcomes:
                # So far it was only compared with.
                self._note_state(number)
                del self.versions[number]
        return outcomes, [number for number in range(len(self._tasks)) if number not in self.versions]

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
        rows = self._store.rows_of("select heads from versions where id in (?)", versions)
        found = [unsealed(data) for (data,) in rows]
        if len(found) < len(versions):
            raise StoreError(PUT_IN_ORDER)
        return {head for data in found for head in index.heads_in(data)}

    def heads_of_documents(self, version: int) -> list[bytes]:
        """Return which rules were told which keys by a version, once for each of its documents."""
        found = self._store.rows("select heads from versions where id = ?", (version,))
        if not found:
            raise StoreError(PUT_IN_ORDER)
        return index.heads_in(unsealed(found[0][0]))

    def _take_unchanged(self, stats: Mapping[int, os.stat_result | None]) -> None:
        """Take the versions of files that lie there as they did."""
        settings = [self._setting(task) for task in self._tasks]
        question = "select path, setting, size, modified, changed, version from files where setting in (?)"
        rows = self._store.rows_of(question, sorted(set(settings)))
        known = {(path, setting): (version, state) for path, setting, *state, version in rows}
        for number, stat in stats.items():
            place = (self._names.of(self._tasks[number].path), settings[number])
            version, state = known.get(place, _UNKNOWN)
            if stat is not None and state == [stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns]:
                self.versions[number] = version

    def _recognise(self, numbers: Sequence[int]) -> None:
        """Take the versions of files whose content is known."""
        for number in numbers:
            self._note_state(number)
        keys = sorted({state.key for state in self._states.values()})
        known = dict(self._store.rows_of("select key, id from versions where key in (?)", keys))
        found = {number: known[state.key] for number, state in self._states.items() if state.key in known}
        self.versions |= found
        self._note_files(list(found))

    def _note_state(self, number: int) -> None:
        state = self._state(self._tasks[number])
        if state is not None:
            self._states[number] = state

    def _state(self, task: Task) -> _State | None:
        """Return how a file lies there, its content read; None where whoever reads it as an article says why not."""
        content = blake2b(str(self._setting(task)).encode(), digest_size=16)
        try:
            with open(task.path, "rb") as file:
                stat = os.fstat(file.fileno())
                while data := file.read(_READ):
                    content.update(data)
        except OSError:
            return None
        young = time.time_ns() - max(stat.st_mtime_ns, stat.st_ctime_ns) < YOUNG
        return _State(stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, young, content.digest())

    def _is_as_it_was(self, number: int) -> bool:
        state = self._states[number]
        if not state.is_of(_stat(self._tasks[number].path)):
            return False
        # A young file may have been written once more within one tick of the clock.
        again = self._state(self._tasks[number]) if state.is_young else state
        return again is not None and again.key == state.key

    def _note_files(self, numbers: Sequence[int]) -> None:
        if numbers:
            with self._store.changing():
                self._write_files(numbers)

    def _write_files(self, numbers: Iterable[int]) -> None:
        rows = []
        for number in numbers:
            task, state = self._tasks[number], self._states[number]
            changed = -1 if state.is_young else state.changed
            place = (self._names.of(task.path), self._setting(task))
            rows.append((*place, state.size, state.modified, changed, self.versions[number]))
        self._store.write(
            "insert or replace into files (path, setting, size, modified, changed, version) values (?, ?, ?, ?, ?, ?)",
            rows,
        )

    def _write(self, fresh: Mapping[int, Outcome]) -> None:
        segment = index.write_segment(self._store, (self._facts[bucket] for bucket in self._facts.filled()))
        # The one that was checked is written last, for it knows more.
        ordered = sorted(fresh.items(), key=lambda one: self._tasks[one[0]].asked)
        self._store.write(
            "insert into versions (key, checked, outcome, heads, segment, number) values (?, ?, ?, ?, ?, ?)"
            " on conflict (key) do update set checked = excluded.checked, outcome = excluded.outcome,"
            " heads = excluded.heads, segment = excluded.segment, number = excluded.number"
            " where excluded.checked >= versions.checked",
            ((*self._kept(number, outcome), segment, number) for number, outcome in ordered),
        )
        keys = sorted({self._states[number].key for number in fresh})
        ids = dict(self._store.rows_of("select key, id from versions where key in (?)", keys))
        self.versions |= {number: ids[self._states[number].key] for number in fresh}
        self._write_files(fresh)
        index.put_together(self._store)

    def _kept(self, number: int, outcome: Outcome) -> tuple[bytes, bool, bytes, bytes]:
        """Return the key of a file's content, whether it was checked, what it came to, and what its rules were told."""
        task = self._tasks[number]
        data = marshalled.outcome_bytes(outcome, task.path)
        return self._states[number].key, task.asked, sealed(data), sealed(outcome.heads)

    def _outcomes(self) -> dict[int, Outcome]:
        """Return what files came to that were asked for, of those whose versions were checked."""
        asked = {number: version for number, version in self.versions.items() if self._tasks[number].asked}
        question = "select id, outcome from versions where checked and id in (?)"
        found = dict(self._store.rows_of(question, sorted(set(asked.values()))))
        return {
            number: marshalled.read_outcome(unsealed(found[version]), self._tasks[number].path)
            for number, version in asked.items()
            if version in found
        }

    def _setting(self, task: Task) -> int:
        """Return the number of all that the findings in a file depend on besides the file."""
        # Of all the names that a file may have, its endings say how it is read.
        key = (task.setting, task.encoding, task.path[task.path.rfind("/") + 1 :].partition(".")[2])
        if key not in self._settings:
            reader = self._work.library.shelf(task.path).reader
            self._settings[key] = self._setting_of(task.setting, task.encoding, f"{reader.name} {reader.version}")
        return self._settings[key]

    def _setting_of(self, setting: int, encoding: str, reader: str) -> int:
        key = (setting, encoding, reader)
        if key not in self._numbers:
            plugins, active = self._work.plugins[setting], self._work.active(setting)
            of = hash_of_setting(self._work.request.settings[setting], plugins, active, encoding)
            # In facts a rule is a number among all of the run that compare.
            comparers = (*self._work.names.rules, "", *sorted(self._work.weighers))
            text = " ".join((of, reader, *comparers))
            self._hashes.add(text)
            self._numbers[key] = self._store.number_of_setting(text)
        return self._numbers[key]


class _Names:
    """Paths relative to a folder, so that what is known goes where the folder goes."""

    def __init__(self, root: str) -> None:
        self._root = root
        self._folders: dict[str, str] = {}

    def of(self, path: str) -> bytes:
        folder, _, name = path.rpartition("/")
        if folder not in self._folders:
            above = folder or (os.sep if path.startswith(os.sep) else os.curdir)
            self._folders[folder] = os.path.relpath(os.path.join(above, name), self._root)[: -len(name)]
        return os.fsencode(self._folders[folder] + name)


def _stat(path: str) -> os.stat_result | None:
    try:
        return os.stat(path)
    except (OSError, ValueError):
        return None


def _may_be_kept(outcome: Outcome) -> bool:
    """Whether nothing was wrong of which the next run has to speak as well."""
    is_well = not (outcome.errors or outcome.unread or outcome.uncompared)
    return is_well and not any(one.rule == FAILED for one in outcome.diagnostics)
