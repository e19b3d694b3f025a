"""Arguments -> files, each with the configuration that governs it."""

import os
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from stat import S_ISDIR
from typing import NamedTuple

from newslint.config import Config
from newslint.files.own_files import is_own
from newslint.files.patterns import Patterns, is_never_read, patterns
from newslint.values import Values

ConfigOf = Callable[[str], Config]

_SETTINGS = frozenset({"newslint.toml", "pyproject.toml"})


class Found(NamedTuple):
    """A file to be checked, and the configuration that governs it."""

    path: str
    config: Config


class Discovery(Values):
    """What the arguments come to."""

    files: tuple[Found, ...]
    missing: tuple[str, ...] = ()
    """Of arguments that name nothing and folders that cannot be opened, the messages."""
    excluded: tuple[str, ...] = ()
    """Files that were named outright and left out all the same."""
    folders: tuple[str, ...] = ()
    """Those that were walked."""


def discover(
    arguments: Sequence[str],
    config_of: ConfigOf,
    exclude: Sequence[str],
    force_exclude: bool,
    outputs: Collection[str] = (),
) -> Discovery:
    """Return the files that the arguments name, sorted, each once.

    A file that is named outright is taken whatever it is called, unless ``force_exclude`` says
    that ``exclude``, the configuration, a .gitignore and the names that are never read hold for it too. A folder
    is walked; what is hidden or named by a .gitignore is left out, links to folders are not followed.

    Args:
        arguments: files and folders.
        config_of: the configuration that governs a folder.
        exclude: patterns, as in a .gitignore, relative to the working directory.
        force_exclude: whether exclusions hold for what is named outright.
        outputs: files that the run writes, which a walk leaves out; absolute.
    """
    walker = _Walker(config_of, tuple(exclude), force_exclude, frozenset(outputs))
    for argument in arguments:
        walker.take(argument)
    links = {path: target for path, target in walker.links.items() if target in walker.found}
    files = (found for path, found in walker.found.items() if path not in links)
    return Discovery(
        tuple(sorted(files, key=lambda one: one.path)),
        tuple(walker.missing),
        tuple(walker.left_out),
        tuple(walker.folders),
    )


def is_wanted(path: str, config_of: ConfigOf, exclude: Sequence[str]) -> bool:
    """Whether a file, which need not exist, is taken where exclusions hold for what is named outright."""
    return _Walker(config_of, tuple(exclude), True, frozenset()).is_wanted(
        path, config_of(os.path.dirname(path) or ".")
    )


class _Scope(Values):
    """Patterns, and what stands before the name of a folder's entry where they look at it."""

    patterns: Patterns
    prefix: str

    def below(self, name: str) -> "_Scope":
        return self.but(prefix=f"{self.prefix}{name}/")

    def verdict(self, name: str) -> bool | None:
        return self.patterns.verdict(self.prefix + name)


class _Folder(Values):
    """A folder that is walked, and what holds in it."""

    path: str
    absolute: str
    config: Config
    excluded: tuple[_Scope, ...]
    ignored: tuple[_Scope, ...]
    """By a .gitignore; the nearest one first."""

    def leaves_out(self, name: str) -> bool:
        if any(scope.verdict(name) for scope in self.excluded):
            return True
        verdicts = (scope.verdict(name) for scope in self.ignored)
        return next((verdict for verdict in verdicts if verdict is not None), False)


