"""The steps that compare places of different documents."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property
from typing import TYPE_CHECKING

from newslint.checking.asking import FAILED
from newslint.comparing.facts import Buckets, bucketed, split
from newslint.config import Active, active_rules
from newslint.model import Diagnostic
from newslint.plugins import Plugins
from newslint.requests.library import Library
from newslint.requests.request import Request
from newslint.requests.tasks import Numbers
from newslint.rule import Rule
from newslint.steps.plain import Shared, Telling, ToGroup, ToTell, Verified
from newslint.twins.corpus import LINK, Failed, Names, Verifier, links, place_task_of, twins
from newslint.twins.pairing import EDGE, edges, perhaps_shared, task_of
from newslint.twins.telling import OF_ARTICLES, Comparing, Located, Shelf, failures, tell

if TYPE_CHECKING:
    from newslint.twins.screening import Screening


class Comparisons:
    """What a worker knows of a run that compares documents."""

    def __init__(self, request: Request, plugins: Sequence[Plugins], library: Library) -> None:
        """Take the request, the plugins of each of its settings, and its files."""
        self.request = request
        self.plugins = plugins
        self.library = library
        self._active: dict[int, tuple[Active, ...]] = {}

    def group(self, part: ToGroup) -> Buckets:
        """Return the pairs of places with a key in common, by the part of the file of the higher place."""
        return self._by_part(edges(perhaps_shared(part.facts), self._asked_in(part)), task_of)

    def share(self, part: ToGroup) -> Shared:
        """Return pairs as ``group`` does of the rules that read texts, and what others have to outline."""
        from newslint.twins.screening import file_of, shared

        read, outlined = self._screening.divided(perhaps_shared(part.facts))
        asked = self._asked_in(part)
        return Shared(self._by_part(edges(read, asked), task_of), self._by_part(shared(outlined, asked), file_of))

    def outline(self, part: bytes) -> Buckets:
        """Return facts of a part of the files with outlines of their texts, by key."""
        return bucketed(self._screening.outlined(split(part), Shelf(self.library.document).document_of))

    def screen(self, part: ToGroup) -> Buckets:
        """Return pairs as ``group`` does, without most of those whose texts are not alike."""
        from newslint.twins.screening import OUTLINED

        return self._by_part(self._screening.pairs(split(part.facts, OUTLINED), self._asked_in(part)), task_of)

    def verify(self, part: bytes) -> Verified:
        """Compare pairs, and return what each place is told, by the part of its file."""
        shelf = Shelf(self.library.document)
        failed: list[Failed] = []
        verifier = Verifier(self._comparing.rules, shelf.text_of, failed.append, shelf.is_version)
        found = self._by_part(links(split(part, EDGE), self.names, verifier, shelf.expect), place_task_of)
        said = failures(failed, self._comparing.rules, self.library.document)
        failures_by_file = tuple((self._numbers.of(one), one) for one in said)
        return Verified(found, failures_by_file, tuple(shelf.errors))

    def ask(self, part: bytes) -> Buckets:
        """Return which places the findings in a part of the files are going to name, by the part of their file."""
        from newslint.twins.locating import place_asked_for, questions

        of_articles = {number for name, number in self.names.numbers.items() if name.endswith(OF_ARTICLES)}
        return self._by_part(questions(part, of_articles, self.request.part_of), place_asked_for)

    def locate(self, part: bytes) -> Buckets:
        """Return where the places stand that were asked for, by the part that asks."""
        from newslint.twins.locating import answers

        return dict(answers(part, self.names, Shelf(self.library.document).document_of))

    def tell(self, part: ToTell) -> Telling:
        """Return the findings about places that have twins."""
        shelf = (
            Shelf(self.library.document, self._located(part.places)) if part.places else Shelf(self.library.document)
        )
        found = twins(split(part.links, LINK), self.names)
        said: dict[int, list[Diagnostic]] = {}
        for one in tell(self._comparing, found, part.signs, shelf, part.spoken):
            said.setdefault(self._numbers.of(one), []).append(one)
        has_failed = any(one.rule == FAILED for several in said.values() for one in several)
        # Where places were located there are so many findings that whoever gathers them packs them anyway.
        told = tuple(said.items()) if has_failed or not part.places else tuple(_packed(said))
        return Telling(told, tuple(shelf.errors), has_failed)

    def active(self, setting: int) -> tuple[Active, ...]:
        """Return the rules that are to speak where a setting holds."""
        if setting not in self._active:
            scope = self.request.scope
            found = active_rules(self.plugins[setting].rules.values(), self.request.settings[setting].layers)
            self._active[setting] = tuple(one for one in found if scope in ("all", one.rule.scope))
        return self._active[setting]

    @cached_property
    def names(self) -> Names:
        """What the numbers in facts mean."""
        return Names(
            [name for name, rule in self._rules.items() if rule.on == "corpus"],
            [task.path for task in self.request.tasks],
        )

    @cached_property
    def _rules(self) -> Mapping[str, Rule]:
        return {name: rule for loaded in self.plugins for name, rule in loaded.rules.items()}

    @cached_property
    def _asked(self) -> frozenset[int]:
        return frozenset(number for number, task in enumerate(self.request.tasks) if task.asked)

    def _asked_in(self, part: ToGroup) -> Set[int]:
        return self._asked if part.asked is None else part.asked

    @cached_property
    def _screening(self) -> "Screening":
        from newslint.twins.screening import Screening

        return Screening(self.names, self._rules)

    @cached_property
    def _comparing(self) -> Comparing:
        tasks = [task for task in self.request.tasks if task.asked]
        by_setting = {setting: self._comparers_of(setting) for setting in {task.setting for task in tasks}}
        return Comparing(self._rules, {task.path: by_setting[task.setting] for task in tasks})

    @cached_property
    def _numbers(self) -> Numbers:
        return Numbers(self.request.tasks)

    def _located(self, places: bytes) -> Located:
        from newslint.twins.locating import located

        return located(places, self.names)

    def _comparers_of(self, setting: int) -> Mapping[str, Active]:
        return {one.rule.name: one for one in self.active(setting) if one.rule.on == "corpus"}

    @cached_property
    def weighers(self) -> frozenset[str]:
        """The rules that weigh what the others find."""
        return frozenset(name for name, rule in self._rules.items() if rule.on == "corpus" and rule.judge is not None)

    def _by_part(self, things: Iterable[bytes], task_of: Callable[[bytes], int]) -> Buckets:
        found: dict[int, list[bytes]] = {}
        for one in things:
            found.setdefault(self.request.part_of(task_of(one)), []).append(one)
        return {number: b"".join(some) for number, some in found.items()}


def _packed(said: Mapping[int, Sequence[Diagnostic]]) -> Iterator[tuple[int, Sequence[Diagnostic]]]:
    from newslint.packing import densely

    return ((number, densely(found)) for number, found in said.items())
