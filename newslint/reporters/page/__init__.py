"""The HTML report's own sources: a page, its style, and the modules of its program, joined without a build step."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from importlib.resources import files
from typing import NamedTuple

_IMPORT = re.compile(r'^import \{[^}]*\} from "\./[a-z_]+\.mjs";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(async )?function|const|class)", re.MULTILINE)
_LAST = "main.mjs"
"""Starts the page, when everything that it needs is there."""


class Frame(NamedTuple):
    """The page around the data."""

    before: str
    after: str


def frame() -> Frame:
    """Return the page with its style and its program in it, and a policy that lets nothing else in.

    The browser runs exactly the program and applies exactly the style of which the policy holds the hashes,
    whatever an article may contain, and loads nothing from anywhere.
    """
    style, program = _source("page.css"), joined()
    page = _source("page.html")
    page = page.replace("@STYLE-HASH@", _hash(style)).replace("@PROGRAM-HASH@", _hash(program))
    before, after = page.split("@DATA@")
    return Frame(before.replace("@STYLE@", style), after.replace("@PROGRAM@", program))


def joined() -> str:
    """Return the modules as one: without what they import from each other, the one that starts the page last."""
    names = sorted(one.name for one in files(__name__).iterdir() if one.name.endswith(".mjs"))
    names.append(names.pop(names.index(_LAST)))
    return "\n".join(_EXPORT.sub("", _IMPORT.sub("", _source(name))) for name in names)


def _source(name: str) -> str:
    return (files(__name__) / name).read_text("utf-8").replace("\r\n", "\n")


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
