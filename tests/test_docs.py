"""The documentation says what the code does."""

import importlib.util
import os
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import click
import pytest

from newslint.cli.main import COMMANDS, main
from newslint.plugins import load
from newslint.testing import failures, lint

ROOT = Path(__file__).resolve().parent.parent


def rule_pages() -> ModuleType:
    spec = importlib.util.spec_from_file_location("rule_pages", ROOT / "scripts" / "rule_pages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_rule_has_a_page_that_says_what_the_rule_says() -> None:
    present = {path.name: path.read_text("utf-8") for path in (ROOT / "docs" / "rules").glob("*.md")}
    assert present == rule_pages().pages()


def test_every_link_between_pages_leads_somewhere() -> None:
    for page in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.relative_to(ROOT)} links to {target}"


PAGES = [ROOT / "CONTRIBUTING.md", ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
USES = {
    line.partition(" #")[0].strip()
    for page in PAGES
    for line in re.findall(r"(?m)^(?: {4}|\$ )?(?:\.venv/bin/)?(newslint [a-z-].*)$", page.read_text("utf-8"))
    if line.split()[1] in COMMANDS
}


@pytest.mark.parametrize("use", sorted(USES))
def test_every_use_that_is_written_down_is_one_that_the_command_line_takes(use: str) -> None:
    _, name, *arguments = shlex.split(re.split(r" [|>]|  ", use)[0])
    context = click.Context(main)
    command = main.get_command(context, name)
    assert command is not None
    command.make_context(name, arguments, parent=context)


def test_uses_are_found_in_the_pages() -> None:
    assert "newslint new-rule doubled-comma --category typo --folder newslint/rules/typo" in USES


BLOCKS = [
    pytest.param(page, number, id=f"{page.name}-{number}")
    for page in PAGES
    for number, _ in enumerate(re.findall(r"(?ms)^(?:```|~~~)python\n", page.read_text("utf-8")))
]


@pytest.mark.parametrize(("page", "number"), BLOCKS)
def test_every_piece_of_python_runs_by_itself(page: Path, number: int, tmp_path: Path) -> None:
    pieces = re.findall(r"(?ms)^(```|~~~)python\n(.*?)^\1$", page.read_text("utf-8"))
    _, piece = pieces[number]
    wire = next((one for _, one in pieces if "def read(source" in one), "")
    for name, text in {
        "piece.py": piece,
        "wire.py": wire,
        "article.txt": "Rain.\n",
        "articles/a.txt": "Rain.\n",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    paths = {"PYTHONPATH": os.pathsep.join([str(tmp_path), str(ROOT / "plugins" / "newslint-example")])}
    command = [sys.executable, "-W", "error", "piece.py"]
    done = subprocess.run(command, cwd=tmp_path, env=os.environ | paths, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert done.returncode == 0


@pytest.mark.parametrize("hook", ["readers", "reporters", "engines", "words", "openers"])
def test_every_hook_of_the_page_on_plugins_brings_what_newslint_takes(hook: str, tmp_path: Path) -> None:
    pieces = re.findall(r"(?ms)^```python\n(.*?)^```$", (ROOT / "docs" / "plugins.md").read_text("utf-8"))
    piece = next(one for one in pieces if f"def newslint_{hook}" in one)
    (tmp_path / "house.py").write_text(piece, "utf-8")
    brought = load(["house.py"], str(tmp_path)).loaded[-1]
    assert getattr(brought, hook)


def test_the_rule_that_is_written_out_reports_what_begins_the_text(tmp_path: Path) -> None:
    piece = re.search(r"(?ms)^~~~python\n(.*?)^~~~$", (ROOT / "docs" / "writing-rules.md").read_text("utf-8"))
    assert piece is not None
    (tmp_path / "acme_nightly.py").write_text(piece[1], "utf-8")
    (rule,) = load(["acme_nightly.py"], str(tmp_path)).loaded[-1].rules
    assert list(failures(rule)) == []
    assert [one.location.span for one in lint(rule, "Nightly, and fortnightly")] == [(0, 7)]


def test_the_page_on_quality_names_the_rules_that_were_measured_as_explain_does() -> None:
    measures = tomllib.loads((ROOT / "newslint" / "measures.toml").read_text("utf-8"))
    section = (ROOT / "docs" / "quality.md").read_text("utf-8").partition("## Right in samples")[2]
    rows = [set(cells.split(", ")) for cells in re.findall(r"(?m)^\| [.\d][^|]* \| (.*) \|$", section)]
    few = re.search(r"(?s)Too few to say: (.*?)\.\n", section)
    assert rows == [set(names) for names in measures["right"].values()]
    assert few is not None
    assert set(re.findall(r"[a-z]+(?:-[a-z]+)+", few[1])) == set(measures["too-few"])
