"""The paragraphs of several texts, as long as each is a line between blank ones, which it is in nearly all texts.

Other texts, and those whose title a reader knows, are asked about anyway.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from newslint.gates.batch import BEYOND_ASCII, OPENING, SPACE, kinds_of, said
from newslint.text.structure import may_be_headline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.gates.batch import Batch, Bytes, Mask, Numbers

_DASH, _DOTS = "‐".encode()[-1], "…".encode()[-1]
"""Between these last bytes no sign of general punctuation is a space."""


class Paragraphs(NamedTuple):
    """The lines of some texts that are not empty. In a text that is not ``unclear`` each is a paragraph."""

    data: bytes
    """The bytes of the batch; not the batch itself, which keeps these and would never go while it is kept by them."""
    texts: Numbers
    """The number of the text of each."""
    starts: Numbers
    ends: Numbers
    small: Numbers
    """How many small letters of ASCII each holds."""
    firsts: Numbers
    """Of each text the number of its first line, and behind them how many lines there are."""
    unclear: frozenset[int]
    """The texts in which white space stands at the border of a line, or lines below each other, which may be one."""

    def said(self, number: int) -> str:
        """Return what a paragraph says."""
        return said(self.data, self.starts[number], self.ends[number])

    def of_clear_texts(self) -> Iterator[tuple[int, int, int]]:
        """Yield the number of each text that is clear, of its first paragraph, and of the first one behind the last."""
        firsts = self.firsts.tolist()
        for text, (first, end) in enumerate(pairwise(firsts)):
            if text not in self.unclear:
                yield text, first, end


def paragraphs_of(batch: Batch) -> Paragraphs:
    """Return the paragraphs of some texts."""
    ends = batch.breaks[batch.lines]
    sizes = np.diff(ends)
    filled = sizes > 1
    small = (sizes - np.diff(batch.lines))[filled]
    starts, ends = ends[:-1][filled] + 1, ends[1:][filled]
    texts = batch.texts_of(starts)
    firsts = np.searchsorted(texts, np.arange(len(batch.borders)))
    padded = may_be_space(batch.signs, starts, starts) | may_be_space(batch.signs, ends - 1, ends - len(OPENING))
    return Paragraphs(batch.data, texts, starts, ends, small, firsts, batch.dense.union(texts[padded].tolist()))


def headlines(batch: Batch) -> dict[int, str]:
    """Return the first paragraphs that may be headlines, by the numbers of their texts."""
    of = batch.view(paragraphs_of)
    several = (
        (text, first) for text, first, end in of.of_clear_texts() if end - first > 1 and text not in batch.titled
    )
    lines = ((text, of.said(first)) for text, first in several)
    return {text: line for text, line in lines if may_be_headline(line)}


def without_clear_headline(batch: Batch) -> frozenset[int]:
    """Return the texts of which this does not say what their headline is."""
    return batch.view(paragraphs_of).unclear | batch.titled


def may_be_space(signs: Bytes, places: Numbers, characters: Numbers) -> Mask:
    """Return at which places white space may stand: of ASCII, or a character of which no more is known.

    Args:
        signs: the bytes.
        places: where to look.
        characters: where a character of three bytes would begin to which the byte at the place belongs.
    """
    found = signs[places]
    is_beyond = (found >= BEYOND_ASCII) & ~are_punctuation(signs, characters)
    is_space: Mask = is_beyond | ((kinds_of(found) & SPACE) != 0)
    return is_space


def are_punctuation(signs: Bytes, places: Numbers) -> Mask:
    """Return where a dash, a curly quotation mark or an ellipsis stands, or a sign between them in Unicode."""
    third = signs[places + 2]
    is_general = (signs[places] == OPENING[0]) & (signs[places + 1] == OPENING[1])
    found: Mask = is_general & (third >= _DASH) & (third <= _DOTS)
    return found
