"""Reviewdog's JSON (rdjson), by which it comments on a pull request and proposes changes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from newslint.engine import Result
from newslint.model import Applicability, Diagnostic, Location, Position, Severity
from newslint.reporters import Look
from newslint.reporters.byte_columns import ByteColumns
from newslint.reporters.streaming import carried, wrapped
from newslint.reporters.words import posix_path

_SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.INFO: "INFO"}
MOST = 3
"""How many suggestions are made where there is no fix."""
Json = dict[str, Any]


def report(result: Result, look: Look) -> Iterator[str]:
    """Yield one object: what makes the run untrustworthy, then the findings."""
    yield from wrapped({"source": {"name": "newslint"}}, "diagnostics", _diagnostics(result), "\n")


def _diagnostics(result: Result) -> Iterator[Json]:
    for problem in result.errors:
        # It has no place, and a place must be given.
        nowhere = {"location": {"path": "newslint"}, "severity": "ERROR", "code": {"value": "newslint"}}
        yield carried({"message": problem, **nowhere})
    columns = ByteColumns(result)
    for diagnostic in result.diagnostics:
        yield carried(_diagnostic(diagnostic, columns))


def _diagnostic(diagnostic: Diagnostic, columns: ByteColumns) -> Json:
    location = diagnostic.location
    is_known = columns.knows(location)
    suggestions = list(_suggestions(diagnostic, columns)) if is_known else []
    record = f" (record {location.record})" if location.record is not None else ""
    return {
        "message": diagnostic.message + record,
        "location": {
            "path": posix_path(location.path),
            "range": _range(location.position, columns) if is_known else _lines(location),
        },
        "severity": _SEVERITIES[diagnostic.severity],
        "code": {"value": diagnostic.rule},
        **({"suggestions": suggestions} if suggestions else {}),
    }


def _range(position: Position, columns: ByteColumns) -> Json:
    line, column, end_line, end_column = position
    return {
        "start": {"line": line, "column": columns.of(line, column)},
        "end": {"line": end_line, "column": columns.of(end_line, end_column)},
    }


def _lines(location: Location) -> Json:
    first, last = location.lines
    return {"start": {"line": first}, "end": {"line": last}}


def _suggestions(diagnostic: Diagnostic, columns: ByteColumns) -> Iterator[Json]:
    """Yield what a person may accept by a click: the fix, else other texts. Nothing for what is only shown."""
    fix = diagnostic.fix
    if fix is None:
        for text in diagnostic.suggestions[:MOST]:
            yield {"range": _range(diagnostic.location.position, columns), "text": text}
    elif fix.applicability is not Applicability.DISPLAY and (change := columns.replacement(fix.edits)):
        whole, text = change
        yield {"range": _range(whole, columns), "text": text}
