"""Report files: whole or not at all, whatever is wrong with the place, and each by itself."""

import json
import os
import re
import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from golden_runs import GOLDEN, golden_result, inside, report_of

from newslint.cli.options import Asked
from newslint.cli.report_files import write_reports
from newslint.cli.report_places import Places
from newslint.engine import Result
from newslint.plugins import load
from newslint.reporters import Look, Reporter

FORMATS = tuple(load().reporters)
NOBODY = 65534
OLD = "the report of last night\n"


def check(folder: Path, *arguments: str, **how: Any) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "newslint", "check", "--isolated", "--no-cache", "--output-format", "json"]
    return subprocess.run(
        [*command, *arguments], cwd=folder, capture_output=True, text=True, check=False, timeout=120, **how
    )


def check_configured(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "newslint", "check", "--no-cache", "--output-format", "json", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=120)


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that any user may enter, unlike those of pytest."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "wrong.txt").write_text("Police said the the man fled.\n")
        yield folder


@pytest.fixture(scope="module")
def golden() -> Result:
    with inside(GOLDEN):
        return golden_result()


def temporary(folder: Path) -> list[Path]:
    return list(folder.rglob(".newslint-*.tmp"))


def test_all_formats_are_written_in_one_run_and_each_is_as_it_is_alone(golden: Result, tmp_path: Path) -> None:
    reports = tuple((name, str(tmp_path / f"{name}.out")) for name in FORMATS)
    with inside(GOLDEN):
        assert write_reports(Asked(report=reports), golden, Look(), load().reporters) == []
        alone = {name: report_of(name, golden, Look()) for name in FORMATS}
    assert len(FORMATS) >= 11
    assert {name: Path(path).read_bytes().decode() for name, path in reports} == alone
    assert temporary(tmp_path) == []


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_stands_beside_each_other_one(name: str, folder: Path) -> None:
    done = check(folder, "--output-format", name, ".", *(f"--report={one}=out/{one}.txt" for one in FORMATS))
    assert done.returncode == 2
    assert done.stderr.count("there is no folder out") == len(FORMATS)
    (folder / "out").mkdir()
    done = check(folder, "--output-format", name, ".", *(f"--report={one}=out/{one}.txt" for one in FORMATS))
    assert done.returncode == 1
    assert {path.name for path in (folder / "out").iterdir()} == {f"{one}.txt" for one in FORMATS}
    assert all(path.stat().st_size for path in (folder / "out").iterdir())


def test_a_report_that_cannot_be_written_stops_neither_the_others_nor_the_findings(folder: Path) -> None:
    (folder / "inner").mkdir()
    reports = ("sarif=gone/a.sarif", "junit=inner", "gitlab=good.json", "json=/dev/full")
    done = check(folder, ".", *(argument for one in reports for argument in ("--report", one)))
    assert done.returncode == 2
    assert done.stderr.splitlines() == [
        "newslint: --report: gone/a.sarif cannot be written: there is no folder gone",
        "newslint: --report: inner cannot be written: it is a folder; name a file in it",
        "newslint: --report: /dev/full cannot be written: the disk is full",
    ]
    assert len(json.loads(done.stdout)) == 1
    assert len(json.loads((folder / "good.json").read_text())) == 1
    assert check(folder, "--exit-zero", "--report", "sarif=gone/a.sarif").returncode == 2


def small_files() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (4_000, 4_000))


def test_a_report_that_breaks_off_leaves_the_older_one_as_it_was(folder: Path) -> None:
    (folder / "wrong.txt").write_text("Police said the the man fled.\n\n" * 300)
    (folder / "old.json").write_text(OLD)
    done = check(folder, ".", "--report", "jsonl=old.json", "--report", "jsonl=new.json", preexec_fn=small_files)
    assert done.returncode == 2
    assert "old.json cannot be written: File too large; the older report is as it was" in done.stderr
    assert "new.json cannot be written: File too large\n" in done.stderr
    assert (folder / "old.json").read_text() == OLD
    assert not (folder / "new.json").exists()
    assert temporary(folder) == []


