"""Findings that somebody judged -> files of accepted findings."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from newslint.configuration.settings import ACCEPTED as NAME
from newslint.configuration.settings import accepted_above, accepted_of, shown
from newslint.known.entries import ACCEPTED, EVERYWHERE, PLACE, RIGHT, Entry
from newslint.known.entry_files import write
from newslint.known.entry_lines import written
from newslint.known.entry_reading import read
from newslint.known.ledgers import Ledger, content, entry_of, is_below
from newslint.known.pins import At, pins_of
from newslint.known.withheld import everything

if TYPE_CHECKING:
    from newslint.engine import Result
    from newslint.model import Diagnostic


class Choice(NamedTuple):
    """A finding, and what somebody said of it."""

    diagnostic: Diagnostic
    scope: str = PLACE
    verdict: str = RIGHT
    why: str = ""
    when: str = ""
    """A day, as in ISO 8601."""


class File(NamedTuple):
    """A file of accepted findings as it is and as it is to be, with what is new in it."""

    path: str
    before: bytes | None
    lines: tuple[str, ...]
    new: tuple[Choice, ...]

    @property
    def name(self) -> str:
        """What messages call it."""
        return shown(self.path)

    def write(self) -> None:
        """Write it.

        Raises:
            ConfigError: it cannot be written, or somebody wrote it meanwhile; it is then as it was.
        """
        write(self.path, self.before, self.lines)


def files_for(choices: Iterable[Choice], result: Result) -> list[File]:
    """Return the files of accepted findings with the choices added, each beside the configuration of its articles.

    Args:
        choices: what was judged. What is in a file already is not added again.
        result: of the run that found it.

    Raises:
        ConfigError: a file is damaged or cannot be read.
    """
    by_path: dict[str, list[Choice]] = {}
    for one in choices:
        by_path.setdefault(_home(one.diagnostic.location.path, result), []).append(one)
    return [_file(path, several, result) for path, several in sorted(by_path.items())]


def _file(path: str, choices: Sequence[Choice], result: Result) -> File:
    before = content(path)
    known, of = read(ACCEPTED, before, shown(path)) if before is not None else ((), ())
    everywhere = {one.key[:2] for one in known if one.scope == EVERYWHERE}
    ledger = Ledger(ACCEPTED, path, "", ())
    new: list[Choice] = []
    added: list[Entry] = []
    for choice, entry in _entries(ledger, choices, result):
        if entry.scope == EVERYWHERE and entry.key[:2] in everywhere:
            continue
        if entry.scope == EVERYWHERE:
            everywhere.add(entry.key[:2])
        new.append(choice)
        added.append(entry)
    return File(path, before, tuple(written(ACCEPTED, [*known, *added], of)), tuple(new))


def _entries(ledger: Ledger, choices: Sequence[Choice], result: Result) -> Iterator[tuple[Choice, Entry]]:
    of_place = [one.diagnostic for one in choices if one.scope == PLACE]
    pins = pins_of(of_place, everything(result.diagnostics), result.text, with_lines=True)
    for one in choices:
        location = one.diagnostic.location
        entry = entry_of(ledger, one.diagnostic, result.text(location.path, location.record))
        pin = pins.get(At.of(one.diagnostic)) if one.scope == PLACE else None
        yield one, entry._replace(scope=one.scope, verdict=one.verdict, why=one.why, when=one.when, pin=pin)


def _home(path: str, result: Result) -> str:
    """Return the file of accepted findings that governs an article."""
    configs = [one for one in result.loaded.request.configs if one.path] if result.loaded else []
    place = os.path.abspath(path)
    above = [one for one in configs if is_below(place, one.folder)]
    if above or len(configs) == 1:
        return os.path.abspath(accepted_of(max(above or configs, key=lambda one: len(one.folder))))
    return next(iter(accepted_above((path,))), os.path.abspath(NAME))
