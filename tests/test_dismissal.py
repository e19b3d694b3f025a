"""What dismisses a word at little cost dismisses nothing that a judge would have spoken of."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from newslint.lexicon.harmless import is_no_slip, is_shaped_like_a_name
from newslint.lexicon.misspelling import STRANGE, is_name_by_itself, listed_misspelling, verdict_on
from newslint.rules.typo import known_misspelling, probable_misspelling

STEMS_LISTED = "hospital receive chairman minister government recieve didnt persson moscow house friend xqvz al tarif"
STEMS = st.sampled_from(STEMS_LISTED.split())
CASES = st.sampled_from((str.lower, str.capitalize, str.upper, str.swapcase))
ENDINGS = st.sampled_from(("", "", "'s", "’s", "'S", "-led", "-House", "s"))


@st.composite
def slips(draw: st.DrawFn) -> str:
    stem = draw(STEMS)
    place = draw(st.integers(0, len(stem)))
    letter = draw(st.sampled_from(("", "", "e", "s", "é", "\u00ad", "-", "'")))
    left_out = draw(st.integers(0, 1))
    word = draw(CASES)(stem[:place] + letter + stem[place + left_out :])
    return word + draw(ENDINGS) + draw(ENDINGS)


@given(slips())
@example("Chariman")
@example("Chariman's")
@example("al-Tarif")
@example("McDonald's")
def test_a_name_by_itself_is_no_slip_of_a_common_word(word: str) -> None:
    verdict = verdict_on(word)
    if is_name_by_itself(word):
        assert verdict in (None, STRANGE) or verdict.kind == "known"


@given(slips())
@example("state-owned")
@example("recieve-recieve")
@example("well-known's")
@example("Trade-receive")
@example("The-minister")
@example("e-mail's")
def test_judges_of_slips_say_nothing_of_a_word_that_is_no_slip(word: str) -> None:
    judged = [judge(word) for judge in (known_misspelling.judge, probable_misspelling.judge)]
    assert judged == [None, None] or not is_no_slip(word)


@given(slips())
@example("Didnt's")
@example("Pre-recieve's")
@example("recieve’s")
def test_what_stands_in_the_table_is_found_as_by_a_full_judgement(word: str) -> None:
    verdict = verdict_on(word)
    assert listed_misspelling(word) == (verdict if verdict and verdict.kind == "known" else None)


def test_most_names_are_dismissed_and_slips_at_the_start_of_a_sentence_are_not() -> None:
    assert all(map(is_name_by_itself, ("Erdogan", "Karzai", "McDonald", "Wojtyla's", "FTSE")))
    assert not any(map(is_name_by_itself, ("Chariman", "Govenrment’s", "hospitla", "MINSITER", "café")))
    assert all(map(is_no_slip, ("Erdogan", "Wojtyla’s", "state-owned", "Brazil-born", "FTSE")))
    assert not any(map(is_no_slip, ("Chariman", "Goverment", "Goverment's", "hospitla-led", "erdogan", "well-xqvz")))
    assert is_shaped_like_a_name("Chung-yung")
    assert not is_shaped_like_a_name("hospitla-led")
