"""What a file came to as bytes, without its path, so that they hold wherever the same content stands."""

from __future__ import annotations

import marshal

from newslint.corpus import Told, Where
from newslint.model import Span
from newslint.packing import Packed, packed
from newslint.steps import Outcome


def outcome_bytes(outcome: Outcome, path: str) -> bytes:
    """Return what a file came to as bytes, which do not hold what it is called; errors are not kept."""
    notes = tuple(note.removeprefix(f"{path}: ") for note in outcome.notes)
    signs = tuple((one.rule, one.key, one.where.record, *one.where.span) for one in outcome.signs)
    counts = (outcome.is_read, outcome.articles, outcome.words, outcome.foreign, outcome.records)
    return marshal.dumps((counts, signs, notes, packed(outcome.diagnostics)))


def read_outcome(data: bytes, path: str) -> Outcome:
    """Return what ``outcome_bytes`` was given, for the file as it is called now."""
    counts, signs, notes, findings = marshal.loads(data)  # noqa: S302 - written above
    told = tuple(Told(rule, key, Where(path, record, Span(start, end))) for rule, key, record, start, end in signs)
    is_read, articles, words, foreign, records = counts
    named = tuple(f"{path}: {note}" for note in notes)
    return Outcome(is_read, articles, words, foreign, records, Packed(findings, path), told, notes=named)
