"""One JSON object a line, a line a finding: for tools that read as they go."""

from __future__ import annotations

import json
from collections.abc import Iterator

from newslint.engine import Result
from newslint.jsonform import to_json
from newslint.reporters import Look
from newslint.reporters.words import json_escaped


def report(result: Result, look: Look) -> Iterator[str]:
    """Yield the findings, each on a line of its own; nothing where there is none."""
    for diagnostic in result.diagnostics:
        yield json_escaped(json.dumps(to_json(diagnostic), ensure_ascii=False)) + "\n"
