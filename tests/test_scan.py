"""Both ways of finding literals give one and the same answer."""

from __future__ import annotations

import sys
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint import scan
from newslint.document import fold

LITERALS = ("\nby ", "sign up", "sign up for", "up", "é", "©", "don't miss", "ad\x00", "a a", "aa", "cookie policy")
TEXTS = st.lists(
    st.sampled_from([*LITERALS, "SIGN UP", "É", "K", "İ", "’", "”", "x", " ", "\n", "a", "\ud800", "😀"]), max_size=25
).map("".join)


def expected(text: str) -> list[tuple[int, str]]:
    return sorted((at, one) for one in LITERALS for at in range(len(text)) if text.startswith(one, at))


@given(TEXTS)
def test_both_libraries_find_every_literal_in_any_text(text: str) -> None:
    folded = fold(text)
    assert scan.by_beginnings(LITERALS)(folded) == expected(folded)


@given(st.lists(TEXTS, max_size=5))
def test_the_fast_library_says_what_the_other_says(texts: list[str]) -> None:
    fast = scan.by_hyperscan(LITERALS)
    assert fast is not None
    for text in map(fold, texts):
        assert fast(text) == expected(text)


def test_the_fast_library_takes_over_when_it_pays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "WORTH_GETTING_READY", 20)
    with mock.patch.object(scan, "by_hyperscan", wraps=scan.by_hyperscan) as fast:
        scanner = scan.Scanner(LITERALS)
        assert scanner.find("sign up here") == [(0, "sign up"), (5, "up")]
        assert not fast.called
        assert [scanner.find("sign up here") for _ in range(3)] == [[(0, "sign up"), (5, "up")]] * 3
        assert fast.call_count == 1


def test_without_the_fast_library_everything_is_found_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "WORTH_GETTING_READY", 0)
    monkeypatch.setitem(sys.modules, "hyperscan", None)
    scanner = scan.Scanner(LITERALS)
    assert [scanner.find("sign up here") for _ in range(2)] == [[(0, "sign up"), (5, "up")]] * 2


def test_nothing_is_found_where_there_is_nothing_to_look_for() -> None:
    assert scan.Scanner(()).find("sign up") == []
