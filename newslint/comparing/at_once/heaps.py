"""Facts in heaps, by numpy; what ``facts.py`` does with one fact after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from newslint.comparing.facts import BUCKETS, FACT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newslint.comparing.facts import Block, Buckets

_ROW = np.dtype([("key", "<u8"), ("place", "V8")])
_FACT = np.dtype([("key", "<u8"), ("rule", "<u2"), ("task", ">u4"), ("record", ">u4"), ("place", "V8")])
_FACTOR = np.uint64(0x9E3779B97F4A7C15)


def heaped(blocks: Sequence[Block]) -> Buckets:
    """Return the facts of blocks by the heap that their keys belong to, in their order."""
    sizes = [len(block.facts) for block in blocks]
    rows = np.frombuffer(b"".join([block.facts.rows for block in blocks]), _ROW)
    facts = np.empty(len(rows), _FACT)
    facts["key"], facts["place"] = rows["key"], rows["place"]
    facts["rule"] = np.repeat(np.frombuffer(b"".join([block.rule for block in blocks]), "<u2"), sizes)
    for name, numbers in (("task", [block.task for block in blocks]), ("record", [block.record for block in blocks])):
        facts[name] = np.repeat(np.array(numbers, np.uint32), sizes)
    first = rows.view(np.uint8).reshape(-1, _ROW.itemsize)[:, 0].astype(np.uint16) * BUCKETS // 256
    data = facts[np.argsort(first, kind="stable")].tobytes()
    borders = (np.cumsum(np.bincount(first, minlength=BUCKETS)) * FACT).tolist()
    heaps = zip(range(BUCKETS), [0, *borders], borders, strict=False)
    return {heap: data[start:end] for heap, start, end in heaps if start < end}


def perhaps_shared(data: bytes) -> bytes:
    """Return the facts of a heap but most of those whose key no other fact of their rule has."""
    facts = np.frombuffer(data, _FACT)
    heads = facts["key"] ^ facts["rule"] * _FACTOR
    order = np.argsort(heads)
    ordered = heads[order]
    same = ordered[1:] == ordered[:-1]
    are_shared = np.zeros(len(facts), np.bool_)
    are_shared[order] = np.append(same, False) | np.append(False, same)
    return facts[are_shared].tobytes()
