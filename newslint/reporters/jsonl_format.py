"""A JSON object a line and finding; after those of a run over records a trailer."""

from __future__ import annotations

import json
from collections.abc import Iterator

from newslint.engine import Result
from newslint.jsonform import to_json
from newslint.reporters import Look
from newslint.reporters.trailer import has_trailer, trailer
from newslint.reporters.words import json_escaped


def report(result: Result, look: Look) -> Iterator[str]:
    """Yield the findings, each on a line of its own, then the trailer of a run over records."""
    for diagnostic in result.diagnostics:
        yield json_escaped(json.dumps(to_json(diagnostic), ensure_ascii=False)) + "\n"
    if has_trailer(result):
        yield json_escaped(json.dumps(trailer(result), ensure_ascii=False)) + "\n"
