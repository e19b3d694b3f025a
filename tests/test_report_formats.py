"""Checkstyle, rdjson and Markdown; and whatever stands in an article, no report is broken by it."""

import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from golden_runs import GOLDEN, golden_result, inside, report_of, result_of
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from newslint.edits import applied
from newslint.engine import Result
from newslint.model import Applicability, Diagnostic, Edit, Fix, Location, Related, Severity, Span
from newslint.plugins import load
from newslint.reporters import Look
from newslint.reporters.markdown_format import LONGEST, document
from newslint.reporters.words import printable
from newslint.requests.library import Library
from newslint.text.structure import line_starts, position

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

EVERY = tuple(load().reporters)
IN_JSON = ("json", "gitlab", "sarif", "rdjson")
IN_XML = ("junit", "checkstyle")
SIGNS = st.sampled_from(
    "a |`*_<>&[](){}#@!~\\$%:,;=\"'\n\r\t\0\x07\x1b\x7f\x85\u2028\u202e\u200f\ufffe\uffff\ud800\udce9é日😀"
)
ODD = st.text(st.one_of(SIGNS, st.characters()), max_size=40)
SEVERITIES = st.sampled_from(list(Severity))


@pytest.fixture(scope="module")
def golden() -> Result:
    with inside(GOLDEN):
        return golden_result()


EMPTY = Result((), 1, 1, 1, (), (), (), Library({}, {}))


FIRST = Span(0, 1)


def located(path: str, text: str = "x", span: Span = FIRST) -> Location:
    return Location(path, None, None, None, span, position(line_starts(text), span))


@st.composite
def diagnostics(draw: st.DrawFn) -> Diagnostic:
    message, excerpt, record = draw(ODD), draw(ODD), draw(st.sampled_from([None, 3]))
    place = located(draw(ODD) or "a")._replace(record=record, record_id=draw(st.sampled_from([None, "\udce9"])))
    edit = Edit(Span(0, 1), draw(ODD), place.position)
    fix = draw(st.sampled_from([None, Fix((edit,)), Fix((edit,), Applicability.DISPLAY)]))
    other = Related(located(draw(ODD) or "b"), draw(ODD))
    severity, suggestions = draw(SEVERITIES), tuple(draw(st.lists(ODD, max_size=2)))
    return Diagnostic(place, "slip", "typo", None, severity, message, excerpt, fix, suggestions, (other,), 1, "0" * 32)


@given(st.lists(diagnostics(), max_size=4), st.lists(ODD, max_size=2))
def test_whatever_stands_in_an_article_every_report_can_be_written_and_read(
    found: list[Diagnostic], errors: list[str]
) -> None:
    result = EMPTY._replace(diagnostics=sorted(found, key=lambda one: one.sort_key), errors=tuple(errors))
    for name in EVERY:
        report = report_of(name, result, Look(show=Severity.INFO))
        report.encode("utf-8")
        assert "\x1b" not in report
        assert "\0" not in report
        if name in IN_JSON:
            json.loads(report)
        if name in IN_XML:
            ElementTree.fromstring(report)  # noqa: S314 - we wrote it
        if name == "jsonl":
            assert all(json.loads(line) for line in report.split("\n")[:-1])
        if name in ("gitlab", "sarif", "rdjson"):
            # What is read back can be written again: no lone surrogate hides behind an escape.
            json.dumps(json.loads(report), ensure_ascii=False).encode("utf-8")


# Checkstyle


def test_checkstyle_holds_every_finding_below_its_file(golden: Result) -> None:
    root = ElementTree.fromstring(report_of("checkstyle", golden))  # noqa: S314 - we wrote it
    assert root.tag == "checkstyle"
    assert root[0].attrib["name"] == "newslint"
    found = [(file.attrib["name"], int(one.attrib["line"]), one.attrib) for file in root[1:] for one in file]
    assert len(found) == len(golden.diagnostics)
    for one, (path, line, attributes) in zip(golden.diagnostics, found, strict=True):
        assert (path, line) == (one.location.path, one.location.lines[0])
        assert attributes["severity"] in ("error", "warning", "info")
        assert attributes["message"] == one.message
        assert attributes["source"] == f"newslint.{one.category}.{one.rule}"


def test_checkstyle_gives_no_column_of_a_field() -> None:
    place = located("a.jsonl")._replace(record=2, field="body", file_lines=(2, 2))
    finding = Diagnostic(place, "slip", "typo", None, Severity.ERROR, "“x” is misspelt", "x")
    report = report_of("checkstyle", EMPTY._replace(diagnostics=(finding,)))
    assert '<error line="2" severity="error" message="“x” is misspelt (record 2)"' in report


# rdjson

