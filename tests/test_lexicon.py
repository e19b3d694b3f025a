"""The lexicon: its data, its compiled form, and what it says about words."""

from __future__ import annotations

import struct
import unicodedata
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newslint.lexicon import Lexicon, LexiconError, layout, reading, slips
from newslint.lexicon.compile import compile_lexicon
from newslint.lexicon.misspelling import judge

SOURCES = Path(reading.__file__).parent / "sources"


def rows(name: str) -> list[list[str]]:
    return [line.split("\t") for line in (SOURCES / name).read_text(encoding="utf-8").split("\n") if line]


@pytest.fixture(scope="session")
def lexicon(tmp_path_factory: pytest.TempPathFactory) -> Lexicon:
    built = Path(reading.PATH)
    if not built.exists():
        built = tmp_path_factory.mktemp("lexicon") / "lexicon.bin"
        compile_lexicon(SOURCES, built)
    return Lexicon(str(built))


WORDS = ("words.txt", "names.txt", "modern.txt", "people.txt")
LISTS = [*WORDS, "places.txt", "misspellings.txt", "usage.txt", "pairs.txt", "seen.txt"]


@pytest.mark.parametrize("name", LISTS)
def test_a_source_is_sorted_without_repetition_and_ends_its_lines_with_lf(name: str) -> None:
    data = (SOURCES / name).read_bytes()
    lines = data.decode().split("\n")
    assert b"\r" not in data
    assert lines.pop() == ""
    assert lines == sorted(set(lines))
    assert data.decode() == unicodedata.normalize("NFC", data.decode())


def test_frequency_classes_lie_between_0_and_15() -> None:
    assert {int(row[1]) for name in ("words.txt", "names.txt") for row in rows(name)} <= set(range(16))


def test_no_word_of_letters_has_a_capital_and_every_name_has() -> None:
    assert all(word == word.lower() for word, *_ in rows("words.txt"))
    assert all(name != name.lower() for name, *_ in rows("names.txt"))


def test_there_are_enough_misspellings_and_none_stands_twice() -> None:
    listed = [wrong.lower() for wrong, _ in rows("misspellings.txt")]
    assert len(listed) >= 1200
    assert len(listed) == len(set(listed))


def test_no_misspelling_is_a_word_or_a_name() -> None:
    accepted = {row[0].lower() for name in (*WORDS, "places.txt") for row in rows(name)}
    assert not accepted & {wrong.lower() for wrong, _ in rows("misspellings.txt")}


def test_no_correction_is_itself_a_misspelling_or_unknown(lexicon: Lexicon) -> None:
    table = dict(rows("misspellings.txt"))
    corrections = [right for rights in table.values() for right in rights.split(",")]
    assert not {right for right in corrections if right in table}
    assert not {part for right in corrections for part in right.split(" ") if not lexicon.known(part)}


def test_a_correction_is_near_its_misspelling() -> None:
    far = {(wrong, right) for wrong, rights in rows("misspellings.txt") for right in rights.split(",")
           if slips.distance(wrong, right, 4) > 4}  # fmt: skip
    assert not far


def test_compiling_twice_gives_the_same_small_file(tmp_path: Path) -> None:
    started = perf_counter()
    compile_lexicon(SOURCES, tmp_path / "one.bin")
    assert perf_counter() - started < 30
    compile_lexicon(SOURCES, tmp_path / "two.bin")
    assert (tmp_path / "one.bin").read_bytes() == (tmp_path / "two.bin").read_bytes()
    assert (tmp_path / "one.bin").stat().st_size <= 12 * 1024 * 1024


def test_a_missing_or_foreign_file_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"python -m newslint\.build"):
        Lexicon(str(tmp_path / "lexicon.bin"))
    (tmp_path / "lexicon.bin").write_bytes(b"something else")
    with pytest.raises(LexiconError, match=r"python -m newslint\.build"):
        Lexicon(str(tmp_path / "lexicon.bin"))


