"""``newslint trace``: what an article was put together from."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

NEWSLINT = Path(sys.executable).with_name("newslint")
HEAD = "Four towns wait for water from the dam"
DAM = "The dam of Hollin was built in 1931 and feeds four towns along the lower river."
WALL = "Its wall was last tested for leaks by two engineers from the capital in May."
FARM = "Farmers below the dam say that they have heard such promises for thirty years."
TOWN = "A new bridge will carry the railway to the northern suburbs before the next winter."
BIRD = "Herons nest on its islands, and a society of friends counts their eggs every spring."
OWN = "Nobody in the valley could say on Monday when the taps would run again."


def run(folder: Path, *arguments: str, status: int = 0) -> str:
    result = subprocess.run([NEWSLINT, "trace", *arguments], cwd=folder, capture_output=True, text=True, check=False)
    assert "Traceback" not in result.stderr
    assert result.returncode == status, result.stderr
    return result.stderr if status else result.stdout


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    texts = {
        "mixed.txt": f"{HEAD}\n\n{DAM} {WALL}\n\n{OWN}\n\n{FARM} {BIRD}\n\n{TOWN.replace('next', 'coming')}\n",
        "dam.txt": f"{HEAD}\n\n{OWN[:20]} in May.\n\n{DAM} {WALL}\n",
        "farm.txt": f"{FARM} {WALL}\n",
        "bird.txt": f"{TOWN}\n\n{BIRD} {WALL}\n",
        "away/else.txt": f"{OWN}\n",
    }
    for name, text in texts.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def paragraphs(folder: Path, *arguments: str) -> list[list[tuple[Any, ...]]]:
    (found,) = json.loads(run(folder, "mixed.txt", "--output-format", "json", *arguments))
    keys = ("path", "line", "kind", "share")
    return [[tuple(source[key] for key in keys) for source in each["sources"]] for each in found["paragraphs"]]


def test_each_paragraph_names_the_article_that_it_or_its_sentences_also_stand_in(folder: Path) -> None:
    head, dam, own, mixed, town = paragraphs(folder)
    assert head == [("dam.txt", 1, "exact", 1.0)]
    assert dam == [("dam.txt", 5, "exact", 1.0)]
    assert own == [("away/else.txt", 1, "exact", 1.0)]
    assert [(path, line, kind) for path, line, kind, _ in mixed] == [("bird.txt", 3, "exact"), ("farm.txt", 1, "exact")]
    assert sum(share for *_, share in mixed) == pytest.approx(1, abs=0.001)
    assert [(path, line, kind) for path, line, kind, _ in town] == [("bird.txt", 1, "near")]


def test_the_map_has_a_line_for_each_paragraph_and_sums_up_the_sources(folder: Path) -> None:
    lines = run(folder, "mixed.txt", "--corpus", "dam.txt", "--corpus", "bird.txt").splitlines()
    assert lines[0] == "mixed.txt: 5 paragraphs"
    assert [line.split()[0] for line in lines[1:6]] == ["1", "3", "5", "7", "9"]
    assert lines[1].split()[1:3] == ["=", "dam.txt:1"]
    assert lines[4].split()[1:4] == ["+", "52%", "bird.txt:3"]
    assert lines[5].split()[1] == "≈"
    shares = [line.split(maxsplit=1) for line in lines[7:10]]
    assert [rest for _, rest in shares] == [
        "stands nowhere else (2 other files compared)",
        "dam.txt (2 paragraphs)",
        "bird.txt (2 paragraphs)",
    ]
    assert sum(int(share.rstrip("%")) for share, _ in shares) == pytest.approx(100, abs=1)


def test_the_configured_corpus_is_compared_with_and_presets_that_have_rules_off_do_not_matter(folder: Path) -> None:
    (folder / "newslint.toml").write_text('extend = "desk"\ncorpus = ["away/"]\nignore = ["duplicate"]\n', "utf-8")
    head, dam, own, mixed, town = paragraphs(folder)
    assert own == [("away/else.txt", 1, "exact", 1.0)]
    assert not any((head, dam, mixed, town))


def test_an_article_with_nothing_to_compare_it_with_is_not_called_its_own(folder: Path) -> None:
    assert "else.txt: there is nothing to compare with" in run(folder / "away", "else.txt", status=2)
    assert "nothing to compare with" in run(folder, "mixed.txt", "--corpus", "mixed.txt", status=2)
    assert "100%  stands nowhere else (1 other file compared)" in run(folder, "away/else.txt", "--corpus", "farm.txt")


def test_of_an_article_that_stands_nowhere_beside_it_one_is_told_how_to_compare_it_with_more(folder: Path) -> None:
    (folder / "away" / "more.txt").write_text(f"{FARM}\n", "utf-8")

    def said(*arguments: str) -> str:
        done = subprocess.run([NEWSLINT, "trace", *arguments], cwd=folder, capture_output=True, text=True, check=True)
        return done.stderr

    assert said("away/else.txt") == "newslint: compared with what lies in away only; --corpus PATH compares with more\n"
    assert said("away/else.txt", "--corpus", "farm.txt") == said("mixed.txt") == ""
    (folder / "newslint.toml").write_text('corpus = ["away/"]\n', "utf-8")
    assert said("away/else.txt") == ""


def test_records_of_one_file_are_compared_with_each_other(folder: Path) -> None:
    (folder / "away" / "else.txt").unlink()
    (folder / "away" / "a.jsonl").write_text(f'{{"text": "{DAM}"}}\n{{"text": "{DAM}"}}\n', "utf-8")
    assert "100%  a.jsonl:2" in run(folder / "away", "a.jsonl")


def test_a_configured_corpus_that_matches_no_file_is_named_and_nothing_else_taken_for_it(folder: Path) -> None:
    (folder / "newslint.toml").write_text('corpus = ["awya/"]\n', "utf-8")
    said = run(folder, "mixed.txt", status=2)
    assert said.startswith("newslint: newslint.toml: corpus: awya/ matches no file")
    assert "nothing to compare" not in said
    assert "100%" in run(folder, "away/else.txt", "--corpus", "mixed.txt")


def test_a_named_corpus_takes_the_place_of_the_configured_one(folder: Path) -> None:
    (folder / "newslint.toml").write_text('corpus = ["away/"]\n', "utf-8")
    assert "(1 other file compared)" in run(folder, "mixed.txt", "--corpus", "dam.txt")


def test_what_cannot_be_read_is_named(folder: Path) -> None:
    assert "gone.txt" in run(folder, "gone.txt", status=2)
    assert "nowhere" in run(folder, "mixed.txt", "--corpus", "nowhere", status=2)


@pytest.mark.parametrize(("name", "data", "words"), [
    ("a.jsonl", b'{"text": "The river ro\n', "a.jsonl:1: cannot be read: The line is not JSON"),
    ("a.txt", b"A caf\xe9 in Paris.\n", "a.txt: cannot be read: it cannot be decoded"),
    ("a.txt", b"A caf\0 in Paris.\n", "a.txt: cannot be read: it holds NUL bytes"),
    ("a.html", b"", "a.html: cannot be read: The page holds no text"),
])  # fmt: skip
def test_what_is_no_article_is_not_shown_as_one(folder: Path, name: str, data: bytes, words: str) -> None:
    (folder / name).write_bytes(data)
    arguments = [NEWSLINT, "trace", name, "--corpus", "dam.txt", "--output-format"]
    for output_format, shown in (("map", ""), ("json", "[]\n")):
        done = subprocess.run([*arguments, output_format], cwd=folder, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stdout) == (2, shown)
        assert done.stderr.startswith(f"newslint: {words}")


def test_records_beside_one_that_cannot_be_read_are_shown(folder: Path) -> None:
    (folder / "a.jsonl").write_text(f'{{"text": "{DAM}"}}\nno JSON\n', "utf-8")
    arguments = [NEWSLINT, "trace", "a.jsonl", "--corpus", "dam.txt"]
    done = subprocess.run(arguments, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "a.jsonl:1: 1 paragraph\n" in done.stdout
    assert "a.jsonl:2" not in done.stdout
    assert done.stderr.startswith("newslint: a.jsonl:2: cannot be read")


def test_a_file_of_the_corpus_that_cannot_be_read_is_named(folder: Path) -> None:
    (folder / "b.pdf").write_bytes(b"%PDF")
    assert "b.pdf: there is no reader" in run(folder, "mixed.txt", "--corpus", "b.pdf", status=2)


def test_an_article_of_the_corpus_that_cannot_be_read_is_named_and_not_counted_as_compared(folder: Path) -> None:
    before = run(folder, "mixed.txt", "--corpus", ".")
    (folder / "damaged.txt").write_bytes(b"A caf\xe9 in Paris.\n")
    arguments = [NEWSLINT, "trace", "mixed.txt", "--corpus", "."]
    done = subprocess.run(arguments, cwd=folder, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, before)
    assert done.stderr == "newslint: damaged.txt: cannot be read, so it was not compared\n"


def test_standard_input_is_traced_and_stands_in_for_the_file_whose_name_it_has(folder: Path) -> None:
    def piped(*arguments: str) -> list[dict[str, Any]]:
        command = [NEWSLINT, "trace", "-", "--output-format", "json", *arguments]
        text = (folder / "mixed.txt").read_bytes()
        return json.loads(subprocess.run(command, cwd=folder, input=text, capture_output=True, check=True).stdout)

    (own,) = json.loads(run(folder, "mixed.txt", "--output-format", "json"))
    (named,) = piped("--stdin-filename", "mixed.txt")
    assert named == own
    (unnamed,) = piped()
    assert [one["path"] for one in unnamed["shares"]] == ["mixed.txt"]
    assert unnamed["own_share"] == 0
    assert "--stdin-filename goes with -" in run(folder, "mixed.txt", "--stdin-filename", "a.txt", status=2)