class _Walker:
    def __init__(
        self, config_of: ConfigOf, exclude: tuple[str, ...], force_exclude: bool, outputs: frozenset[str]
    ) -> None:
        self._config_of = config_of
        self._exclude = exclude
        self._force_exclude = force_exclude
        self._outputs = outputs
        self.found: dict[str, Found] = {}
        """By absolute path."""
        self.links: dict[str, str] = {}
        """Of files that are symbolic links, and what they lead to."""
        self.missing: list[str] = []
        self.left_out: list[str] = []
        self.folders: list[str] = []

    def take(self, argument: str) -> None:
        try:
            is_folder = S_ISDIR(os.stat(argument).st_mode)
        except (OSError, ValueError) as problem:
            from newslint.files.nearby import unopened

            self.missing.append(unopened(argument, problem, len(self.missing)))
        else:
            take = self._walk if is_folder else self._take_file
            take(argument)

    def _take_file(self, argument: str) -> None:
        path = os.path.normpath(argument)
        config = self._config_of(os.path.dirname(path) or ".")
        if not self._force_exclude or self.is_wanted(path, config):
            self._add(os.path.abspath(path), path, config)
        else:
            self.left_out.append(path)

    def _add(self, absolute: str, path: str, config: Config) -> None:
        known = self.found.get(absolute)
        # Of two ways to write a path one has to be chosen, whatever the order of the arguments.
        if known is None or (len(path), path) < (len(known.path), known.path):
            self.found[absolute] = Found(path, config)

    def is_wanted(self, path: str, config: Config) -> bool:
        """Whether nothing excludes a file."""
        hidden = any(part.startswith(".") and part != ".." for part in os.path.relpath(path).split(os.sep))
        excluded = any(one.verdict(os.path.basename(path)) for one in self._excluded(os.path.dirname(path), config))
        if hidden or excluded or is_never_read(os.path.basename(path)) or is_own(path):
            return False
        folder, name = os.path.split(os.path.abspath(path))
        verdicts = (scope.verdict(name) for scope in self._ignored_in(folder))
        return not next((verdict for verdict in verdicts if verdict is not None), False)

    def _walk(self, argument: str) -> None:
        folders = [self._given(os.path.normpath(argument))]
        while folders:
            folder = folders.pop()
            self.folders.append(folder.path)
            try:
                with os.scandir(folder.path) as scanned:
                    entries = {entry.name: entry for entry in scanned}
            except OSError as problem:
                self.missing.append(f"{folder.path}: cannot be opened: {problem.strerror}")
                continue
            folders += self._entered(folder, entries)

    def _entered(self, folder: _Folder, entries: dict[str, os.DirEntry[str]]) -> list[_Folder]:
        """Take the articles of a folder, and return the folders in it that are to be walked."""
        folder = self._governed(folder, entries)
        prefix = "" if folder.path == os.curdir else os.path.join(folder.path, "")
        absolute_prefix = os.path.join(folder.absolute, "")
        is_article = self._chooser(folder)
        restricted = bool(folder.excluded or folder.ignored)
        inner = []
        for name, entry in entries.items():
            if name[0] == ".":
                continue
            if entry.is_dir(follow_symlinks=False):
                if not (restricted and folder.leaves_out(name + "/")):
                    inner.append(name)
            elif is_article(name) and not (restricted and folder.leaves_out(name)):
                if not _is_file(entry):
                    self._note_lost(prefix + name, entry)
                    continue
                absolute = absolute_prefix + name
                if absolute in self._outputs or is_own(absolute):
                    continue
                self._add(absolute, prefix + name, folder.config)
                if entry.is_symlink():
                    self.links[absolute] = os.path.realpath(absolute)
        return [_below(folder, prefix, name) for name in sorted(inner, reverse=True)]

    def _note_lost(self, path: str, entry: os.DirEntry[str]) -> None:
        """Note an article that is a link which leads nowhere or in a circle; one to a folder is not followed."""
        if entry.is_symlink():
            try:
                os.stat(path)
            except OSError as problem:
                self.missing.append(f"{path}: cannot be opened: {problem.strerror}: the link leads to no file")

    def _governed(self, folder: _Folder, entries: dict[str, os.DirEntry[str]]) -> _Folder:
        """Return the folder with what its own configuration and .gitignore say."""
        if not _SETTINGS.isdisjoint(entries):
            config = self._config_of(folder.path)
            folder = folder.but(config=config, excluded=self._excluded(folder.path, config))
        if ".git" in entries:
            folder = folder.but(ignored=())
        if ".gitignore" in entries and (lines := _gitignore(folder.absolute)):
            folder = folder.but(ignored=(_Scope(patterns(lines), ""), *folder.ignored))
        return folder

    def _chooser(self, folder: _Folder) -> Callable[[str], bool]:
        include = folder.config.include
        if all(pattern.startswith("*.") and not set(pattern[1:]) & set("*?[/\\") for pattern in include):
            suffixes = tuple(pattern[1:] for pattern in include)
            return lambda name: name.endswith(suffixes) and not is_never_read(name)
        chosen = _Scope(patterns(include), _prefix(folder.path, folder.config.folder))
        return lambda name: bool(chosen.verdict(name)) and not is_never_read(name)

    def _given(self, path: str) -> _Folder:
        config = self._config_of(path)
        absolute = os.path.abspath(path)
        folder = _Folder(path, absolute, config, self._excluded(path, config), tuple(self._ignored_above(absolute)))
        return folder if self._force_exclude else folder.but(ignored=tuple(self._entering(folder.ignored)))

    def _excluded(self, folder: str, config: Config) -> tuple[_Scope, ...]:
        both = ((self._exclude, os.curdir), ((*config.exclude, *_no_articles(config)), config.folder))
        return tuple(_Scope(patterns(lines), _prefix(folder, base)) for lines, base in both if lines)

    def _ignored_in(self, absolute: str) -> Iterator[_Scope]:
        """Yield what each .gitignore says that holds for what stands in a folder, the nearest first."""
        if lines := _gitignore(absolute):
            yield _Scope(patterns(lines), "")
        yield from self._ignored_above(absolute)

    def _ignored_above(self, absolute: str) -> Iterator[_Scope]:
        """Yield what each .gitignore says that holds for a folder and stands above it, up to the repository."""
        folder = absolute
        while not os.path.exists(os.path.join(folder, ".git")):
            parent = os.path.dirname(folder)
            if parent == folder:
                return
            folder = parent
            if lines := _gitignore(folder):
                yield _Scope(patterns(lines), _prefix(absolute, folder))

    def _entering(self, ignored: Iterable[_Scope]) -> Iterator[_Scope]:
        """Yield the patterns without those that leave out the very folder which is asked for."""
        for scope in ignored:
            if scope.verdict(""):
                lines = scope.patterns.lines
                kept = tuple(line for line in lines if not patterns((line,)).match(scope.prefix))
                yield scope.but(patterns=patterns(kept))
            else:
                yield scope


