"""Texts with a headline that stands again in the text, or with other headlines beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from newslint.document import fold
from newslint.gates.batch import BEYOND_ASCII, is_small
from newslint.gates.sieves.paragraphs import headlines, paragraphs_of, without_clear_headline
from newslint.rules.headline.doubled_headline import longest_copy, telling_words
from newslint.rules.headline.stacked_headlines import LABEL
from newslint.text.structure import is_running_text, is_too_long_for_headline

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from newslint.gates.batch import Batch

_COMMA, _DASH = ord(","), ord("-")
_LEFT_OUT = np.array([*b".])", *(sign.encode()[-1] for sign in "…–—")], np.uint8)
"""The last bytes of what stands for something that was left out."""


def doubled(batch: Batch, *, paragraphs: int) -> set[int]:
    """Return the texts in which a short paragraph below the headline has one of its long words."""
    above = batch.view(headlines)
    near = _short_below(batch, {text: longest_copy(len(line)) for text, line in above.items()}, paragraphs)
    telling = {text: telling_words(fold(line)) for text, line in above.items()}
    found = {text for text, line in near if any(word in fold(line) for word in telling[text])}
    return found.union(without_clear_headline(batch))


def stacked(batch: Batch, **_: float) -> set[int]:
    """Return the texts in which two lines that are no labels stand above the first running text."""
    of = batch.view(paragraphs_of)
    several = of.of_clear_texts()
    found = {text for text, first, end in several if _are_above_text(map(of.said, range(first, end)))}
    return found.union(of.unclear)


def _are_above_text(lines: Iterator[str]) -> bool:
    """Whether at least two lines that are no labels stand above running text, and the first one is not too long."""
    above = 0
    for number, line in enumerate(lines):
        if is_running_text(line) or (number == 0 and is_too_long_for_headline(line)):
            return above > 1
        above += line.count(" ") >= LABEL
    return False


def _short_below(batch: Batch, longest: Mapping[int, int], most: int) -> Iterator[tuple[int, str]]:
    """Yield paragraphs that may be short, each with the number of its text, among the first below the headline.

    Args:
        batch: the texts.
        longest: the texts that are looked at, and how long, in characters, a short paragraph is.
        most: how many paragraphs are looked at in each.
    """
    of = batch.view(paragraphs_of)
    longest_of = np.full(len(batch.borders), -1)
    longest_of[list(longest)] = list(longest.values())
    ranks = np.arange(len(of.texts)) - of.firsts[of.texts]
    near = np.flatnonzero((ranks > 0) & (ranks <= most) & (of.small <= longest_of[of.texts]))
    for number, text in zip(near.tolist(), of.texts[near].tolist(), strict=True):
        line = of.said(number)
        if len(line) <= longest[text]:
            yield text, line


def open_ended(batch: Batch) -> set[int]:
    """Return the texts that end in a small letter, a comma, dots or a dash."""
    of = batch.view(paragraphs_of)
    last, before = batch.signs[of.ends - 1], batch.signs[of.ends - 2]
    is_left_out = np.isin(last, _LEFT_OUT) & (np.isin(before, _LEFT_OUT) | (before >= BEYOND_ASCII))
    may_go_on = is_small(last) | (last == _COMMA) | is_left_out | (last == _DASH)
    return {text for text, first, end in of.of_clear_texts() if end > first and may_go_on[end - 1]}.union(of.unclear)
