"""The summary of a step that GitHub shows on the page of a run: whatever the annotations leave out is counted there."""

from __future__ import annotations

import os

from newslint.cli.streams import say
from newslint.engine import Result
from newslint.reporters import Look
from newslint.reporters.markdown_format import LONGEST, document
from newslint.reporters.words import printable

MOST = 1 << 20
"""Bytes of a step's summary; GitHub shows nothing of a longer one."""
LEAST = 500
"""Characters in which the counts can be said."""
_BYTES = 4
"""Of a character in UTF-8, at most."""


def add_summary(path: str, result: Result, look: Look) -> None:
    """Append the findings to the file of the step, in which others may have written before.

    That it cannot be written is said, and no fault of the run: nobody named the file.
    """
    try:
        room = (MOST - (os.path.getsize(path) if os.path.exists(path) else 0)) // _BYTES - 1
        if room < LEAST:
            say("newslint: the summary of this step is full, so the findings are not added to it")
            return
        with open(path, "a", encoding="utf-8", errors="backslashreplace", newline="") as file:
            file.writelines(("\n", *document(result, look, min(room, LONGEST))))
    except OSError as problem:
        say(f"newslint: the summary of this step cannot be written to {printable(path)}: {problem.strerror}")
