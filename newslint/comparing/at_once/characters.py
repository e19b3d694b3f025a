"""The characters of texts as numbers: what each is worth as part of a word, and of which kinds it is.

As part of a word a character is worth its code in lower case; any other one ``APART``, or ``CLOSED`` where the word
goes on behind it, or ``NO_PROSE_SIGN`` where it is a sign that no running text has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from newslint.text.normal import CLOSED as CLOSED_SIGNS
from newslint.text.prose import CLOSING, NO_PROSE
from newslint.text.sentences import CLOSERS, OPENERS, STOPS, begins_sentence

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Codes = NDArray[np.uint16]
    Kinds = NDArray[np.uint8]

APART, CLOSED, NO_PROSE_SIGN = 0, 1, 2
FIRST_OF_WORDS = ord("0")
"""From here on a number is a part of a word."""
SPACE, STOP, FULL_STOP, CLOSER, OPENER, FIRST, OF_END = (1 << bit for bit in range(7))
"""White space; what ends a sentence, a full stop by itself too, and what may stand behind; what may stand before one,
and what begins it; what may stand behind the end of running text."""
_CODES = 1 << 16
_AMBIGUOUS = ("Σ", "İ")
"""The small letter of the first depends on its place in the word, that of the other is two characters."""


class OddError(Exception):
    """The texts are so odd that they are better read one by one."""


class Characters(NamedTuple):
    """The characters of a text."""

    letters: Codes
    kinds: Kinds


def can_be_read(text: str) -> bool:
    """Whether all characters of a text have one code, and a small letter that does not depend on the others."""
    return text.isascii() or not (any(sign in text for sign in _AMBIGUOUS) or len(_codes_of(text)) > 2 * len(text))


def _codes_of(text: str) -> bytes:
    return text.encode("utf-16-le", "surrogatepass")


def _small_letters(text: str) -> str:
    """Return what ``fold`` returns for each character, but for those that no text that can be read has."""
    for sign in _AMBIGUOUS:
        text = text.replace(sign, "?")
    return text.lower()


class Alphabet:
    """What is known of each character."""

    def __init__(self) -> None:
        """Ask about each; what is asked of all together is asked in a tenth of the time."""
        characters = list(map(chr, range(_CODES)))
        small = _small_letters("".join(characters))
        is_letter = np.fromiter(map(str.isalnum, small), np.bool_, _CODES)
        self._letters = np.where(is_letter, np.frombuffer(_codes_of(small), np.uint16), APART).astype(np.uint16)
        self._letters[[ord(sign) for sign in (*CLOSED_SIGNS, "’")]] = CLOSED
        self._letters[[ord(sign) for sign in NO_PROSE if len(sign) == 1]] = NO_PROSE_SIGN
        self._kinds = np.where(np.fromiter(map(str.isspace, characters), np.bool_, _CODES), SPACE, 0).astype(np.uint8)
        self._kinds[np.fromiter(map(begins_sentence, characters), np.bool_, _CODES)] |= FIRST
        for kind, signs in ((STOP, STOPS), (CLOSER, CLOSERS), (OPENER, OPENERS), (OF_END, CLOSING), (FULL_STOP, ".")):
            self._kinds[list(map(ord, signs))] |= kind

    def read(self, text: str) -> Characters:
        """Return the characters of a text that can be read."""
        codes = np.frombuffer(_codes_of(text), np.uint16)
        return Characters(self._letters.take(codes), self._kinds.take(codes))
