"""Reporters: a result -> text. The only place where findings become something to look at."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from newslint.hookspecs import hookimpl
from newslint.model import Severity
from newslint.rule import Deferred

if TYPE_CHECKING:
    from newslint.engine import Result


class Look(NamedTuple):
    """How a report is to look; machine formats ignore it."""

    show: Severity = Severity.WARNING
    """The least severe findings that are shown to a person."""
    colour: bool = False
    width: int = 100
    """Of the terminal, in columns."""
    hook: bool = False
    """Whether pre-commit shows the output: findings first, silence when clean, at most three lines of advice."""
    quiet: bool = False
    root: str = ""
    """The folder of the repository, to which formats for its server name files; else the working directory."""
    former: Callable[[], str] = str
    """Reads the report that stood where this one will stand; gives nothing where there was none."""


class Reporter(NamedTuple):
    """A format of reports."""

    name: str
    report: "Callable[[Result, Look], Iterable[str]]"
    for_people: bool = False


@hookimpl
def newslint_reporters() -> Sequence[Reporter]:
    """The formats that newslint brings."""
    machine = ("json", "jsonl", "github", "gitlab", "sarif", "junit", "checkstyle", "rdjson", "markdown", "html")
    return (
        *(Reporter(name, Deferred(f"newslint.reporters.{name}_format:report"), True) for name in ("full", "concise")),
        *(Reporter(name, Deferred(f"newslint.reporters.{name}_format:report")) for name in machine),
    )
