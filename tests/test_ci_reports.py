"""What CI servers take of a report, and what they are told of the rest."""

import json
import os
import re
import subprocess
import sys
import tracemalloc
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, overload

import pytest
from golden_runs import inside, report_of
from hypothesis import given, settings
from hypothesis import strategies as st

from newslint.engine import Result
from newslint.model import Diagnostic, Location, Position, Severity, Span
from newslint.reporters import Look, sarif_format
from newslint.reporters.sarif_places import uri
from newslint.reporters.words import posix_path, printable
from newslint.requests.library import Library

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

EMPTY = Result((), 1, 1, 1, (), (), (), Library({}, {}))
KINDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
ROOT = Path(__file__).resolve().parent.parent
CI = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR", "GITHUB_STEP_SUMMARY")


def finding(number: int, severity: Severity = Severity.ERROR, path: str = "") -> Diagnostic:
    location = Location(path or f"{number:05}.txt", None, None, None, Span(0, 3), Position(1, 1, 1, 4))
    return Diagnostic(
        location, "slip", "typo", None, severity, f"finding {number}", "teh", fingerprint=f"{number:032x}"
    )


def check(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "newslint", "check", "--isolated", "--no-cache", *arguments]
    around = {name: value for name, value in os.environ.items() if name not in CI} | environment
    return subprocess.run(command, cwd=folder, env=around, capture_output=True, text=True, check=False, timeout=120)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "wrong.txt").write_text("Police said the the man fled.\n")
    return tmp_path


