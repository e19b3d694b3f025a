"""JSON as it is written: where a value stands in it, and how a text in it is changed without touching the rest."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from json import JSONDecodeError, JSONDecoder, dumps
from json.decoder import scanstring  # type: ignore[attr-defined]
from typing import Any

from newslint.late import late
from newslint.model import Edit, Span
from newslint.readers.fields import Path

_SPACE = late(r"[ \t\r\n]*")
_LETTER = late(r"\\u[dD][89abAB]..\\u[dD][c-fC-F]..|\\u....|\\.", 0)
_decode = JSONDecoder().raw_decode


def skip_space(text: str, at: int) -> int:
    """Return where the next value or sign begins."""
    found = _SPACE.match(text, at)
    return found.end() if found else at


def value_from(text: str, at: int) -> tuple[Any, int]:
    """Return the value that begins at an offset, and where it ends.

    Raises:
        ValueError: it is not JSON.
        RecursionError: it is nested too deep.
    """
    return _decode(text, at)


def path_of(record: Mapping[str, Any], field: str) -> Path:
    """Return the keys to a field: a name with a dot is one key where the record has such a one."""
    return (field,) if field in record else tuple(field.split("."))


def start_of(text: str, at: int, path: Path) -> int | None:
    """Return where the value begins to which the keys lead from the object at an offset, or None."""
    for key in path:
        inner = None
        # Of two equal keys the last one counts.
        for name, start in _members(text, at):
            inner = start if name == key else inner
        if inner is None:
            return None
        at = inner
    return at


def _members(text: str, at: int) -> Iterator[tuple[str, int]]:
    """Yield the keys of an object that is known to be valid, and where their values begin."""
    if not text.startswith("{", at):
        return
    at = skip_space(text, at + 1)
    while text.startswith('"', at):
        name, at = scanstring(text, at + 1)
        start = skip_space(text, skip_space(text, at) + 1)
        yield name, start
        at = skip_space(text, _decode(text, start)[1])
        at = skip_space(text, at + 1) if text.startswith(",", at) else len(text)


def raw_edits(text: str, at: int, edits: Sequence[Edit], *, ascii_only: bool) -> Iterator[Edit]:
    """Yield the edits of a text that stands as a JSON string at an offset, as edits of what is written.

    Args:
        text: the JSON.
        at: where the string begins, at its quotation mark.
        edits: what is to be changed in the value, sorted.
        ascii_only: whether other letters are written as escapes, as the rest of the file has them.
    """
    end = scanstring(text, at + 1)[1] - 1
    escapes = list(_LETTER.finditer(text, at + 1, end))
    # An escape is one character of the value, however long it is: what is written runs ahead by so much.
    ends, ahead = [], [0]
    for match in escapes:
        ends.append(match.end() - at - 1 - ahead[-1] - (len(match[0]) - 1))
        ahead.append(ahead[-1] + len(match[0]) - 1)
    for (start, stop), new, _ in edits:
        first, last = (at + 1 + offset + ahead[bisect_right(ends, offset)] for offset in (start, stop))
        yield Edit(Span(first, last), dumps(new, ensure_ascii=ascii_only)[1:-1])


def problem_in(problem: Exception) -> str:
    """Return what is wrong with something that is not JSON, in one clause."""
    if isinstance(problem, JSONDecodeError):
        where = f"line {problem.lineno}, column" if problem.lineno > 1 else "column"
        return f"{problem.msg[:1].lower()}{problem.msg[1:]}, {where} {problem.colno}"
    return "it is nested too deep" if isinstance(problem, RecursionError) else str(problem)