@pytest.mark.parametrize("name", [*WORDS, "places.txt"])
def test_every_source_word_is_known_in_its_own_case(lexicon: Lexicon, name: str) -> None:
    assert not [row[0] for row in rows(name) if not lexicon.known(row[0])]


@pytest.mark.parametrize("name", ["misspellings.txt"])
def test_no_listed_misspelling_is_known(lexicon: Lexicon, name: str) -> None:
    assert not [row[0] for row in rows(name) if row[0].isalpha() and lexicon.known(row[0])]


KNOWN = """the The THE London LONDON covid smartphone honour color colour centre theater London's Londons
    police’s workers’ recalibrated workwear underserved bandmates statewide re-elected US-led anti-government
    2020 F-16 4th café cafe
    cooperate co-operate Kenyan airstrikes livestreamed don't don’t countrywide childlike overpromise"""


@pytest.mark.parametrize("word", KNOWN.split())
def test_a_word_in_an_accepted_form_is_known(lexicon: Lexicon, word: str) -> None:
    assert lexicon.known(word)


@pytest.mark.parametrize("word", "london teh yearss admiting totaly conetent presense withthe Karam becuase's".split())
def test_a_slip_or_a_name_in_lower_case_is_not_known(lexicon: Lexicon, word: str) -> None:
    assert not lexicon.known(word)


def test_soft_hyphens_and_combining_marks_do_not_hide_a_word(lexicon: Lexicon) -> None:
    assert lexicon.known("hu\u00admanitarian")
    assert lexicon.known("cafe\u0301")


def test_common_words_have_a_higher_frequency_than_rare_ones(lexicon: Lexicon) -> None:
    classes = [lexicon.frequency(word) for word in ("the", "government", "ceasefire", "aardwolf", "qwxzk")]
    assert classes == sorted(classes, reverse=True)
    assert classes[-1] == 0
    assert lexicon.frequency("government's") == lexicon.frequency("Government")


def test_names_and_varieties_are_marked(lexicon: Lexicon) -> None:
    assert lexicon.is_name("London")
    assert not lexicon.is_name("however")
    assert [lexicon.variety(word) for word in ("color", "colour", "dog")] == ["american", "british", ""]


@pytest.mark.parametrize(("wrong", "right"), [("teh", "the"), ("Teh", "The"), ("TEH", "THE"), ("recieve", "receive")])
def test_a_listed_misspelling_is_corrected_in_its_own_case(lexicon: Lexicon, wrong: str, right: str) -> None:
    assert lexicon.misspelling(wrong) == (right,)


def test_near_words_come_best_first(lexicon: Lexicon) -> None:
    assert lexicon.near("goverment")[0] == "government"
    assert lexicon.near("Chariman")[0] == "Chairman"
    assert lexicon.near("aquisistion")[0] == "acquisition"
    assert lexicon.near("Taftanaz") == ()


@pytest.mark.parametrize(
    ("wrong", "right", "kind"),
    [
        ("siad", "said", "swapped"),
        ("counterpar", "counterpart", "cut-off"),
        ("ublishing", "publishing", "lost-first"),
        ("comittee", "committee", "dropped"),
        ("millitary", "military", "doubled"),
        ("goverbment", "government", "neighbouring-key"),
        ("govermnent", "government", "swapped"),
        ("gvoermnent", "government", ""),
        ("definate", "definite", "vowel"),
        ("wojld", "world", "other"),
        ("same", "same", ""),
    ],
)
def test_the_kind_of_slip_is_told(wrong: str, right: str, kind: str) -> None:
    assert slips.kind(wrong, right) == kind


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("Chariman", "Chairman"),
        ("humaniterian", "humanitarian"),
        ("counterpar", "counterpart"),
        ("ublishing", "publishing"),
        ("goverbment's", "government's"),
        ("GOVERNMWNT", "GOVERNMENT"),
        ("Amercian", "American"),
        ("companys", "companies"),
        ("well-knwon", "well-known"),
    ],
)
def test_a_misspelling_is_found_and_corrected(lexicon: Lexicon, wrong: str, right: str) -> None:
    verdict = judge(wrong, lexicon)
    assert verdict
    assert verdict.corrections[0] == right
    assert verdict.certainty >= 0.5


