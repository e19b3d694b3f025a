"""Which words of several texts have to be looked at, found for all of them together.

What ``vocabulary.py`` and ``repeats.py`` find word by word, numpy finds here for whole texts: nearly all words
are listed, and hardly two in a row are the same. Only the few that are left are asked about there, so that both
ways have one and the same answer. It takes a fifteenth of a second to get ready, so it is for runs on many articles.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from newslint.lexicon import open_lexicon
from newslint.words.cores import FIRST_LETTER, LONGEST_TEXT, Tokens, cores_of, hashes_among, pairs
from newslint.words.doublets import first_of_tokens, repeats_in
from newslint.words.recurring import BEFORE, LONG, SMALL_WORD, Glanced, Lines, Recurring, Seen, joined, without_flood
from newslint.words.tables import Listed
from newslint.words.vocabulary import REMEMBERED, Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from newslint.words.cores import Cores, Numbers

AT_A_TIME = LONGEST_TEXT - 1
"""How many characters are looked at together at most, a line end behind each text included."""
_BLANK = ord(" ")
_SMALL_WORDS = hashes_among(b"theandofto", np.array((0, 3, 6, 8, 10)))


class Part(NamedTuple):
    """What is looked at of a text of several."""

    number: int
    """Of the text."""
    lines: Lines
    start: int
    said: str


class Glance:
    """Finds what has to be looked at, given what a vocabulary knows."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Make tables of the words that the lexicon lists."""
        self._vocabulary = vocabulary
        self._listed = Listed(open_lexicon())
        self._recurring = Recurring()
        self._harmless: set[str] = set()
        """Words that the tables lack and no judge suspects."""
        self._doubtful: set[str] = set()
        """Words in which a judge suspects something, unless what touches them speaks against it."""

    def look(self, texts: Sequence[str]) -> list[Glanced | None]:
        """Return what has to be looked at in each text, None for one that is too long."""
        found: list[Glanced | None] = [None] * len(texts)
        parts: list[Part] = []
        for number, text in enumerate(texts):
            if len(text) < AT_A_TIME:
                lines = self._recurring.lines_of(text)
                if lines.are_known:
                    found[number] = without_flood(self._recurring.known(text, lines))
                else:
                    parts.append(_part(number, text, lines))
        for several in _parted(parts):
            for part, seen in zip(several, self._together([part.said for part in several]), strict=True):
                found[part.number] = self._found(texts[part.number], part, seen)
        return found

    def _found(self, text: str, part: Part, seen: Seen) -> Glanced:
        """Return what has to be looked at in a text, of which a part was looked at."""
        if seen.is_apart:
            self._recurring.keep(part.lines, seen)
        if part.lines.is_whole:
            return without_flood(Glanced(seen.words(), seen.repeats, sum(seen.tallies)))
        if seen.is_apart:
            known = self._recurring.known(text, part.lines)
            return without_flood(joined(known, part.lines, part.start, seen))
        whole = _part(part.number, text, part.lines.whole())
        return self._found(text, whole, next(self._together([text])))

    def _together(self, texts: Sequence[str]) -> Iterator[Seen]:
        """Yield what is found in each of some texts."""
        text = "\n" + "\n".join(texts) + "\n"
        borders = list(accumulate((len(one) + 1 for one in texts), initial=0))
        cores = cores_of(text)
        tokens = Tokens(text, cores.spaces())
        firsts = first_of_tokens(cores, tokens)
        unlisted = self._listed.lacks(cores)
        starts, ends = cores.lines()
        small = _in_each(starts, cores.starts[_small_words(cores)])
        tallies = (_in_each(starts, cores.starts[unlisted]) + small * SMALL_WORD).tolist()
        is_odd = (ends - starts >= LONG) & (_in_each(starts, cores.starts[firsts]) < BEFORE)
        odd = set(np.flatnonzero(is_odd).tolist())
        line_starts = starts.tolist()
        suspected = [
            (bisect_right(line_starts, start) - 1, words) for start, words in self._suspected(cores, unlisted, tokens)
        ]
        first = 0
        for border, end, repeats in zip(borders, borders[1:], repeats_in(cores, tokens, firsts, borders), strict=False):
            last = bisect_right(line_starts, end, first)
            yield Seen(
                [start - border - 1 for start in line_starts[first:last]] if repeats else (),
                tallies[first:last],
                [(number - first, words) for number, words in suspected if first <= number < last],
                repeats,
                bool(odd) and not odd.isdisjoint(range(first, last)),
            )
            first = last

    def _suspected(self, cores: Cores, left: Numbers, tokens: Tokens) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Yield where a token begins in which a judge suspects words, and these."""
        if len(self._harmless) > REMEMBERED:
            self._harmless.clear()
        self._vocabulary.forget_many()
        starts, ends = tokens.around(cores.starts[left])
        alone = _are_alone(cores, left, starts, ends)
        asked = np.concatenate((np.flatnonzero(~alone), self._in_doubt(cores, left, alone, tokens.text)))
        vocabulary, text = self._vocabulary, tokens.text
        for start, end in pairs(starts[asked], ends[asked]):
            token = text[start:end]
            vocabulary[token]
            if token in vocabulary.guilty:
                yield start, vocabulary.guilty[token]

    def _in_doubt(self, cores: Cores, left: Numbers, alone: NDArray[np.bool_], text: str) -> Numbers:
        """Return which of the unlisted words that are all that their token says may be misspelt."""
        numbers = np.flatnonzero(alone)
        harmless = self._harmless
        words = [text[start:end] for start, end in pairs(cores.starts[left[numbers]], cores.ends[left[numbers]])]
        unknown = [number for number, word in enumerate(words) if word not in harmless]
        return numbers[[number for number in unknown if self._is_doubtful(words[number])]]

    def _is_doubtful(self, word: str) -> bool:
        if word in self._harmless:
            return False
        if word in self._doubtful:
            return True
        is_doubtful = bool(self._vocabulary.suspects(word))
        (self._doubtful if is_doubtful else self._harmless).add(word)
        return is_doubtful


def _part(number: int, text: str, lines: Lines) -> Part:
    """Return what is to be looked at of a text."""
    start, end = lines.place_in(text)
    return Part(number, lines, start, text[start:end])


def _parted(parts: Sequence[Part]) -> Iterator[list[Part]]:
    """Yield parts that are looked at together."""
    together: list[Part] = []
    size = 0
    for part in parts:
        if size + len(part.said) + 1 > AT_A_TIME:
            yield together
            together, size = [], 0
        together.append(part)
        size += len(part.said) + 1
    if together:
        yield together


def _in_each(starts: Numbers, places: Numbers) -> Numbers:
    """Return how many of some places are in each of the lines that begin there."""
    numbers: Numbers = np.diff(np.searchsorted(places, starts), append=len(places))
    return numbers


def _small_words(cores: Cores) -> Numbers:
    """Return the numbers of "the", "and", "of" and "to" in small letters between blanks, not of one said twice."""
    the, and_, of, to = _SMALL_WORDS
    hashes = cores.hashes
    numbers: Numbers = np.flatnonzero((hashes == the) | (hashes == and_) | (hashes == of) | (hashes == to))
    raw, starts, ends = cores.raw, cores.starts[numbers], cores.ends[numbers]
    is_plain = (raw[starts - 1] == _BLANK) & (raw[ends] == _BLANK)
    is_plain &= hashes[numbers] != hashes[numbers - 1]
    for places in (starts, starts + 1, ends - 1):
        is_plain &= raw[places] >= FIRST_LETTER
    found: Numbers = numbers[is_plain]
    return found


def _are_alone(cores: Cores, numbers: Numbers, starts: Numbers, ends: Numbers) -> NDArray[np.bool_]:
    """Return which words, given by their numbers, share their tokens with no other and hold no foreign letter."""
    before = np.concatenate(([0], cores.ends))[numbers]
    after = np.concatenate((cores.starts, [len(cores.signs)]))[numbers + 1]
    alone = (before <= starts) & (after >= ends)
    if cores.foreign:
        alone &= ~np.isin(numbers, np.searchsorted(cores.starts, cores.foreign, "right") - 1)
    return alone
