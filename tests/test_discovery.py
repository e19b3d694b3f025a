"""Arguments become files: each once, in one order, and nothing that is not to be read."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from newslint.config import Config
from newslint.files.discovery import Discovery, discover


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(*names: str, text: str = "x") -> None:
    for name in names:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text, "utf-8")


def find(
    *arguments: str, config: Config | None = None, exclude: Sequence[str] = (), force_exclude: bool = False
) -> Discovery:
    chosen = config or Config(folder=os.getcwd())
    return discover(arguments or (".",), lambda folder: chosen, exclude, force_exclude)


def paths(discovery: Discovery) -> list[str]:
    assert discovery.missing == ()
    return [found.path for found in discovery.files]


def test_a_folder_is_walked_for_articles_in_order() -> None:
    write("b.txt", "a/z.md", "a/b/c.txt", "picture.jpg", "a.html")
    assert paths(find()) == ["a/b/c.txt", "a/z.md", "b.txt"]


def test_what_is_named_twice_or_nested_or_written_differently_is_taken_once() -> None:
    write("a/b/c.txt", "a/d.txt")
    expected = ["a/b/c.txt", "a/d.txt"]
    arguments = ["a", "./a/b", "a/b/c.txt", os.path.abspath("a/d.txt"), "a/../a"]
    assert paths(find(*arguments)) == expected
    assert paths(find(*reversed(arguments))) == expected


def test_a_file_that_is_named_outright_is_taken_whatever_it_is_called() -> None:
    write("page.html", ".hidden/a.txt", "README.md", "noted")
    assert paths(find("page.html", ".hidden/a.txt", "README.md", "noted")) == [
        ".hidden/a.txt", "README.md", "noted", "page.html",
    ]  # fmt: skip


def test_what_is_hidden_or_no_article_by_its_name_is_left_out() -> None:
    write(
        ".a/b.txt", ".c.txt", "requirements-dev.txt", "robots.txt", "LICENSE.txt", "Readme.md", "CHANGELOG.md", "x.txt"
    )
    assert paths(find()) == ["x.txt"]


def test_own_baselines_and_reports_are_not_read() -> None:
    write("newslint-baseline.json", "newslint.toml", "newslint-report.xml", "a.json", text="{}")
    assert paths(find(config=Config(folder=os.getcwd(), include=("*.json", "*.xml", "*.toml")))) == ["a.json"]


def test_gitignore_holds_below_its_folder_and_a_nearer_one_takes_back() -> None:
    write("build/a.txt", "a/build/b.txt", "a/drafts/c.txt", "a/d.tmp.txt", "a/keep/e.tmp.txt", "f.txt")
    write(".gitignore", text="build/\n# note\n*.tmp.txt\n/drafts\n")
    write("a/keep/.gitignore", text="!e.tmp.txt\n")
    assert paths(find()) == ["a/drafts/c.txt", "a/keep/e.tmp.txt", "f.txt"]
    assert paths(find("a")) == ["a/drafts/c.txt", "a/keep/e.tmp.txt"]


def test_a_folder_that_is_named_outright_is_walked_though_git_ignores_it() -> None:
    write("build/a.txt", "build/b.tmp.txt")
    write(".gitignore", text="build/\n*.tmp.txt\n")
    assert paths(find("build")) == ["build/a.txt"]
    assert paths(find("build", force_exclude=True)) == []


def test_gitignore_of_another_repository_does_not_hold() -> None:
    write("inner/.git/HEAD", "inner/a.txt", "b.txt")
    write(".gitignore", text="a.txt\nb.txt\n")
    assert paths(find()) == ["inner/a.txt"]


def test_exclude_is_relative_to_the_working_directory_and_the_configuration_to_its_folder() -> None:
    write("news/old/a.txt", "news/new/b.txt", "news/new/c.txt", "old/d.txt")
    config = Config(folder=os.path.abspath("news"), exclude=("/old/", "c.txt"))
    assert paths(find("news", config=config)) == ["news/new/b.txt"]
    assert paths(find(exclude=("news/old", "d.txt"))) == ["news/new/b.txt", "news/new/c.txt"]


def test_exclusions_hold_for_what_is_named_outright_only_when_forced() -> None:
    write("old/a.txt", "README.md", ".x/b.txt", "c.txt")
    named = ("old/a.txt", "README.md", ".x/b.txt", "c.txt")
    assert len(paths(find(*named, exclude=("old/",)))) == 4
    assert paths(find(*named, exclude=("old/",), force_exclude=True)) == ["c.txt"]


def test_include_may_be_any_pattern() -> None:
    write("a/b.txt", "c/d.txt", "e.log")
    assert paths(find(config=Config(folder=os.getcwd(), include=("a/**/*.txt", "*.log")))) == ["a/b.txt", "e.log"]


def test_the_nearest_configuration_governs() -> None:
    write("a/b/c.txt", "a/d.txt", "a/b/newslint.toml")
    inner = Config(folder=os.path.abspath("a/b"), exclude=("c.txt",))
    outer = Config(folder=os.getcwd())
    asked = []

    def config_of(folder: str) -> Config:
        asked.append(folder)
        return inner if folder.startswith("a/b") else outer

    assert [one.path for one in discover(["."], config_of, (), False).files] == ["a/d.txt"]
    assert asked == [".", "a/b"]


def test_what_does_not_exist_is_named() -> None:
    assert find("nowhere", "").missing == (
        "nowhere: there is no such file or folder", "'': there is no such file or folder",
    )  # fmt: skip
    assert len(find("a\0b").missing) == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is closed to root")
def test_a_folder_that_cannot_be_opened_is_named() -> None:
    write("shut/a.txt", "open/b.txt")
    Path("shut").chmod(0)
    try:
        found = find()
    finally:
        Path("shut").chmod(0o755)
    assert [one.path for one in found.files] == ["open/b.txt"]
    assert found.missing == ("shut: cannot be opened: Permission denied",)


def test_a_folder_that_vanishes_or_refuses_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    write("shut/a.txt", "open/b.txt")
    real = os.scandir

    def refusing(path: str) -> object:
        if path == "shut":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", refusing)
    found = find()
    assert [one.path for one in found.files] == ["open/b.txt"]
    assert found.missing == ("shut: cannot be opened: Permission denied",)


def test_symbolic_links_neither_loop_nor_make_a_text_its_own_twin() -> None:
    write("a/b.txt", "elsewhere/c.txt")
    Path("a/loop").symlink_to("..")
    Path("a/again.txt").symlink_to("b.txt")
    Path("a/folder.txt").symlink_to("../elsewhere")
    Path("a/other.txt").symlink_to("../elsewhere/c.txt")
    assert paths(find("a")) == ["a/b.txt", "a/other.txt"]


def test_an_article_that_is_a_link_to_no_file_is_named_and_the_rest_is_taken() -> None:
    write("a/b.txt")
    Path("a/self.txt").symlink_to("self.txt")
    Path("a/gone.txt").symlink_to("nowhere.txt")
    Path("a/gone.jpg").symlink_to("nowhere.jpg")
    found = find("a")
    assert [one.path for one in found.files] == ["a/b.txt"]
    assert sorted(message.partition(": cannot be opened: ")[0] for message in found.missing) == [
        "a/gone.txt", "a/self.txt",
    ]  # fmt: skip


def test_a_tree_may_be_deeper_than_the_stack(here: Path) -> None:
    depth = sys.getrecursionlimit() + 200
    for _ in range(depth):
        os.mkdir("d")
        os.chdir("d")
    write("a.txt")
    os.chdir(here)
    found = find(".")
    for _ in range(depth):
        os.chdir("d")
    os.remove("a.txt")
    for _ in range(depth):  # what removes temporary folders does recurse
        os.chdir("..")
        os.rmdir("d")
    assert [path.count("/") for path in paths(found)] == [depth]


def test_names_may_be_any_bytes() -> None:
    for name in (b"caf\xe9.txt", b"two\nlines.txt", "ü.txt".encode()):
        Path(os.fsdecode(name)).write_text("x")
    write(".gitignore", text="*.tmp\n")
    assert sorted(os.fsencode(path) for path in paths(find())) == [b"caf\xe9.txt", b"two\nlines.txt", "ü.txt".encode()]


def test_no_library_is_imported_to_find_files() -> None:
    write("a.txt")
    write(".gitignore", text="*.py[cod]\nbuild/\n")
    program = (
        "import sys; from newslint.config import Config; from newslint.files.discovery import discover;"
        "found = discover(['.'], lambda folder: Config(folder='.'), (), False);"
        "assert len(found.files) == 1; assert not {'pathspec', 'fnmatch', 'pathlib', 'inspect'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_a_gitignore_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    write(*(f"a/{number}.txt" for number in range(30)))
    write(".gitignore", "a/.gitignore", text="nothing\n")
    opened: list[str] = []
    import builtins

    real = builtins.open

    def counting(path: str, *arguments: object, **options: object) -> object:
        opened.append(path)
        return real(path, *arguments, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(builtins, "open", counting)
    assert len(paths(find("a"))) == 30
    assert len(opened) == 2


def test_what_git_ignores_is_left_out_when_forced_though_it_is_named_outright() -> None:
    write("old/a.txt", "new/b.txt", "new/c.txt", "d.txt")
    write(".gitignore", text="old/\n*.txt\n!d.txt\n")
    write("new/.gitignore", text="!c.txt\n")
    named = ("old/a.txt", "new/b.txt", "new/c.txt", "d.txt")
    assert len(paths(find(*named))) == 4
    forced = find(*named, force_exclude=True)
    assert paths(forced) == ["d.txt", "new/c.txt"]
    assert forced.excluded == ("old/a.txt", "new/b.txt")


def test_what_the_run_writes_is_no_article() -> None:
    write("a.txt", "out/report.txt")
    here = Config(folder=os.getcwd())
    found = discover((".",), lambda folder: here, (), False, (os.path.abspath("out/report.txt"),))
    assert paths(found) == ["a.txt"]


def test_what_newslint_wrote_itself_is_no_article_unless_it_is_named_and_records_like_it_are(here: Path) -> None:
    def newslint(*arguments: str) -> None:
        command = [sys.executable, "-m", "newslint", *arguments]
        subprocess.run(command, cwd=here, check=False, capture_output=True, timeout=60)

    write("a.txt", text="Rain fell on the the town.\n")
    write("crawl.jsonl", text='{"path": "a", "text": "Rain fell on the the town of Kharkivets."}\n')
    newslint("check", "a.txt", "crawl.jsonl", "--write-baseline", "known.jsonl")
    newslint("check", "a.txt", "--report", "jsonl=lines.jsonl", "--report", "json=list.json")
    newslint("accept", "a.txt:1")
    Path(".newslint-accepted.jsonl").rename("accepted.jsonl")
    newslint("words", "add", "Kharkivets")
    newslint("learn", "words", "a.txt", "-o", "learned.txt")
    decision = {"verdict": "right", "scope": "place", "rule": "doubled-word", "key": "x", "fingerprint": "y"}
    write("decisions.jsonl", text=json.dumps(decision, separators=(",", ":")) + "\n")
    write("in other words.txt", text="Rain fell.\n")
    own = ["known.jsonl", "lines.jsonl", "list.json", "accepted.jsonl", "words.txt", "learned.txt", "decisions.jsonl"]
    assert all(Path(name).stat().st_size for name in own)
    config = Config(folder=os.getcwd(), include=("*.txt", "*.jsonl", "*.json"))
    assert paths(find(config=config)) == ["a.txt", "crawl.jsonl", "in other words.txt"]
    assert paths(find("known.jsonl", config=config)) == ["known.jsonl"]
    assert find("known.jsonl", config=config, force_exclude=True).excluded == ("known.jsonl",)


def test_the_decisions_of_the_page_are_known_as_newslint_s_own() -> None:
    page = Path(__file__).parent.parent / "newslint" / "reporters" / "page" / "decisions.mjs"
    assert "return { verdict, scope, rule, key, fingerprint," in page.read_text("utf-8")
