"""The running text of an article, in units that are compared across articles."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from newslint.model import MASK, Span
from newslint.text.bylines import BYLINE_OPENINGS, is_byline, is_credit, may_hold_credit
from newslint.text.normal import Words, words, words_of
from newslint.text.numbered import lowest, numbers_of, samples_among, together, value
from newslint.text.structure import fold
from newslint.values import Values

if TYPE_CHECKING:
    from newslint.document import Document

_TERMINAL = (".", "!", "?", "…")
CLOSING = "\"'”’)]» "
"""What may stand behind the end of running text."""
NO_PROSE = ("©", "http", "www.", "@", "|", "•", "►", "▶", "all rights reserved", "copyright", "\ufffc")


class Unit:
    """A sentence, with its words for comparing. What is asked of it several times is answered once."""

    __slots__ = ("_numbers", "_samples", "_value", "is_prose", "size", "span", "words")

    def __init__(self, span: Span, found: Words) -> None:
        """Take the place and its words."""
        self.span = span
        self.words = found
        self.size = len(found)
        self.is_prose: bool | None = None
        self._numbers: list[int] | None = None
        self._value: int | None = None
        self._samples: Sequence[bytes] | None = None

    @property
    def numbers(self) -> list[int]:
        """The numbers of the words."""
        if self._numbers is None:
            self._numbers = numbers_of(self.words)
        return self._numbers

    @property
    def value(self) -> int:
        """What units with the same words share."""
        if self._value is None:
            self._value = self._valued()
        return self._value

    @property
    def samples(self) -> Sequence[bytes]:
        """Of these, units with nearly the same words have one in common."""
        if self._samples is None:
            self._samples = self._sampled()
        return self._samples

    def _valued(self) -> int:
        return value(self.numbers)

    def _sampled(self) -> Sequence[bytes]:
        return samples_among(self.numbers)


class Paragraph(Unit):
    """The same of several sentences."""

    __slots__ = ("sentences",)

    def __init__(self, span: Span, sentences: Sequence[Unit]) -> None:
        """Take the place and its sentences."""
        super().__init__(span, tuple(chain.from_iterable([one.words for one in sentences])))
        self.sentences = sentences

    def _valued(self) -> int:
        return together([(one.value, one.size) for one in self.sentences])

    def _sampled(self) -> Sequence[bytes]:
        return lowest([one.samples for one in self.sentences])


def sentences(document: Document) -> tuple[Unit, ...]:
    """Return all sentences of a document."""
    text, spans = document.text, document.sentences
    return tuple(map(Unit, spans, words_of([text[start:end] for start, end in spans])))


def prose_sentences(document: Document) -> tuple[Unit, ...]:
    """Return the sentences of running text.

    Left out are the headline wherever it stands, credits, and lines that end like no sentence.
    """
    return tuple(_prose(document, document.sentence_units))


def prose_paragraphs(document: Document) -> tuple[Unit, ...]:
    """Return the paragraphs of running text; what is left out is as with sentences."""
    units = document.sentence_units
    starts = [unit.span[0] for unit in units]
    return tuple(_prose(document, [_paragraph(units, starts, span) for span in document.paragraphs]))


def _paragraph(units: Sequence[Unit], starts: Sequence[int], span: Span) -> Unit:
    first = bisect_left(starts, span[0])
    if units[first].span == span:
        return units[first]
    return Paragraph(span, units[first : bisect_left(starts, span[1], first)])


class Signs(Values):
    """What an article has somewhere that no running text is; only this is looked for in each place."""

    headline: Words | None
    signs: Sequence[str]
    has_credits: bool


def signs_of(document: Document) -> Signs:
    """Return what to look for in the places of a document."""
    text, lowered = document.text, document.folded
    headline = words(document.slice(document.headline)) if document.headline else None
    has_credits = may_hold_credit(text.replace(MASK, "") if MASK in text else text)
    return Signs(headline, [sign for sign in NO_PROSE if sign in lowered], has_credits)


def _prose(document: Document, units: Iterable[Unit]) -> Iterator[Unit]:
    """Yield those that are running text."""
    text, signs = document.text, document.prose_signs
    for unit in units:
        if unit.is_prose is None:
            start, end = unit.span
            unit.is_prose = unit.words != signs.headline and is_running_text(text[start:end], signs)
        if unit.is_prose:
            yield unit


def is_running_text(text: str, signs: Signs) -> bool:
    """Whether a sentence or paragraph is running text, unless it is the headline."""
    if not text.endswith(_TERMINAL) and not text.rstrip(CLOSING).endswith(_TERMINAL):
        return False
    if signs.signs:
        lowered = fold(text)
        for sign in signs.signs:
            if sign in lowered:
                return False
    return not ((signs.has_credits and is_credit(text)) or (text.startswith(BYLINE_OPENINGS) and is_byline(text)))
