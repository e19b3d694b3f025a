"""What stands beside a part of a phrase wherever the phrase stands: asked first, since few other places pass."""

from __future__ import annotations

from typing import Literal

Side = Literal["line", "word", ""]
"""Whether a literal begins (ends) its line but for signs, begins (ends) a word, or neither has to be so."""
_NUMBER_ENDS = frozenset(",.km")
"""With the digits, the signs that end a number: "2,000", "5k"."""


class Around:
    """A literal part of a phrase and what has to stand beside it. A place that does not fit is none of the phrase."""

    __slots__ = ("_after", "_before", "_lead", "_literal")

    def __init__(self, literal: str, before: Side, after: Side, lead: str | None = None) -> None:
        """Take the literal, what it begins and ends, and what parts it from the number before it (None: no number)."""
        self._literal = literal
        self._before = before
        self._after = after
        self._lead = lead

    def fits(self, text: str, start: int) -> bool:
        """Whether the literal may stand at a place of a folded text as part of its phrase."""
        if not text.startswith(self._literal, start):
            return False
        if self._before == "line" and not _may_open_line(text, start):
            return False
        if self._before == "word" and continues(text, start - 1, start):
            return False
        if self._lead is not None and not _follows_number(text, start - len(self._lead), self._lead):
            return False
        end = start + len(self._literal)
        if self._after == "line":
            return _may_end_line(text, end)
        return self._after != "word" or not continues(text, end, end - 1)


def continues(text: str, index: int, inner: int) -> bool:
    """Whether the characters at two neighbouring places belong to one word."""
    return 0 <= index < len(text) and _is_word(text[index]) and _is_word(text[inner])


def _is_word(letter: str) -> bool:
    return letter.isalnum() or letter == "_"


def _may_open_line(text: str, start: int) -> bool:
    """Whether neither of the two characters before a place in its line is a letter: signs and numbers may be."""
    if start == 0 or text[start - 1] == "\n":
        return True
    return not (text[start - 1].isalpha() or (start > 1 and text[start - 2].isalpha()))


def _may_end_line(text: str, end: int) -> bool:
    """Whether neither of the two characters behind a place in its line is a letter or a digit."""
    near = text[end : end + 2].partition("\n")[0]
    return not any(map(str.isalnum, near))


def _follows_number(text: str, start: int, lead: str) -> bool:
    """Whether a lead stands at a place, and before it what may be the end of a number."""
    is_led = start > 0 and text.startswith(lead, start)
    return is_led and (text[start - 1].isdigit() or text[start - 1] in _NUMBER_ENDS)
