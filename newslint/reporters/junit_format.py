"""JUnit XML, which most CI servers show: a suite a file, a case a finding."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from newslint.engine import Result
from newslint.model import Diagnostic, Severity
from newslint.reporters import Look
from newslint.reporters.words import encodable, number

# XML 1.0 has no way to write these, not even as references.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def report(result: Result, look: Look) -> Iterator[str]:
    """Yield the document. Findings of severity info are cases that passed, with what was found as their output."""
    failures = sum(_fails(one) for one in result.diagnostics)
    cases = len(result.diagnostics) + max(1, len(result.errors))
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<testsuites name="newslint" tests="{cases}" failures="{failures}" errors="{len(result.errors)}">\n'
    yield from _run(result)
    for path, found in groupby(result.diagnostics, key=lambda one: one.location.path):
        yield from _suite(path, tuple(found))
    yield "</testsuites>\n"


def _run(result: Result) -> Iterator[str]:
    """Yield a suite for the run itself, so that a report without findings is not one without tests."""
    errors = result.errors
    yield f'  <testsuite name="newslint" tests="{max(1, len(errors))}" failures="0" errors="{len(errors)}">\n'
    for problem in errors:
        yield f'    <testcase classname="newslint" name={_attribute(problem)}><error message={_attribute(problem)}/>'
        yield "</testcase>\n"
    if not errors:
        name = f"{number(result.articles, 'article')} checked"
        yield f'    <testcase classname="newslint" name={_attribute(name)}/>\n'
    yield "  </testsuite>\n"


def _suite(path: str, found: Iterable[Diagnostic]) -> Iterator[str]:
    found = tuple(found)
    failures = sum(_fails(one) for one in found)
    yield f'  <testsuite name={_attribute(path)} tests="{len(found)}" failures="{failures}" errors="0">\n'
    for diagnostic in found:
        yield from _case(path, diagnostic)
    yield "  </testsuite>\n"


def _case(path: str, diagnostic: Diagnostic) -> Iterator[str]:
    location = diagnostic.location
    line = location.lines[0]
    column = f":{location.position.column}" * (location.file_lines is None)
    record = f", record {location.record}" * (location.record is not None)
    name = f"{diagnostic.rule} at {line}{column}{record}"
    body = _text(f"{path}:{line}{column}: {diagnostic.severity}: {diagnostic.message}\n{diagnostic.excerpt}")
    yield f"    <testcase classname={_attribute(path)} name={_attribute(name)} file={_attribute(path)} "
    yield f'line="{line}">'
    if _fails(diagnostic):
        yield f'<failure type="{diagnostic.severity}" message={_attribute(diagnostic.message)}>{body}</failure>'
    else:
        yield f"<system-out>{body}</system-out>"
    yield "</testcase>\n"


def _fails(diagnostic: Diagnostic) -> bool:
    return diagnostic.severity is not Severity.INFO


def _attribute(text: str) -> str:
    return quoteattr(_valid(text))


def _text(text: str) -> str:
    return escape(_valid(text))


def _valid(text: str) -> str:
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", encodable(text))
