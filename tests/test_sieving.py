"""Rules that look at several texts at once first find what they find when each text is asked about."""

from __future__ import annotations

import gc
import sys
import weakref
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newslint.checking.asking import FAILED
from newslint.checking.checker import Checker
from newslint.config import Active
from newslint.document import Document
from newslint.gates import sieving
from newslint.gates.batch import Batch
from newslint.gates.sieving import Sieved
from newslint.model import Severity, Span
from newslint.plugins import load
from newslint.rule import Bad, Finding, Good, Rule, rule
from newslint.testing import failures

RULES = load().rules
WITH_SIEVES = sorted(name for name, one in RULES.items() if one.sieve is not None)
SPACES = (" ", " ", " ", "  ", "\n", "\n\n", "\n\n", "\u00a0", "\u2003", "\t", "\r\n", "\r", "\x0c", "\u2028", "\x1c")
SIGNS_LISTED = '. , ? ! " “ ” „ ’ \' ‘ ) .” ." ,” — - … \ufffc \ud800 😀 é É ß 7 \u0301 Œ'
WORDS_LISTED = (
    'the The and of said Oslo,where came?Nobody so.”The so."The Kortright Kortright Kortrigth Kortrights Kabul Zabul'
    " Peru peru www.example.com U.S. e.g. McDonald Öland a A I whether Donaudampfschifffahrt Donaudampfschiffahrt"
)
LINES = (
    "The harbour was closed for two days after the storm.",
    "The harbour  was closed\u00a0for two days after the storm.",
    " The harbour was closed for two days after the storm.",
    "The harbour was closed\nfor two days after the storm.",
    "The minister said on Monday that the new law, passed last year, would be part of",
    "The minister said on Monday that the new law, passed last year, would be good,",
    "“We will open again on Friday, come what may, and so we do.”",
    '"We will open again on Friday, come what may, and so we do."',
    "“We will open again.",
)  # fmt: skip
OF_ARTICLES = (
    "Storm closes fair in the old town of Oslo", "STORM CLOSES FAIR IN THE OLD TOWN OF OSLO",
    "’Tis the storm of Oslo, again",
    "Storm closes fair in the old town of Oslo - Daily Oslo", "Storm closes fair in the old town of",
    "Storm closes fair in the old town of Oslo Rain kept most families of the town at home.",
    "'Tis the storm of Oslo, again Rain kept most families of the town at home.", "Storm closes fair for…",
    "Rain and the",
    "Mayor to visit Oslo for talks on trade with the north", "Bank raises interest rates for the third time this year",
    "By Jane Roe", "Town Desk", "Jane Roe", "news", "hero-block.caption-open", "Rain / Town / Fair", "→ More", "- Rain",
    "天氣新聞", "#rain #town", "IN THE TOWN: Rain falls", "| Rain |", "Rain closes old town", "Rain!", "café",
    "Few people came to see the stalls on Monday, when the weather kept most families of the old town at home, and"
    " those who came left early, the owner of the only open stall said.",
    "Rain fell on the fair on Monday, and it will rain until the end of the week, as far as anybody can say about the",
    "Rain fell on the fair on Monday, the mayor said, and it will rain until Friday, as far as can be said about it.",
)  # fmt: skip
PIECES = (*SIGNS_LISTED.split(), *WORDS_LISTED.split(), *LINES)
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), st.sampled_from(SPACES)), max_size=40).map("".join)
NAMES = st.text("abr", min_size=4, max_size=7).map(lambda letters: f"K{letters}")


def checker(rules: Iterable[Rule], worth: int) -> Checker:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sieving, "WORTH_GETTING_READY", worth)
        return Checker([Active(one, one.severity, one.options) for one in rules], RULES[FAILED])


SLOW, FAST = (checker((RULES[name] for name in WITH_SIEVES), worth) for worth in (sys.maxsize, -1))


def found(of: Checker, texts: Sequence[str]) -> list[list[str]]:
    several = of.check_all([Document(text) for text in (*texts, *[""] * sieving.FEWEST)])
    return [sorted(repr((one.rule.name, one.finding)) for one in raised) for raised in several]


@given(st.lists(TEXTS, max_size=4))
@example([".", ".Th", ",a", "”T", "“", "a. b"])
@example(["\n".join(LINES), "\n\n".join(LINES), "\r".join(LINES), "\r\n".join(LINES), " \n".join(LINES)])
@example([f"{one}\n\n{other}" for one in LINES for other in LINES])
@example([f"Row.\n\n{line}{sign}\n\nRow." for line in LINES for sign in ("", "é", "…", *SPACES)])
def test_looking_at_texts_together_finds_what_asking_about_each_finds(texts: list[str]) -> None:
    assert found(FAST, texts) == found(SLOW, texts)


@given(
    st.lists(st.lists(st.sampled_from(OF_ARTICLES), min_size=1, max_size=9), max_size=4),
    st.sampled_from(("\n\n", "\n\n", "\n", "\n \n", "\r\n\r\n", " \n\n")),
)
@example([[one, other, *OF_ARTICLES[-3:]] for one in OF_ARTICLES for other in OF_ARTICLES], "\n\n")
@example([[*OF_ARTICLES[-3:-1], one, OF_ARTICLES[-1], other] for one in OF_ARTICLES for other in OF_ARTICLES], "\n\n")
def test_whatever_paragraphs_an_article_has_the_same_is_found(articles: list[list[str]], between: str) -> None:
    texts = list(map(between.join, articles))
    assert found(FAST, texts) == found(SLOW, texts)


def with_slip(usual: str, wrong: str) -> str:
    """Return a text in which the one name is a slip for the other; no name stands right before it as a first name."""
    return f"Then {usual}, {usual}. Of {wrong}, {usual}"


