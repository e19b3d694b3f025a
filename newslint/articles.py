"""Whole articles as they are compared with each other: their running text and nothing else."""

from __future__ import annotations

from functools import lru_cache
from itertools import chain, pairwise

from newslint.document import Document
from newslint.model import Span
from newslint.normal import Words, likeness_of_pairs, numbers

REMEMBERED = 64
"""How many articles are remembered while they are compared with others."""
SAME_NUMBERS = 0.5
"""The share of the numbers of the one with fewer that must stand in the other too."""


def span_of(document: Document) -> Span:
    """Return the place of a whole article, from its headline or first paragraph to its last one."""
    spans = [*document.paragraphs, *([document.headline] if document.headline else [])]
    return Span(min(spans).start, max(span.end for span in spans))


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
    return 1.0 if _words(one) == _words(other) else None


def nearly_same_article(least: float, one: str, other: str) -> float | None:
    """Return how like two articles are when it is at least ``least``, whatever the order of their sentences.

    None for the same words in the same order, and where most numbers differ: such reports follow one pattern.
    """
    if _words(one) == _words(other) or not _agree(_numbers(one), _numbers(other)):
        return None
    found = likeness_of_pairs(_pairs(one), _pairs(other))
    return min(found, 0.99) if found >= least else None


@lru_cache(maxsize=REMEMBERED)
def _words(text: str) -> Words:
    return words_of_article(Document(text))


@lru_cache(maxsize=REMEMBERED)
def _pairs(text: str) -> frozenset[tuple[str, str]]:
    """Return the neighbouring words of each sentence."""
    return frozenset(chain.from_iterable([pairwise(unit.words) for unit in Document(text).prose_sentences]))


@lru_cache(maxsize=REMEMBERED)
def _numbers(text: str) -> frozenset[str]:
    return frozenset(numbers(_words(text)))


def _agree(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    return len(mine & theirs) >= SAME_NUMBERS * min(len(mine), len(theirs))
