"""Which word was meant: the slips between two words, the candidates, and what the words beside say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from newslint import testing
from newslint.lexicon import open_lexicon
from newslint.lexicon.candidates import COMMON_LISTED, meant_by
from newslint.lexicon.channel import slips_between
from newslint.lexicon.choice import Around, choose
from newslint.lexicon.misspelling import in_context
from newslint.lexicon.slips import Ruler
from newslint.rules.typo.probable_misspelling import probable_misspelling


def corrections(text: str) -> list[str]:
    """Return the first correction of every probable misspelling of a text."""
    return [found.suggestions[0] for found in testing.lint(probable_misspelling, text)]


def distance(first: str, second: str) -> int:
    """Return the number of slips by the table that the textbooks draw."""
    table = [
        [row + column if 0 in {row, column} else 0 for column in range(len(second) + 1)]
        for row in range(len(first) + 1)
    ]
    for row, letter in enumerate(first, 1):
        for column, other in enumerate(second, 1):
            costs = [
                table[row - 1][column] + 1,
                table[row][column - 1] + 1,
                table[row - 1][column - 1] + (letter != other),
            ]
            if row > 1 < column and letter == second[column - 2] and first[row - 2] == other:
                costs.append(table[row - 2][column - 2] + 1)
            table[row][column] = min(costs)
    return table[-1][-1]


@given(st.text("abc", min_size=1, max_size=8), st.text("abc", min_size=1, max_size=8))
@hypothesis_settings(max_examples=400, deadline=None)
def test_the_ruler_counts_as_the_table_does(first: str, second: str) -> None:
    assert Ruler(first).to(second, 20) == distance(first, second)


@pytest.mark.parametrize(
    ("wrong", "right", "made"),
    [
        ("siad", "said", ("swap",)),
        ("acomodate", "accommodate", ("undoubled", "undoubled")),
        ("identitity", "identity", ("repeat",)),
        ("reremember", "remember", ("repeat",)),
        ("counterpar", "counterpart", ("cut",)),
        ("balanc", "balance", ("cut-e",)),
        ("ublishing", "publishing", ("lost-first",)),
        ("definate", "definite", ("vowel",)),
        ("winterw", "winter", ("end",)),
        ("wich", "which", ("dropped-soft",)),
    ],
)
def test_the_slips_between_two_words_are_named(wrong: str, right: str, made: tuple[str, ...]) -> None:
    assert sorted(slips_between(wrong, right)) == sorted(made)


@given(st.text("aehlotw", min_size=3, max_size=6))
@hypothesis_settings(deadline=None)
def test_of_the_commonest_words_none_two_slips_away_is_passed_over(scrap: str) -> None:
    lexicon = open_lexicon()
    near = {word for word in COMMON_LISTED.split() if distance(scrap, word) <= 2} - {scrap}
    assert near <= meant_by(scrap, lexicon).keys() or lexicon.seen(scrap) >= 6


@given(st.sampled_from(("hous", "thier", "govrnmnt", "definatly", "wihch", "adress")), st.text("aeirst", max_size=2))
def test_words_that_sound_alike_are_those_that_a_ruler_alone_leaves(stem: str, more: str) -> None:
    lexicon, key = open_lexicon(), stem + more
    every = [word for word, _ in lexicon.heard_like(key, Ruler(key), 0, len(key))]
    for most in (1, 2, 3):
        near = {word for word, _ in lexicon.heard_like(key, Ruler(key), 0, most)}
        assert near == {word for word in every if distance(key, word) <= most}


@given(st.text("abcdehrstw", min_size=3, max_size=9), st.text("abcdehrstw", min_size=3, max_size=9))
@hypothesis_settings(max_examples=300, deadline=None)
def test_any_two_words_are_led_into_each_other(wrong: str, right: str) -> None:
    assert bool(slips_between(wrong, right)) == (wrong != right)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("thaut", "that"),
        ("wihh", "with"),
        ("passenge", "passengers"),
        ("hapned", "happened"),
        ("reremember", "remember"),
    ],
)
def test_words_of_several_slips_are_among_the_candidates(wrong: str, right: str) -> None:
    assert right in meant_by(wrong, open_lexicon())


@pytest.mark.parametrize(("before", "after", "right"), [("is", "in", "still"), ("the", "industry", "steel")])
def test_the_words_beside_tell_which_was_meant(before: str, after: str, right: str) -> None:
    choice = choose("stell", Around(before, after, lambda word: 0, 500.0))
    assert choice is not None
    assert choice.words[0] == right


def test_a_word_that_the_article_uses_is_the_likelier() -> None:
    def uses(used: str) -> Around:
        return Around("", "", lambda word: 4 * (word == used), 500.0)

    for word in ("still", "steel"):
        choice = choose("stell", uses(word))
        assert choice is not None
        assert choice.words[0] == word


def test_what_the_web_holds_is_hardly_a_slip_and_a_listed_misspelling_is_not_looked_up_there() -> None:
    lexicon, seen, unseen = open_lexicon(), choose("kebap"), choose("gratlful")
    assert lexicon.seen("teh") == 0 < lexicon.seen("shamisen")
    assert seen is None or seen.certainty < 0.3
    assert unseen is not None
    assert unseen.certainty > 0.7


def test_pairs_that_go_together_have_affinity_and_others_shun_each_other() -> None:
    lexicon = open_lexicon()
    assert lexicon.affinity("last", "week") > 4
    assert lexicon.affinity("the", "of") < -4
    assert lexicon.affinity("qwzx", "of") == 0


@pytest.mark.parametrize(
    ("before", "after", "right"), [("two", "said", "companies"), ("the", "shares", "company's"), ("", "", "companies")]
)
def test_a_plural_in_ys_is_a_plural_or_a_possessive(before: str, after: str, right: str) -> None:
    verdict = in_context("companys", Around(before, after, lambda word: 0, 500.0))
    assert verdict is not None
    assert verdict.corrections[0] == right


@pytest.mark.parametrize(
    "text",
    [
        "Professor of zoology at Link&ouml;ping University and at K&ouml;ln.",
        "He answered with “[l]eading” questions and little else.",
        "WASHINGTON (dpo) - The talks went on through the night.",
        "They spell it with -ise or with -ize as they like.",
        "Living beside me she chose a plinky, funkster life of sorts.",
    ],
)
def test_entities_pieces_signatures_endings_and_coinages_are_no_slips(text: str) -> None:
    assert corrections(text) == []


def test_a_slip_is_put_right_by_what_stands_beside_it() -> None:
    assert corrections("He said thaut the talks would go on until the end of the week.") == ["that"]
    assert corrections("The airline will comply wihh the new rules next year.") == ["with"]


def test_a_correction_is_in_the_variety_of_the_article() -> None:
    text = "The {0} met in Rome, where the {0} has its seat, and voted. The orgaanisation then rose for the day."
    assert corrections(text.format("organization")) == ["organization"]
    assert corrections(text.format("organisation")) == ["organisation"]
