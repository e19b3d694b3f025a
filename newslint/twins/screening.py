"""Pairs of places told apart by outlines of their texts, a few bytes each, before any text is read for a pair.

In a larger corpus an article shares samples with more others, most of which it is not like. To read both texts of each
such pair made the time grow faster than the corpus. An outline is made of each text once: of which words it consists,
and which pairs of neighbouring words it can have. What two outlines leave open is for ``verify`` to decide.
"""

from __future__ import annotations

from _blake2 import blake2b
from _struct import Struct
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby, pairwise
from operator import xor
from typing import NamedTuple
from zlib import crc32

from newslint.comparing.facts import DOCUMENT, FACT, HEAD, KEY, NUMBER, PLACE, groups
from newslint.document import Document
from newslint.remembered import Remembered
from newslint.rule import Deferred, Rule
from newslint.text.normal import VOCABULARY, Words, nearly_same, numbers, same, words_of
from newslint.twins.corpus import Names
from newslint.twins.pairing import KNOWN, edge, pairs_of

_OUTLINE = Struct(">16s8sIHH32s")
_BITS = 256
"""How many kinds of pairs of neighbouring words are told apart. A paragraph has some sixty pairs, a sentence twenty."""
_POWERS = tuple(1 << number for number in range(_BITS))
_MOST = 0xFFFF
_NOWHERE = bytes(8)
UNKNOWN = bytes(_OUTLINE.size)
"""The outline of a text that cannot be had, or is too long for one."""
OUTLINED = FACT + _OUTLINE.size
"""How many bytes a fact takes with an outline."""


class Outline(NamedTuple):
    """What is known of a text."""

    mark: bytes
    """The same for the same words."""
    address: bytes
    """The same for versions of one article."""
    digits: int
    """A bit for each word that holds a digit; several may share one."""
    pairs: int
    """How many different pairs of neighbouring words there are."""
    sharing: int
    """How many of them have no bit of their own."""
    bits: int
    """A bit for each pair; several may share one."""


DocumentOf = Callable[[str, int], Document | None]
"""The document of a path and record; None when it cannot be had any more."""
Compare = Callable[[Outline, Outline], bool | None]
"""Whether two texts are the same to a rule, or none of its twins (False); None: they have to be read."""


def compare_of(rule: Rule) -> Compare | None:
    """Return what compares outlines as a rule compares texts; None where no outline can stand for a text."""
    verify = rule.verify.load() if isinstance(rule.verify, Deferred) else rule.verify
    if rule.common > 1:
        return None
    if verify is None:
        return lambda one, other: True
    if verify is same:
        return lambda one, other: one.mark == other.mark
    if isinstance(verify, partial) and verify.func is nearly_same and not verify.keywords:
        return partial(_may_be_near, *verify.args)
    return None


def _may_be_near(least: float, one: Outline, other: Outline) -> bool | None:
    """Return False where ``nearly_same`` is sure to find the same words, other numbers or too little in common."""
    if one.mark == other.mark or (one.digits & ~other.digits and other.digits & ~one.digits):
        return False
    # A pair whose bit the other text lacks stands in one text only.
    common = (one.bits & other.bits).bit_count() + min(one.sharing, other.sharing)
    total = one.pairs + other.pairs
    return None if (2 * common / total if total else 0.0) >= least else False


def outlines(texts: Sequence[str], url: str | None) -> list[bytes]:
    """Return the outlines of some texts of one article.

    Args:
        texts: the texts.
        url: the address of the article, where it is known.
    """
    address = _digest(url, 8) if url else _NOWHERE
    return [_outline(words, address) for words in words_of(texts)]


def _outline(words: Words, address: bytes) -> bytes:
    pairs = len(set(pairwise(words)))
    if pairs > _MOST:
        return UNKNOWN
    digits = 0
    for word in numbers(words):
        digits |= 1 << (_LEFT[word] % 32)
    seconds = map(_RIGHT.__getitem__, words[1:])
    bits = sum(map(_POWERS.__getitem__, set(map(xor, map(_LEFT.__getitem__, words), seconds))))
    mark = _digest(" ".join(words), 16)
    return _OUTLINE.pack(mark, address, digits, pairs, pairs - bits.bit_count(), bits.to_bytes(_BITS // 8, "big"))


def _digest(text: str, size: int) -> bytes:
    return bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=size).digest())


