"""What was decided in a report: lines of JSON -> choices among the findings of a run."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from newslint.configuration.schema import ConfigError
from newslint.known.accepting import Choice
from newslint.known.entries import EVERYWHERE, MISTAKEN, PLACE, RIGHT, WRONG
from newslint.known.marks import Key, key

if TYPE_CHECKING:
    from newslint.known.ledgers import TextOf
    from newslint.model import Diagnostic, Location

LATER = "later"
VERDICTS = (RIGHT, MISTAKEN, WRONG, LATER)
ACCEPTING = (RIGHT, MISTAKEN)


class Decision(NamedTuple):
    """What somebody said of a finding, or of all with its rule and text."""

    verdict: str
    scope: str
    key: Key
    path: str
    record: int | None
    line: int | None
    when: str
    why: str
    number: int
    """The line of the file, from 1."""


class Chosen(NamedTuple):
    """What decisions come to."""

    choices: list[Choice]
    passed: dict[str, int]
    """By verdict, how many decisions accept nothing."""
    missing: list[Decision]
    """Those whose findings are there no more, or accepted already."""


def read_decisions(path: str) -> list[Decision]:
    """Return the decisions in a file, the last of several on the same finding.

    Raises:
        ConfigError: it cannot be read, or a line is damaged.
    """
    try:
        with open(path, "rb") as file:
            lines = file.read().decode("utf-8-sig").split("\n")
    except OSError as problem:
        raise ConfigError(f"{path}: cannot be read: {problem.strerror}") from problem
    except UnicodeDecodeError as problem:
        raise ConfigError(f"{path}: holds no decisions: it is not UTF-8") from problem
    found = [_decision(line, number, path) for number, line in enumerate(lines, 1) if line.strip()]
    return list({_about(one): one for one in found}.values())


def _about(one: Decision) -> tuple[object, ...]:
    return one.key[:2] if one.scope == EVERYWHERE else (one.key, one.path, one.record, one.line)


def chosen(decisions: Sequence[Decision], found: Iterable[tuple[Diagnostic, Key]]) -> Chosen:
    """Return what decisions say of the findings of a run.

    Args:
        decisions: what was decided.
        found: the findings, each with its key.
    """
    by_key: dict[Key, list[Diagnostic]] = {}
    by_text: dict[tuple[str, ...], list[Diagnostic]] = {}
    for diagnostic, of_it in found:
        by_key.setdefault(of_it, []).append(diagnostic)
        by_text.setdefault(of_it[:2], []).append(diagnostic)
    result = Chosen([], dict.fromkeys((WRONG, LATER), 0), [])
    everywhere = {one.key[:2] for one in decisions if one.scope == EVERYWHERE and one.verdict in ACCEPTING}
    for one in decisions:
        is_exception = one.scope == PLACE and one.verdict not in ACCEPTING and one.key[:2] in everywhere
        if one.verdict not in ACCEPTING:
            result.passed[one.verdict] += 1
        if one.verdict in ACCEPTING or is_exception:
            candidates = by_text.get(one.key[:2], ()) if one.scope == EVERYWHERE else by_key.get(one.key, ())
            nearest = _nearest(one, candidates)
            if nearest is None:
                result.missing.append(one)
            else:
                verdict = WRONG if is_exception else one.verdict
                result.choices.append(Choice(nearest, one.scope, verdict, one.why, one.when))
    return result


def keyed(found: Iterable[Diagnostic], text_of: TextOf) -> Iterator[tuple[Diagnostic, Key]]:
    """Yield findings with their keys."""
    return ((one, key(one, text_of(one.location.path, one.location.record))) for one in found)


def _nearest(one: Decision, candidates: Sequence[Diagnostic]) -> Diagnostic | None:
    """Return the finding that is meant among those with one key; in its place it is not chosen again."""
    if not candidates:
        return None
    best = min(candidates, key=lambda other: _distance(one, other.location))
    if isinstance(candidates, list) and one.scope == PLACE:
        candidates.remove(best)
    return best


def _distance(one: Decision, location: Location) -> tuple[bool, bool, int]:
    return (
        location.path != one.path,
        location.record != one.record,
        abs(location.lines[0] - one.line) if one.line is not None else 0,
    )


def _decision(line: str, number: int, path: str) -> Decision:
    try:
        plain = json.loads(line)
    except (ValueError, RecursionError) as problem:
        raise _damaged(path, number, "it is not JSON") from problem
    if not isinstance(plain, dict):
        raise _damaged(path, number, "it is no object in JSON")
    if plain.get("verdict") not in VERDICTS:
        raise _damaged(path, number, f"its 'verdict' is none of {', '.join(VERDICTS)}")
    if plain.get("scope") not in (PLACE, EVERYWHERE):
        raise _damaged(path, number, "its 'scope' is neither place nor everywhere")
    try:
        of_it = Key.read(str(plain.get("key")))
    except ValueError as problem:
        raise _damaged(path, number, "its 'key' is none") from problem
    return Decision(
        plain["verdict"], plain["scope"], of_it, _text(plain, "path"), _number(plain, "record"), _number(plain, "line"),
        _text(plain, "when")[:10], _text(plain, "why"), number,
    )  # fmt: skip


def _text(plain: Mapping[str, Any], name: str) -> str:
    value = plain.get(name)
    return value if isinstance(value, str) else ""


def _number(plain: Mapping[str, Any], name: str) -> int | None:
    value = plain.get(name)
    return value if isinstance(value, int) else None


def _damaged(path: str, number: int, what: str) -> ConfigError:
    return ConfigError(f"{path}:{number}: this is no decision: {what}; nothing was accepted")
