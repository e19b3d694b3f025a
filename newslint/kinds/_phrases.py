"""Phrases as data: what a site prints, with ``#`` for a number and ``*`` for some words.

A backslash before one of these signs takes its meaning from it.

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
LONG_LINE = 600
"""The longest line, in characters, that is reported for its opening."""
_LONGEST = {"line": SHORT_LINE, "opening": LONG_LINE}

SHORTEST = 2
"""The shortest literal part, in characters, by which a phrase can be looked for; a sign such as © is rare enough."""

_WILD = re.compile(r"((?<!\\)[#*])")
# Signs that a site sets around a line without changing what it says.
_BEFORE = r"[\s>»›•·▪●■◆*|\-–—_+\[(\d.]{0,12}?"
_AFTER = r"[\s<«‹•·*|\-–—_:…\])\"”.!?>»›→▼▶+]*"
_NUMBER = r"\d[\d,.]*[km]?"
_SOME_WORDS = r"[^\s()][^()]{0,80}?"
_REACH = 100
# A short word is in every third article; at the beginning of a line it is rare.
_COMMON_WORD = 9


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
                for span in phrase.places(document, hit):
                    if span not in seen:
                        seen.add(span)
                        yield span


class _Phrase:
    def __init__(self, phrase: str, form: Form) -> None:
        self._phrase = fold(phrase)
        self._form = form
        literal = max((_plain(piece) for piece in _WILD.split(self._phrase)), key=len)
        if len(literal) < SHORTEST and literal.isascii():
            raise ValueError(f"{phrase!r} has no literal part of {SHORTEST} characters to be found by")
        opens_line = form != "phrase" and _plain(self._phrase).startswith(literal)
        is_common = len(literal) < _COMMON_WORD and " " not in literal
        self.trigger = f"\n{literal}" if opens_line and is_common else literal

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        wild = {"#": _NUMBER, "*": _SOME_WORDS}
        pieces = _WILD.split(self._phrase)
        pattern = "".join(wild.get(piece) or re.escape(piece.replace("\\", "")) for piece in pieces)
        # A phrase may begin or end with a sign, where there is no border of a word to ask for.
        before = r"(?<!\w)" if self._phrase[:1].isalnum() else ""
        after = r"(?!\w)" if self._phrase[-1:].isalnum() or pieces[-2:-1] in (["#"], ["*"]) else ""
        if self._form == "phrase":
            return re.compile(f"{before}{pattern}{after}")
        if self._form == "opening":
            return re.compile(f"{_BEFORE}{pattern}{after}")
        # Some words that end like a sentence are one.
        return re.compile(f"{_BEFORE}{pattern}{_AFTER}{'(?<![.!?])' if '*' in pieces else ''}$")

    def places(self, document: Document, hit: Hit) -> Iterator[Span]:
        # A hit may begin with the end of the line before.
        line = document.line(hit.span.end - 1)
        if self._form == "phrase":
            start = max(line.start, hit.span.start - _REACH)
            end = min(line.end, hit.span.end + _REACH)
            found = (Span(*match.span()) for match in self._pattern.finditer(document.folded, start, end))
            yield from (span for span in found if span.covers(hit.span))
        elif line.end - line.start <= _LONGEST[self._form] and self._pattern.match(
            document.folded, line.start, line.end
        ):
            yield line


def _plain(piece: str) -> str:
    return piece.replace("\\", "").strip()