AT = {
    "type": "object",
    "required": ["line"],
    "properties": {"line": {"type": "integer", "minimum": 1}, "column": {"type": "integer", "minimum": 1}},
    "additionalProperties": False,
}
RANGE = {"type": "object", "required": ["start"], "properties": {"start": AT, "end": AT}, "additionalProperties": False}
TEXT = {"type": "string"}
RDJSON = {
    # From the documentation of the Reviewdog Diagnostic Format; stricter than its own schema, which allows any member.
    "type": "object",
    "required": ["diagnostics"],
    "additionalProperties": False,
    "properties": {
        "source": {"type": "object", "required": ["name"], "properties": {"name": TEXT, "url": TEXT}},
        "severity": {"enum": ["ERROR", "WARNING", "INFO"]},
        "diagnostics": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["message", "location"],
                "additionalProperties": False,
                "properties": {
                    "message": TEXT,
                    "location": {
                        "type": "object",
                        "required": ["path"],
                        "properties": {"path": {"type": "string", "minLength": 1}, "range": RANGE},
                        "additionalProperties": False,
                    },
                    "severity": {"enum": ["ERROR", "WARNING", "INFO"]},
                    "code": {"type": "object", "required": ["value"], "properties": {"value": TEXT, "url": TEXT}},
                    "suggestions": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "required": ["range", "text"],
                            "properties": {"range": RANGE, "text": TEXT},
                            "additionalProperties": False,
                        },
                    },
                },
            },
        },
    },
}


def test_rdjson_is_as_reviewdog_documents_it(golden: Result) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    with inside(GOLDEN):
        report = json.loads(report_of("rdjson", golden))
    jsonschema.validate(report, RDJSON)
    assert len(report["diagnostics"]) == len(golden.diagnostics) + len(golden.errors)
    assert any("suggestions" in one for one in report["diagnostics"])
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"diagnostics": [{"message": "x"}]}, RDJSON)


class OneText:
    """Stands in for the library: one file."""

    def __init__(self, text: str, mark: bytes = b"") -> None:
        self.source = text
        self._mark = mark

    def document(self, path: str, record: int | None) -> "OneText":
        return self

    def data(self, path: str) -> bytes:
        return self._mark + self.source.encode()


LINES = st.text(st.sampled_from("ab \r\né日😀\u0301\u2028\x0b"), min_size=1, max_size=30)


def changed(data: bytes, suggestion: dict[str, Any]) -> bytes:
    """Do what a reader of rdjson does: replace bytes, counted by lines and from 1."""
    starts = [0, *(match.end() for match in re.finditer(rb"\r\n|\r|\n", data))]
    ends = (suggestion["range"][name] for name in ("start", "end"))
    start, end = (starts[one["line"] - 1] + one["column"] - 1 for one in ends)
    return data[:start] + suggestion["text"].encode() + data[end:]


@given(LINES, st.data(), st.sampled_from([b"", b"\xef\xbb\xbf"]))
@example("é teh\r\n😀 teh", None, b"")
def test_a_suggestion_of_rdjson_does_what_the_fix_does(text: str, data: st.DataObject | None, mark: bytes) -> None:
    starts = line_starts(text)
    if data is None:
        cuts, words = [2, 5, 9, 12], ["the", "the"]
    else:
        cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=4, max_size=4)))
        words = data.draw(st.lists(LINES, min_size=2, max_size=2))
    spans = [Span(*cuts[:2]), Span(*cuts[2:])]
    # No editor stands between the two characters of a line end.
    assume(all(text[max(0, cut - 1) : cut + 1] != "\r\n" for cut in cuts))
    edits = tuple(Edit(span, word, position(starts, span)) for span, word in zip(spans, words, strict=True))
    finding = Diagnostic(
        located("a.txt", text, spans[0]), "slip", "typo", None, Severity.ERROR, "x", "x", fix=Fix(edits)
    )
    result = EMPTY._replace(diagnostics=(finding,), library=OneText(text, mark))  # type: ignore[arg-type]
    (told,) = json.loads(report_of("rdjson", result, Look()))["diagnostics"]
    (suggestion,) = told["suggestions"]
    assert changed(mark + text.encode(), suggestion) == mark + applied(text, edits).encode()


def test_rdjson_proposes_nothing_where_a_person_is_to_decide(golden: Result) -> None:
    with inside(GOLDEN):
        told = json.loads(report_of("rdjson", golden))["diagnostics"][len(golden.errors) :]
    for one, shown in zip(golden.diagnostics, told, strict=True):
        is_shown = one.fix is not None and one.fix.applicability is Applicability.DISPLAY
        assert not (is_shown and "suggestions" in shown)
    assert any(one.fix and one.fix.applicability is Applicability.DISPLAY for one in golden.diagnostics)


def test_rdjson_names_lines_where_the_file_is_gone_or_the_place_is_in_a_record(golden: Result) -> None:
    place = located("a.jsonl")._replace(record=2, field="body", file_lines=(2, 2))
    finding = Diagnostic(place, "slip", "typo", None, Severity.ERROR, "x", "x", Fix((Edit(Span(0, 1), "y"),)))
    (told,) = json.loads(report_of("rdjson", EMPTY._replace(diagnostics=(finding,))))["diagnostics"]
    assert told["location"]["range"] == {"start": {"line": 2}, "end": {"line": 2}}
    assert "suggestions" not in told


# Markdown

PARSER = MarkdownIt("commonmark").enable("table")


