"""The part of an article in which something has to stand."""

from __future__ import annotations

from bisect import bisect_right

from newslint.document import Document
from newslint.model import Span


def sentence(document: Document, offset: int) -> Span:
    """Return the sentence in or after which ``offset`` stands."""
    index = bisect_right(document.sentences, offset, key=lambda span: span.start) - 1
    return document.sentences[index] if index >= 0 else Span(offset, offset)


def lead(document: Document) -> Span:
    """Return the first paragraph of the body; an empty span where there is none."""
    start = document.body.start
    first = next((one for one in document.paragraphs if one.start >= start), Span(start, start))
    return document.paragraph(start) if document.paragraph(start).end > start else first


def region(document: Document, offset: int, within: str) -> Span:
    """Return the article, or the headline, lead, paragraph or sentence that ``offset`` belongs to.

    The headline is an empty span where the article has none.
    """
    match within:
        case "sentence":
            return sentence(document, offset)
        case "paragraph":
            return document.paragraph(offset)
        case "lead":
            return lead(document)
        case "headline":
            return document.headline or Span(0, 0)
    return Span(0, len(document.text))
