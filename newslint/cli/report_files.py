"""The files of ``--report``: each is written whole or not at all, and what is wrong with one stops no other."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from stat import S_IMODE

from newslint.cli import streams
from newslint.cli.options import Asked
from newslint.cli.report_places import Places
from newslint.engine import Result
from newslint.fixer import beside_of, clear
from newslint.reporters import Look, Reporter
from newslint.reporters.words import printable


class _ReporterError(Exception):
    """A reporter raised something; it may be a plugin's."""


def write_reports(asked: Asked, result: Result, look: Look, reporters: Mapping[str, Reporter]) -> list[str]:
    """Write each report to its file, and return what went wrong; in a step on GitHub its summary too."""
    if asked.output_format == "github" and not asked.diff and streams.step_summary():
        from newslint.cli.step_summary import add_summary

        add_summary(streams.step_summary(), result, look)
    places = Places(asked, result) if any(os.path.isfile(path) for _, path in asked.report) else None
    problems = []
    for name, path in asked.report:
        if places and (said := places.why_not(path, name)):
            problems.append(f"--report: {printable(path)} cannot be written: {said}")
        elif name in reporters:
            look = look._replace(former=partial(_former, path))
            problems.append(_written(path, reporters[name], result, look))
    return [problem for problem in problems if problem]


def _former(path: str) -> str:
    """Return the text of an older report; nothing where there is none, or where it cannot be read."""
    try:
        if not os.path.isfile(path):
            return ""
        with open(path, encoding="utf-8", errors="replace", newline="") as file:
            return file.read()
    except OSError:
        return ""


def _written(path: str, reporter: Reporter, result: Result, look: Look) -> str:
    try:
        _put(path, _texts(reporter, result, look))
    except _ReporterError as problem:
        return f"the reporter {reporter.name} failed, so {printable(path)} was not written: {problem}"
    except OSError as problem:
        return f"--report: {printable(path)} cannot be written: {_why(path, problem)}"
    return ""


def _texts(reporter: Reporter, result: Result, look: Look) -> Iterator[str]:
    """Yield the report; what the reporter raises must not be taken for a fault in writing."""
    try:
        yield from reporter.report(result, look)
    except Exception as problem:
        raise _ReporterError(printable(f"{type(problem).__name__}: {problem}")) from problem


def _put(path: str, texts: Iterable[str]) -> None:
    """Write beside the file and rename, so that a failure leaves the old report as it was."""
    if path.startswith("/dev/") or (os.path.exists(path) and not os.path.isfile(path)):
        _write(path, "w", texts)  # a pipe or a device takes no other file in its place
        return
    target = os.path.realpath(path)
    mode = S_IMODE(os.stat(target).st_mode) if os.path.exists(target) else None
    if mode is not None and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    beside = beside_of(target)
    clear(os.path.dirname(target))
    try:
        _write(beside, "x", texts)
        if mode is not None:
            os.chmod(beside, mode)
        os.replace(beside, target)
    finally:
        with suppress(OSError):
            os.unlink(beside)


def _write(path: str, mode: str, texts: Iterable[str]) -> None:
    with open(path, mode, encoding="utf-8", errors="backslashreplace", newline="") as file:
        file.writelines(texts)


def _why(path: str, problem: OSError) -> str:
    """Return what is wrong, and what became of an older report."""
    folder = os.path.dirname(path) or os.curdir
    kept = "; the older report is as it was" * os.path.isfile(path)
    if os.path.isdir(path):
        return "it is a folder; name a file in it"
    if not os.path.isdir(folder):
        return f"there is no folder {printable(folder)}"
    if isinstance(problem, PermissionError):
        what = path if os.path.exists(path) and not os.access(path, os.W_OK) else folder
        return f"{printable(what)} is read-only{kept}"
    if problem.errno == errno.ENOSPC:
        return f"the disk is full{kept}"
    return f"{problem.strerror or problem}{kept}"