NAMES = """Karam Sheikmos Erdogan Erdoğan Idlib Taftanaz Serakab Skripal Zakharova Mnuchin Jeffrey Haley Rouhani
    Zelenskyy Guaidó Ocasio-Cortez O'Rourke McConaughey Ghani Sisi Haftar Lukashenko Navalny Ardern Macron Modi
    Buttigieg Teh"""


@pytest.mark.parametrize("name", NAMES.split())
def test_a_name_is_not_taken_for_a_misspelling_with_certainty(lexicon: Lexicon, name: str) -> None:
    verdict = judge(name, lexicon)
    assert verdict is None or verdict.certainty <= 0.5


@pytest.mark.parametrize("word", "government covid-19 qzx NATO UNHCR B2B xylqqurtz Łódź ثورة 第 - ' -- ''".split())
def test_known_words_codes_and_other_scripts_are_passed_over(lexicon: Lexicon, word: str) -> None:
    assert judge(word, lexicon) is None
    assert judge("", lexicon) is None


def ask_everything(lexicon: Lexicon, word: str) -> None:
    lexicon.known(word)
    lexicon.is_name(word)
    lexicon.variety(word)
    assert 0 <= lexicon.frequency(word) <= layout.FREQUENCY
    assert all(lexicon.near(word))
    assert all(lexicon.misspelling(word))
    verdict = judge(word, lexicon)
    assert verdict is None or (verdict.corrections and 0 <= verdict.certainty <= 1)


@given(st.text(max_size=60))
@settings(max_examples=300, deadline=None)
def test_no_text_raises(lexicon: Lexicon, word: str) -> None:
    ask_everything(lexicon, word)


@given(st.text("abcdefghinorstu'’-\u00ad\u0301AEST", max_size=24))
@settings(max_examples=300, deadline=None)
def test_no_word_like_text_raises(lexicon: Lexicon, word: str) -> None:
    ask_everything(lexicon, word)


@pytest.mark.parametrize("unit", ["a", "Á", "e\u0301", "-", "a-", "'", "’", "the", "\u00ad", "ab's-", "\ud800"])
def test_a_word_of_a_million_letters_is_passed_over_at_once(lexicon: Lexicon, unit: str) -> None:
    started = perf_counter()
    ask_everything(lexicon, unit * (1_000_000 // len(unit)))
    assert perf_counter() - started < 2


@given(st.text("abct", max_size=7), st.text("abct", max_size=7))
@settings(max_examples=400, deadline=None)
def test_one_slip_and_distance_agree_and_distance_is_symmetric(first: str, second: str) -> None:
    distance = slips.distance(first, second, 3)
    assert distance == slips.distance(second, first, 3)
    assert (distance == 1) == bool(slips.kind(first, second))


@given(st.sampled_from([row[0] for row in rows("words.txt") if row[2:] == ["c"]]), st.data())
@settings(max_examples=300, deadline=None)
def test_one_slip_in_a_common_word_finds_it_again(lexicon: Lexicon, word: str, data: st.DataObject) -> None:
    if not word.isascii() or not word.isalpha() or len(word) < 4:
        return
    place = data.draw(st.integers(0, len(word) - 1))
    letter = data.draw(st.sampled_from("abcdefghijklmnopqrstuvwxyz"))
    slip = data.draw(st.sampled_from([word[:place] + word[place + 1 :], word[:place] + letter + word[place:]]))
    assert slip == word or word in lexicon.near(slip)


def test_the_size_of_the_header_is_that_of_its_layout() -> None:
    assert struct.calcsize(layout.HEADER) == layout.HEADER_SIZE
