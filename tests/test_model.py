"""The nouns travel: to other processes, to JSON and back."""

import json
import pickle
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newslint.document import Document
from newslint.jsonform import from_json, to_json
from newslint.model import (
    Applicability,
    Diagnostic,
    Edit,
    Fact,
    Fix,
    Location,
    Position,
    Related,
    Severity,
    Span,
)
from newslint.rule import Finding, Hit, Suspect

# A loaded machine is no failure.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

# Anything that a file name or a damaged file can bring, lone surrogates too.
TEXTS = st.text(st.characters(codec=None, categories=None), max_size=8)
ORDINALS = st.integers(1, 9)
SPANS = st.tuples(st.integers(0, 9), st.integers(0, 9)).map(lambda pair: Span(min(pair), max(pair)))
POSITIONS = st.builds(Position, ORDINALS, ORDINALS, ORDINALS, ORDINALS)
OPTIONAL = st.none() | TEXTS
# The contract gives offsets and lines as they are in the field, not in the text or the file.
SAME = (st.none(), st.none())
LOCATIONS = st.builds(Location, TEXTS, st.none() | ORDINALS, OPTIONAL, OPTIONAL, SPANS, POSITIONS, *SAME)
# The contract gives the places of edits and of twins by line and column only.
PLACES = st.builds(Location, TEXTS, st.none() | ORDINALS, st.none(), st.none(), st.just(Span(0, 0)), POSITIONS, *SAME)
EDITS = st.builds(Edit, st.just(Span(0, 0)), TEXTS, POSITIONS)
FIXES = st.builds(Fix, st.lists(EDITS, max_size=3).map(tuple), st.sampled_from(Applicability))
DIAGNOSTICS = st.builds(
    Diagnostic, LOCATIONS, TEXTS, TEXTS, OPTIONAL, st.sampled_from(Severity), TEXTS, TEXTS, st.none() | FIXES,
    st.lists(TEXTS, max_size=3).map(tuple), st.lists(st.builds(Related, PLACES, TEXTS), max_size=3).map(tuple),
    st.none() | ORDINALS, TEXTS,
)  # fmt: skip


@given(DIAGNOSTICS)
def test_a_diagnostic_survives_json_and_pickle(diagnostic: Diagnostic) -> None:
    assert from_json(json.loads(json.dumps(to_json(diagnostic)))) == diagnostic
    assert pickle.loads(pickle.dumps(diagnostic)) == diagnostic  # noqa: S301 - our own


@pytest.mark.parametrize(
    "value",
    [
        Span(1, 2), Position(1, 2, 3, 4), Edit(Span(1, 2), "x"), Fix((Edit(Span(1, 2), "x"),), Applicability.UNSAFE),
        Fact(b"12345678", Span(1, 2)), Severity.INFO, Applicability.DISPLAY, Hit(Span(1, 2), "x"),
        Suspect("x", (Span(1, 2),), 1), Related(Location("a", 1, "b", "c", Span(1, 2), Position(1, 2, 3, 4)), "x"),
        Document("Rain “fell”.", "a.txt", 1, "b", {"title": "Rain"}, Span(0, 4), "Rain", True),
    ],
    ids=lambda value: type(value).__name__,
)  # fmt: skip
def test_every_noun_survives_pickle(value: Any) -> None:
    again = pickle.loads(pickle.dumps(value))  # noqa: S301 - our own
    assert again == value
    assert type(again) is type(value)


def test_a_finding_survives_pickle() -> None:
    finding = Finding(Span(1, 2), {"word": "x"}, Fix((Edit(Span(1, 2), ""),)), ("y",), Severity.INFO)
    assert pickle.loads(pickle.dumps(finding)) == finding  # noqa: S301 - our own


def test_the_views_of_a_document_do_not_travel() -> None:
    document = Document("Rain. " * 100)
    plain = len(pickle.dumps(document))
    assert document.sentences
    assert len(pickle.dumps(document)) == plain


def test_severities_have_ranks_and_sort_by_them() -> None:
    assert sorted(Severity, key=lambda one: one.rank) == [Severity.INFO, Severity.WARNING, Severity.ERROR]


def test_spans_that_only_touch_do_not_overlap() -> None:
    assert not Span(0, 2).overlaps(Span(2, 4))
    assert Span(0, 3).overlaps(Span(2, 4))
    assert Span(0, 4).covers(Span(2, 4))
    assert not Span(1, 3).covers(Span(2, 4))


def test_a_report_is_sorted_by_record_and_line_as_numbers() -> None:
    def at(record: int, line: int) -> Diagnostic:
        location = Location("a", record, None, None, Span(0, 1), Position(line, 1, line, 2))
        return Diagnostic(location, "r", "typo", None, Severity.INFO, "m", "e")

    found = sorted([at(10, 1), at(2, 10), at(2, 9)], key=lambda one: one.sort_key)
    assert [(one.location.record, one.location.position.line) for one in found] == [(2, 9), (2, 10), (10, 1)]
