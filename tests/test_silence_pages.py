"""Pages and records say what they do not want to hear as Markdown does, and findings about it stand in the file."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from golden_runs import GOLDEN, silence_reports

from newslint.engine import Result, run
from newslint.model import Diagnostic
from newslint.requests.request import Options, prepare
from newslint.steps import dividing

FAULT = "The the mayor came to town on Monday."
CLEAN = "The mayor left on Tuesday."


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def checked(name: str, text: str) -> Result:
    Path(name).write_text(text, "utf-8", newline="")
    return run(prepare(Options((name,))))


def of(result: Result, rule: str = "doubled-word") -> list[Diagnostic]:
    return [one for one in result.diagnostics if one.rule == rule]


@pytest.mark.parametrize(
    ("page", "left"),
    [
        (f"<p>{FAULT} <!-- newslint: ignore[typo] --></p>\n<p>{FAULT}</p>", [2]),
        (f"<p>{FAULT}</p>\n<!-- newslint: ignore[typo] -->\n<p>{FAULT}</p>\n<p>{FAULT}</p>", [1, 4]),
        (f"<p>{FAULT}</p>\n<p><!-- newslint: ignore -->{FAULT}</p>\n<p>{FAULT}</p>", [1, 3]),
        (f"<p>The the <!-- newslint: ignore --> mayor came.</p>\n<p>{FAULT}</p>", [2]),
        (f"<p>The <b>the</b><!-- newslint: ignore --> mayor came.</p>\n<p>{FAULT}</p>", [2]),
        (f"<p>{FAULT}<br>\n<!-- newslint: ignore -->{FAULT}</p>\n<p>{FAULT}</p>", [1, 3]),
        (f"<p>{FAULT}</p><!-- newslint: ignore-start --><p>{FAULT}</p><!-- newslint: ignore-end -->\n<p>{FAULT}</p>",
         [1, 2]),
        (f"<head><!-- newslint: skip-file[typo] --></head><p>{FAULT}</p>\n<p>{FAULT}</p>", []),
        (f"<p>{FAULT}</p>\n<p>{CLEAN}</p><!-- newslint: skip-file -->", []),
        (f"<script>'<!-- newslint: ignore -->'</script><p>{FAULT}</p>", [1]),
        (f"<img alt='<!-- newslint: ignore -->'><p>{FAULT}</p>", [1]),
    ],
)  # fmt: skip
def test_a_comment_in_a_page_silences_its_paragraph_or_the_next_one(page: str, left: list[int]) -> None:
    for line_end in ("\n", "\r\n"):
        assert [one.location.lines[0] for one in of(checked("a.html", page.replace("\n", line_end)))] == left


def test_a_comment_of_no_use_is_said_to_where_it_stands_in_the_page() -> None:
    comment = "<!-- newslint: ignore[doubled-word] -->"
    page = f"<!DOCTYPE html>\n<h1>A day &amp; a night</h1>\n<p>{FAULT}</p>\n  {comment}\n<p>{CLEAN}</p>\n"
    (found,) = of(checked("a.html", page), "unused-suppression")
    assert found.location.position[:2] == (4, 3)
    assert found.location.offsets is not None
    assert found.location.offsets.of(page) == found.excerpt == comment
    assert found.message == "This silences nothing: doubled-word finds nothing in the paragraph below"


HTML = (
    f"<p>{FAULT}</p>\n<!-- newslint: ignore[typo] -->\n<p>{FAULT}</p>\n<p>{CLEAN} <!-- newslint: ignore[typo] --></p>"
)


@pytest.mark.parametrize("name", ["a.jsonl", "a.json", "a.csv"])
def test_comments_in_a_field_of_html_count_and_findings_name_the_field(name: str) -> None:
    record = {"title": "A day in town", "body": HTML}
    if name == "a.csv":
        with open(name, "w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([record, record.values()])
        text = Path(name).read_text("utf-8")
    else:
        text = json.dumps(record) + "\n" if name == "a.jsonl" else json.dumps([record], indent=1)
    result = checked(name, text)
    assert [one.location.position.line for one in of(result)] == [1]
    (found,) = of(result, "unused-suppression")
    assert (found.location.field, found.location.position[:2]) == ("body", (4, 31))
    assert found.location.offsets is not None
    assert found.location.offsets.of(HTML) == "<!-- newslint: ignore[typo] -->"
    assert found.location.lines[0] == {"a.csv": 5, "a.json": 4, "a.jsonl": 1}[name]


def test_a_field_of_a_record_names_rules_that_are_silent_about_it() -> None:
    rows = [
        {"text": FAULT}, {"text": FAULT, "newslint-ignore": ["typo", "stray-space"]},
        {"text": FAULT, "newslint_ignore": "all"},
        {"text": FAULT, "newslint-ignore": None}, {"text": CLEAN, "newslint-ignore": "doubled-word"},
        {"text": FAULT, "newslint-ignore": "doubled-wrod"}, {"text": FAULT, "newslint-ignore": {"rules": ["typo"]}},
    ]  # fmt: skip
    result = checked("a.jsonl", "".join(json.dumps(row) + "\n" for row in rows))
    assert [one.location.record for one in of(result)] == [1, 4, 6, 7]
    assert [(one.location.record, one.location.field, one.message) for one in of(result, "unused-suppression")] == [
        (2, "newslint-ignore", "Some names are of no use: stray-space finds nothing in this article"),
        (5, "newslint-ignore", "This silences nothing: doubled-word finds nothing in this article"),
        (6, "newslint-ignore", "There is no rule or category “doubled-wrod”; did you mean doubled-word?"),
        (7, "newslint-ignore", "newslint-ignore wants the names of rules, or all, not “{'rules': ['typo']}”"),
    ]


def test_a_comment_in_a_field_of_text_is_published_and_that_is_said() -> None:
    row = {"text": f"<!-- newslint: ignore -->\n{FAULT}"}
    result = checked("a.jsonl", json.dumps(row))
    assert len(of(result)) == 1
    assert [one.message for one in of(result, "unused-suppression")] == [
        "In a plain text this comment is published and silences nothing; newslint accept does"
    ]


def test_a_large_file_in_pieces_is_as_silent_as_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [{"text": f"{FAULT} Number {n}.", **({"newslint-ignore": "typo"} if n % 3 else {})} for n in range(60)]
    whole = checked("a.jsonl", "".join(json.dumps(row) + "\n" for row in rows))
    monkeypatch.setattr(dividing, "PIECE", 300)
    monkeypatch.setattr(dividing, "LARGE", 1000)
    loaded = prepare(Options(("a.jsonl",)))
    assert len(dividing.divided(loaded).tasks) > 5
    pieces = run(loaded.but(request=dividing.divided(loaded)))
    assert list(pieces.diagnostics) == list(whole.diagnostics)
    assert pieces.silenced == whole.silenced == 40


@pytest.mark.parametrize("name", ["full", "json"])
def test_a_folder_that_asks_for_silence_in_every_way_gets_this_report(name: str) -> None:
    assert silence_reports()[name] == (GOLDEN / f"silence-{name}.txt").read_text("utf-8")
