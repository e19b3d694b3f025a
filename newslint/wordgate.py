"""The rules on words: asked about suspects only, and about words that stand twice in a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import compress

from newslint.config import Active
from newslint.document import Document
from newslint.model import Severity, Span
from newslint.rule import Repeat, Suspect
from newslint.vocabulary import GUILTY, JOINERS, LEFT, Vocabulary, is_no_prose

FOREIGN = "not-english"
"""The rule that speaks instead of all others on words where a document is not English."""
STRANGE_WORDS = 200
STRANGE_SHARE = 0.25
LEAST_STRANGE = 20
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


class WordGate:
    """Asks the judges of the word rules about each distinct word, once."""

    def __init__(self, active: Sequence[Active], words: frozenset[str], repeats: bool = False) -> None:
        """Take the word rules, the words that a person has vouched for, and whether repeats are looked for too."""
        self._active = tuple(one for one in active if one.rule.name != FOREIGN)
        self._foreign = next((one for one in active if one.rule.name == FOREIGN), None)
        self._is_wanted = bool(active) or repeats
        self._repeats = repeats
        self._vocabulary = Vocabulary([one.rule.judge for one in self._active], words, lists=bool(active))

    def codes(self, document: Document) -> bytes:
        """Return a byte for each token of the document; none where nobody has to look at words."""
        if not self._is_wanted:
            return b""
        if not (self._active or self._repeats) and _is_english(document.text):
            return b""
        return self._vocabulary.codes(document.tokens)

    def repeats(self, document: Document, codes: bytes) -> tuple[Repeat, ...]:
        """Return where words stand twice in a row."""
        if not (self._repeats and codes):
            return ()
        from newslint.repeats import repeats

        return repeats(document.text, document.tokens, codes)

    def suspects(self, document: Document, codes: bytes) -> Iterator[tuple[Active, Suspect]]:
        """Yield the words of the document that a judge suspects, each with all its places.

        Of a document that is not English nothing is suspected but that.
        """
        if self.is_foreign(document, codes):
            yield from self._not_english(document)
        elif GUILTY in codes:
            yield from self._suspected(document, codes)

    def _suspected(self, document: Document, codes: bytes) -> Iterator[tuple[Active, Suspect]]:
        vocabulary = self._vocabulary
        guilty = set(_tokens_with(GUILTY, document.tokens, codes))
        for word in sorted({word for token in guilty for word in vocabulary.guilty[token]}):
            spans = tuple(_places(document.text, word))
            for active, verdict in zip(self._active, vocabulary.verdicts(word), strict=True):
                if verdict is not None and spans:
                    yield active, Suspect(word, spans, verdict)

    def _not_english(self, document: Document) -> Iterator[tuple[Active, Suspect]]:
        if self._foreign:
            first = document.lines[0]
            yield self._foreign, Suspect(first.of(document.text), (first,), Severity.INFO)

    def is_foreign(self, document: Document, codes: bytes) -> bool:
        """Whether too many of the tokens are strange; nearly always there are too few left to ask about them."""
        left = codes.count(LEFT) + codes.count(GUILTY)
        if left < LEAST_STRANGE or _is_english(document.text):
            return False
        distinct = len(set(document.tokens))
        strange = set(compress(document.tokens, map(LEFT.__ge__, codes)))
        return _are_too_many(len(strange), distinct) and _are_too_many(
            sum(map(self._vocabulary.is_strange, strange)), distinct
        )


def _tokens_with(code: int, tokens: Sequence[str], codes: bytes) -> Iterator[str]:
    at = codes.find(code)
    while at >= 0:
        yield tokens[at]
        at = codes.find(code, at + 1)


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
