"""What the running text of an article tells those who compare it, in rows of facts.

Each kind of row is found out once, however many rules ask for it, and in one order: the largest units first. So
those of the units that a rule wants are the first few.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import TYPE_CHECKING

from newslint.comparing.articles import span_of
from newslint.comparing.facts import ROW
from newslint.comparing.facts import Facts as Facts
from newslint.comparing.facts import rows_at as rows_at
from newslint.text.numbered import lowest, together

if TYPE_CHECKING:
    from newslint.document import Document
    from newslint.model import Span
    from newslint.text.prose import Unit

SENTENCE_KEYS, SENTENCE_SAMPLES, PARAGRAPH_KEYS, PARAGRAPH_SAMPLES, ARTICLE_KEY, ARTICLE_SAMPLES = KINDS = range(6)
OF_ARTICLE = 8
"""How many samples of an article find others like it."""
_KEY = 8
"""The length of a key, in bytes."""
Told = tuple[int, Sequence[bytes], "Span"]
"""The number of words of a unit, its keys, and its place."""


class Rows:
    """The rows of one kind of a document."""

    __slots__ = ("_rows", "_sizes")

    def __init__(self, sizes: Sequence[int], rows: bytes) -> None:
        """Take the rows, and of each the number of words of its unit, below zero, so that they ascend."""
        self._sizes = sizes
        self._rows = rows

    def of(self, least: int) -> Facts:
        """Return the facts about units of at least so many words."""
        return Facts(self._rows[: ROW * bisect_right(self._sizes, -least)])


def rows(document: Document, kind: int, least: int) -> Facts:
    """Return the facts of one kind about units of at least so many words."""
    known = rows_of(document)
    if kind not in known:
        known[kind] = _sorted(_MADE[kind](document))
    return known[kind].of(least)


def rows_of(document: Document) -> dict[int, Rows]:
    """Return what has been found out, by kind. It is kept with the document's views and forgotten with them."""
    known: dict[int, Rows] = vars(document).setdefault("rows", {})
    return known


def _sorted(found: Iterable[Told]) -> Rows:
    ordered = sorted(found, key=itemgetter(0), reverse=True)
    sizes = [-size for size, keys, _ in ordered for _ in keys]
    return Rows(sizes, b"".join([rows_at(span, keys) for _, keys, span in ordered]))


def _keys(units: Iterable[Unit]) -> Iterator[Told]:
    return ((unit.size, (_key(unit.value),), unit.span) for unit in units)


def _key(value: int) -> bytes:
    return value.to_bytes(_KEY, "big")


def _samples(units: Iterable[Unit]) -> Iterator[Told]:
    return ((unit.size, unit.samples, unit.span) for unit in units)


def _key_of_article(document: Document) -> Iterator[Told]:
    units = document.prose_paragraphs
    size = sum([unit.size for unit in units])
    if size:
        yield size, (_key(together([(unit.value, unit.size) for unit in units])),), span_of(document)


def _samples_of_article(document: Document) -> Iterator[Told]:
    units = document.prose_sentences
    size = sum([unit.size for unit in units])
    if size:
        yield size, lowest([unit.samples for unit in units], OF_ARTICLE), span_of(document)


_MADE: Mapping[int, Callable[[Document], Iterable[Told]]] = {
    SENTENCE_KEYS: lambda document: _keys(document.prose_sentences),
    SENTENCE_SAMPLES: lambda document: _samples(document.prose_sentences),
    PARAGRAPH_KEYS: lambda document: _keys(document.prose_paragraphs),
    PARAGRAPH_SAMPLES: lambda document: _samples(document.prose_paragraphs),
    ARTICLE_KEY: _key_of_article,
    ARTICLE_SAMPLES: _samples_of_article,
}
