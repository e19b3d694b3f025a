"""Texts without the differences that make no other text, for comparing them across articles."""

from __future__ import annotations

from _blake2 import blake2b
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from itertools import chain, filterfalse, pairwise

from newslint.late import late
from newslint.remembered import Remembered
from newslint.text.structure import fold

Words = tuple[str, ...]

_WORD = late(r"[^\W_]+")
CLOSED = ("'", "‘", "-", "‐", "‑", "\u00ad")
# The signs beyond ASCII that most articles hold; where there are no others, no pattern is needed.
_BETWEEN = ("“", "”", "—", "–", "…")
_APART = "\x1e"
"""Stands between texts that are taken to words in one go."""
_ASCII_BETWEEN = {code: " " for code in range(128) if not chr(code).isalnum() and chr(code) != _APART}
# British and American spellings differ in these endings. Words are only compared, never shown, so
# it does no harm that "rise" becomes "rize" too.
_VARIETIES = (
    ("ise yse", "ize yze", ("", "d", "s", "r", "rs"), 2),
    ("is ys", "iz yz", ("ing", "ation", "ations"), 2),
    ("our", "or", ("", "s", "ed", "ing", "ite", "ites", "able", "al", "hood", "hoods", "er", "ers", "less", "ful"), 2),
    ("tre bre", "ter ber", ("", "s"), 2),
    ("ll", "l", ("ed", "er", "ers", "ing"), 4),
    ("ence", "ense", ("", "s", "less"), 2),
    ("ogue amme dgement", "og am dgment", ("", "s"), 2),
)
_ENDINGS = {
    british + rest: (american + rest, stem)
    for theirs, ours, rests, stem in _VARIETIES
    for british, american in zip(theirs.split(), ours.split(), strict=True)
    for rest in rests
}
_BRITISH = tuple(_ENDINGS)
_LAST_LETTERS = frozenset(ending[-3:] for ending in _BRITISH)

_UNITS = 4096
"""How many texts are remembered while they are compared with others."""
VOCABULARY = 1 << 16
"""How many words are remembered."""


def one_spelling(word: str) -> str:
    """Return a word in the spelling that stands for all its spellings."""
    if word[-3:] in _LAST_LETTERS and word.endswith(_BRITISH):
        for british, (american, stem) in _ENDINGS.items():
            if word.endswith(british) and len(word) - len(british) >= stem:
                return word.removesuffix(british) + american
    return word


# Each spelling is then one and the same object and quickly compared.
_spelling = Remembered(one_spelling, VOCABULARY).__getitem__


def words_of(texts: Sequence[str]) -> list[Words]:
    """Return what ``words`` returns for each of some texts; for many this is much faster."""
    closed = fold(_APART.join(texts))
    if closed.count(_APART) != max(0, len(texts) - 1):
        return [words_of((text.replace(_APART, " "),))[0] for text in texts]
    for sign in CLOSED:
        closed = closed.replace(sign, "")
    for sign in _BETWEEN:
        closed = closed.replace(sign, " ")
    if closed.isascii():
        pieces = [piece.split() for piece in closed.translate(_ASCII_BETWEEN).split(_APART)]
    else:
        pieces = [_split(piece) for piece in closed.split(_APART)]
    return [tuple(map(_spelling, piece)) for piece in pieces[: len(texts)]]


def _split(text: str) -> list[str]:
    return text.translate(_ASCII_BETWEEN).split() if text.isascii() else _WORD.findall(text)


def joined(units: Iterable[Words]) -> Words:
    """Return the words of several units as those of one."""
    return tuple(chain.from_iterable(units))


def key(text: Sequence[str]) -> bytes:
    """Return 8 bytes of blake2b over the words; unlike ``hash`` they are the same in every process."""
    return bytes(blake2b(" ".join(text).encode("utf-8", "surrogatepass"), digest_size=8).digest())


def neighbours(text: Words) -> Iterable[tuple[str, str]]:
    """Return each pair of neighbouring words."""
    return pairwise(text)


def likeness(one: Words, other: Words) -> float:
    """Return the share, from 0 to 1, of pairs of neighbouring words that two texts have in common."""
    return likeness_of_pairs(set(pairwise(one)), set(pairwise(other)))


def likeness_of_pairs(pairs: AbstractSet[tuple[str, str]], others: AbstractSet[tuple[str, str]]) -> float:
    """Return what ``likeness`` returns, given the pairs of neighbouring words."""
    return 2 * len(pairs & others) / (len(pairs) + len(others)) if pairs or others else 0.0


def numbers(text: Words) -> set[str]:
    """Return the words that hold a digit."""
    return set(filterfalse(str.isalpha, text))


class _Compared:
    """What is compared of a sentence or paragraph, made when it is needed and kept for the next comparison."""

    __slots__ = ("_numbers", "_pairs", "words")

    def __init__(self, text: str) -> None:
        self.words = words_of((text,))[0]
        self._pairs: set[tuple[str, str]] | None = None
        self._numbers: set[str] | None = None

    @property
    def pairs(self) -> set[tuple[str, str]]:
        if self._pairs is None:
            self._pairs = set(pairwise(self.words))
        return self._pairs

    @property
    def numbers(self) -> set[str]:
        if self._numbers is None:
            self._numbers = numbers(self.words)
        return self._numbers


_compared = lru_cache(maxsize=_UNITS)(_Compared)


def words(text: str) -> Words:
    """Return the words of a text in lower case and one spelling, hyphens and apostrophes closed up."""
    return _compared(text).words


def same(one: str, other: str) -> float | None:
    """Return 1.0 when two texts have the same words, else None."""
    return 1.0 if one == other or words(one) == words(other) else None


def nearly_same(least: float, one: str, other: str) -> float | None:
    """Return how like two texts are when it is at least ``least``; None for the same words or other numbers.

    Where numbers differ, two reports were written after one pattern: results, prices, weather.
    """
    if one == other or _share(one, other) < least / 2:
        return None
    mine, theirs = _compared(one), _compared(other)
    few, many = sorted((len(mine.pairs), len(theirs.pairs)))
    # Most pairs that share a sample are of very different lengths or share little else.
    if 2 * few < least * (few + many):
        return None
    found = likeness_of_pairs(mine.pairs, theirs.pairs)
    if found < least or mine.words == theirs.words or not _agree(mine.numbers, theirs.numbers):
        return None
    return min(found, 0.99)


def _share(one: str, other: str) -> float:
    """Return roughly how many of their words two texts have in common, in a twentieth of the time of knowing it.

    Words are taken as they are written. Most pairs that share a sample share little else.
    """
    mine, theirs = set(one.split()), set(other.split())
    return 2 * len(mine & theirs) / (len(mine) + len(theirs)) if mine and theirs else 0.0


def _agree(mine: set[str], theirs: set[str]) -> bool:
    return mine <= theirs or theirs <= mine
