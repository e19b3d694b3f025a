"""Workflow commands: findings as annotations of a pull request on GitHub."""

from __future__ import annotations

from collections.abc import Iterator

from newslint.engine import Result
from newslint.model import Diagnostic, Severity
from newslint.reporters import Look
from newslint.reporters.words import posix_path, printable

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def report(result: Result, look: Look) -> Iterator[str]:
    """Yield a command a finding, the worst first: GitHub shows only the first ten of a kind."""
    for problem in result.errors:
        yield f"::error title=newslint::{_data(problem)}\n"
    for diagnostic in sorted(result.diagnostics, key=lambda one: -one.severity.rank):
        yield _command(diagnostic)


def _command(diagnostic: Diagnostic) -> str:
    location = diagnostic.location
    _, column, _, end_column = location.position
    line, end_line = location.lines
    where = {"file": posix_path(location.path), "line": str(line), "endLine": str(end_line)}
    if line == end_line and location.file_lines is None:
        # Of a finding that spans lines GitHub takes no columns, and those in a field are none in the file.
        where |= {"col": str(column), "endColumn": str(end_column)}
    where["title"] = f"newslint ({diagnostic.rule})"
    properties = ",".join(f"{name}={_property(value)}" for name, value in where.items())
    return f"::{_COMMANDS[diagnostic.severity]} {properties}::{_data(diagnostic.message)}\n"


def _data(text: str) -> str:
    return printable(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
