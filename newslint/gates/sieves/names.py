"""Texts with a name that is nearly another one which stands there often."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from newslint.gates.batch import CAPITAL, SPACE, is_letter
from newslint.lexicon.misspelling import is_strange

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from newslint.gates.batch import Batch, Mask, Numbers

    Hashes = NDArray[np.uint64]

_SHORTEST = 5
"""Of a name, in letters."""
_LOOKED_AT = 8
"""By so many letters at each end are names told apart."""
_LEFT_ALONE, _TOUCHED = 3, 2
"""So many letters at one end does a slip leave alone; so many beside each other does it touch."""
_OFTEN = 2
_MOST_WORDS = 3
"""Of a name that stands twice."""
_BLANK = ord(" ")
_FACTORS = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0xD6E8FEB86659FD93], np.uint64)
_NONE = np.uint64(0)
_FIRST = np.array([(1 << 8 * size) - 1 for size in range(_LOOKED_AT + 1)], np.uint64)
"""What leaves so many of eight letters, the first ones."""
_ALL_BUT_LAST, _ALL_BUT_THREE = np.uint64(8 * (_LOOKED_AT - 1)), np.uint64(8 * (_LOOKED_AT - _LEFT_ALONE))
_SIZES, _LETTERS = 32, 32
"""Powers of two beyond the longest name that is told apart and beyond the alphabet."""


class _Names(NamedTuple):
    """The names of some texts: capitals with at least four small letters behind."""

    texts: Numbers
    starts: Numbers
    sizes: Numbers
    heads: Hashes
    """The first letters of each as one number, the first being the lowest byte."""
    tails: Hashes
    """The last letters, the last being the highest byte."""

    def only(self, which: Numbers | Mask) -> _Names:
        """Return some of them."""
        texts, starts, sizes = self.texts[which], self.starts[which], self.sizes[which]
        return _Names(texts, starts, sizes, self.heads[which], self.tails[which])


def misspelt(batch: Batch) -> set[int]:
    """Return the texts with a name that no list knows and that may be a slip for one that stands there twice."""
    names = _names_of(batch)
    if len(names.texts) < _OFTEN:
        return set()
    once, often = _counted(names)
    near = once.only(_begin_alike(once, often))
    slips = near.only(np.flatnonzero(_are_among(_signs_of(near), _signs_of(often)).any(axis=0)))
    places = zip(slips.texts.tolist(), slips.starts.tolist(), (slips.starts + slips.sizes).tolist(), strict=True)
    return {text for text, start, end in places if is_strange(batch.data[start:end].decode())}


def doubled(batch: Batch) -> set[int]:
    """Return the texts in which up to three words with capitals stand twice in a row."""
    capitals = batch.breaks[batch.numbers_of(CAPITAL)]
    starts = capitals[~is_letter(batch.signs[capitals - 1])]
    spaces = np.searchsorted(batch.breaks[batch.numbers_of(SPACE)], starts)
    found = [_starts_of_same(batch, starts, spaces, words) for words in range(1, _MOST_WORDS + 1)]
    return set(batch.texts_of(np.concatenate(found)).tolist())


def _starts_of_same(batch: Batch, starts: Numbers, spaces: Numbers, words: int) -> Numbers:
    """Return where so many words begin that their first eight letters stand again right behind them.

    Taken are the beginnings of words with capitals, and how many spaces stand before each in the whole batch.
    """
    are_beside = (spaces[words:] - spaces[:-words] == words) & (batch.signs[starts[words:] - 1] == _BLANK)
    one, other = starts[:-words][are_beside], starts[words:][are_beside]
    size = np.minimum(other - one - 1, _LOOKED_AT)
    found: Numbers = one[((batch.eights[one] ^ batch.eights[other]) & _FIRST[size]) == _NONE]
    return found


def _names_of(batch: Batch) -> _Names:
    capitals = batch.numbers_of(CAPITAL)
    starts = batch.breaks[capitals]
    sizes = batch.breaks[capitals + 1] - starts
    are_long = sizes >= _SHORTEST
    starts, sizes = starts[are_long], sizes[are_long]
    short = np.minimum(sizes, _LOOKED_AT)
    heads = batch.eights[starts] & _FIRST[short]
    tails = batch.eights[starts + sizes - _LOOKED_AT] & ~_FIRST[_LOOKED_AT - short]
    return _Names(batch.texts_of(starts), starts, sizes, heads, tails)


def _counted(names: _Names) -> tuple[_Names, _Names]:
    """Return the names that stand once in their text, and one each of those that stand there twice.

    Long ones may not be told apart, so each may be one that stands once.
    """
    keys = _hashed(names, names.heads, names.tails, names.sizes)
    order = np.argsort(keys)
    keys = keys[order]
    is_new = np.concatenate(([True], keys[1:] != keys[:-1], [True]))
    is_first_of_some = is_new[: 1 - _OFTEN - 1] & (keys[_OFTEN - 1 :] == keys[: 1 - _OFTEN])
    is_once = (is_new[:-1] & is_new[1:]) | (names.sizes[order] > 2 * _LOOKED_AT)
    return names.only(order[is_once]), names.only(order[: 1 - _OFTEN][is_first_of_some])


def _begin_alike(names: _Names, often: _Names) -> Mask:
    """Return which names have the capital of a frequent one of their text, and at most a letter more or less.

    A slip for a name has its capital: one with another is another name.
    """
    groups, wanted = _groups(names), _groups(often)
    table = np.zeros(max(groups.max(initial=0), wanted.max(initial=0)) + 2, np.bool_)
    for more in (-1, 0, 1):
        table[wanted + more] = True
    return table[groups]


def _groups(names: _Names) -> Numbers:
    """Return a number for text, capital and size of each name."""
    capitals = (names.heads & np.uint64(_LETTERS - 1)).astype(np.int64)
    return (names.texts * _LETTERS + capitals) * _SIZES + np.minimum(names.sizes, _SIZES - 2)


def _signs_of(names: _Names) -> Hashes:
    """Return three rows of signs, one of which a name has in common with another of its text that a slip parts from it.

    The slip is inside the name, with letters left alone on both sides, most of them before it or behind; or at its end.
    """
    first, last = names.heads & _FIRST[1], names.tails >> _ALL_BUT_LAST
    most_before = _hashed(names, names.heads & _FIRST[_LEFT_ALONE], last, 1)
    most_behind = _hashed(names, first, names.tails >> _ALL_BUT_THREE, 2)
    all_before = _hashed(
        names, names.heads & _FIRST[np.minimum(names.sizes - _TOUCHED, _LOOKED_AT)], first, names.sizes
    )
    return np.stack((most_before, most_behind, all_before))


def _hashed(names: _Names, one: Hashes, other: Hashes, size: Numbers | int) -> Hashes:
    """Return numbers that are equal where all that is given and the text are."""
    of_text = (names.texts * _SIZES + np.minimum(size, _SIZES - 1)).astype(np.uint64)
    hashes: Hashes = _FACTORS[0] * of_text + _FACTORS[1] * one + _FACTORS[2] * other
    return hashes


def _are_among(values: Hashes, wanted: Hashes) -> Mask:
    ordered = np.append(np.sort(wanted, axis=None), _NONE)
    found: Mask = ordered[np.searchsorted(ordered[:-1], values)] == values
    return found
