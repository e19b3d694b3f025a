"""Texts with lines that may be doubled, cut off, or what nobody is named as having said."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from newslint.gates.batch import BEYOND_ASCII, OPENING, SPACE, STRAIGHT, is_letter, kinds_of, said

if TYPE_CHECKING:
    from newslint.gates.batch import Batch, Bytes, Mask, Numbers

_COMMA = ord(",")
_FEWEST_SPACES = 11
"""In a line that is no heading."""
_LINE_AND_BORDER = 4
"""So many bytes at least are a line end, a line behind it, and what stands before the next text."""
_OF_ONE_QUOTATION = 2
_DASH, _DOTS = "‐".encode()[-1], "…".encode()[-1]
"""Between these last bytes no sign of general punctuation is a space."""
_LONG = 59
"""In bytes, of a line that may nearly be another one."""
_AT_AN_END, _EIGHT = 24, 8
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_BYTE = 1 << 8
_BEGINNING = 1 << 24
"""Beyond three bytes."""
_TEXT = 1 << 48
"""Beyond the longest text in bytes, with three of its bytes."""


def cut_off(batch: Batch) -> set[int]:
    """Return the texts with a long line, neither the first nor the last, that may end in a letter or a comma."""
    signs, ends = batch.signs, batch.breaks[batch.lines]
    last = signs[ends[1:] - 1]
    beyond = (last >= BEYOND_ASCII) & ~_are_punctuation(signs, ends[1:] - len(OPENING))
    is_open = is_letter(last) | (last == _COMMA) | beyond | _is_space(last)
    lines = np.flatnonzero(is_open & (np.diff(batch.lines) > _FEWEST_SPACES))
    starts, ends = ends[lines], ends[lines + 1]
    texts = batch.texts_of(ends)
    is_inside = (starts >= batch.borders[texts]) & (batch.borders[texts + 1] - ends >= _LINE_AND_BORDER)
    places = zip(*(places[is_inside].tolist() for places in (texts, starts, ends)), strict=True)
    return {text for text, start, end in places if batch.data.count(b" ", start, end) >= _FEWEST_SPACES}


def quoted(batch: Batch) -> set[int]:
    """Return the texts with a line that is one quotation."""
    signs, ends = batch.signs, batch.breaks[batch.lines]
    first, last = signs[ends[:-1] + 1], signs[ends[1:] - 1]
    opens = (first == STRAIGHT) | (first == OPENING[0])
    closes = (last == STRAIGHT) | (last >= BEYOND_ASCII) | _is_space(last)
    lines = np.flatnonzero(opens & closes)
    marks = np.bincount(batch.lines_of_quotation_marks, minlength=len(ends))[lines + 1]
    texts = batch.texts_of(ends[lines + 1])
    return {*texts[marks == _OF_ONE_QUOTATION].tolist(), *batch.dense.intersection(texts.tolist())}


def alike(batch: Batch, *, min_words: int) -> set[int]:
    """Return the texts with two equal lines of so many words, whatever the white space in them.

    Not all texts are compared: where lines begin with white space, or stand below each other as those of one paragraph
    do, is asked about anyway.
    """
    ends = batch.breaks[batch.lines]
    sizes = np.diff(ends)
    long = np.flatnonzero(sizes >= 2 * min_words)
    starts, small = ends[long] + 1, sizes[long] - np.diff(batch.lines)[long]
    texts = batch.texts_of(starts)
    keys = texts * _TEXT + small * _BEGINNING + _beginnings(batch.signs, starts)
    alike = _not_alone(keys)
    places = zip(*(places[alike].tolist() for places in (texts, starts, ends[long + 1])), strict=True)
    counted = Counter((text, " ".join(said(batch.data, start, end).split())) for text, start, end in places)
    found = {text for (text, _), count in counted.items() if count > 1}
    indented = texts[_may_be_space(batch.signs, starts, starts)]
    return {*found, *indented.tolist(), *_alike_at_an_end(batch), *batch.dense}


def _alike_at_an_end(batch: Batch) -> set[int]:
    """Return the texts with two long lines that have their first 24 bytes in common, or their last ones."""
    ends = batch.breaks[batch.lines]
    long = np.flatnonzero(np.diff(ends) > _LONG)
    starts, ends = ends[long] + 1, ends[long + 1]
    texts = batch.texts_of(starts)
    found = texts[_is_space(batch.signs[ends - 1])].tolist()
    for places in (starts, ends - _AT_AN_END):
        keys = texts.astype(np.uint64)
        for more in range(0, _AT_AN_END, _EIGHT):
            keys = keys * _FACTOR + batch.eights[places + more]
        order = np.argsort(keys)
        ordered = keys[order]
        found += texts[order[1:]][ordered[1:] == ordered[:-1]].tolist()
    return set(found)


def _not_alone(keys: Numbers) -> Numbers:
    """Return the places of keys that another one is equal to."""
    order = np.argsort(keys)
    is_new = np.concatenate(([True], keys[order[1:]] != keys[order[:-1]], [True]))
    found: Numbers = order[~(is_new[1:] & is_new[:-1])[: len(keys)]]
    return found


def _beginnings(signs: Bytes, starts: Numbers) -> Numbers:
    """Return the first byte of each line, and the letters that follow, up to two."""
    second, third = signs[starts + 1], signs[starts + 2]
    has_second = is_letter(second)
    following = has_second * (_BYTE * second.astype(np.int64) + is_letter(third) * third)
    beginnings: Numbers = _BYTE * _BYTE * signs[starts].astype(np.int64) + following
    return beginnings


def _may_be_space(signs: Bytes, places: Numbers, characters: Numbers) -> Mask:
    """Return at which places white space may stand: of ASCII, or a character of which no more is known.

    Args:
        signs: the bytes.
        places: where to look.
        characters: where a character of three bytes would begin to which the byte at the place belongs.
    """
    found = signs[places]
    is_beyond = (found >= BEYOND_ASCII) & ~_are_punctuation(signs, characters)
    is_space: Mask = is_beyond | ((kinds_of(found) & SPACE) != 0)
    return is_space


def _are_punctuation(signs: Bytes, places: Numbers) -> Mask:
    """Return where a dash, a curly quotation mark or an ellipsis stands, or a sign between them in Unicode."""
    third = signs[places + 2]
    is_general = (signs[places] == OPENING[0]) & (signs[places + 1] == OPENING[1])
    found: Mask = is_general & (third >= _DASH) & (third <= _DOTS)
    return found


def _is_space(signs: Bytes) -> Mask:
    found: Mask = (kinds_of(signs) & SPACE) != 0
    return found
