"""Twins across documents: what is found, who speaks, what is said, and at what cost."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pytest
from comparing import RULES, Telling, compared

from newslint.comparing.facts import Block, Facts, packed, rows_at
from newslint.document import Document
from newslint.model import Diagnostic, Severity, Span
from newslint.rule import Rule
from newslint.text.normal import likeness, nearly_same, words
from newslint.text.numbered import samples
from newslint.twins.corpus import Told, Twins, Where, find_twins
from newslint.twins.pairing import CROWD, edges, task_of
from newslint.twins.telling import RELATED

DAM = "The dam of Hollin was built in 1931 and feeds four towns along the lower river."
WALL = "Its wall was last tested for leaks by two engineers from the capital in May."
FARM = "Farmers below the dam say that they have heard such promises for thirty years."


def compare(texts: Mapping[str, str], spoken: Sequence[Diagnostic] = (), asked: Sequence[str] | None = None) -> Telling:
    return compared({path: Document(text, path) for path, text in texts.items()}, spoken, asked)


def said(telling: Telling) -> list[tuple[str, int, str]]:
    found = sorted(telling.diagnostics, key=lambda one: one.sort_key)
    return [(one.location.path, one.location.position.line, one.message) for one in found]


def rules_of(telling: Telling) -> set[str]:
    return {one.rule for one in telling.diagnostics}


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("normalising", "normalizing"),
        ("organisations", "organizations"),
        ("analysed", "analyzed"),
        ("centre", "center"),
        ("theatres", "theaters"),
        ("honour", "honor"),
        ("neighbours", "neighbors"),
        ("labourers", "laborers"),
        ("travelled", "traveled"),
        ("defence", "defense"),
        ("dialogue", "dialog"),
        ("programmes", "programs"),
        ("judgement", "judgment"),
        ("cease-fire", "ceasefire"),
        ("“talks”", '"talks"'),
        ("TALKS  ’s", "talks 's"),
    ],
)
def test_spelling_varieties_are_one_word(british: str, american: str) -> None:
    assert words(british) == words(american)


@pytest.mark.parametrize(("one", "other"), [("four", "for"), ("filled", "filed"), ("tree", "ter"), ("there", "their")])
def test_different_words_stay_different(one: str, other: str) -> None:
    assert words(one) != words(other)


def test_a_paragraph_speaks_for_its_sentences() -> None:
    telling = compare({"a": f"{DAM} {WALL}", "b": f"Oh.\n\n{DAM} {WALL}"})
    assert said(telling) == [
        ("a", 1, "This paragraph also stands in b:3"),
        ("b", 3, "This paragraph also stands in a:1"),
    ]


def test_a_sentence_still_speaks_of_a_twin_that_its_paragraph_does_not_have() -> None:
    telling = compare({"a": f"{DAM} {WALL}", "b": f"{DAM} {WALL}", "c": f"{FARM} {DAM}"})
    assert ("a", 1, "This paragraph also stands in b:1") in said(telling)
    assert ("a", 1, "This sentence also stands in c:1") in said(telling)


def test_the_exact_twin_speaks_before_the_near_one() -> None:
    near = DAM.replace("lower river", "upper river")
    telling = compare({"a": DAM, "b": DAM, "c": near})
    assert [one for one in said(telling) if one[0] == "a"] == [("a", 1, "This paragraph also stands in b:1")]
    assert [one for one in said(telling) if one[0] == "c"] == [
        ("c", 1, "Nearly the same paragraph stands in a:1 and in 1 more place")
    ]


def test_a_headline_is_not_reported_again_as_a_sentence() -> None:
    head = "Four towns below the dam of Hollin wait for water in the heat of May."[:-1]
    telling = compare({"a": f"{head}\n\n{DAM}\n", "b": f"{head}\n\n{FARM} {WALL}\n\n{head}\n"})
    assert rules_of(telling) == {"shared-headline"}
    assert len(telling.diagnostics) == 2


def test_only_the_first_place_in_a_document_takes_part() -> None:
    telling = compare({"a": f"{DAM}\n\n{DAM}\n", "b": f"{DAM}\n"})
    assert [(path, line) for path, line, _ in said(telling)] == [("a", 1), ("b", 1)]


def test_a_sentence_wholly_inside_quotation_marks_is_a_note() -> None:
    telling = compare({"a": f"“{DAM}” {WALL}", "b": f'"{DAM[:-1]}". {FARM}'})
    assert [(one.rule, one.severity) for one in telling.diagnostics] == [("shared-sentence", Severity.INFO)] * 2
    telling = compare({"a": f"{DAM} {WALL}", "b": f"{DAM} {FARM}"})
    assert [one.severity for one in telling.diagnostics] == [Severity.WARNING] * 2


@pytest.mark.parametrize(
    "line",
    [
        "By Jane Roe and John Doe, staff writers of the daily paper at the harbour of Hollin",
        "Reporting by Jane Roe in the capital and John Doe at the dam; editing by Max Moe in the newsroom.",
        "Read our other stories about the old dam and four towns along the lower river here",
        "Copyright 2019 the owners of this paper, who let nobody copy it without a written permission.",
        "For more about the dam and the four towns see www.example.org or write to us any day.",
    ],
)
def test_lines_that_are_no_prose_have_no_twins(line: str) -> None:
    assert compare({"a": f"{WALL}\n\n{line}\n", "b": f"{FARM}\n\n{line}\n"}).diagnostics == ()


def test_a_twin_inside_a_leftover_is_not_reported() -> None:
    texts = {"a": DAM, "b": DAM}
    first = compare(texts).diagnostics[0]
    spoken = [first._replace(category="boilerplate")]
    assert [one.location.path for one in compare(texts, spoken).diagnostics] == ["b"]


def test_numbers_that_differ_make_a_pattern_and_no_twin() -> None:
    assert nearly_same(0.7, DAM, DAM.replace("1931", "1932")) is None
    assert nearly_same(0.7, DAM, DAM.replace("lower", "upper")) is not None


def test_the_message_counts_further_places_and_at_most_ten_are_related() -> None:
    telling = compare({f"{number:02}": DAM for number in range(13)})
    first = min(telling.diagnostics, key=lambda one: one.sort_key)
    assert first.message == "This paragraph also stands in 01:1 and in 11 more places"
    assert (first.twins, len(first.related)) == (12, RELATED)


def test_findings_stand_only_where_they_were_asked_for_and_do_not_depend_on_it() -> None:
    texts = {"a": f"{DAM} {WALL}", "b": f"{DAM} {WALL}", "c": f"{FARM} {DAM}"}
    everywhere = [one for one in compare(texts).diagnostics if one.location.path == "b"]
    assert list(compare(texts, asked=["b"]).diagnostics) == everywhere


def test_the_order_of_documents_does_not_matter() -> None:
    texts = {"a": f"{DAM} {WALL}", "b": f"{WALL} {DAM}", "c": f"{FARM} {DAM}", "d": f"{FARM}\n\n{DAM.upper()}"}
    assert said(compare(texts)) == said(compare(dict(reversed(texts.items()))))


def test_texts_alike_in_most_words_share_a_sample() -> None:
    vocabulary = [f"word{chr(97 + number % 26)}{chr(97 + number // 26)}" for number in range(400)]
    for start in range(0, 360, 7):
        text = tuple(vocabulary[start : start + 30])
        changed = (*text[:14], "other", *text[15:])
        assert set(samples(text)) & set(samples(changed))
        assert likeness(text, changed) > 0.9


class Counting:
    """Fetches one text for every place, and counts how often each question is asked."""

    def __init__(self, text: str, rule: Rule) -> None:
        self.text = text
        self.verified = 0
        self.fetched = 0
        self.rule = rule._replace(verify=self.verify)

    def verify(self, one: str, other: str) -> float:
        self.verified += 1
        return 1.0

    def text_of(self, where: Where) -> str:
        self.fetched += 1
        return self.text


def in_crowd(size: int, verify: Callable[[Counting], None] | None = None) -> tuple[list[Twins], Counting]:
    counting = Counting(DAM, RULES["shared-paragraph"])
    told = [Told("shared-paragraph", b"12345678", Where("all.jsonl", 1 + n, Span(0, len(DAM)))) for n in range(size)]
    return find_twins(told, {"shared-paragraph": counting.rule}, counting.text_of), counting


def test_a_paragraph_in_100_000_records_costs_no_more_than_its_places() -> None:
    size = 100_000
    found, counting = in_crowd(size)
    assert len(found) == size
    assert counting.verified == 1
    assert counting.fetched <= 2 * (size + CROWD)
    assert sum(len(one.twins) for one in found) <= size + CROWD
    assert {one.number for one in found} == {size - 1}
    assert {one.twins[0].record for one in found[1:]} == {1}
    assert found[0].twins[0].record == 2


def test_a_small_group_is_compared_each_with_each() -> None:
    found, _ = in_crowd(5)
    assert [len(one.twins) for one in found] == [4] * 5


def test_a_rule_that_fails_to_compare_is_reported_and_the_others_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(one: str, other: str) -> float:
        raise RuntimeError("no idea")

    monkeypatch.setitem(RULES, "shared-paragraph", RULES["shared-paragraph"]._replace(verify=broken))
    telling = compare({"a": f"{DAM} {WALL}", "b": f"{DAM} {WALL}"})
    assert {one.rule for one in telling.diagnostics} == {"rule-failed", "shared-sentence"}
    failed = next(one for one in telling.diagnostics if one.rule == "rule-failed")
    assert "shared-paragraph" in failed.message
    assert "no idea" in failed.message


def test_the_pairs_of_a_crowd_are_shared_out_to_all_workers() -> None:
    facts = [
        fact for task in range(100) for fact in packed(Block(b"\0\0", task, 0, Facts(rows_at(Span(0, 1), (b"line",)))))
    ]
    assert sorted(map(task_of, edges(facts, range(100)))) == list(range(1, 100))