def test_a_slip_for_a_name_is_found_where_each_text_is_asked_about() -> None:
    assert [len(one) for one in found(SLOW, [with_slip("Kortright", "Kortrigth")])[:1]] == [1]


@given(st.lists(st.tuples(NAMES, NAMES), max_size=6))
@example([("Donaudampfschifffahrt", "Donaudampfschiffahrt")])
@example(
    [("Kortright", wrong) for wrong in ("Kortrigth", "Kortrihgt", "Kotright", "Kortrright", "Kortrighd", "Krotright")]
)
def test_no_slip_for_a_name_is_left_out(pairs: list[tuple[str, str]]) -> None:
    texts = [with_slip(usual, wrong) for usual, wrong in pairs]
    assert found(FAST, texts) == found(SLOW, texts)


def test_a_very_long_name_in_the_text_before_hides_no_slip() -> None:
    long = f"Kortrigh{'x' * 28}rightnob"
    texts = [f"We saw {long}.", with_slip("Kortrightonb", "Kortrightnob")]
    assert [len(one) for one in found(FAST, texts)[:2]] == [0, 1]


@given(st.lists(st.tuples(st.sampled_from(LINES), st.integers(0, 60), st.sampled_from(SPACES)), max_size=8))
def test_a_doubled_paragraph_is_found_whatever_white_space_stands_in_it(inserted: list[tuple[str, int, str]]) -> None:
    texts = [f"{line}\n\nRow.\n\n{line[:at].rstrip()}{space}{line[at:].lstrip()}" for line, at, space in inserted]
    assert found(FAST, texts) == found(SLOW, texts)


def test_most_texts_without_a_fault_are_left_out() -> None:
    batch = Batch(["The talks went well, he said. “We go on.” Nobody came.\n\nThat was in Oslo, on Monday."] * 4)
    for name in WITH_SIEVES:
        assert not Sieved(4, range(4), batch).worth_asking(Active(RULES[name], Severity.INFO, RULES[name].options))


def test_what_was_looked_at_together_is_let_go_of_without_a_search_for_circles() -> None:
    batch = Batch(["Storm closes fair in Oslo\n\nRain kept most families at home."] * 4)
    known = weakref.ref(batch)
    sieved = Sieved(4, range(4), batch)
    gc.disable()
    try:
        for name in WITH_SIEVES:
            sieved.worth_asking(Active(RULES[name], Severity.INFO, RULES[name].options))
        del batch, sieved
        assert known() is None, "a run on many articles collects no garbage"
    finally:
        gc.enable()


def test_nobody_looks_before_it_pays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sieving, "WORTH_GETTING_READY", 30)
    of = sieving.Sieving([Active(RULES["missing-space"], Severity.INFO, {})])
    documents = [Document("It rains.")] * 4
    active = of_oslo(lambda batch, town: ())
    assert of.look(documents[:3]).worth_asking(active) == range(3)
    assert of.look(documents).worth_asking(active) == []
    assert of.look(documents[:3]).worth_asking(active) == range(3), "three are too few"
    unfit = [Document("A\rb"), Document("a" * (sieving.LONGEST + 1))]
    assert of.look(documents + unfit).worth_asking(active) == [4, 5]


def test_without_numpy_every_text_is_asked_about(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "newslint.gates.batch", None)
    assert found(checker([RULES["missing-space"]], -1), ["in Oslo.The talks"]) != [[]] * 5


def of_oslo(sieve: Callable[..., Iterable[int]]) -> Active:
    """Return a rule that finds the town of its option in a text, if the sieve lets the text pass."""

    @rule(
        "There it is",
        category="text",
        sieve=sieve,
        examples=[Bad("They met in [[Oslo]]."), Good("They met in Bergen."), Good("They met.")],
    )
    def a_town(document: Document, *, town: str = "Oslo") -> Iterator[Finding]:
        """A town is named.

        It need not be.

        Options:
            town: its name.
        """
        at = document.text.find(town)
        if at >= 0:
            yield Finding(Span(at, at + len(town)))

    return Active(a_town, a_town.severity, a_town.options)


def test_a_sieve_is_told_the_options_and_says_which_texts_are_asked_about() -> None:
    told: list[Any] = []

    def sieve(batch: Batch, *, town: str) -> Iterable[int]:
        told.append((len(batch.borders) - 1, town))
        return [1, 77, -1]

    of = checker([of_oslo(sieve).rule], -1)
    raised = of.check_all([Document("Oslo")] * 5)
    assert [len(one) for one in raised] == [0, 1, 0, 0, 0]
    assert told == [(5, "Oslo")]


def test_a_sieve_that_fails_is_told_of_and_every_text_is_asked_about() -> None:
    of = checker([of_oslo(lambda batch, town: 1 / 0).rule], -1)
    raised = of.check_all([Document("Oslo")] * 5)
    assert [[one.rule.name for one in several] for several in raised] == [["rule-failed", "a-town"], *[["a-town"]] * 4]
    assert raised[0][0].finding.words["rule"] == "a-town"
    assert str(raised[0][0].finding.words["place"]).startswith("test_sieving.py:")


def test_an_example_that_the_sieve_leaves_out_is_a_failure() -> None:
    assert list(failures(of_oslo(lambda batch, town: [0]).rule)) == []
    (told,) = failures(of_oslo(lambda batch, town: []).rule)
    assert told == "a-town finds something in 'They met in Oslo.', which its sieve leaves out"


def test_a_rule_with_triggers_has_no_sieve() -> None:
    with pytest.raises(ValueError, match="a sieve is for rules that are asked about every document"):
        rule("", category="text", triggers=("a",), sieve=lambda batch: (), examples=())(of_oslo(None).rule.check)  # type: ignore[arg-type]
