"""Both ways of finding literals give one and the same answer."""

from __future__ import annotations

import sys
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint.document import fold
from newslint.gates import scan
from newslint.rules import compiled_triggers

LITERALS = ("\nby ", "sign up", "sign up for", "up", "é", "©", "don't miss", "ad\x00", "a a", "aa", "cookie policy")
TEXTS = st.lists(
    st.sampled_from([*LITERALS, "SIGN UP", "É", "K", "İ", "’", "”", "x", " ", "\n", "a", "\ud800", "😀"]), max_size=25
).map("".join)


ENTRIES = [(literal, ("a-rule",)) for literal in LITERALS]
BY_RULE = {"a-rule": LITERALS}


def places(found: list[scan.Place]) -> list[tuple[int, str]]:
    assert {names for _, (_, names) in found} <= {("a-rule",)}
    return [(start, literal) for start, (literal, _) in found]


def expected(text: str) -> list[tuple[int, str]]:
    return sorted((at, one) for one in LITERALS for at in range(len(text)) if text.startswith(one, at))


@given(TEXTS)
def test_both_libraries_find_every_literal_in_any_text(text: str) -> None:
    folded = fold(text)
    assert [places(found) for found in scan.by_beginnings(ENTRIES)([folded])] == [expected(folded)]


@given(st.lists(TEXTS, max_size=5))
def test_the_fast_library_says_what_the_other_says(texts: list[str]) -> None:
    fast = scan.by_hyperscan(ENTRIES)
    assert fast is not None
    folded = list(map(fold, texts))
    assert list(map(places, fast(folded))) == list(map(expected, folded))


def test_the_fast_library_takes_over_when_it_pays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "WORTH_GETTING_READY", 20)
    with mock.patch.object(scan, "by_hyperscan", wraps=scan.by_hyperscan) as fast:
        scanner = scan.Scanner(BY_RULE)
        assert list(map(places, scanner.find(["sign up here"]))) == [[(0, "sign up"), (5, "up")]]
        assert not fast.called
        assert list(map(places, scanner.find(["sign up here"] * 3))) == [[(0, "sign up"), (5, "up")]] * 3
        assert fast.call_count == 1


def test_without_the_fast_library_everything_is_found_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "WORTH_GETTING_READY", 0)
    monkeypatch.setitem(sys.modules, "hyperscan", None)
    scanner = scan.Scanner(BY_RULE)
    assert list(map(places, scanner.find(["sign up here"] * 2))) == [[(0, "sign up"), (5, "up")]] * 2


def test_nothing_is_found_where_there_is_nothing_to_look_for() -> None:
    assert scan.Scanner({}).find(["sign up", ""]) == [[], []]


OWN = compiled_triggers()


@pytest.mark.parametrize("stale", [False, True], ids=["made at build time", "made for another machine"])
def test_newslints_own_triggers_are_found_by_what_was_made_at_build_time(
    stale: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if stale:
        monkeypatch.setattr(scan, "identity", lambda: "another library")
    text = "he came on monday.\n\nadvertisement\nsign up for our newsletter, an european said the the word up"
    (built,) = scan.by_beginnings(scan.entries_of(OWN))([text])
    (found,) = scan.Scanner(OWN).find([text])
    assert len(built) > 2
    assert [(at, one, set(names)) for at, (one, names) in found] == [
        (at, one, set(names)) for at, (one, names) in built
    ]


def test_rules_of_others_are_found_beside_newslints_own() -> None:
    scanner = scan.Scanner({**OWN, "a-rule": ("advert", "zebra"), "teaser-link": ("monday",)})
    (found,) = scanner.find([f"on monday, a zebra in {OWN['doubled-name'][0]}"])
    entries = [entry for _, entry in found]
    assert ("zebra", ("a-rule",)) in entries
    assert any("doubled-name" in names for _, names in entries)
    assert ("monday", ("teaser-link",)) in entries


@given(st.lists(st.tuples(st.text(min_size=1, max_size=8).filter(str.isprintable), st.just(("a", "b"))), max_size=4))
def test_a_packed_group_is_unpacked_as_it_was(entries: list[tuple[str, tuple[str, ...]]]) -> None:
    group = (3, tuple(entries))
    assert scan.unpacked(scan.packed(group)) == group
