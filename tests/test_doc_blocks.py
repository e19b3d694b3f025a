"""Every command and every block of code in the documentation is run; docs_blocks.py says what a page may ask for."""

from pathlib import Path

import pytest
from docs_blocks import ROOT, WORDS, Block, blocks, pages
from docs_folder import furnished
from docs_run import BlockError, run

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
