"""A run that was interrupted goes on where it was, and a part of the files is as good as the whole."""

from __future__ import annotations

import os
import pickle
from _blake2 import blake2b
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from clusters import check, corpus, interrupt, steps_done, write_corpus

from newslint import engine
from newslint.config import Layer
from newslint.model import Diagnostic
from newslint.requests.request import Options, prepare
from newslint.steps import linking
from newslint.steps.linking import EngineError
from newslint.steps.work import Work

FILES, PART, DONE = 60, 10, 3


def kept(folder: Path = Path()) -> list[Path]:
    return [path for path in sorted(folder.glob(".newslint_cache/runs/*/*")) if path.suffix != ".part"]


@pytest.mark.parametrize(("name", "step"), [("serial", "map"), ("pool", "map"), ("serial", "verify")])
def test_a_killed_run_does_what_is_left_and_finds_the_same(tmp_path: Path, name: str, step: str) -> None:
    folder = tmp_path / "corpus"
    corpus(folder)
    whole = check(folder, "--jobs", "1")
    every = steps_done(folder)
    interrupt(folder, name, step)
    before = len(kept(folder))
    assert before
    assert check(folder, "--resume", "--jobs", "1") == whole
    done = steps_done(folder)
    assert sum(done.values()) == sum(every.values()) - before
    assert done["map"] == (0 if step == "verify" else every["map"] - before)
    assert not kept(folder)


@pytest.fixture
def steps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """A corpus, in whose folder a run goes on, and how many parts of each step are done in this process."""
    write_corpus(tmp_path, FILES)
    monkeypatch.chdir(tmp_path)
    done, counted = Work.do, Counter[str]()

    def do(work: Work, step: str, part: Any) -> Any:
        counted[step] += 1
        return done(work, step, part)

    monkeypatch.setattr(Work, "do", do)
    return counted


def found(steps: Counter[str] | None = None, resume: bool = True, **options: object) -> list[Diagnostic]:
    if steps is not None:
        steps.clear()
    result = engine.run(prepare(Options(part=PART, jobs=1, resume=resume).but(**options)))
    return list(result.diagnostics)


def begin(parts: int = DONE) -> None:
    """Let a run be interrupted when it has mapped some parts."""
    done = 0

    def interrupted(files: int) -> None:
        nonlocal done
        done += 1
        if done == parts:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        engine.run(prepare(Options(part=PART, jobs=1, resume=True)), interrupted)
    assert len(kept()) == parts


