"""What the steps of a run have come to so far, and the steps that need all of it."""

from collections.abc import Iterator, Sequence, Set
from itertools import groupby
from typing import TYPE_CHECKING

from newslint.cache.keeping import Keeping
from newslint.comparing.facts import BUCKETS
from newslint.engines.findings import Findings
from newslint.model import Diagnostic
from newslint.requests.request import Request, Task
from newslint.steps.linking import Do, link, locate
from newslint.steps.plain import Mapped, Outcome, Telling, ToTell
from newslint.steps.spool import Lazily, Spool
from newslint.steps.work import Work
from newslint.twins.corpus import Told

if TYPE_CHECKING:
    from newslint.figures.listed import Article
    from newslint.steps.silencing import Heard


def _in_few_bytes(diagnostics: Sequence[Diagnostic]) -> Sequence[Diagnostic]:
    """Return the same findings of one file, packed: those of a whole corpus wait until all are known."""
    from newslint.packing import Packed, packed

    if isinstance(diagnostics, Packed):
        return diagnostics
    return Packed(packed(diagnostics), diagnostics[0].location.path)


class Gathered:
    """What the steps of a run have come to so far."""

    def __init__(self, request: Request) -> None:
        self._request = request
        self._parts = parts = len(request.parts())
        self._facts = Spool(BUCKETS)
        self._identities = Spool(BUCKETS)
        self._signs: dict[int, Sequence[Told]] = {}
        self.diagnostics = Findings(parts)
        self.files = self.articles = self.words = self.foreign = self.records = self.unread = 0
        self.listed: list[Article] = []
        self.errors: dict[str, None] = {}
        self.notes: list[str] = []
        self.uncompared: list[tuple[str, int | None]] = []
        self.seconds: dict[str, float] = {}
        self._silences: dict[int, bytes] = {}
        self.silenced = 0

    def add(self, mapped: Mapped) -> None:
        """Add what some files came to."""
        self._facts.add(mapped.facts)
        self._identities.add(mapped.identities)
        for number, outcome in mapped.outcomes.items():
            self.add_outcome(number, outcome)
        for rule, spent in mapped.seconds.items():
            self.seconds[rule] = self.seconds.get(rule, 0.0) + spent

    def add_outcome(self, number: int, outcome: Outcome) -> None:
        """Add what one file came to."""
        self.files += outcome.is_read
        self.articles += outcome.articles
        self.words += outcome.words
        self.foreign += outcome.foreign
        self.records += outcome.records
        self.listed += outcome.listed
        self.diagnostics.add(self._request.part_of(number), outcome.diagnostics)
        if outcome.signs:
            self._signs[number] = outcome.signs
        if outcome.silences:
            from newslint.cache.marshalled import dense_silences

            self._silences[number] = dense_silences(outcome.silences)
        self.errors.update(dict.fromkeys(outcome.errors))
        self.notes += outcome.notes
        self.unread += outcome.unread
        self.uncompared += outcome.uncompared

    def mend(self, do: Do) -> None:
        """Say of records that have the id of one in another piece of their file that they do."""
        if self._identities.filled():
            from newslint.steps.identities import repeated

            parts = repeated(self._identities)
            for several in do("again", parts) if parts else ():
                records = {one.record for one, _ in several}
                said = [diagnostic for _, diagnostics in several for diagnostic in diagnostics]
                self.diagnostics.replace(self._request.part_of(several[0][0].number), records, said)

    def compare(self, do: Do, keeping: Keeping, stale: Sequence[int]) -> None:
        """Find out what stands in more than one document, and say so."""
        left = keeping.comparison(self._facts, stale, lambda facts, asked: link(do, facts, self._parts, asked).links)
        linked = link(do, left.facts, self._parts, left.asked)
        kept: dict[int, Sequence[Diagnostic]] = dict.fromkeys(left.asked or (), ()) if keeping.keeps else {}
        errors, has_failed = dict(linked.errors), bool(linked.failures)
        for telling in self._tellings(do, linked.links, left.asked):
            errors.update(dict.fromkeys(telling.errors))
            has_failed = has_failed or telling.has_failed
            for number, found in telling.diagnostics:
                self.diagnostics.add(self._request.part_of(number), found)
                if keeping.keeps:
                    kept[number] = _in_few_bytes(found)
        if not (errors or has_failed):
            keeping.keep(kept, linked.links)
        for number, one in linked.failures:
            self.diagnostics.add(self._request.part_of(number), (one,))
        for number, told in left.told.items():
            self.diagnostics.add(self._request.part_of(number), told)
        self.errors.update(errors)

    def hush(self, work: Work) -> None:
        """Take out what articles ask not to hear, when all is found, and say which of their requests are of no use.

        So the twins of a place are settled among all that was found there, silenced or not.
        """
        by_part: dict[int, list[int]] = {}
        for number in self._silences:
            by_part.setdefault(self._request.part_of(number), []).append(number)
        for part, numbers in by_part.items():
            found: dict[str, Sequence[Diagnostic]] = {path: list(some) for path, some in self._by_path(part)}
            for number in numbers:
                task = self._request.tasks[number]
                heard = self._heard(work, task, number, found.get(task.path, ()))
                self.silenced += heard.silenced
                found[task.path] = heard
            self.diagnostics.exchange(part, found.values())

    def _heard(self, work: Work, task: Task, number: int, found: Sequence[Diagnostic]) -> "Heard":
        from newslint.cache.marshalled import read_silences

        return work.silencers.of(task.setting).heard(found, read_silences(self._silences[number], task.path))

    def _by_path(self, part: int) -> Iterator[tuple[str, Iterator[Diagnostic]]]:
        found = sorted(self.diagnostics.of(part), key=lambda one: one.location.path)
        return groupby(found, key=lambda one: one.location.path)

    def _tellings(self, do: Do, links: Spool, asked: Set[int] | None) -> Iterator[Telling]:
        signs: dict[int, list[Told]] = {}
        for number, some in self._signs.items():
            if asked is None or number in asked:
                signs.setdefault(self._request.part_of(number), []).extend(some)
        numbers, places = sorted({*links.filled(), *signs}), locate(do, links)

        def part(index: int) -> ToTell:
            number = numbers[index]
            told, spoken = tuple(signs.get(number, ())), tuple(self.diagnostics.of(number))
            return ToTell(links[number], told, spoken, places[number])

        return iter(do("tell", Lazily(len(numbers), part)))
