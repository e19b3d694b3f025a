"""The files of a run as tasks, and which of them are done together."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from newslint.config import Layer
from newslint.document import Document
from newslint.model import Diagnostic, Severity
from newslint.readers import Section
from newslint.values import Values

TOGETHER = 64
"""How many documents are checked together, so that each rule's code is fetched once for all of them."""
MOST_TOGETHER = 500_000
"""How many characters are held in memory for that."""
Numbered = tuple[int, Document]
"""A document with the number of its file in the run."""


class Setting(Values):
    """Everything that the findings in a file depend on, besides the file."""

    plugins: tuple[str, ...]
    folder: str
    layers: tuple[Layer, ...]
    words: frozenset[str]
    fail_on: Severity = Severity.WARNING
    fields: Mapping[str, tuple[str, ...]] = {}
    languages: tuple[str, ...] = ()
    readers: Mapping[str, Mapping[str, str]] = {}


class Task(NamedTuple):
    """One file: how it is read, which setting holds, and whether its findings are asked for or only its facts.

    A large file of records comes in several tasks, with a piece of it each.
    """

    path: str
    setting: int
    encoding: str
    asked: bool
    section: Section | None = None

    @property
    def ends_file(self) -> bool:
        """Whether the file is read when this is."""
        return self.section is None or self.section.is_last


def part_starts(tasks: Sequence[Task], part: int) -> Sequence[int]:
    """Return at which of some tasks each part begins.

    A piece of a large file is as much work as a part of small ones, and is a part by itself.
    """
    if not any(task.section for task in tasks):
        return range(0, len(tasks), part)
    starts = []
    room = 0
    for index, task in enumerate(tasks):
        if task.section or not room:
            starts.append(index)
            room = 0 if task.section else part
        room -= not task.section
    return starts


def sections_of(tasks: Iterable[Task]) -> dict[str, list[Section]]:
    """Return the pieces of each file that comes in pieces."""
    found: dict[str, list[Section]] = {}
    for task in tasks:
        if task.section:
            found.setdefault(task.path, []).append(task.section)
    return found


def together(documents: Iterable[Numbered]) -> Iterator[list[Numbered]]:
    """Yield some documents at a time, fewer where they are long."""
    several: list[Numbered] = []
    size = 0
    for one in documents:
        several.append(one)
        size += len(one[1].text)
        if len(several) == TOGETHER or size > MOST_TOGETHER:
            yield several
            several, size = [], 0
    if several:
        yield several


class Numbers:
    """Leads from a finding to the number of the task in whose file, or piece of it, it stands."""

    def __init__(self, tasks: Sequence[Task]) -> None:
        """Take all tasks of the run."""
        self._tasks = tasks
        self._of: dict[str, list[int]] = {}
        for number, task in enumerate(tasks):
            self._of.setdefault(task.path, []).append(number)

    def of(self, diagnostic: Diagnostic) -> int:
        """Return the number."""
        path, record = diagnostic.location.path, diagnostic.location.record or 0
        numbers = self._of[path]
        return numbers[bisect_right(numbers, record, key=self._first_record) - 1] if len(numbers) > 1 else numbers[0]

    def _first_record(self, number: int) -> int:
        section = self._tasks[number].section
        return section.record if section else 0
