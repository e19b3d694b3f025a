"""What was glued to the end of a paragraph: it stands behind the last sentence and is none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newslint.document import Document
from newslint.kinds._lists import ends_like_sentence
from newslint.late import late
from newslint.model import Span

MOST_WORDS = 24
"""A headline behind a word that leads to it has hardly more."""
CONTINUED = "more"
"""Behind the last sentence it says that an agency sends the rest later, and heads no list."""
_SENTENCE_END = late(r"[.!?…][\"”’')]*\s+$")
_ACRONYM_END = late(r"\b[A-Za-z]\.[\"”’')]*\s+$")
"""After "U.S." a word goes on with the sentence."""
_LONGEST_END = 8
_FURTHER = late(r"[.!?] +[A-Z“\"]")


def tails(document: Document, spans: Sequence[Span]) -> Iterator[Span]:
    """Yield those of some spans, each up to the end of its line, that follow a sentence and are none."""
    for span in spans:
        text = document.slice(span)
        if text[0].islower() or text.lower() == CONTINUED or text.count(" ") >= MOST_WORDS or _is_sentence(text):
            continue
        if _is_behind(document, span, " " in text) and not any(
            one.covers(span) for one in document.quotations_at(span)
        ):
            yield span


def _is_behind(document: Document, span: Span, several: bool) -> bool:
    """Whether a span, of several words or one, stands behind the last sentence of a paragraph that is no headline."""
    paragraph = document.paragraph(span.start)
    before = document.text[max(0, span.start - _LONGEST_END) : span.start]
    if paragraph.end != span.end or paragraph == document.headline or not _SENTENCE_END.search(before):
        return False
    return several or not _ACRONYM_END.search(before)


def _is_sentence(text: str) -> bool:
    """Whether a text ends like a sentence outside brackets, or holds the end of one."""
    return _FURTHER.search(text) is not None or (text[-1] not in "])" and ends_like_sentence(text))
