"""The rules on words: asked about suspects only, and about words that stand twice in a row."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator, Sequence
from itertools import compress
from typing import NamedTuple

from newslint.config import Active
from newslint.document import Document
from newslint.model import Severity, Span
from newslint.numerics import needing_numpy
from newslint.rule import Repeat, Suspect
from newslint.words.vocabulary import (
    GUILTY,
    JOINERS,
    LEFT,
    Vocabulary,
    core_of,
    is_no_prose,
    standings,
    without_standings,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from newslint.words.glance import Glance
    from newslint.words.recurring import Glanced

WORTH_GETTING_READY = 400_000
"""After so many characters it pays to glance at all words of several documents first."""

FOREIGN = "not-english"
"""The rule that speaks instead of all others on words where a document is not English."""
STRANGE_WORDS = 200
STRANGE_SHARE = 0.25
LEAST_STRANGE = 20
SHORT_TEXT = 600
"""In characters. A shorter text is no English with fewer strange words, if they are no names."""
SMALL_SHARE = 0.4
LEAST_SMALL = 6
LEAST_SURE = 2
"""So many of them have to lie near no English word too, or a text of slips would be taken for another language."""
_GERMAN = frozenset(
    "alle als auch auf aus bei beim eine einen einer für mit nach nicht seit sich sind vom wegen wenn werden wie wird"
    " wurde zum".split()
)
"""Words that lie near English ones, as most short ones of this language do, and are no slips for them."""
_AROUND = 120
"""How far, in characters, the rest of a word is looked at to see whether it is an address."""
_GRAMMAR = (" the ", " and ", " of ", " to ")
_ENGLISH = 66
"""With one of these words in so many characters, or fewer, a text is English whatever names it holds."""
_SAMPLE = 1_000
"""In characters."""
_LONG_TEXT = 20_000
"""In characters. A longer text may hold a list of strange words beside its English."""
_PARTS_BEFORE = frozenset(" \n\r\t")
_PARTS_AFTER = frozenset(("", " ", "\n", "\r", "\t"))
"""With white space on both sides a word is no part of an address; that is so with most."""
_INSIDE = "\u00ad\u200b\u200c\u200d\u2060"


class Looked(NamedTuple):
    """What has to be looked at in a document."""

    suspected: Collection[str] = ()
    """The words that a judge suspects."""
    repeats: tuple[Repeat, ...] = ()
    """Where words stand twice in a row."""
    is_foreign: bool = False


class WordGate:
    """Asks the judges of the word rules about each distinct word, once."""

    def __init__(self, active: Sequence[Active], words: frozenset[str], repeats: bool = False) -> None:
        """Take the word rules, the words that a person has vouched for, and whether repeats are looked for too."""
        self._active = tuple(one for one in active if one.rule.name != FOREIGN)
        self._foreign = next((one for one in active if one.rule.name == FOREIGN), None)
        self._is_wanted = bool(active) or repeats
        self._repeats = repeats
        self._vocabulary = Vocabulary([one.rule.judge for one in self._active], words, lists=bool(active))
        self._glance: Glance | None = None
        self._left = WORTH_GETTING_READY if self._active and self._vocabulary.has_all_listed else sys.maxsize

    def look(self, documents: Sequence[Document]) -> list[Looked]:
        """Return what has to be looked at in each of some documents."""
        self._left -= sum(len(document.text) for document in documents)
        if self._left < 0:
            self._left = sys.maxsize
            self._glance = _glance_with(self._vocabulary)
            if self._glance:
                self._vocabulary.forget_tokens()
        if self._glance is None:
            return [self._read(document) for document in documents]
        return list(self._glanced(documents, self._glance))

    def suspects(self, document: Document, looked: Looked) -> Iterator[tuple[Active, Suspect]]:
        """Yield the words of the document that a judge suspects, each with all its places.

        Of a document that is not English nothing is suspected but that.
        """
        if looked.is_foreign:
            yield from self._not_english(document)
        for word in sorted(looked.suspected):
            spans = tuple(_places(document.text, word))
            for active, verdict in zip(self._active, self._vocabulary.verdicts(word), strict=True):
                if verdict is not None and spans:
                    yield active, Suspect(word, spans, verdict)

    def is_foreign(self, document: Document) -> bool:
        """Whether the words of a document look like another language than English."""
        return self._is_foreign_text(document, standings(self._codes(document)))

    def _glanced(self, documents: Sequence[Document], glance: Glance) -> Iterator[Looked]:
        """Yield what has to be looked at, found for all at once; few texts are long or perhaps no English."""
        glanced = glance.look([document.text for document in documents])
        for document, found in zip(documents, glanced, strict=True):
            if found is None or found.repeats is None or not self._is_plain(document, found):
                yield self._read(document)
            else:
                yield Looked(found.suspected, found.repeats if self._repeats else ())

    def _is_plain(self, document: Document, found: Glanced) -> bool:
        """Whether a text is English for certain."""
        text, unlisted = document.text, found.unlisted
        has_grammar = found.small_words * _ENGLISH >= len(text) and len(text) < _LONG_TEXT
        if unlisted < _least(text) or has_grammar or _is_english(text):
            return True
        return len(text) >= SHORT_TEXT and not _are_too_many(unlisted, len(set(document.tokens)))

    def _read(self, document: Document) -> Looked:
        """Return what has to be looked at, found word by word."""
        codes = self._codes(document)
        repeats = self._repeats_in(document, codes) if self._repeats and codes else ()
        known = standings(codes)
        if self._is_foreign_text(document, known):
            return Looked((), repeats, is_foreign=True)
        guilty = set(_tokens_with(GUILTY, document.tokens, known)) if GUILTY in known else ()
        return Looked({word for token in guilty for word in self._vocabulary.guilty[token]}, repeats)

    def _codes(self, document: Document) -> bytes:
        """Return a byte for each token of the document; none where nobody has to look at words."""
        if not self._is_wanted:
            return b""
        if not (self._active or self._repeats) and _is_english(document.text):
            return b""
        return self._vocabulary.codes(document.tokens)

    def _repeats_in(self, document: Document, codes: bytes) -> tuple[Repeat, ...]:
        from newslint.words.repeats import repeats

        return repeats(document.text, document.tokens, without_standings(codes))

    def _not_english(self, document: Document) -> Iterator[tuple[Active, Suspect]]:
        if self._foreign:
            first = document.lines[0]
            yield self._foreign, Suspect(first.of(document.text), (first,), Severity.INFO)

    def _is_foreign_text(self, document: Document, known: bytes) -> bool:
        """Whether too many of the tokens are strange; nearly always there are too few left to ask about them."""
        left = known.count(LEFT) + known.count(GUILTY)
        if left < _least(document.text) or _is_english(document.text):
            return False
        distinct = set(document.tokens)
        strange = set(compress(document.tokens, map(LEFT.__ge__, known)))
        if _are_too_many(len(strange), len(distinct)):
            strange = set(filter(self._vocabulary.is_strange, strange))
            if _are_too_many(len(strange), len(distinct)):
                return True
        return len(document.text) < SHORT_TEXT and self._has_strange_small_words(distinct, strange)

    def _has_strange_small_words(self, distinct: set[str], strange: set[str]) -> bool:
        """Whether many of the words that are no names are strange; in English hardly one is."""
        small = sum(map(_is_small, distinct))
        found = [token for token in filter(_is_small, strange) if self._vocabulary.is_strange(token)]
        sure = sum(token not in self._vocabulary.guilty or core_of(token) in _GERMAN for token in found)
        return len(found) >= LEAST_SMALL and len(found) > small * SMALL_SHARE and sure >= LEAST_SURE


def _is_small(token: str) -> bool:
    first = core_of(token)[:1]
    return first.isalpha() and not first.isupper()


def _least(text: str) -> int:
    """Return with how many strange words a text may be no English."""
    return LEAST_SMALL if len(text) < SHORT_TEXT else LEAST_STRANGE


def _tokens_with(standing: int, tokens: Sequence[str], known: bytes) -> Iterator[str]:
    at = known.find(standing)
    while at >= 0:
        yield tokens[at]
        at = known.find(standing, at + 1)


def _is_english(text: str) -> bool:
    """Whether a text, or its beginning, which is faster to see, holds as many small English words as English does."""
    if not 0 < len(text) < _LONG_TEXT:
        return False
    return _has_grammar(text[:_SAMPLE]) or _has_grammar(text)


def _has_grammar(text: str) -> bool:
    return sum(map(text.count, _GRAMMAR)) * _ENGLISH >= len(text)


def _are_too_many(strange: int, distinct: int) -> bool:
    return strange > STRANGE_WORDS or (strange >= LEAST_STRANGE and strange > distinct * STRANGE_SHARE)


def _places(text: str, word: str) -> Iterator[Span]:
    start = text.find(word)
    while start >= 0:
        end = start + len(word)
        if _is_bounded(text, start, end) and not _is_in_address(text, start, end):
            yield Span(start, end)
        start = text.find(word, end)


def _is_bounded(text: str, start: int, end: int) -> bool:
    """Whether a word begins and ends here, rather than being part of a longer one."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    if before and (_is_word(before[-1]) or (before[-1] in JOINERS and before[0].isalpha() and len(before) == 2)):
        return False
    return not (after and (_is_word(after[0]) or (after[0] in JOINERS and after[1:].isalpha())))


def _is_word(letter: str) -> bool:
    return letter.isalnum() or letter == "_" or letter in _INSIDE or "\u0300" <= letter <= "\u036f"


def _is_in_address(text: str, start: int, end: int) -> bool:
    if (start == 0 or text[start - 1] in _PARTS_BEFORE) and text[end : end + 1] in _PARTS_AFTER:
        return False
    before = text[max(0, start - _AROUND) : start]
    after = text[end : end + _AROUND]
    token = before[len(before.rstrip()) :] if before[-1:].isspace() else before.split()[-1] if before.split() else ""
    rest = "" if after[:1].isspace() or not after.strip() else after.split(None, 1)[0]
    whole = token.strip() + text[start:end] + rest
    return is_no_prose(whole)


def _glance_with(vocabulary: Vocabulary) -> Glance | None:
    """Return what glances at the words of many texts at once; None where its library is missing."""
    found = needing_numpy("newslint.words.glance")
    return found.Glance(vocabulary) if found else None
