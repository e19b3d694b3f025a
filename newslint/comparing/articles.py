"""Whole articles as they are compared with each other: their running text and nothing else."""

from __future__ import annotations

from functools import cached_property, lru_cache
from itertools import chain, pairwise

from newslint.document import Document
from newslint.model import Span
from newslint.text.normal import Words, likeness_of_pairs, numbers

REMEMBERED = 64
"""How many articles are remembered while they are compared with others."""
LONGEST_REMEMBERED = 200_000
"""In characters."""
SAME_NUMBERS = 0.5
"""The share of the numbers of the one with fewer that must stand in the other too."""


def span_of(document: Document) -> Span:
    """Return the place of a whole article, from its headline or first paragraph to its last one."""
    first, last, headline = document.paragraphs[0], document.paragraphs[-1], document.headline
    if headline is None:
        return Span(first.start, last.end)
    return Span(min(first.start, headline.start), max(last.end, headline.end))


def mark_of(document: Document) -> Span:
    """Return what is marked to speak of a whole article: its headline, else the first paragraph of its body."""
    if document.headline:
        return document.headline
    return next(span for span in document.paragraphs if span.end > document.body.start)


def words_of_article(document: Document) -> Words:
    """Return the words of the running text."""
    return tuple(chain.from_iterable([unit.words for unit in document.prose_paragraphs]))


def same_article(one: str, other: str) -> float | None:
    """Return 1.0 when two articles have the same words in the same order, else None."""
    return 1.0 if one == other or _compared(one).words == _compared(other).words else None


def nearly_same_article(least: float, one: str, other: str) -> float | None:
    """Return how like two articles are when it is at least ``least``, whatever the order of their sentences.

    None for the same words in the same order, and where most numbers differ: such reports follow one pattern.
    """
    if one == other:
        return None
    mine, theirs = _compared(one), _compared(other)
    if mine.words == theirs.words or not _agree(mine.numbers, theirs.numbers):
        return None
    found = likeness_of_pairs(mine.pairs, theirs.pairs)
    return min(found, 0.99) if found >= least else None


class _Compared:
    """What is compared of an article."""

    def __init__(self, text: str) -> None:
        document = Document(text)
        self.words = words_of_article(document)
        self.numbers = numbers(self.words)
        self._sentences = [unit.words for unit in document.prose_sentences]

    @cached_property
    def pairs(self) -> set[tuple[str, str]]:
        """The neighbouring words of each sentence."""
        return set(chain.from_iterable(map(pairwise, self._sentences)))


def _compared(text: str) -> _Compared:
    return _remembered(text) if len(text) < LONGEST_REMEMBERED else _Compared(text)


@lru_cache(maxsize=REMEMBERED)
def _remembered(text: str) -> _Compared:
    return _Compared(text)


def _agree(mine: set[str], theirs: set[str]) -> bool:
    return len(mine & theirs) >= SAME_NUMBERS * min(len(mine), len(theirs))
