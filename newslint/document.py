"""One article, with the views of it that all rules share."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from newslint import structure
from newslint.model import MASK, Location, Span

Place = Literal["headline", "head", "body", "tail"]
_EMPTY: Mapping[str, str] = MappingProxyType({})


class _Fields(NamedTuple):
    text: str
    path: str = "<text>"
    record: int | None = None
    record_id: str | None = None
    meta: Mapping[str, str] = _EMPTY
    title: Span | None = None
    original: str | None = None
    damaged: bool = False


class Document(_Fields):
    """One article.

    ``text`` is what rules read; every span counts its code points. ``original`` is the text as it
    stands in the file where a reader has masked parts of it, character for character (None: the
    same). ``meta`` is what the reader knows (url, site, published, language, title, authors);
    ``title`` is where the title stands in the text, where the reader knows it. ``damaged`` says
    that bytes of the file could not be decoded; they stand in the text as lone surrogates.

    The views are computed on first use and never travel to another process.
    """

    def __reduce__(self) -> tuple[Any, ...]:
        return (Document, (*self[:4], dict(self.meta), *self[5:]))

    @cached_property
    def source(self) -> str:
        """The text as it stands in the file."""
        return self.text if self.original is None else self.original

    @cached_property
    def folded(self) -> str:
        """The text in lower case with straight apostrophes, of the same length as the text."""
        return fold(self.text)

    @cached_property
    def tokens(self) -> list[str]:
        """The text split at white space: words with the punctuation that touches them."""
        return self.text.split()

    @cached_property
    def line_starts(self) -> list[int]:
        """The offset at which each line begins."""
        return structure.line_starts(self.text)

    @cached_property
    def lines(self) -> tuple[Span, ...]:
        """The lines that are not blank, trimmed."""
        return structure.lines(self.text)

    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        """The paragraphs, trimmed."""
        return structure.paragraphs(self.text, self.lines)

    @cached_property
    def headline(self) -> Span | None:
        """The headline, or None where the article has none."""
        if self.title is not None:
            return self.title
        given = self.meta.get("title")
        if given is None:
            return structure.headline(self.text, self.paragraphs)
        first = self.paragraphs[0] if self.paragraphs else None
        return first if first and self.slice(first).strip() == given.strip() else None

    @cached_property
    def body(self) -> Span:
        """From the first to the last long paragraph; before it is the head, after it the tail."""
        return structure.body(self.text, self.paragraphs)

    @cached_property
    def quotations(self) -> tuple[Span, ...]:
        """What stands inside quotation marks, the marks included."""
        from newslint.quotations import quotations

        return quotations(self.text, self.paragraphs)

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences of all paragraphs."""
        from newslint.sentences import sentences

        return sentences(self.text, self.paragraphs)

    @cached_property
    def credits(self) -> tuple[Span, ...]:
        """The paragraphs that are a byline or a credit."""
        from newslint.bylines import is_byline, is_credit

        texts = ((span, self.slice(span)) for span in self.paragraphs)
        return tuple(span for span, text in texts if is_byline(text) or is_credit(text))

    def forget(self) -> None:
        """Let go of the views; they are computed anew if somebody asks again."""
        vars(self).clear()

    def slice(self, span: Span) -> str:
        """Return the characters that ``span`` covers."""
        return self.text[span.start : span.end]

    def place(self, offset: int) -> Place:
        """Return the part of the article in which ``offset`` stands."""
        if self.headline and self.headline.start <= offset < self.headline.end:
            return "headline"
        if offset < self.body.start:
            return "head"
        return "body" if offset < self.body.end else "tail"

    def line(self, offset: int) -> Span:
        """Return the trimmed line in or after which ``offset`` stands; an empty span where there is none."""
        return _last_before(self.lines, offset)

    def paragraph(self, offset: int) -> Span:
        """Return the paragraph in or after which ``offset`` stands; an empty span where there is none."""
        return _last_before(self.paragraphs, offset)

    def is_protected(self, span: Span) -> bool:
        """Whether a fix there is for a person to decide: a quotation, a byline, a credit, masked text."""
        inside = overlaps_any(span, self.quotations) or overlaps_any(span, self.credits)
        return inside or MASK in self.slice(span)

    def locate(self, span: Span) -> Location:
        """Return the place of ``span`` in the file."""
        position = structure.position(self.line_starts, span)
        return Location(self.path, self.record, self.record_id, None, span, position)


def overlaps_any(span: Span, others: Sequence[Span]) -> bool:
    """Whether a span overlaps one of ``others``, which are sorted and disjoint."""
    index = bisect_right(others, span.start, key=lambda other: other.end)
    return index < len(others) and others[index].overlaps(span)


def _last_before(spans: Sequence[Span], offset: int) -> Span:
    index = bisect_right(spans, offset, key=lambda span: span.start) - 1
    return spans[index] if index >= 0 else Span(offset, offset)


def fold(text: str) -> str:
    """Return ``text`` in lower case with straight apostrophes, one character for one character.

    ``"İ".lower()`` has two characters and would shift every later position, so such letters stay.
    """
    folded = text.lower()
    if len(folded) != len(text):
        folded = "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
    return folded.replace("’", "'")
