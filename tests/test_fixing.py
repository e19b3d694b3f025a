"""``newslint fix`` as a person runs it: what is mended, what is shown, what is left."""

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

BODY = (
    "Police said the the harbour was closed for two days after the storm, and that they were definately sure that all "
    "ferries to the islands had been called off until at least Monday morning."
)
ARTICLE = f"Storm closes harbour\n\nStorm closes harbour\n\n{BODY}\n\nAdvertisement\n\nRain fell in the the town.\n"


def newslint(*arguments: str, folder: Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    inherited = {key: value for key, value in os.environ.items() if key not in ("PRE_COMMIT", "FORCE_COLOR")}
    command = [sys.executable, "-m", "newslint", *arguments]
    return subprocess.run(command, cwd=folder, input=stdin, capture_output=True, env=inherited, timeout=120)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(ARTICLE)
    return tmp_path


def mended(*olds: str) -> str:
    """Return the article with some of its faults mended."""
    news = {
        "doubled-headline": ("Storm closes harbour\n\n", ""),
        "doubled-word": ("the the", "the"),
        "known-misspelling": ("definately", "definitely"),
        "advert-marker": ("Advertisement\n\n", ""),
        "town": ("in the the", "in the"),
    }
    text = ARTICLE
    for old in olds:
        text = text.replace(*news[old], 1)
    return text


@pytest.mark.parametrize(("only", "olds"), [
    ("doubled-word", ("doubled-word", "town")),
    ("typo", ("doubled-word", "town", "known-misspelling")),
    ("boilerplate:page", ("advert-marker",)),
    ("boilerplate:page, headline", ("advert-marker", "doubled-headline")),
    ("all", ("doubled-word", "town", "known-misspelling", "advert-marker", "doubled-headline")),
])  # fmt: skip
@pytest.mark.parametrize("command", [("fix",), ("check", "--fix")])
def test_only_what_was_named_is_mended_and_the_rest_is_reported(
    folder: Path, command: tuple[str, ...], only: str, olds: tuple[str, ...]
) -> None:
    rules = {one["rule"] for one in json.loads(newslint("check", "--output-format=json", folder=folder).stdout)}
    done = newslint(*command, "--only", only, "--output-format", "json", folder=folder)
    assert (folder / "a.txt").read_text() == mended(*olds)
    left = {one["rule"] for one in json.loads(done.stdout)}
    assert left == rules - {"doubled-word" if old == "town" else old for old in olds}
    assert done.returncode == (1 if left else 0)


def test_a_diff_of_some_rules_shows_their_changes_only(folder: Path) -> None:
    done = newslint("check", "--diff", "--only", "doubled-headline", folder=folder)
    changed = [line for line in done.stdout.decode().splitlines() if line[0] in "+-" and line[:3] not in ("+++", "---")]
    assert changed == ["-Storm closes harbour", "-"]


@pytest.mark.parametrize(("arguments", "said"), [
    (("fix", "--only", "doubled-wrod"), "no rule or category 'doubled-wrod'; did you mean 'doubled-word'?"),
    (("fix", "--only", "boilerplate:pages"), "did you mean 'boilerplate:page'?"),
    (("fix", "--only", ","), "--only names no rule"),
    (("fix", "--only", "spelling-variety"), "switch it on with --extend-select spelling-variety"),
    (("check", "--only", "typo"), "--only goes with --fix or --diff; to report some rules only, take --select"),
])  # fmt: skip
def test_what_cannot_be_meant_is_an_error_and_changes_nothing(
    folder: Path, arguments: tuple[str, ...], said: str
) -> None:
    done = newslint(*arguments, folder=folder)
    assert (done.returncode, done.stdout) == (2, b"")
    assert said in done.stderr.decode()
    assert (folder / "a.txt").read_text() == ARTICLE


@pytest.mark.parametrize("option", ["--output-format jsonl", "--statistics"])
def test_of_a_form_that_a_diff_has_no_use_for_it_is_said_so(folder: Path, option: str) -> None:
    done = newslint("check", "--diff", *option.split(), folder=folder)
    assert (done.returncode, done.stdout) == (1, newslint("check", "--diff", folder=folder).stdout)
    assert f"newslint: {option} is not used: --diff writes the changes there" in done.stderr.decode()


def test_beside_a_diff_the_findings_go_to_a_report(folder: Path) -> None:
    done = newslint("fix", "--diff", "--report", "json=out.json", folder=folder)
    assert done.returncode == 1
    assert len(json.loads((folder / "out.json").read_text())) == 5


def test_nobody_is_advised_to_fix_what_cannot_be_fixed(tmp_path: Path) -> None:
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(ARTICLE.encode()))
    for form in ("full", "concise"):
        said = newslint("check", "a.txt.gz", "--output-format", form, folder=tmp_path).stdout.decode()
        assert "definately" in said
        assert "newslint fix" not in said
    done = newslint("fix", "a.txt.gz", folder=tmp_path)
    assert done.returncode == 2
    assert b"a.txt.gz: cannot be fixed: it is packed; unpack it first, or let newslint repair" in done.stderr


def test_a_diff_of_a_file_that_is_not_in_utf_8_is_said_not_to_be_for_git_and_patch(folder: Path) -> None:
    (folder / "b.txt").write_text(ARTICLE, encoding="utf-16")
    (folder / "c.txt").write_text(f"\ufeff{ARTICLE}", encoding="utf-8")
    done = newslint("fix", "--diff", folder=folder)
    assert done.stderr.decode().count("is not in UTF-8") == 1
    assert "newslint: b.txt is not in UTF-8, so git apply and patch refuse its part" in done.stderr.decode()
    (folder / "b.txt").unlink()
    assert "is not in UTF-8" not in newslint("fix", "--diff", folder=folder).stderr.decode()


LEAD = "Rain kept most families of the old town at home on Monday, and ferries to all of the islands stayed in port.\n"


@pytest.mark.parametrize(
    ("copy", "is_removed"),
    [
        ("Storm closes harbour | Daily Site", True), ("Storm closes harbour - BBC News", True),
        ("Storm closes harbour » oslopost.com", True), ("Storm closes harbour | The full story in pictures", False),
        ("Storm closes harbour - Times Square closed", False), ("Storm closes harbour – in other news", False),
    ],
)  # fmt: skip
def test_a_headline_that_is_repeated_with_the_name_of_a_site_goes_by_a_safe_fix(
    tmp_path: Path, copy: str, is_removed: bool
) -> None:
    text = f"Storm closes harbour\n\n{copy}\n\n{LEAD}"
    (tmp_path / "a.txt").write_text(text)
    newslint("fix", "--only", "doubled-headline", folder=tmp_path)
    assert (tmp_path / "a.txt").read_text() == (text.replace(f"{copy}\n\n", "") if is_removed else text)
