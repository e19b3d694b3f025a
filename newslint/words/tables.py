"""Which words of a text the lexicon lists, looked up by their hashes in tables, all at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from newslint.lexicon import layout
from newslint.words.cores import APOSTROPHE, hashes_among

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from newslint.lexicon.reading import Lexicon
    from newslint.words.cores import Cores, Hashes, Numbers

_WORDS_BITS, _OTHERS_BITS = 19, 17
_OTHER_FACTOR = np.uint64(0xD6E8FEB86659FD93)
_WITH_CAPITAL = np.uint64(1 << 63)
"""Is added to the hash of a name in a table: a name is listed with a capital only."""
_ZERO, _NINE, _S = map(ord, "09s")
_ENDING = 2
"""The length of "'s"."""
_SHORT_FIGURE = 4
"""Between two figures so near to each other there is no word."""


class Listed:
    """The hashes of the words that the lexicon lists."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Make the tables."""
        self._words, self._others = _tables(lexicon)

    def lacks(self, cores: Cores) -> Numbers:
        """Return the numbers of the words that are neither listed nor figures, with or without "'s"."""
        left = np.flatnonzero(self._words.take(_slots(cores.hashes, _WORDS_BITS)) != cores.hashes)
        left = left[~self._is_other(cores, left, cores.hashes[left])]
        signs, starts, ends = cores.signs, cores.starts[left], cores.ends[left]
        ends_so = (signs[ends - 1] == _S) & (signs[ends - 2] == APOSTROPHE)
        possessive = np.flatnonzero(ends_so & (ends - starts > _ENDING))
        stems = cores.hashes_of(starts[possessive], ends[possessive] - _ENDING)
        listed = self._words.take(_slots(stems, _WORDS_BITS)) == stems
        listed |= self._is_other(cores, left[possessive], stems)
        return np.delete(left, possessive[listed])

    def _is_other(self, cores: Cores, numbers: Numbers, hashes: Hashes) -> NDArray[np.bool_]:
        """Return which words, whose hashes are given, the smaller table holds, or are short figures."""
        signs, starts, ends = cores.signs, cores.starts[numbers], cores.ends[numbers]
        first, last = signs[starts], signs[ends - 1]
        is_figure = (first <= _NINE) & (first >= _ZERO) & (last <= _NINE) & (last >= _ZERO)
        differing = self._others.take(_slots(hashes * _OTHER_FACTOR, _OTHERS_BITS)) ^ hashes
        is_listed: NDArray[np.bool_] = (differing == 0) | ((differing == _WITH_CAPITAL) & (cores.raw[starts] != first))
        return is_listed | (is_figure & (ends - starts <= _SHORT_FIGURE))


def _tables(lexicon: Lexicon) -> tuple[Hashes, Hashes]:
    """Return the hashes of listed words, each in its slot, and of names and of words whose slot another one has.

    What has no slot in either is asked about once, like what is not listed.
    """
    words, borders, listed = lexicon.contents()
    marks = np.asarray(listed)
    hashes = hashes_among(bytes(words), np.asarray(borders, np.int64))
    usual = np.argsort(-(marks & layout.FREQUENCY).astype(np.int64), kind="stable")
    usual = usual[hashes[usual] != 0]
    is_word = (marks[usual] & layout.WORD) != 0
    table, rest = _filled(hashes[usual[is_word]], hashes[usual[is_word]], _WORDS_BITS)
    names = hashes[usual[~is_word & ((marks[usual] & layout.NAME) != 0)]]
    keys = np.concatenate((rest, names))
    others, _ = _filled(keys * _OTHER_FACTOR, np.concatenate((rest, names ^ _WITH_CAPITAL)), _OTHERS_BITS)
    return table, others


def _filled(keys: Hashes, values: Hashes, bits: int) -> tuple[Hashes, Hashes]:
    """Return a table of values, each in the slot of its key, and those whose slot one before them has."""
    table = np.zeros(1 << bits, np.uint64)
    slots = _slots(keys, bits)
    # Of several values for a slot the last one stays.
    table[slots[::-1]] = values[::-1]
    return table, values[table[slots] != values]


def _slots(hashes: Hashes, bits: int) -> Numbers:
    # As numbers with a sign, which numpy takes for places without a copy.
    return (hashes >> np.uint64(64 - bits)).view(np.int64)
