"""The model that knows furniture by its words."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint import furniture

WEIGHTS = Path(furniture.__file__).parent / "weights.txt"
MOST_BYTES = 200_000

FURNITURE = [
    "Sign up to our evening digest and read it in your inbox",
    "Tap here to get our news alerts",
    "Click to view more photos in our gallery",
    "Subscribe to keep reading this story",
    "Download our app",
]
TEXT = [
    "Rain falls on the fair",
    "A river without water",
    "What the mayor knew",
    "Three goals in ten minutes",
    "By Jane Roe in Oslo",
]


@pytest.mark.parametrize("line", FURNITURE)
def test_words_of_furniture_that_no_pack_holds_tell_it(line: str) -> None:
    assert furniture.score(line) > 20


@pytest.mark.parametrize("line", TEXT)
def test_headlines_subheads_and_bylines_read_like_text(line: str) -> None:
    assert furniture.score(line) < 0


@given(st.text())
def test_any_text_has_a_score_and_nothing_in_its_place_adds_to_it(line: str) -> None:
    assert furniture.score(line) == furniture.score(f" {line} ")


def test_the_case_of_letters_says_nothing_of_the_words() -> None:
    shown = {"^ sign", "sign", "sign up", "up", "up free", "free", "free $", "WORDS 3"}
    assert furniture.features("Sign up FREE") == shown
    assert furniture.features("SIGN UP FREE") == {*shown, "CAPITALS"}


def test_the_weights_are_a_small_text_that_can_be_read() -> None:
    text = WEIGHTS.read_text("utf-8")
    assert len(text.encode()) <= MOST_BYTES
    _, *rows = text.splitlines()
    weights = [int(row.partition("\t")[0]) for row in rows]
    assert weights == sorted(set(weights))


def test_a_line_needs_a_telling_word() -> None:
    assert "subscribe" in furniture.telling_words()
    assert not {"the", "is", "said", "police"} & furniture.telling_words()
