"""What stands around a word, and what it says: a slip, a name, a term, a word of another language."""

from __future__ import annotations

import re
from typing import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document import Document
    from newslint.model import Span

_OPENING = "\"“‘'«„([{*•-–—"
_SIC = re.compile(r"[\s\"”’',.]{0,3}[\[(]\s?sic\b", re.IGNORECASE)
_SENTENCE_END = ".!?…:;|•"
_BEFORE = re.compile(r"[^\W\d_][\w.'’-]*$")
_AFTER = re.compile(r"[^\W\d_][\w'’-]*")
_NEAR = 40
_TITLE_CASE = 0.6


class Place(NamedTuple):
    """What the surroundings of one place of a word say."""

    span: Span
    capital: bool
    """It begins with a capital letter."""
    starts: bool
    """It stands where any word has a capital: at the start of a sentence, in a headline in title case."""
    before: str
    after: str
    """The words beside it, "" across an end of line or sentence."""


def places(document: Document, spans: tuple[Span, ...]) -> Iterator[Place]:
    """Yield what stands around each place where a word may be held for misspelt.

    Left out are places that excuse any spelling: followed by "[sic]", alone in quotation marks or between asterisks,
    in a byline or a credit.
    """
    text = document.text
    for span in spans:
        if _is_excused(text, span) or any(span.overlaps(credit) for credit in document.credits):
            continue
        before, after = _word_before(text, span.start), _word_after(text, span.end)
        yield Place(span, text[span.start].isupper(), _starts(document, span), before, after)


def _is_excused(text: str, span: Span) -> bool:
    if _SIC.match(text, span.end):
        return True
    before, after = text[max(0, span.start - 1) : span.start], text[span.end : span.end + 1]
    if before == "*" and after == "*":
        return True
    return before in set("\"“‘'«„") and text[span.end : span.end + 2].lstrip(",.")[:1] in set("\"”’'»“")


def _word_before(text: str, start: int) -> str:
    near = text[max(0, start - _NEAR) : start]
    if not near.endswith(" "):
        return ""
    found = _BEFORE.search(near.rstrip(" ").rstrip("\"'”’"))
    return found[0] if found else ""


def _word_after(text: str, end: int) -> str:
    if text[end : end + 1] != " ":
        return ""
    found = _AFTER.match(text, end + 1, end + _NEAR)
    return found[0] if found else ""


def _starts(document: Document, span: Span) -> bool:
    text = document.text
    at = span.start
    while at and text[at - 1] in _OPENING:
        at -= 1
    spaced = at
    while at and text[at - 1] in " \t\u00a0":
        at -= 1
    while at and text[at - 1] in "\"”’'»)]":
        at -= 1
    if not at or text[at - 1] in "\r\n":
        return True
    if spaced == at:
        return False
    return text[at - 1] in _SENTENCE_END and not _ends_abbreviation(text, at)


def _ends_abbreviation(text: str, at: int) -> bool:
    # "Mr. Karam", "J. Karam", "U.S. Marines": what follows a short word with a capital may be a name.
    if text[at - 1] != ".":
        return False
    found = _BEFORE.search(text[max(0, at - _NEAR) : at - 1])
    return bool(found) and found[0][:1].isupper() and (len(found[0]) <= 4 or "." in found[0])


def is_title_case(line: str) -> bool:
    """Whether most longer words of a line have a capital, as in a headline, so that a capital says nothing."""
    words = [word for word in re.findall(r"[^\W\d_]{4,}", line)]
    return len(words) > 2 and sum(not word.islower() for word in words) > len(words) * _TITLE_CASE
