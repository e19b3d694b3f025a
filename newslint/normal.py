"""Texts without the differences that make no other text, for comparing them across articles."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import chain, pairwise
from operator import itemgetter
from typing import TYPE_CHECKING
from zlib import crc32

from newslint.bylines import is_byline, is_credit, may_hold_credit
from newslint.late import late
from newslint.model import MASK, Span
from newslint.structure import fold

if TYPE_CHECKING:
    from newslint.document import Document

Words = tuple[str, ...]

_WORD = late(r"[^\W_]+")
_CLOSED = ("'", "‘", "-", "‐", "‑", "\u00ad")
# The signs beyond ASCII that most articles hold; where there are no others, no pattern is needed.
_BETWEEN = ("“", "”", "—", "–", "…")
_ASCII_BETWEEN = {code: " " for code in range(128) if not chr(code).isalnum()}
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
_TERMINAL = (".", "!", "?", "…")
_CLOSING = "\"'”’)]» "
_NO_PROSE = ("©", "http", "www.", "@", "|", "•", "►", "▶", "all rights reserved", "copyright", "\ufffc")

ANCHOR = 5
"""The shortest word, in letters, at which a sample is taken: shorter ones stand everywhere."""
MOST_SAMPLES = 6
"""How many samples are taken of a text at most."""
SAMPLE = 3
"""How many words a sample holds."""
_UNITS = 2048
"""How many paragraphs and sentences are remembered: several rules ask about the same ones."""
_VOCABULARY = 1 << 16
"""How many words are remembered."""


@lru_cache(maxsize=_UNITS)
def words(text: str) -> Words:
    """Return the words of a text in lower case and one spelling, hyphens and apostrophes closed up."""
    closed = fold(text)
    for sign in _CLOSED:
        closed = closed.replace(sign, "")
    for sign in _BETWEEN:
        closed = closed.replace(sign, " ")
    found = closed.translate(_ASCII_BETWEEN).split() if closed.isascii() else _WORD.findall(closed)
    return tuple([_one_spelling(word) if word[-3:] in _LAST_LETTERS else word for word in found])


@lru_cache(maxsize=_VOCABULARY)
def _one_spelling(word: str) -> str:
    if word.endswith(_BRITISH):
        for british, (american, stem) in _ENDINGS.items():
            if word.endswith(british) and len(word) - len(british) >= stem:
                return word.removesuffix(british) + american
    return word


def prose(
    document: Document, spans: Iterable[Span], words_at: Callable[[Span], Words] | None = None
) -> tuple[tuple[Span, Words], ...]:
    """Return those spans, with their words, that hold running text.

    Left out are the headline wherever it stands, credits, and lines that end like no sentence.

    Args:
        document: the document.
        spans: places in it.
        words_at: what ``words`` returns for a place, where that is known already.
    """
    words_at = words_at or (lambda span: words(document.slice(span)))
    headline = words(document.slice(document.headline)) if document.headline else ()
    lowered = document.folded
    signs = [sign for sign in _NO_PROSE if sign in lowered]
    has_credits = may_hold_credit(document.text.replace(MASK, ""))
    of_prose = (span for span in spans if _is_prose(document.slice(span), signs, has_credits))
    return tuple([(span, found) for span in of_prose if (found := words_at(span)) != headline])


def words_of_paragraphs(document: Document) -> Callable[[Span], Words]:
    """Return what gives the words of a paragraph: those of its sentences, which other rules ask about too."""
    of_sentences = document.sentences

    def words_at(span: Span) -> Words:
        first = bisect_left(of_sentences, span.start, key=itemgetter(0))
        last = bisect_left(of_sentences, span.end, first, key=itemgetter(0))
        return tuple(chain.from_iterable([words(document.slice(one)) for one in of_sentences[first:last]]))

    return words_at


def _is_prose(text: str, signs: Sequence[str], has_credits: bool) -> bool:
    """Whether a text is running text; of what no prose has only that which its article has is looked for."""
    if not text.rstrip(_CLOSING).endswith(_TERMINAL):
        return False
    if signs:
        lowered = fold(text)
        if any(sign in lowered for sign in signs):
            return False
    return not ((has_credits and is_credit(text)) or is_byline(text))


def key(text: Sequence[str]) -> bytes:
    """Return 8 bytes of blake2b over the words; unlike ``hash`` they are the same in every process."""
    from _blake2 import blake2b

    return bytes(blake2b(" ".join(text).encode("utf-8", "surrogatepass"), digest_size=8).digest())


def samples(text: Words, count: int) -> list[bytes]:
    """Return keys of ``count`` samples of the words, such that texts alike in most words have one in common.

    A sample begins at a long word. Of these the ones with the lowest checksums are chosen, so
    that two texts choose the same ones where they have them both. There are many samples, and a key
    that two of them share by chance only has two texts compared in vain, so it is a checksum as well.
    """
    return sorted(set(_samples(text)[:count]))


@lru_cache(maxsize=_UNITS)
def _samples(text: Words) -> list[bytes]:
    """Return the keys of the first few samples; many a sentence is a paragraph too, so they are remembered."""
    long = {word for word in text if len(word) >= ANCHOR}
    anchors = sorted(zip(map(crc32, map(str.encode, long)), long, strict=True))[:MOST_SAMPLES]
    last = max(0, len(text) - SAMPLE)
    starts = [min(text.index(word), last) for _, word in anchors]
    return [crc32(" ".join(text[at : at + SAMPLE]).encode()).to_bytes(4, "big") for at in starts]


def likeness(one: Words, other: Words) -> float:
    """Return the share, from 0 to 1, of pairs of neighbouring words that two texts have in common."""
    pairs, others = set(pairwise(one)), set(pairwise(other))
    return 2 * len(pairs & others) / (len(pairs) + len(others)) if pairs or others else 0.0


def numbers(text: Words) -> set[str]:
    """Return the words that hold a digit."""
    return {word for word in text if not word.isalpha()}


def same(one: str, other: str) -> float | None:
    """Return 1.0 when two texts have the same words, else None."""
    return 1.0 if words(one) == words(other) else None


def nearly_same(least: float, one: str, other: str) -> float | None:
    """Return how like two texts are when it is at least ``least``; None for the same words or other numbers.

    Where numbers differ, two reports were written after one pattern: results, prices, weather.
    """
    mine, theirs = words(one), words(other)
    if mine == theirs or not _agree(numbers(mine), numbers(theirs)):
        return None
    found = likeness(mine, theirs)
    return min(found, 0.99) if found >= least else None


def _agree(mine: set[str], theirs: set[str]) -> bool:
    return mine <= theirs or theirs <= mine
