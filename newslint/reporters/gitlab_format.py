"""GitLab's Code Quality report."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from newslint.engine import Result
from newslint.model import Diagnostic, Severity
from newslint.reporters import Look
from newslint.reporters.fingerprints import Fingerprints
from newslint.reporters.words import encodable, posix_path

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def report(result: Result, look: Look) -> Iterator[str]:
    """Yield one JSON array; it takes part in no comparison of branches when a fingerprint comes twice, so none does."""
    fingerprints = Fingerprints()
    found = [_issue(diagnostic, fingerprints.of(diagnostic)) for diagnostic in result.diagnostics]
    yield json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def _issue(diagnostic: Diagnostic, fingerprint: str) -> dict[str, Any]:
    begin, end = diagnostic.location.lines
    path = encodable(posix_path(diagnostic.location.path))
    return {
        "description": encodable(diagnostic.message),
        "check_name": diagnostic.rule,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[diagnostic.severity],
        "location": {"path": path, "lines": {"begin": begin, "end": end}},
    }
