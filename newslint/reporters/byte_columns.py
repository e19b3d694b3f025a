"""Columns in bytes of UTF-8, for formats that count so, and fixes as one replacement."""

from __future__ import annotations

from collections.abc import Sequence

from newslint.edits import applied
from newslint.engine import Result
from newslint.model import Edit, Location, Position, Span
from newslint.reporters.words import encodable
from newslint.text.structure import line_starts

_MARK = b"\xef\xbb\xbf"


class ByteColumns:
    """Turns columns in code points into bytes. It keeps the text of the file that was asked for last."""

    def __init__(self, result: Result) -> None:
        """Take the run, which brings the texts."""
        self._result = result
        self._path: str | None = None
        self._text: str | None = None
        self._starts: Sequence[int] = ()
        self._mark = 0

    def knows(self, location: Location) -> bool:
        """Whether columns can be told: those in a record are none in the file, and a file may be gone."""
        if location.record is not None or location.file_lines is not None:
            return False
        if location.path != self._path:
            self._open(location.path)
        # The file may have changed since it was checked.
        return self._text is not None and location.position.end_line <= len(self._starts)

    def of(self, line: int, column: int) -> int:
        """Return the column in bytes, from 1, of a place in the file that ``knows`` was asked about last."""
        start = self._starts[line - 1]
        before = (self._text or "")[start : start + column - 1]
        return len(before.encode("utf-8", "surrogateescape")) + 1 + self._mark * (line == 1)

    def replacement(self, edits: Sequence[Edit]) -> tuple[Position, str] | None:
        """Return edits as one: from where to where, in code points, and what comes to stand there.

        None where that cannot be said in UTF-8.
        """
        placed = [(edit.position, edit.text) for edit in edits if edit.position]
        if not placed or any(position.end_line > len(self._starts) for position, _ in placed):
            return None
        whole = Position(*placed[0][0][:2], *placed[-1][0][2:])
        first, last = self._span(whole)
        moved = [Edit(_shifted(self._span(position), first), text) for position, text in placed]
        text = applied((self._text or "")[first:last], moved)
        return (whole, text) if encodable(text) == text else None

    def _span(self, position: Position) -> Span:
        line, column, end_line, end_column = position
        return Span(self._starts[line - 1] + column - 1, self._starts[end_line - 1] + end_column - 1)

    def _open(self, path: str) -> None:
        self._path, self._text = path, None
        try:
            text = self._result.text(path, None)
            text.encode("utf-8", "surrogateescape")
            # A byte order mark is no part of the text, and takes three bytes of the first line.
            self._mark = len(_MARK) * (self._result.library.data(path)[: len(_MARK)] == _MARK)
        except Exception:  # noqa: BLE001 - the file may be gone, and the reader of a plugin may raise anything
            return
        self._text, self._starts = text, line_starts(text)


def _shifted(span: Span, by: int) -> Span:
    return Span(span.start - by, span.end - by)
