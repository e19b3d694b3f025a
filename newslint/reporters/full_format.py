"""The report for people: each finding in its line, what is wrong with it, why, and what to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from newslint.engine import Result
from newslint.reporters import Look
from newslint.reporters.finding import Page, finding
from newslint.reporters.selection import Shown, select
from newslint.reporters.style import Style
from newslint.reporters.summary import summary
from newslint.reporters.words import number, printable

MOST = 50
"""How many findings are shown in full."""


def report(result: Result, look: Look) -> Iterator[str]:
    """Yield the findings, what could not be checked, and the summary."""
    selection = select(result.diagnostics, look.show)
    look = look._replace(colour=look.colour and not look.hook)
    page = Page(result, look)
    for shown in selection.shown[:MOST]:
        yield "\n".join((*finding(page, shown), "", ""))
    yield from (line + "\n" for line in _rest(selection.shown[MOST:], page.style))
    if not look.quiet and (selection.counted or not look.hook):
        yield from (line + "\n" for line in summary(result, selection, look))


def _rest(left: Sequence[Shown], style: Style) -> Iterator[str]:
    """Yield a line per rule for the findings that are too many to show."""
    if not left:
        return
    yield f"And {number(len(left), 'more finding')} (--output-format concise lists all):"
    first: dict[str, Shown] = {}
    for one in left:
        first.setdefault(one.diagnostic.rule, one)
    for rule, count in Counter(one.diagnostic.rule for one in left).most_common():
        location = first[rule].diagnostic.location
        column = f":{location.position.column}" * (location.file_lines is None)
        place = f"{printable(location.path)}:{location.lines[0]}{column}"
        yield f"  {count:>5,} {rule}, {'first' if count > 1 else 'at'} {style.paint('path', place)}"
    yield ""
