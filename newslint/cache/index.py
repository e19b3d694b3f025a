"""Facts in the store: found by rule and key without reading the others.

A run adds a segment: its facts, sorted, in blocks. In a segment a file has the number that it had in that run; which
version of which file that was, the store knows. Facts of versions that no file has any more stay until the
segments are put together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import groupby

from newslint.cache.store import Store, sealed, unsealed
from newslint.comparing.facts import BUCKETS, FACT, HEAD, NUMBER, first_of, split

BLOCK = 128
"""How many facts a block holds, more where they are of one key: some 3 kB, which lie on one page of the database."""
FACTS_A_LOOK = 128
"""To read so many facts one after the other takes as long as to look for those of one key."""
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
    for segment, size in store.rows("select id, facts from segments"):
        if heads is not None and size > FACTS_A_LOOK * len(heads):
            if found := _looked_up(store, segment, sorted(heads)):
                yield segment, found
            continue
        for facts in _blocks_of(store, segment, range(BUCKETS)):
            found = split(facts)
            yield segment, found if heads is None else [fact for fact in found if fact[:HEAD] in heads]


def _blocks_of(store: Store, segment: int, heaps: range) -> Iterator[bytes]:
    """Yield the blocks of a segment that hold facts of some heaps, in their order; none holds those of two."""
    question = "select facts from blocks where segment = ? and first >= ? and first < ? order by first"
    borders = first_of(heaps.start), first_of(heaps.stop)
    return (unsealed(facts) for (facts,) in store.each_row(question, (segment, *borders)))


def _looked_up(store: Store, segment: int, heads: Sequence[bytes]) -> list[bytes]:
    """Return the facts of some heads, in their order, without reading the others."""
    question = "select facts from blocks where segment = ? and first <= ? order by first desc limit 1"
    found: list[bytes] = []
    for head in heads:
        for (sealed_facts,) in store.rows(question, (segment, head)):
            facts = unsealed(sealed_facts)
            low, high = _first(facts, head), _first(facts, _after(head))
            found += split(facts[low * FACT : high * FACT])
    return found


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
    """Where there are too many segments, make one of those with the fewest files, while the store is being changed.

    What no file has any more is left out. To put all together would take as long as to compare the corpus.
    """
    [[number]] = store.rows("select count(*) from segments")
    if number <= MOST_SEGMENTS:
        return
    store.write(
        "delete from versions where id not in (select version from files)"
        " and id not in (select version from members) and ?",
        [(True,)],
    )
    question = (
        "select segments.id from segments left join versions on segment = segments.id"
        " group by segments.id order by count(segment), segments.id limit ?"
    )
    segments = [segment for (segment,) in store.rows(question, (number - MOST_SEGMENTS // 2,))]
    whole = write_segment(store, _merged(store, segments))
    for table, column in (("blocks", "segment"), ("segments", "id")):
        store.write(f"delete from {table} where {column} = ?", [(segment,) for segment in segments])  # noqa: S608
    store.write("update versions set segment = ?, number = id where segment = ?", [(whole, one) for one in segments])


def _merged(store: Store, segments: Sequence[int]) -> Iterator[bytes]:
    """Yield the facts of some segments heap by heap, with the ids of versions for the numbers of files."""
    question = "select number, id from versions where segment = ?"
    fresh = {one: {number: [version] for number, version in store.rows(question, (one,))} for one in segments}
    for heap in range(BUCKETS):
        blocks = ((one, facts) for one in segments for facts in _blocks_of(store, one, range(heap, heap + 1)))
        yield b"".join(fact for one, facts in blocks for fact in renumbered(split(facts), fresh[one]))
