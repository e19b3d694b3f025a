"""The words of a row of characters, and a number for each, which is that of ``numbered.py``."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from newslint.comparing.at_once.characters import CLOSED, FIRST_OF_WORDS, OddError
from newslint.comparing.at_once.powers import BITS, sums_of, values_of
from newslint.text.bylines import BYLINE_OPENINGS, OF_CREDITS
from newslint.text.normal import one_spelling
from newslint.text.numbered import number_of
from newslint.text.prose import NO_PROSE
from newslint.text.sentences import ABBREVIATED
from newslint.text.structure import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newslint.comparing.at_once.characters import Codes
    from newslint.comparing.at_once.powers import Hashes, Numbers, Truths

NO_PROSE_WORD, BYLINE_WORD, ABBREVIATION = (1 << bit for bit in range(32, 35))
"""Marks of words: what may belong to a sign that no running text has; what a byline may begin with; what may stand
before a full stop that ends no sentence. They stand above the word's number."""
_NUMBER = np.uint64((1 << 32) - 1)
_SLOTS = 18
"""How many bits tell in which slot of the table a word is remembered."""
_MIXER = np.uint64(0x9E3779B97F4A7C15)
LONGEST_WORD = 64
"""In characters. Longer ones might be made to be taken for each other, so they are not remembered."""


class Words(NamedTuple):
    """The words of a text. Their places are counted without the signs that count for nothing."""

    starts: Numbers
    ends: Numbers
    numbers: Hashes
    marks: Hashes
    closed: Numbers
    """Where signs stand that count for nothing."""

    def before(self, places: Numbers) -> Numbers:
        """Return how many words begin before each place of the text."""
        return np.searchsorted(self.starts, self.counted(places))

    def counted(self, places: Numbers) -> Numbers:
        """Return places of the text as those of words are counted."""
        return places - np.searchsorted(self.closed, places)

    def are_whole(self, words: Numbers, ends: Numbers) -> Truths:
        """Return whether words, by their numbers, end at places of the text and hold only letters and digits."""
        # Where each sign that counts for nothing would stand if the others were not there.
        gaps = self.closed - np.arange(len(self.closed))
        holds_none = np.searchsorted(gaps, self.starts[words]) == np.searchsorted(gaps, self.ends[words], "right")
        whole: Truths = (self.ends[words] == self.counted(ends)) & holds_none
        return whole


class Vocabulary:
    """The numbers and marks of words, remembered by a hash of their letters, each in a slot of its own."""

    def __init__(self) -> None:
        """Begin without any."""
        self._hashes = np.zeros(1 << _SLOTS, np.uint64)
        self._known = np.zeros(1 << _SLOTS, np.uint64)

    def words(self, letters: Codes) -> Words:
        """Return the words of a text of at most ``LONGEST`` characters that begins and ends with white space.

        Raises:
            OddError: it has no words.
        """
        closed = np.flatnonzero(letters == CLOSED)
        if len(closed):
            letters = np.delete(letters, closed)
        inside = letters >= FIRST_OF_WORDS
        borders = np.flatnonzero(inside[1:] != inside[:-1]) + 1
        starts, ends = borders[0::2], borders[1::2]
        if not len(starts):
            raise OddError
        known = self._of(letters, starts, ends)
        return Words(starts, ends, known & _NUMBER, known & ~_NUMBER, closed)

    def _of(self, letters: Codes, starts: Numbers, ends: Numbers) -> Hashes:
        hashes = values_of(sums_of(letters), starts, ends)
        slots = _slots(hashes)
        known = self._known.take(slots)
        is_long = ends - starts > LONGEST_WORD
        new = np.flatnonzero((self._hashes.take(slots) != hashes) & ~is_long)
        if len(new):
            distinct, first, which = np.unique(hashes[new], return_index=True, return_inverse=True)
            found = _asked(letters, starts[new[first]], ends[new[first]])
            known[new] = found[which]
            # Of several words for a slot the last one stays.
            slots = _slots(distinct)
            self._hashes[slots], self._known[slots] = distinct, found
        if is_long.any():
            known[is_long] = _asked(letters, starts[is_long], ends[is_long])
        return known


def _slots(hashes: Hashes) -> Numbers:
    """Return slots: the first letters of a word alone make no difference to the first bits of its hash."""
    return (hashes * _MIXER >> np.uint64(BITS - _SLOTS)).astype(np.int64)


def _asked(letters: Codes, starts: Numbers, ends: Numbers) -> Hashes:
    """Return the number of each word, with its marks."""
    text = letters.tobytes().decode("utf-16-le")
    words = [text[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]
    return np.array([number_of(one_spelling(word)) for word in words], np.uint64) | _marks(words)


def _longest_run(sign: str) -> str:
    """Return the longest run of letters in a sign: some word of a text with the sign holds it."""
    return max("".join(one if one.isalnum() else " " for one in fold(sign)).split(), key=len, default="")


def _first_run(sign: str) -> str:
    return fold(sign).split()[0]


# As they are found among words each of which stands between line ends.
_MARKED = (
    (NO_PROSE_WORD, {run for sign in (*NO_PROSE, *OF_CREDITS) if (run := _longest_run(sign))}),
    (BYLINE_WORD, {f"\n{_first_run(sign)}" for sign in BYLINE_OPENINGS}),
)
_ABBREVIATIONS = frozenset(fold(sign).rpartition(".")[2] for sign in ABBREVIATED)


def _marks(words: Sequence[str]) -> Hashes:
    # Initials, and the last letters of "U.S" and "a.m", are single.
    marks = [ABBREVIATION if len(word) == 1 or word in _ABBREVIATIONS else 0 for word in words]
    joined, borders = "\n".join(["", *words]), list(accumulate(len(word) + 1 for word in words))
    for mark, signs in _MARKED:
        for sign in signs:
            at = joined.find(sign)
            while at >= 0:
                marks[bisect_right(borders, at)] |= mark
                at = joined.find(sign, at + 1)
    return np.array(marks, np.uint64)
