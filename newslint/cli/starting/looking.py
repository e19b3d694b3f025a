"""What lies in a folder: articles, records, programs, and what is set up there already."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress

from newslint import plugins, rules
from newslint.config import Config
from newslint.configuration import settings
from newslint.files.discovery import discover
from newslint.files.own_files import is_report
from newslint.readers import PACKED
from newslint.values import Values

TEXT = (".txt", ".md")
"""What is read without being named."""
PAGES = (".html", ".htm")
REPORTS = (".md", *PAGES)
"""What reports of newslint's are called that people read as pages."""
PROGRAMS = frozenset(
    ".py .pyi .js .mjs .cjs .ts .tsx .jsx .vue .svelte .c .h .cc .cpp .hpp .cs .go .rs .java .kt .scala .rb .php .pl"
    " .lua .swift .m .sh .ps1 .r .jl .ex .erl .hs .ml .clj .dart .sql .css .scss .less".split()
)
HOOKS = ".pre-commit-config.yaml"


class Seen(Values):
    """What lies in a folder. Files are named as they lie from the working directory."""

    folder: str
    files: Mapping[str, Sequence[str]]
    """By suffix, of the files that newslint can read."""
    programs: int
    others: int
    repository: str | None = None
    """The folder of the git repository."""
    hooks: str | None = None
    """The configuration of pre-commit, where there is one."""
    config: str | None = None
    """The configuration of newslint that governs the folder."""
    has_vscode: bool = False
    inner: str | None = None
    """Among programs, the folder in this one that holds most of the texts."""
    home: str = ""
    """The folder in which the configuration is to stand: at the articles or above them."""

    def count(self, *suffixes: str) -> int:
        """Return how many files there are of some suffixes; of none, all that can be read."""
        return sum(len(names) for suffix, names in self.files.items() if not suffixes or suffix in suffixes)

    @property
    def texts(self) -> int:
        """How many files are read without being named."""
        return self.count(*TEXT)

    @property
    def is_program(self) -> bool:
        """Whether this looks like the source of a program, so that its texts are no articles."""
        return self.programs > self.texts

    @property
    def holds_here(self) -> bool:
        """Whether the working directory lies in the git repository."""
        here = os.path.realpath(os.curdir)
        return bool(self.repository) and f"{here}/".startswith(f"{os.path.realpath(self.repository or '')}/")

    @property
    def place(self) -> str:
        """The folder as seen from the repository, "" where they are one."""
        place = os.path.relpath(os.path.realpath(self.folder), os.path.realpath(self.repository or self.folder))
        return "" if place == os.curdir else place.replace(os.sep, "/")


def look(folder: str) -> Seen:
    """Look at a folder; what a .gitignore names and what is hidden is passed over.

    Raises:
        ConfigError: a pyproject.toml above cannot be read.
    """
    everything = Config(folder=os.path.abspath(folder), include=("*",))
    found = [one.path for one in discover((folder,), lambda _: everything, (), False).files]
    readable = {suffix + packed for suffix in plugins.load().readers if suffix for packed in ("", *PACKED)}
    files: dict[str, list[str]] = {}
    rest: Counter[bool] = Counter()
    for path in found:
        if (suffix := suffix_of(path)) in REPORTS and is_report(path):
            continue
        if suffix in readable:
            files.setdefault(suffix, []).append(path)
        else:
            rest[suffix in PROGRAMS] += 1
    repository = _repository(folder)
    config = _governing(folder, bool(files))
    hooks = os.path.join(repository, HOOKS) if repository else None
    return Seen(
        folder,
        files,
        rest[True],
        rest[False],
        repository,
        hooks if hooks and os.path.lexists(hooks) else None,
        config,
        os.path.isdir(os.path.join(folder, ".vscode")),
        _inner(folder, [path for suffix in TEXT for path in files.get(suffix, ())]),
        _home(folder, repository, config),
    )


def suffix_of(path: str) -> str:
    """Return the suffix in small letters; of a packed file both."""
    stem, suffix = os.path.splitext(os.path.basename(path).lower())
    return os.path.splitext(stem)[1] + suffix if suffix in PACKED else suffix


def _inner(folder: str, texts: Sequence[str]) -> str | None:
    """Return the folder just inside this one in which most of the texts lie."""
    tops = Counter(os.path.relpath(path, folder).split(os.sep)[0] for path in texts)
    ranked = [(top, count) for top, count in tops.most_common(1) if os.path.isdir(os.path.join(folder, top))]
    return os.path.normpath(os.path.join(folder, ranked[0][0])) if ranked else None


def _governing(folder: str, has_files: bool) -> str | None:
    """Return the configuration that governs a folder; one further up which takes none of its files is for others."""
    path = settings.find(folder)
    if path is None or not has_files or os.path.dirname(path) == os.path.abspath(folder):
        return path
    with suppress(settings.ConfigError):
        config = settings.read(path, rules.presets())
        return path if discover((folder,), lambda _: config, (), False).files else None
    return path


def _home(folder: str, repository: str | None, config: str | None) -> str:
    """Return where the configuration is to stand, so that whoever works above the articles is governed by it too.

    That is the working directory, or a repository below it; where the articles lie elsewhere, their own folder.
    """
    if not _is_inside(folder, os.curdir) or not _is_utf_8(folder):
        return folder
    if config is None and settings.find(folder) is not None:
        # There is one already, for other folders.
        return folder
    home = os.path.relpath(repository) if repository and _is_inside(repository, os.curdir) else os.curdir
    own = os.path.dirname(config) if config else home
    return os.path.relpath(own) if _is_inside(own, home) else home


def _is_inside(folder: str, other: str) -> bool:
    """Whether a folder lies below another one."""
    inner, outer = os.path.realpath(folder), os.path.realpath(other)
    return inner != outer and os.path.commonpath((inner, outer)) == outer


def _is_utf_8(name: str) -> bool:
    """Whether a configuration can hold a name."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _repository(folder: str) -> str | None:
    current = os.path.abspath(folder)
    while not os.path.exists(os.path.join(current, ".git")):
        parent = os.path.dirname(current)
        if parent == current:
            return None
        current = parent
    return current
