"""Rows of comma- or tab-separated values as they are written: where each cell begins, and what is wrong with it."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from newslint.readers.lines import Line

QUOTE = '"'
LONGEST = 1 << 22
"""The longest row, in characters. A quotation mark that is never closed would take the rest of the file for one."""
TRIES = 50
"""At how many lines a row is tried again whether it ends there."""
OPEN = "A quotation mark is opened and never closed"
JUNK = "A quotation mark stands inside a quoted field; it is written twice there"


class Cell(NamedTuple):
    """A cell of a row: what is written in it, without the quotation marks around it."""

    written: str
    start: int
    quoted: bool

    @property
    def value(self) -> str:
        """What is meant by it."""
        return self.written.replace('""', QUOTE) if self.quoted else self.written


class Row(NamedTuple):
    """A row, and the lines in which it stands. A blank line is a row without cells."""

    lines: tuple[Line, ...]
    cells: tuple[Cell, ...]
    problem: str = ""

    @property
    def text(self) -> str:
        """The row with its line end."""
        return "".join(line.text for line in self.lines)

    @property
    def data(self) -> bytes:
        """The row as it stands in the file."""
        return b"".join(line.data for line in self.lines)


class Dialect(NamedTuple):
    """What parts the cells, and whether a quotation mark that does not fit is a letter like any other."""

    delimiter: str
    lenient: bool


def dialect_of(name: str, header: str) -> Dialect:
    """Return the dialect of a file, given its name and first line."""
    plain = name.lower().removesuffix(".gz").removesuffix(".zst")
    if plain.endswith(".tsv"):
        return Dialect("\t", True)
    bare = re.sub(r'"[^"]*"', "", header)
    return Dialect(max(",;\t|", key=bare.count), False)


def rows(lines: Iterable[Line], dialect: Dialect, width: int | None = None) -> Iterator[Row]:
    """Yield the rows of some lines. One that is damaged ends with its first line, so that it swallows no other.

    Args:
        lines: the lines.
        dialect: how they are written.
        width: how many cells a row has to have.
    """
    source = _Source(lines)
    while (first := source.next()) is not None:
        if not first.text.strip("\r\n \t") and dialect.delimiter not in first.text:
            yield Row((first,), ())
            continue
        row = _of_width(_row(first, source, dialect), width)
        if row.problem and len(row.lines) > 1:
            source.give_back(row.lines[1:])
            row = row._replace(lines=row.lines[:1])
        if row.problem and dialect.lenient:
            row = _of_width(Row(row.lines, tuple(_bare(row.text, dialect))), width)
        yield row


def _of_width(row: Row, width: int | None) -> Row:
    if width is None or row.problem or len(row.cells) == width:
        return row
    return row._replace(problem=f"The row has {len(row.cells)} cells, and the header has {width}")


def _row(first: Line, source: _Source, dialect: Dialect) -> Row:
    taken = [first]
    for _ in range(TRIES):
        found = _cells("".join(line.text for line in taken), dialect)
        if found != OPEN:
            return Row(tuple(taken), (), found) if isinstance(found, str) else Row(tuple(taken), found)
        if not _extended(taken, source):
            break
    return Row(tuple(taken), (), OPEN)


def _extended(taken: list[Line], source: _Source) -> bool:
    """Add lines up to one that may close a quotation, which holds an odd number of marks; return whether there is."""
    size = sum(len(line.text) for line in taken)
    while size < LONGEST and (line := source.next()) is not None:
        taken.append(line)
        size += len(line.text)
        if line.text.count(QUOTE) % 2:
            return True
    return False


class _Source:
    """Lines, some of which may be given back."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._lines = iter(lines)
        self._waiting: deque[Line] = deque()

    def next(self) -> Line | None:
        return self._waiting.popleft() if self._waiting else next(self._lines, None)

    def give_back(self, lines: Iterable[Line]) -> None:
        self._waiting.extendleft(reversed(tuple(lines)))


@cache
def _patterns(delimiter: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    parted = re.escape(delimiter)
    quoted = re.compile(rf'"((?:[^"]++|"")*+)"(?={parted}|\r?\n|\Z)')
    return quoted, re.compile(rf"[^{parted}\n]*")


def _cells(text: str, dialect: Dialect) -> tuple[Cell, ...] | str:
    """Return the cells of a row, or what is wrong with it."""
    quoted, bare = _patterns(dialect.delimiter)
    found, at = [], 0
    while True:
        if text.startswith(QUOTE, at):
            match = quoted.match(text, at)
            if match is None:
                return OPEN if _never_closes(text, at) else JUNK
            found.append(Cell(match[1], at + 1, True))
            at = match.end()
        else:
            end = bare.match(text, at).end()  # type: ignore[union-attr] # it matches nothing too
            found.append(Cell(_without_end(text, at, end), at, False))
            at = end
        if not text.startswith(dialect.delimiter, at):
            return tuple(found)
        at += 1


def _never_closes(text: str, at: int) -> bool:
    return re.compile(r'"(?:[^"]++|"")*+\Z').match(text, at) is not None


def _bare(text: str, dialect: Dialect) -> Iterator[Cell]:
    at = 0
    for piece in text.rstrip("\r\n").split(dialect.delimiter):
        yield Cell(piece, at, False)
        at += len(piece) + 1


def _without_end(text: str, start: int, end: int) -> str:
    if text.startswith("\n", end) or end == len(text):
        return text[start:end].removesuffix("\r")
    return text[start:end]
