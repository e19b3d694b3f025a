"""Workflow commands: findings as annotations of a pull request on GitHub."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import islice

from newslint.engine import Result
from newslint.model import Diagnostic, Severity
from newslint.reporters import Look
from newslint.reporters.summary import NOUNS
from newslint.reporters.words import listed, number, posix_path, printable

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
CAP = 10
"""How many annotations of a kind GitHub shows of one step; it drops the others without a word."""


def report(result: Result, look: Look) -> Iterator[str]:
    """Yield a command a finding, the worst first; where GitHub will not show all, one more says so.

    That one is the tenth notice at the latest, since of notices too no more than ten are shown.
    """
    counts = Counter(one.severity for one in result.diagnostics)
    counts[Severity.ERROR] += len(result.errors)
    hidden = _hidden(counts)
    yield from (f"::error title=newslint::{_data(problem)}\n" for problem in result.errors)
    yield from _commands(result, Severity.ERROR, CAP - len(result.errors), look.root)
    yield from _commands(result, Severity.WARNING, CAP, look.root)
    notices = _commands(result, Severity.INFO, CAP - bool(hidden), look.root)
    yield from islice(notices, CAP - 1)
    if hidden:
        yield f"::notice title=newslint::{_data(_said(hidden))}\n"
    yield from notices


def _hidden(counts: Counter[Severity]) -> dict[Severity, int]:
    """Return how many of each severity GitHub will not show. To say so takes the place of a notice."""
    caps = dict.fromkeys(NOUNS, CAP)
    if any(counts[severity] > CAP for severity in NOUNS):
        caps[Severity.INFO] -= 1
    return {severity: counts[severity] - cap for severity, cap in caps.items() if counts[severity] > cap}


def _said(hidden: dict[Severity, int]) -> str:
    more = listed([number(count, noun) for severity, noun in NOUNS.items() if (count := hidden.get(severity))])
    return f"GitHub shows only {CAP} annotations of a kind in each step. Not shown: {more}; see the log of this step."


def _commands(result: Result, severity: Severity, cap: int, root: str) -> Iterator[str]:
    """Yield the findings of a severity. The log shows no more than a message, so those that are not shown say where."""
    found = (one for one in result.diagnostics if one.severity is severity)
    for ordinal, diagnostic in enumerate(found):
        yield _command(diagnostic, root, ordinal >= cap)


def _command(diagnostic: Diagnostic, root: str, says_where: bool) -> str:
    location = diagnostic.location
    _, column, _, end_column = location.position
    line, end_line = location.lines
    path = posix_path(location.path, root)
    where = {"file": path, "line": str(line), "endLine": str(end_line)}
    if line == end_line and location.file_lines is None:
        # Of a finding that spans lines GitHub takes no columns, and those in a field are none in the file.
        where |= {"col": str(column), "endColumn": str(end_column)}
    where["title"] = f"newslint ({diagnostic.rule})"
    properties = ",".join(f"{name}={_property(value)}" for name, value in where.items())
    message = f"{path}:{line}: {diagnostic.message} [{diagnostic.rule}]" if says_where else diagnostic.message
    return f"::{_COMMANDS[diagnostic.severity]} {properties}::{_data(message)}\n"


def _data(text: str) -> str:
    return printable(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
