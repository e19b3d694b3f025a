"""What a file came to as bytes, without its path, so that they hold wherever the same content stands."""

from __future__ import annotations

import marshal
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from newslint.model import Span
from newslint.packing import Packed, location_of, packed, plain_location
from newslint.steps.plain import Outcome
from newslint.twins.corpus import Told, Where

if TYPE_CHECKING:
    from newslint.silences import Silence


def outcome_bytes(outcome: Outcome, path: str) -> bytes:
    """Return what a file came to as bytes, which do not hold what it is called; errors are not kept."""
    notes = tuple(note.removeprefix(f"{path}: ") for note in outcome.notes)
    signs = tuple((one.rule, one.key, one.where.record, *one.where.span) for one in outcome.signs)
    counts = (outcome.is_read, outcome.articles, outcome.words, outcome.foreign, outcome.records)
    silences = tuple(_plain_silence(one) for one in outcome.silences)
    return marshal.dumps((counts, signs, notes, packed(outcome.diagnostics), silences))


def read_outcome(data: bytes, path: str) -> Outcome:
    """Return what ``outcome_bytes`` was given, for the file as it is called now."""
    counts, signs, notes, findings, plain = marshal.loads(data)  # noqa: S302 - written above
    told = tuple(Told(rule, key, Where(path, record, Span(start, end))) for rule, key, record, start, end in signs)
    is_read, articles, words, foreign, records = counts
    named = tuple(f"{path}: {note}" for note in notes)
    silences = _silences(plain, path) if plain else ()
    return Outcome(
        is_read, articles, words, foreign, records, Packed(findings, path), told, notes=named, silences=silences
    )


def dense_silences(silences: Iterable[Silence]) -> bytes:
    """Return what the articles of a file ask not to hear in a twentieth of the memory: each record may ask."""
    import zlib

    return zlib.compress(marshal.dumps(tuple(map(_plain_silence, silences))), 1)


def read_silences(data: bytes, path: str) -> tuple[Silence, ...]:
    """Return what ``dense_silences`` was given."""
    import zlib

    return _silences(marshal.loads(zlib.decompress(data)), path)  # noqa: S302 - written above


def _plain_silence(one: Silence) -> tuple[Any, ...]:
    return (*one[:1], tuple(one.span), *one[2:5], plain_location(one.location), *one[6:])


def _silences(several: Iterable[tuple[Any, ...]], path: str) -> tuple[Silence, ...]:
    from newslint.silences import Silence

    return tuple(
        Silence(record, Span(*span), names, here, fault, location_of(path, place), excerpt, is_judged)
        for record, span, names, here, fault, place, excerpt, is_judged in several
    )
