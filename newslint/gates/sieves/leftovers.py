"""Texts with a short line that may be a leftover of the page."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

import numpy as np

from newslint.document import fold
from newslint.furniture import MOST_CHARACTERS, score, telling_words
from newslint.gates.batch import OPENING
from newslint.gates.sieves.paragraphs import are_punctuation, paragraphs_of
from newslint.rule import SHORT_LINE
from newslint.rules.boilerplate.leftover_line import (
    ARROWS,
    AT_EDGE,
    BESIDE,
    BULLETS,
    FEWEST_PARAGRAPHS,
    HEADED,
    TAG_WORDS,
    is_code,
    is_no_person,
    is_small,
    may_be_last,
    may_be_scored,
    stroke_in,
    tail_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newslint.gates.batch import Batch, Mask

_SENTENCE_ENDS = np.zeros(256, np.bool_)
_SENTENCE_ENDS[list(b".!?:;,")] = True
_DOTS = "…".encode()[-1]
_NO_TAIL = np.zeros(256, np.bool_)
_NO_TAIL[list(b".!?,;\"'")] = True
_CLOSING = [sign.encode()[-1] for sign in "”’"]


def leftover(batch: Batch) -> set[int]:
    """Return the texts with a line that has the form or the words of a leftover, whatever stands around it."""
    of = batch.view(paragraphs_of)
    is_fit = np.diff(of.firsts) >= FEWEST_PARAGRAPHS
    is_fit[list(of.unclear)] = False
    odd = {text for text, line, *place in _open_ended(batch, is_fit) if _may_be_odd(line, *place)}
    odd.update(text for text, line in _not_ended(batch, is_fit) if tail_of(line))
    several = groupby(_telling(batch, is_fit), itemgetter(0))
    return {text for text, lines in several if _may_be_furniture(line for _, line in lines)} | odd | of.unclear


def _may_be_odd(line: str, is_first: bool, is_last: bool) -> bool:
    """Whether the form of a line may be that of a leftover, whatever stands around it."""
    may_be_label = (
        (is_first and line.count(" ") < TAG_WORDS and is_no_person(line))
        or is_small(line)
        or (is_last and may_be_last(line))
    )
    return may_be_label or is_code(line) or _may_be_link(line)


def _may_be_furniture(lines: Iterable[str]) -> bool:
    """Whether some of the lines of an article may read like furniture, by themselves or beside each other."""
    scores = [score(line) for line in lines if may_be_scored(line)]
    return max(scores, default=0) >= AT_EDGE or sum(one >= BESIDE for one in scores) > 1


def _may_be_link(text: str) -> bool:
    """Whether a line looks like part of a menu where it stands by itself."""
    if text[0] in ARROWS or text[-1] in ARROWS or text.startswith(BULLETS) or stroke_in(text) is not None:
        return True
    return ": " in text and HEADED.match(text) is not None


def _open_ended(batch: Batch, is_fit: Mask) -> Iterator[tuple[int, str, bool, bool]]:
    """Yield short paragraphs that do not end like a sentence, where most do.

    Each comes with the number of its text, and with whether it is the first and the last one there.
    """
    of = batch.view(paragraphs_of)
    last = batch.signs[of.ends - 1]
    is_open = ~(_SENTENCE_ENDS[last] | ((last == _DOTS) & are_punctuation(batch.signs, of.ends - len(OPENING))))
    counts = np.diff(of.firsts)
    certain = np.bincount(of.texts[is_open & (of.ends - of.starts <= SHORT_LINE)], minlength=len(counts))
    is_fit = is_fit & (2 * certain <= counts)
    for number in np.flatnonzero(is_open & (of.small <= SHORT_LINE) & is_fit[of.texts]).tolist():
        text, line = int(of.texts[number]), of.said(number)
        if len(line) <= SHORT_LINE:
            yield text, line, number == of.firsts[text], number + 1 == of.firsts[text + 1]


def _telling(batch: Batch, is_fit: Mask) -> Iterator[tuple[int, str]]:
    """Yield the short paragraphs with a word that furniture has, each with the number of its text."""
    of, words = batch.view(paragraphs_of), telling_words()
    short = np.flatnonzero((of.small <= MOST_CHARACTERS) & is_fit[of.texts])
    for number, text in zip(short.tolist(), of.texts[short].tolist(), strict=True):
        line = of.said(number)
        if len(line) <= MOST_CHARACTERS and not words.isdisjoint(fold(line).split()):
            yield text, line


def _not_ended(batch: Batch, is_fit: Mask) -> Iterator[tuple[int, str]]:
    """Yield the long paragraphs that end neither like a sentence nor like a quotation, each with its text."""
    of = batch.view(paragraphs_of)
    last = batch.signs[of.ends - 1]
    is_closing = np.isin(last, _CLOSING) & are_punctuation(batch.signs, of.ends - len(OPENING))
    is_long = of.ends - of.starts > MOST_CHARACTERS
    long = np.flatnonzero(is_long & ~_NO_TAIL[last] & ~is_closing & is_fit[of.texts])
    for number, text in zip(long.tolist(), of.texts[long].tolist(), strict=True):
        yield text, of.said(number)
