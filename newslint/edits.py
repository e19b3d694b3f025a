"""Edits that several rules make."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from newslint.document import Document
from newslint.model import Edit, Span
from newslint.structure import LINE_END


def removal(document: Document, span: Span, *, below_kept: bool = True) -> Edit:
    """Return the edit that removes whole lines and one of the gaps around them.

    Args:
        document: the article.
        span: the lines.
        below_kept: whether the line above stays; then the wider of the two gaps parts it from the next.
    """
    lines = document.lines
    after = bisect_right(lines, span.end, key=lambda line: line.start)
    before = bisect_right(lines, span.start, key=lambda line: line.start) - 2
    above = Edit(Span(lines[before].end if before >= 0 else 0, span.end), "")
    if after == len(lines):
        return above
    below = Edit(Span(span.start, lines[after].start), "")
    gaps = (Span(above.span.start, span.start), Span(span.end, below.span.end))
    narrow, wide = (len(LINE_END.findall(document.text, gap.start, gap.end)) for gap in gaps)
    return above if below_kept and before >= 0 and narrow < wide else below


def applied(text: str, edits: Iterable[Edit]) -> str:
    """Return ``text`` after edits that are sorted and overlap nowhere."""
    parts, at = [], 0
    for edit in edits:
        parts += [text[at : edit.span.start], edit.text]
        at = edit.span.end
    return "".join(parts) + text[at:]
