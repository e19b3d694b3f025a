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
from newslint.kinds._around import Around, Side, continues
from newslint.late import late
from newslint.model import Span
from newslint.rule import SHORT_LINE, WHOLE_LINE, Hit
from newslint.text.structure import DIGITS, SIGNS_AFTER, SIGNS_BEFORE, bare

Form = Literal["line", "opening", "phrase"]
LONG_LINE = 600
"""The longest line, in characters, that is reported for its opening."""
_LONGEST = {"line": SHORT_LINE, "opening": LONG_LINE}

SHORTEST = 2
"""The shortest literal part, in characters, by which a phrase can be looked for; a sign such as © is rare enough."""

_WILD = late(r"((?<!\\)[#*])")
_SHORTENED = ("inc.", "ltd.", "corp.", "co.")
_MOST_BEFORE = 12
_NUMBER = r"\d[\d,.]*[km]?"
_SOME_WORDS = r"[^\s()][^()]{0,80}?"
_REACH = 100
_BETWEEN = "\0"
# A short word is in every third article; at the beginning of a line it is rare.
_COMMON_WORD = 9
_TELLING = 14
"""So many characters, and the rest of the word, are rare enough in running text to be all that is looked for."""


class _Bundle:
    """The phrases that are found by one trigger."""

    def __init__(self) -> None:
        self.whole: set[str] = set()
        """Lines without signs around them."""
        self.plain: list[str] = []
        self.wild: list[_Wild] = []
        self.around: list[Around] = []
        """What stands around the trigger of each of them."""


