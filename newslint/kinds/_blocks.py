"""Leftovers that stand together: one finding, and the edit that removes them."""

from __future__ import annotations

from collections.abc import Sequence

from newslint.document import Document
from newslint.edits import removal
from newslint.model import Applicability, Edit, Fix, Span
from newslint.rule import Finding

_APPLICABILITY = {"safe": Applicability.SAFE, "unsafe": Applicability.UNSAFE, "display": Applicability.DISPLAY}


def finding(document: Document, spans: Sequence[Span], fix: str, below_kept: bool) -> Finding:
    """Return what is reported of a block.

    Args:
        document: the article.
        spans: the leftovers of the block, in order.
        fix: whether removing them is ``safe``, ``unsafe``, only shown (``display``), or not even that (``none``).
        below_kept: whether the line above stays.
    """
    span = Span(spans[0].start, spans[-1].end)
    count = len(spans)
    words = {
        "text": document.slice(spans[0]),
        "count": count,
        "place": _place(document, span),
        "size": f" ({count} paragraphs)" if count > 1 else "",
    }
    if fix == "none":
        return Finding(span, words)
    return Finding(span, words, Fix((_removal(document, span, below_kept),), _APPLICABILITY[fix]))


def _place(document: Document, span: Span) -> str:
    if span.end <= document.body.start:
        return "above the article"
    at_foot = span.end >= document.paragraphs[-1].end or document.place(span.start) == "tail"
    return "under the article" if at_foot else "inside the article"


def _removal(document: Document, span: Span, below_kept: bool) -> Edit:
    is_whole = document.line(span.start).start == span.start and document.line(span.end - 1).end == span.end
    if is_whole:
        return removal(document, span, below_kept=below_kept)
    end = span.end
    while end < len(document.text) and document.text[end] == " ":
        end += 1
    start = span.start
    while end == len(document.text) or document.text[end] in "\r\n":
        if start == 0 or document.text[start - 1] != " ":
            break
        start -= 1
    return Edit(Span(start, end), "")
