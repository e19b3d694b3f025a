"""Reports say what was found, look as agreed, and are valid in whatever tool reads them."""

import json
import os
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from golden_runs import GOLDEN, LOOKS, golden_result, inside, report_of, result_of
from hypothesis import given, settings
from hypothesis import strategies as st

from newslint import testing
from newslint.config import Active
from newslint.engine import Result
from newslint.jsonform import from_json, to_json
from newslint.model import Diagnostic, Location, Position, Related, Severity, Span
from newslint.plugins import load
from newslint.reporters import Look
from newslint.reporters.finding import Page
from newslint.reporters.selection import select
from newslint.reporters.window import columns, window

# A loaded machine is no failure.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

ROOT = Path(__file__).resolve().parent.parent
FORMATS = tuple(load().reporters)
OFFICIAL_SARIF = ROOT / "build" / "sarif-2.1.0.json"


@pytest.fixture(scope="module")
def golden() -> Result:
    with inside(GOLDEN):
        return golden_result()


@pytest.fixture
def odd(tmp_path: Path) -> Result:
    """What is found in files whose names and bytes are odd."""
    with inside(tmp_path):
        names = [os.fsdecode(b"caf\xe9.txt"), "line\nend.txt", "a b%:,#.txt", "<&\x1b.txt"]
        for name in names:
            Path(name).write_bytes(b"He saw teh rain.\x07 \x1b[31m\n")
        Path("latin.txt").write_bytes(b"caf\xe9 teh\n")
        return result_of(*names, "latin.txt", "\udce9missing", config=GOLDEN / "newslint.toml")


def located(path: str, line: int, column: int = 1) -> Location:
    return Location(path, None, None, None, Span(0, 1), Position(line, column, line, column + 1))


def diagnostic(path: str = "a.txt", line: int = 1, **changes: Any) -> Diagnostic:
    plain = Diagnostic(located(path, line), "slip", "typo", None, Severity.ERROR, "“x” is misspelt", "x")
    return plain._replace(fingerprint="0" * 32, **changes)


@pytest.mark.parametrize("name", LOOKS)
def test_the_golden_reports_are_as_they_were(name: str, golden: Result) -> None:
    with inside(GOLDEN):
        wanted = (GOLDEN / f"{name}.txt").read_bytes().decode()
        assert report_of(name, golden) == wanted, "if it is better now: python tests/golden_runs.py"


@pytest.mark.parametrize("name", FORMATS)
def test_odd_names_and_bytes_reach_every_report_and_can_be_written(name: str, odd: Result, tmp_path: Path) -> None:
    with inside(tmp_path):
        report = report_of(name, odd)
    assert "\x1b" not in report
    assert len(odd.diagnostics) >= 5
    report.encode("utf-8")


def test_the_golden_rules_keep_their_own_examples() -> None:
    with inside(GOLDEN):
        rules = load(("golden_rules.py",), ".").rules
    own = [rule for name, rule in rules.items() if not rule.origin.startswith("newslint:")]
    assert [failure for rule in own for failure in testing.failures(rule)] == []
    assert len(own) == 6


