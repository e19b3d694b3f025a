"""Edits that several rules make."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from newslint.document import Document
from newslint.model import Edit, Span


def removal(document: Document, span: Span) -> Edit:
    """Return the edit that removes whole lines together with the blank lines that they leave behind."""
    lines = document.lines
    after = bisect_right(lines, span.end, key=lambda line: line.start)
    if after < len(lines):
        return Edit(Span(span.start, lines[after].start), "")
    before = bisect_right(lines, span.start, key=lambda line: line.start) - 2
    return Edit(Span(lines[before].end if before >= 0 else 0, span.end), "")


def applied(text: str, edits: Iterable[Edit]) -> str:
    """Return ``text`` after edits that are sorted and overlap nowhere."""
    parts, at = [], 0
    for edit in edits:
        parts += [text[at : edit.span.start], edit.text]
        at = edit.span.end
    return "".join(parts) + text[at:]