class Phrases:
    """Phrases of one form. Nothing is made of them before one of their triggers is hit, or somebody asks for these."""

    def __init__(self, phrases: Iterable[str], form: Form) -> None:
        """Take the phrases, and whether they are a whole line, open one, or stand anywhere."""
        self.form = form
        given = tuple(phrases)
        # Folding them together is many times cheaper than one by one.
        self._joined = fold(_BETWEEN.join(given))
        self._given = self._joined.split(_BETWEEN) if given else []
        self._bundles: dict[str, _Bundle] = {}

    @cached_property
    def lines(self) -> frozenset[str]:
        """What whole lines say; such phrases need no trigger."""
        return frozenset(phrase for phrase in self._given if self._is_whole(phrase))

    @property
    def triggers(self) -> tuple[str, ...]:
        """The literal parts to look for.

        Raises:
            ValueError: a phrase has none.
        """
        return tuple(dict.fromkeys(trigger for phrase in self._given for trigger in self._triggers_of(phrase)))

    def around(self, trigger: str) -> Sequence[Around]:
        """Return what stands around a trigger where it is part of one of the phrases."""
        return self._bundle(trigger).around if self._given else ()

    def find(self, document: Document, hits: Sequence[Hit]) -> Iterator[Span]:
        """Yield the places of the phrases: the line for a whole line or its opening, else the phrase itself."""
        seen: set[Span] = set()
        for hit in hits if self._given else ():
            if not hit.whole and not self._bundle(hit.trigger).around:
                continue
            spans = self._said_by(document, hit) if hit.whole else self._at(document, hit)
            for span in spans:
                if span not in seen:
                    seen.add(span)
                    yield span

    def _is_whole(self, phrase: str) -> bool:
        plain = self.form == "line" and SHORTEST <= len(phrase) <= WHOLE_LINE and not _is_wild(phrase)
        return plain and "\\" not in phrase and bare(phrase) == phrase

    def tails(self, document: Document, hits: Sequence[Hit]) -> Iterator[Span]:
        """Yield what stands behind the last sentence of a line: a phrase, or what begins with one that opens lines."""
        for hit in hits if self._given else ():
            if hit.whole:
                if self._is_said(hit) and document.line(hit.span.start).start < hit.span.start:
                    yield hit.span
            elif self.form == "opening" and self._bundle(hit.trigger).around:
                start = hit.span.end - len(hit.trigger.lstrip("\n"))
                line = document.line(start)
                if line.start < start and self._opens(document.folded, Span(start, line.end), hit.trigger):
                    yield Span(start, line.end)

    def _opens(self, text: str, tail: Span, trigger: str) -> bool:
        """Whether a tail, up to the end of its line, begins with one of the phrases that a trigger finds."""
        bundle = self._bundle(trigger)
        ends = (tail.start + len(one) for one in bundle.plain if text.startswith(one, tail.start))
        return any(not continues(text, end, end - 1) for end in ends) or any(
            one.opens(text, tail) for one in bundle.wild
        )

    def _said_by(self, document: Document, hit: Hit) -> tuple[Span, ...]:
        is_line = self._is_said(hit) and document.line(hit.span.start).start == hit.span.start
        return (hit.span,) if is_line else ()

    def _is_said(self, hit: Hit) -> bool:
        return self.form == "line" and hit.trigger in self._given and self._is_whole(hit.trigger)

    def _triggers_of(self, phrase: str) -> Iterator[str]:
        if not self._is_whole(phrase):
            yield _trigger(phrase, _literal(phrase), self.form)

    def _bundle(self, trigger: str) -> _Bundle:
        bundle = self._bundles.get(trigger)
        if bundle is None:
            bundle = self._bundles[trigger] = _Bundle()
            core = trigger.strip("\n")
            for phrase in self._given if core in self._joined or "\\" in self._joined else ():
                if (core in phrase or "\\" in phrase) and trigger in self._triggers_of(phrase):
                    self._take(bundle, phrase)
        return bundle

    def _take(self, bundle: _Bundle, phrase: str) -> None:
        bundle.around.append(_around(phrase, self.form))
        if _is_wild(phrase):
            bundle.wild.append(_Wild(phrase, self.form))
            return
        literal = _plain(phrase)
        if self.form == "line" and bare(literal) == literal:
            bundle.whole.add(literal)
        else:
            bundle.plain.append(literal)

    def _at(self, document: Document, hit: Hit) -> Iterator[Span]:
        bundle, text = self._bundle(hit.trigger), document.folded
        # The hit may begin with the end of the line before, or end with that of its own.
        start = hit.span.end - len(hit.trigger.lstrip("\n"))
        line = document.line(start)
        if bundle.whole:
            is_near = start - line.start <= _MOST_BEFORE and line.end - line.start <= SHORT_LINE
            if is_near and bare(text[line.start : line.end]) in bundle.whole:
                yield line
        for literal in bundle.plain:
            if text.startswith(literal, start):
                yield from self._literal_at(text, line, Span(start, start + len(literal)))
        for wild in bundle.wild:
            if self.form == "phrase" or line.end - line.start <= _LONGEST[self.form]:
                yield from wild.places(document, line, Span(start, hit.span.end))

    def _literal_at(self, text: str, line: Span, span: Span) -> Iterator[Span]:
        is_continued = continues(text, span.end, span.end - 1)
        if self.form == "phrase":
            if not is_continued and not continues(text, span.start - 1, span.start):
                yield span
            return
        if line.end - line.start > _LONGEST[self.form] or span.start - line.start > _MOST_BEFORE:
            return
        if text[line.start : span.start].strip(SIGNS_BEFORE):
            return
        if not is_continued if self.form == "opening" else not text[span.end : line.end].strip(SIGNS_AFTER):
            yield line


def triggers_of(several: Iterable[Phrases]) -> tuple[str, ...]:
    """Return the literal parts to look for, each once."""
    return tuple(dict.fromkeys(trigger for one in several for trigger in one.triggers))


def around(several: Iterable[Phrases], trigger: str) -> Iterator[Around]:
    """Yield what stands around a trigger where it is part of a phrase."""
    return (place for one in several for place in one.around(trigger))


