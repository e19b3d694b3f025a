"""The part of a line around a finding, and the carets below it, aligned as a terminal shows them."""

import unicodedata
from typing import NamedTuple

ELLIPSIS = "…"
TAB = "    "


class Window(NamedTuple):
    """What is shown of a line, and what stands below it."""

    text: str
    carets: str


def window(line: str, start: int, end: int, width: int) -> Window:
    """Return what fits into ``width`` columns of a line, cut at words, with the characters from start to end marked."""
    left, right = _bounds(line, start, end, width - 2 * len(ELLIPSIS))
    if left == 0 and right == len(line):
        before, after = "", ""
    else:
        left, right = _at_words(line, left, start, end, right)
        before, after = ELLIPSIS * (left > 0), ELLIPSIS * (right < len(line))
    text = before + visible(line[left:right]) + after
    indent = columns(before) + columns(line[left:start])
    return Window(text, " " * indent + "^" * max(1, columns(line[start : min(end, right)])))


def visible(text: str) -> str:
    """Return ``text`` as it is shown: tabs as spaces, control characters and undecoded bytes as signs."""
    return text if text.isprintable() else "".join(_sign(letter) for letter in text)


def columns(text: str) -> int:
    """Return how many columns of a terminal ``text`` takes: wide letters two, combining ones none."""
    return len(text) if _is_plain(text) else sum(_columns(letter) for letter in text)


def _bounds(line: str, start: int, end: int, width: int) -> tuple[int, int]:
    """Return what to show of the line: the finding, then as much before as behind it, then what is left."""
    right, spent = _grown(line, start, min(end, len(line)), width)
    left, spent = _shrunk(line, start, spent, spent + (width - spent) // 2)
    right, spent = _grown(line, right, len(line), width, spent)
    left, spent = _shrunk(line, left, spent, width)
    return left, right


def _grown(line: str, at: int, limit: int, width: int, spent: int = 0) -> tuple[int, int]:
    piece = line[at : min(limit, at + width - spent)]
    if _is_plain(piece):
        return at + len(piece), spent + len(piece)
    while at < limit and (more := spent + _columns(line[at])) <= width:
        spent = more
        at += 1
    return at, spent


def _shrunk(line: str, at: int, spent: int, width: int) -> tuple[int, int]:
    piece = line[max(0, at - width + spent) : at]
    if _is_plain(piece):
        return at - len(piece), spent + len(piece)
    while at > 0 and (more := spent + _columns(line[at - 1])) <= width:
        spent = more
        at -= 1
    return at, spent


def _at_words(line: str, left: int, start: int, end: int, right: int) -> tuple[int, int]:
    """Return bounds that cut no word in two, where there is a space to cut at."""
    if 0 < left < start and not line[left - 1].isspace():
        space = line.find(" ", left, start)
        left = space + 1 if space >= 0 else left
    if right < len(line) and not line[right].isspace():
        space = line.rfind(" ", end if end < right else start, right)
        right = space if space > start else right
    return left, right


def _sign(letter: str) -> str:
    if letter == "\t":
        return TAB
    if unicodedata.category(letter) in ("Cc", "Cs") or letter in "\u2028\u2029":
        return "\N{SYMBOL FOR DELETE}" if letter == "\x7f" else _control_picture(letter)
    return letter


def _control_picture(letter: str) -> str:
    return chr(0x2400 + ord(letter)) if letter < " " else "\N{REPLACEMENT CHARACTER}"


def _is_plain(text: str) -> bool:
    """Whether each letter takes one column."""
    return text.isascii() and text.isprintable()


def _columns(letter: str) -> int:
    if " " <= letter <= "~":
        return 1
    if letter == "\t":
        return len(TAB)
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1
