"""One JSON array of findings, as the contract says."""

from __future__ import annotations

import json
from collections.abc import Iterator

from newslint.engine import Result
from newslint.jsonform import to_json
from newslint.reporters import Look
from newslint.reporters.words import json_escaped


def report(result: Result, look: Look) -> Iterator[str]:
    """Yield the array, a finding a line."""
    separator, encode = "[", json.JSONEncoder(ensure_ascii=False).encode
    for diagnostic in result.diagnostics:
        yield separator + "\n" + json_escaped(encode(to_json(diagnostic)))
        separator = ","
    yield "\n]\n" if separator == "," else "[]\n"
