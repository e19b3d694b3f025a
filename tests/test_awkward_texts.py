"""Articles of awkward kinds: nothing is said of them, whatever the desk or the feed asks for."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint.lexicon.passages import is_foreign_or_dialect
from newslint.linter import Linter

TEXTS = Path(__file__).parent / "texts"
AWKWARD = (
    "ballad chess court-report dialect election gaelic letters minutes newsletter-desk oral-history places quiz-results"
    " science weather"
).split()
PRESETS = {preset: Linter(isolated=True, preset=preset) for preset in ("desk", "feed")}


@pytest.mark.parametrize("name", AWKWARD)
@pytest.mark.parametrize("preset", sorted(PRESETS))
def test_nothing_is_said_of_a_right_text(name: str, preset: str) -> None:
    found = PRESETS[preset].lint_file(TEXTS / f"{name}.txt")
    assert [(one.rule, one.excerpt) for one in found if one.severity.value != "info"] == []


def around(text: str, word: str) -> tuple[str, int, int]:
    return text, text.index(word), text.index(word) + len(word)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("“Ah telt thaim,” she said, “an' the cooncil's awa'.”", "telt"),
        ("Die Polizei sucht Zeugen des Unfalls auf der Straße.", "sucht"),
        ("Es regnet.", "regnet"),
        ("He swore greate oathe thatt who soe came to put hys hande", "oathe"),
    ],
)
def test_dialect_and_other_languages_are_told_from_slips(text: str, word: str) -> None:
    assert is_foreign_or_dialect(*around(text, word))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The goverment said on Monday that it would resign.", "goverment"),
        ("Mr Sheikmos of Taftanaz recieved the letter in the town hall.", "recieved"),
        ("The goverment and the presdent said that they would resign.", "goverment"),
        ("the 'old dog' was a freind of the mayor", "freind"),
        ("It occured to him that the mayor was seperate, as is neccessary.", "neccessary"),
    ],
)
def test_one_slip_or_two_make_no_dialect(text: str, word: str) -> None:
    assert not is_foreign_or_dialect(*around(text, word))


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_around_a_word_is_judged(before: str, after: str) -> None:
    text = f"{before}word{after}"
    assert is_foreign_or_dialect(text, len(before), len(before) + 4) in (True, False)


def test_a_hard_blank_or_two_blanks_hide_no_teaser() -> None:
    for teaser in ("Read\u00a0more: Mayor resigns", "Read  more: Mayor resigns"):
        text = f"Storm closes fair\n\nIt rained on Monday.\n\n{teaser}\n\nIt was cold on Tuesday."
        assert [one.rule for one in PRESETS["feed"].lint_text(text)] == ["teaser-link"]
