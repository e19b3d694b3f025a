"""Diagnostics as plain JSON values and back: the contract with tools that read newslint."""

from __future__ import annotations

from typing import Any

from newslint.model import Applicability, Diagnostic, Edit, Fix, Location, Position, Related, Severity, Span

Json = dict[str, Any]


def to_json(diagnostic: Diagnostic) -> Json:
    """Return the object that ``--output-format json`` prints for one finding."""
    location = diagnostic.location
    start, end = location.offsets or location.span
    return {
        "path": location.path,
        "record": location.record,
        "record_id": location.record_id,
        "field": location.field,
        **location.position._asdict(),
        "start": start,
        "end": end,
        "rule": diagnostic.rule,
        "category": diagnostic.category,
        "group": diagnostic.group,
        "severity": diagnostic.severity.value,
        "message": diagnostic.message,
        "excerpt": diagnostic.excerpt,
        "fix": diagnostic.fix and _fix(diagnostic.fix),
        "suggestions": list(diagnostic.suggestions),
        "related": [_related(related) for related in diagnostic.related],
        "twins": diagnostic.twins,
        "fingerprint": diagnostic.fingerprint,
    }


def from_json(value: Json) -> Diagnostic:
    """Return the finding that ``to_json`` wrote.

    The contract gives the spans of edits and of related places by line and column only, so their
    ``span`` comes back as the empty span at 0.

    Raises:
        KeyError: a key of the contract is missing.
    """
    span = Span(value["start"], value["end"])
    location = Location(value["path"], value["record"], value["record_id"], value["field"], span, _position(value))
    return Diagnostic(
        location,
        value["rule"],
        value["category"],
        value["group"],
        Severity(value["severity"]),
        value["message"],
        value["excerpt"],
        value["fix"] and _read_fix(value["fix"]),
        tuple(value["suggestions"]),
        tuple(_read_related(related) for related in value["related"]),
        value["twins"],
        value["fingerprint"],
    )


def _fix(fix: Fix) -> Json:
    edits = [{**edit.position._asdict(), "text": edit.text} for edit in fix.edits if edit.position]
    return {"applicability": fix.applicability.value, "edits": edits}


def _related(related: Related) -> Json:
    location = related.location
    return {
        "path": location.path,
        "record": location.record,
        **location.position._asdict(),
        "message": related.message,
    }


def _position(value: Json) -> Position:
    return Position(value["line"], value["column"], value["end_line"], value["end_column"])


def _read_fix(value: Json) -> Fix:
    edits = tuple(Edit(Span(0, 0), edit["text"], _position(edit)) for edit in value["edits"])
    return Fix(edits, Applicability(value["applicability"]))


def _read_related(value: Json) -> Related:
    location = Location(value["path"], value["record"], None, None, Span(0, 0), _position(value))
    return Related(location, value["message"])
