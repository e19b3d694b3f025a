"""What is wrong with the input is said in one clear line, and never in a traceback."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from test_cli_check import CLEAN, WRONG, check, newslint

from newslint.files import corpora
from newslint.requests import request

FAILING = '''
from newslint import Good, Bad, rule

@rule("Raised", category="text", examples=[Bad("[[a]]"), Good(""), Good("")])
def raising(document):
    """It raises.

    To see what happens.
    """
    raise ZeroDivisionError("by zero")
'''


@pytest.mark.parametrize(("config", "words"), [
    ("select = [", ("newslint.toml", "not TOML")),
    ('selct = ["typo"]', ("newslint.toml", "'selct'", "'select'")),
    ('select = ["doubled-wrod"]', ("newslint.toml", "'doubled-wrod'", "'doubled-word'")),
    ('[rules.doubled-word]\nalow = ["a"]', ("newslint.toml", "'alow'", "'allow'")),
    ("[rules.doubled-word]\nallow = 3", ("newslint.toml", "allow", "a list of texts")),
    ("severity = 3", ("newslint.toml", "severity", "a table")),
    ('[fields]\nbdy = "text"', ("newslint.toml", "[fields]", "'bdy'", "'body'")),
    ("[fields]\nbody = 3", ("newslint.toml", "[fields] body", "a text or a list of texts")),
    ('[[per-path]]\npaths = ["a"]\nfields = { bdy = "a" }', ("newslint.toml", "[[per-path]]", "'body'")),
    ('languages = "en"', ("newslint.toml", "languages", "a list of texts")),
    ('languages = ["en", "klingon"]', ("newslint.toml", "languages", "klingon", '"en"')),
    ('languages = ["englisch"]', ("newslint.toml", "languages", "englisch", "did you mean 'english'?")),
    ('languages = [" en"]', ("newslint.toml", "languages", "two or three letters")),
    ('plugins = ["newslint_missing"]', ("newslint-missing", "additional_dependencies: [newslint-missing]")),
    ('plugins = ["missing.py"]', ("missing.py",)),
])  # fmt: skip
def test_a_configuration_that_means_nothing_stops_the_run(tmp_path: Path, config: str, words: tuple[str, ...]) -> None:
    (tmp_path / "newslint.toml").write_text(config)
    (tmp_path / "a.txt").write_text(WRONG)
    done = check(folder=tmp_path)
    assert done.returncode == 2
    assert all(word in done.stderr.decode() for word in words)
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("language", ["english", "EN", "en-GB", "eng", "en_US", "en-Latn-GB"])
def test_english_may_be_written_in_many_ways(tmp_path: Path, language: str) -> None:
    (tmp_path / "newslint.toml").write_text(f'languages = ["{language}", "fil", "zh-Hans-CN"]\n')
    (tmp_path / "a.txt").write_text(WRONG)
    assert [one["rule"] for one in json.loads(check(folder=tmp_path).stdout)] == ["doubled-word"]


@pytest.mark.parametrize("corpus", [["../nowhere/"], ["old/", "nwe/*.txt"], ["old/*.txt", "!old/b.txt", "../nowhere/"]])
def test_a_corpus_that_matches_no_file_makes_a_run_untrustworthy(tmp_path: Path, corpus: list[str]) -> None:
    (tmp_path / "newslint.toml").write_text(f"corpus = {json.dumps(corpus)}")
    (tmp_path / "old").mkdir()
    for name in ("a.txt", "old/a.txt"):
        (tmp_path / name).write_text(CLEAN)
    done = check("a.txt", folder=tmp_path)
    assert done.returncode == 2
    (said,) = done.stderr.decode().splitlines()
    assert said.startswith(f"newslint: newslint.toml: corpus: {corpus[-1]} matches no file; ")
    assert check("a.txt", "--scope", "document", folder=tmp_path).returncode == 0


def test_a_misspelt_name_of_a_field_is_one_finding_a_file(tmp_path: Path) -> None:
    (tmp_path / "newslint.toml").write_text('[fields]\nheadline = "heda"\n')
    (tmp_path / "a.jsonl").write_text(json.dumps({"head": "Rain", "text": CLEAN}) + "\n" + json.dumps({"text": WRONG}))
    (tmp_path / "b.csv").write_text("heda,text\nRain keeps all at home,a\n")
    done = check("a.jsonl", "b.csv", "--select", "input,doubled-word", folder=tmp_path)
    found = [(one["path"], one["rule"], one["record"]) for one in json.loads(done.stdout)]
    assert found == [("a.jsonl", "faulty-record", 2), ("a.jsonl", "doubled-word", 2)]
    assert b"No record has the field heda (headline); see [fields] in the configuration" in done.stdout
    assert done.returncode == 1


def test_a_file_that_is_not_utf_8_is_a_finding_and_the_rest_is_checked(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"A caf\xe9 in Paris.")
    (tmp_path / "b.txt").write_text(WRONG)
    done = check(folder=tmp_path)
    found = [(one["path"], one["rule"], one["start"]) for one in json.loads(done.stdout)]
    assert found == [("a.txt", "not-utf-8", 5), ("b.txt", "doubled-word", 12)]
    assert done.returncode == 1


@pytest.mark.parametrize("data", [b"", b"\0", b"a\0b \0\n", b"\xef\xbb\xbf", b"\xff\xfe", b"\xff\xfea", b"\r\r\n"])
def test_no_bytes_at_all_cause_a_traceback(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    done = check("--fix", folder=tmp_path)
    assert done.returncode in (0, 1)
    assert b"Traceback" not in done.stderr


def test_one_line_of_10_mb_is_checked(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("talk of peace in Paris, " * 430_000 + "the the end.")
    assert json.loads(check("--scope", "document", folder=tmp_path).stdout)[-1]["rule"] == "doubled-word"


def test_a_file_of_50_mb_is_checked(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text((CLEAN + "\n") * 1_900_000 + WRONG)
    assert json.loads(check("--select", "doubled-word", folder=tmp_path).stdout)[-1]["rule"] == "doubled-word"


@pytest.mark.parametrize("name", [b"caf\xe9.txt", b"two\nlines.txt", "é “x”.txt".encode()])
@pytest.mark.parametrize("encoding", ["ascii", "utf-8"])
def test_no_file_name_and_no_locale_stop_the_output(tmp_path: Path, name: bytes, encoding: str) -> None:
    with open(os.path.join(os.fsencode(tmp_path), name), "w", encoding="utf-8") as file:
        file.write("“The the man” café.\n")
    environment = {"LC_ALL": "C", "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = check("-v", "--fix", folder=tmp_path, **environment)
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    assert "“" in json.loads(done.stdout.decode("utf-8"))[0]["message"]


def test_a_closed_pipe_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("He saw the the man. " * 20_000)
    command = [sys.executable, "-m", "newslint", "check", "--output-format", "json", "--select", "typo"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 1


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_ends_the_run_with_130_and_no_traceback(tmp_path: Path, jobs: str) -> None:
    (tmp_path / "slow.py").write_text(FAILING.replace("raise ZeroDivisionError(\"by zero\")", (
        "import time, pathlib; pathlib.Path('started').touch(); time.sleep(60)"
    )))  # fmt: skip
    (tmp_path / "newslint.toml").write_text('plugins = ["slow.py"]')
    for number in range(130):
        (tmp_path / f"{number}.txt").write_text(CLEAN)
    command = [sys.executable, "-m", "newslint", "check", "--output-format", "json", "--jobs", jobs]
    with subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, start_new_session=True) as process:
        assert process.stderr is not None
        while not (tmp_path / "started").exists() and process.poll() is None:
            time.sleep(0.01)
        os.killpg(process.pid, signal.SIGINT)
        errors = process.stderr.read()
        assert process.wait(30) == 130
    assert b"Traceback" not in errors


def test_a_rule_that_raises_is_a_finding_and_the_run_goes_on(tmp_path: Path) -> None:
    (tmp_path / "raising.py").write_text(FAILING)
    (tmp_path / "newslint.toml").write_text('plugins = ["raising.py"]')
    (tmp_path / "a.txt").write_text(WRONG)
    done = check("--exit-zero", folder=tmp_path)
    assert done.returncode == 2
    assert {one["rule"] for one in json.loads(done.stdout)} == {"rule-failed", "doubled-word"}
    assert b"a rule failed in 1 place" in done.stderr


def test_a_path_that_does_not_exist_is_named(tmp_path: Path) -> None:
    done = newslint("check", "gone.txt", "--output-format", "json", folder=tmp_path)
    assert (done.returncode, done.stderr) == (2, b"newslint: gone.txt: there is no such file or folder\n")


def test_an_article_of_the_corpus_that_cannot_be_read_is_said_to_be_left_out(tmp_path: Path) -> None:
    (tmp_path / "newslint.toml").write_text('corpus = ["old/"]')
    (tmp_path / "old").mkdir()
    for name in ("a.txt", "old/b.txt"):
        (tmp_path / name).write_text(CLEAN)
    assert check("a.txt", folder=tmp_path).stderr == b""
    (tmp_path / "old" / "c.txt").write_bytes(b"A caf\xe9 in Paris.\n")
    done = check("a.txt", folder=tmp_path)
    assert done.returncode == 0
    assert done.stderr.decode() == "newslint: in the corpus old/c.txt cannot be read and was not compared\n"


@pytest.mark.parametrize(
    ("corpus", "is_said"), [("old/", True), ("old/**/*.txt", True), ("*.txt", True), ("new/", False)]
)
def test_a_folder_of_the_corpus_that_cannot_be_opened_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, corpus: str, is_said: bool
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("newslint.toml").write_text(f'corpus = ["{corpus}"]')
    for name in ("a.txt", "new/b.txt", "old/c.txt", "old/shut/d.txt"):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(CLEAN)

    def scandir(folder: str, scan: Callable[[str], Any] = os.scandir) -> Any:
        if os.path.basename(folder) == "shut":
            raise PermissionError(13, "Permission denied")
        return scan(folder)

    monkeypatch.setattr(os, "scandir", scandir)
    loaded = request.prepare(request.Options(("a.txt",)))
    assert loaded.request.missing == ("old/shut: cannot be opened: Permission denied",) * is_said


@pytest.mark.parametrize(
    ("folder", "pattern", "may"),
    [("old/a", "old/", True), ("old/a", "old/*.txt", True), ("old", "old/a/*.txt", True), ("new", "old/", False),
     ("older", "old/", False), ("any", "*.txt", True), ("any", "**/b.txt", True), (".", "old/", True)],
)  # fmt: skip
def test_a_folder_may_hold_what_a_pattern_names_below_it(folder: str, pattern: str, may: bool) -> None:
    assert corpora.may_hold(folder, pattern) is may
