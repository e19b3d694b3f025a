"""Leftovers that stand together: one finding, and the edit that removes them."""

from __future__ import annotations

from collections.abc import Collection, Container, Sequence

from newslint.document import Document
from newslint.edits import cut
from newslint.model import Applicability, Fix, Span
from newslint.rule import Finding

_APPLICABILITY = {"safe": Applicability.SAFE, "unsafe": Applicability.UNSAFE, "display": Applicability.DISPLAY}


def finding(
    document: Document, spans: Sequence[Span], fix: str, others: Collection[Span], said: Container[Span]
) -> Finding:
    """Return what is reported of a block.

    Args:
        document: the article.
        spans: the leftovers of the block, in order.
        fix: whether removing them is ``safe``, ``unsafe``, only shown (``display``), or not even that (``none``).
        others: what else is removed.
        said: what is marked; the others only go with it.
    """
    span = Span(spans[0].start, spans[-1].end)
    marked = [one for one in spans if one in said] or spans
    count = len(marked)
    words = {
        "text": document.slice(spans[0]),
        "count": count,
        "place": _place(document, span),
        "size": f" ({count} paragraphs)" if count > 1 else "",
    }
    shown = Span(marked[0].start, marked[-1].end)
    if fix == "none":
        return Finding(shown, words)
    return Finding(shown, words, Fix((cut(document, span, others),), _APPLICABILITY[fix]))


def _place(document: Document, span: Span) -> str:
    if span.end <= document.body.start:
        return "above the article"
    at_foot = span.end >= document.paragraphs[-1].end or document.place(span.start) == "tail"
    return "under the article" if at_foot else "inside the article"
