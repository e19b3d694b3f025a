"""Hooks for pre-commit, as text."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import sys
from collections.abc import Sequence

from newslint import __version__
from newslint.values import Values

REMOTE = "https://github.com/newslint/newslint"


class Wanted(Values):
    """What the hooks are to do."""

    place: str = ""
    """The folder of the articles as seen from the repository, "" where they are one."""
    records: tuple[str, ...] = ()
    """The suffixes of files of records."""
    pages: tuple[str, ...] = ()
    """The suffixes of pages."""
    whole: bool = False
    """Whether all articles are checked at once.

    Then leftovers that recur from article to article are told from those that are known as such, and all is compared
    with what the baseline, which is of such a run, knows. Else what a commit changes is checked.
    """
    twins: bool = True
    """Whether articles are compared with each other."""


def block(root: str, wanted: Wanted) -> str:
    """Return a repository of hooks as an item of pre-commit's list, not indented.

    Args:
        root: the folder of the repository.
        wanted: what the hooks are to do.
    """
    lines = _remote(wanted) if is_released() else _local(command(root), wanted)
    return "\n".join(lines) + "\n"


def is_released() -> bool:
    """Whether this newslint came from a package index, so that its version can be had from there."""
    from importlib.metadata import PackageNotFoundError, distribution

    try:
        return distribution("newslint").read_text("direct_url.json") is None
    except PackageNotFoundError:
        return False


def _remote(wanted: Wanted) -> list[str]:
    lines = [f"- repo: {REMOTE}", f"  rev: v{__version__}", "  hooks:"]
    place = [_scalar(argument(wanted.place))] if wanted.place else []
    if wanted.whole:
        arguments = ", ".join(["--scope", "all", *place])
        hook = ["    - id: newslint-corpus", "      name: newslint", f"      args: [{arguments}]"]
        return [*lines, *hook, "      types_or: []", _of(wanted, _all(wanted))]
    types = [_types(wanted)] if wanted.pages else []
    lines += ["    - id: newslint", *types, *_files(wanted.place)]
    if wanted.records:
        lines += ["    - id: newslint-records", _of(wanted, wanted.records)]
    if wanted.twins:
        lines += ["    - id: newslint-corpus", *types] + [f"      args: [{', '.join(place)}]"] * bool(place)
    return lines


def _local(program: str, wanted: Wanted) -> list[str]:
    place = f" {shlex.quote(argument(wanted.place))}" * bool(wanted.place)
    lines, one_by_one = ["- repo: local", "  hooks:"], f"{program} check --force-exclude --scope document"
    at_once = "      pass_filenames: false"
    if wanted.whole:
        return lines + _hook("newslint", "newslint", f"{program} check{place}", [_of(wanted, _all(wanted)), at_once])
    types = _types(wanted)
    lines += _hook("newslint", "newslint", one_by_one, [types, *_files(wanted.place)])
    if wanted.records:
        lines += _hook("newslint-records", "newslint (records)", one_by_one, [_of(wanted, wanted.records)])
    if wanted.twins:
        across = f"{program} check --scope corpus{place}"
        lines += _hook("newslint-corpus", "newslint (across files)", across, [types, at_once])
    return lines


def argument(place: str) -> str:
    """Return a folder so that it is not taken for an option."""
    return f"./{place}" if place.startswith("-") else place


def _types(wanted: Wanted) -> str:
    return f"      types_or: [plain-text, markdown{', html' * bool(wanted.pages)}]"


def _all(wanted: Wanted) -> Sequence[str]:
    return (".txt", ".md", *wanted.pages, *wanted.records)


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


def _of(wanted: Wanted, suffixes: Sequence[str]) -> str:
    ends = "|".join(re.escape(suffix.removeprefix(".")) for suffix in suffixes)
    folder = f"^{re.escape(wanted.place)}/.*" if wanted.place else ""
    pattern = rf"{folder}\.({ends})$"
    return f"      files: {_scalar(pattern)}"


def _scalar(text: str) -> str:
    """Return a text as YAML writes it on one line."""
    if not text.isprintable():
        return json.dumps(text, ensure_ascii=False)
    is_plain = re.fullmatch(r"[A-Za-z0-9_./^][A-Za-z0-9_./^ =-]*", text) is not None
    return text if is_plain else "'" + text.replace("'", "''") + "'"
