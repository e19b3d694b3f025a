"""SARIF 2.1.0, which GitHub code scanning, GitLab, Azure and editors read."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from newslint import __version__
from newslint.config import Active
from newslint.engine import Result
from newslint.model import Diagnostic, Related, Severity
from newslint.reporters import Look
from newslint.reporters.fingerprints import Fingerprints
from newslint.reporters.sarif_places import fixes, place
from newslint.reporters.streaming import carried, wrapped
from newslint.reporters.summary import NOUNS
from newslint.reporters.words import encodable

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
MOST = 25_000
"""Of more results in a run GitHub takes none at all."""
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_PROBLEMS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "recommendation"}
Json = dict[str, Any]


def report(result: Result, look: Look) -> Iterator[str]:
    """Yield one log of one run, with the rules that ran, whether or not they found something."""
    rules = sorted(result.rules, key=lambda one: one.rule.name)
    taken = _taken(result)
    run = {
        "tool": {"driver": {"name": "newslint", "version": __version__, "rules": [_rule(one) for one in rules]}},
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(result, sum(taken.values()))],
    }
    yield json.dumps({"$schema": SCHEMA, "version": "2.1.0"})[:-1] + ', "runs": [\n'
    yield from wrapped(carried(run), "results", _results(result, taken, rules, look.root), "]}\n")


def _taken(result: Result) -> dict[Severity, int]:
    """Return how many findings of each severity are listed, the most severe first."""
    counts, left, taken = Counter(one.severity for one in result.diagnostics), MOST, {}
    for severity in NOUNS:
        taken[severity] = min(counts[severity], left)
        left -= taken[severity]
    return taken


def _results(result: Result, taken: dict[Severity, int], rules: list[Active], root: str) -> Iterator[Json]:
    indexes = {one.rule.name: index for index, one in enumerate(rules)}
    fingerprints, left = Fingerprints(), dict(taken)
    for diagnostic in result.diagnostics:
        # Counted for those too that are left out: equal ones are told apart by their number.
        fingerprint = fingerprints.of(diagnostic)
        left[diagnostic.severity] -= 1
        if left[diagnostic.severity] >= 0:
            yield _result(diagnostic, indexes, fingerprint, root)


def _rule(active: Active) -> Json:
    rule = active.rule
    # Lines are broken as the source is; only a blank line begins a new paragraph.
    paragraphs = (rule.reason or rule.summary).replace("``", "`").split("\n\n")
    paragraphs = [" ".join(paragraph.split()) for paragraph in paragraphs]
    reason = "\n\n".join(paragraphs)
    more = f"newslint explain {rule.name}"
    return {
        "id": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": paragraphs[0]},
        "help": {"text": f"{reason}\n\nMore: {more}", "markdown": f"{reason}\n\nMore: `{more}`"},
        "defaultConfiguration": {"level": _LEVELS[active.severity]},
        "properties": {
            "tags": [rule.category, *([f"{rule.category}:{rule.group}"] if rule.group else [])],
            "problem.severity": _PROBLEMS[active.severity],
        },
    }


def _invocation(result: Result, listed: int) -> Json:
    said = [*(("error", problem) for problem in result.errors), *(("note", note) for note in result.notes)]
    found = len(result.diagnostics)
    if listed < found:
        cut = f"Listed are {listed:,} of {found:,} findings, the most severe first: GitHub takes no more."
        said.append(("warning", cut))
    notifications = [{"level": level, "message": {"text": text}} for level, text in said]
    return {"executionSuccessful": not result.errors, "toolExecutionNotifications": notifications}


def _result(diagnostic: Diagnostic, indexes: dict[str, int], fingerprint: str, root: str) -> Json:
    location = diagnostic.location
    index = {"ruleIndex": indexes[diagnostic.rule]} if diagnostic.rule in indexes else {}
    related = [_related(number, one, root) for number, one in enumerate(diagnostic.related, 1)]
    record = {"record": location.record, "recordId": location.record_id, "field": location.field}
    return {
        "ruleId": diagnostic.rule,
        **index,
        "level": _LEVELS[diagnostic.severity],
        "message": {"text": encodable(diagnostic.message)},
        "locations": [{"physicalLocation": place(location, root, diagnostic.excerpt)}],
        **({"relatedLocations": related} if related else {}),
        **fixes(diagnostic, root),
        "partialFingerprints": {"newslint/v1": fingerprint},
        **({"properties": carried(record)} if location.record is not None else {}),
    }


def _related(number: int, related: Related, root: str) -> Json:
    message = {"text": encodable(related.message)}
    return {"id": number, "physicalLocation": place(related.location, root), "message": message}
