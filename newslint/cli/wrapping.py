"""Prose as wide as the terminal. What goes into a pipe or a file keeps its lines, one for each thing."""

from __future__ import annotations

import re
import sys
from textwrap import wrap

from newslint.cli.streams import width

NARROW = 40
"""In fewer columns than this, a text that belongs beside something stands below it."""
BELOW = 4
"""How far it is indented there."""
_LISTED = re.compile(r"(?m)^(?: |[-*] |\d+\. )")
_PAINT = "\x1b"


def columns() -> int | None:
    """Return how wide lines may be; None: as wide as they are, for no person reads them on a terminal."""
    return width() if sys.stdout is not None and sys.stdout.isatty() else None


def beside(head: str, text: str, size: int) -> str:
    """Return a text beside what it belongs to, or below it where there is no room.

    Args:
        head: what it belongs to, perhaps painted, with the gap behind it.
        text: the text.
        size: how many columns the head takes.
    """
    room = columns()
    if room is None or size + len(text) <= room:
        return head + text
    indent = size if room - size >= NARROW else BELOW
    lines = wrap(text, max(room - indent, NARROW), break_on_hyphens=False)
    edge = "\n" + " " * indent
    return head + edge.join(lines) if indent == size else head.rstrip() + edge + edge.join(lines)


def flowing(text: str) -> str:
    """Return prose with its lines as wide as the terminal; lists, examples and what is painted stay as they are."""
    room = columns()
    if room is None or max(map(len, text.split("\n"))) <= room:
        return text
    return "\n\n".join(_paragraph(one, room) for one in text.split("\n\n"))


def _paragraph(text: str, room: int) -> str:
    if not _LISTED.search(text) and _PAINT not in text:
        return "\n".join(wrap(text, room, break_on_hyphens=False))
    return "\n".join(_line(line, room) for line in text.split("\n"))


def _line(line: str, room: int) -> str:
    if len(line) <= room or _PAINT in line:
        return line
    indent = " " * (len(line) - len(line.lstrip(" ")))
    return "\n".join(wrap(line, room, subsequent_indent=indent, break_on_hyphens=False))
