"""SARIF 2.1.0, which GitHub code scanning, GitLab, Azure and editors read."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import quote

from newslint import __version__
from newslint.config import Active
from newslint.engine import Result
from newslint.model import Applicability, Diagnostic, Fix, Location, Position, Related, Severity
from newslint.openers import is_url
from newslint.reporters import Look
from newslint.reporters.fingerprints import Fingerprints
from newslint.reporters.words import encodable, posix_path

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_OF_URLS = "/~:?#[]@!$&'()*+,;=%"
"""What a URL holds besides letters and digits."""
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
Json = dict[str, Any]


def report(result: Result, look: Look) -> Iterator[str]:
    """Yield one log of one run, with the rules that ran, whether or not they found something."""
    rules = sorted(result.rules, key=lambda one: one.rule.name)
    indexes = {one.rule.name: index for index, one in enumerate(rules)}
    fingerprints = Fingerprints()
    run = {
        "tool": {"driver": {"name": "newslint", "version": __version__, "rules": [_rule(one) for one in rules]}},
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(result.errors, result.notes)],
        "results": [_result(diagnostic, indexes, fingerprints.of(diagnostic)) for diagnostic in result.diagnostics],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    yield json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _rule(active: Active) -> Json:
    rule = active.rule
    tags = [rule.category, *([f"{rule.category}:{rule.group}"] if rule.group else [])]
    return {
        "id": rule.name,
        "shortDescription": {"text": encodable(rule.summary)},
        "help": {"text": f"newslint explain {rule.name}"},
        "defaultConfiguration": {"level": _LEVELS[active.severity]},
        "properties": {"tags": tags},
    }


def _invocation(errors: Sequence[str], notes: Sequence[str]) -> Json:
    said = [*(("error", problem) for problem in errors), *(("note", note) for note in notes)]
    notifications = [{"level": level, "message": {"text": encodable(text)}} for level, text in said]
    return {"executionSuccessful": not errors, "toolExecutionNotifications": notifications}


def _result(diagnostic: Diagnostic, indexes: dict[str, int], fingerprint: str) -> Json:
    index = {"ruleIndex": indexes[diagnostic.rule]} if diagnostic.rule in indexes else {}
    related = [_related(index, one) for index, one in enumerate(diagnostic.related, 1)]
    return {
        "ruleId": diagnostic.rule,
        **index,
        "level": _LEVELS[diagnostic.severity],
        "message": {"text": encodable(diagnostic.message)},
        "locations": [{"physicalLocation": _place(diagnostic.location, encodable(diagnostic.excerpt))}],
        **({"relatedLocations": related} if related else {}),
        **_fixes(diagnostic),
        "partialFingerprints": {"newslint/v1": fingerprint},
    }


def _related(index: int, related: Related) -> Json:
    return {"id": index, "physicalLocation": _place(related.location), "message": {"text": encodable(related.message)}}


def _place(location: Location, snippet: str = "") -> Json:
    region = _region(location.position)
    if location.file_lines is not None:
        # Columns in a field are none in the file.
        region = dict(zip(("startLine", "endLine"), location.file_lines, strict=True))
    if snippet:
        region["snippet"] = {"text": snippet}
    return {"artifactLocation": {"uri": _uri(location.path)}, "region": region}


def _region(position: Position) -> Json:
    names = ("startLine", "startColumn", "endLine", "endColumn")
    return dict(zip(names, position, strict=True))


def _uri(path: str) -> str:
    plain = posix_path(path)
    try:
        data = plain.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # a name that no bytes were decoded to, as Windows allows it
        data = encodable(plain).encode()
    if is_url(path):
        return quote(data, safe=_OF_URLS)
    # A scheme before the first slash is what a colon in a file name would be read as; quote() escapes it.
    quoted = quote(data, safe="/~")
    return f"file://{quoted}" if plain.startswith("/") else quoted


def _fixes(diagnostic: Diagnostic) -> Json:
    fix = diagnostic.fix
    if fix is None or fix.applicability is Applicability.DISPLAY or not fix.edits:
        return {}
    if diagnostic.location.file_lines is not None:
        return {}  # whoever applies it would need to know how the field is written in the file
    change = {"artifactLocation": {"uri": _uri(diagnostic.location.path)}, "replacements": _replacements(fix)}
    text = "newslint fix" if fix.applicability is Applicability.SAFE else "newslint fix --unsafe-fixes"
    return {"fixes": [{"description": {"text": text}, "artifactChanges": [change]}]}


def _replacements(fix: Fix) -> list[Json]:
    return [
        {"deletedRegion": _region(edit.position), "insertedContent": {"text": encodable(edit.text)}}
        for edit in fix.edits
        if edit.position
    ]
