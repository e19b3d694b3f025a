"""The plugin as others get it: on the command line, installed by pip, and at no cost to who does not use it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from formats_made import BODY, WRONG, answer, packed, page, parquet, read, record, wet
from hypothesis import given, settings
from hypothesis import strategies as st

from newslint.model import Span

HERE = Path(__file__).parent.parent
ROOT = HERE.parent.parent
FILES = ("a.parquet", "b.warc.gz", "c.wet")
STORY = f"{BODY} The mayor of the lower town said that the water would reach the old mill before noon."


def newslint(folder: Path, *arguments: str, more: str = "") -> subprocess.CompletedProcess[str]:
    (folder / "newslint.toml").write_text(f'plugins = ["newslint_formats"]\n{more}', "utf-8")
    command = [sys.executable, "-m", "newslint", *arguments]
    return subprocess.run(command, cwd=folder, env=os.environ | PATHS, capture_output=True, text=True)


PATHS = {"PYTHONPATH": str(HERE)}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    texts = [WRONG, STORY, f"{BODY} Snow fell in the hills."]
    (tmp_path / "a.parquet").write_bytes(parquet({"id": ["x", "y", "z"], "text": texts}))
    (tmp_path / "b.warc.gz").write_bytes(packed([record(answer(page(WRONG, STORY)), 4), record(answer("", "a/b"), 5)]))
    (tmp_path / "c.wet").write_bytes(wet(WRONG, 6))
    return tmp_path


def test_a_finding_says_path_record_id_field_line_and_column(corpus: Path) -> None:
    run = newslint(
        corpus, "check", "a.parquet", "b.warc.gz", "c.wet", "--select", "doubled-word", "--output-format", "json"
    )
    names = ("path", "record", "record_id", "field", "line", "column")
    assert [tuple(one[name] for name in names) for one in json.loads(run.stdout)] == [
        ("a.parquet", 1, "x", "text", 1, 13),
        ("b.warc.gz", 1, "https://www.example.org/4", "html", 4, 16),
        ("c.wet", 1, "https://www.example.org/6", "text", 1, 13),
    ]
    assert run.stderr == "newslint: b.warc.gz: 1 of 2 records hold no article and were left out: 1 a/b\n"


def test_reports_that_point_at_files_give_the_line_of_the_file(corpus: Path) -> None:
    run = newslint(corpus, "check", "c.wet", "--select", "doubled-word", "--output-format", "gitlab")
    (one,) = json.loads(run.stdout)
    lines = (corpus / "c.wet").read_bytes().split(b"\n")
    assert lines[one["location"]["lines"]["begin"] - 1].startswith(WRONG.encode())


def test_twins_across_formats_are_found(corpus: Path) -> None:
    run = newslint(corpus, "check", ".", "--select", "shared-paragraph", "--output-format", "json",
                   more='include = ["*.parquet", "*.warc.gz"]\n')  # fmt: skip
    assert {(one["path"], one["record"]) for one in json.loads(run.stdout)} == {("a.parquet", 2), ("b.warc.gz", 1)}


def test_a_folder_is_not_walked_for_them_unless_they_are_included(corpus: Path) -> None:
    run = newslint(corpus, "check", ".")
    assert "3 files (.parquet, .warc.gz, .wet) are read when they are named or in include" in run.stderr


@pytest.mark.parametrize("name", ["a.parquet", "b.warc.gz", "c.wet"])
def test_fix_says_that_it_cannot_and_changes_nothing(corpus: Path, name: str) -> None:
    before = (corpus / name).read_bytes()
    run = newslint(corpus, "fix", name)
    assert run.returncode == 2
    assert re.search(
        rf"{re.escape(name)}: cannot be fixed: the reader (parquet|warc) only reads; mend the text", run.stderr
    )
    assert (corpus / name).read_bytes() == before


def test_several_processes_find_what_one_does(corpus: Path) -> None:
    names = ["check", *FILES, "--output-format", "json"]
    one, two = newslint(corpus, *names, "--jobs", "1"), newslint(corpus, *names, "--jobs", "2")
    assert (one.stdout, one.stderr) == (two.stdout, two.stderr)


def test_the_extractor_is_a_setting_and_a_slip_in_it_an_error(corpus: Path) -> None:
    run = newslint(corpus, "check", "b.warc.gz", more='[readers.warc]\nextractor = "trafilatur"\n')
    assert run.returncode == 2
    assert "extractor must be none or trafilatura, not 'trafilatur'; did you mean 'trafilatura'?" in run.stderr
    run = newslint(
        corpus, "check", "b.warc.gz", "--output-format", "concise", more='[readers.warc]\nextractor = "trafilatura"\n'
    )
    assert "(record 1, text 1:13)" in run.stdout


def test_a_run_on_plain_text_imports_nothing_heavy(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"{BODY}\n", "utf-8")
    (tmp_path / "newslint.toml").write_text('plugins = ["newslint_formats"]\n', "utf-8")
    code = "import sys; from newslint import Linter; Linter().lint_file('a.txt'); print(*sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=os.environ | PATHS, capture_output=True, text=True
    )
    modules = set(run.stdout.split())
    assert "newslint_formats" in modules
    assert not modules & {
        "pyarrow",
        "fsspec",
        "warcio",
        "trafilatura",
        "newslint_formats.parquet",
        "newslint_formats.warc",
    }


SOUND = {
    "a.parquet": parquet({"id": ["a", "b", "c"], "text": [BODY, WRONG, None], "n": [1, 2, 3]}, row_group_size=2),
    "a.warc": record(answer(page(BODY, WRONG))) + wet(BODY, 2) + wet(WRONG, 3),
    "a.warc.gz": packed([record(answer(page(BODY, WRONG))), wet(BODY, 2), wet(WRONG, 3)]),
}


@settings(deadline=None, max_examples=200)
@given(st.sampled_from(sorted(SOUND)), st.data())
def test_no_damage_stops_a_reader(name: str, data: st.DataObject) -> None:
    broken = bytearray(SOUND[name])
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(broken)))
        broken[at : at + data.draw(st.integers(0, 30))] = data.draw(st.binary(max_size=30))
    for one in read(name, bytes(broken)):
        assert one.locate(Span(0, 1)).path == name


def test_every_requirement_is_pinned() -> None:
    import tomllib

    def plain(requirement: str) -> str:
        return re.sub(r"[-_.]+", "-", re.split(r"[\s=<>!~;\[]", requirement)[0]).lower()

    project = tomllib.loads((HERE / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [*project["dependencies"], *(one for extra in project["optional-dependencies"].values() for one in extra)]
    pins = {plain(line) for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines()}
    assert {plain(one) for one in wanted} - pins == {"newslint"}


@pytest.mark.hooks
def test_pip_installs_it_and_newslint_finds_it(corpus: Path) -> None:
    environment = os.environ | {"PIP_CONSTRAINT": str(ROOT / "constraints.txt")}
    subprocess.run([sys.executable, "-m", "venv", corpus / "venv"], check=True)
    python = str(corpus / "venv" / ("Scripts" if sys.platform == "win32" else "bin") / "python")
    install = [python, "-m", "pip", "-q", "install", str(ROOT), f"{HERE}[trafilatura]"]
    subprocess.run(install, check=True, env=environment)
    command = [python, "-m", "newslint"]
    shown = subprocess.run([*command, "plugins", "-v"], cwd=corpus, capture_output=True, text=True).stdout
    assert "newslint-formats 0.1.0" in shown
    assert "reader warc (.warc, .warc.gz, .wet, .wet.gz)" in shown
    url = (corpus / "c.wet").as_uri()
    check = [*command, "check", *FILES, url, "--output-format", "json", "--select", "doubled-word"]
    run = subprocess.run(check, cwd=corpus, capture_output=True, text=True)
    assert [(one["path"], one["record"]) for one in json.loads(run.stdout)] == [
        ("a.parquet", 1), ("b.warc.gz", 1), ("c.wet", 1), (url, 1),
    ]  # fmt: skip
    assert run.returncode == 1
    (corpus / "newslint.toml").write_text('[readers.warc]\nextractor = "trafilatura"\n', "utf-8")
    run = subprocess.run([*command, "check", "b.warc.gz", "-q"], cwd=corpus, capture_output=True, text=True)
    assert (run.returncode, run.stderr) == (1, "")
    assert "record 1, text 1:13" in run.stdout
