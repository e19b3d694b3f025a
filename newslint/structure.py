"""What is a paragraph, a headline, the body, a quotation, a sentence.

Pure functions from a text to spans of it. Nothing here copies text that somebody would have
to search for again.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from newslint.model import Position, Span

LINE_END = re.compile(r"\r\n|\r|\n")
# Form feeds and U+2028 stand inside lines of wire copy, so they end none.
_LINE = re.compile(r"[^\r\n]*[^\s][^\r\n]*")

HEADLINE_WORDS = 20
BODY_WORDS = 25
WRAPPED_LINES = 8
MASK = "\ufffc"
"""Stands for characters that are no prose (code, an address), one for one."""

_TERMINAL = tuple(".!?…")
_CLOSING = "\"'”’)]»"
_DATELINE = re.compile(r"[A-Z][A-Z .,'-]{2,40}(?:, [A-Z][a-z.]+){0,2} ?(?:\([A-Za-z ]+\) ?)?(?:—|–|--?) ?\S")
_BYLINE = re.compile(r"(?:by|BY|By|Written by|Posted by|Reported by) [A-Z]\S*(?: [\w.'-]+){0,6}(?:,.{0,60})?$")
_CREDIT = re.compile(
    r"\b(?:contributed(?: to this (?:report|story|article))?|[Rr]eporting by|[Ee]diting by|[Ww]riting by|"
    r"[Cc]ompiled by|[Tt]ranslated by|[Pp]hoto(?:graph)?(?: by|:)|[Cc]redit:|Getty Images|AP Photo)"
)


def line_starts(text: str) -> list[int]:
    """Return the offset at which each line of ``text`` begins; the first is 0."""
    return [0, *(match.end() for match in LINE_END.finditer(text))]


def position(starts: Sequence[int], span: Span) -> Position:
    """Return lines and columns of ``span``, given the offsets at which lines begin."""
    first = bisect_right(starts, span.start)
    last = bisect_right(starts, span.end)
    return Position(first, span.start - starts[first - 1] + 1, last, span.end - starts[last - 1] + 1)


def lines(text: str) -> tuple[Span, ...]:
    """Return the lines that hold more than white space, without the white space around them."""
    return tuple(_trimmed(text, match.start(), match.end()) for match in _LINE.finditer(text))


def paragraphs(text: str, of_lines: Sequence[Span]) -> tuple[Span, ...]:
    """Return the paragraphs: a line each, or in hard-wrapped text a run of lines without a blank one between."""
    if not _is_wrapped(text, of_lines):
        return tuple(of_lines)
    return tuple(_runs(text, of_lines))


def headline(text: str, of_paragraphs: Sequence[Span]) -> Span | None:
    """Return the first paragraph if it reads like a headline, else None: nothing is guessed."""
    if len(of_paragraphs) < 2:
        return None
    first, second = of_paragraphs[0], of_paragraphs[1:]
    words = text[first.start : first.end]
    count = words.count(" ") + 1
    if count > HEADLINE_WORDS or words.rstrip(_CLOSING).endswith(".") or is_byline(words) or is_dateline(words):
        return None
    longest = max(span.end - span.start for span in second)
    return first if longest > first.end - first.start else None


def body(text: str, of_paragraphs: Sequence[Span]) -> Span:
    """Return the span from the first to the last paragraph of at least 25 words with a finite sentence.

    Above it is the head, below it the tail. A text without such a paragraph is all body.
    """
    long = [span for span in of_paragraphs if _is_running_text(text, span)]
    if not long or len(of_paragraphs) == 1:
        return Span(0, len(text))
    return Span(long[0].start, long[-1].end)


def is_byline(paragraph: str) -> bool:
    """Whether a paragraph says who wrote the article ("By Jane Roe, Staff writer")."""
    return len(paragraph) < 120 and _BYLINE.match(paragraph) is not None


def is_credit(paragraph: str) -> bool:
    """Whether a paragraph says who contributed, edited or took a picture."""
    return len(paragraph) < 600 and _CREDIT.search(paragraph) is not None


def is_dateline(paragraph: str) -> bool:
    """Whether a paragraph opens with the place a report is sent from ("TEHRAN, Iran — ")."""
    return _DATELINE.match(paragraph) is not None


def quotations(text: str, of_paragraphs: Sequence[Span]) -> tuple[Span, ...]:
    """Return what stands inside quotation marks, the marks included.

    A quotation that its paragraph does not close (it goes on in the next) ends with the paragraph.
    """
    return tuple(span for paragraph in of_paragraphs for span in _quoted(text, paragraph))


def sentences(text: str, of_paragraphs: Sequence[Span]) -> tuple[Span, ...]:
    """Return the sentences of the paragraphs, without the white space between them."""
    return tuple(span for paragraph in of_paragraphs for span in _sentences(text, paragraph))


def _trimmed(text: str, start: int, end: int) -> Span:
    while text[start].isspace():
        start += 1
    while text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _is_wrapped(text: str, of_lines: Sequence[Span]) -> bool:
    if len(of_lines) <= WRAPPED_LINES:
        return False
    wrapped = sum(
        40 <= span.end - span.start <= 85 and text[span.end - 1] not in _TERMINAL and text[span.end - 1] not in _CLOSING
        for span in of_lines
    )
    return wrapped * 2 > len(of_lines)


def _runs(text: str, of_lines: Sequence[Span]) -> Iterator[Span]:
    start = of_lines[0].start
    for previous, following in pairwise(of_lines):
        if len(LINE_END.findall(text, previous.end, following.start)) > 1:
            yield Span(start, previous.end)
            start = following.start
    yield Span(start, of_lines[-1].end)


def _is_running_text(text: str, span: Span) -> bool:
    if text.count(" ", span.start, span.end) < BODY_WORDS - 1:
        return False
    return text[span.start : span.end].rstrip(_CLOSING).endswith(_TERMINAL)


_MARKS = {"“": "”", "«": "»", "„": "“"}
_OPENING_MARK = re.compile(r"[“«„]|(?<![^\s(\[—–-])[\"‘](?=\S)|(?<![^\s(\[—–-])'(?=[A-Z])")


def _quoted(text: str, paragraph: Span) -> Iterator[Span]:
    at = paragraph.start
    while opening := _OPENING_MARK.search(text, at, paragraph.end):
        mark = opening[0]
        end = _closing(text, mark, opening.end(), paragraph.end)
        if end is None:
            at = opening.end()
            continue
        yield Span(opening.start(), end)
        at = end


_STRAIGHT_END = re.compile(r"\"(?!\w)")
_SINGLE_END = re.compile(r"(?<=[\w.,!?…])['’](?!\w)")


def _closing(text: str, mark: str, start: int, limit: int) -> int | None:
    if mark in "'‘":
        # An apostrophe looks like a closing mark, so an unclosed single quotation is none.
        closing = _SINGLE_END.search(text, start, limit)
        return closing.end() if closing else None
    if mark == '"':
        closing = _STRAIGHT_END.search(text, start, limit)
        return closing.end() if closing else limit
    end = text.find(_MARKS[mark], start, limit)
    return limit if end < 0 else end + 1


_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’)\]»]*(?=\s+[\"'“‘(\[«]*[A-Z0-9])|[!?]+[\"'”’)\]»]*(?=\s)")
# The full stop after one of these ends no sentence by itself.
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Gen|Col|Lt|Sgt|Capt|Maj|Adm|Sen|Rep|Gov|Rev|Hon|Prof|Pres|Jr|Sr|vs|No|Nos|Inc|Ltd|Co|"
    r"Corp|Bros|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Ave|Blvd|Mt|Ft|Fig|Art|approx|est)|\b(?:[A-Za-z]\.)*[A-Z])$"
)


def _sentences(text: str, paragraph: Span) -> Iterator[Span]:
    start = paragraph.start
    for end in _SENTENCE_END.finditer(text, paragraph.start, paragraph.end):
        if end[0] == "." and _ABBREVIATION.search(text, max(start, end.start() - 12), end.start()):
            continue
        yield Span(start, end.end())
        start = end.end()
        while start < paragraph.end and text[start].isspace():
            start += 1
    if start < paragraph.end:
        yield Span(start, paragraph.end)