def _number(shift: int, word: str) -> int:
    """Return a number below ``_BITS`` for a word, the same in every process."""
    return (crc32(word.encode("utf-8", "surrogatepass")) >> shift) % _BITS


_LEFT, _RIGHT = Remembered(partial(_number, 0), VOCABULARY), Remembered(partial(_number, 8), VOCABULARY)


def read_outline(data: bytes) -> Outline | None:
    """Return an outline that ``outlines`` returned; None for ``UNKNOWN``."""
    if data == UNKNOWN:
        return None
    mark, address, digits, pairs, sharing, bits = _OUTLINE.unpack(data)
    return Outline(mark, address, digits, pairs, sharing, int.from_bytes(bits, "big"))


class Screening:
    """Tells pairs of places apart by outlines, for those rules of a run whose texts an outline can stand for."""

    def __init__(self, names: Names, rules: Mapping[str, Rule]) -> None:
        """Take the rules that compare documents, and all rules by name."""
        self._names = names
        compared = {names.numbers[name]: compare_of(rules[name]) for name in names.rules}
        self._compare = {number: compare for number, compare in compared.items() if compare}

    def divided(self, facts: Sequence[bytes]) -> tuple[list[bytes], list[bytes]]:
        """Return the facts of the rules for which texts have to be read, and of those for which outlines may do."""
        return (
            [fact for fact in facts if fact[KEY:HEAD] not in self._compare],
            [fact for fact in facts if fact[KEY:HEAD] in self._compare],
        )

    def outlined(self, facts: Iterable[bytes], document_of: DocumentOf) -> Iterator[bytes]:
        """Yield facts of some files with the outlines of their texts behind them; each document is read once."""
        for _, several in groupby(sorted(facts, key=_place_of), lambda fact: fact[HEAD : HEAD + DOCUMENT]):
            of_document = list(several)
            places = list(dict.fromkeys(map(_place_of, of_document)))
            made = dict(zip(places, self._outlines(places, document_of), strict=True))
            yield from (fact + made[fact[HEAD:]] for fact in of_document)

    def _outlines(self, places: Sequence[bytes], document_of: DocumentOf) -> Sequence[bytes]:
        several = [self._names.where(place) for place in places]
        document = document_of(several[0].path, several[0].record)
        if document is None:
            return [UNKNOWN] * len(places)
        return outlines([document.slice(where.span) for where in several], document.meta.get("url"))

    def pairs(self, facts: Iterable[bytes], asked: Container[int]) -> Iterator[bytes]:
        """Yield pairs as ``pairing.edges`` does, but for those that are no twins; and the same texts are marked so.

        Args:
            facts: those of some keys, complete, an outline behind each.
            asked: the numbers of the files at whose places somebody wants to know of twins.
        """
        for head, places in groups(sorted(facts)):
            rule = head[KEY:HEAD]
            compare = self._compare[rule]
            outlined = {place: read_outline(place[PLACE:]) for place in places}
            for one, other, whom, crowd in pairs_of(places, asked):
                found = _compared(compare, outlined[one], outlined[other])
                if found is not False:
                    yield edge(rule, one, other, whom | KNOWN if found else whom, crowd)


def shared(facts: Iterable[bytes], asked: Container[int]) -> Iterator[bytes]:
    """Yield the facts whose key stands in several documents, one of them in a file that was asked for."""
    for head, places in groups(sorted(facts)):
        if any(int.from_bytes(place[:4], "big") in asked for place in places):
            yield from (head + place for place in places)


def file_of(fact: bytes) -> int:
    """Return the number of the file of a fact."""
    return int.from_bytes(fact[NUMBER], "big")


def _place_of(fact: bytes) -> bytes:
    return fact[HEAD:]


def _compared(compare: Compare, one: Outline | None, other: Outline | None) -> bool | None:
    if one is None or other is None:
        return None
    if one.address == other.address != _NOWHERE:
        return False
    return compare(one, other)
