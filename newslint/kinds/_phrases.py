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
# Signs, and numbers of a list, that a site sets around a line without changing what it says.
_BEFORE = " \t\f\v\u00a0>»›•·▪●■◆*|-–—_+[(.0123456789"
_AFTER = ' \t\f\v\u00a0<«‹•·*|-–—_:…])"”.!?>»›→▼▶+'
_ENDS_LINE = ("", "\n", "\r")
_MAY_FOLLOW = frozenset((*_AFTER, *_ENDS_LINE))
_MOST_BEFORE = 12
_NUMBER = r"\d[\d,.]*[km]?"
_SOME_WORDS = r"[^\s()][^()]{0,80}?"
_REACH = 100
_BETWEEN = "\0"
# A short word is in every third article; at the beginning of a line it is rare.
_COMMON_WORD = 9


class Phrases:
    """Phrases of one form."""

    def __init__(self, phrases: Iterable[str], form: Form) -> None:
        """Take the phrases, and whether they are a whole line, open one, or stand anywhere."""
        self.form = form
        self._by_trigger: dict[str, list[_Phrase]] = {}
        given = tuple(phrases)
        # Folding them together is many times cheaper than one by one.
        for phrase in fold(_BETWEEN.join(given)).split(_BETWEEN) if given else ():
            has_sign = ("#" in phrase or "*" in phrase) and _WILD.search(phrase)
            one = _Wild(phrase, form) if has_sign else _Phrase(phrase, form)
            self._by_trigger.setdefault(one.trigger, []).append(one)

    @property
    def triggers(self) -> tuple[str, ...]:
        """The literal parts to look for."""
        return tuple(self._by_trigger)

    def find(self, document: Document, hits: Sequence[Hit]) -> Iterable[Span]:
        """Return the places of the phrases, each once: the line for a whole line or its opening, else the phrase."""
        several = self._by_trigger
        found: dict[Span, None] = {}
        for hit in hits:
            if hit.trigger in several:
                for phrase in several[hit.trigger]:
                    if phrase.may_stand_at(document.folded, hit.span):
                        found.update(dict.fromkeys(phrase.places(document, hit)))
        return found


class _Phrase:
    """A phrase without wild signs; where it was hit only its borders are left to be looked at."""

    def __init__(self, phrase: str, form: Form) -> None:
        self._phrase = phrase
        self._form = form
        self._literal = self._longest_literal()
        if len(self._literal) < SHORTEST and self._literal.isascii():
            raise ValueError(f"{phrase!r} has no literal part of {SHORTEST} characters to be found by")
        is_common = len(self._literal) < _COMMON_WORD and " " not in self._literal
        opens_line = is_common and form != "phrase" and _plain(phrase).startswith(self._literal)
        self.trigger = f"\n{self._literal}" if opens_line else self._literal

    def may_stand_at(self, text: str, hit: Span) -> bool:
        """Whether the signs beside a hit allow the phrase: most hits are done with before a line is looked up."""
        if self._form == "phrase":
            return True
        if self._form == "line" and text[hit.end : hit.end + 1] not in _MAY_FOLLOW:
            return False
        start = hit.end - len(self._literal)
        for sign in (text[start - 1 : start], text[max(0, start - 2) : max(0, start - 1)]):
            if sign in _ENDS_LINE:
                return True
            if sign not in _BEFORE:
                return False
        return True

    def places(self, document: Document, hit: Hit) -> Iterator[Span]:
        """Yield where the phrase stands around a hit of its trigger."""
        # The hit may begin with the end of the line before.
        line = document.line(hit.span.end - 1)
        if self._form == "phrase":
            yield from self._within(document.folded, line, hit.span)
        elif line.end - line.start <= _LONGEST[self._form] and self._is_line(document.folded, line, hit.span):
            yield line

    def _longest_literal(self) -> str:
        return _plain(self._phrase)

    def _within(self, text: str, _: Span, hit: Span) -> Iterator[Span]:
        if not _continues(text, hit.start - 1, hit.start) and not _continues(text, hit.end, hit.end - 1):
            yield hit

    def _is_line(self, text: str, line: Span, hit: Span) -> bool:
        before = text[line.start : hit.end - len(self._literal)]
        if len(before) > _MOST_BEFORE or before.strip(_BEFORE):
            return False
        if self._form == "opening":
            return not _continues(text, hit.end, hit.end - 1)
        return not text[hit.end : line.end].strip(_AFTER)


class _Wild(_Phrase):
    """A phrase in which a sign stands for a number or some words."""

    def may_stand_at(self, text: str, hit: Span) -> bool:
        return True

    def _longest_literal(self) -> str:
        return max((_plain(piece) for piece in _WILD.split(self._phrase)), key=len)

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
        signs = f"[{re.escape(_BEFORE)}]{{0,{_MOST_BEFORE}}}?"
        if self._form == "opening":
            return re.compile(f"{signs}{pattern}{after}")
        # Some words that end like a sentence are one.
        end = "(?<![.!?])$" if "*" in pieces else "$"
        return re.compile(f"{signs}{pattern}[{re.escape(_AFTER)}]*{end}")

    def _within(self, text: str, line: Span, hit: Span) -> Iterator[Span]:
        start, end = max(line.start, hit.start - _REACH), min(line.end, hit.end + _REACH)
        found = (Span(*match.span()) for match in self._pattern.finditer(text, start, end))
        yield from (span for span in found if span.covers(hit))

    def _is_line(self, text: str, line: Span, _: Span) -> bool:
        return self._pattern.match(text, line.start, line.end) is not None


def _plain(piece: str) -> str:
    return piece.replace("\\", "").strip()


def _continues(text: str, index: int, inner: int) -> bool:
    """Whether the characters at two neighbouring places belong to one word."""
    return 0 <= index < len(text) and _is_word(text[index]) and _is_word(text[inner])


def _is_word(letter: str) -> bool:
    return letter.isalnum() or letter == "_"
