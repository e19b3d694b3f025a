"""Facts in the store: found by rule and key without reading the others.

A run adds a segment: its facts, sorted, in blocks. In a segment a file has the number that it had in that run; which
version of which file that was, the store knows. Facts of versions that no file has any more stay until the
segments are put together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from itertools import groupby

from newslint.cache.store import Store, sealed, unsealed
from newslint.comparing.facts import BUCKETS, FACT, HEAD, NUMBER, bucket_of, split

BLOCK = 1024
"""How many facts a block holds, more where they are of one key."""
MANY = 10_000
"""From this many keys on all blocks are read in their order."""
MOST_SEGMENTS = 48


def write_segment(store: Store, heaps: Iterable[bytes]) -> int:
    """Write the facts of some files, and return the number of the segment.

    Args:
        store: where, while it is being changed.
        heaps: facts by key, the lowest keys first.
    """
    segment = store.insert("insert into segments (facts) values (0)", ())
    count = 0
    for heap in heaps:
        facts = sorted(split(heap))
        count += len(facts)
        rows = ((segment, block[0][:HEAD], sealed(b"".join(block))) for block in _blocks(facts))
        store.write("insert into blocks (segment, first, facts) values (?, ?, ?)", rows)
    store.write("update segments set facts = ? where id = ?", [(count, segment)])
    return segment


def _blocks(facts: Iterable[bytes]) -> Iterator[list[bytes]]:
    """Yield facts block by block; those of one key stand in one block."""
    block: list[bytes] = []
    for _, group in groupby(facts, lambda fact: fact[:HEAD]):
        block += group
        if len(block) >= BLOCK:
            yield block
            block = []
    if block:
        yield block


def facts_of(store: Store, heads: Set[bytes] | None) -> Iterator[tuple[int, list[bytes]]]:
    """Yield the facts of some rules and keys, or of all, with the number of their segment.

    Args:
        store: the store.
        heads: the first bytes of the facts; None: all.
    """
    if heads is None or len(heads) > MANY:
        for segment, facts in store.each_row("select segment, facts from blocks order by rowid"):
            found = split(unsealed(facts))
            yield segment, found if heads is None else [fact for fact in found if fact[:HEAD] in heads]
        return
    segments = [segment for (segment,) in store.rows("select id from segments")]
    for segment in segments:
        for head in sorted(heads):
            if found := _facts_with(store, segment, head):
                yield segment, found


def _facts_with(store: Store, segment: int, head: bytes) -> list[bytes]:
    question = "select facts from blocks where segment = ? and first <= ? order by first desc limit 1"
    for (sealed_facts,) in store.rows(question, (segment, head)):
        facts = unsealed(sealed_facts)
        low, high = _first(facts, head), _first(facts, _after(head))
        return split(facts[low * FACT : high * FACT])
    return []


def _first(facts: bytes, head: bytes) -> int:
    """Return the number of the first of sorted facts that is not below a head."""
    low, high = 0, len(facts) // FACT
    while low < high:
        middle = (low + high) // 2
        if facts[middle * FACT : middle * FACT + HEAD] < head:
            low = middle + 1
        else:
            high = middle
    return low


def _after(head: bytes) -> bytes:
    return head + b"\xff"


def heads_in(data: bytes) -> list[bytes]:
    """Return the heads that stand in a row."""
    return split(data, HEAD)


def renumbered(facts: Iterable[bytes], numbers: Mapping[int, Iterable[int]]) -> Iterator[bytes]:
    """Yield facts with other numbers for their files: none where nobody has the file any more, several for copies."""
    for fact in facts:
        for number in numbers.get(int.from_bytes(fact[NUMBER], "big"), ()):
            yield fact[:HEAD] + number.to_bytes(4, "big") + fact[HEAD + 4 :]


def put_together(store: Store) -> None:
    """Make one segment of too many, without what no file has any more, while the store is being changed."""
    segments = [segment for (segment,) in store.rows("select id from segments")]
    if len(segments) <= MOST_SEGMENTS:
        return
    store.write(
        "delete from versions where id not in (select version from files)"
        " and id not in (select version from members) and ?",
        [(True,)],
    )
    fresh: dict[int, dict[int, list[int]]] = {}
    for version, segment, number in store.rows("select id, segment, number from versions"):
        fresh.setdefault(segment, {})[number] = [version]
    heaps: list[list[bytes]] = [[] for _ in range(BUCKETS)]
    for segment, facts in facts_of(store, None):
        for fact in renumbered(facts, fresh.get(segment, {})):
            heaps[bucket_of(fact)].append(fact)
    store.write("delete from blocks where segment = ?", [(segment,) for segment in segments])
    store.write("delete from segments where id = ?", [(segment,) for segment in segments])
    whole = write_segment(store, (b"".join(heap) for heap in heaps))
    store.write("update versions set segment = ?, number = id where ?", [(whole, True)])
