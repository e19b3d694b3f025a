"""``newslint fix --interactive``: a person decides about each change."""

import os
import pty
import select
import signal
import subprocess
import sys
import termios
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

BODY = (
    "Police said the the man fled, and that they were definately sure of it, all of them, after two days at sea. "
    "“We teh people know the the way,” he said."
)
MORE = "A attacks on the town was reported, and teh mayor said so in the the morning, for rain had not ended by then."
TEXT = f"Storm closes harbour\n\nStorm closes harbour\n\n{BODY}\n\nAdvertisement\n\n{MORE}\n\nBy Jane Roe\n"
EDITS = {
    "headline": ("Storm closes harbour\n\nStorm", "Storm"),
    "word": ("said the the man", "said the man"),
    "sure": ("definately", "definitely"),
    "advert": ("Advertisement\n\n", ""),
    "teh": ("teh mayor", "the mayor"),
    "morning": ("in the the morning", "in the morning"),
}
COMMAND = [sys.executable, "-m", "newslint", "fix", "--interactive", "--no-cache", "--ignore", "wrong-article"]
ENVIRONMENT = {key: value for key, value in os.environ.items() if key not in ("PRE_COMMIT", "FORCE_COLOR", "NO_COLOR")}


def mended(*names: str) -> str:
    text = TEXT
    for name in names:
        old, new = EDITS[name]
        assert old in text
        text = text.replace(old, new, 1)
    return text


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(TEXT)
    return tmp_path


def piped(folder: Path, *answers: str, options: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *options], cwd=folder, input="".join(f"{one}\n" for one in answers), capture_output=True, text=True,
        env=ENVIRONMENT, timeout=60,
    )  # fmt: skip


@pytest.mark.parametrize(("answers", "names"), [
    ("y y y y y y", ("headline", "word", "sure", "advert", "teh", "morning")),
    ("n n n n n n", ()),
    ("accept skip yes no s y", ("headline", "sure", "morning")),
    ("n a n n n", ("word", "morning")),
    ("n d y y y", ("sure", "advert", "teh")),
    ("y n u y q", ("headline", "word")),
    ("n a u n y y y n", ("sure", "advert", "teh")),
    ("u y y q", ("headline", "word")),
    ("n 1 n ? nonsense y q", ("word", "advert")),
    ("y y", ("headline", "word")),
])  # fmt: skip
def test_what_is_accepted_is_changed_and_nothing_else(folder: Path, answers: str, names: tuple[str, ...]) -> None:
    done = piped(folder, *answers.split())
    assert (folder / "a.txt").read_text() == mended(*names)
    assert f"{len(names)} finding{'s' * (len(names) != 1)} fixed in {int(bool(names))} file" in done.stderr
    assert done.returncode == 1


def test_each_change_is_shown_in_its_context_and_logged(folder: Path) -> None:
    said = piped(folder, "n", "y", "n", "y", "q").stderr
    assert "a.txt:5:13  “the” is typed twice  doubled-word, 2 of 6 here\n" in said
    assert "  - Police said the the man fled" in said
    assert "  + Police said the man fled" in said
    assert '\na.txt:5 doubled-word: "the the" -> "the"\n' in said
    assert "newslint: 2 findings fixed in 1 file, 2 skipped, 2 not asked about\n" in said
    assert "newslint: 2 more findings in quotations, bylines, credits or hidden text" in said
    assert "findings are left; newslint check shows what" in said


def test_neither_quotations_nor_bylines_can_be_changed(folder: Path) -> None:
    said = piped(folder, *["y"] * 20).stderr
    assert said.count(" here\n") == 6
    left = (folder / "a.txt").read_text()
    assert "“We teh people know the the way,” he said." in left
    assert "By Jane Roe" in left


def test_suggestions_are_offered_by_number_and_a_text_of_ones_own_may_be_typed(tmp_path: Path) -> None:
    text = f"{BODY}\n\nThey had planned a false-flag chemical attacks in the city, officials said on Monday.\n"
    (tmp_path / "a.txt").write_text(text)
    run = [sys.executable, "-m", "newslint", "fix", "-i", "--no-cache", "--select", "wrong-article"]

    def answered(answers: str) -> tuple[str, str]:
        (tmp_path / "a.txt").write_text(text)
        done = subprocess.run(
            run, cwd=tmp_path, input=answers, capture_output=True, text=True, env=ENVIRONMENT, timeout=60
        )
        return (tmp_path / "a.txt").read_text(), done.stderr

    after, said = answered("2\n")
    choices = [line.split("“")[1].rstrip("”") for line in said.splitlines() if line[:4] in ("  1:", "  2:")]
    assert len(choices) == 2
    assert after == text.replace("a false-flag chemical attacks", choices[1])
    assert answered("e\nthe attack\n")[0] == text.replace("a false-flag chemical attacks", "the attack")
    after, said = answered("e\n\nn\n")
    assert after == text
    assert "nothing was typed" in said


@pytest.mark.parametrize("stdin", [subprocess.DEVNULL, None])
def test_where_nobody_answers_it_is_said_what_to_do(folder: Path, stdin: int | None) -> None:
    command = COMMAND if stdin else ["sh", "-c", f"exec {' '.join(COMMAND)} <&-"]
    done = subprocess.run(command, cwd=folder, stdin=stdin, capture_output=True, text=True, env=ENVIRONMENT, timeout=60)
    assert done.returncode == 2
    assert "nobody answers: run it in a terminal, or pipe the answers" in done.stderr
    assert (folder / "a.txt").read_text() == TEXT


