"""Patterns of file names mean what they mean to git."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from newslint.files.patterns import Patterns

LINES = [
    "a", "a/", "/a", "a/b", "/a/b/", "*.txt", "*.py[cod]", "a*", "?.txt", "**/b", "a/**", "a/**/c", "**", "[!a].txt",
    "[^b]", "\\#a", "\\!a", "a\\ ", "a ", "b/*.txt", "*/c", "# a", "", "!a", "/", "[]a].txt", "a.b+c", "b/**/",
    "***.txt", "[z-a]", "[", "[a-c].txt", "\\*",
]  # fmt: skip
PATHS = [
    "a", "b", "c", "a.txt", "b.txt", "ab", "x.pyc", "x.pyx", "#a", "!a", "a ", "a.b+c", "aXbbc", "].txt", "*",
    "d/a", "d/b", "d/a.txt", "b/a.txt", "b/d/a.txt", "d/c", "d/e/c",
]  # fmt: skip


@pytest.mark.parametrize("line", LINES)
def test_a_line_means_what_it_means_to_git(line: str, tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    (tmp_path / ".gitignore").write_text(line + "\n", "utf-8")
    asked = "\0".join(PATHS)
    git = ["git", "-C", str(tmp_path), "check-ignore", "--stdin", "-z", "--no-index"]
    named = subprocess.run(git, input=asked, capture_output=True, text=True, check=False).stdout
    assert [path for path in PATHS if Patterns([line]).match(path)] == [path for path in named.split("\0") if path]


def test_the_last_line_that_matches_has_the_last_word() -> None:
    patterns = Patterns(["*.txt", "!a.txt", "b/a.txt"])
    assert [patterns.verdict(path) for path in ("c.txt", "a.txt", "b/a.txt", "c")] == [True, False, True, None]


def test_what_stands_in_a_named_folder_is_named_and_a_file_is_no_folder() -> None:
    patterns = Patterns(["build/"])
    assert [patterns.match(path) for path in ("build/", "build/a.txt", "c/build/d/e", "build", "builds/a")] == [
        True, True, True, False, False,
    ]  # fmt: skip
