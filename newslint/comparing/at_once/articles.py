"""The rows of many articles: their units, which of these are running text, and what each is told by."""

from __future__ import annotations

from itertools import accumulate, chain
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from newslint.comparing.articles import span_of
from newslint.comparing.at_once.breaks import Parts, sentences
from newslint.comparing.at_once.characters import Alphabet, OddError, can_be_read
from newslint.comparing.at_once.lowest import lowest, samples
from newslint.comparing.at_once.powers import POWERS, sums_of, values_of
from newslint.comparing.at_once.running import Headlines, Units, end_like_sentences, which_run
from newslint.comparing.at_once.table import Table
from newslint.comparing.at_once.words import Vocabulary
from newslint.comparing.rows import (
    ARTICLE_KEY,
    ARTICLE_SAMPLES,
    OF_ARTICLE,
    PARAGRAPH_KEYS,
    PARAGRAPH_SAMPLES,
    SENTENCE_KEYS,
    SENTENCE_SAMPLES,
    rows_of,
)
from newslint.text.numbered import SAMPLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newslint.comparing.at_once.powers import Hashes, Numbers, Truths
    from newslint.comparing.at_once.words import Words
    from newslint.document import Document

AT_A_TIME = 80_000
"""How many characters are looked at together at most, a line end behind each text included; more would not stay in the
processor's cache."""


class Articles:
    """Finds out the rows of many articles."""

    def __init__(self) -> None:
        """Get ready."""
        self._alphabet = Alphabet()
        self._vocabulary = Vocabulary()

    def find_out(self, documents: Sequence[Document]) -> None:
        """Find out the rows of all articles but a few odd ones, of which they are found out when somebody asks."""
        for some in _parted([document for document in documents if document.paragraphs and can_be_read(document.text)]):
            try:
                found = self._found(some)
            except OddError:
                continue
            for document, rows in zip(some, _table(found, some).rows(len(some)), strict=True):
                rows_of(document).update(rows)

    def _found(self, documents: Sequence[Document]) -> _Found:
        text = "\n" + "\n".join([document.text for document in documents]) + "\n"
        bases = np.fromiter(accumulate((len(one.text) + 1 for one in documents[:-1]), initial=1), np.int64)
        characters = self._alphabet.read(text)
        words = self._vocabulary.words(characters.letters)
        sums = sums_of(words.numbers)
        parts, article = _paragraphs(documents, bases)
        whole = _units(parts, article, words, sums)
        parts = sentences(text, characters.kinds, words, parts)
        paragraph = np.searchsorted(whole.parts.starts, parts.starts, "right") - 1
        single = _units(parts, article[paragraph], words, sums)
        ending = end_like_sentences(characters.kinds, whole.parts)
        # All sentences of a paragraph but the last one end with a stop: there they were parted.
        ending_single = np.append(paragraph[1:] == paragraph[:-1], False) | ending[paragraph]
        headlines = Headlines(documents, whole)
        runs, runs_whole = (
            which_run(text, characters, words, units, are, headlines)
            for units, are in ((single, ending_single), (whole, ending))
        )
        return _Found(bases, words, single, runs, paragraph, whole, runs_whole)


class _Found(NamedTuple):
    """The units of some articles whose texts stand one behind the other."""

    bases: Numbers
    """Where each text begins."""
    words: Words
    sentences: Units
    are_running: Truths
    """Which sentences are running text."""
    paragraph: Numbers
    """The number of the paragraph of each sentence."""
    paragraphs: Units
    are_running_paragraphs: Truths


def _paragraphs(documents: Sequence[Document], bases: Numbers) -> tuple[Parts, Numbers]:
    """Return the paragraphs of all texts, and the number of the text of each."""
    article = np.repeat(np.arange(len(documents)), [len(document.paragraphs) for document in documents])
    places = chain.from_iterable(chain.from_iterable([document.paragraphs for document in documents]))
    spans = np.fromiter(places, np.int64, 2 * len(article)).reshape(-1, 2) + bases[article][:, None]
    return Parts(spans[:, 0].copy(), spans[:, 1].copy()), article


def _units(parts: Parts, article: Numbers, words: Words, sums: Hashes) -> Units:
    first, last = words.before(parts.starts), words.before(parts.ends)
    return Units(parts, article, first, last, values_of(sums, first, last))


def _table(found: _Found, documents: Sequence[Document]) -> Table:
    """Return all rows."""
    table = Table()
    single, whole, bases = found.sentences, found.paragraphs, found.bases
    running, running_whole = np.flatnonzero(found.are_running), np.flatnonzero(found.are_running_paragraphs)
    _add(table, SENTENCE_KEYS, single, bases, running, single.values[running])
    _add(table, PARAGRAPH_KEYS, whole, bases, running_whole, whole.values[running_whole])
    of, sampled = samples(found.words.numbers, single.first, single.last)
    of_whole, of_whole_sampled = lowest(found.paragraph[of], sampled, SAMPLES)
    are, are_whole = found.are_running[of], found.are_running_paragraphs[of_whole]
    _add(table, SENTENCE_SAMPLES, single, bases, of[are], sampled[are])
    _add(table, PARAGRAPH_SAMPLES, whole, bases, of_whole[are_whole], of_whole_sampled[are_whole])
    _add_articles(table, found, documents, (of[are], sampled[are]))
    return table


def _add(table: Table, kind: int, units: Units, bases: Numbers, which: Numbers, keys: Hashes) -> None:
    """Add rows about units."""
    article = units.article[which]
    starts, ends = (places[which] - bases[article] for places in units.parts)
    table.add(kind, article, units.sizes[which], keys, starts, ends)


def _add_articles(table: Table, found: _Found, documents: Sequence[Document], sampled: tuple[Numbers, Hashes]) -> None:
    """Add rows about whole articles, given the samples of the sentences of their running text."""
    spans = np.array([span_of(document) for document in documents])
    sizes, values = _joined(found.paragraphs, found.are_running_paragraphs, len(documents))
    are = np.flatnonzero(sizes)
    table.add(ARTICLE_KEY, are, sizes[are], values[are], spans[are, 0], spans[are, 1])
    of, lowest_of = lowest(found.sentences.article[sampled[0]], sampled[1], OF_ARTICLE)
    sizes, _ = _joined(found.sentences, found.are_running, len(documents))
    table.add(ARTICLE_SAMPLES, of, sizes[of], lowest_of, spans[of, 0], spans[of, 1])


def _joined(units: Units, are_running: Truths, articles: int) -> tuple[Numbers, Hashes]:
    """Return how many words the running text of each article has, and its value."""
    borders = np.searchsorted(units.article, np.arange(articles + 1))
    sizes = np.append(0, np.cumsum(units.sizes * are_running))
    before = sizes[:-1] - sizes[borders[units.article]]
    values = np.append(np.uint64(0), np.cumsum(units.values * POWERS[before] * are_running))
    return np.diff(sizes[borders]), np.diff(values[borders])


def _parted(documents: Sequence[Document]) -> Iterator[list[Document]]:
    """Yield articles that are looked at together."""
    together: list[Document] = []
    size = 0
    for document in documents:
        if len(document.text) >= AT_A_TIME:
            continue
        size += len(document.text) + 1
        if size > AT_A_TIME:
            yield together
            together, size = [], len(document.text) + 1
        together.append(document)
    if together:
        yield together
