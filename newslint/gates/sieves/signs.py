"""Texts with signs beside which a space, a capital or a counterpart may be missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from newslint.gates.batch import BEYOND_ASCII, CLOSING, MARK, OPENING, STRAIGHT, is_letter, is_small, kinds_of

if TYPE_CHECKING:
    from newslint.gates.batch import Batch, Numbers

_SPACE, _STOP, _COMMA = map(ord, " .,")


def glued(batch: Batch) -> set[int]:
    """Return the texts in which a letter touches the mark before it, or the quotation that ends in a mark before it."""
    return {*batch.texts_of(_glued_to_marks(batch)).tolist(), *batch.texts_of(_glued_to_quotations(batch)).tolist()}


def _glued_to_marks(batch: Batch) -> Numbers:
    """Return where a comma touches a letter, and another mark a capital before a small letter."""
    signs = batch.signs
    marks = batch.marks[is_letter(signs[batch.marks + 1])]
    opens = ~is_small(signs[marks + 1]) & is_small(signs[marks + 2])
    found: Numbers = marks[opens | (signs[marks] == _COMMA)]
    return found


def _glued_to_quotations(batch: Batch) -> Numbers:
    signs = batch.signs
    quotes = batch.quotation_marks[is_letter(signs[batch.quotation_marks + 1])]
    before = quotes - np.where(signs[quotes] == STRAIGHT, 1, len(CLOSING))
    found: Numbers = quotes[(kinds_of(signs[before]) & MARK) != 0]
    return found


def lowered(batch: Batch) -> set[int]:
    """Return the texts in which a full stop parts two small letters, with spaces before the second."""
    signs, stops = batch.signs, batch.marks[batch.signs[batch.marks] == _STOP]
    stops = stops[signs[stops + 1] == _SPACE]
    before, after = signs[stops - 1], signs[stops + 2]
    fits = (is_small(after) | (after == _SPACE)) & (is_small(before) | (before >= BEYOND_ASCII))
    return set(batch.texts_of(stops[fits]).tolist())


def odd(batch: Batch) -> set[int]:
    """Return the texts with a line in which quotation marks cannot be pairs."""
    signs, lines = batch.signs[batch.quotation_marks], batch.lines_of_quotation_marks
    straight, opened, closed = (
        np.bincount(lines[signs == sign], minlength=len(batch.lines)) for sign in (STRAIGHT, OPENING[-1], CLOSING[-1])
    )
    ends = batch.breaks[batch.lines]
    return set(batch.texts_of(ends[(straight % 2 == 1) | (opened != closed)]).tolist())
