"""``newslint config --unused`` says what a configuration keeps from being said, and nobody would say anyway."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

CONFIG = """\
ignore = ["wrong-article", "stray-space"]
words = ["Occured", "Seperate", "Idlib"]
words-files = ["words.txt"]

[severity]
doubled-headline = "off"
missing-space = "off"

[rules.doubled-word]
allow = ["that", "the"]

[[per-path]]
paths = ["old/*", "oldest/*"]
ignore = ["doubled-word", "boilerplate"]
"""
ARTICLE = """\
A day in town

It was a hour ago that he occured,she said, and the the mayor was seperate, as is neccessary.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "old").mkdir()
    (tmp_path / "newslint.toml").write_text(CONFIG, "utf-8")
    (tmp_path / "words.txt").write_text("# Ours.\nneccessary\noccurence\n", "utf-8")
    (tmp_path / "a.txt").write_text(ARTICLE, "utf-8")
    (tmp_path / "old" / "b.txt").write_text("Another day in town\n\nAnd and so it went on.\n", "utf-8")
    return tmp_path


def newslint(folder: Path, *arguments: str, status: int) -> str:
    command = [sys.executable, "-m", "newslint", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == status, done.stdout + done.stderr
    return done.stdout


def test_each_entry_that_silences_nothing_is_named_with_its_file(folder: Path) -> None:
    assert newslint(folder, "config", "--unused", status=1).splitlines() == [
        'newslint.toml: ignore = ["stray-space"]: without it nothing more would be found',
        'newslint.toml: [severity] doubled-headline = "off": without it nothing more would be found',
        'newslint.toml: [rules.doubled-word] allow = ["that"]: the rule meets it nowhere',
        'newslint.toml: [[per-path]]: ignore = ["boilerplate"]: without it nothing more would be found',
        'newslint.toml: [[per-path]]: paths = ["oldest/*"]: it matches no file',
        "newslint.toml: Idlib: no rule finds fault with it",
        "newslint.toml: Occured: it is found all the same: a word with a capital is known only as it is written",
        "words.txt: occurence: no rule finds fault with it",
        "newslint.toml: Seperate: it is found all the same: a word with a capital is known only as it is written",
        "9 entries of no use in 2 articles.",
    ]


def test_programs_get_the_same_as_json(folder: Path) -> None:
    found = json.loads(newslint(folder, "config", "--unused", "--output-format", "json", status=1))
    assert len(found) == 9
    assert found[0] == {
        "origin": "newslint.toml",
        "entry": 'ignore = ["stray-space"]',
        "why": "without it nothing more would be found",
    }


def test_where_all_is_of_use_the_status_says_so(folder: Path) -> None:
    (folder / "newslint.toml").write_text('ignore = ["doubled-word"]\nwords = ["neccessary"]\n', "utf-8")
    (folder / "words.txt").unlink()
    assert newslint(folder, "config", "--unused", status=0) == "0 entries of no use in 2 articles.\n"


def test_requests_in_articles_and_lists_of_known_findings_are_named_too(folder: Path) -> None:
    (folder / "newslint.toml").write_text('baseline = "baseline.jsonl"\n', "utf-8")
    (folder / "words.txt").unlink()
    newslint(folder, "check", "--write-baseline", "baseline.jsonl", status=0)
    (folder / "a.txt").write_text("A day in town\n\nNothing happened.\n", "utf-8")
    (folder / "old" / "b.txt").rename(folder / "b.md")
    (folder / "c.md").write_text("Nothing happened. <!-- newslint: ignore[doubled-word] -->\n", "utf-8")
    said = newslint(folder, "config", "--unused", status=1).splitlines()
    assert said[0] == (
        "c.md:1: <!-- newslint: ignore[doubled-word] -->: "
        "This silences nothing: doubled-word finds nothing on this line"
    )
    assert said[1].endswith(" known: they are there no more; --write-baseline prunes them")


def test_a_path_that_is_not_there_is_an_error(folder: Path) -> None:
    assert newslint(folder, "config", "--unused", "nowhere", status=2) == ""


def test_what_is_accepted_in_vain_is_named_and_what_a_baseline_knows_is_not_ignored_by_the_rest(folder: Path) -> None:
    (folder / "words.txt").unlink()
    (folder / "newslint.toml").write_text("", "utf-8")
    newslint(folder, "accept", str(Path("old") / "b.txt:3"), status=0)
    newslint(folder, "check", "--write-baseline", "baseline.jsonl", status=0)
    (folder / "newslint.toml").write_text('baseline = "baseline.jsonl"\nignore = ["stray-space"]\n', "utf-8")
    assert newslint(folder, "config", "--unused", status=1).splitlines() == [
        'newslint.toml: ignore = ["stray-space"]: without it nothing more would be found',
        "1 entry of no use in 2 articles.",
    ]
    (folder / "old" / "b.txt").write_text("Another day in town\n\nAnd so it went on.\n", "utf-8")
    said = newslint(folder, "config", "--unused", status=1).splitlines()
    assert len(said) == 3
    assert said[1].startswith(".newslint-accepted.jsonl:2: ")
    assert "This accepted finding silences nothing" in said[1]
