"""The samples of sentences, and the lowest of them for what holds several; see ``numbered.samples``."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

from newslint.text.numbered import SAMPLE, SAMPLES, SHORT

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from newslint.comparing.at_once.powers import Hashes, Numbers, Truths

_WORD = 4
"""How many bytes a word has in a sample."""
_PLACES = np.uint64(17)
"""How many bits the place of a word takes."""
_OWN = np.uint64(30)
"""How many bits its number takes."""


def samples(numbers: Hashes, starts: Numbers, ends: Numbers) -> tuple[Numbers, Hashes]:
    """Return the samples of sentences, in order, and the number of the sentence of each.

    Args:
        numbers: of all words.
        starts: the first word of each sentence.
        ends: the one behind its last.
    """
    sizes = ends - starts
    sentences = np.repeat(np.arange(len(starts), dtype=np.uint64), sizes)
    long = np.flatnonzero((numbers < SHORT) & (sizes >= SAMPLE)[sentences])
    # Of equal words the first one counts, and stands first.
    ordered = np.sort((sentences[long] << _OWN | numbers[long]) << _PLACES | long.astype(np.uint64))
    words = ordered[_are_new(ordered >> _PLACES)]
    of = (words >> (_OWN + _PLACES)).astype(np.int64)
    chosen = np.flatnonzero(_ranks(of) < SAMPLES)
    of = of[chosen]
    places = (words[chosen] & np.uint64((1 << int(_PLACES)) - 1)).astype(np.int64)
    return lowest(of, _checksums(numbers, np.minimum(places, ends[of] - SAMPLE)), SAMPLES)


def lowest(of: Numbers, found: Hashes, count: int) -> tuple[Numbers, Hashes]:
    """Return the lowest of the distinct numbers, below 2 to the 32nd, found of each thing, and the things, in order."""
    ordered = np.sort(of.astype(np.uint64) << np.uint64(32) | found)
    ordered = ordered[_are_new(ordered)]
    things = (ordered >> np.uint64(32)).astype(np.int64)
    chosen = _ranks(things) < count
    return things[chosen], ordered[chosen] & np.uint64((1 << 32) - 1)


def _are_new(ordered: Hashes | Numbers) -> Truths:
    """Return which numbers differ from the one before."""
    new = np.ones(len(ordered), np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=new[1:])
    return new


def _ranks(things: Numbers) -> Numbers:
    """Return how many of the same thing, of which all stand in a row, stand before each."""
    places = np.arange(len(things))
    firsts = np.flatnonzero(_are_new(things))
    return places - np.repeat(firsts, np.diff(np.append(firsts, len(things))))


def _tables() -> NDArray[np.uint32]:
    """Return what each byte at each place adds to the checksum of a sample: the sum is that of the parts."""
    size = SAMPLE * _WORD
    nothing = crc32(bytes(size))
    found = [
        [crc32(bytes(at) + bytes((byte,)) + bytes(size - at - 1)) ^ nothing for byte in range(256)]
        for at in range(size)
    ]
    return np.array(found, np.uint32)


_TABLES = _tables()
_NOTHING = np.uint32(crc32(bytes(SAMPLE * _WORD)))


def _checksums(numbers: Hashes, starts: Numbers) -> Hashes:
    """Return the checksum of the words that begin at each place."""
    data = numbers.astype(">u4").view(np.uint8).reshape(-1, _WORD)
    samples = data[starts[:, None] + np.arange(SAMPLE)].reshape(len(starts), SAMPLE * _WORD)
    found = np.full(len(starts), _NOTHING, np.uint32)
    for at, table in enumerate(_TABLES):
        found ^= table[samples[:, at]]
    return found.astype(np.uint64)