@contextmanager
def without_rights() -> Iterator[None]:
    """Be a user who owns nothing, where root runs the tests."""
    if os.geteuid():
        yield
        return
    os.setresuid(NOBODY, NOBODY, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)


def test_what_is_read_only_stays_as_it_is(golden: Result, folder: Path) -> None:
    for name in ("open", "shut"):
        (folder / name).mkdir()
        (folder / name).chmod(0o777)
        (folder / name / "old.json").write_text(OLD)
    (folder / "open" / "old.json").chmod(0o444)
    (folder / "shut").chmod(0o555)
    reports = tuple(("json", f"{name}.json") for name in ("open/old", "shut/old", "shut/new", "open/new"))
    with inside(folder):
        write_reports(Asked(report=(("json", "warm.json"),)), golden, Look(), load().reporters)
        with without_rights():
            problems = write_reports(Asked(report=reports), golden, Look(), load().reporters)
    (folder / "shut").chmod(0o755)
    said = [problem.removeprefix("--report: ") for problem in problems]
    assert said[0] == "open/old.json cannot be written: open/old.json is read-only; the older report is as it was"
    # Root's file is read-only to nobody, and one's own only for the folder's sake.
    assert re.fullmatch(r"shut/old.json cannot be written: \S+ is read-only; the older report is as it was", said[1])
    assert said[2:] == ["shut/new.json cannot be written: shut is read-only"]
    assert {(folder / name / "old.json").read_text() for name in ("open", "shut")} == {OLD}
    assert len(json.loads((folder / "open" / "new.json").read_text())) == len(golden.diagnostics)


def test_a_report_takes_the_place_of_an_older_one_and_keeps_its_rights_and_links(folder: Path) -> None:
    (folder / "real.json").write_text(OLD)
    (folder / "real.json").chmod(0o600)
    (folder / "link.json").symlink_to("real.json")
    assert check(folder, ".", "--report", "json=link.json").returncode == 1
    assert (folder / "link.json").is_symlink()
    assert len(json.loads((folder / "real.json").read_text())) == 1
    assert (folder / "real.json").stat().st_mode & 0o777 == 0o600


def test_what_a_run_left_that_was_killed_while_it_wrote_a_report_is_cleared_away(
    golden: Result, tmp_path: Path
) -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        gone.wait()
    left = tmp_path / f".newslint-{gone.pid}-0123abcd.tmp"
    ours = tmp_path / f".newslint-{os.getpid()}-0123abcd.tmp"
    for path in (left, ours):
        path.write_text("half of a report")
    assert write_reports(Asked(report=(("json", str(tmp_path / "a.json")),)), golden, Look(), load().reporters) == []
    assert not left.exists()
    assert ours.exists()


