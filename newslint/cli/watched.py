"""What a watched run depends on, and what of it has changed: found by looking again and again.

To look at 20,000 files takes some forty milliseconds, and needs nothing that one system has and another has not.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator, Mapping

from newslint.configuration.settings import ACCEPTED
from newslint.values import Values

SETTINGS = ("newslint.toml", "pyproject.toml")
HIDDEN = (".gitignore", ACCEPTED)
JUST_NOW = 2.0
"""So many seconds after a change the time of a folder does not say whether there was another one."""

State = tuple[int, ...] | frozenset[str] | None
"""Time, size and number of a file, the names in a folder, or None where there is none."""


class Watched(Values):
    """What a run depends on: files, and folders in which files may appear."""

    files: frozenset[str]
    folders: frozenset[str]
    outputs: frozenset[str] = frozenset()
    """What newslint itself writes, which never counts as a change; absolute."""
    articles: int = 0
    """How many of the files are checked."""


class Watcher:
    """Remembers how files and folders looked last."""

    def __init__(self) -> None:
        """Watch nothing yet."""
        self.newest = 0
        """When a folder changed last, in nanoseconds since the epoch."""
        self._times: dict[str, int] = {}
        self._states: dict[str, State] = {}
        self._watched = Watched(frozenset(), frozenset())

    def begin(self, watched: Watched) -> None:
        """Take what is to be watched, as it looks now."""
        self._watched = watched
        self._times = {}
        self.newest = 0
        self._states = dict(self._look())

    def changes(self) -> dict[str, str]:
        """Return what has changed since the last call: of each file, what happened to it."""
        before, self._states = self._states, dict(self._look())
        names = [path for path, state in self._states.items() if state != before.get(path)]
        return dict(pair for path in names for pair in _told(path, before.get(path), self._states[path]))

    def _look(self) -> Iterator[tuple[str, State]]:
        for path in self._watched.files:
            yield path, _state_of(path)
        for folder in self._watched.folders:
            names = self._names_in(folder)
            yield folder, names
            for name in names & {*SETTINGS, *HIDDEN} if isinstance(names, frozenset) else ():
                path = os.path.join(folder, name)
                yield path, _state_of(path)

    def _names_in(self, folder: str) -> State:
        """Return the names in a folder; it is read again only when its time has changed, or has just done so."""
        try:
            now = os.stat(folder).st_mtime_ns
            self.newest = max(self.newest, now)
            known = self._states.get(folder)
            if isinstance(known, frozenset) and now == self._times.get(folder):
                return known
            names = frozenset(name for name in os.listdir(folder) if self._counts(folder, name))
        except OSError:
            return None
        if time.time() - now / 1e9 > JUST_NOW:
            self._times[folder] = now
        return names

    def _counts(self, folder: str, name: str) -> bool:
        is_hidden = name.startswith(".") and name not in HIDDEN
        return not is_hidden and os.path.abspath(os.path.join(folder, name)) not in self._watched.outputs


def _state_of(path: str) -> State:
    try:
        known = os.stat(path)
    except (OSError, ValueError):
        return None
    return known.st_mtime_ns, known.st_ctime_ns, known.st_size, known.st_ino


def _told(path: str, before: State, now: State) -> Iterator[tuple[str, str]]:
    """Yield what happened to a file, or to those in a folder."""
    if isinstance(before, frozenset) or isinstance(now, frozenset):
        were, are = (one if isinstance(one, frozenset) else frozenset() for one in (before, now))
        yield from ((_shown(os.path.join(path, name)), "appeared") for name in are - were)
        yield from ((_shown(os.path.join(path, name)), "vanished") for name in were - are)
    else:
        yield _shown(path), "vanished" if now is None else "appeared" if before is None else "changed"


def _shown(path: str) -> str:
    """Return a path as it is seen from here, where it lies below."""
    seen = os.path.relpath(path)
    return os.path.abspath(path) if seen.startswith(os.pardir) else seen


def candidates(folders: Iterable[str]) -> list[str]:
    """Return where the configuration that governs some folders lies or may come to lie."""
    found: dict[str, None] = {}
    for folder in folders:
        current, parent = "", os.path.abspath(folder)
        while current != parent:
            current, parent = parent, os.path.dirname(parent)
            found.update(dict.fromkeys(os.path.join(current, name) for name in (*SETTINGS, ACCEPTED)))
    return list(found)


def with_named(configurations: Iterable[str]) -> set[str]:
    """Return configurations and the files that they name, which may name others."""
    waiting, seen = list(configurations), set[str]()
    while waiting:
        path = waiting.pop()
        if path not in seen:
            seen.add(path)
            waiting += _named_in(path) if path.endswith(".toml") else ()
    return seen


def _named_in(path: str) -> Iterator[str]:
    """Yield the files that a configuration names, as far as it can be read: what is wrong with it the run says."""
    import tomllib

    try:
        with open(path, "rb") as file:
            table: Mapping[str, object] = tomllib.load(file)
    except (OSError, ValueError):
        return
    if os.path.basename(path) == "pyproject.toml":
        table = _table(_table(table, "tool"), "newslint")
    for key in ("extend", "plugins", "words-files", "baseline", "accepted"):
        names = table.get(key, ())
        for name in (names,) if isinstance(names, str) else names if isinstance(names, list) else ():
            # A name without a dot is a preset or a module, where there may be one.
            if isinstance(name, str) and ("." in name or key not in ("extend", "plugins")):
                yield os.path.join(os.path.dirname(path), name)


def _table(table: Mapping[str, object], key: str) -> Mapping[str, object]:
    found = table.get(key)
    return found if isinstance(found, dict) else {}
