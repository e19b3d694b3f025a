"""Words, each judged once per run; places are looked up only for the suspects."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from newslint.config import Active
from newslint.document import Document
from newslint.late import late
from newslint.model import Severity, Span
from newslint.rule import Deferred, Suspect

FOREIGN = "not-english"
"""The rule that speaks instead of all others on words where a document is not English."""

_LETTER = r"[^\W\d_]"
# What stands inside a word without being a letter: soft hyphens, zero-width joiners, combining accents.
_INSIDE = "\u00ad\u200b\u200c\u200d\u2060\u0300-\u036f"
_PIECE = rf"{_LETTER}++(?:[{_INSIDE}]++{_LETTER}*+)*+"
_JOINERS = "'’ʼ＇‐‑-"
WORD = late(rf"(?<![\w{_INSIDE}]){_PIECE}(?:[{_JOINERS}]{_PIECE})*+(?!\w)")
"""A word: pieces joined by apostrophes and hyphens. What touches a digit or an underscore is a code, no word."""

# The same for text without such signs, which is nearly all; it is compiled in a quarter of the time.
_PLAIN_WORD = late(rf"(?<!\w){_LETTER}++(?:['-]{_LETTER}++)*+(?!\w)")
_STRAIGHT = str.maketrans("’“”–—…", "'     ")

_NO_PROSE = late(
    r"[@#\\]|://|www\.|\w\.(?:com|org|net|gov|edu|co|uk|io|html?|php|info|tv)\b|\w\.\w+/|/\w+/|\w_\w", re.IGNORECASE
)
_EDGES = ".,;:!?\"“”‘’'()[]…–—*"
_SEPARATORS = frozenset("@#\\/._&")
_LONGEST = 64
"""The longest word, in characters, that judges are asked about."""
_AROUND = 120
"""How far, in characters, the rest of a word is looked at to see whether it is an address."""

_REMEMBERED = 500_000
"""How many distinct tokens are remembered before starting anew; bounds memory to about 100 MB."""

STRANGE_WORDS = 200
STRANGE_SHARE = 0.25
LEAST_STRANGE = 20
_GRAMMAR = (" the ", " and ", " of ", " to ")
_ENGLISH = 66
"""With one of these words in so many characters, or fewer, a text is English whatever names it holds."""
_LONG_TEXT = 20_000
"""In characters. A longer text may hold a list of strange words beside its English."""


class WordGate:
    """Asks the judges of the word rules about each distinct word, once."""

    def __init__(self, active: Sequence[Active], words: frozenset[str]) -> None:
        """Take the word rules, and the words that a person has vouched for."""
        self._active = tuple(one for one in active if one.rule.name != FOREIGN)
        self._foreign = next((one for one in active if one.rule.name == FOREIGN), None)
        self._judges = [_resolved(one.rule.judge) for one in self._active]
        self._lexicon = _Lexicon(self._judges) if active else None
        self._vouched = frozenset(piece for word in words for piece in (word, *word.split()))
        self._forget()

    def _forget(self) -> None:
        self._plain: set[str] = set()
        self._listed: set[str] = set()
        self._left: set[str] = set()
        self._strange: dict[str, bool] = {}
        self._guilty: dict[str, tuple[str, ...]] = {}
        self._verdicts: dict[str, tuple[Any, ...]] = {}

    def suspects(self, document: Document) -> Iterator[tuple[Active, Suspect]]:
        """Yield the words of the document that a judge suspects, each with all its places.

        Of a document that is not English nothing is suspected but that.
        """
        if self._lexicon is None or (not self._judges and _is_english(document.text)):
            return
        distinct = set(document.tokens)
        left = distinct.difference(self._plain)
        fresh = left.difference(self._left)
        if fresh:
            left -= self._weigh(self._lexicon, fresh)
        if self._is_foreign(self._lexicon, left, len(distinct)) and not _is_english(document.text):
            yield from self._not_english(document)
        else:
            yield from self._suspected(document, self._guilty.keys() & left)
        if len(self._plain) + len(self._left) > _REMEMBERED:
            self._forget()

    def _suspected(self, document: Document, tokens: set[str]) -> Iterator[tuple[Active, Suspect]]:
        for word in sorted({word for token in tokens for word in self._guilty[token]}):
            spans = tuple(_places(document.text, word))
            for active, verdict in zip(self._active, self._verdicts[word], strict=True):
                if verdict is not None and spans:
                    yield active, Suspect(word, spans, verdict)

    def _not_english(self, document: Document) -> Iterator[tuple[Active, Suspect]]:
        if self._foreign:
            first = document.lines[0]
            yield self._foreign, Suspect(first.of(document.text), (first,), Severity.INFO)

    def _is_foreign(self, lexicon: _Lexicon, left: set[str], distinct: int) -> bool:
        """Whether too many of the tokens are strange; nearly always there are too few left to ask about them."""
        return _are_too_many(len(left), distinct) and _are_too_many(
            sum(self._is_strange(lexicon, token) for token in left), distinct
        )

    def _is_strange(self, lexicon: _Lexicon, token: str) -> bool:
        found = self._strange.get(token)
        if found is None:
            found = any(lexicon.is_strange(word) for word in _words(token) if not self._is_vouched(word))
            self._strange[token] = found
        return found

    def _weigh(self, lexicon: _Lexicon, tokens: set[str]) -> set[str]:
        """Judge the words of new tokens, and return the tokens that are plain."""
        plain = self._listed_among(lexicon, tokens) if lexicon.is_enough else set()
        for token in tokens - plain if self._judges else ():
            guilty = tuple([word for word in _words(token) if any(one is not None for one in self._judged(word))])
            if guilty:
                self._guilty[token] = guilty
        self._plain |= plain
        self._left |= tokens - plain
        return plain

    def _listed_among(self, lexicon: _Lexicon, tokens: set[str]) -> set[str]:
        """Return the tokens that are listed words with punctuation, or figures."""
        cores = {token: _core(token) for token in tokens}
        fresh = set(cores.values()).difference(self._listed)
        self._listed |= lexicon.listed_among(fresh)
        return {token for token, core in cores.items() if core in self._listed or core.isdigit()}

    def _judged(self, word: str) -> tuple[Any, ...]:
        verdicts = self._verdicts.get(word)
        if verdicts is None:
            judges = [] if self._is_vouched(word) else self._judges
            verdicts = tuple([_asked(judge, word) for judge in judges])
            self._verdicts[word] = verdicts
        return verdicts

    def _is_vouched(self, word: str) -> bool:
        """Whether a person has vouched for the word, its possessive or plural, or a part between hyphens."""
        if not self._vouched:
            return False
        straight = re.sub(f"[{_INSIDE}]", "", re.sub("[’ʼ＇]", "'", re.sub("[‐‑]", "-", word)))
        return any(self._is_vouched_form(form) for form in (straight, *straight.split("-")) if form)

    def _is_vouched_form(self, word: str) -> bool:
        """Smart case: a lower-case entry covers any case, a capitalised one itself and its capitals."""
        stem = word.removesuffix("'s").removesuffix("'S")
        for form in (word, stem, *_singulars(stem)):
            if form in self._vouched or form.lower() in self._vouched:
                return True
            if form.isupper() and any(entry in self._vouched for entry in (form.capitalize(), form.title())):
                return True
        return False


def _singulars(word: str) -> tuple[str, ...]:
    lower = word.lower()
    if lower.endswith("es"):
        return (word[:-1], word[:-2])
    return (word[:-1],) if lower.endswith("s") else ()


def _words(token: str) -> list[str]:
    """Return the words of a token, or none where it is an address, a handle or a code."""
    core = token.strip(_EDGES)
    if all(map(str.isalpha, core.replace("’", "'").replace("-", "'").split("'"))):
        return [core] if len(core) <= _LONGEST else []
    if not _SEPARATORS.isdisjoint(token) and _NO_PROSE.search(token):
        return []
    straight = token.translate(_STRAIGHT)
    found = (_PLAIN_WORD if straight.isascii() else WORD).finditer(straight if straight.isascii() else token)
    return [token[match.start() : match.end()] for match in found if match.end() - match.start() <= _LONGEST]


def _core(token: str) -> str:
    """Return a token without the punctuation around it and without "'s"; no address or code is a listed word."""
    core = token.strip(_EDGES)
    return core[:-2] if core.endswith(("'s", "’s")) else core


def _is_english(text: str) -> bool:
    return 0 < len(text) < _LONG_TEXT and sum(map(text.count, _GRAMMAR)) * _ENGLISH >= len(text)


def _are_too_many(strange: int, distinct: int) -> bool:
    return strange > STRANGE_WORDS or (strange >= LEAST_STRANGE and strange > distinct * STRANGE_SHARE)


class _Lexicon:
    """What the gate asks of the lexicon, which is imported when there are rules on words."""

    def __init__(self, judges: Sequence[Callable[[str], Any]]) -> None:
        from newslint.lexicon import open_lexicon
        from newslint.lexicon.misspelling import OfUnknownWords, is_strange

        self.is_strange = is_strange
        self.listed_among = open_lexicon().listed_among
        self.is_enough = all(isinstance(judge, OfUnknownWords) for judge in judges)
        """Whether no judge wants to hear of a listed word."""


def _resolved(judge: Any) -> Callable[[str], Any]:
    """Return the function behind a judge that is imported late: it is called once per distinct word."""
    found: Callable[[str], Any] = judge.load() if isinstance(judge, Deferred) else judge
    return found


def _asked(judge: Callable[[str], Any], word: str) -> Any:
    try:
        return judge(word)
    except Exception as problem:  # noqa: BLE001 - a rule may raise anything, and the run goes on
        return problem


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
    if before and (_is_word(before[-1]) or (before[-1] in _JOINERS and before[0].isalpha() and len(before) == 2)):
        return False
    return not (after and (_is_word(after[0]) or (after[0] in _JOINERS and after[1:].isalpha())))


def _is_word(letter: str) -> bool:
    return (
        letter.isalnum()
        or letter == "_"
        or letter in "\u00ad\u200b\u200c\u200d\u2060"
        or "\u0300" <= letter <= "\u036f"
    )


def _is_in_address(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - _AROUND) : start]
    after = text[end : end + _AROUND]
    token = before[len(before.rstrip()) :] if before[-1:].isspace() else before.split()[-1] if before.split() else ""
    rest = "" if after[:1].isspace() or not after.strip() else after.split(None, 1)[0]
    whole = token.strip() + text[start:end] + rest
    return not _SEPARATORS.isdisjoint(whole) and _NO_PROSE.search(whole) is not None
