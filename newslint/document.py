"""One article, with the views of it that all rules share."""

import re
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from newslint.model import MASK, Location, Position, Span
from newslint.text import structure
from newslint.text.structure import fold as fold

if TYPE_CHECKING:
    from newslint.text.directives import Instruction
    from newslint.text.origin import Origin
    from newslint.text.prose import Signs, Unit

Place = Literal["headline", "head", "body", "tail"]
_EMPTY: Mapping[str, str] = MappingProxyType({})


class Enclosed(NamedTuple):
    """Prose that stands inside something else, such as a quoted value of front matter, which an edit could break."""

    span: Span
    borders: str
    """A pattern of what ends or alters the thing around it; an edit must leave as many matches as there were."""

    def breaks(self, source: str, span: Span, text: str) -> bool:
        """Whether putting ``text`` at ``span`` of the source would break what is around the prose."""
        if span.end < self.span.start or self.span.end < span.start:
            return False
        if not self.span.covers(span):
            return span.overlaps(self.span)
        old = self.span.of(source)
        new = source[self.span.start : span.start] + text + source[span.end : self.span.end]
        return len(re.findall(self.borders, old)) != len(re.findall(self.borders, new))


class _Fields(NamedTuple):
    text: str
    path: str = "<text>"
    record: int | None = None
    record_id: str | None = None
    meta: Mapping[str, str] = _EMPTY
    title: Span | None = None
    original: str | None = None
    damaged: bool = False
    enclosed: tuple[Enclosed, ...] = ()
    marked: tuple[Span, ...] = ()
    origin: "Origin | None" = None
    problem: str = ""
    heading: Span | None = None
    instructions: "tuple[Instruction, ...]" = ()


