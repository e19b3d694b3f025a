"""GitLab's Code Quality report."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from newslint.engine import Result
from newslint.model import Diagnostic, Severity
from newslint.reporters import Look
from newslint.reporters.fingerprints import Fingerprints
from newslint.reporters.streaming import elements
from newslint.reporters.words import encodable, posix_path

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def report(result: Result, look: Look) -> Iterator[str]:
    """Yield one JSON array; it takes part in no comparison of branches when a fingerprint comes twice, so none does."""
    fingerprints = Fingerprints()
    yield from elements(_issue(one, fingerprints.of(one), look.root) for one in result.diagnostics)
    yield "\n"


def _issue(diagnostic: Diagnostic, fingerprint: str, root: str) -> dict[str, Any]:
    begin, end = diagnostic.location.lines
    path = encodable(posix_path(diagnostic.location.path, root))
    return {
        "description": encodable(diagnostic.message),
        "check_name": diagnostic.rule,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[diagnostic.severity],
        "location": {"path": path, "lines": {"begin": begin, "end": end}},
    }
