"""Where in a configuration of pre-commit hooks are put, without harm to what is there."""

from __future__ import annotations

import re
from collections.abc import Sequence

HEADING = "# Checks that run before each commit. To switch them on: pre-commit install\n"
_KEY = re.compile(r"[A-Za-z_]")
_REPOS = re.compile(r"repos:[ \t]*(#.*)?")
_OURS = re.compile(r"(?m)^[ \t-]*id:[ \t]*['\"]?newslint")
# A list that is written so leaves it to us where it ends, and a reader of YAML what stands in it.
_UNSURE = re.compile(r"(?m)^[ ]*\t|^(?:\.\.\.|%)|[|>][0-9]*\+|^---.*\S.*\n(?s:.)*^---|^repos:[ \t]*[^#\s]")


def is_there(text: str) -> bool:
    """Whether a configuration of pre-commit names a hook of newslint."""
    return _OURS.search(text) is not None


def inserted(text: str, block: str) -> str | None:
    """Return the configuration with a repository of hooks added last, and nothing else changed.

    Returns:
        None where the file is not written in the usual way, so that somebody has to look.
    """
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = text.split("\n")
    starts = [number for number, line in enumerate(lines) if _REPOS.fullmatch(line.rstrip("\r"))]
    if len(starts) != 1 or _UNSURE.search(text) or "\r" in text.replace("\r\n", ""):
        return None
    if (found := _end_of_list(lines, starts[0])) is None:
        return None
    end, indent = found
    ours = [" " * indent + line + newline.removesuffix("\n") for line in block.splitlines()]
    before = lines[: end + 1]
    before[-1] = before[-1].rstrip("\r") + newline.removesuffix("\n")
    return "\n".join([*before, *ours, *(lines[end + 1 :] or [""])])


def _end_of_list(lines: Sequence[str], start: int) -> tuple[int, int] | None:
    """Return the number of the list's last line, and how far its items are indented."""
    indent, last = -1, start
    for number, line in enumerate(lines[start + 1 :], start + 1):
        plain = line.strip()
        depth = len(line) - len(line.lstrip(" "))
        if not plain or (plain.startswith("#") and (indent < 0 or depth <= indent)):
            continue
        if depth == 0 and _KEY.match(line):
            break
        if indent < 0:
            indent = depth
        if depth < indent or (depth == indent and not plain.startswith("- ")):
            return None
        last = number
    return (last, indent) if indent >= 0 else None
