"""Facts as bytes: millions of them fit into memory, sort, and travel to any worker.

A fact is 26 bytes: its key, the number of its rule, and its place. Sorted as bytes, facts of one rule and key
stand side by side, and in the order of their places.
"""

from _struct import Struct
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from newslint.model import Fact, Span

KEY = 8
HEAD = KEY + 2
"""How many bytes say which rule was told which key."""
PLACE = 16
FACT = HEAD + PLACE
NUMBER = slice(HEAD, HEAD + 4)
"""Where a fact says which file it is of."""
DOCUMENT = 8
"""How many bytes of a place say which document it stands in."""
BUCKETS = 64
"""Into how many heaps facts are divided by their keys, each of which is grouped by itself."""

ROW = KEY + 8
"""How many bytes a fact takes where its rule and document are known: its key, and where its place begins and ends."""

_PLACE = Struct(">IIII")
_SPAN = Struct(">II")
_ROW = Struct(f"{KEY}s{ROW - KEY}s")
Buckets = dict[int, bytes]
"""Bytes by the number of the heap that they belong to."""


def place_of(task: int, record: int, span: Span) -> bytes:
    """Return a place as bytes: the number of the file in the run, the record (0: the file is one article), the span."""
    return _PLACE.pack(task, record, span.start, span.end)


def read_place(place: bytes) -> tuple[int, int, Span]:
    """Return what ``place_of`` was given."""
    task, record, start, end = _PLACE.unpack(place)
    return task, record, Span(start, end)


class Facts:
    """What one document tells one rule, in rows of bytes: the key as it is kept, and the start and end of the place.

    An article has some two hundred facts, and to make objects of them costs more than to find them out.
    """

    __slots__ = ("rows",)

    def __init__(self, rows: bytes) -> None:
        """Take the rows, one behind the other."""
        self.rows = rows

    def __len__(self) -> int:
        """Return how many facts there are."""
        return len(self.rows) // ROW

    def __iter__(self) -> Iterator[Fact]:
        """Yield them as objects; of a key that was shorter the zeros in front are new."""
        for key, place in _ROW.iter_unpack(self.rows):
            yield Fact(key[::-1], Span(*_SPAN.unpack(place)))


AnyFacts = Facts | Sequence[Fact]
"""What one document tells one rule, in rows or as objects."""


def rows_at(span: Span, keys: Iterable[bytes]) -> bytes:
    """Return facts of one place as rows.

    The last byte of a sample is random, the first is not, for the lowest samples are taken: so a key is kept the other
    way round.
    """
    place = _SPAN.pack(*span)
    return b"".join([(key[::-1].ljust(KEY, b"\0") if len(key) <= KEY else _short(key)) + place for key in keys])


def facts_of(facts: AnyFacts) -> Facts:
    """Return facts in rows."""
    if isinstance(facts, Facts):
        return facts
    return Facts(b"".join([rows_at(span, (key,)) for key, span in facts]))


class Block(NamedTuple):
    """What one document tells one rule."""

    rule: bytes
    """Its number."""
    task: int
    """The number of the file in the run."""
    record: int
    """The record in the file, 0 where the file is one article."""
    facts: Facts


def packed(block: Block) -> list[bytes]:
    """Return the facts of a block, each for itself."""
    rule, task, record, facts = block
    of = rule + _SPAN.pack(task, record)
    return [key + of + place for key, place in _ROW.iter_unpack(facts.rows)]


def heads_of(block: Block) -> bytes:
    """Return which keys the rule of a block was told, with its number, each once."""
    keys = dict.fromkeys([key for key, _ in _ROW.iter_unpack(block.facts.rows)])
    return block.rule.join((*keys, b""))


def heaped(blocks: Iterable[Block]) -> Buckets:
    """Return the facts of blocks by the heap that their keys belong to, in their order."""
    found: dict[int, list[bytes]] = {}
    for block in blocks:
        for one in packed(block):
            found.setdefault(bucket_of(one), []).append(one)
    return {bucket: b"".join(found[bucket]) for bucket in sorted(found)}


def identity(path: str, task: int, record: int, record_id: str) -> bytes:
    """Return a fact that says which id a record has; those of one file and id have the same head."""
    key = _short(f"{path}\0{record_id}".encode("utf-8", "surrogatepass"))
    return key + b"\0\0" + _PLACE.pack(task, record, 0, 1)


def _short(key: bytes) -> bytes:
    from _blake2 import blake2b

    return bytes(blake2b(key, digest_size=KEY).digest())


def number_bytes(number: int) -> bytes:
    """Return the number of a rule as it stands in a fact."""
    return number.to_bytes(2, "big")


def split(data: bytes, size: int = FACT) -> list[bytes]:
    """Return the facts, or other things of one size, that stand in a row."""
    return [data[start : start + size] for start in range(0, len(data), size)]


def bucketed(facts: Iterable[bytes]) -> Buckets:
    """Return facts, sorted, by the heap that their keys belong to."""
    return {bucket: b"".join(some) for bucket, some in groupby(sorted(facts), bucket_of)}


def bucket_of(fact: bytes) -> int:
    """Return the heap that the key of a fact belongs to."""
    return fact[0] * BUCKETS // 256


def first_of(bucket: int) -> bytes:
    """Return what no fact of a heap lies below, and all facts of the heaps before it do."""
    return bytes((bucket * 256 // BUCKETS,)) if bucket < BUCKETS else b"\xff" * (FACT + 1)


_HEAD_OF = itemgetter(slice(0, HEAD))


def groups(facts: Sequence[bytes]) -> Iterator[tuple[bytes, list[bytes]]]:
    """Yield each head that stands in several documents, with its places, the first one of each document.

    Args:
        facts: sorted.
    """
    for head, group in groupby(facts, _HEAD_OF):
        same = list(group)
        if len(same) == 1:
            # Most keys stand in one place only.
            continue
        places: dict[bytes, bytes] = {}
        for fact in same:
            # A repetition inside a document is another rule's matter: its first place stands for it.
            places.setdefault(fact[HEAD : HEAD + DOCUMENT], fact[HEAD:])
        if len(places) > 1:
            yield head, list(places.values())
