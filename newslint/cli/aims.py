"""What ``newslint accept`` is told -> findings: places as reports show them, and beginnings of fingerprints."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from newslint.configuration.schema import ConfigError
from newslint.model import Diagnostic
from newslint.reporters.words import listed, printable

SHORTEST = 4
"""How many digits of a fingerprint have to be given at least."""
NAMED = 5
"""How many places are named where a word may mean several."""

_PLACE = re.compile(r"(?P<path>.+?):(?P<line>[0-9]+)(?::(?P<column>[0-9]+))?:?")
_FINGERPRINT = re.compile(r"[0-9a-fA-F]+")


class Spot(NamedTuple):
    """A line of a file, and perhaps a column in it."""

    path: str
    line: int
    column: int | None

    def holds(self, one: Diagnostic) -> bool:
        """Whether a finding is shown here."""
        location = one.location
        if os.path.abspath(location.path) != os.path.abspath(self.path) or location.lines[0] != self.line:
            return False
        return self.column is None or location.file_lines is not None or location.position.column == self.column


def spot_of(aim: str) -> Spot | None:
    """Return the place that a word means, or None where it means none."""
    match = _PLACE.fullmatch(aim)
    if match is None:
        return None
    return Spot(match["path"], int(match["line"]), int(match["column"]) if match["column"] else None)


def check_aims(aims: Iterable[str]) -> None:
    """See to it that each word may mean a finding.

    Raises:
        ConfigError: one cannot.
    """
    for aim in aims:
        spot = spot_of(aim)
        if spot is not None:
            if not os.path.isfile(spot.path):
                raise ConfigError(f"{aim}: there is no file {spot.path}")
        elif os.path.exists(aim):
            raise ConfigError(f"{aim} is a file or folder; say which of its findings, such as {aim}:12")
        elif not _FINGERPRINT.fullmatch(aim) or len(aim) < SHORTEST:
            raise ConfigError(
                f"{aim!r} is no finding; say a place (a.txt:12), {SHORTEST} or more digits of a fingerprint, or a file"
                f" of decisions (decisions.jsonl)"
            )


def aimed(
    aims: Sequence[str], found: Sequence[Diagnostic], known: Sequence[Diagnostic], accepted: Sequence[Diagnostic]
) -> list[Diagnostic]:
    """Return the findings that are meant, each once.

    Args:
        aims: what was said.
        found: all that is reported.
        known: what a baseline hides; who names a line means none of it, unless nothing else is there.
        accepted: what is accepted already.

    Raises:
        ConfigError: somebody means nothing that was found, or it is not clear what.
    """
    meant: dict[int, Diagnostic] = {}
    for aim in aims:
        spot = spot_of(aim)
        several = [one for one in found if _is_meant(one, aim, spot)]
        if not several or spot is None or spot.column is not None:
            several += [one for one in known if _is_meant(one, aim, spot)]
        if not several and not any(_is_meant(one, aim, spot) for one in accepted):
            raise ConfigError(_nothing(aim, spot, [*found, *known], accepted))
        if spot is None and len(several) > 1:
            raise ConfigError(f"{aim} may mean {_places(several)}; say the place, or more of the fingerprint")
        meant.update((id(one), one) for one in several)
    return list(meant.values())


def place_of(one: Diagnostic) -> str:
    """Return where a finding is, as it may be typed."""
    location = one.location
    column = f":{location.position.column}" if location.file_lines is None else ""
    return f"{printable(location.path)}:{location.lines[0]}{column}"


def _is_meant(one: Diagnostic, aim: str, spot: Spot | None) -> bool:
    return spot.holds(one) if spot is not None else one.fingerprint.startswith(aim.lower())


def _nothing(aim: str, spot: Spot | None, found: Iterable[Diagnostic], accepted: Iterable[Diagnostic]) -> str:
    if spot is None:
        return f"{aim}: no finding here has such a fingerprint; --in PATH looks elsewhere"
    there = os.path.abspath(spot.path)
    beside = [one for one in found if os.path.abspath(one.location.path) == there]
    is_accepted = any(os.path.abspath(one.location.path) == there for one in accepted)
    none = "what is found in this file is accepted already" if is_accepted else "nothing is found in this file at all"
    near = f"; findings are at {_places(beside)}" if beside else f"; {none}"
    return f"{aim}: nothing is found there{near}"


def _places(several: Sequence[Diagnostic]) -> str:
    named = [f"{place_of(one)} ({one.rule})" for one in several[:NAMED]]
    more = len(several) - len(named)
    return listed([*named, f"{more:,} more"] if more else named)