def tokens(report: str) -> list[Any]:
    return [one for token in PARSER.parse(report) for one in (token, *(token.children or ()))]


@given(diagnostics(), ODD)
@example(
    Diagnostic(located("a|`b`<i>"), "slip", "typo", None, Severity.ERROR, "</details> | ![a](b)", "`` ` |"), "- <b>"
)
def test_nothing_in_an_article_is_taken_for_markdown(one: Diagnostic, problem: str) -> None:
    one = one._replace(related=())
    report = report_of("markdown", EMPTY._replace(diagnostics=(one,), errors=(problem,)), Look(show=Severity.INFO))
    found = tokens(report)
    html = [token.content for token in found if token.type in ("html_block", "html_inline")]
    assert len(html) == 3
    assert re.fullmatch(r"<details>\n<summary><code>[^<>]*</code>: 1 \w+</summary>\n", html[1])
    assert html[2] == "</details>\n"
    types = [token.type for token in found]
    assert not {"link_open", "image", "em_open", "fence", "code_block", "blockquote_open"} & set(types)
    assert types.count("strong_open") == 2
    assert types.count("list_item_open") == 2
    assert types.count("tr_open") == 2
    shown = "".join(token.content for token in found if token.type in ("text", "text_special", "code_inline"))
    assert printable(one.message).strip() in shown.replace("\u200b", "") or not one.message.strip()


@pytest.mark.parametrize(
    "text", ["@desk said", "see #12 and GH-7", "www.a.example", "https://a.example/b", "mail a@b.c"]
)
def test_markdown_calls_nobody_and_links_nowhere(text: str) -> None:
    finding = Diagnostic(located("a.txt"), "slip", "typo", None, Severity.ERROR, text, "x")
    report = report_of("markdown", EMPTY._replace(diagnostics=(finding,)), Look())
    assert not re.search(r"@\w|#\d|GH-\d|www\.|https?://", report)
    assert text in report.replace("\u200b", "")


def test_markdown_says_where_in_a_record_a_finding_stands() -> None:
    place = located("a.jsonl", "\n\n  x", Span(4, 5))._replace(record=7, field="<body>", file_lines=(9, 9))
    finding = Diagnostic(place, "slip", "typo", None, Severity.ERROR, "“x” is misspelt", "x")
    report = report_of("markdown", EMPTY._replace(diagnostics=(finding,)), Look())
    assert r"- **record 7 (line 9, \<body\> 3:3)** error: “x” is misspelt" in report


def test_markdown_names_every_finding_that_is_shown_and_counts_the_others(golden: Result) -> None:
    with inside(GOLDEN):
        report = report_of("markdown", golden, Look())
        everything = report_of("markdown", golden, Look(show=Severity.INFO))
    assert "; 1 note not shown" in report
    assert "An agency is credited" not in report
    assert "An agency is credited" in everything
    assert "missing.txt" in report
    for one in golden.diagnostics:
        if one.severity is not Severity.INFO:
            line, column = one.location.position[:2]
            assert re.search(rf"{line}:{column}\b|\*\*{line}-", report)


def test_a_markdown_report_fits_into_a_comment_worst_files_first_and_says_what_is_left_out() -> None:
    many = tuple(
        Diagnostic(located(f"{number // 10:04}.txt"), "slip", "typo", None, severity, f"{number} is wrong", "x" * 80)
        for number in range(5_000)
        for severity in [Severity.ERROR if number >= 4_990 else Severity.WARNING]
    )
    report = report_of("markdown", EMPTY._replace(diagnostics=many), Look())
    told = report.count("is wrong")
    assert LONGEST * 0.9 < len(report) <= LONGEST
    assert f"{5_000 - told:,} more findings would not fit here" in report
    assert report.index("0499.txt") < report.index("0000.txt")
    assert "## newslint: 10 errors and 4,990 warnings" in report


def test_a_markdown_report_of_no_room_still_says_the_counts(golden: Result) -> None:
    for longest in (400, 1_000, 3_000):
        report = "".join(document(golden, Look(), longest))
        assert len(report) <= longest
        assert "11 errors and 5 warnings" in report


def test_a_clean_markdown_report_says_how_much_was_checked(golden: Result) -> None:
    clean = golden._replace(diagnostics=(), errors=())
    assert report_of("markdown", clean).endswith("## newslint: no finding\n\n4 articles checked.\n")
    assert "nothing was checked" in report_of("markdown", clean._replace(articles=0))
    assert "Nothing was checked" in report_of("markdown", clean._replace(rules=()))


def test_the_markdown_report_of_the_page_on_reports_is_one_that_newslint_makes(tmp_path: Path) -> None:
    page = (GOLDEN.parent.parent / "docs" / "reports.md").read_text("utf-8")
    shown = re.search(r"(?ms)^## newslint: .*?^</details>\n", page)
    assert shown is not None
    with inside(tmp_path):
        Path("articles").mkdir()
        Path("articles/rain.txt").write_text("Rain in Paris\n\nHe saw the the rain.\n", "utf-8")
        report = report_of("markdown", result_of("articles", config=None))
    assert report.partition("\n\n")[2] == shown[0]
