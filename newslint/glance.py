"""Which words of several texts have to be looked at, found for all of them together.

What ``vocabulary.py`` and ``repeats.py`` find word by word, numpy finds here for whole texts: nearly all words
are listed, and hardly two in a row are the same. Only the few that are left are asked about there, so that both
ways have one and the same answer. It takes a tenth of a second to get ready, so it is for runs on many articles.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from newslint.cores import APOSTROPHE, FIRST_LETTER, LONGEST_TEXT, SPACE, cores_of, hashes_among
from newslint.lexicon import layout, open_lexicon
from newslint.model import Span
from newslint.repeats import FLOOD, LONGEST, repeats
from newslint.rule import Repeat
from newslint.vocabulary import REMEMBERED, Vocabulary, plain_core

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from newslint.cores import Cores, Hashes, Numbers
    from newslint.lexicon.reading import Lexicon

AT_A_TIME = LONGEST_TEXT - 1
"""How many characters are looked at together at most, a line end behind each text included."""
_WORDS_BITS, _OTHERS_BITS = 19, 17
_OTHER_FACTOR = np.uint64(0xD6E8FEB86659FD93)
_WITH_CAPITAL = np.uint64(1 << 63)
"""Is added to the hash of a name in a table: a name is listed with a capital only."""
_ZERO, _NINE, _S = map(ord, "09s")
_ENDING = 2
"""The length of "'s"."""
_MANY = 20_000
"""In characters: so much of one text is rather a table or a song."""
_SHORT_FIGURE = 4
"""Between two figures so near to each other there is no word."""


class Glanced(NamedTuple):
    """What has to be looked at in one text: words that a judge suspects, and words typed twice in a row."""

    suspected: set[str]
    repeats: tuple[Repeat, ...] | None
    """None: there are so many that they have to be counted."""
    unlisted: int
    """How many words there are that no list holds, or a few more."""


class Glance:
    """Finds what has to be looked at, given what a vocabulary knows."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Make tables of the words that the lexicon lists."""
        self._vocabulary = vocabulary
        self._words, self._others = _tables(open_lexicon())
        self._harmless: set[str] = set()
        """Words that the tables lack and no judge suspects."""
        self._doubtful: set[str] = set()
        """Words in which a judge suspects something, unless what touches them speaks against it."""

    def look(self, texts: Sequence[str]) -> list[Glanced | None]:
        """Return what has to be looked at in each text, None for one that is too long."""
        found: list[Glanced | None] = [None] * len(texts)
        for numbers in _parted(texts):
            several = self._together([texts[number] for number in numbers])
            for number, one in zip(numbers, several, strict=True):
                found[number] = one
        return found

    def _together(self, texts: Sequence[str]) -> Iterator[Glanced]:
        text = "\n" + "\n".join(texts) + "\n"
        borders = list(accumulate((len(one) + 1 for one in texts), initial=0))
        cores = cores_of(text)
        tokens = _Tokens(text, cores.spaces())
        suspected: list[set[str]] = [set() for _ in texts]
        unlisted = self._unlisted(cores)
        for start, words in self._suspected(cores, unlisted, tokens):
            suspected[bisect_right(borders, start) - 1].update(words)
        counts = np.diff(np.searchsorted(cores.starts[unlisted], borders)).tolist()
        return map(Glanced, suspected, _repeats(cores, tokens, borders), counts)

    def _suspected(self, cores: Cores, left: Numbers, tokens: _Tokens) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Yield where a token begins in which a judge suspects words, and these."""
        if len(self._harmless) > REMEMBERED:
            self._harmless.clear()
        self._vocabulary.forget_many()
        starts, ends = tokens.around(cores.starts[left])
        alone = _are_alone(cores, left, starts, ends)
        asked = np.concatenate((np.flatnonzero(~alone), self._in_doubt(cores, left, alone, tokens.text)))
        vocabulary, text = self._vocabulary, tokens.text
        for start, end in _pairs(starts[asked], ends[asked]):
            token = text[start:end]
            vocabulary[token]
            if token in vocabulary.guilty:
                yield start, vocabulary.guilty[token]

    def _in_doubt(self, cores: Cores, left: Numbers, alone: NDArray[np.bool_], text: str) -> Numbers:
        """Return which of the unlisted words that are all that their token says may be misspelt."""
        numbers = np.flatnonzero(alone)
        harmless = self._harmless
        words = [text[start:end] for start, end in _pairs(cores.starts[left[numbers]], cores.ends[left[numbers]])]
        unknown = [number for number, word in enumerate(words) if word not in harmless]
        return numbers[[number for number in unknown if self._is_doubtful(words[number])]]

    def _is_doubtful(self, word: str) -> bool:
        if word in self._harmless:
            return False
        if word in self._doubtful:
            return True
        is_doubtful = bool(self._vocabulary.suspects(word))
        (self._doubtful if is_doubtful else self._harmless).add(word)
        return is_doubtful

    def _unlisted(self, cores: Cores) -> Numbers:
        """Return the numbers of the words that are neither listed nor figures, with or without "'s"."""
        left = np.flatnonzero(self._words[_slots(cores.hashes, _WORDS_BITS)] != cores.hashes)
        left = left[~self._is_other(cores, left, cores.hashes[left])]
        signs, starts, ends = cores.signs, cores.starts[left], cores.ends[left]
        ends_so = (signs[ends - 1] == _S) & (signs[ends - 2] == APOSTROPHE)
        possessive = np.flatnonzero(ends_so & (ends - starts > _ENDING))
        stems = cores.hashes_of(starts[possessive], ends[possessive] - _ENDING)
        listed = self._words[_slots(stems, _WORDS_BITS)] == stems
        listed |= self._is_other(cores, left[possessive], stems)
        return np.delete(left, possessive[listed])

    def _is_other(self, cores: Cores, numbers: Numbers, hashes: Hashes) -> NDArray[np.bool_]:
        """Return which words, whose hashes are given, the smaller table holds, or are short figures."""
        signs, starts, ends = cores.signs, cores.starts[numbers], cores.ends[numbers]
        first, last = signs[starts], signs[ends - 1]
        is_figure = (first <= _NINE) & (first >= _ZERO) & (last <= _NINE) & (last >= _ZERO)
        differing = self._others[_slots(hashes * _OTHER_FACTOR, _OTHERS_BITS)] ^ hashes
        is_listed: NDArray[np.bool_] = (differing == 0) | ((differing == _WITH_CAPITAL) & (cores.raw[starts] != first))
        return is_listed | (is_figure & (ends - starts <= _SHORT_FIGURE))


class _Tokens:
    """The tokens of a text, which white space parts, as its places are known."""

    def __init__(self, text: str, spaces: Numbers) -> None:
        self.text = text
        self._spaces = spaces

    def around(self, places: Numbers) -> tuple[Numbers, Numbers]:
        """Return where the tokens begin and end in which the places are."""
        numbers = np.searchsorted(self._spaces, places)
        return self._spaces[numbers - 1] + 1, self._spaces[numbers]


def _parted(texts: Sequence[str]) -> Iterator[list[int]]:
    """Yield the numbers of texts that are looked at together."""
    together: list[int] = []
    size = 0
    for number, text in enumerate(texts):
        if len(text) >= AT_A_TIME:
            continue
        if size + len(text) + 1 > AT_A_TIME:
            yield together
            together, size = [], 0
        together.append(number)
        size += len(text) + 1
    if together:
        yield together


def _tables(lexicon: Lexicon) -> tuple[Hashes, Hashes]:
    """Return the hashes of listed words, each in its slot, and of names and of words whose slot another one has.

    What has no slot in either is asked about once, like what is not listed.
    """
    words, borders, listed = lexicon.contents()
    marks = np.asarray(listed)
    hashes = hashes_among(bytes(words), np.asarray(borders, np.int64))
    usual = np.argsort(-(marks & layout.FREQUENCY).astype(np.int64), kind="stable")
    usual = usual[hashes[usual] != 0]
    is_word = (marks[usual] & layout.WORD) != 0
    table, rest = _filled(hashes[usual[is_word]], hashes[usual[is_word]], _WORDS_BITS)
    names = hashes[usual[~is_word & ((marks[usual] & layout.NAME) != 0)]]
    keys = np.concatenate((rest, names))
    others, _ = _filled(keys * _OTHER_FACTOR, np.concatenate((rest, names ^ _WITH_CAPITAL)), _OTHERS_BITS)
    return table, others


def _filled(keys: Hashes, values: Hashes, bits: int) -> tuple[Hashes, Hashes]:
    """Return a table of values, each in the slot of its key, and those whose slot one before them has."""
    table = np.zeros(1 << bits, np.uint64)
    slots = _slots(keys, bits)
    # Of several values for a slot the last one stays.
    table[slots[::-1]] = values[::-1]
    return table, values[table[slots] != values]


def _slots(hashes: Hashes, bits: int) -> Hashes:
    return hashes >> np.uint64(64 - bits)


def _are_alone(cores: Cores, numbers: Numbers, starts: Numbers, ends: Numbers) -> NDArray[np.bool_]:
    """Return which words, given by their numbers, share their tokens with no other and hold no foreign letter."""
    before = np.concatenate(([0], cores.ends))[numbers]
    after = np.concatenate((cores.starts, [len(cores.signs)]))[numbers + 1]
    alone = (before <= starts) & (after >= ends)
    if cores.foreign:
        alone &= ~np.isin(numbers, np.searchsorted(cores.starts, cores.foreign, "right") - 1)
    return alone


def _pairs(starts: Numbers, ends: Numbers) -> Iterator[tuple[int, int]]:
    return zip(starts.tolist(), ends.tolist(), strict=True)


def _repeats(cores: Cores, tokens: _Tokens, borders: Sequence[int]) -> Iterator[tuple[Repeat, ...] | None]:
    """Yield, for each text, where words stand twice in a row, or None where there are very many."""
    windows: list[list[tuple[int, int]]] = [[] for _ in borders[1:]]
    for start, end in _windows(cores, tokens):
        first, last = bisect_right(borders, start) - 1, bisect_right(borders, end - 1) - 1
        # What one text ends with and the next begins with is not said twice.
        for number in range(first, last + 1):
            windows[number].append((max(start, borders[number] + 1), min(end, borders[number + 1])))
    for of_text, before in zip(windows, borders, strict=False):
        many = len(of_text) >= FLOOD // 2 or sum(end - start for start, end in of_text) > _MANY
        yield None if many else tuple([one for window in of_text for one in _within(tokens.text, *window, before + 1)])


def _within(text: str, start: int, end: int, before: int) -> Iterator[Repeat]:
    said = text[start:end]
    words = said.split()
    codes = bytes([hash(plain_core(word)) & 0xFF for word in words])
    for span, length in repeats(said, words, codes):
        yield Repeat(Span(span.start + start - before, span.end + start - before), length)


def _windows(cores: Cores, tokens: _Tokens) -> list[tuple[int, int]]:
    """Return parts of the text, none of which overlap, in which a word or phrase may stand twice in a row."""
    if not len(cores.starts):
        return []
    firsts = _first_of_tokens(cores, tokens)
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
    return list(_pairs(starts, ends))


def _first_of_tokens(cores: Cores, tokens: _Tokens) -> Numbers:
    """Return the numbers of the words before which white space stands."""
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