@pytest.mark.parametrize(("options", "said"), [
    (("--diff",), "does not go with --diff"), (("-",), "that cannot be read as well"),
    (("--files-from", "-"), "that cannot be read as well"),
])  # fmt: skip
def test_options_that_make_no_sense_are_an_error(folder: Path, options: tuple[str, ...], said: str) -> None:
    done = piped(folder, "y", options=options)
    assert done.returncode == 2
    assert said in done.stderr


def test_only_the_rules_that_are_named_are_offered(folder: Path) -> None:
    said = piped(folder, "y", "y", "y", options=("--only", "known-misspelling")).stderr
    assert "2 of 2 here" in said
    assert (folder / "a.txt").read_text() == mended("sure", "teh")


def test_a_rule_that_was_decided_is_decided_in_the_next_files_too_and_quitting_leaves_them(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text(TEXT)
    piped(tmp_path, "d", "a", *"nnn", *"nn", "q")
    assert (tmp_path / "a.txt").read_text() == mended("word", "morning")
    assert (tmp_path / "c.txt").read_text() == TEXT


def test_a_change_that_meets_another_one_is_offered_once_that_is_made(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"Rain fell in teh teh town on Monday, and went on.\n\n{MORE}\n")
    done = piped(tmp_path, *"yyyyyyyy")
    assert "in the town on Monday" in (tmp_path / "a.txt").read_text()
    assert done.stderr.count("of 1 here") >= 1


def test_a_file_that_is_changed_meanwhile_is_left_as_it_is(folder: Path) -> None:
    with subprocess.Popen(
        COMMAND, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENVIRONMENT
    ) as run:
        assert run.stderr is not None
        assert run.stdin is not None
        while not run.stderr.readline().startswith(b"a.txt:3"):
            pass
        (folder / "a.txt").write_text("Somebody wrote this.\n")
        _, said = run.communicate(b"y\nq\n", timeout=60)
    assert run.returncode == 2
    assert b"a.txt: not fixed: somebody changed it meanwhile" in said
    assert (folder / "a.txt").read_text() == "Somebody wrote this.\n"


# --- on a terminal --------------------------------------------------------------------------------------------------


class Terminal:
    """A terminal with newslint in it."""

    def __init__(self, folder: Path) -> None:
        self.ours, self.theirs = pty.openpty()
        self.before = termios.tcgetattr(self.theirs)
        self.shown = ""
        self.process = subprocess.Popen(
            COMMAND, cwd=folder, stdin=self.theirs, stdout=self.theirs, stderr=self.theirs, start_new_session=True,
            env=ENVIRONMENT | {"TERM": "xterm"},
        )  # fmt: skip

    def wait_for(self, text: str) -> None:
        while text not in self.shown and select.select([self.ours], [], [], 30)[0]:
            self.shown += os.read(self.ours, 65536).decode("utf-8", "replace")
        assert text in self.shown
        self.shown = self.shown.partition(text)[2]

    def press(self, keys: str) -> None:
        os.write(self.ours, keys.encode())

    def close(self) -> int:
        status = self.process.wait(60)
        self.after = termios.tcgetattr(self.theirs)
        os.close(self.ours)
        os.close(self.theirs)
        return status


@pytest.fixture
def terminal(folder: Path) -> Iterator[Terminal]:
    one = Terminal(folder)
    yield one
    if one.process.poll() is None:
        one.process.kill()
        one.process.wait()


def test_on_a_terminal_a_key_is_enough_and_the_changes_are_in_colour(folder: Path, terminal: Terminal) -> None:
    terminal.wait_for("1 of 6 here")
    terminal.wait_for("\x1b[1;31m  - Storm closes harbour\x1b[0m")
    terminal.press("n")
    terminal.wait_for("2 of 6 here")
    terminal.wait_for("\x1b[1;32m  + Police said the man fled")
    # An arrow is no answer, nor is the return key.
    terminal.press("\x1b[A")
    terminal.press("\r")
    terminal.press("y\n")
    terminal.wait_for("3 of 6 here")
    terminal.press("u")
    terminal.wait_for("2 of 6 here")
    terminal.press("yy")
    terminal.wait_for("4 of 6 here")
    terminal.press("\x04")
    terminal.wait_for("2 findings fixed")
    assert terminal.close() == 1
    assert terminal.after == terminal.before
    assert (folder / "a.txt").read_text() == mended("word", "sure")


def test_interrupted_the_file_is_as_it_was_and_so_is_the_terminal(folder: Path, terminal: Terminal) -> None:
    terminal.wait_for("1 of 6 here")
    terminal.press("y")
    terminal.wait_for("2 of 6 here")
    terminal.wait_for("[?] ")
    terminal.process.send_signal(signal.SIGINT)
    terminal.wait_for("interrupted")
    assert terminal.close() == 130
    assert terminal.after == terminal.before
    assert (folder / "a.txt").read_text() == TEXT


@pytest.mark.parametrize(("answers", "end"), list(product(["yn", "ny"], ["", "\r"])))
def test_answers_of_both_kinds_do_the_same(folder: Path, terminal: Terminal, answers: str, end: str) -> None:
    terminal.wait_for("1 of 6 here")
    for number, answer in enumerate(answers):
        terminal.wait_for("[?] ")
        terminal.press(answer + end)
        terminal.wait_for(f"{number + 2} of 6 here")
    terminal.press("q")
    terminal.close()
    assert (folder / "a.txt").read_text() == mended("headline" if answers == "yn" else "word")
