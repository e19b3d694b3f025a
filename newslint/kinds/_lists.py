"""The list under a heading of links: which lines belong to it, and may be removed only together with the heading."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from newslint.document import Document
from newslint.late import late
from newslint.model import Span
from newslint.text.structure import LINE_END

ITEM_WORDS, MARKED_WORDS = 20, 40
"""An item of more words is a paragraph; where a mark stands before it, of more still."""
FEWEST = 2
"""Inside the article one line without a mark may be a subheading."""
_MARK = late(r"\s*(?:[-–—•*·▪‣●○»>+]|\d{1,2}[.)])\s+\S")
_TERMINAL = tuple(".!?…")
_CLOSING = "\"'”’)]"


def ends_like_sentence(text: str) -> bool:
    """Whether a text ends with a sign that ends sentences."""
    return text.rstrip(_CLOSING).endswith(_TERMINAL)


def items(document: Document, heading: Span, *, at_foot: bool) -> list[Span]:
    """Return the items of the list below a heading; none where the list cannot be told from the article.

    Args:
        document: the article.
        heading: the line, which opens its paragraph.
        at_foot: whether it stands at the foot of the article, where all that is no sentence belongs to it.
    """
    own = list(_own_lines(document, heading))
    if own:
        return own if all(_is_item(document, line) for line in own) else []
    below = document.paragraphs[bisect_left(document.paragraphs, heading) + 1 :]
    if at_foot:
        return list(_up_to_sentence(document, below))
    found = list(_up_to_text(document, below))
    is_list = len(found) >= FEWEST or any(_is_marked(document, one) for one in found)
    return found if is_list else []


def strands(document: Document, last: Span) -> bool:
    """Whether what follows the last line of a leftover may belong to it too."""
    if document.paragraph(last.start).end > last.end:
        return True
    at = bisect_right(document.paragraphs, last.end, key=lambda one: one.start)
    return any(_may_belong(document, last, one) for one in document.paragraphs[at : at + 1])


def _may_belong(document: Document, last: Span, below: Span) -> bool:
    text = document.slice(below)
    if not ends_like_sentence(text):
        return True
    # "More news:", and right below it, without a gap, what may be a headline with a full stop.
    is_announced = (
        document.text[last.end - 1] == ":" and len(LINE_END.findall(document.text, last.end, below.start)) == 1
    )
    return is_announced and text.count(" ") < ITEM_WORDS


def _own_lines(document: Document, heading: Span) -> Iterator[Span]:
    """Yield the lines below a heading in its paragraph."""
    end = document.paragraph(heading.start).end
    first = bisect_right(document.lines, heading.end, key=lambda one: one.start)
    for line in document.lines[first:]:
        if line.start >= end:
            return
        yield line


def _up_to_sentence(document: Document, paragraphs: tuple[Span, ...]) -> Iterator[Span]:
    for paragraph in paragraphs:
        if ends_like_sentence(document.slice(paragraph)):
            return
        yield paragraph


def _up_to_text(document: Document, paragraphs: tuple[Span, ...]) -> Iterator[Span]:
    """Yield the paragraphs up to the first that is no item; those with a mark end where the marks do."""
    marked: bool | None = None
    for paragraph in paragraphs:
        lines = list(_lines_of(document, paragraph))
        is_marked = _is_marked(document, paragraph)
        if (marked is not None and marked != is_marked) or not all(_is_item(document, line) for line in lines):
            return
        marked = is_marked
        yield paragraph


def _lines_of(document: Document, paragraph: Span) -> Iterator[Span]:
    first = bisect_left(document.lines, paragraph.start, key=lambda one: one.start)
    for line in document.lines[first:]:
        if line.start >= paragraph.end:
            return
        yield line


def _is_item(document: Document, line: Span) -> bool:
    text = document.slice(line)
    words = text.count(" ") + 1
    if _is_marked(document, line):
        return words <= MARKED_WORDS
    return words <= ITEM_WORDS and not text[0].islower() and not ends_like_sentence(text)


def _is_marked(document: Document, span: Span) -> bool:
    """Whether the mark of a list stands before a line, where Markdown hides it too."""
    start = document.line_starts[bisect_right(document.line_starts, span.start) - 1]
    return _MARK.match(document.source, start, span.end) is not None
