"""``--fix`` and ``--diff``: which files are mended, and what is said of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newslint.cli.options import Asked
from newslint.cli.streams import say, write_out
from newslint.diagnose import shortened
from newslint.engine import Result
from newslint.fixer import ALSO_UNSAFE, SAFE, mended, replace
from newslint.mending import Change, Mended
from newslint.readers import UnreadableError, UnwritableError
from newslint.readers.decoding import UTF_8_MARK, decode
from newslint.reporters.words import printable
from newslint.request import Loaded, Task
from newslint.work import Work


def write_changes(asked: Asked, loaded: Loaded, result: Result) -> tuple[bool, tuple[str, ...], bytes | None]:
    """Mend the files.

    Returns:
        Whether anything was changed, what went wrong, and, where standard input is checked, what is to go to
        standard output.
    """
    problems: list[str] = []
    fixes = files = 0
    stdin = dict(loaded.request.replaced)
    fixed_stdin = next(iter(stdin.values()), None)
    for task, one in _mended(asked, loaded, result, problems):
        if one.after != one.before:
            try:
                if task.path in stdin:
                    fixed_stdin = one.after
                else:
                    replace(task.path, one.before, one.after)
            except UnwritableError as problem:
                problems.append(printable(str(problem)))
                continue
            fixes, files = fixes + len(one.changes), files + 1
        if not asked.quiet:
            _log(task.path, one)
    if fixes and not asked.quiet:
        say(f"newslint: {_counted(fixes, 'finding')} fixed in {_counted(files, 'file')}")
    return bool(fixes), tuple(problems), fixed_stdin


def show_changes(asked: Asked, loaded: Loaded, result: Result) -> tuple[bool, tuple[str, ...]]:
    """Write what would change to standard output; return whether anything would, and what went wrong."""
    problems: list[str] = []
    fixes = files = 0
    for task, one in _mended(asked, loaded, result, problems):
        if one.after != one.before:
            fixes, files = fixes + len(one.changes), files + 1
            if problem := write_out(_diff(task, one), as_utf_8=True):
                problems.append(problem)
    if fixes and not asked.quiet:
        say(f"newslint: {_counted(fixes, 'finding')} would be fixed in {_counted(files, 'file')}")
    return bool(fixes), tuple(problems)


def _mended(asked: Asked, loaded: Loaded, result: Result, problems: list[str]) -> Iterator[tuple[Task, Mended]]:
    allowed = ALSO_UNSAFE if asked.unsafe_fixes else SAFE
    fixable = {one.location.path for one in result.diagnostics if one.fix and one.fix.applicability in allowed}
    work = Work(loaded.request, loaded.plugins)
    for task in loaded.request.tasks:
        if task.asked and task.path in fixable:
            try:
                yield task, mended(work, task, allowed)
            except (UnreadableError, UnwritableError) as problem:
                problems.append(printable(str(problem)))


def _log(path: str, one: Mended) -> None:
    for change in one.changes:
        say(f"{_place(path, change)}: {_quoted(change.old)} -> {_quoted(change.new)}")
    for change in one.left:
        say(f"{_place(path, change)}: {_quoted(change.old)} is left: its fix would bring another finding of this rule")


def _place(path: str, change: Change) -> str:
    location = change.diagnostic.location
    record = "" if location.record is None else f" (record {location.record})"
    return f"{printable(path)}:{location.lines[0]}{record} {change.diagnostic.rule}"


def _quoted(text: str) -> str:
    return f'"{printable(shortened(text))}"' if text.strip() else repr(text)


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'s' * (count != 1)}"


_LINE = re.compile(r"[^\n]*\n|[^\n]+")


def _diff(task: Task, one: Mended) -> Iterator[str]:
    from difflib import unified_diff

    name = printable(task.path)
    before, after = (_LINE.findall(_shown(data, task.encoding)) for data in (one.before, one.after))
    for line in unified_diff(before, after, name, name):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _shown(data: bytes, encoding: str) -> str:
    """Return a text as it is compared: a mark at its start is part of the first line for git and patch."""
    decoded = decode(data, encoding)
    return "\ufeff" * (decoded.bom == UTF_8_MARK) + decoded.text
