"""``newslint check --watch`` as a real process, with real edits."""

import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from newslint.cli import watching as watching_module
from newslint.cli.options import Asked
from newslint.cli.watched import Watched, Watcher, candidates, with_named

WRONG, RIGHT = "Police said the the man fled.\n", "Police said the man fled.\n"
STORY = "The ferries to the islands did not sail on Monday, said the harbour master, for the storm went on.\n"
READY = "Ctrl-C ends it\n"


class Run:
    """A watching process, and what it has said so far."""

    def __init__(self, folder: Path, *arguments: str, **more: object) -> None:
        self.said = folder.parent / f"{folder.name}.said"
        self._seen = 0
        self._output = self.said.open("wb")
        command = [sys.executable, "-m", "newslint", "check", "--watch", "--output-format", "concise", *arguments]
        more.setdefault("stdout", self._output)
        self.process = subprocess.Popen(command, cwd=folder, stderr=self._output, start_new_session=True, **more)

    def round(self) -> str:
        """Wait for the end of the next check, and return all that was said since the last one."""
        until = time.monotonic() + 60
        while time.monotonic() < until:
            text = self.said.read_text()[self._seen :]
            if READY in text:
                self._seen += text.index(READY) + len(READY)
                return text[: text.index(READY)]
            assert self.process.poll() is None, text
            time.sleep(0.02)
        raise AssertionError(f"nothing happened: {self.said.read_text()!r}")

    def is_quiet(self, seconds: float = 0.6) -> bool:
        time.sleep(seconds)
        return not self.said.read_text()[self._seen :]

    def end(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(20)

    def abandon(self) -> None:
        self.process.kill()
        self.process.wait()
        self._output.close()


def put(path: Path, text: str) -> None:
    """Write a file in one step: on a busy machine two might be seen as two changes."""
    beside = path.parent.parent / "beside"
    beside.write_text(text)
    beside.replace(path)


@pytest.fixture
def watching(tmp_path: Path) -> Iterator[Callable[..., Run]]:
    folder = tmp_path / "desk"
    folder.mkdir()
    (folder / "a.txt").write_text(RIGHT)
    runs: list[Run] = []

    def begin(*arguments: str, **more: object) -> Run:
        runs.append(Run(folder, *arguments, **more))
        return runs[-1]

    yield begin
    for run in runs:
        run.abandon()


def test_whatever_happens_to_the_articles_is_seen(watching: Callable[..., Run], tmp_path: Path) -> None:
    folder = tmp_path / "desk"
    run = watching()
    assert "1 article, 5 words: nothing found." in run.round()
    put(folder / "a.txt", WRONG)
    said = run.round()
    assert " a.txt changed\n" in said
    assert "a.txt:1:13: error: " in said
    # An editor writes another file and renames it.
    (folder / ".a.swp").write_text(RIGHT)
    (folder / "a.txt~").write_text(WRONG)
    (folder / ".a.swp").replace(folder / "a.txt")
    (folder / "a.txt~").unlink()
    assert "nothing found" in run.round()
    (folder / "may").mkdir()
    assert "may appeared" in run.round()
    (folder / "may" / "b.md").write_text(WRONG)
    said = run.round()
    assert "may/b.md appeared" in said
    assert "may/b.md:1:13: error" in said
    (folder / "may" / "b.md").rename(folder / "may" / "c.md")
    said = run.round()
    assert "may/b.md vanished, may/c.md appeared" in said
    (folder / "may" / "c.md").unlink()
    assert "1 article, 5 words: nothing found." in run.round()
    assert run.is_quiet()
    assert run.end() == 0


def test_many_changes_at_once_are_checked_together(watching: Callable[..., Run], tmp_path: Path) -> None:
    run = watching()
    run.round()
    for number in range(60):
        (tmp_path / "desk" / f"{number}.txt").write_text(f"{number}: {RIGHT}")
    said = run.round()
    assert "61 articles" in said
    assert "and 57 more\n" in said
    assert run.is_quiet()


def test_configuration_and_words_are_read_again_and_errors_end_nothing(
    watching: Callable[..., Run], tmp_path: Path
) -> None:
    folder = tmp_path / "desk"
    put(folder / "a.txt", WRONG)
    run = watching()
    assert "doubled-word" in run.round()
    (folder / "newslint.toml").write_text('ignore = ["doubled-word"]\n')
    assert "nothing found" in run.round()
    (folder / "newslint.toml").write_text("ignore = [\n")
    assert "newslint: newslint.toml" in run.round()
    (folder / "newslint.toml").write_text('words-files = ["known.txt"]\nplugins = ["house.toml"]\n')
    assert "known.txt cannot be read" in run.round()
    (folder / "known.txt").write_text("Idlib\n")
    assert "house.toml" in run.round()
    pack = 'kind = "phrase"\ncategory = "text"\nphrases = ["fled"]\nmessage = "{text}"\nreason = "No."\n'
    examples = 'summary = "A word."\nbad = ["He [[fled]]."]\ngood = ["He ran.", "He left."]\n'
    (folder / "house.toml").write_text(f"[house-flight]\n{pack}{examples}")
    assert "house-flight" in run.round()
    (folder / "newslint.toml").unlink()
    said = run.round()
    assert "house-flight" not in said
    assert "doubled-word" in said
    assert run.end() == 1


def test_twins_are_found_and_forgotten(watching: Callable[..., Run], tmp_path: Path) -> None:
    folder = tmp_path / "desk"
    (folder / "newslint.toml").write_text('corpus = ["../archive/*.txt"]\nextend = "feed"\n')
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive" / "old.txt").write_text("Rain fell on Sunday.\n")
    (folder / "a.txt").write_text(f"Storm closes harbour\n\n{STORY}")
    run = watching()
    assert "nothing found" in run.round()
    (folder / "b.txt").write_text(f"Snow closes airport\n\n{STORY}")
    assert "This paragraph also stands in a.txt:3" in run.round()
    (folder / "b.txt").unlink()
    assert "nothing found" in run.round()
    (tmp_path / "archive" / "old.txt").write_text(f"Rain floods road\n\n{STORY}")
    assert "This paragraph also stands in ../archive/old.txt:3" in run.round()
    assert run.end() == 1


@pytest.mark.parametrize("cache", ["", 'cache-dir = "kept"\n'])
def test_what_newslint_writes_itself_is_no_change(watching: Callable[..., Run], tmp_path: Path, cache: str) -> None:
    folder = tmp_path / "desk"
    (folder / "newslint.toml").write_text(f'extend = "feed"\n{cache}')
    run = watching("--report", "json=found.json", "--report", "full=found.txt")
    run.round()
    assert run.is_quiet(0.7)
    put(folder / "a.txt", WRONG)
    run.round()
    assert "doubled-word" in (folder / "found.json").read_text()
    assert run.is_quiet(0.7)


def test_findings_that_are_printed_into_the_folder_are_no_change(watching: Callable[..., Run], tmp_path: Path) -> None:
    with (tmp_path / "desk" / "found.txt").open("wb") as file:
        run = watching(stdout=file)
        run.round()
        assert run.is_quiet(0.7)


def test_on_a_terminal_each_check_has_an_empty_screen(watching: Callable[..., Run], tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    run = watching(stdout=theirs, env=os.environ | {"TERM": "xterm"})
    run.round()
    (tmp_path / "desk" / "a.txt").write_text(WRONG)
    run.round()
    os.close(theirs)
    shown = os.read(ours, 100_000).decode()
    os.close(ours)
    assert shown.count("\x1b[2J\x1b[H") == 2
    assert "\x1b[2J" not in run.said.read_text()


@pytest.mark.parametrize(("arguments", "said"), [
    (("--fix", "."), "--watch only looks"),
    (("-",), "does not go with - (standard input)"),
    (("--isolated", "--config", "a.toml"), "--isolated reads no configuration"),
])  # fmt: skip
def test_what_makes_no_sense_while_one_watches_is_an_error(
    tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    command = [sys.executable, "-m", "newslint", "check", "--watch", *arguments]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=60)
    assert done.returncode == 2
    assert said in done.stderr


def test_a_named_file_may_vanish_and_come_back(watching: Callable[..., Run], tmp_path: Path) -> None:
    path = tmp_path / "desk" / "a.txt"
    run = watching("a.txt")
    run.round()
    path.unlink()
    assert "a.txt: there is no such file or folder" in run.round()
    path.write_text(WRONG)
    assert "a.txt:1:13" in run.round()


@pytest.mark.parametrize("ahead", [-60, 0, 86_400])
def test_a_folder_whose_clock_is_another_one_is_watched_too(
    watching: Callable[..., Run], tmp_path: Path, ahead: int
) -> None:
    """Unpacked archives and servers of files bring times that are still to come."""
    folder = tmp_path / "desk"
    os.utime(folder, (time.time() + ahead, time.time() + ahead))
    run = watching()
    assert "nothing found" in run.round()
    (folder / "b.txt").write_text(WRONG)
    assert "b.txt:1:13" in run.round()


def test_files_that_keep_coming_in_do_not_keep_the_others_from_being_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def coming_in(asked: Asked) -> Watched:
        os.utime(tmp_path)
        return Watched(frozenset(), frozenset({str(tmp_path)}))

    monkeypatch.setattr(watching_module, "_watched", coming_in)
    assert watching_module._begin(Asked(), Watcher()).folders == {str(tmp_path)}


def test_a_look_sees_changes_of_one_tick_in_a_folder(tmp_path: Path) -> None:
    watcher = Watcher()
    watcher.begin(Watched(frozenset(), frozenset({str(tmp_path)})))
    for number in range(20):
        (tmp_path / f"{number}.txt").write_text("Rain.\n")
        assert list(watcher.changes().values()) == ["appeared"]
    assert watcher.changes() == {}


def test_all_files_that_configurations_name_are_watched(tmp_path: Path) -> None:
    (tmp_path / "newslint.toml").write_text('extend = ["desk", "base.toml"]\nplugins = ["a.py", "some.module"]\n')
    (tmp_path / "base.toml").write_text('extend = "newslint.toml"\nwords-files = ["words.txt", "names"]\n')
    (tmp_path / "pyproject.toml").write_text('[tool.newslint]\nplugins = ["p.toml"]\n')
    inner = tmp_path / "may"
    assert {str(tmp_path / "newslint.toml"), str(inner / "pyproject.toml")} <= set(candidates([str(inner)]))
    named = with_named(str(tmp_path / name) for name in ("newslint.toml", "pyproject.toml"))
    names = {"newslint.toml", "base.toml", "a.py", "some.module", "words.txt", "names", "pyproject.toml", "p.toml"}
    assert named == {str(tmp_path / name) for name in names}
