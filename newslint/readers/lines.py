"""The lines of a file, one after the other, each with its bytes: a large file never stands in memory."""

from __future__ import annotations

from codecs import lookup
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from newslint.late import late
from newslint.readers import Mark, Source, UnwritableError
from newslint.readers.decoding import BOMS, decode

UNDECODED = late("[\udc80-\udcff]")
"""What stands in a text for a byte that the encoding does not know."""
FIRST: Mark = (0, 1)
_LINE = late(r"[^\n]*\n|[^\n]+")


_DIVISIBLE = ("utf-8", "ascii", "iso8859-", "cp125")
"""Encodings in which the bytes of ASCII mean nothing else."""


def is_divisible(encoding: str) -> bool:
    """Whether lines and rows can be told apart by the bytes of a file of an encoding, from anywhere in it."""
    return lookup(encoding).name.startswith(_DIVISIBLE)


class Line(NamedTuple):
    """A line with its end, as text and as it stands in the file."""

    text: str
    data: bytes
    mark: Mark
    damaged: bool = False


class Lines:
    """The lines of a source. They end at line feeds: records do, and what a field holds is not ours to part."""

    def __init__(self, source: Source, mark: Mark = FIRST) -> None:
        """Look for a byte order mark, and go to where the first wanted line begins."""
        self._name, self._stream, self._mark = source.name, source.stream, mark
        if mark != FIRST:
            self._stream.seek(0)
        first = self._stream.readline()
        known = ((bom, encoding) for bom, encoding in BOMS if first.startswith(bom))
        self.bom, self.encoding = next(known, (b"", source.encoding))
        self._first = first[len(self.bom) :]

    def __iter__(self) -> Iterator[Line]:
        """Yield the lines from the first wanted one on."""
        if lookup(self.encoding).name.startswith(("utf-16", "utf-32")):
            return self._of_whole()
        if self._mark == FIRST:
            return self._of(chain((self._first,), self._stream), (len(self.bom), 1))
        self._stream.seek(self._mark[0])
        return self._of(self._stream, self._mark)

    def decoded(self, data: bytes) -> tuple[str, bool]:
        """Return a line as text, and whether it is damaged."""
        try:
            return data.decode(self.encoding), False
        except UnicodeError:
            return data.decode("utf-8", "surrogateescape"), True

    def encode(self, text: str) -> bytes:
        """Return the bytes of a text as the file holds it.

        Raises:
            UnwritableError: the encoding has no bytes for it.
        """
        try:
            return text.encode(self.encoding, "surrogateescape")
        except UnicodeEncodeError as problem:
            lost = problem.object[problem.start : problem.end]
            raise UnwritableError(f"{self._name}: cannot be fixed: {self.encoding} has no {lost!r}") from problem

    def _of(self, pieces: Iterable[bytes], mark: Mark) -> Iterator[Line]:
        offset, number = mark
        for data in pieces:
            text, damaged = self.decoded(data)
            yield Line(text, data, (offset, number), damaged)
            offset, number = offset + len(data), number + 1

    def _of_whole(self) -> Iterator[Line]:
        """Yield the lines where a line feed is more than one byte. Files of records hardly ever are of that kind."""
        decoded = decode(self.bom + self._first + self._stream.read(), self.encoding)
        for number, text in enumerate(_LINE.findall(decoded.text), 1):
            if number >= self._mark[1]:
                # The offset serves to find the line again, which is done by its number here.
                yield Line(text, text.encode(decoded.encoding, "surrogateescape"), (number, number), decoded.damaged)
