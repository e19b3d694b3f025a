"""Which configuration governs a document, read again when one of its files changes."""

from __future__ import annotations

import os
import shlex
import time
from collections.abc import Iterable, Iterator
from threading import RLock

from newslint import rules
from newslint.config import Config
from newslint.configuration import settings
from newslint.configuration.schema import ConfigError
from newslint.configuration.trust import file_of_trust, withheld
from newslint.plugins import PluginError
from newslint.requests.request import Loaded, Options, prepare
from newslint.values import Values

Stamp = tuple[tuple[str, int, int], ...]
YOUNG = 2_000_000_000
"""Nanoseconds within which a file is not known by its time."""


class Trouble(Values):
    """What is to be shown on a configuration file."""

    path: str
    message: str
    names: tuple[str, ...] = ()
    """Of plugins that wait for the user's trust; empty: the configuration cannot be used."""


class Governed(Values):
    """What holds for one document."""

    config: str
    """The configuration file; empty where there is none."""
    loaded: Loaded | None
    """A run over the document alone; None where there is nothing to check."""
    trouble: Trouble | None = None
    is_excluded: bool = False


class _Known(Values):
    governed: Governed
    stamp: Stamp


class Governor:
    """Knows what governs each document. Several threads may ask."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._known: dict[str, _Known] = {}
        self._lock = RLock()

    def of(self, path: str, unconfigured: bool, is_buffer: bool = False) -> Governed:
        """Return what governs a document.

        Args:
            path: where it lies, or would if it were saved.
            unconfigured: whether it is checked if no configuration governs it.
            is_buffer: whether it is no file yet, so that its name says nothing.
        """
        with self._lock:
            known = self._known.get(path)
            config = settings_above(path)
            if isinstance(config, Trouble):
                return Governed(config.path, known.governed.loaded if known else None, config)
            if not config and not unconfigured:
                self._known.pop(path, None)
                return Governed("", None)
            if known is None or known.governed.config != config or known.stamp != _stamp(known.stamp):
                known = self._known[path] = self._read(path, config, known, is_buffer)
            return known.governed

    def forget(self, path: str) -> None:
        """Let go of a document that was closed."""
        with self._lock:
            self._known.pop(path, None)

    def _read(self, path: str, config: str, before: _Known | None, is_buffer: bool) -> _Known:
        try:
            loaded = prepare(options_for(path))
        except (ConfigError, PluginError) as problem:
            # What is found with the last good settings is better than nothing while one is being mended.
            last = before.governed.loaded if before and before.governed.config == config else None
            return _Known(Governed(config, last, Trouble(config, str(problem))), _unbelieved(config))
        excluded = path in loaded.request.excluded or not (is_buffer or _is_included(path, loaded.request.configs))
        governed = Governed(config, None if excluded else loaded, _untrusted(config), excluded)
        stamp = _stamp(_files(config, loaded.request.configs))
        return _Known(governed, _unbelieved(config) if _is_young(stamp) else stamp)


def options_for(path: str, data: bytes = b"") -> Options:
    """Return what is asked of a run over one document by itself."""
    return Options(
        (), scope="document", stdin=(path, data), named_stdin=True, force_exclude=True, corpora=False, trusted_only=True
    )


def settings_above(path: str) -> str | Trouble:
    """Return the configuration file that governs a document; empty where there is none."""
    try:
        return settings.find(os.path.dirname(path)) or ""
    except ConfigError as problem:
        return Trouble(os.path.join(os.path.dirname(path), settings.PYPROJECT), str(problem))


def _untrusted(path: str) -> Trouble | None:
    """Say which plugins of a configuration wait for the user's trust."""
    if not path:
        return None
    config = settings.read(path, rules.presets())
    names = withheld(config.plugins, config.folder)
    shown = tuple(os.path.relpath(name, config.folder) if os.path.isabs(name) else name for name in names)
    if not names:
        return None
    was = "were" if len(names) > 1 else "was"
    message = (
        f"{', '.join(shown)} {was} not loaded: a plugin is a program, and you have not said yet that you trust this"
        f" folder. Read it first; then: newslint trust {shlex.quote(config.folder)}"
    )
    return Trouble(path, message, shown)


def _is_included(path: str, configs: Iterable[Config]) -> bool:
    """Whether ``newslint check`` in the folder of the configuration would come to a file of this name."""
    from newslint.files.patterns import is_never_read, patterns

    governing = next((config for config in configs if config.path), None)
    if is_never_read(os.path.basename(path)):
        return False
    if governing is None:
        return True
    name = os.path.relpath(path, governing.folder).replace(os.sep, "/")
    return patterns((*governing.include, *governing.corpus)).match(name)


def _files(config: str, configs: Iterable[Config]) -> Iterator[str]:
    """Yield the files on which the settings of a document depend."""
    yield from (config, file_of_trust())
    for one in configs:
        yield from one.words_files
        yield from (one.baseline, settings.accepted_of(one))
        yield from (os.path.join(one.folder, name) for name in one.plugins if name.endswith((".py", ".toml")))
        yield from (layer.origin for layer in one.layers if layer.origin.endswith(".toml"))


def _unbelieved(config: str) -> Stamp:
    """Return a stamp that no file has, so that everything is read again the next time."""
    return ((config, -1, -1),)


def _is_young(stamp: Stamp) -> bool:
    """Whether a file was written so lately that it may have been read when half of it was there."""
    return any(time.time_ns() - modified < YOUNG for _, _, modified in stamp)


def _stamp(files: Iterable[str] | Stamp) -> Stamp:
    """Return size and time of each file."""
    names = dict.fromkeys(one if isinstance(one, str) else one[0] for one in files)
    return tuple((name, *_state(name)) for name in names if name)


def _state(path: str) -> tuple[int, int]:
    try:
        state = os.stat(path)
    except (OSError, ValueError):
        return (0, 0)
    return (state.st_size, state.st_mtime_ns)
