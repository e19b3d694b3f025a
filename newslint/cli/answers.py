"""The answers of a person: single keys on a terminal, lines where they are piped."""

from __future__ import annotations

import os
import sys
from typing import Protocol

from newslint.late import late

WORDS = {
    "yes": "y", "accept": "y", "no": "n", "skip": "n", "s": "n", "all": "a", "none": "d", "edit": "e", "undo": "u",
    "quit": "q", "help": "?", "h": "?",
}  # fmt: skip
ENDS = ("\x04", "\x00")
"""Ctrl-D, and what becomes of it where it is pressed before a key is waited for."""
_NO_ANSWERS = late(r"\A(?:\s|\x1b\[[0-9;?]*[ -/]*[@-~]|\x1bO.|\x1b)*")
"""Line ends and blanks, and what arrows and the like send."""


class Answers(Protocol):
    """Who answers."""

    def key(self) -> str | None:
        """Return the next answer, one character long; None where nobody answers any more."""

    def line(self) -> str | None:
        """Return the next line, without its end; None where nobody answers any more."""


def answers() -> Answers:
    """Return who answers: whoever sits at the terminal, else what is piped in."""
    if sys.stdin is not None and sys.stdin.isatty() and _has_keys():
        return Keys(sys.stdin.fileno())
    return Lines()


def _has_keys() -> bool:
    try:
        import termios
    except ImportError:
        return False
    return hasattr(termios, "tcsetattr")


class Lines:
    """A line is an answer: its first letter, or a word such as ``skip``."""

    def key(self) -> str | None:
        """Return the next answer that is not blank, and show it as a terminal would."""
        while (line := self.line()) is not None:
            if word := line.strip():
                sys.stderr.write(f"{word}\n")
                return WORDS.get(word.lower(), word if len(word) == 1 else "?")
        return None

    def line(self) -> str | None:
        """Return the next line."""
        text = sys.stdin.readline() if sys.stdin is not None else ""
        return text.rstrip("\r\n") if text else None


class Keys:
    """Each key is an answer at once; the terminal is as it was between two of them."""

    def __init__(self, descriptor: int) -> None:
        """Take the terminal."""
        self._descriptor = descriptor
        self._typed = ""

    def key(self) -> str | None:
        """Return the next key that is no line end; arrows and the like are none."""
        while True:
            self._typed = _NO_ANSWERS.sub("", self._typed, count=1)
            if self._typed:
                key, self._typed = self._typed[0], self._typed[1:]
                sys.stderr.write(f"{key if key.isprintable() else ''}\n")
                return None if key in ENDS else WORDS.get(key, key)
            if not (typed := self._pressed()):
                return None
            self._typed += typed

    def line(self) -> str | None:
        """Return the next line, typed as lines are."""
        self._typed = self._typed.lstrip("\r\n")
        while "\n" not in self._typed.replace("\r", "\n"):
            data = os.read(self._descriptor, 4096)
            if not data:
                return None
            self._typed += data.decode("utf-8", "ignore")
        line, _, self._typed = self._typed.replace("\r", "\n").partition("\n")
        return line

    def _pressed(self) -> str:
        import termios
        import tty

        before = termios.tcgetattr(self._descriptor)
        try:
            tty.setcbreak(self._descriptor, termios.TCSADRAIN)
            return os.read(self._descriptor, 64).decode("utf-8", "ignore")
        finally:
            termios.tcsetattr(self._descriptor, termios.TCSADRAIN, before)
