"""What a comment to newslint is about: the line on which it stands, or the paragraph below it."""

from __future__ import annotations

from newslint.directives import Instruction
from newslint.document import Document
from newslint.late import late
from newslint.model import MASK, Edit, Span
from newslint.structure import LINE_END

_SIGN = late(r"\S")


def reach(document: Document, one: Instruction) -> Span:
    """Return the line beside a comment, or the lines below it up to a blank one; an empty span where there is nothing.

    A heading of Markdown stands for itself.
    """
    return _line(document.text, one.span.start) if one.how == "beside" else _block(document, one.at)


def is_stranded(document: Document, edit: Edit) -> bool:
    """Whether an edit takes away all that a comment to newslint is about: it would be about something else then."""
    if edit.text.strip():
        return False
    local = (one for one in document.instructions if one.how in ("above", "beside"))
    return any(_takes_all(document.text, edit.span, reach(document, one)) for one in local)


def _takes_all(text: str, taken: Span, span: Span) -> bool:
    if not taken.overlaps(span):
        return False
    left = text[span.start : max(span.start, taken.start)] + text[min(span.end, taken.end) : span.end]
    return not left.replace(MASK, " ").strip()


def _line(text: str, at: int) -> Span:
    start = max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
    end = LINE_END.search(text, at)
    return Span(start, end.start() if end else len(text))


def _block(document: Document, at: int) -> Span:
    text = document.text
    first = _SIGN.search(text, at)
    if first is None:
        return Span(0, 0)
    line = whole = _line(text, first.start())
    while line.end < len(text) and not _is_heading(document, whole):
        gap = LINE_END.match(text, line.end)
        line = _line(text, gap.end() if gap else len(text))
        if not line.of(text).strip() or _is_heading(document, line):
            break
        whole = Span(whole.start, line.end)
    return whole


def _is_heading(document: Document, line: Span) -> bool:
    return document.original is not None and document.original.startswith("#", line.start)
