"""Hooks for pre-commit: what to write, and where in a file that is there already."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import sys
from collections.abc import Sequence

from newslint import __version__

REMOTE = "https://github.com/newslint/newslint"
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


def block(root: str, place: str, with_corpus: bool, suffixes: Sequence[str], with_pages: bool = False) -> str:
    """Return a repository of hooks as an item of pre-commit's list, not indented.

    Args:
        root: the folder of the repository.
        place: the folder of the articles as seen from the repository, "" where they are one.
        with_corpus: whether to compare the articles with each other.
        suffixes: of files of records.
        with_pages: whether pages are articles too.
    """
    types = f"      types_or: [plain-text, markdown{', html' * with_pages}]"
    if is_released():
        return _remote(place, with_corpus, suffixes, [types] * with_pages)
    return _local(command(root), place, with_corpus, suffixes, types)


def is_released() -> bool:
    """Whether this newslint came from a package index, so that its version can be had from there."""
    from importlib.metadata import PackageNotFoundError, distribution

    try:
        return distribution("newslint").read_text("direct_url.json") is None
    except PackageNotFoundError:
        return False


def _remote(place: str, with_corpus: bool, suffixes: Sequence[str], types: Sequence[str]) -> str:
    lines = [f"- repo: {REMOTE}", f"  rev: v{__version__}", "  hooks:", "    - id: newslint"]
    lines += [*types, *_files(place)]
    if suffixes:
        lines += ["    - id: newslint-records", f"      files: {_scalar(_pattern(place, suffixes))}"]
    if with_corpus:
        lines += ["    - id: newslint-corpus", *types] + [f"      args: [{_scalar(place)}]"] * bool(place)
    return "\n".join(lines) + "\n"


def _local(program: str, place: str, with_corpus: bool, suffixes: Sequence[str], types: str) -> str:
    one_by_one = f"{program} check --force-exclude --scope document"
    lines = ["- repo: local", "  hooks:"]
    lines += _hook("newslint", "newslint", one_by_one, [types, *_files(place)])
    if suffixes:
        only = [f"      files: {_scalar(_pattern(place, suffixes))}"]
        lines += _hook("newslint-records", "newslint (records)", one_by_one, only)
    if with_corpus:
        where = f"{program} check --scope corpus" + f" {shlex.quote(place)}" * bool(place)
        lines += _hook("newslint-corpus", "newslint (across files)", where, [types, "      pass_filenames: false"])
    return "\n".join(lines) + "\n"


def _hook(name: str, title: str, entry: str, more: Sequence[str]) -> list[str]:
    return [
        f"    - id: {name}",
        f"      name: {title}",
        f"      entry: {_scalar(entry)}",
        "      language: system",
        *more,
        "      require_serial: true",
    ]


def command(root: str) -> str:
    """Return what starts newslint in a shell, given the folder where that happens."""
    return shlex.quote(program(root))


def program(root: str) -> str:
    """Return what starts newslint: its name if the system knows it, else its path, from the folder if it is in it."""
    if shutil.which("newslint"):
        return "newslint"
    here = os.path.join(os.path.dirname(sys.executable), "newslint")
    near = os.path.relpath(here, os.path.realpath(root))
    return near if not near.startswith(os.pardir) else here


def _files(place: str) -> list[str]:
    return [f"      files: {_scalar(f'^{re.escape(place)}/')}"] if place else []


def _pattern(place: str, suffixes: Sequence[str]) -> str:
    ends = "|".join(re.escape(suffix.removeprefix(".")) for suffix in suffixes)
    return (f"^{re.escape(place)}/.*" if place else "") + rf"\.({ends})$"


def _scalar(text: str) -> str:
    """Return a text as YAML writes it on one line."""
    is_plain = re.fullmatch(r"[A-Za-z0-9_./^][A-Za-z0-9_./^ =-]*", text) is not None
    return text if is_plain else "'" + text.replace("'", "''") + "'"
