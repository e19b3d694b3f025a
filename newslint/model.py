"""The nouns that the rest of newslint speaks in.

All of them are named tuples: frozen, ordered, hashable, picklable, and ten times cheaper to
define at start-up than data classes. Standard library only.

Modules that define several leave out ``from __future__ import annotations``: it makes every field a
text that is compiled at start-up.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

MASK = "\ufffc"
"""Stands in a text for characters that are no prose (code, an address), one for one."""


class Severity(StrEnum):
    """How bad a finding is: ``error`` must not be published, ``info`` is right but may stay."""

    # Equal to its text, it also has its hash, which is known; that of an enumeration is worked out by a function.
    __hash__ = str.__hash__

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"

    @property
    def rank(self) -> int:
        """0 for info, 1 for warning, 2 for error."""
        return _RANKS[self.value]


_RANKS = {"info": 0, "warning": 1, "error": 2}


class Applicability(StrEnum):
    """Who may apply a fix."""

    SAFE = "safe"
    """``--fix`` applies it."""
    UNSAFE = "unsafe"
    """``--unsafe-fixes`` applies it."""
    DISPLAY = "display"
    """A suggestion for a person; never applied."""


class Span(NamedTuple):
    """A half-open range of ``Document.text``, counted in code points from 0."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the characters of ``text`` that the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: "Span") -> bool:
        """Whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


class Position(NamedTuple):
    """Where a span stands for a person: 1-based, columns in code points, ends exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


class Location(NamedTuple):
    """A place in a file, resolved once, and only for what is reported."""

    path: str
    record: int | None
    record_id: str | None
    field: str | None
    span: Span
    """In ``Document.text``."""
    position: Position
    """Line and column in the field; in the file where there is none."""
    offsets: Span | None = None
    """The span in the field or the file, where it is another one than in the text."""
    file_lines: tuple[int, int] | None = None
    """The first and last line of the file, where ``position`` counts the lines of a field."""

    @property
    def lines(self) -> tuple[int, int]:
        """The first and the last line of the file, from 1."""
        return self.file_lines or (self.position.line, self.position.end_line)


class Edit(NamedTuple):
    """Replace the characters of ``span`` by ``text``. An empty span inserts, an empty text deletes."""

    span: Span
    text: str
    position: Position | None = None
    """Filled in when the finding is reported; a rule leaves it out."""


class Fix(NamedTuple):
    """Edits that mend one finding, and who may apply them."""

    edits: tuple[Edit, ...]
    applicability: Applicability = Applicability.SAFE


class Related(NamedTuple):
    """Another place that belongs to a finding, such as the twin of a paragraph."""

    location: Location
    message: str


class Diagnostic(NamedTuple):
    """One finding as it is reported: where, which rule, how bad, what to do."""

    location: Location
    rule: str
    category: str
    group: str | None
    severity: Severity
    message: str
    excerpt: str
    fix: Fix | None = None
    suggestions: tuple[str, ...] = ()
    related: Sequence[Related] = ()
    twins: int | None = None
    fingerprint: str = ""

    @property
    def sort_key(self) -> tuple[str, int, Position, str, str]:
        """The order of a report: path, record, position, rule, message."""
        location = self.location
        return (location.path, location.record or 0, location.position, self.rule, self.message)


class Fact(NamedTuple):
    """What one document tells a rule that compares documents: a short key, and where."""

    key: bytes
    span: Span
