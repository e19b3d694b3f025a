"""A field of a record that is HTML is read as HTML, and what is found in it stands where the field says."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from io import BytesIO, StringIO

import pytest
from test_records import WRONG, documents, fixed, lines

from newslint.checking.checker import Checker
from newslint.config import Active
from newslint.document import Document
from newslint.edits import breaks
from newslint.model import Edit, Span
from newslint.plugins import load

PAGE = (
    "<h1>Storm &amp; fair</h1>\n<p>Rain kept most <em>families</em> of the\nold town at home&nbsp;&#8211; all day.</p>"
    f'<!-- x --><script>var the the = "<p>";</script><div class="a">{WRONG}</div>'
)
SEEN = f"Storm & fair\n\nRain kept most families of the old town at home\u00a0– all day.\n\n{WRONG}"
BLOG = (
    'The <a href="/x">mayor</a> of the <b>old</b> town\nspoke.\n\nShe <i>said</i> that <strong>all</strong> was well.'
    f"\n\n{WRONG}"
)


def table(*rows: Sequence[str]) -> bytes:
    out = StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


def found(document: Document) -> list[tuple[str, str]]:
    rules = load().rules
    chosen = [rules[name] for name in ("doubled-word", "markup-residue", "html-entity", "doubled-headline")]
    checker = Checker([Active(one, one.severity, one.options) for one in chosen])
    return [(one.rule.name, document.slice(one.finding.span)) for one in checker.check(document)]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.jsonl", lines({"title": "Rain &amp; wind", "body": PAGE})),
        ("a.json", json.dumps([{"title": "Rain &amp; wind", "body": PAGE}]).encode()),
        ("a.csv", table(("title", "body"), ("Rain &amp; wind", PAGE))),
    ],
)
def test_each_word_leads_back_to_the_markup_of_its_field(name: str, data: bytes) -> None:
    (document,) = documents(name, data)
    assert document.text == f"Rain & wind\n\n{SEEN}"
    assert document.headline is not None
    assert document.slice(document.headline) == "Rain & wind"
    assert found(document) == [("doubled-word", "the the")]
    start = document.text.index("the the")
    place = document.locate(Span(start, start + 7))
    assert place.field == "body"
    assert place.offsets is not None
    assert place.offsets.of(PAGE) == "the the"
    line, column, *_ = place.position
    assert PAGE.split("\n")[line - 1][column - 1 :].startswith("the the man")


def test_a_fix_alters_the_words_and_no_markup() -> None:
    data = lines({"title": "Rain &amp; wind", "body": PAGE})
    (document,) = documents("a.jsonl", data)
    start = document.text.index(" the man")
    for new, written in (("", ""), (" a & b", " a &amp; b")):
        edit = Edit(Span(start, start + 4), new)
        assert not breaks(document, edit)
        after = json.loads(fixed("a.jsonl", data, {1: [edit]}))
        assert after == {"title": "Rain &amp; wind", "body": PAGE.replace(" the man", f"{written} man")}
    assert breaks(document, Edit(Span(document.text.index("–"), document.text.index("–") + 1), ""))
    assert breaks(document, Edit(Span(document.text.index("most"), document.text.index("families") + 8), ""))


def test_without_a_headline_the_main_heading_of_the_field_is_it_and_beside_one_it_may_repeat_it() -> None:
    (alone,) = documents("a.jsonl", lines({"body": PAGE}))
    assert alone.headline is not None
    assert alone.slice(alone.headline) == "Storm & fair"
    title = "Storm closes the fair of Oslo"
    (both,) = documents("a.jsonl", lines({"title": title, "body": PAGE.replace("Storm &amp; fair", title)}))
    assert found(both) == [("doubled-word", "the the")]


def test_texts_of_publishing_systems_have_tags_around_words_and_blank_lines_between_paragraphs() -> None:
    (document,) = documents("a.jsonl", lines({"body": BLOG}))
    assert document.text == (f"The mayor of the old town\nspoke.\n\nShe said that all was well.\n\n{WRONG}")
    assert found(document) == [("doubled-word", "the the")]


@pytest.mark.parametrize(
    "residue", ["<b>all</b> was well", "all was<br />well", "<p>all was well</p>", "a &amp; b", "1 < 2"]
)
def test_a_text_with_a_piece_of_markup_left_in_it_is_text(residue: str) -> None:
    body = f"Rain kept most families at home.\n\nShe said that {residue}.\n\n{WRONG}"
    (document,) = documents("a.jsonl", lines({"body": body}))
    assert document.text == body


@pytest.mark.parametrize("body", ["<p></p><p></p>", "<br><br>", "<p>", "</p>" * 9, "<" * 999, "<p><p>&#0;"])
def test_markup_without_any_text_stops_no_reader(body: str) -> None:
    (document,) = documents("a.jsonl", lines({"body": body}))
    assert document.text


def test_blank_lines_without_end_are_read_in_time() -> None:
    body = "<br><br>a" + " \n" * 100_000 + " " * 100_000 + "</b>" * 9
    (document,) = documents("a.jsonl", lines({"body": body}))
    assert document.text == "a"


def test_records_of_html_can_be_read_from_bytes_of_any_kind() -> None:
    assert documents("a.jsonl", BytesIO(lines({"body": "<p>caf\ud800</p><p>b</p>"})).read())
