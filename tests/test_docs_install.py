"""What the pages tell people to type to get newslint gives them newslint."""

import os
import re
import subprocess
from pathlib import Path

import pytest
from docs_blocks import ROOT, Block, blocks, pages

SETS_UP_A_CHECKOUT = ("make ", "--group dev")
"""What those who work on newslint type; whoever runs this test has done so."""


def installing() -> list[Block]:
    return [
        block
        for page in pages()
        for block in blocks(page)
        if block.directives.get("parsed only") == "it installs"
        if not any(words in block.code for words in SETS_UP_A_CHECKOUT)
    ]


def test_pages_for_people_who_begin_are_among_those_that_say_how_to_install() -> None:
    named = {str(block.page.relative_to(ROOT)) for block in installing()}
    assert named >= {"README.md", "docs/start.md", "docs/editors.md", "plugins/newslint-house-style/README.md"}


@pytest.mark.hooks
def test_who_types_what_the_pages_say_has_newslint_its_language_server_and_its_house_style(tmp_path: Path) -> None:
    checkout = tmp_path / "checkout"
    _copy(checkout)
    said = {re.sub(r" *# .*", "", block.code): block.where for block in installing()}
    for code, where in said.items():
        _typed(tmp_path, checkout, code, where)
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.txt").write_text("Police said the the man fled.\n", encoding="utf-8")
    assert "newslint" in _typed(tmp_path, tmp_path, "newslint --version")
    assert "newslint-lsp" in _typed(tmp_path, tmp_path, "newslint-lsp --version")
    assert "style-american" in _typed(tmp_path, tmp_path, "newslint plugins")
    assert "doubled-word" in _typed(tmp_path, tmp_path, "newslint check articles || test $? = 1")


def _typed(home: Path, folder: Path, code: str, where: str = "") -> str:
    """Do what somebody does in a shell, in the environment that he has made by then."""
    environment = {**os.environ, "HOME": str(home), "PIP_CONSTRAINT": str(ROOT / "constraints.txt")}
    script = f"set -e\n[ ! -e ~/newslint/bin/activate ] || source ~/newslint/bin/activate\n{code}"
    done = subprocess.run(["bash", "-c", script], cwd=folder, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, f"{where}: {code}\n{done.stdout}{done.stderr}"
    return done.stdout


def _copy(folder: Path) -> None:
    """Copy what stands in this checkout now."""
    around = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, env=around, capture_output=True, text=True, check=True).stdout
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes((ROOT / name).read_bytes())
    subprocess.run(["git", "init", "-q"], cwd=folder, env=around, check=True)
