"""Both ways of finding literals give one and the same answer."""

from __future__ import annotations

import marshal
import sys
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint.document import fold
from newslint.gates import fast_scan, scan
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
    fast = fast_scan.by_hyperscan(ENTRIES)
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
    (found,) = scanner.find([f"on monday, a zebra in {OWN['garbled-title'][0]}"])
    entries = [entry for _, entry in found]
    assert ("zebra", ("a-rule",)) in entries
    assert any("garbled-title" in names for _, names in entries)
    assert ("monday", ("teaser-link",)) in entries


@given(st.lists(st.tuples(st.text(min_size=1, max_size=8).filter(str.isprintable), st.just(("a", "b"))), max_size=4))
def test_a_packed_group_is_unpacked_as_it_was(entries: list[tuple[str, tuple[str, ...]]]) -> None:
    group = (3, tuple(entries))
    assert scan.unpacked(scan.packed(group)) == group


def test_newslints_own_triggers_are_found_by_the_database_made_at_build_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "WORTH_READING", 0)
    monkeypatch.setattr(fast_scan, "_database", lambda *_: pytest.fail("nothing has to be compiled"))
    text = "he came on monday.\n\nadvertisement © sign up for our newsletter, «an european» said the the word up"
    texts = [text, "", text.replace("©", ""), "sign up f", "or our newsletter"]
    assert sets(scan.Scanner(OWN).find(texts)) == sets(scan.by_beginnings(scan.entries_of(OWN))(texts))


def test_of_triggers_made_at_build_time_only_those_are_found_for_which_a_rule_waits(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(scan, "WORTH_READING", 0)
    some = {name: literals for name, literals in OWN.items() if name not in ("newsletter-appeal", "advert-marker")}
    (found,) = scan.Scanner({**some, "a-rule": ("zebra",)}).find(["sign up for our newsletter, zebra"])
    names = {name for _, (_, names) in found for name in names}
    assert "a-rule" in names
    assert "newsletter-appeal" not in names


@pytest.mark.parametrize("made_for", ["another state of the rules", "another machine", "nobody"])
def test_where_the_database_does_not_fit_everything_is_found_all_the_same(
    made_for: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    rules, literals, waiting, data = marshal.loads(Path(fast_scan.STORED).read_bytes())  # noqa: S302 - made by the build
    rules = made_for if "rules" in made_for else rules
    data = bytes([*data[:12], data[12] ^ 0x40, *data[13:]]) if "machine" in made_for else data
    whole = marshal.dumps((rules, literals, waiting, data), 2)
    (tmp_path / "triggers.bin").write_bytes(whole[:1000] if made_for == "nobody" else whole)
    monkeypatch.setattr(fast_scan, "STORED", str(tmp_path / "triggers.bin"))
    monkeypatch.setattr(scan, "WORTH_READING", 0)
    scanner = scan.Scanner(OWN)
    text = "sign up for our newsletter, said the the word up"
    assert sets(scanner.find([text])) == sets(scan.by_beginnings(scan.entries_of(OWN))([text]))
    assert fast_scan.stored(OWN, rules) is None or made_for == "another state of the rules"


def sets(found: list[list[scan.Place]]) -> list[list[tuple[int, str, frozenset[str]]]]:
    """Return places with the rules that wait there in no order."""
    return [[(at, one, frozenset(names)) for at, (one, names) in places] for places in found]
