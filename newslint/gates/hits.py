"""Where rules may have something to say: the places of their triggers, and the lines that say what they wait for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from newslint.config import Active
from newslint.document import Document
from newslint.gates.scan import Entry, Place, Scanner
from newslint.kinds import PackCheck
from newslint.model import Span
from newslint.rule import WHOLE_LINE, Hit
from newslint.text.structure import lines_that_say, tails_that_say

if TYPE_CHECKING:
    from newslint.kinds._around import Around

    _Waiting = tuple[int, Sequence[Around] | None]
    """The number of a rule, and what stands around the trigger wherever it matters to the rule."""

_SIGNS = 16
"""How many signs, in characters, may stand around what a whole line says."""
# Half as dear as calling the classes; hits are many.
_SPAN = cast("Callable[[tuple[int, int]], Span]", partial(tuple.__new__, Span))
_HIT = cast("Callable[[tuple[Any, ...]], Hit]", partial(tuple.__new__, Hit))


class Hits:
    """Finds the hits of some rules, those left out that by what stands around them can be none."""

    def __init__(self, active: Sequence[Active]) -> None:
        """Take the rules."""
        self._active = active
        triggers = {index: found for index, one in enumerate(active) if (found := triggers_of(one))}
        self._index_of = {active[index].rule.name: index for index in triggers}
        self._scanner = Scanner({active[index].rule.name: found for index, found in triggers.items()})
        self._lines_of = [(index, lines) for index, one in enumerate(active) if (lines := lines_of(one))]
        self._whole_lines = frozenset().union(*(lines for _, lines in self._lines_of))
        self._waiting: dict[Entry, Sequence[_Waiting]] = {}

    @property
    def are_looked_for(self) -> bool:
        """Whether one of the rules waits for anything."""
        return bool(self._index_of or self._whole_lines)

    def of(self, documents: Sequence[Document]) -> list[dict[int, list[Hit]]]:
        """Return the hits in each of some documents by the numbers of their rules."""
        folded = [document.folded for document in documents]
        return [self._of_text(text, places) for text, places in zip(folded, self._scanner.find(folded), strict=True)]

    def _of_text(self, folded: str, places: Iterable[Place]) -> dict[int, list[Hit]]:
        found: dict[int, list[Hit]] = {}
        for start, entry in places:
            trigger, waiting = entry[0], self._waiting.get(entry)
            for index, around in self._who_waits(entry) if waiting is None else waiting:
                if around is None or _may_matter(around, folded, start + (trigger[0] == "\n")):
                    hit = _HIT((_SPAN((start, start + len(trigger))), trigger, False))
                    found.setdefault(index, []).append(hit)
        if self._whole_lines:
            several = lines_that_say(folded, self._whole_lines, WHOLE_LINE + _SIGNS)
            for line, said in [*several, *tails_that_say(folded, self._whole_lines, WHOLE_LINE + _SIGNS)]:
                for index, lines in self._lines_of:
                    if said in lines:
                        found.setdefault(index, []).append(Hit(line, said, whole=True))
        return found

    def _who_waits(self, entry: Entry) -> Sequence[_Waiting]:
        """Return which rules wait for a trigger."""
        trigger, names = entry
        several = [self._index_of[name] for name in names if name in self._index_of]
        waiting = self._waiting[entry] = [(index, around_of(self._active[index], trigger)) for index in several]
        return waiting


def _may_matter(around: Iterable[Around], folded: str, start: int) -> bool:
    for one in around:  # noqa: SIM110 - asked about each place, so it is no generator
        if one.fits(folded, start):
            return True
    return False


def triggers_of(active: Active) -> tuple[str, ...]:
    """Return the triggers of a rule, with those of the further phrases that its option ``extra`` brings."""
    extra = tuple(active.options.get("extra", ()))
    if extra and isinstance(active.rule.check, PackCheck):
        return active.rule.check.matcher(extra).triggers
    return active.rule.triggers


def lines_of(active: Active) -> frozenset[str]:
    """Return the whole lines for which a rule is asked, with those that its option ``extra`` brings."""
    extra = tuple(active.options.get("extra", ()))
    if extra and isinstance(active.rule.check, PackCheck):
        return active.rule.check.matcher(extra).lines
    return active.rule.lines


def around_of(active: Active, trigger: str) -> Sequence[Around] | None:
    """Return what stands around a trigger of a rule wherever it matters; None where it may matter anywhere."""
    check = active.rule.check
    return check.around(trigger, tuple(active.options.get("extra", ()))) if isinstance(check, PackCheck) else None
