"""Standard output and standard error: what they can show, and what happens when they are gone."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from io import TextIOWrapper

PIECE = 1 << 16
"""How much is written at once, in characters."""
WIDTH = 100
"""Of a terminal that does not say, in columns."""


def prepare_streams() -> None:
    """See to it that no character stops the output, whatever the locale."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def write_out(texts: Iterable[str], as_utf_8: bool = False) -> str | None:
    """Write to standard output; return what went wrong, or None.

    Args:
        texts: what to write.
        as_utf_8: whether a program reads it, so that the locale does not matter.

    A reader that has seen enough and closed the pipe is no fault.
    """
    stream = sys.stdout
    if stream is None:
        return None
    if as_utf_8 and isinstance(stream, TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")

    def write() -> None:
        for text in _in_pieces(texts):
            stream.write(text)
        stream.flush()

    return _written(write)


def is_watched() -> bool:
    """Whether a person sees standard error while it is written."""
    return not in_hook() and sys.stderr is not None and sys.stderr.isatty()


def _in_pieces(texts: Iterable[str]) -> Iterator[str]:
    """Yield the texts, many short ones as one: where output is not buffered, each piece costs a call of the system."""
    piece: list[str] = []
    size = 0
    for text in texts:
        piece.append(text)
        size += len(text)
        if size > PIECE:
            yield "".join(piece)
            piece, size = [], 0
    yield "".join(piece)


def write_bytes_out(data: bytes) -> str | None:
    """Write bytes to standard output; return what went wrong, or None."""
    stream = sys.stdout
    if stream is None:
        return None

    def write() -> None:
        stream.flush()
        stream.buffer.write(data)
        stream.flush()

    return _written(write)


def _written(write: Callable[[], None]) -> str | None:
    """Write to standard output; a reader that has seen enough and closed the pipe is no fault."""
    try:
        write()
    except BrokenPipeError:
        discard_stdout()
    except OSError as problem:
        discard_stdout()
        return f"standard output cannot be written: {problem.strerror}"
    return None


def let_go_of_stdout() -> str | None:
    """Flush standard output now, since the interpreter would show a traceback for a closed pipe.

    Returns what went wrong, or None.
    """
    return write_out(())


def complain(message: str) -> None:
    """Say on standard error what makes the run untrustworthy, or stopped it."""
    say(f"newslint: {message}")


def say(line: str) -> None:
    """Write a line to standard error, if there is anybody to read it."""
    if sys.stderr is not None:
        try:
            sys.stderr.write(line + "\n")
            sys.stderr.flush()
        except OSError:
            return


def in_hook() -> bool:
    """Whether pre-commit runs us."""
    return os.environ.get("PRE_COMMIT") == "1"


def repository() -> str:
    """Return the folder of the repository that a CI server checks; nothing where none does."""
    folder = os.environ.get("GITHUB_WORKSPACE") or os.environ.get("CI_PROJECT_DIR")
    return os.path.realpath(folder) if folder else ""


def step_summary() -> str:
    """Return the file whose text GitHub shows on the page of a run; nothing where GitHub does not run us."""
    return os.environ.get("GITHUB_STEP_SUMMARY", "")


def wants_colour() -> bool:
    """Whether standard output is to be in colour."""
    if in_hook() or os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") not in ("", "0"):
        return True
    return os.environ.get("TERM") != "dumb" and sys.stdout is not None and sys.stdout.isatty()


def width() -> int:
    """Return the width of the terminal in columns."""
    given = os.environ.get("COLUMNS", "")
    if given.isdigit() and int(given) > 0:
        return int(given)
    try:
        return os.get_terminal_size(1).columns or WIDTH
    except OSError:
        return WIDTH


def discard_stdout() -> None:
    """Send what is still to come, and what is not yet written, nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
