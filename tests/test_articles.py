"""Twins of whole articles: one finding for the article, and its parts speak of other twins only."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random

import pytest
from comparing import DUPLICATE, RULES, compared

from newslint.checking.checker import Checker
from newslint.comparing.articles import mark_of, span_of
from newslint.config import Active
from newslint.document import Document
from newslint.model import Diagnostic, Severity, Span
from newslint.twins.corpus import Told, Where, find_twins
from newslint.twins.pairing import CROWD

HEAD = "Dam of Hollin passes its yearly test"
DAM = "The dam of Hollin was built in 1931 and feeds four towns along the lower river."
WALL = "Its wall was last tested for leaks by two engineers from the capital in May."
FARM = "Farmers below the dam say that they have heard such promises for thirty years."
TOWN = "A new bridge will carry the railway to the northern suburbs before the next winter."
BIRD = "Herons nest on its islands, and a society of friends counts their eggs every spring."
REST = (
    "Few visitors know of them. The path along the eastern shore is closed while they breed, and a warden with a "
    "telescope sends walkers another way, past the old mill and the quarry where the stone of the wall was broken."
)
WHOLE = f"{HEAD}\n\n{DAM} {WALL}\n\n{FARM}\n"


def compare(texts: Mapping[str, str], urls: Mapping[str, str] | None = None) -> list[Diagnostic]:
    metas = {path: {"url": url} for path, url in (urls or {}).items()}
    documents = {path: Document(text, path, meta=metas.get(path, {})) for path, text in texts.items()}
    found = compared(documents)
    return sorted(found.diagnostics, key=lambda one: one.sort_key)


def said(found: Sequence[Diagnostic]) -> list[tuple[str, int, str]]:
    return [(one.location.path, one.location.position.line, one.message) for one in found]


def test_an_article_speaks_for_its_headline_its_paragraphs_and_its_sentences() -> None:
    assert said(compare({"a": WHOLE, "b": f"\n{WHOLE}"})) == [
        ("a", 1, "This whole article also stands in b:2"),
        ("b", 2, "This whole article also stands in a:1"),
    ]


def test_an_article_without_a_headline_is_marked_at_its_first_paragraph() -> None:
    text = f"{DAM} {WALL}\n\n{FARM} {TOWN}\n"
    found = compare({"a": f"By Jane Roe\n\n{text}", "b": text})
    assert [(one.rule, one.excerpt[:7]) for one in found] == [("shared-article", "The dam")] * 2


def test_only_the_headline_is_marked_here_and_there() -> None:
    one, _ = compare({"a": WHOLE, "b": WHOLE})
    assert one.location.span == Span(0, len(HEAD))
    assert one.related[0].location.span == Span(0, len(HEAD))


def test_a_part_speaks_of_a_twin_that_the_article_does_not_have() -> None:
    found = said(compare({"a": WHOLE, "b": WHOLE, "c": f"{TOWN} {TOWN} {BIRD}\n\n{DAM} {WALL}\n"}))
    assert [one for one in found if one[0] == "a"] == [
        ("a", 1, "This whole article also stands in b:1"),
        ("a", 3, "This paragraph also stands in c:3"),
    ]


def test_exact_and_near_twins_of_an_article_both_speak_and_nothing_else() -> None:
    near = WHOLE.replace("thirty", "forty").replace("yearly", "weekly")
    found = compare({"a": WHOLE, "b": WHOLE, "c": near})
    assert [(one.location.path, one.rule) for one in found] == [
        ("a", "shared-article"),
        ("a", "similar-article"),
        ("b", "shared-article"),
        ("b", "similar-article"),
        ("c", "similar-article"),
    ]


@pytest.mark.parametrize(
    "other",
    [
        f"{HEAD}\n\n{FARM}\n\n{WALL}\n\n{DAM}\n",
        f"{DAM} {WALL} {FARM}\n\n{BIRD}\n",
        WHOLE.replace("four", "five").replace("capital", "city").replace("heard", "had"),
    ],
)
def test_sentences_moved_added_or_altered_make_a_similar_article(other: str) -> None:
    found = compare({"a": WHOLE, "b": other})
    assert {one.rule for one in found if one.location.path == "a"} == {"similar-article"}


def test_a_text_of_one_line_is_an_article_too_and_speaks_once() -> None:
    line = f"{DAM} {WALL} {FARM}"
    assert said(compare({"a": line, "b": line})) == [
        ("a", 1, "This whole article also stands in b:1"),
        ("b", 1, "This whole article also stands in a:1"),
    ]
    found = said(compare({"a": line, "b": line, "c": f"{line}\n\n{TOWN} {BIRD} {REST}\n"}))
    assert ("a", 1, "This paragraph also stands in c:1") in found


def test_versions_of_one_address_are_no_twins() -> None:
    texts = {"a": WHOLE, "b": WHOLE.replace("May", "June"), "c": WHOLE}
    address = "https://example.org/dam"
    found = compare(texts, {"a": address, "b": address})
    assert said(found) == [
        ("a", 1, "This whole article also stands in c:1"),
        ("b", 1, "Nearly the same article (98%) stands in c:1"),
        ("c", 1, "This whole article also stands in a:1"),
        ("c", 1, "Nearly the same article (98%) stands in b:1"),
    ]
    assert compare(texts, dict.fromkeys(texts, address)) == []
    assert len(compare(texts, dict.fromkeys(texts, ""))) == 5


def test_reports_after_one_pattern_are_no_twins() -> None:
    market = "Shares of {} closed {} pence higher at {} pounds. The index rose by {} points to {} on a quiet day."
    one = "\n\n".join(market.format(name, 3, 41, 7, 1804) for name in ("Hollin Foods", "Hollin Steel"))
    other = "\n\n".join(market.format(name, 5, 42, 9, 1822) for name in ("Hollin Foods", "Hollin Steel"))
    assert compare({"a": one, "b": other}) == []


def test_the_order_of_documents_does_not_matter() -> None:
    texts = {"a": WHOLE, "b": WHOLE.replace("May", "June"), "c": f"{DAM} {WALL} {BIRD}\n\n{FARM}\n", "d": WHOLE.upper()}
    assert compare(texts) == compare(dict(reversed(texts.items())))


def test_facts_are_short_and_the_same_in_every_process() -> None:
    program = (
        "from test_articles import DUPLICATE, WHOLE, BIRD, TOWN\n"
        "from newslint.document import Document\n"
        "for rule in DUPLICATE: print(rule.name, [*rule.check(Document(WHOLE + BIRD + TOWN), **rule.options)])\n"
    )
    said = []
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parent)}
        said.append(subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, check=True))
    assert said[0].stdout == said[1].stdout
    assert said[0].stdout.count(b"Fact(") > 20
    facts = [fact for rule in DUPLICATE for fact in rule.check(Document(WHOLE), **rule.options)]
    assert max(len(fact.key) for fact in facts) <= 8


def test_a_document_of_white_space_tells_nothing() -> None:
    assert compare({"a": " \n", "b": "", "c": "Oh.\n"}) == []


def test_an_article_begins_at_its_title_wherever_that_stands() -> None:
    document = Document(f"{DAM}\n\n{HEAD}\n\n{WALL}\n", title=Span(len(DAM) + 2, len(DAM) + 2 + len(HEAD)))
    assert span_of(document) == Span(0, len(document.text) - 1)
    assert document.slice(mark_of(document)) == HEAD


class _Library:
    """The documents of a large corpus, which counts how often they are asked for."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.documents = [Document(text, f"{number:05}") for number, text in enumerate(texts)]
        self.asked = 0

    def text_of(self, where: Where) -> str:
        self.asked += 1
        return self.documents[int(where.path)].slice(where.span)

    def told(self) -> list[Told]:
        checker = Checker(tuple(Active(rule, Severity.WARNING, rule.options) for rule in DUPLICATE))
        return [
            Told(name, fact.key, Where(document.path, 0, fact.span))
            for document in self.documents
            for name, fact in checker.facts(document)[0]
        ]


def _asked_for(size: int) -> tuple[int, int]:
    """Return how often a text was asked for, and how many twins were told, where all articles share a paragraph."""
    random = Random(size)  # noqa: S311 - nothing is kept secret
    letters = "bcdfghklmnprstvw"
    own = [" ".join("".join(random.choices(letters, k=6)) + "a" for _ in range(12)) for _ in range(size)]
    library = _Library([f"{DAM} {WALL}\n\nThe {words}.\n" for words in own])
    found = find_twins(library.told(), RULES, library.text_of)
    return library.asked, sum(len(one.twins) for one in found)


def test_one_paragraph_in_every_article_costs_no_more_than_its_places() -> None:
    small, large = _asked_for(1_000), _asked_for(5_000)
    assert large[0] <= 5.5 * small[0]
    assert large[1] <= 5.5 * small[1]
    # The article, the paragraph and its two sentences: each place names the first of the crowd.
    assert large[1] <= 5 * (5_000 + CROWD)
