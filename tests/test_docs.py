"""The documentation says what the code does, and each of its blocks of code is run (docs_blocks.py: how)."""

import importlib.util
import re
import tomllib
from pathlib import Path
from types import ModuleType

import pytest
from docs_blocks import WORDS, Block, blocks, pages
from docs_folder import furnished
from docs_run import BlockError, run

from newslint.configuration import settings
from newslint.configuration.naming import check_rules
from newslint.configuration.schema import EXPLAINED, KEYS, PER_PATH_KEYS
from newslint.plugins import load
from newslint.rules import presets
from newslint.testing import failures, lint

ROOT = Path(__file__).resolve().parent.parent


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "scripts" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_rule_has_a_page_that_says_what_the_rule_says() -> None:
    present = {path.name: path.read_text("utf-8") for path in (ROOT / "docs" / "rules").glob("*.md")}
    assert present == script("rule_pages").pages(), "run: make pages"


def test_the_reference_says_what_settings_and_commands_say() -> None:
    present = {path.name: path.read_text("utf-8") for path in (ROOT / "docs" / "reference").glob("*.md")}
    assert present == script("reference_pages").pages(), "run: make pages"


def test_what_the_pages_of_rules_say_of_options_may_stand_in_a_configuration(tmp_path: Path) -> None:
    pages_of_rules = (ROOT / "docs" / "rules").glob("*.md")
    said = [block.code for page in pages_of_rules for block in blocks(page) if block.language == "toml"]
    (tmp_path / "newslint.toml").write_text("\n".join(said), "utf-8")
    config = settings.read(str(tmp_path / "newslint.toml"), presets())
    check_rules(config, load().rules)
    assert len(config.layers[-1].options) == len(said) > 50


def test_every_setting_is_explained() -> None:
    assert EXPLAINED.keys() == KEYS.keys() | PER_PATH_KEYS.keys()


def test_every_link_between_pages_leads_somewhere() -> None:
    for page in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.relative_to(ROOT)} links to {target}"


@pytest.mark.parametrize("hook", ["readers", "reporters", "engines", "words", "openers"])
def test_every_hook_of_the_pages_on_plugins_brings_what_newslint_takes(hook: str, tmp_path: Path) -> None:
    page = ROOT / "docs" / (f"writing-{hook}.md" if hook in ("readers", "reporters", "engines") else "plugins.md")
    piece = next(block.code for block in blocks(page) if f"def newslint_{hook}" in block.code)
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


def test_every_page_stands_in_the_navigation_of_the_site() -> None:
    said = (ROOT / "mkdocs.yml").read_text("utf-8")
    named = set(re.findall(r": ([\w/-]+\.md)$", said, re.MULTILINE))
    pages_of_docs = {str(page.relative_to(ROOT / "docs")) for page in (ROOT / "docs").rglob("*.md")}
    of_rules = {page for page in pages_of_docs if page.startswith("rules/") and page != "rules/index.md"}
    assert pages_of_docs - of_rules - named == set(), "add it to nav in mkdocs.yml"


def test_who_follows_the_five_minute_start_to_the_letter_gets_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = furnished(tmp_path)
    for name in ("words.txt", "house.toml"):
        (folder / name).unlink()
    monkeypatch.chdir(folder)
    printed = ""
    for block in blocks(ROOT / "docs" / "start.md"):
        printed += run(block, folder, "")
        # What a command says is to be added to the configuration is added to the file that it names.
        for file, line in re.findall(r"(?m)^To use it, add to (\S+):  (.+)$", printed):
            config = folder / file
            config.write_text(f"{line}\n{config.read_text('utf-8')}", "utf-8")
            printed = ""
    assert sorted(path.name for path in (folder / "articles").glob("*.toml")) == []
    assert "words.txt" in (folder / "newslint.toml").read_text("utf-8")
    for command in ("explain house-nightly", "check", "accept --last --dry-run", "config articles"):
        run(Block(ROOT / "docs" / "start.md", 1, "sh", f"newslint {command}\n", {}), folder, "")
    rules = "$ newslint rules --category text\n...\n"
    shown = run(Block(ROOT / "docs" / "start.md", 1, "console", rules, {}), folder, "")
    assert "house-nightly" in shown


FEW = 40
"""How many blocks may be looked at only."""


@pytest.mark.parametrize("page", [pytest.param(page, id=str(page.relative_to(ROOT))) for page in pages()])
def test_every_block_of_a_page_does_what_the_page_says(page: Path, tmp_path: Path) -> None:
    folder = furnished(tmp_path)
    problems, printed = [], ""
    for block in blocks(page):
        try:
            printed = run(block, folder, printed)
        except BlockError as problem:
            problems.append(f"{block.where}: {problem}")
    assert not problems, "\n\n" + "\n\n".join(problems)


def test_few_blocks_are_looked_at_only_and_each_says_why() -> None:
    found = [block for page in pages() for block in blocks(page) if "parsed only" in block.directives]
    assert [block.where for block in found if not block.directives["parsed only"]] == []
    assert len(found) <= FEW


def test_no_directive_is_misspelt() -> None:
    wrong = [
        f"{block.where}: {word}"
        for page in pages()
        for block in blocks(page)
        for word in block.directives.keys() - {*WORDS}
    ]
    assert wrong == []


PACK = """[acme-x]
kind = "phrase"
summary = "It rains."
message = "x"
phrases = ["rain"]
bad = ["[[Snow]] fell."]
good = ["Sun.", "Fog."]
"""


def problem_of(folder: Path, language: str, code: str, **directives: str) -> str:
    try:
        run(Block(ROOT / "docs" / "page.md", 1, language, code, directives), furnished(folder), "")
    except BlockError as problem:
        return str(problem)
    return ""


@pytest.mark.parametrize(
    ("language", "code", "said"),
    [
        ("sh", "newslint check no-such-folder\n", "this failed: newslint check no-such-folder"),
        ("sh", "newslint check --no-such-option articles\n", "no-such-option"),
        ("sh", "pip install newslint\n", "reaches beyond the folder"),
        ("sh", "make run\n", "reaches beyond the folder"),
        ("console", "$ newslint --version\nnewslint, version 99\n", "it prints something else"),
        ("python", "import no_such_module\n", "No module named"),
        ("toml", 'ignore = ["doubled-wird"]\n', "did you mean 'doubled-word'"),
        ("toml", PACK, "acme-x"),
        ("yaml", "- id: newslint-typo\n", "there is no hook newslint-typo"),
        ("yaml", "script:\n  - newslint chek articles\n", "there is no command chek"),
        ("text", "$ newslint check\n", "call the block console"),
        ("", "rain\n", "nobody knows how to run"),
    ],
)
def test_a_block_that_is_not_what_it_says_is_told(tmp_path: Path, language: str, code: str, said: str) -> None:
    assert said in problem_of(tmp_path, language, code)


def test_a_block_that_is_parsed_only_is_still_understood_by_the_command_line(tmp_path: Path) -> None:
    problem = problem_of(tmp_path, "sh", "newslint check --engin dask\n", **{"parsed only": "a cluster"})
    assert "--engin" in problem


def test_findings_are_no_failure_of_a_page(tmp_path: Path) -> None:
    assert problem_of(tmp_path, "sh", "newslint check articles\nnewslint --version\n") == ""
