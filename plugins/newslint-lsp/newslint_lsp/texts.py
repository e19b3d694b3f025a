"""A text as an editor has it: lines end at CR LF, LF and CR and nowhere else, columns count units agreed with it."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property

from lsprotocol.types import Position, Range

from newslint.text.structure import line_starts

_HALF = re.compile("[\ud800-\udfff]")
UTF_8_MARK = b"\xef\xbb\xbf"


class InvalidRangeError(Exception):
    """A position that is none of the text."""


class Text:
    """A text and its lines. Offsets count code points from 0."""

    def __init__(self, text: str, units: str = "utf-16") -> None:
        """Take the text, and the encoding (utf-8, utf-16, utf-32) whose units columns count.

        Halves of characters, which no file can hold, become U+FFFD, one for one.
        """
        self.text = _HALF.sub("\ufffd", text)
        self.units = units
        self._last = (-1, 0, 0)

    @cached_property
    def starts(self) -> list[int]:
        """The offset at which each line begins."""
        return line_starts(self.text)

    @property
    def data(self) -> bytes:
        """The text as bytes that every reader takes for UTF-8, whatever the configuration says of the file."""
        return UTF_8_MARK + self.text.encode()

    def position(self, offset: int) -> Position:
        """Return the place of an offset."""
        offset = min(max(offset, 0), len(self.text))
        line = bisect_right(self.starts, offset) - 1
        start, column = self.starts[line], 0
        # Places on one line are mostly asked for in their order, and a line may be very long.
        if self._last[0] == line and self._last[1] <= offset:
            _, start, column = self._last
        column += count(self.text[start:offset], self.units)
        self._last = (line, offset, column)
        return Position(line, column)

    def range(self, start: int, end: int) -> Range:
        """Return the places of a half-open range of offsets."""
        return Range(self.position(start), self.position(end))

    def offset(self, position: Position) -> int:
        """Return the offset of a place; a column beyond the end of its line is that end.

        Raises:
            InvalidRangeError: the text has no such line.
        """
        if position.line == len(self.starts) and position.character == 0:
            return len(self.text)  # some editors name the line after the last one when they mean the end
        if position.line >= len(self.starts):
            raise InvalidRangeError(f"there is no line {position.line + 1}; the text has {len(self.starts)}")
        start = self.starts[position.line]
        return start + _characters(self.text[start : self.line_end(position.line)], position.character, self.units)

    def line_end(self, line: int) -> int:
        """Return where a line ends, without what ends it."""
        if line + 1 >= len(self.starts):
            return len(self.text)
        end = self.starts[line + 1] - 1
        return end - 1 if self.text[end - 1 : end + 1] == "\r\n" else end

    def at(self, line: int, column: int) -> int:
        """Return the offset of a line and a column of code points, both from 1, as findings have them."""
        return self.starts[min(line, len(self.starts)) - 1] + column - 1

    def span(self, within: Range) -> tuple[int, int]:
        """Return the offsets of a range.

        Raises:
            InvalidRangeError: the range leaves the text, or ends before it begins.
        """
        start, end = self.offset(within.start), self.offset(within.end)
        if end < start:
            raise InvalidRangeError("a range ends before it begins")
        return start, end

    def replaced(self, start: int, end: int, new: str) -> Text:
        """Return the text with other characters in a range of offsets."""
        return Text(self.text[:start] + new + self.text[end:], self.units)


def count(text: str, units: str) -> int:
    """Return how many units of an encoding a text takes."""
    if units == "utf-32" or text.isascii():
        return len(text)
    return len(text.encode(units if units == "utf-8" else "utf-16-le")) // (1 if units == "utf-8" else 2)


def _characters(line: str, column: int, units: str) -> int:
    """Return how many characters of a line lie whole before a column."""
    if units == "utf-32" or line.isascii():
        return min(column, len(line))
    encoding, width = ("utf-8", 1) if units == "utf-8" else ("utf-16-le", 2)
    return len(line.encode(encoding)[: column * width].decode(encoding, "ignore"))
