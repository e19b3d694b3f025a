"""Many known findings in little memory are the same ones, in the same order."""

import tracemalloc
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newslint.known.entries import BASELINE, PLACE, RIGHT, Entry
from newslint.known.entry_lines import written
from newslint.known.entry_reading import read
from newslint.known.marks import Key, Surroundings
from newslint.known.pins import Pin
from newslint.known.shelf import PAGE, Register, Shelf, Some

DIGEST = st.text("0123456789abcdef", min_size=16, max_size=16)
TEXT = st.text(max_size=6)
PINS = st.none() | st.builds(Pin, st.integers(1, 9), st.integers(1, 9), TEXT, TEXT)
ENTRIES = st.builds(
    Entry,
    st.builds(Key, st.sampled_from(["teaser-link", "doubled-word"]), DIGEST, DIGEST, DIGEST),
    st.builds(Surroundings, TEXT, TEXT),
    st.sampled_from(["a.txt", "b/ä.txt", "c.txt"]),
    st.none() | st.integers(1, 99) | st.sampled_from(["a", "b7"]),
    st.lists(DIGEST.map(lambda one: one[:8]), max_size=4).map(tuple),
    st.integers(1, 3),
    TEXT,
    st.just(PLACE),
    st.just(RIGHT),
    st.just(""),
    st.just(""),
    st.just(0),
    PINS,
)
MANY = st.lists(ENTRIES, max_size=3 * PAGE, unique_by=lambda one: one.identity)


@settings(max_examples=60, deadline=None)
@given(MANY, st.randoms(use_true_random=False))
def test_a_shelf_gives_back_what_was_put_on_it(entries: Sequence[Entry], dice) -> None:
    shelf = Shelf(entries)
    assert (len(shelf), list(shelf)) == (len(entries), list(entries))
    numbers = [dice.randrange(len(entries)) for _ in range(20)] if entries else []
    assert [shelf[number] for number in numbers] == [entries[number] for number in numbers]
    some = Some(shelf, sorted(set(numbers)), lambda one: one._replace(excerpt="x"))
    assert list(some) == [entries[number]._replace(excerpt="x") for number in sorted(set(numbers))]
    assert list(some) == [some[index] for index in range(len(some))]
    with pytest.raises(IndexError):
        shelf[len(entries)]


@given(st.integers(0, 4 * PAGE - 1), ENTRIES)
@settings(max_examples=30, deadline=None)
def test_an_entry_that_takes_the_place_of_another_stands_there_and_no_other_moves(index: int, other: Entry) -> None:
    entries = [other._replace(excerpt=str(number)) for number in range(4 * PAGE + 3)]
    shelf = Shelf(entries)
    shelf.replace(index, other)
    entries[index] = other
    assert list(shelf) == entries
    assert shelf[index] == other


@given(st.lists(st.tuples(st.sampled_from("abcde"), st.integers(0, 2**32 - 1)), unique=True))
def test_a_register_finds_all_that_has_a_name_from_the_lowest_on(names: list[tuple[str, int]]) -> None:
    register = Register(names)
    for name in "abcdef":
        wanted = sorted(number for known, number in names if known == name)
        assert [number for number in register.perhaps(name) if (name, number) in names] == wanted


@settings(max_examples=60, deadline=None)
@given(MANY)
def test_what_is_written_is_read_back_whatever_the_order_it_came_in(entries: Sequence[Entry]) -> None:
    once = "".join(written(BASELINE, entries))
    back = read(BASELINE, once.encode(), "baseline.jsonl").entries
    assert "".join(written(BASELINE, reversed(entries))) == once
    assert "".join(written(BASELINE, back)) == once
    assert sum(one.times for one in back) == sum(one.times for one in entries)


def test_a_hundred_thousand_known_findings_take_less_than_a_third_of_the_memory_that_they_have_as_objects() -> None:
    def entry(number: int) -> Entry:
        digest = f"{number:016x}"
        return Entry(Key("teaser-link", digest, digest, digest), Surroundings("a", "b"), f"{number // 7}.txt", None)

    def taken(kind: type) -> int:
        tracemalloc.start()
        held = kind(entry(number) for number in range(20_000))
        size = tracemalloc.get_traced_memory()[0]
        tracemalloc.stop()
        assert len(held) == 20_000
        return size

    assert 3 * taken(Shelf) < taken(list)