class Document(_Fields):
    """One article.

    ``text`` is what rules read; every span counts its code points. ``original`` is the text as it
    stands in the file where a reader has masked parts of it, character for character (None: the
    same). ``meta`` is what the reader knows (url, site, published, language, title, authors); a title
    that stands only there is not linted, and says which first paragraph is the headline. ``title`` is
    where the title stands in the text, where the reader knows it. ``damaged`` says that no rule can
    judge the text: bytes of the file could not be decoded (they stand in the text as lone surrogates),
    or its record is none. ``enclosed`` is the prose whose surroundings an edit could break. ``marked``
    are the lines with hidden marks that mean nothing without them (of a heading, a list), sorted: what
    removes such a line takes them along. ``origin`` knows where the text stands in the file (None: it
    is the file); ``problem`` is what the reader found wrong with the record.
    ``heading`` is the main heading below a title that stands in front matter, which may show it once more.
    ``instructions`` are what the article says to newslint, in comments and in fields.

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
        """The text in lower case with straight apostrophes, of the same length as the text.

        A carriage return that ends a line by itself is a line feed here, so that who looks for lines finds them.
        """
        folded = fold(self.text)
        lone = "\r" in folded and folded.count("\r") > folded.count("\r\n")
        return re.sub(r"\r(?!\n)", "\n", folded) if lone else folded

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
    def source_lines(self) -> tuple[Span, ...]:
        """The lines as they stand in the file: those too that are hidden, and with their marks."""
        return self.lines if self.original is None else structure.lines(self.original)

    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        """The paragraphs, trimmed."""
        return structure.paragraphs(self.text, self.lines)

    @cached_property
    def _lines_stand_apart(self) -> bool:
        """Whether blank lines part all lines, so that each is a paragraph, whatever the others are."""
        return structure.have_blank_lines_between(self.text)

    def _paragraph_at(self, offset: int) -> Span | None:
        """Return the paragraph in which ``offset`` stands, found without the other ones; None where that takes more."""
        return structure.line_at(self.text, offset) if self._lines_stand_apart else None

    @cached_property
    def opening(self) -> str:
        """The first line that is not blank, or the beginning of a very long one; found without the other lines."""
        return structure.opening(self.text)

    @cached_property
    def opens_with_text(self) -> bool:
        """Whether the first line is running text already, so that nothing stands above the body."""
        return structure.is_running_text(self.opening)

    @cached_property
    def headline(self) -> Span | None:
        """The headline, or None where the article has none."""
        if self.title is not None:
            return self.title
        given = self.meta.get("title")
        if given is None:
            too_long = structure.is_too_long_for_headline(self.opening)
            return None if too_long else structure.headline(self.text, self.paragraphs)
        first = self.paragraphs[0] if self.paragraphs else None
        return first if first and self.slice(first).strip() == given.strip() else None

    @cached_property
    def body(self) -> Span:
        """From the first to the last long paragraph; before it is the head, after it the tail."""
        return structure.body(self.text, self.paragraphs)

    @cached_property
    def quotations(self) -> tuple[Span, ...]:
        """What stands inside quotation marks, the marks included."""
        from newslint.text.quotations import quotations

        return quotations(self.text, self.paragraphs)

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences of all paragraphs."""
        from newslint.text.sentences import sentences

        return sentences(self.text, self.paragraphs)

    @cached_property
    def sentence_units(self) -> "tuple[Unit, ...]":
        """The sentences, each with its words for comparing."""
        from newslint.text.prose import sentences

        return sentences(self)

    @cached_property
    def prose_signs(self) -> "Signs":
        """What tells running text of this article from what is none."""
        from newslint.text.prose import signs_of

        return signs_of(self)

    @cached_property
    def prose_paragraphs(self) -> "tuple[Unit, ...]":
        """The paragraphs of running text, each with its words for comparing."""
        from newslint.text.prose import prose_paragraphs

        return prose_paragraphs(self)

    @cached_property
    def prose_sentences(self) -> "tuple[Unit, ...]":
        """The sentences of running text, each with its words for comparing."""
        from newslint.text.prose import prose_sentences

        return prose_sentences(self)

    @cached_property
    def credits(self) -> tuple[Span, ...]:
        """The paragraphs that are a byline or a credit."""
        return tuple(span for span in self.paragraphs if self._is_credit(span))

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
        return structure.line_at(self.text, offset) or _last_before(self.lines, offset)

    def paragraph(self, offset: int) -> Span:
        """Return the paragraph in or after which ``offset`` stands; an empty span where there is none."""
        return self._paragraph_at(offset) or _last_before(self.paragraphs, offset)

    def quotations_at(self, span: Span) -> Iterator[Span]:
        """Yield the quotations that may overlap a span; only its own paragraphs are read for that."""
        for paragraph in self._touched(span):
            of_paragraph = self._quotations_of(paragraph)
            first = bisect_right(of_paragraph, span.start, key=lambda one: one.end)
            last = bisect_left(of_paragraph, span.end, first, key=lambda one: one.start)
            yield from of_paragraph[first:last]

    def is_quoted(self, span: Span) -> bool:
        """Whether a span overlaps a quotation."""
        return any(quotation.overlaps(span) for quotation in self.quotations_at(span))

    def is_credited(self, span: Span) -> bool:
        """Whether a span stands in a byline or a credit."""
        return any(self._is_credit(paragraph) for paragraph in self._touched(span))

    def is_protected(self, span: Span) -> bool:
        """Whether a fix there is for a person to decide: a quotation, a byline, a credit, masked text."""
        return self.is_quoted(span) or self.is_credited(span) or MASK in self.slice(span)

    @cached_property
    def _quoted(self) -> dict[Span, tuple[Span, ...]]:
        """The quotations of the paragraphs that were asked about."""
        return {}

    def _quotations_of(self, paragraph: Span) -> tuple[Span, ...]:
        found = self._quoted.get(paragraph)
        if found is None:
            from newslint.text.quotations import quotations

            found = self._quoted[paragraph] = quotations(self.text, (paragraph,))
        return found

    def _is_credit(self, paragraph: Span) -> bool:
        from newslint.text.bylines import LONGEST_BYLINE, LONGEST_CREDIT, is_byline, is_credit

        if paragraph.end - paragraph.start >= max(LONGEST_BYLINE, LONGEST_CREDIT):
            return False
        text = self.slice(paragraph)
        return is_byline(text) or is_credit(text)

    def _touched(self, span: Span) -> Sequence[Span]:
        """Return the paragraphs that a span overlaps."""
        around = self._paragraph_at(span.start)
        if around and around.end >= span.end > span.start:
            return (around,)
        first = bisect_right(self.paragraphs, span.start, key=lambda one: one.end)
        last = bisect_left(self.paragraphs, span.end, first, key=lambda one: one.start)
        return self.paragraphs[first:last]

    def locate(self, span: Span) -> Location:
        """Return the place of ``span`` in the file."""
        if self.origin is not None:
            field, offsets, position, lines = self.origin.place(self.text, span)
            return Location(self.path, self.record, self.record_id, field, span, position, offsets, lines)
        return Location(self.path, self.record, self.record_id, None, span, self._position(span))

    def _position(self, span: Span) -> Position:
        found = None if "line_starts" in vars(self) else structure.position_in(self.text, span)
        return found or structure.position(self.line_starts, span)


def _last_before(spans: Sequence[Span], offset: int) -> Span:
    index = bisect_right(spans, (offset, sys.maxsize)) - 1
    return spans[index] if index >= 0 else Span(offset, offset)
