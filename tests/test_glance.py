"""What numpy finds for many words at once is what is found word by word."""

from __future__ import annotations

import os
import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newslint.config import Active
from newslint.document import Document
from newslint.plugins import load
from newslint.words import glance, vocabulary, wordgate
from newslint.words.wordgate import Looked, WordGate

JUDGED = ("known-misspelling", "probable-misspelling", "joined-words", "not-english")
WORDS_LISTED = (
    "the The THE house Moscow moscow recieve Recieve recieve's hospitla Xqvz xqvz inthe didnt don't don’t McDonald teh"
    " Teh’s café Erdoğan ثورة a 10 1990s 80th 4x4 co-operate hospitla-led re\u00adcieve e\u0301 ÿ ² runnin’ freind of"
    " Acre acre"
)
WORDS = WORDS_LISTED.split(" ")
SPACES = (" ", " ", " ", " ", "\n", "\n\n", "\u00a0", "\u2003", "\x1c")
SIGNS_LISTED = ". , “ ” ' ’ ‘ 's - — / @ # _ ? \ufffc \ud800 😀 … ( ) $ .com &"
SIGNS = (*SPACES, *SIGNS_LISTED.split(" "), ". “", " - ")
PHRASES = ("on", "On", "focused", "a", "a.m.", "7", "x—y", "—", "“the")
TEXTS = st.lists(st.one_of(st.sampled_from(WORDS), st.sampled_from(SIGNS)), max_size=40).map("".join)


def gate(worth: int) -> WordGate:
    rules = load().rules
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(wordgate, "WORTH_GETTING_READY", worth)
        return WordGate([Active(rules[name], rules[name].severity, {}) for name in JUDGED], frozenset({"acre"}), True)


SLOW, FAST = gate(sys.maxsize), gate(-1)


def looked(of: WordGate, *texts: str) -> list[Looked]:
    return [one._replace(suspected=set(one.suspected)) for one in of.look([Document(text) for text in texts])]


@given(st.lists(TEXTS, max_size=6))
@example(["recieve", "recieve"])
@example(["the\u2003the"])
@example(['"@"xqvz', "xqvz"])
@example(["recieve's Recieve's", "freind.com freind"])
def test_both_ways_find_the_same_words_and_repetitions(texts: list[str]) -> None:
    assert looked(FAST, *texts) == looked(SLOW, *texts)


@given(
    st.lists(st.sampled_from(("on", "On", "focused", "a", "a.m.", "7", "x—y", "—", "“the")), max_size=30).map(" ".join)
)
def test_both_ways_find_the_same_phrases(text: str) -> None:
    assert looked(FAST, text) == looked(SLOW, text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "recieve " * 40,
        "He went to the the house. " * 20_000 + "recieve",
        "0 1 " * 60_000,
        "on it on it " * 2_000,
        "We recieve it. " + "der Hund und die Katze laufen über die Straße nach Hause " * 30,
        "x" * 150_000,
    ],
)
def test_both_ways_find_the_same_in_tables_floods_and_long_texts(text: str) -> None:
    assert looked(FAST, "one recieve", text, "two teh") == looked(SLOW, "one recieve", text, "two teh")


@given(st.lists(st.sampled_from(("the", "The", "tHe", "thE", "and", "of", "to", "on", "the,")), max_size=30), TEXTS)
def test_no_more_small_words_are_counted_than_there_are(words: list[str], more: str) -> None:
    text = " ".join(("x", *words, more))
    assert FAST._glance is not None
    (found,) = FAST._glance.look([text])
    assert found is not None
    assert found.small_words <= sum(text.count(f" {word} ") for word in ("the", "and", "of", "to"))


def test_small_words_are_counted() -> None:
    assert FAST._glance is not None
    assert [
        one.small_words for one in FAST._glance.look(["Of the men and the men to come", "the\nThe men"]) if one
    ] == [4, 0]


def test_what_one_text_ends_with_and_the_next_begins_with_is_no_repetition() -> None:
    assert [one.repeats for one in looked(FAST, "He saw the", "the man", "man")] == [(), (), ()]


def test_what_is_remembered_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(glance, "REMEMBERED", 10)
    monkeypatch.setattr(vocabulary, "REMEMBERED", 10)
    of = gate(-1)
    for number in range(20):
        letters = "".join("abcdefghij"[int(figure)] for figure in f"{number:03}")
        names = " ".join(f"Xq{letters}{letter}v" for letter in "abcdef")
        assert looked(of, f"{names} recieve 1{letters}/5") == [Looked({"recieve"})]
        assert of._glance is not None
        assert len(of._glance._harmless) < 20


def test_without_the_library_all_is_found_word_by_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wordgate, "needing_numpy", lambda module: None)
    of = gate(-1)
    assert looked(of, "We recieve it.") == [Looked({"recieve"})]
    assert of._glance is None


def test_many_texts_are_looked_at_a_few_at_a_time() -> None:
    texts = ["", "We recieve it.", "x" * (glance.AT_A_TIME - 1), "the the", "", "y " * 40_000, "on on"] * 2
    assert looked(FAST, *texts) == [one for text in texts for one in looked(SLOW, text)]


def test_the_environment_is_left_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    for value in (None, "3"):
        monkeypatch.delenv("OPENBLAS_NUM_THREADS", raising=False)
        if value:
            monkeypatch.setenv("OPENBLAS_NUM_THREADS", value)
        assert looked(gate(-1), "We recieve it.") == [Looked({"recieve"})]
        assert os.environ.get("OPENBLAS_NUM_THREADS") == value


def test_it_is_not_asked_before_it_pays(monkeypatch: pytest.MonkeyPatch) -> None:
    of = gate(30)
    assert looked(of, "We recieve it.") == [Looked({"recieve"})]
    assert of._glance is None
    assert looked(of, "We recieve it again.") == [Looked({"recieve"})]
    assert of._glance is not None


def test_words_said_twice_are_found_where_they_stand_and_not_inside_others_before_them() -> None:
    text = "Then" + " " * 40 + "of A a a.m. x a A a a.m. x A a y"
    places = [repeat.span.of(text) for repeat in looked(SLOW, text)[0].repeats if repeat.words == 1]
    assert places == [repeat.span.of(text) for repeat in looked(FAST, text)[0].repeats if repeat.words == 1]
    assert [repeat.span.start for repeat in looked(SLOW, text)[0].repeats][-1] == text.rindex("A a y")