def test_behind_an_emoji_columns_are_counted_as_each_format_wants_them(tmp_path: Path) -> None:
    before = "“\U0001f600” Café: Police said "
    (tmp_path / "a.txt").write_text(f"{before}the the man fled.\n", encoding="utf-8")

    def said(name: str) -> Any:
        return json.loads(check(tmp_path, "a.txt", "--output-format", name, PYTHONUTF8="1").stdout)

    region = said("sarif")["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]
    characters = (len(before) + 1, len(before) + 8)
    assert (region["startColumn"], region["endColumn"]) == characters
    assert (said("json")[0]["column"], said("json")[0]["end_column"]) == characters
    told = said("rdjson")["diagnostics"][0]["location"]["range"]
    assert told["start"]["column"] == len(before.encode()) + 1, "bytes"


# GitHub

COUNTS = st.integers(0, 25)


@given(COUNTS, COUNTS, COUNTS, st.integers(0, 12))
def test_github_shows_the_worst_and_says_how_many_it_does_not_show(
    errors: int, warnings: int, notes: int, problems: int
) -> None:
    counts = {Severity.INFO: notes, Severity.WARNING: warnings, Severity.ERROR: errors}
    found = [finding(number, severity) for severity, many in counts.items() for number in range(many)]
    result = EMPTY._replace(diagnostics=found, errors=tuple(f"problem {number}" for number in range(problems)))
    lines = report_of("github", result, Look()).splitlines()
    shown: dict[str, list[str]] = {kind: [] for kind in KINDS.values()}
    for line in lines:
        kind = line[2:].partition(" ")[0]
        shown[kind] = (shown[kind] + [line])[:10]  # as GitHub does
    said = [line for line in lines if "GitHub shows only" in line]
    hidden = len(found) + problems - sum(map(len, shown.values())) + len(said)
    assert len(said) == (hidden > 0)
    assert len(lines) == len(found) + problems + len(said)
    if said:
        assert said[0] in shown["notice"]
        assert said[0] == (shown["notice"][-1])
        figures = [int(one) for one in re.findall(r"(\d+) (?:error|warning|note)s?\b", said[0])]
        assert sum(figures) == hidden
    kinds = [line[2:].partition(" ")[0] for line in lines]
    assert kinds == sorted(kinds, key=["error", "warning", "notice"].index)


def test_what_github_does_not_show_says_in_the_log_where_it_is() -> None:
    lines = report_of("github", EMPTY._replace(diagnostics=tuple(map(finding, range(12)))), Look()).splitlines()
    assert lines[9].endswith("title=newslint (slip)::finding 9")
    assert lines[10].endswith("title=newslint (slip)::00010.txt:1: finding 10 [slip]")


def test_a_step_on_github_gets_a_summary_behind_what_others_wrote(folder: Path) -> None:
    summary = folder / "summary.md"
    summary.write_text("what others say", "utf-8")
    for _ in range(2):
        done = check(folder, "--output-format", "github", ".", GITHUB_STEP_SUMMARY=str(summary))
        assert (done.returncode, done.stderr) == (1, "")
    text = summary.read_text("utf-8")
    assert text.startswith("what others say\n<!-- newslint report -->\n\n## newslint: 1 error\n")
    assert text.count("| `doubled-word` | error | 1 |") == 2


@pytest.mark.parametrize("arguments", [("--output-format", "concise"), ("--output-format", "github", "--diff")])
def test_only_the_format_for_github_writes_a_summary(folder: Path, arguments: Sequence[str]) -> None:
    summary = folder / "summary.md"
    check(folder, ".", *arguments, GITHUB_STEP_SUMMARY=str(summary))
    assert not summary.exists()


def test_a_summary_tells_also_of_a_run_that_was_refused(folder: Path) -> None:
    summary = folder / "summary.md"
    done = check(folder, ".", "--output-format", "github", "--select", "nons", GITHUB_STEP_SUMMARY=str(summary))
    assert done.returncode == 2
    assert done.stdout.startswith("::error title=newslint::")
    assert "Not everything was checked" in summary.read_text("utf-8")


def test_a_summary_never_grows_over_what_github_shows(folder: Path) -> None:
    summary = folder / "summary.md"
    (folder / "inner" / "wrong.txt").write_text("Police said the the man fled é.\n\n" * 2_000, "utf-8")
    for size, grows in ((0, True), (2**20 - 6_000, True), (2**20 - 500, False)):
        summary.write_bytes(b"x" * size)
        done = check(folder, ".", "--output-format", "github", GITHUB_STEP_SUMMARY=str(summary))
        assert done.returncode == 1
        assert (summary.stat().st_size > size) == grows
        assert summary.stat().st_size <= 2**20
        assert ("is full" in done.stderr) != grows


def test_a_summary_that_cannot_be_written_is_no_fault_of_the_run(folder: Path) -> None:
    done = check(folder, ".", "--output-format", "github", GITHUB_STEP_SUMMARY=str(folder / "gone" / "summary.md"))
    assert done.returncode == 1
    assert "the summary of this step cannot be written" in done.stderr


def parsed(line: str) -> tuple[str, dict[str, str], str]:
    """Read a workflow command as GitHub's runner does."""
    head, _, data = line[2:].partition("::")
    name, _, listed = head.partition(" ")
    properties = dict(one.split("=", 1) for one in listed.split(","))
    escapes = {"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%"}

    def unescaped(text: str, known: Sequence[str]) -> str:
        return re.sub("|".join(known), lambda match: escapes[match[0]], text)

    shown = {key: unescaped(value, tuple(escapes)) for key, value in properties.items()}
    return name, shown, unescaped(data, ("%0D", "%0A", "%25"))


SIGNS = st.text(st.sampled_from("a%0AD3:,=\n\r\0\x1b\u2028\u202e\udce9é日😀 #[]"), min_size=1, max_size=20)


@given(SIGNS, SIGNS)
def test_github_reads_back_what_a_command_says(path: str, message: str) -> None:
    name = "a" + path.replace("\0", "")
    one = finding(1, path=name)._replace(message=message)
    (line,) = report_of("github", EMPTY._replace(diagnostics=(one,)), Look()).split("\n")[:-1]
    kind, properties, data = parsed(line)

    def shown(text: str) -> str:
        return "".join(sign if sign in "\r\n" else printable(sign) for sign in text)

    assert (kind, data) == ("error", shown(message))
    assert properties["file"] == shown(posix_path(name))
    assert properties["title"] == "newslint (slip)"


# Paths

PLACES: dict[str, Any] = {
    "github": lambda text: re.findall(r"file=([^,]*)", text),
    "gitlab": lambda text: [one["location"]["path"] for one in json.loads(text)],
    "sarif": lambda text: [
        one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        for one in json.loads(text)["runs"][0]["results"]
    ],
}


@pytest.mark.parametrize(
    ("name", "variable"),
    [("github", "GITHUB_WORKSPACE"), ("sarif", "GITHUB_WORKSPACE"), ("gitlab", "CI_PROJECT_DIR")],
)
def test_paths_are_those_in_the_repository_wherever_in_it_newslint_runs(name: str, variable: str, folder: Path) -> None:
    for paths in ((".",), (str(folder / "inner"),)):
        done = check(folder / "inner", *paths, "--output-format", name, **{variable: str(folder)})
        assert PLACES[name](done.stdout) == ["inner/wrong.txt"]
    assert PLACES[name](check(folder, "./inner", "--output-format", name).stdout) == ["inner/wrong.txt"]
    outside = check(folder / "inner", ".", "--output-format", name, **{variable: str(ROOT)})
    assert PLACES[name](outside.stdout) == ["wrong.txt"]


def test_a_report_file_names_the_same_paths(folder: Path) -> None:
    check(folder / "inner", ".", "--report", "sarif=../out.sarif", GITHUB_WORKSPACE=str(folder))
    assert PLACES["sarif"]((folder / "out.sarif").read_text("utf-8")) == ["inner/wrong.txt"]


def test_sarif_gives_a_file_outside_of_the_repository_its_whole_address(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    with inside(tmp_path / "inner"):
        for root in ("", str(tmp_path / "inner")):
            assert uri("../a b.txt", root) == f"file://{tmp_path.as_posix()}/a%20b.txt"
        assert uri("../a b.txt", str(tmp_path)) == "a%20b.txt"
        assert uri("./b.txt") == "b.txt"


def test_a_name_that_begins_with_dots_is_not_outside(tmp_path: Path) -> None:
    with inside(tmp_path):
        assert posix_path(str(tmp_path / "..notes.txt")) == "..notes.txt"
        assert posix_path("..notes.txt", str(tmp_path)) == "..notes.txt"
        assert posix_path("../a.txt", str(tmp_path)) == "../a.txt"


# SARIF


class Repeated(Sequence[Diagnostic]):
    """Many findings that are made when they are asked for, as those of a corpus are read."""

    def __init__(self, *groups: tuple[int, Severity]) -> None:
        self._groups = groups

    def __iter__(self) -> Iterator[Diagnostic]:
        for many, severity in self._groups:
            yield from (finding(number, severity, f"{severity}.txt") for number in range(many))

    def __len__(self) -> int:
        return sum(many for many, _ in self._groups)

    @overload
    def __getitem__(self, index: int) -> Diagnostic: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Diagnostic]: ...
    def __getitem__(self, index: int | slice) -> Any:
        return list(self)[index]


def test_sarif_lists_no_more_than_github_takes_the_most_severe_first_and_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert sarif_format.MOST == 25_000
    monkeypatch.setattr(sarif_format, "MOST", 50)
    found = Repeated((50, Severity.INFO), (45, Severity.WARNING), (3, Severity.ERROR))
    run = json.loads(report_of("sarif", EMPTY._replace(diagnostics=found), Look()))["runs"][0]
    levels = [one["level"] for one in run["results"]]
    assert {level: levels.count(level) for level in set(levels)} == {"error": 3, "warning": 45, "note": 2}
    (said,) = run["invocations"][0]["toolExecutionNotifications"]
    assert said["level"] == "warning"
    assert said["message"]["text"].startswith("Listed are 50 of 98 findings, the most severe first")


def test_what_sarif_leaves_out_changes_no_fingerprint_of_the_rest() -> None:
    several = (Severity.INFO, Severity.ERROR)
    same = [finding(1, severity, "a.txt") for severity in several]
    whole = json.loads(report_of("sarif", EMPTY._replace(diagnostics=same), Look()))["runs"][0]["results"]
    prints = [one["partialFingerprints"]["newslint/v1"] for one in whole]
    assert len(set(prints)) == 2
    again = json.loads(report_of("gitlab", EMPTY._replace(diagnostics=same), Look()))
    assert [one["fingerprint"] for one in again] == prints


def test_sarif_gives_each_rule_its_reason_in_two_forms(folder: Path) -> None:
    done = check(folder, ".", "--output-format", "sarif")
    rules = json.loads(done.stdout)["runs"][0]["tool"]["driver"]["rules"]
    assert len(rules) > 40
    for rule in rules:
        assert rule["shortDescription"]["text"]
        assert rule["help"]["text"].endswith(f"newslint explain {rule['id']}")
        assert rule["help"]["markdown"].endswith(f"`newslint explain {rule['id']}`")
        assert "``" not in rule["help"]["markdown"]
        assert not re.search(r"[^\n]\n[^\n]", rule["help"]["text"])
        assert len(rule["fullDescription"]["text"]) <= 1_024  # GitHub shows no more
        assert len(rule["properties"]["tags"]) <= 10
        assert rule["properties"]["problem.severity"] in ("error", "warning", "recommendation")


# Memory


@pytest.mark.parametrize(
    "name", ["json", "jsonl", "github", "gitlab", "sarif", "junit", "checkstyle", "rdjson", "markdown"]
)
def test_a_report_of_many_findings_is_written_as_it_comes(name: str) -> None:
    result = EMPTY._replace(diagnostics=Repeated((4_000, Severity.WARNING)))

    def written(texts: Iterable[str]) -> int:
        return sum(len(text) for text in texts)

    from newslint.plugins import load

    report = load().reporters[name].report
    written(report(result._replace(diagnostics=Repeated((10, Severity.WARNING))), Look()))
    tracemalloc.start()
    size = written(report(result, Look()))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    # Held are a fingerprint a finding, and of what people read as much as they are shown; never the report.
    allowed = {"gitlab": 200 * 4_000, "sarif": 200 * 4_000, "markdown": 4_000_000}.get(name, 100_000)
    assert peak < allowed
    assert name == "markdown" or size > 300_000