def test_a_pipe_gets_its_report(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    with subprocess.Popen(["cat", "pipe"], cwd=folder, stdout=subprocess.PIPE, text=True) as reader:
        assert check(folder, ".", "--report", "json=pipe").returncode == 1
        assert reader.stdout is not None
        assert len(json.loads(reader.stdout.read())) == 1


def test_no_report_takes_the_place_of_an_article_that_is_to_be_checked(folder: Path) -> None:
    before = (folder / "wrong.txt").read_bytes()
    for more in ((), ("--select", "nonsense"), ("--fix",)):
        done = check(folder, "./wrong.txt", "--report", "json=wrong.txt", *more)
        assert done.returncode == 2
        assert "wrong.txt cannot be written: it is one of the articles to be checked, and was left alone" in done.stderr
        assert json.loads(done.stdout or "[]") is not None
        assert b"man fled" in (folder / "wrong.txt").read_bytes()
    assert before.startswith(b"Police said the the")


@pytest.mark.parametrize(("report", "broken"), [("json", False), ("full", True)])
def test_no_report_takes_the_place_of_what_newslint_reads_even_where_the_run_is_refused(
    folder: Path, report: str, broken: bool
) -> None:
    """An article that a walk would find, a configuration, what that names, a baseline, accepted findings."""
    texts = {
        "newslint.toml": f'{"preset" if broken else "baseline"} = "known.jsonl"\nwords-files = ["names.words"]\n',
        "names.words": "Kovax\n", "list.files": "wrong.txt\n", "notes.md": "# Storm\n\nRain fell on Monday.\n",
        "pyproject.toml": "[tool.other]\n", "wrong.txt": "He saw the the rain.\n",
    }  # fmt: skip
    for name, text in texts.items():
        (folder / name).write_text(text)
    if not broken:
        assert check_configured(folder, ".", "--write-baseline", "known.jsonl").returncode == 0
        texts["known.jsonl"] = (folder / "known.jsonl").read_text()
    else:
        texts[".newslint-accepted.jsonl"] = "damaged"
        (folder / ".newslint-accepted.jsonl").write_text("damaged")
    for name, text in texts.items():
        arguments = ("--files-from", "list.files") if name == "list.files" else (".",)
        done = check_configured(folder, *arguments, "--report", f"{report}={name}")
        assert done.returncode == 2
        assert f"--report: {name} cannot be written: " in done.stderr
        assert (folder / name).read_text() == text


def test_an_older_report_of_any_form_may_be_replaced_and_a_text_may_not(golden: Result, tmp_path: Path) -> None:
    path = tmp_path / "report.md"
    empty = golden._replace(diagnostics=())
    places = Places(Asked(), golden)
    for name, reporter in load().reporters.items():
        for result in (golden, empty):
            path.write_text("".join(reporter.report(result, Look())), "utf-8")
            assert places.why_not(str(path), "json") == "", name
    for text in (
        "Storm hits coast\n",
        "[Photo]",
        '{"title": "Storm"}',
        "<!doctype html>\n<title>Storm</title>",
        "1 article",
    ):
        path.write_text(text)
        assert "may be an article" in places.why_not(str(path), "json")
        assert places.why_not(str(path), "of-a-plugin") == ""


@pytest.mark.parametrize(
    ("reports", "said"),
    [
        (["json=-"], "on standard output a report is had by --output-format json"),
        (["json=a.txt", "sarif=./a.txt"], "is named twice; each report needs a file of its own"),
        (["jsn=a.txt"], "did you mean 'json'"),
    ],
)
def test_reports_that_name_no_file_of_their_own_are_refused(folder: Path, reports: list[str], said: str) -> None:
    done = check(folder, ".", *(argument for one in reports for argument in ("--report", one)))
    assert done.returncode == 2
    assert said in done.stderr
    assert not (folder / "a.txt").exists()
    assert not (folder / "-").exists()


def test_a_reporter_that_fails_leaves_the_older_report_as_it_was(golden: Result, tmp_path: Path) -> None:
    def failing(result: Result, look: Look) -> Iterator[str]:
        yield "half"
        raise OSError(28, "nothing of yours")

    (tmp_path / "old.txt").write_text(OLD)
    reporters = {"failing": Reporter("failing", failing), "json": load().reporters["json"]}
    reports = (("failing", str(tmp_path / "old.txt")), ("json", str(tmp_path / "new.json")))
    (problem,) = write_reports(Asked(report=reports), golden, Look(), reporters)
    assert "the reporter failing failed" in problem
    assert (tmp_path / "old.txt").read_text() == OLD
    assert json.loads((tmp_path / "new.json").read_text())
    assert temporary(tmp_path) == []


@pytest.mark.parametrize("name", ["newslint.md", "report.md", "report.txt"])
def test_a_report_among_the_articles_is_not_checked(folder: Path, name: str) -> None:
    for _ in range(2):
        done = check(folder, ".", "--report", f"markdown={name}")
        assert {one["path"] for one in json.loads(done.stdout)} == {"wrong.txt"}
    if name == "newslint.md":
        assert {one["path"] for one in json.loads(check(folder, ".").stdout)} == {"wrong.txt"}


def test_a_report_in_markdown_is_no_article_whatever_it_is_called(folder: Path) -> None:
    check(folder, "--report", "markdown=night.md")
    before = (folder / "night.md").read_text()
    assert before.startswith("<!-- newslint report -->")
    assert "night.md" not in check(folder).stdout
    assert json.loads(check(folder, "night.md").stdout) == []
