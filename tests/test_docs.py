"""The documentation says what the code does."""

import importlib.util
import re
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

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
