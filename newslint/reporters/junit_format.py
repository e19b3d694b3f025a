"""JUnit XML, which most CI servers show: a suite a file, a case a finding."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from newslint.engine import Result
from newslint.model import Diagnostic, Severity
from newslint.reporters import Look
from newslint.reporters.words import number
from newslint.reporters.xml import DECLARATION, attribute, content


def report(result: Result, look: Look) -> Iterator[str]:
    """Yield the document. Findings of severity info are cases that passed, with what was found as their output."""
    # The numbers come first, so the findings are read twice rather than kept.
    failures = Counter(one.location.path for one in result.diagnostics if _fails(one))
    cases = Counter(one.location.path for one in result.diagnostics)
    tests = cases.total() + max(1, len(result.errors))
    errors = len(result.errors)
    yield DECLARATION
    yield f'<testsuites name="newslint" tests="{tests}" failures="{failures.total()}" errors="{errors}">\n'
    yield from _run(result)
    for path, found in groupby(result.diagnostics, key=lambda one: one.location.path):
        counted = f'tests="{cases[path]}" failures="{failures[path]}" errors="0"'
        yield f"  <testsuite name={attribute(path)} {counted} file={attribute(path)}>\n"
        for diagnostic in found:
            yield from _case(path, diagnostic)
        yield "  </testsuite>\n"
    yield "</testsuites>\n"


def _run(result: Result) -> Iterator[str]:
    """Yield a suite for the run itself, so that a report without findings is not one without tests."""
    errors = result.errors
    yield f'  <testsuite name="newslint" tests="{max(1, len(errors))}" failures="0" errors="{len(errors)}">\n'
    for problem in errors:
        yield f'    <testcase classname="newslint" name={attribute(problem)}><error message={attribute(problem)}/>'
        yield "</testcase>\n"
    if not errors:
        name = f"{number(result.articles, 'article')} checked"
        yield f'    <testcase classname="newslint" name={attribute(name)}/>\n'
    yield "  </testsuite>\n"


def _case(path: str, diagnostic: Diagnostic) -> Iterator[str]:
    location = diagnostic.location
    line = location.lines[0]
    column = f":{location.position.column}" * (location.file_lines is None)
    record = f", record {location.record}" * (location.record is not None)
    name = f"{diagnostic.rule} at {line}{column}{record}"
    body = content(f"{path}:{line}{column}: {diagnostic.severity}: {diagnostic.message}\n{diagnostic.excerpt}")
    yield f"    <testcase classname={attribute(path)} name={attribute(name)}>"
    if _fails(diagnostic):
        yield f'<failure type="{diagnostic.severity}" message={attribute(diagnostic.message)}>{body}</failure>'
    else:
        yield f"<system-out>{body}</system-out>"
    yield "</testcase>\n"


def _fails(diagnostic: Diagnostic) -> bool:
    return diagnostic.severity is not Severity.INFO
