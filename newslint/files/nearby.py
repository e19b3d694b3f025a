"""What is said of a path that leads nowhere, and what may have been meant. Imported when one does."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from difflib import get_close_matches

MOST = 3
"""So many such paths are looked for under other names; a list may hold thousands."""
_DIGITS = re.compile(r"\d+")
CLOSE = 0.7
"""How much alike two names have to be, from 0 to 1."""


def unopened(path: str, problem: Exception, before: int) -> str:
    """Return what is said of a path that cannot be opened, given how many there were before it."""
    if not isinstance(problem, FileNotFoundError):
        return f"{path}: cannot be opened: {getattr(problem, 'strerror', None) or problem}"
    near = near_name(path) if before < MOST else ""
    return f"{path or repr(path)}: there is no such file or folder{near}"


def near_name(path: str) -> str:
    """Return the end of a message that names the file or folder which may have been meant; else an empty text."""
    folder, name = os.path.split(path.rstrip("/"))
    stem, beside = os.path.splitext(name)[0], {}
    with suppress(OSError, ValueError):
        # A suffix in common makes no two names alike, nor does the rest of a name with another number in it.
        shown = (one for one in os.listdir(folder or os.curdir) if one[0] != ".")
        beside = {os.path.splitext(one)[0]: one for one in shown if not _differ_in_number(name, one)}
    near = get_close_matches(stem, beside, 1, CLOSE)
    return f"; did you mean {os.path.join(folder, beside[near[0]])}?" if near else ""


def _differ_in_number(one: str, other: str) -> bool:
    return one != other and _DIGITS.sub("0", one) == _DIGITS.sub("0", other)
