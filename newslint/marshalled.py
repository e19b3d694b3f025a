"""What a file came to as bytes, without its path, so that they hold wherever the same content stands."""

from __future__ import annotations

import marshal
from collections.abc import Iterable
from typing import Any

from newslint.corpus import Told, Where
from newslint.model import Applicability, Diagnostic, Edit, Fix, Location, Position, Related, Severity, Span
from newslint.steps import Outcome

_SEVERITIES = {one.value: one for one in Severity}
_Plain = tuple[Any, ...]


def outcome_bytes(outcome: Outcome, path: str) -> bytes:
    """Return what a file came to as bytes, which do not hold what it is called; errors are not kept."""
    notes = tuple(note.removeprefix(f"{path}: ") for note in outcome.notes)
    signs = tuple((one.rule, one.key, one.where.record, *one.where.span) for one in outcome.signs)
    counts = (outcome.is_read, outcome.articles, outcome.words, outcome.foreign, outcome.records)
    return marshal.dumps((counts, signs, notes, tuple(map(_plain, outcome.diagnostics))))


def read_outcome(data: bytes, path: str) -> Outcome:
    """Return what ``outcome_bytes`` was given, for the file as it is called now.

    Raises:
        ValueError, EOFError, TypeError: the bytes are none of these.
    """
    counts, signs, notes, diagnostics = marshal.loads(data)  # noqa: S302 - written above
    told = tuple(Told(rule, key, Where(path, record, Span(start, end))) for rule, key, record, start, end in signs)
    found = tuple([_diagnostic(one, path) for one in diagnostics])
    return Outcome(*counts, found, told).but(notes=tuple(f"{path}: {note}" for note in notes))


def findings_bytes(diagnostics: Iterable[Diagnostic]) -> bytes:
    """Return findings of one file as bytes."""
    return marshal.dumps(tuple(map(_plain, diagnostics)))


def read_findings(data: bytes, path: str) -> list[Diagnostic]:
    """Return what ``findings_bytes`` was given."""
    return [_diagnostic(one, path) for one in marshal.loads(data)]  # noqa: S302 - written above


def _plain(one: Diagnostic) -> _Plain:
    return (
        _plain_location(one.location), one.rule, one.category, one.group, one.severity.value, one.message, one.excerpt,
        one.fix and (one.fix.applicability.value, tuple(map(_plain_edit, one.fix.edits))), one.suggestions,
        tuple((each.location.path, _plain_location(each.location), each.message) for each in one.related),
        one.twins, one.fingerprint,
    )  # fmt: skip


def _plain_location(one: Location) -> _Plain:
    offsets = one.offsets and tuple(one.offsets)
    return (one.record, one.record_id, one.field, *one.span, *one.position, offsets, one.file_lines)


def _plain_edit(edit: Edit) -> _Plain:
    return (*edit.span, edit.text, edit.position and tuple(edit.position))


def _diagnostic(plain: _Plain, path: str) -> Diagnostic:
    location, rule, category, group, severity, message, excerpt, fix, suggestions, related, twins, fingerprint = plain
    return Diagnostic(
        _location(location, path), rule, category, group, _SEVERITIES[severity], message, excerpt,
        fix and Fix(tuple(map(_edit, fix[1])), Applicability(fix[0])), suggestions,
        tuple([Related(_location(each, where), said) for where, each, said in related]) if related else (),
        twins, fingerprint,
    )  # fmt: skip


def _location(plain: _Plain, path: str) -> Location:
    record, record_id, field, start, end, line, column, end_line, end_column, offsets, file_lines = plain
    position = Position(line, column, end_line, end_column)
    return Location(
        path, record, record_id, field, Span(start, end), position, offsets and Span(*offsets), file_lines
    )  # fmt: skip


def _edit(plain: _Plain) -> Edit:
    start, end, text, position = plain
    return Edit(Span(start, end), text, position and Position(*position))
