"""Words that stand twice in a row, found for several texts together.

The hashes of all words are compared with those some words later; what ``repeats.py`` says of words is asked only of the
few places where they are the same.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

import numpy as np

from newslint.model import Span
from newslint.rule import Repeat
from newslint.words.cores import FIRST_LETTER, SPACE, Tokens, pairs
from newslint.words.repeats import FLOOD, LONGEST, repeats
from newslint.words.vocabulary import plain_core

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newslint.words.cores import Cores, Numbers

_MANY = 20_000
"""In characters: so much of one text is rather a table or a song."""


def repeats_in(
    cores: Cores, tokens: Tokens, firsts: Numbers, borders: Sequence[int]
) -> Iterator[tuple[Repeat, ...] | None]:
    """Yield, for each text, where words stand twice in a row, or None where there are very many.

    ``firsts`` are the numbers of the words with which tokens begin.
    """
    windows: list[list[tuple[int, int]]] = [[] for _ in borders[1:]]
    for start, end in _windows(cores, tokens, firsts):
        first, last = bisect_right(borders, start) - 1, bisect_right(borders, end - 1) - 1
        # What one text ends with and the next begins with is not said twice.
        for number in range(first, last + 1):
            windows[number].append((max(start, borders[number] + 1), min(end, borders[number + 1])))
    for of_text, before in zip(windows, borders, strict=False):
        if not of_text:
            yield ()
            continue
        many = len(of_text) >= FLOOD // 2 or sum(end - start for start, end in of_text) > _MANY
        yield None if many else tuple([one for window in of_text for one in _within(tokens.text, *window, before + 1)])


def _within(text: str, start: int, end: int, before: int) -> Iterator[Repeat]:
    said = text[start:end]
    words = said.split()
    codes = bytes([hash(plain_core(word)) & 0xFF for word in words])
    for span, length in repeats(said, words, codes):
        yield Repeat(Span(span.start + start - before, span.end + start - before), length)


def _windows(cores: Cores, tokens: Tokens, firsts: Numbers) -> list[tuple[int, int]]:
    """Return parts of the text, none of which overlap, in which a word or phrase may stand twice in a row."""
    hashes = cores.hashes[firsts]
    found: list[tuple[int, int]] = []
    letters = cores.signs[cores.starts[firsts]] >= FIRST_LETTER
    for length in range(1, LONGEST + 1):
        alike = hashes[length:] == hashes[:-length]
        alike &= letters[: len(alike)]
        at = np.flatnonzero(alike if length == 1 else alike[1:] & alike[:-1]).tolist()
        found += [(first, last + length) for first, last in _runs(at, length)]
    if not found:
        return []
    merged = np.array(_merged(found))
    starts, _ = tokens.around(cores.starts[firsts[merged[:, 0]]])
    _, ends = tokens.around(cores.starts[firsts[merged[:, 1]]])
    return list(pairs(starts, ends))


def first_of_tokens(cores: Cores, tokens: Tokens) -> Numbers:
    """Return the numbers of the words before which white space stands."""
    if not len(cores.starts):
        return cores.starts
    ends, starts = cores.ends[:-1], cores.starts[1:]
    is_first = (cores.signs[ends] == SPACE) | (cores.signs[starts - 1] == SPACE)
    # Of two words that signs part on both sides of white space, or no white space.
    unclear = np.flatnonzero(~is_first)
    _, token_ends = tokens.around(ends[unclear])
    is_first[unclear] = token_ends < starts[unclear]
    return np.concatenate(([0], np.flatnonzero(is_first) + 1))


def _runs(numbers: Sequence[int], length: int) -> Iterator[tuple[int, int]]:
    """Yield the first and last of words that come again ``length`` words later, as many in a row.

    Of phrases the numbers are of those that the next word does as well, so that a run has one less of them.
    """
    least, more = max(1, length - 1), int(length > 1)
    first = last = -2
    for number in (*numbers, -2):
        if number != last + 1:
            if first >= 0 and last - first + 1 >= least:
                yield first, last + more
            first = number
        last = number


def _merged(parts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return parts, given by their first and last words, those that overlap as one."""
    found: list[tuple[int, int]] = []
    for first, last in sorted(parts):
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return found
