"""An earlier HTML report at the same place: what was known then is not new now."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Set
from typing import Any

_BLOCK = re.compile(r'<script type="application/json" data-kind="(findings|run)">(.*?)</script>', re.DOTALL)


LINEAGE = 100
"""How many reports before the earlier one are remembered, for the sake of the verdicts that were given in them."""


class Former:
    """The findings of an earlier report, each of which makes one finding of this one known.

    A finding is known where the same rule spoke of the same words in the same surroundings in the same file, or in a
    file that has no findings any more, as when it was renamed.
    """

    def __init__(self, page: str, paths: Set[str], was_checked: bool = True) -> None:
        """Take the earlier page, or nothing, the files that this report is about, and whether anything was checked."""
        self._known: Counter[tuple[str, str]] = Counter()
        self._elsewhere: Counter[str] = Counter()
        self._paths = paths
        self._was_checked = was_checked
        self.identities: tuple[str, ...] = ()
        """Those of the earlier report and of the ones before it, the latest first."""
        try:
            for block, value in _blocks(page):
                if block == "run":
                    self._remember(value.get("memory", ()))
                    self.identities = (str(value["report"]), *map(str, value.get("formers", ())))[:LINEAGE]
                else:
                    self._add(value)
        except (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError):
            self.identities = ()

    @property
    def compared(self) -> bool:
        """Whether there was an earlier report, and a whole one."""
        return bool(self.identities)

    @property
    def memory(self) -> list[tuple[str, str, int]]:
        """Paths, keys and how often, for the report after this one, where nothing was checked for this one."""
        return [] if self._was_checked or not self.compared else [(*it, count) for it, count in self._known.items()]

    def _add(self, value: Any) -> None:
        articles = value["articles"]
        for one in value["findings"]:
            self._count(articles[one["article"] - articles[0]["number"]]["path"], one["key"], 1)

    def _remember(self, memory: Any) -> None:
        for path, key, count in memory:
            self._count(path, key, int(count))

    def _count(self, path: str, key: str, count: int) -> None:
        if path in self._paths or not self._was_checked:
            self._known[path, key] += count
        else:
            self._elsewhere[key] += count

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
