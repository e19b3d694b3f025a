"""Findings as they stand in the text of an editor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from newslint.model import Diagnostic, Related
from newslint_lsp.texts import Text

NONE: Mapping[int, tuple[int, int]] = MappingProxyType({})


class Elsewhere(NamedTuple):
    """A place in another file: the path, and line and column from 0 in the units of the editor."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int


class Place(NamedTuple):
    """A finding, and the offsets in the file between which it stands."""

    diagnostic: Diagnostic
    start: int
    end: int
    related: tuple[Elsewhere, ...] = ()

    def moved(self, start: int, end: int, size: int) -> Place | None:
        """Return the finding where it stands after an edit; None where the edit touches it.

        Args:
            start: where the edit begins.
            end: where it ended.
            size: how long it is now.
        """
        if self.end <= start:
            return self
        if self.start >= end:
            return self._replace(start=self.start + start - end + size, end=self.end + start - end + size)
        return None

    def touches(self, start: int, end: int) -> bool:
        """Whether the finding stands in a range of offsets, or at its edge."""
        return self.start <= end and start <= self.end


def places(found: Iterable[Diagnostic], text: Text, exact: Mapping[int, tuple[int, int]] = NONE) -> Iterator[Place]:
    """Yield the findings of a file with their places in its text.

    Args:
        found: the findings.
        text: the text of the file.
        exact: offsets in the text of findings in fields, by their numbers; of others the whole lines are taken.
    """
    for number, one in enumerate(found):
        location = one.location
        if number in exact:
            yield Place(one, *exact[number])
        elif location.file_lines is not None:
            # The lines of a field are none of the file.
            first, last = (min(line, len(text.starts)) - 1 for line in location.file_lines)
            yield Place(one, text.starts[first], text.line_end(last))
        else:
            line, column, end_line, end_column = location.position
            yield Place(one, text.at(line, column), text.at(end_line, end_column))


def located(related: Related, text: Text) -> Elsewhere:
    """Return a place in another file, given the text of that file."""
    line, column, end_line, end_column = related.location.position
    if related.location.file_lines is not None:
        first, last = (min(line, len(text.starts)) - 1 for line in related.location.file_lines)
        start, end = text.position(text.starts[first]), text.position(text.line_end(last))
    else:
        start, end = text.position(text.at(line, column)), text.position(text.at(end_line, end_column))
    return Elsewhere(related.location.path, start.line, start.character, end.line, end.character)
