"""Words as numbers, the same in every process, and what texts are found by among millions of others.

Whatever is found out here is sums and products of whole numbers, so that ``at_once/`` finds out the same about many
texts together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate, chain, repeat
from operator import mul
from struct import Struct
from zlib import crc32

from newslint.remembered import Remembered
from newslint.text.normal import VOCABULARY, Words

ANCHOR = 5
"""The shortest word, in letters, at which a sample is taken: shorter ones stand everywhere."""
SAMPLES = 4
"""How many samples are taken of a text at most."""
SAMPLE = 5
"""How many words a sample holds. Three words in a row stand in many sentences that have nothing else in common."""
SHORT = 1 << 29
"""Makes the number of a short word greater than that of any long one; numbers below 2 to the 30th are sorted faster."""
_packed = Struct(f">{SAMPLE}I").pack
MODULUS = 1 << 64
FACTOR = 0xD6E8FEB86659FD93
"""Odd, so that no multiple of it is forgotten."""
_POWERS = tuple(accumulate(repeat(FACTOR, 127), lambda power, factor: power * factor % MODULUS, initial=1))
_MIXER = 0x9E3779B1
"""An odd number with ones and zeros in no order, so that the order of words makes a difference."""


def number_of(word: str) -> int:
    """Return the number of a word: one below ``SHORT`` for a long word, greater by that for a short one."""
    # Of words that are alike the checksums are too; the product is not.
    number = crc32(word.encode("utf-8", "surrogatepass")) * _MIXER % SHORT
    return number if len(word) >= ANCHOR else number | SHORT


_number = Remembered(number_of, VOCABULARY).__getitem__


def numbers_of(text: Words) -> list[int]:
    """Return the number of each word."""
    return list(map(_number, text))


def value(of_words: Sequence[int]) -> int:
    """Return a number, below 2 to the 64th, for words in their order, given their own numbers.

    It is the sum of their numbers, each times a power of ``FACTOR``, so that those of parts give that of the whole.
    """
    size = len(_POWERS)
    if len(of_words) <= size:
        return int(sum(map(mul, of_words, _POWERS))) % MODULUS
    return together((sum(map(mul, of_words[at : at + size], _POWERS)), size) for at in range(0, len(of_words), size))


def together(values: Iterable[tuple[int, int]]) -> int:
    """Return the value of several texts one behind the other, given the value and number of words of each."""
    whole = at = 0
    for one, size in values:
        whole += one * (_POWERS[at] if at < len(_POWERS) else pow(FACTOR, at, MODULUS))
        at += size
    return whole % MODULUS


def samples(text: Words, most: int = SAMPLES) -> list[bytes]:
    """Return keys of some samples of a sentence, such that texts alike in most words have one in common.

    A sample begins at a long word. Of these the ones with the lowest checksums are taken, so that two
    texts choose the same ones where they have them both. There are many samples, and a key that two of them
    share by chance only has two texts compared in vain, so it is a checksum as well.
    """
    return samples_among(numbers_of(text), most)


def samples_among(numbers: list[int], most: int = SAMPLES) -> list[bytes]:
    """Return the same, given the numbers of the words."""
    last = len(numbers) - SAMPLE
    if last < 0:
        return []
    index = numbers.index
    found = set()
    for number in sorted(set(numbers))[:most]:
        if number >= SHORT:
            break
        at = index(number)
        if at > last:
            at = last
        found.add(crc32(_packed(*numbers[at : at + SAMPLE])).to_bytes(4, "big"))
    return sorted(found)


def runs(text: Words) -> set[bytes]:
    """Return keys of all runs of words of a text, among them those of its samples."""
    numbers = numbers_of(text)
    return {
        crc32(_packed(*run)).to_bytes(4, "big") for run in zip(*(numbers[at:] for at in range(SAMPLE)), strict=False)
    }


def lowest(of_parts: Iterable[Iterable[bytes]], count: int = SAMPLES) -> list[bytes]:
    """Return the lowest samples of several sentences: the same ones in whatever order the sentences stand."""
    return sorted(set(chain.from_iterable(of_parts)))[:count]
