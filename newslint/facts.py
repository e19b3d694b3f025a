"""Facts as bytes: millions of them fit into memory, sort, and travel to any worker.

A fact is 26 bytes: its key, the number of its rule, and its place. Sorted as bytes, facts of one rule and key
stand side by side, and in the order of their places.
"""

from _struct import Struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter

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

_PLACE = Struct(">IIII")
Buckets = dict[int, bytes]
"""Bytes by the number of the heap that they belong to."""


def place_of(task: int, record: int, span: Span) -> bytes:
    """Return a place as bytes: the number of the file in the run, the record (0: the file is one article), the span."""
    return _PLACE.pack(task, record, span.start, span.end)


def read_place(place: bytes) -> tuple[int, int, Span]:
    """Return what ``place_of`` was given."""
    task, record, start, end = _PLACE.unpack(place)
    return task, record, Span(start, end)


def packed(numbers: Mapping[str, bytes], task: int, record: int, facts: Iterable[tuple[str, Fact]]) -> list[bytes]:
    """Return the facts of a document, given with the names of their rules.

    Args:
        numbers: the number of each rule, as two bytes.
        task: the number of the file in the run.
        record: the record in the file, 0 where the file is one article.
        facts: each with the name of its rule.
    """
    place = _Places(task, record).__getitem__
    # The last byte of a sample is random, the first is not, for the lowest samples are taken.
    return [
        (key[::-1].ljust(KEY, b"\0") if len(key) <= KEY else _short(key)) + numbers[rule] + place(span)
        for rule, (key, span) in facts
    ]


class _Places(dict[Span, bytes]):
    """The places of one document as bytes; several facts share most of them."""

    def __init__(self, task: int, record: int) -> None:
        self._task = task
        self._record = record

    def __missing__(self, span: Span) -> bytes:
        self[span] = place = _PLACE.pack(self._task, self._record, *span)
        return place


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
