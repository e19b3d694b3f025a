"""Words, each judged once per run; places are looked up only for the suspects."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from newslint.config import Active
from newslint.document import Document
from newslint.model import Span
from newslint.rule import Suspect

WORD = re.compile(r"[^\W\d_]+(?:['’‐‑-][^\W\d_]+)*")
_ADDRESS = re.compile(r"[@#]|://|www\.|\w\.(?:com|org|net|gov|edu|co|uk|io|html?|php|info|tv)\b", re.IGNORECASE)
_REMEMBERED = 1_000_000
"""How many distinct tokens are remembered as clean before starting anew; bounds memory to about 100 MB."""


class WordGate:
    """Asks the judges of the word rules about each distinct word, once."""

    def __init__(self, active: Sequence[Active], words: frozenset[str]) -> None:
        """Take the word rules, and the words that a person has vouched for."""
        self._active = tuple(active)
        self._words = words
        self._verdicts: dict[str, tuple[Any, ...]] = {}
        self._clean: set[str] = set()

    def suspects(self, document: Document) -> Iterator[tuple[Active, Suspect]]:
        """Yield the words of the document that a judge suspects, each with all its places."""
        if not self._active:
            return
        for word in self._guilty(document.tokens):
            verdicts = self._verdicts[word]
            spans = tuple(_places(document.text, word))
            for active, verdict in zip(self._active, verdicts, strict=True):
                if verdict is not None and spans:
                    yield active, Suspect(word, spans, verdict)

    def _guilty(self, tokens: Sequence[str]) -> list[str]:
        guilty: dict[str, None] = {}
        for token in set(tokens).difference(self._clean):
            suspected = [] if _ADDRESS.search(token) else [w for w in WORD.findall(token) if self._is_suspect(w)]
            if suspected:
                guilty.update(dict.fromkeys(suspected))
            else:
                self._clean.add(token)
        if len(self._clean) > _REMEMBERED:
            self._clean.clear()
        return sorted(guilty)

    def _is_suspect(self, word: str) -> bool:
        verdicts = self._verdicts.get(word)
        if verdicts is None:
            vouched = self._is_vouched(word)
            verdicts = tuple(None if vouched else _judged(active, word) for active in self._active)
            self._verdicts[word] = verdicts
        return any(verdict is not None for verdict in verdicts)

    def _is_vouched(self, word: str) -> bool:
        """Smart case: a lower-case entry covers any case, a capitalised one itself and its capitals."""
        stem = word.replace("’", "'").removesuffix("'s")
        forms = (word, stem, stem.lower(), stem.capitalize(), stem.title())
        return any(form in self._words for form in forms if form.islower() or stem in (form, form.upper()))


def _judged(active: Active, word: str) -> Any:
    try:
        return active.rule.judge(word) if active.rule.judge else None
    except Exception as problem:  # noqa: BLE001 - a rule may raise anything, and the run goes on
        return problem


def _places(text: str, word: str) -> Iterator[Span]:
    start = text.find(word)
    while start >= 0:
        end = start + len(word)
        if not _is_letter(text, start - 1) and not _is_letter(text, end):
            yield Span(start, end)
        start = text.find(word, end)


def _is_letter(text: str, index: int) -> bool:
    return 0 <= index < len(text) and (text[index].isalnum() or text[index] == "_")
