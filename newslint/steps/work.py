"""What a worker can do: the steps of a run on plain data, each by itself, in whatever process.

map     files -> findings, and facts by key
again   records whose ids stand in other pieces of their file too -> their findings
group   facts of some keys -> pairs, by the file of the higher place
share   the same, where facts are many -> pairs whose texts are read; facts of others whose keys documents share
outline such facts, by their file -> with outlines of their texts, by key
screen  facts with outlines of some keys -> pairs without most of those that are not alike
verify  pairs -> what each place is told, by the file of the place
ask     what the places of some files are told, where that is much -> which twins will be named, by their file
locate  twins in some files -> where they stand, by the part that asks
tell    what the places of some files are told -> findings
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby, repeat
from typing import TYPE_CHECKING, Any

from newslint.checking.asking import FAILED
from newslint.checking.checker import Checker
from newslint.checking.diagnose import diagnose
from newslint.checking.judging import Judging
from newslint.checking.settle import may_ask, settle
from newslint.comparing.ahead import Ahead
from newslint.comparing.facts import bucketed, identity
from newslint.config import Active
from newslint.document import Document
from newslint.model import Diagnostic
from newslint.plugins import Plugins
from newslint.readers import Identities, Section, UnreadableError
from newslint.requests.request import Request, Task
from newslint.requests.shelving import library_of, loaded_for
from newslint.requests.tasks import Numbered, together
from newslint.steps.comparisons import Comparisons
from newslint.steps.plain import Mapped, Repeated
from newslint.steps.tally import Tally

if TYPE_CHECKING:
    from newslint.figures.listed import Take
    from newslint.silences import Silence
    from newslint.steps.silencing import Silencers

WORTH_LAYING_OUT = 4_000
"""With so many blocks of facts, those of some six hundred articles, they are laid into heaps before more are read."""


class Work(Comparisons):
    """What a worker knows: the request, from which it builds its own rules."""

    def __init__(self, request: Request, plugins: Sequence[Plugins] | None = None) -> None:
        """Take the request and, in the process that prepared it, the plugins that are loaded already."""
        loaded = plugins or loaded_for(request)
        super().__init__(request, loaded, library_of(request, loaded))
        self._checkers: dict[tuple[int, bool], Checker] = {}
        self._judgings: dict[Checker, Judging] = {}
        self._seconds: dict[str, float] = {}
        self._ahead = Ahead(len(request.tasks))

    def __reduce__(self) -> "tuple[type[Work], tuple[Request]]":
        return (Work, (self.request,))

    def do(self, step: str, part: Any) -> Any:
        """Do one of the steps with a part of its input. Parts and answers can be pickled."""
        return getattr(self, step)(part)

    def map(self, part: Sequence[int], take: "Take | None" = None) -> Mapped:
        """Read and check the files of these numbers, and return their findings and facts.

        Args:
            part: the numbers.
            take: is given each article with its findings as soon as they are known; then they are not returned.
        """
        self._seconds = {}
        tally = Tally(part)
        tasks = ((number, self.request.tasks[number]) for number in part)
        for (setting, asked), some in groupby(tasks, key=lambda one: (one[1].setting, one[1].asked)):
            documents = (pair for number, task in some for pair in self._documents(number, task, tally))
            for several in together(documents):
                for foreign, of_language in self._by_language(setting, several):
                    self._map(self.checker(setting, foreign), of_language, asked, tally)
                    for number, _ in of_language if foreign and asked else ():
                        tally.of[number].foreign += 1
                tally.lay_out(self._ahead.heaped, bool(self.request.cache), WORTH_LAYING_OUT)
                if take is not None:
                    tally.hand_over(dict.fromkeys(number for number, _ in several), take)
        tally.lay_out(self._ahead.heaped, bool(self.request.cache))
        outcomes = {number: one.outcome() for number, one in tally.of.items()}
        return Mapped(outcomes, tally.heaps(), self._seconds, bucketed(tally.identities))

    def again(self, part: Sequence[Repeated]) -> Sequence[tuple[Repeated, Sequence[Diagnostic]]]:
        """Return the findings in records that have the ids of earlier ones, now that this is known."""
        from newslint.readers.records import problem_of_id

        found = []
        for one in part:
            task = self.request.tasks[one.number]
            document = self.library.document(task.path, one.record)
            document = document._replace(problem=problem_of_id(one.first, document.record_id))
            checker = self.checker_for(task.setting, document)
            raised = checker.facts(document)[1] + checker.check(document)
            found.append((one, tuple(diagnose(document, settle(document, raised)))))
        return found

    def checker(self, setting: int, neutral: bool = False) -> Checker:
        """Return the rules of a setting, arranged for checking; or those of them that hold for any language."""
        key = (setting, neutral)
        if key not in self._checkers:
            of = self.request.settings[setting]
            clock = self._clock if self.request.profile else None
            failed = self.plugins[setting].rules[FAILED]
            words = of.words | self.plugins[setting].words
            active = _neutral(self.active(setting)) if neutral else self.active(setting)
            self._checkers[key] = Checker(active, failed, words, clock)
        return self._checkers[key]

    def checker_for(self, setting: int, document: Document) -> Checker:
        """Return the rules that are to speak about a document."""
        return self.checker(setting, self._by_language(setting, ((0, document),))[0][0])

    def _by_language(self, setting: int, documents: Sequence[Numbered]) -> list[tuple[bool, Sequence[Numbered]]]:
        """Return the documents in the languages that were asked for, and, with True, those in others."""
        languages = self.request.settings[setting].languages
        if not languages:
            return [(False, documents)]
        from newslint.checking.languages import is_wanted

        is_foreign = self.checker(setting).is_foreign
        apart: dict[bool, list[Numbered]] = {False: [], True: []}
        for one in documents:
            apart[not is_wanted(one[1], languages, is_foreign)].append(one)
        return [(foreign, some) for foreign, some in apart.items() if some]

    def _documents(self, number: int, task: Task, tally: Tally) -> Iterator[Numbered]:
        of = tally.of[number]
        try:
            for document in self._read(number, task, tally):
                yield number, document
        except UnreadableError as problem:
            of.errors.append(str(problem))
        except Exception as problem:  # noqa: BLE001 - a plugin's reader may raise anything, and the run goes on
            reader = self.library.shelf(task.path).reader.name
            of.errors.append(f"{task.path}: the reader {reader} failed: {type(problem).__name__}: {problem}")
        else:
            of.is_read = task.asked and task.ends_file
        if task.asked and task.ends_file:
            of.notes += [f"{task.path}: {note}" for note in self.library.noted(task.path)]

    def _read(self, number: int, task: Task, tally: Tally) -> Iterator[Document]:
        if task.section is None:
            return self.library.stream(task.path)
        return self._read_section(number, task, task.section, tally)

    def _read_section(self, number: int, task: Task, section: Section, tally: Tally) -> Iterator[Document]:
        identities: Identities = []
        yield from self.library.section(task.path, section, identities)
        if task.asked:
            tally.identities += [identity(task.path, number, *one) for one in identities]

    def _map(self, checker: Checker, documents: Sequence[Numbered], asked: bool, tally: Tally) -> None:
        if checker.compares:
            self._ahead.look([document for _, document in documents])
        told = [checker.told(document) for _, document in documents]
        articles, failed = [document for _, document in documents], [failures for _, failures in told]
        found = self._judging(checker).findings(articles, failed) if asked else repeat([])
        for (number, document), (facts, _), reported in zip(documents, told, found, strict=False):
            of = tally.of[number]
            if facts:
                tally.keep(number, document, facts, self._compared)
            of.diagnostics += reported
            silences = self._silences(number, document, checker) if asked and may_ask(document) else ()
            of.silences += silences
            if not asked and document.damaged:
                of.uncompared.append((document.path, document.record))
            if asked:
                if self.request.lists_articles:
                    of.note(document, self.request.counts_words, self.heard(number, reported, silences))
                of.unread += document.damaged
                of.records += document.record is not None
                of.articles += 1
                of.words += len(document.tokens) if self.request.counts_words else 0
            document.forget()

    def _judging(self, checker: Checker) -> Judging:
        if checker not in self._judgings:
            self._judgings[checker] = Judging(checker)
        return self._judgings[checker]

    def _silences(self, number: int, document: Document, checker: Checker) -> "tuple[Silence, ...]":
        from newslint.silences import silences_of

        # Of a damaged article, or one in another language, not all rules can speak.
        is_judged = not document.damaged and checker is self.checker(self.request.tasks[number].setting)
        return silences_of(document, is_judged)

    def heard(self, number: int, found: Sequence[Diagnostic], silences: "Sequence[Silence]") -> "Sequence[Diagnostic]":
        """Return the findings in a file that its articles do not silence, and what is to be said of the silences."""
        return self.silencers.of(self.request.tasks[number].setting).heard(found, silences) if silences else found

    @cached_property
    def silencers(self) -> "Silencers":
        """What takes out the findings that articles ask not to hear."""
        from newslint.steps.silencing import Silencers

        return Silencers(self.request, self.plugins, self.active)

    @cached_property
    def _compared(self) -> Mapping[str, bytes]:
        """The numbers of the rules that compare; the others weigh what these find."""
        return {name: number for name, number in self.names.numbers.items() if name not in self.weighers}

    def _clock(self, rule: str, seconds: float) -> None:
        self._seconds[rule] = self._seconds.get(rule, 0.0) + seconds


def _neutral(active: Sequence[Active]) -> list[Active]:
    from newslint.checking.languages import is_neutral

    return [one for one in active if is_neutral(one.rule)]
