"""What stands inside quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from newslint.late import late
from newslint.model import MASK, Span


def quotations(text: str, of_paragraphs: Sequence[Span]) -> tuple[Span, ...]:
    """Return what stands inside quotation marks, the marks included, in order and without overlap.

    A quotation that its paragraph does not close (it goes on in the next) ends with the paragraph.
    One inside another belongs to the outer one.
    """
    return tuple(span for paragraph in of_paragraphs for span in _quoted(text, paragraph))


_MARKS = "\"“”„«»'‘’"
_CLOSERS = {"“": "”", "«": "»", "„": "“”", '"': '"', "'": "'’", "‘": "'’"}
_BEFORE_OPENING = frozenset("([—–-/" + MASK)
# Words that begin with an apostrophe ('tis, '90s, rock 'n' roll), however it was typed.
_APOSTROPHE = late(r"\d|(?:tis|twas|em|til|till|cause|n|round|bout|cos|s|t|ll|re|ve)\b", re.IGNORECASE)


def _quoted(text: str, paragraph: Span) -> Iterator[Span]:
    said = paragraph.of(text)
    marks = sorted([at for mark in _MARKS if mark in said for at in _places(text, mark, paragraph)])
    if not marks:
        return
    # What never closes is an apostrophe; that must not be found out anew at each.
    last_single = max((at for at in marks if _closes_single(text, at)), default=-1)
    opened, nested = -1, False
    for index, at in enumerate(marks):
        if opened < 0:
            if _opens(text, at) and (text[at] not in "'‘" or at < last_single):
                opened, nested = at, False
        elif _closes(text, opened, at, nested) and not _is_inch(text, marks, index):
            yield Span(opened, at + 1)
            opened = -1
        else:
            nested = nested or (text[at] == '"' and _opens(text, at))
    if opened >= 0 and text[opened] not in "'‘":
        yield Span(opened, paragraph.end)


def _places(text: str, mark: str, paragraph: Span) -> Iterator[int]:
    """Yield where a mark stands: few texts have many, so looking for each is cheaper than a pattern."""
    at = text.find(mark, *paragraph)
    while at >= 0:
        yield at
        at = text.find(mark, at + 1, paragraph.end)


def _opens(text: str, at: int) -> bool:
    mark = text[at]
    if mark in "“«„":
        return True
    if mark in "”»’" or not (at == 0 or text[at - 1].isspace() or text[at - 1] in _BEFORE_OPENING):
        return False
    after = text[at + 1 : at + 2]
    if mark == '"':
        return bool(after) and not after.isspace()
    return (after.isalpha() or after in '“"[…') and not _APOSTROPHE.match(text, at + 1)


def _closes(text: str, opened: int, at: int, nested: bool) -> bool:
    opening, mark = text[opened], text[at]
    if opening in "'‘":
        return _closes_single(text, at)
    if mark == '"':
        # A straight mark that closes a curly one was typed by mistake, unless it closes one of its own.
        return (opening == '"' or (opening == "“" and not nested and _touches(text, at))) and _is_free(text, at)
    if opening == mark == "“":
        return _touches(text, at) and _is_free(text, at)
    return mark in _CLOSERS[opening]


def _closes_single(text: str, at: int) -> bool:
    if text[at] not in "'’" or at == 0:
        return False
    before = text[at - 1]
    return (before.isalnum() or before in '.,!?…”")]' or before == MASK) and _is_free(text, at)


def _touches(text: str, at: int) -> bool:
    return at > 0 and not text[at - 1].isspace()


def _is_free(text: str, at: int) -> bool:
    """Whether no word begins right behind a mark."""
    after = text[at + 1 : at + 2]
    return not (after.isalnum() or after == "_")


def _is_inch(text: str, marks: Sequence[int], index: int) -> bool:
    """Whether a straight mark after a figure means inches: the next one closes the quotation."""
    at = marks[index]
    if text[at] != '"' or not text[at - 1].isdigit():
        return False
    following = next((later for later in marks[index + 1 : index + 9] if text[later] == '"'), None)
    return following is not None and not _opens(text, following) and _is_free(text, following)
