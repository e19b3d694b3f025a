"""Where the places of articles stood before a repair, and where they stand after it."""

from __future__ import annotations

from collections.abc import Sequence

from newslint.edits import Shift
from newslint.mending import Step
from newslint.model import Span


class Course:
    """The steps of the repair of one file, each of which moves what stands behind it."""

    def __init__(self, steps: Sequence[Step]) -> None:
        """Take the edits of each step, by record."""
        self._steps = steps
        self._known: dict[tuple[int, int | None], tuple[Shift, Shift]] = {}

    def at_first(self, record: int | None, span: Span, step: int) -> Span:
        """Return where a span that a step found stood before all steps."""
        for index in range(step - 1, -1, -1):
            span = self._shifts(index, record)[1].moved(span)
        return span

    def at_last(self, record: int | None, span: Span, step: int) -> Span:
        """Return where a span that a step found stands after that step and all others."""
        for index in range(step, len(self._steps)):
            span = self._shifts(index, record)[0].moved(span)
        return span

    def _shifts(self, index: int, record: int | None) -> tuple[Shift, Shift]:
        key = (index, record)
        if key not in self._known:
            shift = Shift(self._steps[index].get(record, ()))
            self._known[key] = (shift, shift.back())
        return self._known[key]
