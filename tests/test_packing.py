"""Findings as bytes: what is read is what was written, and says the same of which places it is about."""

from __future__ import annotations

import pickle
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from newslint.model import (
    Applicability,
    Diagnostic,
    Edit,
    Fix,
    Location,
    Position,
    Related,
    Severity,
    Span,
)
from newslint.packing import Packed, densely, mark_of, packed

PATHS = st.sampled_from(["a.txt", "b/c.jsonl", "d\udcff.txt"])
SPANS = st.builds(Span, st.integers(0, 3), st.integers(4, 6))
POSITIONS = st.builds(Position, st.integers(1, 2), st.integers(1, 3), st.integers(2, 3), st.integers(2, 12))
FIELDS = st.sampled_from([None, "text", "a\0b", "None"])


def locations(path: st.SearchStrategy[str]) -> st.SearchStrategy[Location]:
    records = st.sampled_from([None, 1, 11])
    return st.builds(
        Location, path, records, st.sampled_from([None, "id"]), FIELDS, SPANS, POSITIONS, st.none() | SPANS,
        st.none() | st.tuples(st.integers(1, 9), st.integers(9, 12)),
    )  # fmt: skip


FIXES = st.builds(
    Fix, st.lists(st.builds(Edit, SPANS, st.text(), POSITIONS)).map(tuple), st.sampled_from(Applicability)
)
FINDINGS = st.builds(
    Diagnostic, locations(st.just("a.txt")), st.sampled_from(["one-rule", "other-rule"]), st.just("text"),
    st.none() | st.just("group"), st.sampled_from(Severity), st.text(), st.text(), st.none() | FIXES,
    st.lists(st.text()).map(tuple), st.lists(st.builds(Related, locations(PATHS), st.text()), max_size=4).map(tuple),
    st.none() | st.integers(1, 99), st.just("0123"),
)  # fmt: skip


@given(st.lists(FINDINGS, min_size=1, max_size=4))
def test_what_is_read_is_what_was_packed(found: list[Diagnostic]) -> None:
    read = list(Packed(packed(found), "a.txt"))
    assert read == found
    assert found == read
    assert list(densely(found)) == found
    assert list(Packed(packed(read), "a.txt")) == found
    dense = pickle.loads(pickle.dumps(densely(Packed(packed(found), "a.txt"))))  # noqa: S301 - dumped here
    assert list(dense) == list(Packed(packed(dense), "a.txt")) == list(densely(dense)) == found
    assert [hash(one) for one in read] == [hash(one) for one in found]
    travelled = pickle.loads(pickle.dumps(read))  # noqa: S301 - dumped here
    assert travelled == found
    assert {type(one.related) for one in travelled} == {tuple}


@given(st.lists(FINDINGS, min_size=1, max_size=4))
def test_related_places_are_read_like_a_tuple_of_them(found: list[Diagnostic]) -> None:
    for mine, read in zip(found, Packed(packed(found), "a.txt"), strict=True):
        assert bool(read.related) == bool(mine.related)
        assert len(read.related) == len(mine.related)
        assert tuple(read.related[1:3]) == tuple(mine.related[1:3])
        assert all(one == read.related[index] for index, one in enumerate(mine.related))


def told_of(one: Diagnostic) -> frozenset[tuple[object, ...]]:
    places = (one.location, *(each.location for each in one.related))
    return frozenset((place.path, place.record, place.field, place.position) for place in places)


@given(st.lists(FINDINGS, min_size=2, max_size=4))
def test_findings_share_a_mark_if_they_tell_of_the_same_places(found: list[Diagnostic]) -> None:
    turned = [
        one._replace(location=one.related[-1].location, related=(Related(one.location, "there"), *one.related[:-1]))
        for one in found
        if one.related
    ]
    both = [*found, *turned, *Packed(packed(found), "a.txt")]
    for one, other in combinations(both, 2):
        if one.related and other.related:
            assert (mark_of(one) == mark_of(other)) == (told_of(one) == told_of(other))
