"""What is remembered of lines is what is found when they are looked at, whatever came before."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from test_glance import SLOW, gate, looked

from newslint.words import recurring
from newslint.words.recurring import LONG, Recurring
from newslint.words.wordgate import Looked

FAST = gate(-1)
PLAIN = "The police of the town went to the house of the man who had been there for two years and found it empty"
LINES = (
    f"{PLAIN}.",
    f"{PLAIN} on on.",
    f"{PLAIN}, and they focused on.",
    f"{PLAIN}; Xqvz saw the the hospitla.",
    f"On {PLAIN}.",
    "Focused on it, they went to recieve it from Xqvz at the house, as they had done on on all the days before that.",
    "x" * LONG,
    "the the " + "y" * LONG,
    "on",
    "On",
    "on on",
    "focused on",
    "focused",
    "recieve",
    "The hospitla",
    "the",
    "\u00a0",
    "—",
    "\r",
    "the\r",
    "the \x0c the",
)
ENDS = st.sampled_from(("\n", "\n\n", "\n\n", "\n \n"))
TEXTS = st.lists(st.tuples(st.sampled_from(LINES), ENDS), max_size=9).map(
    lambda parts: "".join(line + end for line, end in parts).rstrip("\n")
)


@given(st.lists(TEXTS, min_size=1, max_size=5))
@example([f"{PLAIN} on.\n\non it.", f"{PLAIN} on.", f"{PLAIN} on.\n\non it."])
@example([f"{PLAIN}.\n\n{PLAIN} on.\n\non it.", f"{PLAIN} on.\n\n{PLAIN}.", f"{PLAIN}.\n\n{PLAIN} on.\n\nthe on it."])
@example(["a\n\nb\n\nc the\n\nthe", "b\n\nc the", "c the\n\nthe", "a\n\nb\n\nc the\n\nthe"])
@example([f"{'x' * LONG}\n\non\n\n{'x' * LONG}", f"on\n\n{'x' * LONG}\n\non\n\n{'x' * LONG}"])
@example(["\n\n".join(LINES), "\n\n".join(LINES[3:])])
def test_lines_that_came_before_hold_what_they_hold_without_memory(texts: list[str]) -> None:
    for text in texts:
        assert looked(FAST, text) == looked(SLOW, text)
    assert looked(FAST, *texts) == looked(SLOW, *texts)


def test_a_flood_is_one_even_where_each_of_its_lines_came_before() -> None:
    texts = [f"{PLAIN}.\n\nThey {'focused on ' * 9}it.", "\n\n".join([f"{PLAIN}.\n\nThey {'focused on ' * 9}it."] * 40)]
    for _ in range(2):
        assert looked(FAST, *texts) == looked(SLOW, *texts)


def test_a_line_that_comes_along_again_is_not_looked_at_again(monkeypatch: pytest.MonkeyPatch) -> None:
    of = gate(-1)
    text = f"{PLAIN}.\n\nAnna Xqvz went on.\n\nWe recieve it."
    before = looked(of, text, f"A headline\n\n{text}")
    assert of._glance is not None
    monkeypatch.setattr(of._glance, "_together", None)
    assert looked(of, text, f"A headline\n\n{text}") == before
    assert looked(of, f"{PLAIN}.\n\nAnna Xqvz went on.") == [Looked(set())]


def test_how_many_lines_are_remembered_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recurring, "MOST", 10)
    of = gate(-1)
    for number in range(40):
        assert looked(of, f"Number {number}\nWe recieve it {number} times.")[0].suspected == {"recieve"}
    assert of._glance is not None
    assert len(of._glance._recurring._tallies) < 15
    assert len(of._glance._recurring._held) < 15


def test_a_key_stands_for_all_that_bears_upon_a_line() -> None:
    lines = Recurring().lines_of
    long, other = "x" * LONG, "y" * LONG
    assert lines(f"{long}\na\nb").keys[2] == lines(f"{other}\n{long}\n\na\nb").keys[3]
    assert lines(f"{long}\na\nb").keys[2] != lines(f"{long}\nc\nb").keys[2]
    assert lines(f"{long}\nb").keys[1] != lines(f"{other}\nb").keys[1]
