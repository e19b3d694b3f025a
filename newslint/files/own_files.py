"""Which files newslint has written itself, so that a walk takes none of them for articles."""

from __future__ import annotations

import re
from functools import cache

REPORT = "<!-- newslint report -->"
"""Begins each report in Markdown, so that a run, or a bot with a comment of its own, can tell it."""
PAGE = "<title>newslint report</title>"
"""Stands in the head of each report in HTML."""
_SUFFIXES = (".jsonl", ".ndjson", ".json", "words.txt", "learned.txt")
"""How the names of files end that are looked at; all others are left alone, for to open a file costs."""
_LOOKED_AT = 8192
"""In bytes, from the beginning."""
_BEGINS = rb"""(?x)(?:\xef\xbb\xbf)?(?:
    \{"newslint":\s"(?:baseline|accepted)",\s"version": |
    \{"trailer":\strue, |
    (?:\[\s*)?\{"path":\s"[^\n]*?"rule":\s"[^\n]*?"fingerprint":\s" |
    \{"verdict":"(?:right|mistaken|wrong|later)","scope":"(?:place|everywhere)","rule":" |
    \#\sWords\sand\snames\sthat\snewslint\s |
    \#\sLearned\sby\snewslint\s )"""
"""Baselines and accepted findings, reports in JSON, decisions, files of words; the tests write one of each."""


def is_own(path: str) -> bool:
    """Whether a file is named as newslint's own may be, and begins as only they do."""
    if not path.endswith(_SUFFIXES):
        return False
    try:
        with open(path, "rb") as file:
            return _begins().match(file.read(_LOOKED_AT)) is not None
    except OSError:
        return False


def is_page(text: str) -> bool:
    """Whether a page is a report of newslint's own; a page that quotes one is not."""
    return text.startswith("<!doctype html>") and PAGE in text[: text.find("</title>") + len("</title>")]


def is_report(path: str) -> bool:
    """Whether a text or page is a report that newslint wrote under a name of somebody's choice."""
    try:
        with open(path, "rb") as file:
            begin = file.read(_LOOKED_AT).decode("utf-8", "replace")
    except OSError:
        return False
    return begin.startswith(REPORT) or is_page(begin)


@cache
def _begins() -> re.Pattern[bytes]:
    # Few runs meet such a file, and to compile the pattern costs a millisecond.
    return re.compile(_BEGINS)
