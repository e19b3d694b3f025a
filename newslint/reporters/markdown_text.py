"""Texts in Markdown as GitHub and GitLab show it: nothing in an article is taken for markup, and nobody is called."""

from __future__ import annotations

import re
from html import escape

from newslint.reporters.words import printable

_SIGNS = re.compile(r"[\\`*_{}\[\]<>&~|$^]")
_ADDRESS = re.compile(r"(?i)(?<=http)(?=s?://)|(?<=www)(?=\.)|(?<=[\w.+-])(?=@)")
_CALLS = re.compile(r"[@#!%](?=\w)|(?<=\bGH)-(?=\d)")
_APART = "\u200b"
"""Has no width, and ends what would otherwise be a mention, a number of an issue, or an address."""
_TICKS = re.compile("`+")


def plain(text: str) -> str:
    """Return ``text`` so that it is shown as it is, on one line; it must not begin one."""
    quiet = _CALLS.sub(rf"\g<0>{_APART}", _ADDRESS.sub(_APART, printable(text)))
    return _SIGNS.sub(r"\\\g<0>", quiet)


def code(text: str) -> str:
    """Return ``text`` as code, on one line: of that nothing is taken for anything."""
    shown = printable(text) or " "
    fence = "`" * (1 + max((len(run) for run in _TICKS.findall(shown)), default=0))
    # One space on either side is taken off again, unless there is nothing else.
    space = " " if shown.strip(" ") and (shown[0] in "` " or shown[-1] in "` ") else ""
    return f"{fence}{space}{shown}{space}{fence}"


def html_code(text: str) -> str:
    """Return ``text`` as code where HTML stands."""
    return f"<code>{escape(printable(text))}</code>"
