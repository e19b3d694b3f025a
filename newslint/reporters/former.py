"""An earlier HTML report at the same place: what was known then is not new now."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Set
from typing import Any

_BLOCK = re.compile(r'<script type="application/json" data-kind="(findings|run)">(.*?)</script>', re.DOTALL)


class Former:
    """The findings of an earlier report, each of which makes one finding of this one known.

    A finding is known where the same rule spoke of the same words in the same surroundings in the same file, or in a
    file that has no findings any more, as when it was renamed.
    """

    def __init__(self, page: str, paths: Set[str]) -> None:
        """Take the earlier page, or nothing, and the files that this report is about."""
        self._known: Counter[tuple[str, str]] = Counter()
        self._elsewhere: Counter[str] = Counter()
        self.identity: str | None = None
        """That of the earlier report."""
        try:
            for block, value in _blocks(page):
                if block == "run":
                    self.identity = str(value["report"])
                else:
                    self._add(value, paths)
        except (ValueError, KeyError, TypeError, IndexError):
            self.identity = None

    @property
    def compared(self) -> bool:
        """Whether there was an earlier report, and a whole one."""
        return self.identity is not None

    def _add(self, value: Any, paths: Set[str]) -> None:
        articles = value["articles"]
        for one in value["findings"]:
            path, key = articles[one["article"] - articles[0]["number"]]["path"], one["key"]
            if path in paths:
                self._known[path, key] += 1
            else:
                self._elsewhere[key] += 1

    def knows(self, path: str, key: str) -> bool:
        """Whether a finding stood in the earlier report; each of those counts once."""
        if not self.compared:
            return True
        if self._known[path, key] > 0:
            self._known[path, key] -= 1
            return True
        self._elsewhere[key] -= 1
        return self._elsewhere[key] >= 0


def _blocks(page: str) -> Iterator[tuple[str, Any]]:
    for match in _BLOCK.finditer(page):
        yield match[1], json.loads(match[2])