class _Wild:
    """A phrase in which a sign stands for a number or some words."""

    def __init__(self, phrase: str, form: Form) -> None:
        self._phrase = phrase
        self._form = form

    def places(self, document: Document, line: Span, hit: Span) -> Iterator[Span]:
        """Yield where the phrase stands around a hit of its literal part."""
        if self._form != "phrase":
            if self._fits(document.folded, line):
                yield line
            return
        start, end = max(line.start, hit.start - _REACH), min(line.end, hit.end + _REACH)
        found = (Span(*match.span()) for match in self._pattern.finditer(document.folded, start, end))
        yield from (span for span in found if span.covers(hit))

    def opens(self, text: str, span: Span) -> bool:
        """Whether a span begins with the phrase."""
        return self._pattern.match(text, *span) is not None

    def _fits(self, text: str, line: Span) -> bool:
        """Whether a line, without the signs around it, is the phrase or begins with it."""
        signs = SIGNS_BEFORE.rstrip(DIGITS) if self._phrase[0] == "#" else SIGNS_BEFORE
        head = text[line.start : min(line.start + _MOST_BEFORE, line.end)]
        start = line.start + len(head) - len(head.lstrip(signs))
        if self._form == "opening":
            return self._pattern.match(text, start, line.end) is not None
        # Some words that end like a sentence are one.
        if "*" in self._phrase and text[line.end - 1] in ".!?" and not text.endswith(_SHORTENED, start, line.end):
            return False
        bare = start + len(text[start : line.end].rstrip(SIGNS_AFTER))
        return any(self._pattern.fullmatch(text, start, end) for end in (line.end, bare))

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        wild = {"#": _NUMBER, "*": _SOME_WORDS}
        pieces = _WILD.split(self._phrase)
        pattern = "".join(wild.get(piece) or re.escape(piece.replace("\\", "")) for piece in pieces)
        # A phrase may begin or end with a sign, where there is no border of a word to ask for.
        before = r"(?<!\w)" if self._phrase[:1].isalnum() else ""
        after = r"(?!\w)" if self._phrase[-1:].isalnum() or not pieces[-1] else ""
        return re.compile(f"{before}{pattern}{after}" if self._form != "line" else pattern)


def _is_wild(phrase: str) -> bool:
    return ("#" in phrase or "*" in phrase) and _WILD.search(phrase) is not None


def _literal(phrase: str) -> str:
    """Return the longest literal part of a phrase."""
    return max(map(_plain, _WILD.split(phrase)), key=len) if _is_wild(phrase) else _plain(phrase)


def _trigger(phrase: str, literal: str, form: Form) -> str:
    """Return what to look for to find a phrase: a beginning of its literal part, which others of the list may share.

    Raises:
        ValueError: the literal part is too short to be looked for.
    """
    if len(literal) < SHORTEST and literal.isascii():
        raise ValueError(f"{phrase!r} has no literal part of {SHORTEST} characters to be found by")
    is_common = len(literal) < _COMMON_WORD and " " not in literal
    if is_common and form != "phrase" and _plain(phrase).startswith(literal):
        return f"\n{literal}"
    end = literal.find(" ", _TELLING)
    return literal[:end] if end > 0 else literal


def _around(phrase: str, form: Form) -> Around:
    """Return what stands around the longest literal part of a phrase."""
    pieces, literal = _WILD.split(phrase), _literal(phrase)
    at = next(index for index, piece in enumerate(pieces) if _plain(piece) == literal)
    before: Side = "" if at else "word" if form == "phrase" else "line"
    after: Side = "" if at < len(pieces) - 1 else "line" if form == "line" else "word"
    piece = pieces[at]
    lead = piece[: len(piece) - len(piece.lstrip())] if at and pieces[at - 1] == "#" else None
    return Around(literal, before, after, lead)


def _plain(piece: str) -> str:
    return piece.replace("\\", "").strip()
