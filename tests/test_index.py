"""Facts in the store: whatever way they are looked for, and however segments were put together, they are the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newslint.cache import index
from newslint.cache.store import Store, opened
from newslint.comparing.facts import FACT, HEAD, bucket_of

FEW_KEYS = st.builds(lambda first, rest: bytes((first, *[0] * 7, 0, rest)), st.integers(0, 255), st.integers(0, 2))
FACTS = st.lists(
    st.builds(
        lambda head, number, place: head + number.to_bytes(4, "big") + place.to_bytes(12, "big"),
        FEW_KEYS, st.integers(0, 5), st.integers(0, 3),
    ),
    max_size=60, unique=True,
)  # fmt: skip
FILES = 6


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    found, _ = opened(str(tmp_path))
    with closing(found):
        yield found


def write(store: Store, facts: Sequence[bytes]) -> int:
    heaps = (b"".join(heap) for _, heap in groupby(sorted(facts), bucket_of))
    with store.changing():
        segment = index.write_segment(store, heaps)
        rows = [(f"{segment} {number}".encode(), segment, number) for number in range(FILES)]
        store.write(
            "insert into versions (key, checked, outcome, heads, segment, number) values (?, 0, '', '', ?, ?)", rows
        )
        store.write("insert into files select key, 0, 0, 0, 0, id from versions where segment = ?", [(segment,)])
    return segment


def by_file(store: Store) -> dict[bytes, list[bytes]]:
    """Return the head and place of each fact in the store, by the name of its file."""
    keys = dict(store.rows("select (segment << 32) | number, key from versions"))
    found: dict[bytes, list[bytes]] = {}
    for segment, facts in index.facts_of(store, None):
        for fact in facts:
            if key := keys.get(segment << 32 | int.from_bytes(fact[HEAD : HEAD + 4], "big")):
                found.setdefault(key, []).append(fact[:HEAD] + fact[HEAD + 4 :])
    return {key: sorted(facts) for key, facts in found.items()}


@settings(max_examples=40, deadline=None)
@given(st.lists(FACTS, min_size=1, max_size=4), st.sets(FEW_KEYS, max_size=12), st.integers(1, 8))
def test_facts_are_found_one_by_one_as_among_all(segments: list[list[bytes]], heads: set[bytes], block: int) -> None:
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(index, "BLOCK", block)
        store, _ = opened(folder)
        with closing(store):
            for facts in segments:
                write(store, facts)
            for a_look in (0, 1, 1000):
                patch.setattr(index, "FACTS_A_LOOK", a_look)
                found = sorted(fact for _, facts in index.facts_of(store, heads) for fact in facts)
                assert found == sorted(fact for facts in segments for fact in facts if fact[:HEAD] in heads)


@settings(max_examples=25, deadline=None)
@given(st.lists(FACTS, min_size=3, max_size=6), st.integers(0, 4), st.integers(1, 8))
def test_segments_put_together_hold_what_they_held(segments: list[list[bytes]], most: int, block: int) -> None:
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(index, "BLOCK", block)
        patch.setattr(index, "MOST_SEGMENTS", most)
        store, _ = opened(folder)
        with closing(store):
            for facts in segments:
                write(store, facts)
            before = by_file(store)
            with store.changing():
                index.put_together(store)
            assert by_file(store) == before
            assert store.rows("select count(*) from segments") <= [(max(most, 1),)]


def test_a_large_segment_is_left_alone_when_small_ones_are_put_together(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "MOST_SEGMENTS", 4)
    large = write(store, [bytes((key, *[0] * (FACT - 1))) for key in range(200)])
    small = [write(store, [bytes((key, *[1] * (FACT - 1)))]) for key in range(4)]
    with store.changing():
        store.write("delete from files where version in (select id from versions where segment = ? and number > 0)",
                    [(one,) for one in small])  # fmt: skip
        index.put_together(store)
    left = {segment for (segment,) in store.rows("select id from segments")}
    assert len(left) == 3
    assert large in left
    assert len(left & set(small)) == 1