def _no_articles(config: Config) -> Iterator[str]:
    """Yield patterns for the files of known words and findings that lie among the articles."""
    for path in filter(None, (*config.words_files, config.baseline, config.accepted)):
        name = os.path.relpath(path, config.folder).replace(os.sep, "/")
        if not name.startswith("../"):
            yield "/" + re.sub(r"([\\*?\[\] ])", r"\\\1", name)


def _below(folder: _Folder, prefix: str, name: str) -> _Folder:
    return _Folder(
        prefix + name,
        os.path.join(folder.absolute, name),
        folder.config,
        tuple(scope.below(name) for scope in folder.excluded),
        tuple(scope.below(name) for scope in folder.ignored),
    )


def _prefix(folder: str, base: str) -> str:
    relative = os.path.relpath(folder or os.curdir, base)
    return "" if relative == os.curdir else relative.replace(os.sep, "/") + "/"


def _is_file(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file()
    except OSError:
        return False


def _gitignore(folder: str) -> tuple[str, ...]:
    try:
        with open(os.path.join(folder, ".gitignore"), encoding="utf-8", errors="surrogateescape") as file:
            lines = (line.rstrip("\r\n") for line in file)
            return tuple(line for line in lines if line.strip() and not line.startswith("#"))
    except OSError:
        return ()
