"""Texts with signs beside which a space, a capital or a counterpart may be missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from newslint.gates.batch import BEYOND_ASCII, CLOSING, MARK, OPENING, SPACE, STRAIGHT, is_letter, is_small, kinds_of

if TYPE_CHECKING:
    from newslint.gates.batch import Batch, Bytes, Mask, Numbers

_SPACE, _STOP, _COMMA, _BRACKET, _ZERO, _NINE = map(ord, " .,)09")
_OPEN_BRACKET = ord("(")
_TOUCHING = np.isin(np.arange(256), list(b":;)%("))
"""Which bytes are signs that part words, besides marks and quotation marks."""
_SHORTEST_LINE = 20
"""In bytes, of a line that may be running text."""


def glued(batch: Batch) -> set[int]:
    """Return the texts in which a letter touches the mark before it, or the quotation that ends in a mark before it."""
    places = (_glued_to_marks(batch), _glued_to_quotations(batch), _glued_to_others(batch))
    return {text for some in places for text in batch.texts_of(some).tolist()}


def _glued_to_others(batch: Batch) -> Numbers:
    """Return where a letter touches a colon, a semicolon, a bracket or a percent sign, or a quotation that opens."""
    signs = batch.signs
    others = batch.breaks[_TOUCHING[signs[batch.breaks]]]
    others = others[is_letter(signs[others + 1])]
    others = others[(signs[others] != _OPEN_BRACKET) | is_small(signs[others - 1])]
    curly = batch.quotation_marks[signs[batch.quotation_marks] == OPENING[-1]]
    curly = curly[is_letter(signs[curly + 1])]
    before = signs[curly - len(OPENING)]
    glued = curly[is_letter(before) | ((kinds_of(before) & MARK) != 0) | _TOUCHING[before]]
    found: Numbers = np.concatenate((others, glued))
    return found


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
    """Return the texts in which a small letter begins a line, or follows a sign and spaces, or a quotation mark."""
    signs, stops = batch.signs, batch.marks[batch.signs[batch.marks] != _COMMA]
    stops = stops[signs[stops + 1] == _SPACE]
    before, after = signs[stops - 1], signs[stops + 2]
    ends = is_small(before) | (before >= BEYOND_ASCII) | (before == _BRACKET) | ((before >= _ZERO) & (before <= _NINE))
    fits = (is_small(after) | (after == _SPACE)) & ends
    places = (stops[fits], _small_behind_quotations(batch), _small_lines(batch))
    return {text for some in places for text in batch.texts_of(some).tolist()}


def _small_behind_quotations(batch: Batch) -> Numbers:
    """Return where a small letter follows a quotation mark that has a full stop before it, or opens behind one."""
    signs, marks = batch.signs, batch.quotation_marks
    sizes = np.where(signs[marks] == STRAIGHT, 1, len(CLOSING))
    closes = (signs[marks - sizes] == _STOP) & (signs[marks + 1] == _SPACE) & ~_is_capital(signs[marks + 2])
    opens = (signs[marks - sizes] == _SPACE) & is_small(signs[marks + 1]) & _ends(signs[marks - sizes - 1])
    found: Numbers = marks[closes | opens]
    return found


def _ends(signs: Bytes) -> Mask:
    """Return which bytes are signs or white space: a sentence may have ended before a quotation that opens."""
    found: Mask = (kinds_of(signs) & (MARK | SPACE)) != 0
    return found


def _is_capital(signs: Bytes) -> Mask:
    return is_letter(signs) & ~is_small(signs)


def _small_lines(batch: Batch) -> Numbers:
    """Return where lines of some length begin with a small letter, perhaps behind a quotation mark or white space."""
    signs, ends = batch.signs, batch.breaks[batch.lines]
    starts = ends[:-1][np.diff(ends) > _SHORTEST_LINE] + 1
    first = signs[starts]
    is_curly = (first == OPENING[0]) & (signs[starts + 1] == OPENING[1])
    behind = ((first == STRAIGHT) & is_small(signs[starts + 1])) | (is_curly & is_small(signs[starts + len(OPENING)]))
    is_space = ((kinds_of(signs[starts]) & SPACE) != 0) | ((first >= BEYOND_ASCII) & ~is_curly)
    found: Numbers = starts[is_small(first) | behind | is_space]
    return found


def odd(batch: Batch) -> set[int]:
    """Return the texts with a line in which quotation marks cannot be pairs."""
    signs, lines = batch.signs[batch.quotation_marks], batch.lines_of_quotation_marks
    straight, opened, closed = (
        np.bincount(lines[signs == sign], minlength=len(batch.lines)) for sign in (STRAIGHT, OPENING[-1], CLOSING[-1])
    )
    ends = batch.breaks[batch.lines]
    return set(batch.texts_of(ends[(straight % 2 == 1) | (opened != closed)]).tolist())
