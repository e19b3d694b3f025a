"""Where rules may have something to say: the places of their triggers, and the lines that say what they wait for."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from newslint.config import Active
from newslint.document import Document
from newslint.kinds import PackCheck
from newslint.model import Span
from newslint.rule import WHOLE_LINE, Hit
from newslint.scan import Scanner
from newslint.structure import lines_that_say

if TYPE_CHECKING:
    from newslint.kinds._around import Around

_SIGNS = 16
"""How many signs, in characters, may stand around what a whole line says."""


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
        self._around: dict[tuple[int, str], Sequence[Around] | None] = {}

    @property
    def are_looked_for(self) -> bool:
        """Whether one of the rules waits for anything."""
        return bool(self._index_of or self._whole_lines)

    def of(self, document: Document) -> dict[int, list[Hit]]:
        """Return the hits in a document by the numbers of their rules."""
        found: dict[int, list[Hit]] = {}
        folded, index_of = document.folded, self._index_of.get
        for start, trigger, names in self._scanner.find(folded):
            for name in names:
                index = index_of(name)
                if index is not None and self._may_matter(index, trigger, folded, start):
                    found.setdefault(index, []).append(Hit(Span(start, start + len(trigger)), trigger))
        if self._whole_lines:
            for line, said in lines_that_say(folded, self._whole_lines, WHOLE_LINE + _SIGNS):
                for index, lines in self._lines_of:
                    if said in lines:
                        found.setdefault(index, []).append(Hit(line, said, whole=True))
        return found

    def _may_matter(self, index: int, trigger: str, folded: str, start: int) -> bool:
        key = (index, trigger)
        if key not in self._around:
            self._around[key] = around_of(self._active[index], trigger)
        around = self._around[key]
        if around is None:
            return True
        if trigger[0] == "\n":
            start += 1
        return any(one.fits(folded, start) for one in around)


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


def around_of(active: Active, trigger: str) -> "Sequence[Around] | None":
    """Return what stands around a trigger of a rule wherever it matters; None where it may matter anywhere."""
    check = active.rule.check
    return check.around(trigger, tuple(active.options.get("extra", ()))) if isinstance(check, PackCheck) else None
