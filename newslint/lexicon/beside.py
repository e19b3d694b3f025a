"""What stands beside a word, and whether a sentence begins there."""

from __future__ import annotations

from newslint.late import late

OPENING_QUOTES = "\"“‘'«„"
CLOSING_QUOTES = "\"”’'»“"
NEAR = 40
"""How far, in characters, is looked for what stands beside a word."""
_BEFORE = late(r"[^\W\d_][\w.'’-]*$")
_AFTER = late(r"[^\W\d_][\w'’-]*")
_LONGER_THAN_TITLES = 4


def word_before(text: str, start: int) -> str:
    """Return the word that stands right before a place; "" across the end of a sentence or line."""
    near = text[max(0, start - NEAR) : start]
    return _last_word(near.rstrip(" \u00a0")) if near[-1:] in {" ", "\u00a0"} else ""


def word_after(text: str, end: int) -> str:
    """Return the word that stands right behind a place; "" across the end of a sentence or line."""
    found = _AFTER.match(text, end + 1, end + NEAR) if text[end : end + 1] in {" ", "\u00a0"} else None
    return found[0] if found else ""


def starts(text: str, start: int) -> bool:
    """Whether a sentence or line starts there, quotation marks, bullets and brackets aside."""
    near = text[max(0, start - NEAR) : start].rstrip(OPENING_QUOTES + "([•*")
    ahead = near.rstrip(" \t\u00a0")
    if not ahead:
        return start < NEAR or len(near) < NEAR
    if ahead[-1] in "\r\n":
        return True
    ahead = ahead.rstrip(CLOSING_QUOTES + ")]") if ahead != near else ""
    return ahead[-1:] in {*".!?…:•"} and not _ends_abbreviation(ahead)


def _ends_abbreviation(text: str) -> bool:
    # "Mr. Karam", "J. Karam", "U.S. Marines": what follows a short word with a capital may be a name.
    found = _last_word(text[:-1]) if text[-1] == "." else ""
    return found[:1].isupper() and (len(found) < _LONGER_THAN_TITLES or "." in found)


def _last_word(text: str) -> str:
    # No word holds a blank, so that the search, which tries each letter as its first, need not begin before the last.
    found = _BEFORE.search(text, text.rfind(" ") + 1)
    return found[0] if found else ""
