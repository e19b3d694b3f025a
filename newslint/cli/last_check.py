"""What the last ``check`` showed, kept in the folder of the cache for ``newslint accept --last``."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any, NamedTuple

from newslint.cli.options import Asked
from newslint.config import Layer
from newslint.model import Diagnostic, Severity
from newslint.requests.request import Options

NAME = "last-check"
VERSION = 1
MOST = 5_000
"""More findings than these nobody has looked at; they are only counted."""
OPTIONS = ("paths", "config", "preset", "select", "extend_select", "ignore", "scope", "exclude", "force_exclude")
"""What of a command line decides what is found."""


class Last(NamedTuple):
    """A check, and what it showed."""

    folder: str
    """The working directory."""
    options: Options
    findings: frozenset[tuple[str, int | None, str]]
    """Path, record and fingerprint of each."""
    shown: int
    """How many it showed; of very many it is not known which."""

    def showed(self, one: Diagnostic) -> bool:
        """Whether it showed a finding."""
        return (one.location.path, one.location.record, one.fingerprint) in self.findings


def remember(cache: str, asked: Asked, diagnostics: Sequence[Diagnostic]) -> None:
    """Keep what a check showed. Where that cannot be written it is not kept, and nobody is bothered with it."""
    # Of very many not even the shown ones are counted: to unpack them takes longer than to check a few files.
    least, is_few = Severity(asked.show).rank, len(diagnostics) <= 2 * MOST
    shown = (one for one in diagnostics if one.severity.rank >= least) if is_few else ()
    found = [(one.location.path, one.location.record, one.fingerprint) for one in shown]
    plain = {
        "version": VERSION, "folder": os.getcwd(), "options": {name: getattr(asked, name) for name in OPTIONS},
        "shown": len(found) if is_few else len(diagnostics), "findings": found if len(found) <= MOST else [],
    }  # fmt: skip
    path = os.path.join(cache, NAME)
    beside = f"{path}.{os.getpid()}"
    with suppress(OSError):
        try:
            with open(beside, "w", encoding="ascii") as file:
                # A literal of Python: what reads JSON takes longer to import than this takes to write.
                file.write(ascii(plain))
            os.replace(beside, path)
        finally:
            with suppress(OSError):
                os.unlink(beside)


def last_check(cache: str) -> Last | None:
    """Return what the last check showed; None where nobody knows."""
    from ast import literal_eval

    try:
        with open(os.path.join(cache, NAME), encoding="ascii") as file:
            plain = literal_eval(file.read())
        if plain["version"] != VERSION:
            return None
        options = _options(plain["options"])
        findings = frozenset((path, record, fingerprint) for path, record, fingerprint in plain["findings"])
        return Last(plain["folder"], options, findings, plain["shown"])
    except (OSError, ValueError, SyntaxError, KeyError, TypeError, MemoryError, RecursionError):
        return None


def _options(said: Mapping[str, Any]) -> Options:
    layer = Layer("command line", select=said["select"], extend_select=said["extend_select"], ignore=said["ignore"])
    return Options(
        said["paths"] or (".",), said["config"], said["preset"], layer=layer, scope=said["scope"],
        exclude=said["exclude"], force_exclude=said["force_exclude"], cache=True,
    )  # fmt: skip
