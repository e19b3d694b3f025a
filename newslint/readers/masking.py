"""Hides parts of a text character for character, so that no position ever shifts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from enum import IntEnum

from newslint.model import MASK, Span

_VISIBLE = re.compile(r"[^\r\n]")
_HIDDEN = re.compile(rb"\x03+|[\x01\x02]+")


class Kind(IntEnum):
    """What is hidden, which decides what stands in its place."""

    CONTENT = 1
    """Stands for a word (code, an address): always a mask."""
    MARKUP = 2
    """Stands for nothing (a star, a tag): a mask inside a line, a space at its edge."""
    BLOCK = 3
    """Whole lines, and the marks before a heading or a list: spaces."""


class Mask:
    """A text of which more and more is hidden."""

    def __init__(self, text: str) -> None:
        """Hide nothing yet."""
        self.text = text
        """With a mask for all that is hidden, so that nothing hidden is found again."""
        self._original = text
        self._kinds = bytearray(len(text))

    def hide_all(self, spans: Sequence[Span], kind: Kind) -> None:
        """Hide ranges that are in order and do not overlap; line ends stay."""
        pieces, at = [], 0
        for start, end in spans:
            pieces += [self.text[at:start], _VISIBLE.sub(MASK, self.text[start:end])]
            self._kinds[start:end] = bytes([kind]) * (end - start)
            at = end
        self.text = "".join(pieces) + self.text[at:]

    def hide_matches(
        self, pattern: re.Pattern[str], kind: Kind, kept: Callable[[re.Match[str]], Sequence[Span]]
    ) -> None:
        """Hide what a pattern matches, but for the ranges that ``kept`` returns, in order."""
        matches = pattern.finditer(self.text)
        self.hide_all([part for match in matches for part in around(Span(*match.span()), kept(match))], kind)

    def retell(self, spans: Sequence[Span], kind: Kind) -> None:
        """Say of ranges that are hidden already that they are something else."""
        for start, end in spans:
            self._kinds[start:end] = bytes([kind]) * (end - start)

    def finished(self, lines: Sequence[Span]) -> str:
        """Return the text, given all its lines, with masks and spaces where they belong."""
        for line in lines:
            if any(self._kinds[line.start : line.end]):
                self._tidy(line)
        pieces, at = [], 0
        for match in _HIDDEN.finditer(self._kinds):
            sign = " " if self._kinds[match.start()] == Kind.BLOCK else MASK
            hidden = _VISIBLE.sub(sign, self._original[match.start() : match.end()])
            pieces += [self._original[at : match.start()], hidden]
            at = match.end()
        return "".join(pieces) + self._original[at:]

    def _tidy(self, line: Span) -> None:
        """Make spaces of the marks at the edges of a line, and of a line that holds no word at all."""
        offsets = range(line.start, line.end)
        if not any(not self._kinds[at] and self._original[at].isalnum() for at in offsets):
            self._kinds[line.start : line.end] = bytes([Kind.BLOCK]) * (line.end - line.start)
            return
        for order in (offsets, reversed(offsets)):
            for at in order:
                if self._kinds[at] == Kind.MARKUP:
                    self._kinds[at] = Kind.BLOCK
                elif self._kinds[at] != Kind.BLOCK and not self._original[at].isspace():
                    break


def around(span: Span, kept: Sequence[Span]) -> Iterator[Span]:
    """Yield the parts of a range that are left when some, in order, are kept."""
    at = span.start
    for one in kept:
        yield Span(at, one.start)
        at = one.end
    yield Span(at, span.end)
