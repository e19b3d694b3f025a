"""The words of a text as numbers: where each begins and ends, and what tells it from others, by numpy.

A text becomes a row of bytes, one for each character: its lower-case letter, or a small number for what kind of sign it
is. Whatever has to be known of all words is then done to the whole row, at some nanoseconds a character.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from newslint.words.vocabulary import EDGES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Hashes = NDArray[np.uint64]
    Bytes = NDArray[np.uint8]

SPACE, EDGE, APOSTROPHE, SIGN = 0, 1, 2, 3
FOREIGN = 0xFF
"""Stands for a character that Latin-1 has not, which may be a letter."""
_FIRST_OF_WORDS = 32
"""From here on a byte is part of a word."""
FIRST_LETTER = ord("a")
_LINE_END = ord("\n")
LONGEST_TEXT = 120_000
"""How many characters can be read at a time."""
_FACTOR = 0x9E3779B97F4A7C15
_BITS = 64
_QUOTES = "“”‘…–—\ufffc"


def _kind(character: str) -> int:
    """Return the byte of a character: of a letter or digit its own in lower case, else its kind."""
    if character.isspace():
        return SPACE
    if character.isalpha() or character in "0123456789-":
        lower = ord(character.lower())
        return lower if lower < FOREIGN else FOREIGN
    if character == "'":
        return APOSTROPHE
    # "?" stands for what Latin-1 has not; raised figures and soft hyphens may be parts of words.
    if character in "?\u00ad" or character.isalnum():
        return FOREIGN
    return EDGE if character in EDGES else SIGN


_KINDS = bytes(_kind(chr(byte)) for byte in range(256))
_POWERS = np.full(LONGEST_TEXT + 1, _FACTOR, np.uint64).cumprod(dtype=np.uint64)
_INVERSES = np.full(LONGEST_TEXT + 1, pow(_FACTOR, -1, 1 << _BITS), np.uint64).cumprod(dtype=np.uint64)


class Cores(NamedTuple):
    """The words of a text without the signs around them, digits, hyphens and inner apostrophes being part of them."""

    signs: Bytes
    """A byte for each character."""
    raw: Bytes
    """The same as they are written, so that the two differ at capitals."""
    sums: Hashes
    """Up to each character, from which the hash of any part follows."""
    starts: Numbers
    ends: Numbers
    hashes: Hashes
    """Of each word, in any case the same."""
    foreign: Sequence[int]
    """Where characters stand that Latin-1 has not."""

    def hashes_of(self, starts: Numbers, ends: Numbers) -> Hashes:
        """Return the hashes of parts of the text."""
        hashes: Hashes = (self.sums[ends] - self.sums[starts]) * _INVERSES[starts]
        return hashes

    def spaces(self) -> Numbers:
        """Return where white space stands."""
        return np.flatnonzero(self.signs == SPACE)

    def lines(self) -> tuple[Numbers, Numbers]:
        """Return where the lines begin and end that are not empty; before the first a line end stands."""
        ends = np.flatnonzero(self.raw == _LINE_END)
        starts, ends = ends[:-1] + 1, ends[1:]
        filled = ends > starts
        return starts[filled], ends[filled]


class Tokens:
    """The tokens of a text, which white space parts, as its places are known."""

    def __init__(self, text: str, spaces: Numbers) -> None:
        """Take the text and the places."""
        self.text = text
        self._spaces = spaces

    def around(self, places: Numbers) -> tuple[Numbers, Numbers]:
        """Return where the tokens begin and end in which the places are."""
        numbers = np.searchsorted(self._spaces, places)
        return self._spaces[numbers - 1] + 1, self._spaces[numbers]


def pairs(starts: Numbers, ends: Numbers) -> Iterator[tuple[int, int]]:
    """Yield starts with their ends, as plain numbers."""
    return zip(starts.tolist(), ends.tolist(), strict=True)


def cores_of(text: str) -> Cores:
    """Return the words of a text that begins and ends with white space and has no more than ``LONGEST_TEXT`` signs."""
    latin = _latin(text)
    kinds = latin.translate(_KINDS)
    signs = np.frombuffer(kinds, np.uint8)
    foreign = [] if text.isascii() else _places(kinds, FOREIGN)
    spaces = [place for place in foreign if text[place].isspace()]
    if spaces:
        signs = signs.copy()
        signs[spaces] = SPACE
    inside = signs >= _FIRST_OF_WORDS
    inside[1:-1] |= (signs[1:-1] == APOSTROPHE) & inside[:-2] & inside[2:]
    borders = np.flatnonzero(inside[1:] != inside[:-1]) + 1
    starts, ends = borders[0::2], borders[1::2]
    # In place: a row of eight bytes a character is large, and to come by room for it takes as long as to fill it.
    sums = np.zeros(len(signs) + 1, np.uint64)
    np.multiply(signs, _POWERS[: len(signs)], out=sums[1:])
    np.cumsum(sums[1:], out=sums[1:])
    hashes = (sums.take(ends) - sums.take(starts)) * _INVERSES.take(starts)
    return Cores(signs, np.frombuffer(latin, np.uint8), sums, starts, ends, hashes, foreign)


def hashes_among(words: bytes, borders: Numbers) -> Hashes:
    """Return the hashes of words that stand one behind the other, in lower case; 0 for those that are not ASCII."""
    signs = np.frombuffer(words.translate(_KINDS), np.uint8).astype(np.uint64)
    hashes = np.zeros(len(borders) - 1, np.uint64)
    first = 0
    while first < len(hashes):
        start = borders[first]
        last = int(np.searchsorted(borders, start + LONGEST_TEXT, "right")) - 1
        part = borders[first : last + 1] - start
        sums = np.zeros(part[-1] + 1, np.uint64)
        np.cumsum(signs[start : borders[last]] * _POWERS[: part[-1]], out=sums[1:])
        hashes[first:last] = (sums[part[1:]] - sums[part[:-1]]) * _INVERSES[part[:-1]]
        first = last
    other = np.zeros(len(words) + 1, np.int64)
    np.cumsum(np.frombuffer(words, np.uint8) >= 0x80, out=other[1:])
    hashes[other[borders[1:]] > other[borders[:-1]]] = 0
    return hashes


def _latin(text: str) -> bytes:
    """Return a byte of Latin-1 for each character, "?" for those that it has not."""
    text = text.replace("?", "!")
    if text.isascii():
        return text.encode("ascii")
    text = text.replace("’", "'")
    for sign in _QUOTES:
        text = text.replace(sign, "!")
    return text.encode("latin-1", "replace")


def _places(kinds: bytes, kind: int) -> list[int]:
    """Return where bytes stand of which there are few."""
    found = []
    at = kinds.find(kind)
    while at >= 0:
        found.append(at)
        at = kinds.find(kind, at + 1)
    return found
