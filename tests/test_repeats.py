"""Words that stand twice in a row are found where they stand."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from newslint.document import Document
from newslint.words.wordgate import WordGate

WORDS = st.sampled_from(["the", "The", "the,", "“the", "had", "Xqvz", "xqvz.", "on", "focused", "7", "a", "—"])
TEXTS = st.lists(st.tuples(WORDS, st.sampled_from([" ", "  ", "\n", "\n\n"])), max_size=30).map(
    lambda pairs: "".join(word + space for word, space in pairs)
)
SIGNS = ".,;:!?\"“”‘’'()[]…–—*"


def found(text: str) -> list[tuple[str, int]]:
    gate = WordGate([], frozenset(), repeats=True)
    document = Document(text)
    return [(one.span.of(text), one.words) for one in gate.look([document])[0].repeats]


def test_a_word_that_is_typed_twice_is_found_whatever_its_case_and_punctuation() -> None:
    assert found("The the man said “no no”, and went on on.") == [("The the", 1), ("“no no”,", 1), ("on on.", 1)]


def test_a_phrase_that_is_typed_twice_is_found_with_the_number_of_its_words() -> None:
    assert found("It was focused on focused on trade.") == [("focused on focused on", 2)]


def test_a_repetition_that_goes_on_is_one() -> None:
    assert found("It went over and over and over again.") == [("over and over and over", 2)]


def test_a_word_that_is_listed_as_a_name_only_is_the_same_in_lower_case() -> None:
    assert found("“Heh heh,” said Xqvz xqvz.") == [("“Heh heh,”", 1), ("Xqvz xqvz.", 1)]


def test_figures_and_signs_are_no_words_that_repeat() -> None:
    assert found("0 0 1 1 — — 6-4 6-4") == []


def test_each_of_several_equal_repetitions_has_its_own_place() -> None:
    gate = WordGate([], frozenset(), repeats=True)
    document = Document("the the cat,  the the dog, the the end")
    assert [one.span for one in gate.look([document])[0].repeats] == [(0, 7), (14, 21), (27, 34)]


def test_many_repetitions_take_time_in_proportion() -> None:
    text = "He saw the the man. " * 20_000
    assert len(found(text)) == 20_000


@given(TEXTS)
def test_every_pair_of_equal_neighbours_lies_in_a_repetition_and_nothing_else_does(text: str) -> None:
    tokens = [token.strip(SIGNS).lower() for token in text.split()]
    pairs = sum(one == other and one.isalpha() for one, other in pairwise(tokens))
    runs = [run.split() for run, words in found(text) if words == 1]
    assert sum(len(run) - 1 for run in runs) == pairs
    assert all(len({word.strip(SIGNS).lower() for word in run}) == 1 for run in runs)
