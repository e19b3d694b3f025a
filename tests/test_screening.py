"""Outlines of texts: they never dismiss what reading the texts would find, and change nothing that is reported."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint.document import Document
from newslint.engine import Result, run
from newslint.model import Span
from newslint.readers import UnreadableError
from newslint.requests.request import Options, prepare
from newslint.rule import Rule
from newslint.rules import newslint_rules
from newslint.steps import linking
from newslint.text.normal import nearly_same, same
from newslint.twins import corpus
from newslint.twins.corpus import Where
from newslint.twins.screening import UNKNOWN, Outline, compare_of, outlines, read_outline
from newslint.twins.telling import Shelf

RULE = next(one for one in newslint_rules() if one.name == "similar-sentence")
WORDS = st.sampled_from(["dam", "Dam's", "wall", "colour", "color", "1931", "13", "in", "”of", "é", "\udcff", "—"])
TEXTS = st.lists(WORDS, min_size=1, max_size=24).map(" ".join)


def outline(text: str) -> Outline:
    found = read_outline(outlines([text], None)[0])
    assert found is not None
    return found


def alike(text: str, changes: dict[int, str]) -> str:
    return " ".join(changes.get(number, word) for number, word in enumerate(text.split(" ")))


@given(TEXTS, st.dictionaries(st.integers(0, 23), WORDS, max_size=5), st.sampled_from([0.0, 0.3, 0.6, 0.7, 0.8, 1.0]))
def test_no_outline_dismisses_what_is_nearly_the_same(text: str, changes: dict[int, str], least: float) -> None:
    compare = compare_of(RULE._replace(verify=partial(nearly_same, least)))
    assert compare is not None
    other = alike(text, changes)
    verdict = compare(outline(text), outline(other))
    assert verdict is not True
    if nearly_same(least, text, other) is not None:
        assert verdict is None


@given(TEXTS, st.dictionaries(st.integers(0, 23), WORDS, max_size=1))
def test_outlines_tell_the_same_words_from_others(text: str, changes: dict[int, str]) -> None:
    compare = compare_of(RULE._replace(verify=same))
    assert compare is not None
    other = alike(text, changes)
    assert compare(outline(text), outline(other)) == (same(text, other) is not None)


@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_the_outline_of_a_text_depends_on_no_other_text(texts: list[str]) -> None:
    assert outlines(texts, "a") == [outlines([text], "a")[0] for text in texts]


def test_most_texts_that_share_few_words_are_dismissed_unread() -> None:
    compare = compare_of(RULE)
    one = "The dam of Hollin was built in 1931 and feeds four towns along the lower river, officials have said."
    other = "The dam of Hollin was built in 1931 but nobody in the valley can say who paid for the work, or how."
    assert compare is not None
    assert compare(outline(one), outline(other)) is False


def test_a_text_of_too_many_words_is_left_to_be_read() -> None:
    assert outlines([" ".join(map(str, range(70_000)))], None) == [UNKNOWN]
    assert read_outline(UNKNOWN) is None


@pytest.mark.parametrize("rule", [RULE._replace(common=2), RULE._replace(verify=lambda one, other: 1.0)])
def test_of_rules_that_know_better_all_texts_are_read(rule: Rule) -> None:
    assert compare_of(rule) is None


DAM = "The dam of Hollin was built in 1931 and feeds four towns along the lower river."
WALL = "Its wall was last tested for leaks by two engineers from the capital in May."
FARM = "Farmers below the dam say that they have heard such promises for thirty years."
TEXTS_BY_NAME = {
    "a.txt": f"{DAM} {WALL}\n\nIt holds.\n", "b.txt": f"{DAM} {WALL}\n", "c.txt": f"{FARM} {DAM}\n",
    "d.txt": f"{FARM.replace('thirty', 'twenty')}\n\n{DAM} {WALL}\n", "e.txt": f"{WALL.replace('two', 'the')} {FARM}\n",
    "f.jsonl": f'{{"id": "1", "url": "u", "text": "{DAM}\\n\\n{WALL}"}}\n{{"id": "2", "url": "u", "text": "{DAM}"}}\n',
}  # fmt: skip


def found(jobs: int = 1, **others: object) -> Result:
    names = tuple(sorted(TEXTS_BY_NAME))
    return run(prepare(Options(names, scope="corpus", jobs=jobs, part=1).but(**others)))


@pytest.mark.parametrize("jobs", [1, 2])
def test_whether_texts_are_outlined_and_twins_located_or_not_the_same_is_found(
    jobs: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, text in TEXTS_BY_NAME.items():
        Path(name).write_text(text, "utf-8")
    plain = found()
    monkeypatch.setattr(linking, "WORTH_OUTLINES", 0)
    monkeypatch.setattr(linking, "WORTH_LOCATING", 0)
    outlined = found(jobs)
    assert len({one.rule for one in plain.diagnostics}) > 2
    assert list(plain.diagnostics) == list(outlined.diagnostics)
    assert plain.errors == outlined.errors == ()


def test_however_few_texts_are_had_at_once_the_same_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name, text in TEXTS_BY_NAME.items():
        Path(name).write_text(text, "utf-8")
    plain = found()
    monkeypatch.setattr(corpus, "MOST_TOGETHER", 1)
    assert list(plain.diagnostics) == list(found().diagnostics)


def test_texts_of_one_document_that_are_expected_are_read_together() -> None:
    fetched: list[str] = []

    def document_of(path: str, record: int | None) -> Document:
        fetched.append(path)
        if path == "gone.txt":
            raise UnreadableError("gone.txt: is gone")
        return Document(f"The text of {path}.", path, record, meta={"url": "u"})

    shelf = Shelf(document_of)
    one, other, gone = Where("a.txt", 0, Span(0, 3)), Where("a.txt", 0, Span(4, 8)), Where("gone.txt", 0, Span(0, 3))
    shelf.expect([one, other, gone])
    assert (shelf.text_of(one), shelf.text_of(other), shelf.is_version(one, other)) == ("The", "text", True)
    assert fetched == ["a.txt", "gone.txt"]
    assert shelf.text_of(gone) is None
    assert list(shelf.errors) == ["gone.txt: is gone"]
    shelf.expect([])
    assert shelf.text_of(one) == "The"
    assert fetched[-1] == "a.txt"