@pytest.mark.parametrize("step", ["share", "outline", "screen", "ask", "locate"])
def test_the_steps_of_large_runs_are_taken_up_too(
    step: str, steps: Counter[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(linking, "WORTH_OUTLINES", 0)
    monkeypatch.setattr(linking, "WORTH_LOCATING", 0)
    whole = found(steps, resume=False)
    every, done = Counter(steps), Work.do

    def interrupted(work: Work, name: str, part: Any) -> Any:
        if name == step and steps[step] == 2:
            raise KeyboardInterrupt
        return done(work, name, part)

    steps.clear()
    monkeypatch.setattr(Work, "do", interrupted)
    with pytest.raises(KeyboardInterrupt):
        found()
    monkeypatch.setattr(Work, "do", done)
    assert found(steps) == whole
    assert steps["map"] == 0
    assert steps[step] == every[step] - 2


def test_another_engine_takes_what_the_first_one_kept(steps: Counter[str]) -> None:
    whole = found(resume=False)
    begin(parts=FILES // PART)
    assert found(steps, engine="pool", jobs=2) == whole
    assert not steps["map"]


def test_what_has_changed_since_is_done_again(steps: Counter[str]) -> None:
    begin()
    with Path("0/000.txt").open("a", encoding="utf-8") as file:
        file.write("\nThe the end of it came on Sunday.\n")
    resumed = found(steps)
    assert steps["map"] == FILES // PART - DONE + 1
    assert resumed == found(resume=False)
    assert any(one.rule == "doubled-word" and one.location.path == "0/000.txt" for one in resumed)


@pytest.mark.parametrize(
    "options", [{"layer": Layer("command line", select=("typo",))}, {"shard": (1, 2)}, {"part": PART + 1}]
)
def test_another_run_takes_nothing_and_leaves_all(steps: Counter[str], options: dict[str, object]) -> None:
    begin()
    before = kept()
    assert found(steps, **options) == found(resume=False, **options)
    assert steps["map"] == 2 * len(prepare(Options(part=PART).but(**options)).request.parts())
    assert kept() == before


def test_a_plugin_that_was_edited_begins_anew(steps: Counter[str]) -> None:
    Path("house.py").write_text("from newslint import hookimpl\n@hookimpl\ndef newslint_words(): return ['Ob']\n")
    Path("newslint.toml").write_text('plugins = ["house.py"]\n')
    begin()
    with Path("house.py").open("a") as file:
        file.write("# a comment\n")
    found(steps)
    assert steps["map"] == FILES // PART


class Evil:
    def __reduce__(self) -> tuple[object, ...]:
        return (os.mkdir, ("evil",))


EVIL = pickle.dumps(Evil())


@pytest.mark.parametrize("data", [b"", b"nonsense", blake2b(EVIL, digest_size=16).digest() + EVIL])
def test_answers_that_hold_something_else_are_done_again(steps: Counter[str], data: bytes) -> None:
    begin()
    for path in kept():
        path.write_bytes(data)
    resumed = found(steps)
    assert steps["map"] == FILES // PART
    assert resumed == found(resume=False)
    assert not Path("evil").exists()


def test_a_run_that_is_not_to_be_resumed_keeps_nothing(steps: Counter[str]) -> None:
    found(resume=False)
    assert not Path(".newslint_cache").exists()


def test_what_is_kept_is_nothing_for_git(steps: Counter[str]) -> None:
    begin()
    assert "*" in Path(".newslint_cache/.gitignore").read_text().splitlines()


def test_a_disk_that_is_full_ends_the_keeping_and_not_the_run(
    steps: Counter[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = found(resume=False)

    def full(*paths: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    assert found() == whole


def test_a_file_that_could_not_be_read_is_tried_again(steps: Counter[str]) -> None:
    loaded = prepare(Options(part=PART, jobs=1, resume=True))
    Path("0/000.txt").rename("away")
    with pytest.raises(KeyboardInterrupt):
        engine.run(loaded, lambda files: (_ for _ in ()).throw(KeyboardInterrupt))
    assert not kept()
    Path("away").rename("0/000.txt")
    assert not engine.run(loaded).errors


def test_a_folder_that_cannot_be_written_is_an_error(steps: Counter[str], monkeypatch: pytest.MonkeyPatch) -> None:
    Path("taken").touch()
    monkeypatch.setenv("NEWSLINT_CACHE_DIR", "taken")
    with pytest.raises(EngineError, match=r"--resume: .*taken cannot be written.*NEWSLINT_CACHE_DIR"):
        found()


def test_all_parts_of_the_files_together_find_what_the_whole_finds(steps: Counter[str]) -> None:
    whole = found(scope="document", resume=False)
    shards = [found(scope="document", shard=(number, 7), resume=False) for number in range(1, 8)]
    assert whole
    assert [one for shard in shards for one in shard] == whole


def test_a_part_is_compared_with_the_whole_configured_corpus(steps: Counter[str]) -> None:
    whole = found(resume=False)
    assert "duplicate" in {one.category for one in whole}
    apart = [one for number in (1, 2, 3) for one in found(shard=(number, 3), resume=False)]
    assert len(apart) < len(whole)
    Path("newslint.toml").write_text('corpus = ["**/*.txt"]\n')
    together = [one for number in (1, 2, 3) for one in found(shard=(number, 3), resume=False)]
    assert together == whole


@pytest.mark.parametrize("shard", ["0/4", "5/4", "3", "a/b", "-1/4", "1/0", "1/2/3"])
def test_a_part_that_there_is_not_is_an_error(tmp_path: Path, shard: str) -> None:
    ran = check(tmp_path, f"--shard={shard}")
    assert ran.status == 2
    assert "such as 3/16" in ran.said


def test_more_parts_than_files_leave_some_empty_and_none_twice(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text("Police said the the man fled.\n")
    ran = [check(tmp_path, "--shard", f"{number}/3", "--scope", "document") for number in (1, 2, 3)]
    assert [len(one.findings) for one in ran] == [0, 1, 1]
    assert ran[0].said == "newslint: nothing to check: no file falls to part 1 of 3\n"
