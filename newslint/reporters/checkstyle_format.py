"""Checkstyle's XML, which Jenkins and most other CI servers read."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from newslint.engine import Result
from newslint.model import Diagnostic
from newslint.reporters import Look
from newslint.reporters.words import posix_path
from newslint.reporters.xml import DECLARATION, attribute

VERSION = "4.3"
"""Of the format, as readers of it expect it."""


def report(result: Result, look: Look) -> Iterator[str]:
    """Yield the document: an element a file, in it one a finding."""
    yield DECLARATION
    yield f'<checkstyle version="{VERSION}">\n'
    yield from _run(result.errors)
    for path, found in groupby(result.diagnostics, key=lambda one: one.location.path):
        yield f"  <file name={attribute(posix_path(path))}>\n"
        yield from map(_finding, found)
        yield "  </file>\n"
    yield "</checkstyle>\n"


def _run(problems: tuple[str, ...]) -> Iterator[str]:
    """Yield what makes the run untrustworthy. It has no place, and a place must be given."""
    if problems:
        yield '  <file name="newslint">\n'
        for problem in problems:
            yield f'    <error line="1" severity="error" message={attribute(problem)} source="newslint.run"/>\n'
        yield "  </file>\n"


def _finding(diagnostic: Diagnostic) -> str:
    location = diagnostic.location
    # Columns in a field are none in the file.
    column = f' column="{location.position.column}"' * (location.file_lines is None)
    record = f" (record {location.record})" if location.record is not None else ""
    source = attribute(f"newslint.{diagnostic.category}.{diagnostic.rule}")
    return (
        f'    <error line="{location.lines[0]}"{column} severity="{diagnostic.severity}" '
        f"message={attribute(diagnostic.message + record)} source={source}/>\n"
    )
