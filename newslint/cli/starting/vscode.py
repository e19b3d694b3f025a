"""Tasks for Visual Studio Code, whose findings it shows among its problems, and the extension that it is to propose."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from typing import Any

from newslint.cli.starting import blocks
from newslint.cli.starting.jsonc import loaded, with_entry
from newslint.cli.starting.looking import Seen
from newslint.cli.starting.planning import Step
from newslint.configuration.settings import shown
from newslint.known.ledgers import content

EXTENSION = "newslint.newslint"
MATCHER: dict[str, Any] = {
    "owner": "newslint",
    "source": "newslint",
    "fileLocation": ["autoDetect", "${workspaceFolder}"],
    "pattern": {
        "regexp": r"^(.+?):(\d+):(\d+)(?: \(record .*?\))?: (error|warning|info): (.*) \[([a-z0-9-]+)\]$",
        "file": 1,
        "line": 2,
        "column": 3,
        "severity": 4,
        "message": 5,
        "code": 6,
    },
}
"""How the editor reads the output format concise."""


def tasks(program: str, place: Sequence[str]) -> list[dict[str, Any]]:
    """Return the tasks.

    Args:
        program: what starts newslint.
        place: the folder of the articles as seen from the one that the editor opens; none where they are one.
    """
    # Whole words, so that no shell stumbles over a space.
    usual = {"type": "process", "command": program, "options": {"env": {"NO_COLOR": "1"}}}
    look = ["check", "--output-format", "concise", "--show", "info"]
    return [
        {
            "label": "newslint: check",
            **usual,
            "args": [*look, *place],
            "group": "test",
            "presentation": {"reveal": "never", "revealProblems": "onProblem", "clear": True},
            "problemMatcher": MATCHER,
        },
        {
            "label": "newslint: check this file",
            **usual,
            "args": [*look, "${file}"],
            "presentation": {"reveal": "never", "revealProblems": "onProblem", "clear": True},
            "problemMatcher": MATCHER,
        },
    ]


def steps(seen: Seen) -> list[Step]:
    """Return what is done about the files of the editor: what is there keeps its entries and comments."""
    root = _root(seen)
    place = os.path.relpath(os.path.realpath(seen.folder), os.path.realpath(root))
    ours = tasks(_program(root), [] if place == os.curdir else [blocks.argument(place.replace(os.sep, "/"))])
    return [
        _step(root, "tasks.json", "tasks", ours, {"version": "2.0.0"}, "tasks that show findings among the problems"),
        _step(root, "extensions.json", "recommendations", [EXTENSION], {}, "proposes the extension"),
    ]


def _root(seen: Seen) -> str:
    """Return the folder that the editor opens: one that has files of it already, else the configuration's."""
    if seen.has_vscode:
        return seen.folder
    if seen.repository and os.path.isdir(os.path.join(seen.repository, ".vscode")):
        return seen.repository
    return seen.home


def _program(root: str) -> str:
    program = blocks.program(root)
    return program if os.path.isabs(program) or os.sep not in program else "${workspaceFolder}/" + program


def _step(root: str, name: str, key: str, entries: Sequence[Any], more: dict[str, Any], what: str) -> Step:
    path = shown(os.path.join(root, ".vscode", name))
    before = content(path)
    if before is None:
        return Step(path, what, None, (json.dumps({**more, key: entries}, indent=2) + "\n").encode())
    text: str | None = before.decode("utf-8", "surrogateescape")
    if all(_has(text or "", key, entry) for entry in entries):
        return Step(path, "has this already; it was left as it is")
    for entry in entries:
        text = text if text is None or _has(text, key, entry) else with_entry(text, key, entry)
    if text is None:
        paste = json.dumps(list(entries), indent=2)
        return Step(path, f"cannot be read, so it was left as it is; add to its {key}", paste=paste)
    return Step(path, f"{what}, after those there are", before, text.encode("utf-8", "surrogateescape"))


def _has(text: str, key: str, entry: Any) -> bool:
    try:
        present = loaded(text)[key]
    except (ValueError, LookupError, TypeError):
        return False
    names = [one.get("label") if isinstance(one, dict) else one for one in present if isinstance(one, (dict, str))]
    return (entry["label"] if isinstance(entry, dict) else entry) in names
