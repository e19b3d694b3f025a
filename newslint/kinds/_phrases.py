"""Phrases as data: what a site prints, with ``#`` for a number and ``*`` for some words.

Each phrase is found through its longest literal part, which the engine looks up together with
those of all other rules; only around a hit is anything compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Literal

from newslint.document import Document, fold
from newslint.model import Span
from newslint.rule import SHORT_LINE, Hit

Form = Literal["line", "opening", "phrase"]
_WILD = re.compile(r"[#*]")
# Signs that a site sets around a line without changing what it says.
_BEFORE = r"[\s>»›•·▪●*|\-–—_\[(\"“]*"
_AFTER = r"[\s<«‹•·|\-–—_:…\])\"”.!>»›→▼▶]*"
_NUMBER = r"\d[\d,.]*[km]?"
_SOME_WORDS = r"\S.{0,80}?"


class Phrases:
    """Phrases of one form."""

    def __init__(self, phrases: Iterable[str], form: Form) -> None:
        """Take the phrases, and whether they are a whole line, open one, or stand anywhere."""
        self.form = form
        self._by_trigger: dict[str, list[_Phrase]] = {}
        for phrase in phrases:
            one = _Phrase(phrase, form)
            self._by_trigger.setdefault(one.trigger, []).append(one)

    @property
    def triggers(self) -> tuple[str, ...]:
        """The literal parts to look for."""
        return tuple(self._by_trigger)

    def find(self, document: Document, hits: Sequence[Hit]) -> Iterator[Span]:
        """Yield the places of the phrases: the line for a whole line or its opening, else the phrase itself."""
        seen: set[Span] = set()
        for hit in hits:
            for phrase in self._by_trigger.get(hit.trigger, ()):
                span = phrase.place(document, hit)
                if span is not None and span not in seen:
                    seen.add(span)
                    yield span


class _Phrase:
    def __init__(self, phrase: str, form: Form) -> None:
        self._phrase = fold(phrase)
        self._form = form
        self.trigger = max(_WILD.split(self._phrase), key=len).strip()

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        pieces = re.split(r"([#*])", self._phrase)
        wild = {"#": _NUMBER, "*": _SOME_WORDS}
        pattern = "".join(wild.get(piece) or re.escape(piece) for piece in pieces)
        if self._form == "phrase":
            return re.compile(rf"(?<!\w){pattern}(?!\w)")
        end = rf"{_AFTER}$" if self._form == "line" else r"(?!\w)"
        return re.compile(rf"{_BEFORE}{pattern}{end}")

    def place(self, document: Document, hit: Hit) -> Span | None:
        line = document.line(hit.span.start)
        if self._form == "phrase":
            match = self._pattern.search(document.folded, max(line.start, hit.span.start - 100), line.end)
            return Span(*match.span()) if match else None
        if line.end - line.start > SHORT_LINE:
            return None
        return line if self._pattern.match(document.folded, line.start, line.end) else None
