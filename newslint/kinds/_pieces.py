"""What a leftover is cut out of: a sentence, its paragraph, a line; and what only looks like one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection

from newslint.document import Document
from newslint.kinds._lists import ends_like_sentence
from newslint.late import late
from newslint.model import Span

FOOT = 0.75
"""From this share of the paragraphs on, a paragraph counts as standing at the foot of the article."""
LABEL_WORDS = 12
"""A line of more words is more than a label."""
LONG_SENTENCE = 240
"""A sentence of more characters is hardly one."""
LONG_PARAGRAPH = 2000
"""In characters; in a longer one there may be many phrases."""
_LABELLED = late(r"[A-Z][\w .'’-]{1,30}: [^\n]{5,300}\.$")
NEAR = 8
"""How far before a leftover, in characters, the end of a sentence is looked for."""


def around_phrase(document: Document, span: Span) -> Span:
    """Return the sentence of a phrase, or its paragraph where the sentence is most of it.

    Where lines were run together a sentence has no visible end: there only the phrase is certain.
    """
    paragraph = document.paragraph(span.start)
    near = _sentences_of(document, paragraph)
    at = bisect_right(near, span.start, key=lambda one: one.start) - 1
    sentence = near[at] if at >= 0 and near[at].overlaps(span) else paragraph
    if sentence.end - sentence.start > LONG_SENTENCE:
        return span
    is_most = (sentence.end - sentence.start) * 2 >= paragraph.end - paragraph.start
    return paragraph if is_most else sentence


def _sentences_of(document: Document, paragraph: Span) -> tuple[Span, ...]:
    """Return the sentences of a paragraph; those of a very long one are found once, with all others."""
    if paragraph.end - paragraph.start > LONG_PARAGRAPH:
        return document.sentences
    from newslint.text.sentences import sentences

    return sentences(document.text, (paragraph,))


def piece(document: Document, span: Span) -> Span:
    """Return the characters of a phrase, or its line where that is hardly more than the phrase."""
    line = document.line(span.start)
    if document.text[span.end : span.end + 1] == "." and _is_after_sentence(document, span):
        span = Span(span.start, span.end + 1)
    # Before the line is read, which may be megabytes long.
    if (span.end - span.start) * 2 < line.end - line.start:
        return span
    text = document.slice(line)
    return line if text.count(" ") < LABEL_WORDS and not ends_like_sentence(text) else span


def is_insertion(document: Document, span: Span) -> bool:
    """Whether an editor put a word in brackets into what somebody said: "we wouldn't have [video] machines"."""
    after = document.text[span.end : span.end + 2]
    is_inside = document.text[span.end - 1] == "]" and after[:1] == " " and after[1:].islower()
    return is_inside and document.slice(span).islower() and document.is_quoted(span)


def _is_after_sentence(document: Document, span: Span) -> bool:
    before = document.text[max(0, span.start - NEAR) : span.start].rstrip(" \u00a0")
    return ends_like_sentence(before) or before[-1:] in ("", "\n", "\r")


def is_text(document: Document, line: Span, found: Collection[Span]) -> bool:
    """Whether a line belongs to the text: a figure below its label, a mark for words that somebody left out.

    So does a crosshead in capitals with labelled sentences below: "UP NEXT", then "Lakers: Visit the Thunder."
    """
    text = document.slice(line)
    at = bisect_left(document.paragraphs, line)
    if text.isupper() and at + 1 < len(document.paragraphs):
        return _LABELLED.match(document.slice(document.paragraphs[at + 1])) is not None
    if text[0].isdigit() and at and any(map(str.isalpha, text)):
        above = document.paragraphs[at - 1]
        return document.text[above.end - 1] == ":" and above not in found
    is_omission = ("…" in text or "..." in text) and not any(map(str.isalnum, text))
    return is_omission and not is_at_edge(document, document.paragraph(line.start))


def is_torn_out(document: Document, span: Span) -> bool:
    """Whether words of a sentence go on from a piece that is taken out of it: "we [reserve the right] and ban"."""
    after = document.text[span.end : span.end + NEAR].lstrip(" \u00a0")
    return after[:1].islower() and not _is_after_sentence(document, span)


def is_at_edge(document: Document, paragraph: Span) -> bool:
    """Whether a paragraph stands above the body or at the foot of the article."""
    if document.place(paragraph.start) in ("head", "tail"):
        return True
    count = len(document.paragraphs)
    return count > 1 and bisect_left(document.paragraphs, paragraph) + 1 > FOOT * count
