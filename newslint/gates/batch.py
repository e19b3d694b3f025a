"""Several texts as one row of bytes: where their lines, signs and names are, found for all of them by numpy.

A rule that is asked about every article finds out first, nearly always in vain, whether there is anything to look at.
About many articles that is a question to a row of bytes, at some nanoseconds a line. It is about whole texts, so no
place in bytes has to be led back to characters.
"""

from __future__ import annotations

from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Bytes = NDArray[np.uint8]
    Mask = NDArray[np.bool_]

LINE, SPACE, CAPITAL, MARK, QUOTE = 1, 2, 4, 8, 16
"""Bits that say of a byte: it ends a line; it is white space inside one; it is a capital of ASCII; it is one of
``.,?!``; it is, or may be the last byte of, a quotation mark."""
OPENING, CLOSING = "“".encode(), "”".encode()
"""The quotation marks that differ at both ends; only their last bytes differ."""
STRAIGHT = ord('"')
BEYOND_ASCII = 0x80
"""From here on a byte is part of a character that ASCII has not."""
_APART = b"\n\n"
_BEYOND = 8
"""How many bytes may be looked at before the first text and behind the last one."""
_RETURN = ord("\r")
_A, _LETTERS = np.uint8(ord("a")), 26
_TO_SMALL = np.uint8(0x20)


def _kind(byte: int) -> int:
    sign = chr(byte)
    if sign in "\r\n":
        return LINE
    if byte in (STRAIGHT, OPENING[-1], CLOSING[-1]):
        return QUOTE
    if byte < BEYOND_ASCII and sign.isspace():
        return SPACE
    return CAPITAL if "A" <= sign <= "Z" else MARK if sign in ".,?!" else 0


_KINDS = np.array([_kind(byte) for byte in range(256)], np.uint8)


class Batch:
    """Some texts in UTF-8, one behind the other, with blank lines between and around them."""

    def __init__(self, texts: Sequence[str]) -> None:
        """Take the texts."""
        several = [text.encode("utf-8", "surrogatepass") for text in texts]
        self.borders: Numbers = np.array([*accumulate((len(one) + len(_APART) for one in several), initial=_BEYOND)])
        """Where each text begins, and where one more would."""
        self.data = b"".join((b"\n" * _BEYOND, *(part for one in several for part in (one, _APART)), b"\n" * _BEYOND))
        self.signs: Bytes = np.frombuffer(self.data, np.uint8)
        """The bytes."""

    @cached_property
    def breaks(self) -> Numbers:
        """Where anything else stands than a small letter of ASCII."""
        return np.flatnonzero(~is_small(self.signs))

    @cached_property
    def kinds(self) -> Bytes:
        """What kind of byte stands at each break, as bits."""
        return kinds_of(self.signs[self.breaks])

    @cached_property
    def lines(self) -> Numbers:
        """The numbers of the breaks at which lines end; the first of them end before the first text."""
        return self.numbers_of(LINE)

    @cached_property
    def marks(self) -> Numbers:
        """Where one of ``.,?!`` stands."""
        return self.breaks[self.numbers_of(MARK)]

    @cached_property
    def quotation_marks(self) -> Numbers:
        """Where quotation marks stand, the curly ones by their last bytes."""
        places = self.breaks[self.numbers_of(QUOTE)]
        is_curly = (self.signs[places - 1] == OPENING[1]) & (self.signs[places - 2] == OPENING[0])
        found: Numbers = places[(self.signs[places] == STRAIGHT) | is_curly]
        return found

    @cached_property
    def lines_of_quotation_marks(self) -> Numbers:
        """Before which of ``lines`` each quotation mark stands."""
        return np.searchsorted(self.breaks[self.lines], self.quotation_marks)

    @cached_property
    def dense(self) -> frozenset[int]:
        """The texts in which a line follows another without a blank one between, so that both may be one paragraph."""
        ends = self.breaks[self.lines]
        is_blank = np.diff(ends) == 1
        dense = ends[2:][~is_blank[1:] & ~is_blank[:-1]]
        returns = ends[self.signs[ends] == _RETURN]
        return frozenset(self.texts_of(np.concatenate((dense, returns))).tolist())

    @cached_property
    def eights(self) -> NDArray[np.uint64]:
        """At each place the eight bytes from there on as one number, the first being the lowest."""
        return np.ndarray((len(self.data) - 7,), "<u8", self.data, strides=(1,))

    def numbers_of(self, kind: int) -> Numbers:
        """Return the numbers of the breaks at which a byte of a kind stands."""
        return np.flatnonzero((self.kinds & kind) != 0)

    def texts_of(self, places: Numbers) -> Numbers:
        """Return the numbers of the texts in which places are."""
        numbers: Numbers = np.searchsorted(self.borders, places, "right") - 1
        return numbers


def said(data: bytes, start: int, end: int) -> str:
    """Return what stands between two places of a batch."""
    return data[start:end].decode("utf-8", "surrogatepass")


def kinds_of(signs: Bytes) -> Bytes:
    """Return what kinds of bytes these are, as bits."""
    kinds: Bytes = _KINDS[signs]
    return kinds


def is_small(signs: Bytes) -> Mask:
    """Return which bytes are small letters of ASCII."""
    found: Mask = signs - _A < _LETTERS
    return found


def is_letter(signs: Bytes) -> Mask:
    """Return which bytes are letters of ASCII."""
    return is_small(signs | _TO_SMALL)