def test_json_is_as_its_schema_says(golden: Result, odd: Result) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads((ROOT / "docs" / "findings.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    for result in (golden, odd):
        jsonschema.validate(json.loads(report_of("json", result)), schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate([{"path": "a.txt"}], schema)


def test_the_schema_names_exactly_the_keys_that_are_printed() -> None:
    schema = json.loads((ROOT / "docs" / "findings.schema.json").read_text("utf-8"))
    printed = list(to_json(diagnostic()))
    assert list(schema["$defs"]["finding"]["properties"]) == printed
    assert sorted(schema["$defs"]["finding"]["required"]) == sorted(printed)


def test_json_keeps_names_that_are_no_utf_8(odd: Result) -> None:
    paths = {one["path"] for one in json.loads(report_of("json", odd))}
    assert os.fsdecode(b"caf\xe9.txt") in paths


def test_json_lines_are_the_objects_of_the_array(golden: Result) -> None:
    lines = report_of("jsonl", golden).splitlines()
    assert [json.loads(line) for line in lines] == json.loads(report_of("json", golden))


def test_what_json_says_reads_back(golden: Result) -> None:
    for one in golden.diagnostics:
        value = json.loads(json.dumps(to_json(one)))
        assert to_json(from_json(value)) == value


def test_no_findings_are_an_empty_array_and_no_lines(golden: Result) -> None:
    clean = golden._replace(diagnostics=())
    assert json.loads(report_of("json", clean)) == []
    assert report_of("jsonl", clean) == ""


def test_sarif_is_valid_by_the_official_schema(golden: Result, odd: Result) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    if not OFFICIAL_SARIF.exists():
        pytest.skip("the schema is not here: python scripts/sarif_schema.py")
    validator = jsonschema.Draft4Validator(json.loads(OFFICIAL_SARIF.read_text("utf-8")))
    for result in (golden, odd, golden._replace(diagnostics=(), errors=(), rules=())):
        assert list(validator.iter_errors(json.loads(report_of("sarif", result)))) == []
    assert list(validator.iter_errors({"version": "2.1.0", "runs": [{}]}))


def test_sarif_tells_rules_places_fixes_and_failures(golden: Result) -> None:
    run = json.loads(report_of("sarif", golden))["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["invocations"][0]["executionSuccessful"] is False
    assert run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"].startswith("missing.txt")
    assert len(run["results"]) == len(golden.diagnostics)
    for one, shown in zip(golden.diagnostics, run["results"], strict=True):
        assert rules[shown["ruleIndex"]]["id"] == shown["ruleId"] == one.rule
        assert len(shown.get("relatedLocations", [])) == len(one.related)
        assert ("fixes" in shown) == (one.fix is not None and one.fix.applicability != "display")
    assert any("fixes" in shown for shown in run["results"])


def test_sarif_escapes_paths_as_addresses(odd: Result, tmp_path: Path) -> None:
    with inside(tmp_path):
        results = json.loads(report_of("sarif", odd))["runs"][0]["results"]
        absolute = odd._replace(diagnostics=(diagnostic("/far/a.txt"), diagnostic(str(tmp_path / "in" / "b.txt"))))
        outside, within = json.loads(report_of("sarif", absolute))["runs"][0]["results"]
    found = {_uri(one) for one in results}
    assert {"caf%E9.txt", "line%0Aend.txt", "a%20b%25%3A%2C%23.txt", "%3C%26%1B.txt"} <= found
    assert _uri(outside) == "file:///far/a.txt"
    assert _uri(within) == "in/b.txt"


def _uri(result: dict[str, Any]) -> str:
    uri: str = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    return uri


def test_gitlab_gets_what_its_code_quality_asks_for(golden: Result) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    lines = {"type": "object", "required": ["begin"], "properties": {"begin": {"type": "integer", "minimum": 1}}}
    location = {
        "type": "object",
        "required": ["path", "lines"],
        "properties": {"path": {"type": "string", "pattern": r"^(?!\./)[^\\]+$"}, "lines": lines},
    }
    severities = ["info", "minor", "major", "critical", "blocker"]
    issue = {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {"severity": {"enum": severities}, "location": location},
    }
    issues = json.loads(report_of("gitlab", golden))
    jsonschema.validate(issues, {"type": "array", "minItems": 1, "items": issue})
    assert {one["severity"] for one in issues} == {"info", "minor", "major"}


def test_gitlab_fingerprints_differ_even_of_equal_findings(golden: Result) -> None:
    same = (diagnostic(), diagnostic(), diagnostic("b.txt"))
    prints = [one["fingerprint"] for one in json.loads(report_of("gitlab", golden._replace(diagnostics=same)))]
    assert len(set(prints)) == 3


def test_junit_counts_what_it_holds(golden: Result, odd: Result) -> None:
    for result in (golden, odd, golden._replace(diagnostics=(), errors=())):
        root = ElementTree.fromstring(report_of("junit", result))  # noqa: S314 - we wrote it
        assert root.tag == "testsuites"
        cases = root.findall("./testsuite/testcase")
        assert int(root.attrib["tests"]) == len(cases) >= 1
        assert int(root.attrib["failures"]) == len(root.findall(".//failure"))
        assert int(root.attrib["errors"]) == len(root.findall(".//error")) == len(result.errors)
        for suite in root:
            assert int(suite.attrib["tests"]) == len(suite)
            assert int(suite.attrib["failures"]) == len(suite.findall(".//failure"))


def test_github_gets_the_errors_first_and_one_line_each(golden: Result, odd: Result) -> None:
    order = {"error": 0, "warning": 1, "notice": 2}
    for result in (golden, odd):
        lines = report_of("github", result).split("\n")[:-1]
        found = len(result.diagnostics) + len(result.errors)
        assert len(lines) == found + (found > 10)  # where not all are shown, one more says so
        commands = [order[re.match(r"::(\w+) ", line)[1]] for line in lines]  # type: ignore[index]
        assert commands == sorted(commands)


def test_github_escapes_what_would_end_a_property(odd: Result, tmp_path: Path) -> None:
    with inside(tmp_path):
        report = report_of("github", odd)
    assert "file=a b%25%3A%2C#.txt,line=1," in report
    assert "file=line%0Aend.txt,line=1," in report


def test_concise_has_a_line_a_finding(golden: Result) -> None:
    lines = report_of("concise", golden).splitlines()
    shown = [one for one in golden.diagnostics if one.severity is not Severity.INFO]
    for one, line in zip(shown, lines, strict=False):
        at = one.location.position
        assert line == f"{one.location.path}:{at.line}:{at.column}: {one.severity}: {one.message} [{one.rule}]"


@pytest.mark.parametrize("name", ["full", "concise"])
def test_what_is_not_severe_enough_is_counted_and_not_shown(name: str, golden: Result) -> None:
    hidden, shown = report_of(name, golden, Look()), report_of(name, golden, Look(show=Severity.INFO))
    assert "agency-note" not in hidden
    assert "1 note not shown (--show info)" in hidden
    assert "An agency is credited" in shown
    assert "not shown" not in shown


@pytest.mark.parametrize("name", ["full", "concise"])
def test_a_clean_run_says_how_much_was_checked_and_is_silent_in_a_hook(name: str, golden: Result) -> None:
    clean = golden._replace(diagnostics=(), errors=())
    assert report_of(name, clean) == "4 articles, 156 words: nothing found.\n"
    assert report_of(name, clean, Look(hook=True)) == ""
    assert report_of(name, clean, Look(quiet=True)) == ""


@pytest.mark.parametrize("name", ["full", "concise"])
def test_nothing_checked_is_never_called_clean(name: str, golden: Result) -> None:
    clean = golden._replace(diagnostics=(), errors=())
    assert "nothing was checked" in report_of(name, clean._replace(rules=()))
    assert "nothing was checked" in report_of(name, clean._replace(articles=0))


def test_in_a_hook_the_findings_come_first_and_at_most_three_lines_follow(golden: Result) -> None:
    report = report_of("full", golden._replace(errors=()), Look(hook=True, colour=True))
    findings, _, rest = report.rpartition("\n\n")
    assert findings.startswith("articles/rain.txt:3:1")
    assert 1 <= len(rest.splitlines()) <= 3
    assert "\x1b" not in report


def test_colours_only_paint(golden: Result) -> None:
    plain = report_of("full", golden, Look())
    painted = report_of("full", golden, Look(colour=True))
    assert painted != plain
    assert re.sub(r"\x1b\[[\d;]*m", "", painted) == plain


def test_more_than_fifty_findings_end_in_a_line_per_rule(golden: Result) -> None:
    many = tuple(diagnostic("articles/short.txt", message=f"{index} is wrong") for index in range(70))
    report = report_of("full", golden._replace(diagnostics=many))
    assert report.count("└ slip") == 50
    assert "And 20 more findings" in report
    assert re.search(r"^ +20 slip, first articles/short\.txt:1:1$", report, re.MULTILINE)


def test_one_finding_in_two_files_has_two_fingerprints_the_same_in_every_report(golden: Result) -> None:
    both = golden._replace(diagnostics=(diagnostic("a.txt"), diagnostic("b.txt"), diagnostic("b.txt")))
    sarif = json.loads(report_of("sarif", both, Look()))["runs"][0]["results"]
    prints = [one["partialFingerprints"]["newslint/v1"] for one in sarif]
    assert len(set(prints)) == 3
    assert prints == [one["fingerprint"] for one in json.loads(report_of("gitlab", both, Look()))]


def test_a_finding_whose_file_is_gone_is_still_shown(golden: Result, tmp_path: Path) -> None:
    with inside(tmp_path):
        Path("a.txt").write_text("teh\n", "utf-8")
        result = result_of("a.txt", config=GOLDEN / "newslint.toml")
        result.library.__init__(result.library._shelves, {})  # type: ignore[misc]
        Path("a.txt").unlink()
        assert "“teh” is misspelt" in report_of("full", result)


def test_a_finding_whose_reader_fails_the_second_time_is_still_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def text(*_: object) -> str:
        raise ZeroDivisionError

    with inside(tmp_path):
        Path("a.txt").write_text("He saw teh rain.\n", "utf-8")
        result = result_of("a.txt", config=GOLDEN / "newslint.toml")
        monkeypatch.setattr(Result, "text", text)
        assert "“teh” is misspelt" in report_of("full", result)


def test_carets_stand_below_a_part_of_a_line_and_not_below_a_whole_one(golden: Result) -> None:
    report = report_of("full", golden, Look(show=Severity.INFO))
    assert "(Wire)\n    │ It may" in report
    assert re.search(r"recieve teh.*\n   │  +\^{7}\n", report)


def test_equal_findings_of_one_article_are_one() -> None:
    found = [diagnostic(line=line) for line in (3, 12, 30)] + [diagnostic("b.txt")]
    shown = select(found, Severity.WARNING).shown
    assert [(one.diagnostic.location.path, one.again) for one in shown] == [("a.txt", (12, 30)), ("b.txt", ())]


def test_a_pair_of_twins_is_shown_once_and_counted_twice() -> None:
    one = diagnostic("a.txt", 3, related=(Related(located("b.txt", 9), "also stands here"),), twins=1)
    other = diagnostic("b.txt", 9, related=(Related(located("a.txt", 3), "also stands here"),), twins=1)
    third = diagnostic("c.txt", 1, related=(Related(located("b.txt", 9), "also stands here"),), twins=1)
    selection = select([one, other, third], Severity.WARNING)
    assert [shown.diagnostic for shown in selection.shown] == [one, third]
    assert len(selection.counted) == 3


ANY_LINE = st.text(st.one_of(st.sampled_from("ab  \t日​é\u0301\U0001f600\x07\udce9…"), st.characters()), min_size=1)


@given(ANY_LINE, st.data())
def test_a_window_fits_and_its_carets_stand_below_the_finding(line: str, data: st.DataObject) -> None:
    line = line.replace("\n", " ").replace("\r", " ")
    start = data.draw(st.integers(0, len(line) - 1))
    end = data.draw(st.integers(start + 1, len(line)))
    shown = window(line, start, end, 40)
    assert columns(shown.text) <= 40
    indent = len(shown.carets) - len(shown.carets.lstrip())
    assert set(shown.carets.strip()) == {"^"}
    before = shown.text[: _prefix(shown.text, indent)]
    assert columns(before) == indent


def _prefix(text: str, width: int) -> int:
    return next((index for index in range(len(text) + 1) if columns(text[:index]) >= width), len(text))


def test_a_window_is_cut_at_words() -> None:
    line = "The quick brown fox jumps over the lazy dog while the rain falls on Paris again and again"
    start = line.index("lazy")
    shown = window(line, start, start + 4, 40)
    assert shown.text == "…jumps over the lazy dog while the…"
    assert shown.carets == " " * 16 + "^^^^"


def test_a_short_line_is_shown_whole_with_wide_letters_and_tabs_aligned() -> None:
    assert window("東京\tteh", 3, 6, 40) == ("東京    teh", "        ^^^")
    assert window("Cafe\u0301 teh", 6, 9, 40).carets == "     ^^^"


def test_a_line_of_megabytes_is_looked_at_only_around_the_finding() -> None:
    class Counting(str):
        looked = 0

        def __getitem__(self, key: Any) -> str:
            type(self).looked += 1
            return super().__getitem__(key)

    line = Counting("word " * 200_000)
    assert columns(window(line, 500_000, 500_004, 80).text) <= 80
    assert Counting.looked < 1_000


def test_concise_tells_the_records_of_a_file_apart(golden: Result) -> None:
    first = golden.diagnostics[0]
    both = tuple(first._replace(location=first.location._replace(record=record)) for record in (1, 2))
    lines = report_of("concise", golden._replace(diagnostics=both)).splitlines()
    position = first.location.position
    place = f"{first.location.path}:{position.line}:{position.column}"
    assert [line.partition(": ")[0] for line in lines[:2]] == [f"{place} (record 1)", f"{place} (record 2)"]


def test_no_reason_of_a_rule_is_cut_off_in_the_report_for_people(golden: Result) -> None:
    rules = list(load().rules.values())
    active = tuple(Active(rule, rule.severity, rule.options) for rule in rules)
    page = Page(golden._replace(rules=active), Look())
    assert [rule.name for rule in rules if page.reason(rule.name).endswith("…")] == []
