"""Baselines and files of accepted findings: where each holds, and its entries."""

from __future__ import annotations

import os
from _blake2 import blake2b
from collections.abc import Callable, Sequence, Set
from typing import TYPE_CHECKING

from newslint.configuration.schema import ConfigError
from newslint.configuration.settings import accepted_above, accepted_of, shown
from newslint.known.entries import ACCEPTED, BASELINE, Entry
from newslint.known.entry_reading import read
from newslint.known.marks import Key, hashed, is_of_article, said, samples_of, surroundings
from newslint.known.places import Article, Place
from newslint.openers import is_url
from newslint.values import Values

if TYPE_CHECKING:
    from newslint.config import Config
    from newslint.model import Diagnostic, Location
    from newslint.requests.request import Options


TextOf = Callable[[str, "int | None"], str]
"""Returns the text of an article by its path and record."""


Samples = Callable[[str], tuple[str, ...]]
"""Returns what a text is known by under another name."""


class Ledger(Values):
    """A file of entries, and where it holds."""

    kind: str
    path: str
    """Absolute; the paths in it are relative to its folder."""
    root: str
    """Absolute: the folder whose files it is about; empty: all."""
    entries: Sequence[Entry]
    of: tuple[str, ...] = ()
    """The files and folders that were compared with each other when it was written, relative too."""
    digest: bytes = b""
    """Of its bytes, to tell whether somebody else writes it meanwhile; empty: there is no such file yet."""

    @property
    def compared(self) -> list[str]:
        """The absolute paths of the files and folders whose articles a run has to compare to find the same twins."""
        folder = os.path.dirname(self.path)
        return [os.path.normpath(os.path.join(folder, path)) for path in self.of or (self.root or folder,)]

    @property
    def name(self) -> str:
        """What messages call the file."""
        return shown(self.path)

    def relative(self, path: str) -> str:
        """Return the path of an article as entries write it."""
        if is_url(path):
            return path
        return os.path.relpath(os.path.abspath(path), os.path.dirname(self.path)).replace(os.sep, "/")

    def absolute(self, one: Entry) -> str:
        """Return the path that an entry names."""
        return one.path if is_url(one.path) else os.path.normpath(os.path.join(os.path.dirname(self.path), one.path))


class Known(Values):
    """All that a run knows before it begins."""

    ledgers: tuple[Ledger, ...] = ()
    roots: tuple[str, ...] = ()
    """Folders with a configuration or accepted findings of their own; the deepest one above a file governs it."""
    folders: tuple[str, ...] = ()
    """The folders that are walked as a whole, absolute."""

    def of(self, path: str) -> list[Ledger]:
        """Return what holds for a file."""
        place = os.path.abspath(path)
        root = max((root for root in self.roots if is_below(place, root)), key=len, default="")
        return [one for one in self.ledgers if one.root in ("", root)]


def load(kind: str, path: str, root: str) -> Ledger:
    """Return a file of entries.

    Raises:
        ConfigError: it cannot be read, or is damaged.
    """
    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError as problem:
        remedy = "; newslint check --write-baseline FILE writes one" * (kind == BASELINE)
        raise ConfigError(f"{shown(path)}: cannot be read: {problem.strerror}{remedy}") from problem
    return Ledger(kind, os.path.abspath(path), root, *read(kind, data, shown(path)), digest_of(data))


def digest_of(data: bytes | None) -> bytes:
    """Return what tells the bytes of a file from others; an empty one where it is empty or is not there."""
    return blake2b(data, digest_size=16).digest() if data else b""


def content(path: str) -> bytes | None:
    """Return what stands in a file; None where there is none.

    Raises:
        ConfigError: the system does not let us read it.
    """
    try:
        with open(path, "rb") as file:
            return file.read()
    except FileNotFoundError:
        return None
    except OSError as problem:
        raise ConfigError(f"{shown(path)}: cannot be read: {problem.strerror}") from problem


def known_for(options: Options, configs: Sequence[Config]) -> Known:
    """Return what is known before a run.

    Args:
        options: what is asked for. Where no configuration governs, accepted findings lie at or above it.
        configs: the configurations that govern the files of the run.

    Raises:
        ConfigError: a file of entries cannot be read, or is damaged.
    """
    ledgers = [load(BASELINE, options.baseline, "")] if options.baseline else []
    governing = [config for config in configs if config.path and not options.isolated]
    roots = {config.folder for config in governing}
    for config in governing:
        root = "" if options.config else config.folder
        if options.baseline is None and config.baseline:
            ledgers.append(load(BASELINE, config.baseline, root))
        if os.path.lexists(path := accepted_of(config)):
            ledgers.append(load(ACCEPTED, path, root))
    is_governed = options.isolated or all(config.path for config in configs)
    for path in () if is_governed else sorted(accepted_above(options.paths)):
        if (root := os.path.dirname(path)) not in roots:
            roots.add(root)
            ledgers.append(load(ACCEPTED, path, root))
    return Known(tuple(ledgers), tuple(sorted(roots)), _walked(options))


def _walked(options: Options) -> tuple[str, ...]:
    """Return the folders of which a run sees all articles."""
    if options.shard is not None or options.exclude:
        return ()
    return tuple(os.path.abspath(path) for path in options.paths if os.path.isdir(path))


def entry_of(ledger: Ledger, diagnostic: Diagnostic, text: str, samples: Samples = samples_of) -> Entry:
    """Return the entry that knows a finding.

    Args:
        ledger: the file for which it is made.
        diagnostic: the finding.
        text: its whole article.
        samples: returns the samples of that.
    """
    place = place_of(diagnostic, text, article_of(ledger.relative, diagnostic.location, lambda: text))
    name, record = place.article.name
    return Entry(place.key, place.around, name, record, samples(text), 1, diagnostic.excerpt)


def is_below(path: str, folder: str) -> bool:
    """Whether an absolute path is that of a folder, or of something in it."""
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def article_of(
    relative: Callable[[str], str],
    location: Location,
    text: Callable[[], str],
    wanted: Set[str] = frozenset(),
    again: Callable[[], str] | None = None,
) -> Article:
    """Return what tells an article from others.

    Args:
        relative: how its path is written.
        location: where it stands.
        text: returns it, once it is needed.
        wanted: the samples of all articles that entries name.
        again: returns the text once it was let go.
    """
    record = location.record if location.record_id is None else location.record_id
    return Article(relative(location.path), record, text, wanted, again)


def place_of(one: Diagnostic, text: str, article: Article, words: str = "") -> Place:
    """Return a finding as it is compared with entries, given its article, and what it says where that is known."""
    around, words = surroundings(one.location.span, text), words or said(one, text)
    key = Key(one.rule, hashed(words), hashed(around.before), hashed(around.after))
    article.met[key] += 1
    return Place(key, around, words, is_of_article(one), article, one.location.span, article.met[key])
