"""What the configurations say of corpora: where they are searched, and which patterns match nothing."""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from newslint.config import Config
from newslint.files.discovery import Found, discover
from newslint.files.patterns import patterns


def names_of(path: str) -> set[str]:
    """Return the absolute path of a file, and that of what it leads to if it is a link."""
    return {os.path.abspath(path), os.path.realpath(path)}


def names_of_all(paths: Iterable[str]) -> Iterator[str]:
    """Yield all names of files; what the names of their folders are is found out once for each."""
    folders: dict[str, set[str]] = {}
    for path in paths:
        folder, name = os.path.split(path)
        if folder not in folders:
            folders[folder] = names_of(folder)
        if os.path.islink(path):
            yield os.path.realpath(path)
        yield from (os.path.join(one, name) for one in folders[folder])


def files_of(configs: Iterable[Config], known: set[str], outputs: frozenset[str], missing: list[str]) -> Iterator[str]:
    """Yield the files of the corpora of some configurations, relative to the working directory, each once.

    Args:
        configs: the configurations.
        known: absolute paths that are not wanted; those that are yielded are added.
        outputs: files that the run writes, which are no articles; absolute.
        missing: what is missing there is added, as messages.
    """
    from_here = Relative()
    for config in configs:
        for as_corpus in corpora(config):
            discovered = discover([as_corpus.folder], partial(_always, as_corpus), (), False, outputs)
            missing += unread(as_corpus, discovered.missing)
            missing += unmatched(config, as_corpus, discovered.files)
            for one in discovered.files:
                if one.path not in known:
                    known.add(one.path)
                    yield from_here(one.path)


def _always(config: Config, folder: str) -> Config:
    return config


def corpora(config: Config) -> Iterator[Config]:
    """Yield for each folder that the corpus is searched in a configuration that includes what belongs to it."""
    globs: dict[str, list[str]] = {}
    for pattern in config.corpus:
        folder = config.folder
        while pattern.startswith("../"):
            folder, pattern = os.path.dirname(folder), pattern[3:]
        globs.setdefault(folder, []).append(pattern)
    for folder, inside in globs.items():
        exclude = config.exclude if folder == config.folder else ()
        yield config.but(folder=folder, include=tuple(inside), exclude=exclude)


class Relative(dict[str, str]):
    """Paths relative to the working directory; each folder is looked at once."""

    def __missing__(self, folder: str) -> str:
        relative = os.path.relpath(folder)
        self[folder] = found = "" if relative == os.curdir else os.path.join(relative, "")
        return found

    def __call__(self, path: str) -> str:
        """Return a path relative to the working directory."""
        folder, _, name = path.rpartition(os.sep)
        return self[folder or os.sep] + name


def unread(as_corpus: Config, messages: Iterable[str]) -> Iterator[str]:
    """Yield the messages about folders in which files of a corpus may stand, with paths as people write them."""
    for message in messages:
        path, _, why = message.rpartition(": cannot be opened: ")
        inside = os.path.relpath(path, as_corpus.folder).replace(os.sep, "/")
        if any(may_hold(inside, pattern) for pattern in as_corpus.include):
            yield f"{os.path.relpath(path)}: cannot be opened: {why}"


def may_hold(folder: str, pattern: str) -> bool:
    """Whether files below a folder may match a pattern: the names before its first wildcard lead there."""
    named = re.split(r"[*?\[]", pattern)[0]
    above = named.rpartition("/")[0] if named != pattern else named.rstrip("/")
    return folder == "." or f"{folder}/".startswith(f"{above}/" * bool(above)) or f"{above}/".startswith(f"{folder}/")


def unmatched(config: Config, as_corpus: Config, files: Sequence[Found]) -> Iterator[str]:
    """Yield a message for each pattern of a corpus that matches no file."""
    up = os.path.relpath(as_corpus.folder, config.folder).replace(os.sep, "/") + "/"
    for pattern in as_corpus.include:
        # Each file matches one of them.
        names = (os.path.relpath(one.path, as_corpus.folder).replace(os.sep, "/") for one in files)
        only = len(as_corpus.include) == 1 and files
        if not (only or pattern.startswith(("!", "#")) or any(map(patterns((pattern,)).match, names))):
            written = up.removeprefix("./") + pattern
            yield f"{config.origins['corpus']}: corpus: {written} matches no file; it is relative to the configuration"
