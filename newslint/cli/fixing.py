"""``--fix`` and ``--diff``: which files are mended, and what is said of it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from newslint.checking.diagnose import shortened
from newslint.cli.options import Asked
from newslint.cli.streams import say, write_out
from newslint.config import selectors
from newslint.configuration.schema import ConfigError, require
from newslint.engine import Result
from newslint.fixer import ALSO_UNSAFE, SAFE, clear, opened, replace
from newslint.mending import Change, Mended, may_apply, mend
from newslint.readers import UnreadableError, UnwritableError
from newslint.readers.decoding import UTF_8_MARK, decode
from newslint.reporters.words import printable
from newslint.requests.request import Loaded, Task
from newslint.steps.work import Work

if TYPE_CHECKING:
    from newslint.cli.interactive import Session
    from newslint.known.kept_back import KeptBack


def demand_mendable(asked: Asked, loaded: Loaded) -> None:
    """See to it that ``--only`` names rules, and that one of them is to speak.

    Raises:
        ConfigError: that is not so.
    """
    names = {name for plugins in loaded.plugins for rule in plugins.rules.values() for name in selectors(rule)}
    for name in asked.only or ():
        require(name in names, f"--only: no rule or category {name!r}", name, names)
    require(bool(asked.only), "--only names no rule", "", ())
    if any(task.asked for task in loaded.request.tasks) and not _named_rules(
        asked, Work(loaded.request, loaded.plugins)
    ):
        named = ",".join(asked.only or ())
        raise ConfigError(
            f"--only {named}: no such rule is switched on here; switch it on with --extend-select {named}"
        )


def _named_rules(asked: Asked, work: Work) -> frozenset[str] | None:
    """Return the rules whose findings are mended; None: all."""
    if asked.only is None:
        return None
    active = (one.rule for setting in range(len(work.request.settings)) for one in work.active(setting))
    return frozenset(rule.name for rule in active if not set(asked.only).isdisjoint(selectors(rule)))


def write_changes(asked: Asked, loaded: Loaded, result: Result) -> tuple[bool, tuple[str, ...], bytes | None]:
    """Mend the files.

    Returns:
        Whether anything was changed, what went wrong, and, where standard input is checked, what is to go to
        standard output.
    """
    problems: list[str] = []
    cleared: set[str] = set()
    fixes = files = 0
    stdin = dict(loaded.request.replaced)
    fixed_stdin = next(iter(stdin.values()), None)
    session = _session(asked, loaded) if asked.interactive else None
    for task, one in _mended(asked, loaded, result, problems, session):
        if one.after != one.before:
            try:
                if task.path in stdin:
                    fixed_stdin = one.after
                else:
                    _replace(task.path, one, cleared)
            except UnwritableError as problem:
                problems.append(printable(str(problem)))
                continue
            fixes, files = fixes + len(one.changes), files + 1
        if not asked.quiet:
            _log(task.path, one)
    if session is not None:
        session.end(fixes, files)
    elif fixes and not asked.quiet:
        say(f"newslint: {_counted(fixes, 'finding')} fixed in {_counted(files, 'file')}")
    return bool(fixes), tuple(problems), fixed_stdin


def _session(asked: Asked, loaded: Loaded) -> Session:
    from newslint.cli.interactive import Session

    return Session(_named_rules(asked, Work(loaded.request, loaded.plugins)))


def _replace(path: str, one: Mended, cleared: set[str]) -> None:
    """Write a file, and look once in each folder for what a run left that was killed there."""
    folder = os.path.dirname(os.path.realpath(path))
    if folder not in cleared:
        cleared.add(folder)
        clear(folder)
    replace(path, one.before, one.after)


def show_changes(asked: Asked, loaded: Loaded, result: Result) -> tuple[bool, tuple[str, ...]]:
    """Write what would change to standard output; return whether anything would, and what went wrong."""
    if asked.output_format != Asked.output_format or asked.statistics:
        unused = "--statistics" if asked.statistics else f"--output-format {asked.output_format}"
        say(
            f"newslint: {unused} is not used: --diff writes the changes there; --report FORMAT=FILE writes findings too"
        )
    problems: list[str] = []
    fixes = files = 0
    for task, one in _mended(asked, loaded, result, problems):
        if one.after != one.before:
            fixes, files = fixes + len(one.changes), files + 1
            if not (asked.quiet or _is_patchable(one.before, task.encoding)):
                say(
                    f"newslint: {printable(task.path)} is not in UTF-8, so git apply and patch refuse its part of the"
                    f" diff, git apply the whole diff; newslint fix mends the file"
                )
            if problem := write_out(_diff(task, one), as_utf_8=True):
                problems.append(problem)
    if fixes and not asked.quiet:
        say(f"newslint: {_counted(fixes, 'finding')} would be fixed in {_counted(files, 'file')}")
    return bool(fixes), tuple(problems)


def _mended(
    asked: Asked, loaded: Loaded, result: Result, problems: list[str], session: Session | None = None
) -> Iterator[tuple[Task, Mended]]:
    """Yield the files in which something can be mended, mended; in a session, as a person decides."""
    work = Work(loaded.request, loaded.plugins)
    may = may_apply(ALSO_UNSAFE if asked.unsafe_fixes else SAFE, _named_rules(asked, work))
    may = session.may_ask if session is not None else may
    fixable = {one.location.path for one in result.diagnostics if may(one)}
    kept = _kept_back(loaded, result)
    for task in loaded.request.tasks:
        if task.asked and task.path in fixable:
            try:
                file = opened(work, task, kept.get(task.path))
                if session is not None:
                    yield task, session.mended(file.data, file.lint, file.write)
                else:
                    yield task, mend(file.data, file.lint, file.write, may)
            except (UnreadableError, UnwritableError) as problem:
                problems.append(printable(str(problem)))


def _kept_back(loaded: Loaded, result: Result) -> Mapping[str, KeptBack]:
    """Return, by file, what is known before the run and stays as it is."""
    if loaded.known is None:
        return {}
    from newslint.known.kept_back import kept_back
    from newslint.known.withheld import KNOWN, RIGHT, Withheld, everything

    found = result.diagnostics
    known = (one for one in found.marked(KNOWN, RIGHT) if one.fix) if isinstance(found, Withheld) else ()
    return kept_back(known, everything(found), result.text)


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

    # Where a name holds a blank, a tab says where it ends.
    name = printable(task.path) + "\t" * (" " in task.path)
    before, after = (_LINE.findall(_shown(data, task.encoding)) for data in (one.before, one.after))
    for line in unified_diff(before, after, name, name):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _is_patchable(data: bytes, encoding: str) -> bool:
    """Whether a file holds, as its diff does, UTF-8."""
    return _shown(data, encoding) == data.decode("utf-8", "surrogateescape")


def _shown(data: bytes, encoding: str) -> str:
    """Return a text as it is compared: a mark at its start is part of the first line for git and patch."""
    decoded = decode(data, encoding)
    return "\ufeff" * (decoded.bom == UTF_8_MARK) + decoded.text
