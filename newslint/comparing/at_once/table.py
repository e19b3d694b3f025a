"""Rows of many articles, found kind by kind, as each article has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from newslint.comparing.facts import ROW
from newslint.comparing.rows import KINDS, Rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.comparing.at_once.powers import Hashes, Numbers

_ROW = np.dtype([("key", "<u8"), ("start", ">u4"), ("end", ">u4")])
"""A key is kept the other way round, so that its last byte stands first."""
_NUMBER, _SIZE = 22, 18
"""How many bits the number of a row takes, and that of its words."""


class Table:
    """Rows of some articles."""

    def __init__(self) -> None:
        """Begin without any."""
        self._kinds: list[Numbers] = []
        self._columns: list[tuple[Numbers | Hashes, ...]] = []

    def add(self, kind: int, of: Numbers, sizes: Numbers, keys: Hashes, starts: Numbers, ends: Numbers) -> None:
        """Add rows of a kind: articles by number, words of the units, keys, and places in the articles."""
        self._kinds.append(np.full(len(of), kind))
        self._columns.append((of, sizes, keys, starts, ends))

    def rows(self, articles: int) -> Iterator[dict[int, Rows]]:
        """Yield for each article its rows of each kind, those of the largest units first."""
        of, sizes, keys, starts, ends = map(np.concatenate, zip(*self._columns, strict=True))
        groups = of * len(KINDS) + np.concatenate(self._kinds)
        order = _order(groups, sizes)
        rows = np.empty(len(order), _ROW)
        rows["key"], rows["start"], rows["end"] = keys[order], starts[order], ends[order]
        data, below_zero = rows.tobytes(), (-sizes[order]).tolist()
        borders = np.searchsorted(groups[order], np.arange(articles * len(KINDS) + 1)).tolist()
        for article in range(articles):
            of_kinds = borders[article * len(KINDS) : (article + 1) * len(KINDS) + 1]
            yield {
                kind: Rows(below_zero[first:last], data[first * ROW : last * ROW])
                for kind, first, last in zip(KINDS, of_kinds, of_kinds[1:], strict=False)
            }


def _order(groups: Numbers, sizes: Numbers) -> Numbers:
    """Return the numbers of the rows by group, and in each by size, the largest first."""
    ordered = np.sort(((groups << _SIZE) + ((1 << _SIZE) - 1 - sizes) << _NUMBER) + np.arange(len(groups)))
    order: Numbers = ordered & ((1 << _NUMBER) - 1)
    return order
