"""Paragraphs that nearly say the same are told by the words they have in common, however that is found out."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from newslint.text.near_twins import are_near

WORDS = st.lists(st.sampled_from("rain fell fair Oslo mayor spoke town the of and all 200".split()), max_size=24)


def common(one: list[str], other: list[str]) -> int:
    return sum((Counter(map(str.lower, one)) & Counter(map(str.lower, other))).values())


@given(WORDS, WORDS, st.integers(0, 24))
def test_two_texts_with_too_few_words_in_common_are_not_near(one: list[str], other: list[str], at: int) -> None:
    mended = [*one[:at], *other[at:]]
    sizes = sorted((len(one), len(mended)))
    shared = common(one, mended)
    if are_near(" ".join(one), " ".join(mended)):
        assert sizes[0] >= 12
        assert shared >= 0.43 * sum(sizes) or shared >= 0.97 * sizes[0]


@given(WORDS.filter(lambda words: len(words) >= 12), st.data())
def test_a_text_of_which_one_small_word_was_changed_is_near(words: list[str], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(words) - 1))
    changed = [*words[:at], "gone", *words[at + 1 :]]
    assert are_near(" ".join(words), " ".join(changed))
    assert are_near(" ".join(words), " ".join(words).upper())
