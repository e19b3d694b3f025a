"""Which files newslint has written itself, so that a walk takes none of them for articles."""

from __future__ import annotations

import re
from functools import cache

REPORT = "<!-- newslint report -->"
"""Begins each report in Markdown, so that a run, or a bot with a comment of its own, can tell it."""
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


@cache
def _begins() -> re.Pattern[bytes]:
    # Few runs meet such a file, and to compile the pattern costs a millisecond.
    return re.compile(_BEGINS)
