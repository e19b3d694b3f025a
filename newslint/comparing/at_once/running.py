"""Which sentences and paragraphs of many articles are running text; see ``prose.py``."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from newslint.comparing.at_once.breaks import Parts, past
from newslint.comparing.at_once.characters import NO_PROSE_SIGN, OF_END, STOP
from newslint.comparing.at_once.words import BYLINE_WORD, NO_PROSE_WORD
from newslint.text.normal import words as words_of
from newslint.text.numbered import numbers_of, value
from newslint.text.prose import NO_PROSE, Signs, is_running_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newslint.comparing.at_once.characters import Characters, Kinds
    from newslint.comparing.at_once.powers import Hashes, Numbers, Truths
    from newslint.comparing.at_once.words import Words
    from newslint.document import Document

_ALL_SIGNS = Signs(None, NO_PROSE, has_credits=True)


class Units(NamedTuple):
    """Sentences, or paragraphs, of many articles."""

    parts: Parts
    article: Numbers
    """The number of the article."""
    first: Numbers
    """The number of the first word, and of the one behind the last."""
    last: Numbers
    values: Hashes

    @property
    def sizes(self) -> Numbers:
        """How many words each has."""
        return self.last - self.first


class Headlines:
    """The headlines of some articles, which are no running text wherever they stand."""

    def __init__(self, documents: Sequence[Document], paragraphs: Units) -> None:
        """Take the articles and their paragraphs, the first of which mostly is the headline."""
        self._documents = documents
        self._values = np.zeros(len(documents), np.uint64)
        self._sizes = np.full(len(documents), -1)
        firsts = np.searchsorted(paragraphs.article, np.arange(len(documents)))
        sizes = paragraphs.sizes
        for number, (document, first) in enumerate(zip(documents, firsts.tolist(), strict=True)):
            if document.headline is None:
                continue
            if document.headline == document.paragraphs[0]:
                self._values[number], self._sizes[number] = paragraphs.values[first], sizes[first]
            else:
                found = words_of(document.slice(document.headline))
                self._values[number], self._sizes[number] = value(numbers_of(found)), len(found)

    def may_be(self, units: Units) -> Truths:
        """Return which units may have the words of the headline."""
        found: Truths = (self._values[units.article] == units.values) & (self._sizes[units.article] == units.sizes)
        return found

    def is_one(self, number: int, text: str) -> bool:
        """Whether a text has the words of the headline of an article."""
        document = self._documents[number]
        return document.headline is not None and words_of(text) == words_of(document.slice(document.headline))


def end_like_sentences(kinds: Kinds, parts: Parts) -> Truths:
    """Return which parts end with a stop, whatever closes a quotation behind it.

    Raises:
        OddError: the texts are better read one by one.
    """
    last = past(kinds, OF_END, parts.ends - 1, parts.starts - 1, -1)
    found: Truths = (last >= parts.starts) & ((kinds[last] & STOP) != 0)
    return found


def which_run(
    text: str, characters: Characters, words: Words, units: Units, ending: Truths, headlines: Headlines
) -> Truths:
    """Return which units are running text, given which of them end like a sentence."""
    found = ending.copy()
    suspected = np.flatnonzero(ending & (_hold_signs(characters, words, units) | _open_like_bylines(words, units)))
    titled = np.flatnonzero(ending & headlines.may_be(units))
    for number, (start, end) in _places(suspected, units):
        found[number] = is_running_text(text[start:end], _ALL_SIGNS)
    for number, (start, end) in _places(titled, units):
        found[number] &= not headlines.is_one(int(units.article[number]), text[start:end])
    return found


def _places(numbers: Numbers, units: Units) -> list[tuple[int, tuple[int, int]]]:
    starts, ends = units.parts.starts[numbers].tolist(), units.parts.ends[numbers].tolist()
    return list(zip(numbers.tolist(), zip(starts, ends, strict=True), strict=True))


def _hold_signs(characters: Characters, words: Words, units: Units) -> Truths:
    """Return which units hold a sign, or a word of one, that no running text has."""
    signs = np.flatnonzero(characters.letters == NO_PROSE_SIGN)
    marked = np.flatnonzero((words.marks & np.uint64(NO_PROSE_WORD)) != 0)
    starts, ends = units.parts
    by_sign = np.searchsorted(signs, starts) != np.searchsorted(signs, ends)
    by_word = np.searchsorted(marked, units.first) != np.searchsorted(marked, units.last)
    found: Truths = by_sign | by_word
    return found


def _open_like_bylines(words: Words, units: Units) -> Truths:
    if not len(words.marks):
        return np.zeros(len(units.first), np.bool_)
    first = np.minimum(units.first, len(words.marks) - 1)
    found: Truths = (words.marks[first] & np.uint64(BYLINE_WORD)) != 0
    return found
