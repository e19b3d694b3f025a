"""Where sentences end in the paragraphs of many texts; what ``sentences.py`` finds in one paragraph after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from newslint.comparing.at_once.characters import CLOSER, FIRST, FULL_STOP, OPENER, SPACE, STOP, OddError
from newslint.comparing.at_once.words import ABBREVIATION
from newslint.text.sentences import FOLLOWING, ends_here

if TYPE_CHECKING:
    from newslint.comparing.at_once.characters import Kinds
    from newslint.comparing.at_once.powers import Numbers
    from newslint.comparing.at_once.words import Words

ROUNDS = 40
"""How many signs or blanks may stand in a row at the end of a sentence."""


class Parts(NamedTuple):
    """Parts of a text, in order."""

    starts: Numbers
    ends: Numbers


class _Breaks(NamedTuple):
    """Where sentences may end."""

    stops: Numbers
    """The first stop."""
    ends: Numbers
    """The place behind the stops and what may stand behind them."""
    starts: Numbers
    """Where the next sentence begins."""
    letters: Numbers
    """Its first letter."""
    paragraphs: Numbers
    """The number of the paragraph."""


def sentences(text: str, kinds: Kinds, words: Words, paragraphs: Parts) -> Parts:
    """Return the sentences of all paragraphs.

    Raises:
        OddError: the texts are better read one by one.
    """
    found = _breaks(kinds, paragraphs)
    doubtful = _doubtful(kinds, found, words)
    refuted = [number for number in doubtful.tolist() if not _ends_here(text, found, number, paragraphs)]
    starts, ends = np.delete(found.starts, refuted), np.delete(found.ends, refuted)
    return Parts(np.sort(np.append(paragraphs.starts, starts)), np.sort(np.append(paragraphs.ends, ends)))


def past(kinds: Kinds, kind: int, places: Numbers, limits: Numbers, step: int = 1) -> Numbers:
    """Return the places next to signs of a kind that stand at the places in a row, but none beyond the limits.

    Raises:
        OddError: there are more than ``ROUNDS`` of them, as in no article.
    """
    found = places.copy()
    left = np.flatnonzero(places != limits)
    for _ in range(ROUNDS):
        left = left[(kinds[found[left]] & kind) != 0]
        if not len(left):
            return found
        found[left] += step
        left = left[found[left] != limits[left]]
    raise OddError


def _breaks(kinds: Kinds, paragraphs: Parts) -> _Breaks:
    is_stop = (kinds & STOP) != 0
    borders = np.flatnonzero(is_stop[1:] != is_stop[:-1]) + 1
    stops, behind = borders[0::2], borders[1::2]
    of = np.searchsorted(paragraphs.starts, stops, "right") - 1
    limits = paragraphs.ends[of]
    ends = past(kinds, CLOSER, behind, limits)
    starts = past(kinds, SPACE, ends, limits)
    letters = past(kinds, OPENER, starts, limits)
    are = np.flatnonzero((starts > ends) & (letters < limits))
    are = are[(kinds[letters[are]] & FIRST) != 0]
    return _Breaks(*(one[are] for one in (stops, ends, starts, letters, of)))


def _doubtful(kinds: Kinds, found: _Breaks, words: Words) -> Numbers:
    """Return the numbers of the full stops behind what may be abbreviated, or is no plain word."""
    single = np.flatnonzero((found.ends == found.stops + 1) & ((kinds[found.stops] & FULL_STOP) != 0))
    stops = found.stops[single]
    number = words.before(stops) - 1
    is_plain = words.are_whole(number, stops) & ((words.marks[number] & np.uint64(ABBREVIATION)) == 0)
    doubtful: Numbers = single[~is_plain]
    return doubtful


def _ends_here(text: str, found: _Breaks, number: int, paragraphs: Parts) -> bool:
    of, stop, letter = (int(one[number]) for one in (found.paragraphs, found.stops, found.letters))
    start, limit = int(paragraphs.starts[of]), int(paragraphs.ends[of])
    return ends_here(text, start, stop, text[letter : min(letter + FOLLOWING, limit)])
