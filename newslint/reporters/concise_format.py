"""A finding a line, as compilers do it: for editors, for grep, for people in a hurry."""

from __future__ import annotations

from collections.abc import Iterator

from newslint.engine import Result
from newslint.model import Diagnostic
from newslint.reporters import Look
from newslint.reporters.selection import select
from newslint.reporters.style import Style
from newslint.reporters.summary import advice, totals
from newslint.reporters.words import printable


def report(result: Result, look: Look) -> Iterator[str]:
    """Yield a line for every finding that is severe enough, then the totals and what can be mended."""
    look = look._replace(colour=look.colour and not look.hook)
    style = Style(look.colour)
    selection = select(result.diagnostics, look.show)
    for diagnostic in selection.counted:
        yield _line(diagnostic, style) + "\n"
    if not look.quiet and (selection.counted or not look.hook):
        yield totals(result, selection, style) + "\n"
        yield from (line + "\n" for line in advice(result, selection))


def _line(diagnostic: Diagnostic, style: Style) -> str:
    location = diagnostic.location
    line, column = location.position[:2]
    record = f" (record {location.record})" if location.record is not None else ""
    if location.file_lines is not None:
        # Where an editor goes to is a line of the file, whatever the line of the field is.
        record = f" (record {location.record}, {printable(location.field or '')} {line}:{column})"
        line, column = location.lines[0], 1
    place = style.paint("path", f"{printable(location.path)}:{line}:{column}{record}")
    rule = style.paint("dim", f"[{diagnostic.rule}]")
    return f"{place}: {style.severity(diagnostic.severity)}: {printable(diagnostic.message)} {rule}"
