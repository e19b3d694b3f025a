"""Arguments -> files, each with the configuration that governs it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from fnmatch import fnmatch
from typing import TYPE_CHECKING, NamedTuple

from newslint.config import NEVER, Config

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

ConfigOf = Callable[[str], Config]


class Found(NamedTuple):
    """A file to be checked, and the configuration that governs it."""

    path: str
    config: Config


class Discovery(NamedTuple):
    """What the arguments come to."""

    files: tuple[Found, ...]
    missing: tuple[str, ...]
    """Arguments that name nothing, as complete messages."""


def discover(arguments: Sequence[str], config_of: ConfigOf, exclude: Sequence[str], force_exclude: bool) -> Discovery:
    """Return the files that the arguments name, sorted, each once.

    A file that is named outright is taken whatever it is called, unless ``force_exclude`` says
    that ``exclude`` and the configuration hold for it too. A folder is walked.

    Args:
        arguments: files and folders.
        config_of: the configuration that governs a folder.
        exclude: patterns, as in a .gitignore, relative to the working directory.
        force_exclude: whether exclusions hold for files that are named outright.
    """
    found: dict[str, Found] = {}
    missing = []
    walker = _Walker(config_of, tuple(exclude))
    for argument in arguments:
        if os.path.isdir(argument):
            found.update((one.path, one) for one in walker.walk(argument))
        elif not os.path.exists(argument):
            missing.append(f"{argument}: there is no such file or folder")
        elif not force_exclude or walker.is_wanted(argument):
            path = os.path.normpath(argument)
            found[path] = Found(path, config_of(os.path.dirname(path) or "."))
    return Discovery(tuple(found[path] for path in sorted(found)), tuple(missing))


class _Walker:
    def __init__(self, config_of: ConfigOf, exclude: tuple[str, ...]) -> None:
        self._config_of = config_of
        self._exclude = exclude
        self._specs: dict[tuple[str, ...], GitIgnoreSpec] = {}
        self._ignores: dict[str, tuple[str, ...]] = {}

    def walk(self, folder: str) -> Iterator[Found]:
        config = self._config_of(folder)
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError:
            return
        for entry in entries:
            path = os.path.normpath(entry.path)
            if entry.name.startswith(".") or self._is_ignored(path, config):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from self.walk(path)
            elif entry.is_file() and self._is_article(path, entry.name, config):
                yield Found(path, config)

    def is_wanted(self, path: str) -> bool:
        """Whether neither ``exclude`` nor the configuration leaves the file out."""
        config = self._config_of(os.path.dirname(path) or ".")
        name = os.path.basename(path)
        return not self._is_ignored(path, config) and not any(fnmatch(name, pattern) for pattern in NEVER)

    def _is_article(self, path: str, name: str, config: Config) -> bool:
        if any(fnmatch(name, pattern) for pattern in NEVER):
            return False
        if all(pattern.startswith("*.") and pattern.count("*") == 1 for pattern in config.include):
            return name.endswith(tuple(pattern[1:] for pattern in config.include))
        return self._matches(config.include, os.path.relpath(path, config.folder))

    def _is_ignored(self, path: str, config: Config) -> bool:
        if self._exclude and self._matches(self._exclude, os.path.relpath(path)):
            return True
        if config.exclude and self._matches(config.exclude, os.path.relpath(path, config.folder)):
            return True
        return any(self._matches(lines, name) for lines, name in self._git_rules(path))

    def _matches(self, patterns: tuple[str, ...], path: str) -> bool:
        spec = self._specs.get(patterns)
        if spec is None:
            from pathspec import GitIgnoreSpec

            spec = self._specs[patterns] = GitIgnoreSpec.from_lines(patterns)
        name = path.replace(os.sep, "/")
        return spec.match_file(name) or (os.path.isdir(path) and spec.match_file(name + "/"))

    def _git_rules(self, path: str) -> Iterator[tuple[tuple[str, ...], str]]:
        """Yield the lines of each .gitignore that holds for the path, and the path relative to it."""
        absolute = os.path.abspath(path)
        folder = os.path.dirname(absolute)
        while True:
            if lines := self._gitignore(folder):
                yield lines, os.path.relpath(absolute, folder)
            parent = os.path.dirname(folder)
            if parent == folder or os.path.exists(os.path.join(folder, ".git")):
                return
            folder = parent

    def _gitignore(self, folder: str) -> tuple[str, ...]:
        if folder not in self._ignores:
            try:
                with open(os.path.join(folder, ".gitignore"), encoding="utf-8", errors="replace") as file:
                    lines = (line.strip() for line in file)
                    self._ignores[folder] = tuple(line for line in lines if line and not line.startswith("#"))
            except OSError:
                self._ignores[folder] = ()
        return self._ignores[folder]


def read_list(lines: Iterable[str]) -> list[str]:
    """Return the file names of ``--files-from``: one a line, or separated by NUL bytes."""
    text = "".join(lines)
    names = text.split("\0") if "\0" in text else text.splitlines()
    return [name for name in names if name]
