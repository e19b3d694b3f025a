"""Patterns that are compiled when they are first used."""

from __future__ import annotations

import re
from typing import Any, cast


def late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return what behaves as ``re.compile(pattern, flags)`` and is compiled when it is first used.

    Compiling a pattern costs as much as searching several articles with it, and most patterns stand
    behind a test that few texts pass.

    Raises:
        re.error: the pattern is none; raised at its first use.
    """
    return cast("re.Pattern[str]", _Late(pattern, flags))


class _Late:
    def __init__(self, pattern: str, flags: int) -> None:
        self._arguments = (pattern, flags)

    def __getattr__(self, name: str) -> Any:
        """Return an attribute of the compiled pattern, and keep it, so that it is looked up here once."""
        if name.startswith("_"):
            raise AttributeError(name)
        found = getattr(re.compile(*self._arguments), name)
        setattr(self, name, found)
        return found
