"""The steps of a run, in one process or several: read, check, map; then compare, tell, sort.

An engine decides only where the parts are mapped. What is mapped, and how it is put together,
is the same everywhere.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby
from typing import NamedTuple

from newslint.asking import FAILED
from newslint.checker import Checker
from newslint.config import Active, active_rules
from newslint.corpus import Told, told_by
from newslint.diagnose import diagnose
from newslint.document import Document
from newslint.hookspecs import hookimpl
from newslint.library import Library, shelves
from newslint.model import Diagnostic
from newslint.plugins import Plugins, load
from newslint.readers import UnreadableError
from newslint.request import Loaded, Request, Task
from newslint.rule import Deferred
from newslint.settle import settle
from newslint.telling import Telling, tell
from newslint.values import Values

PART = 64
"""How many files are handed to a worker at a time."""
TOGETHER = 16
"""How many documents are checked together, so that each rule's code is fetched once for all of them."""
MOST_TOGETHER = 500_000
"""How many characters are held in memory for that."""


class Mapped(Values):
    """What one part of the files came to."""

    files: int = 0
    articles: int = 0
    words: int = 0
    foreign: int = 0
    """Articles in other languages than were asked for."""
    diagnostics: tuple[Diagnostic, ...] = ()
    told: tuple[Told, ...] = ()
    errors: tuple[str, ...] = ()
    seconds: tuple[tuple[str, float], ...] = ()
    """Of each rule, when profiling."""


class _Tally:
    """What comes together while a part is mapped."""

    def __init__(self) -> None:
        self.files = self.articles = self.words = self.foreign = 0
        self.diagnostics: list[Diagnostic] = []
        self.told: list[Told] = []
        self.errors: list[str] = []

    def mapped(self, seconds: Mapping[str, float]) -> Mapped:
        return Mapped(
            self.files, self.articles, self.words, self.foreign,
            tuple(self.diagnostics), tuple(self.told), tuple(self.errors), tuple(seconds.items()),
        )  # fmt: skip


class Work:
    """What a worker knows: the request, from which it builds its own rules."""

    def __init__(self, request: Request, plugins: Sequence[Plugins] | None = None) -> None:
        """Take the request and, in the process that prepared it, the plugins that are loaded already."""
        self.request = request
        self.plugins = plugins or _loaded(request)
        self._active: dict[int, tuple[Active, ...]] = {}
        self._checkers: dict[tuple[int, bool], Checker] = {}
        self._seconds: dict[str, float] = {}
        readers = {suffix: reader for loaded in self.plugins for suffix, reader in loaded.readers.items()}
        paths = ((task.path, task.encoding, request.settings[task.setting].fields) for task in request.tasks)
        self.library = Library(shelves(readers, paths), dict(request.replaced))

    def __reduce__(self) -> "tuple[type[Work], tuple[Request]]":
        return (Work, (self.request,))

    def map(self, part: Sequence[Task]) -> Mapped:
        """Read and check the files of a part, and return their findings and facts."""
        self._seconds = {}
        tally = _Tally()
        for (setting, asked), tasks in groupby(part, key=lambda task: (task.setting, task.asked)):
            documents = (document for task in tasks for document in self._documents(task, tally))
            for several in _together(documents):
                for foreign, some in self._by_language(setting, several):
                    tally.foreign += len(some) if foreign and asked else 0
                    self._map(self.checker(setting, foreign), some, asked, tally)
        return tally.mapped(self._seconds)

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

    def active(self, setting: int) -> tuple[Active, ...]:
        """Return the rules that are to speak where a setting holds."""
        if setting not in self._active:
            scope = self.request.scope
            found = active_rules(self.plugins[setting].rules.values(), self.request.settings[setting].layers)
            self._active[setting] = tuple(one for one in found if scope in ("all", one.rule.scope))
        return self._active[setting]

    def corpus_rules(self, setting: int) -> Mapping[str, Active]:
        """Return the rules that compare documents, by name, where a setting holds."""
        return {one.rule.name: one for one in self.checker(setting).active if one.rule.on == "corpus"}

    def checker_for(self, setting: int, document: Document) -> Checker:
        """Return the rules that are to speak about a document."""
        return self.checker(setting, self._by_language(setting, (document,))[0][0])

    def _by_language(self, setting: int, documents: Sequence[Document]) -> list[tuple[bool, Sequence[Document]]]:
        """Return the documents in the languages that were asked for, and, with True, those in others."""
        languages = self.request.settings[setting].languages
        if not languages:
            return [(False, documents)]
        from newslint.languages import is_wanted

        is_foreign = self.checker(setting).is_foreign
        apart: dict[bool, list[Document]] = {False: [], True: []}
        for one in documents:
            apart[not is_wanted(one, languages, is_foreign)].append(one)
        return [(foreign, some) for foreign, some in apart.items() if some]

    def _documents(self, task: Task, tally: "_Tally") -> Iterator[Document]:
        try:
            yield from self.library.stream(task.path)
        except UnreadableError as problem:
            tally.errors.append(str(problem))
        except Exception as problem:  # noqa: BLE001 - a plugin's reader may raise anything, and the run goes on
            reader = self.library.shelf(task.path).reader.name
            tally.errors.append(f"{task.path}: the reader {reader} failed: {type(problem).__name__}: {problem}")
        else:
            tally.files += task.asked

    def _map(self, checker: Checker, documents: Sequence[Document], asked: bool, tally: "_Tally") -> None:
        told = [checker.facts(document) for document in documents]
        checked = checker.check_all(documents) if asked else [[] for _ in documents]
        for document, (facts, failed), found in zip(documents, told, checked, strict=True):
            if facts:
                tally.told += told_by(document.path, document.record or 0, facts)
            raised = failed + found if asked else []
            if raised:
                tally.diagnostics += diagnose(document, settle(document, raised))
            if asked:
                tally.articles += 1
                tally.words += len(document.tokens) if self.request.counts_words else 0
            document.forget()

    def _clock(self, rule: str, seconds: float) -> None:
        self._seconds[rule] = self._seconds.get(rule, 0.0) + seconds


def _together(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """Yield some documents at a time, fewer where they are long."""
    several: list[Document] = []
    size = 0
    for document in documents:
        several.append(document)
        size += len(document.text)
        if len(several) == TOGETHER or size > MOST_TOGETHER:
            yield several
            several, size = [], 0
    if several:
        yield several


def _neutral(active: Sequence[Active]) -> list[Active]:
    from newslint.languages import is_neutral

    return [one for one in active if is_neutral(one.rule)]


def _loaded(request: Request) -> list[Plugins]:
    """Return the plugins of each setting; those of the same names are loaded once."""
    known = {setting.plugins: setting.folder for setting in request.settings}
    loaded = {named: load(named, folder) for named, folder in known.items()}
    return [loaded[setting.plugins] for setting in request.settings]


Run = Callable[[Work, Sequence[Sequence[Task]]], Iterable[Mapped]]


class Engine(NamedTuple):
    """Where the parts of a run are mapped."""

    name: str
    run: Run


@hookimpl
def newslint_engines() -> Sequence[Engine]:
    """One process, and a pool of them."""
    return (Engine("serial", _serial), Engine("pool", Deferred("newslint.pool:run")))


def _serial(work: Work, parts: Sequence[Sequence[Task]]) -> Iterator[Mapped]:
    return map(work.map, parts)


class Result(NamedTuple):
    """All that a reporter needs to know of a run."""

    diagnostics: tuple[Diagnostic, ...]
    files: int
    articles: int
    words: int
    errors: tuple[str, ...]
    """What makes the run untrustworthy, as messages."""
    rules: tuple[Active, ...]
    """The rules that ran."""
    seconds: tuple[tuple[str, float], ...]
    library: Library
    foreign: int = 0
    """Articles in other languages than were asked for, about which few rules spoke."""

    def text(self, path: str, record: int | None) -> str:
        """Return the text of an article as it stands in the file."""
        return self.library.document(path, record).source


def run(loaded: Loaded, progress: Callable[[int], None] = lambda files: None) -> Result:
    """Do what the request says.

    Args:
        loaded: the request and its plugins.
        progress: told how many more files are done.
    """
    request = loaded.request
    work = Work(request, loaded.plugins)
    parts = [request.tasks[start : start + PART] for start in range(0, len(request.tasks), PART)]
    mapped = []
    for part, one in zip(parts, _engine(work, parts).run(work, parts), strict=True):
        mapped.append(one)
        progress(len(part))
    whole = merged(mapped)
    compared = _compared(work, whole)
    diagnostics = (*whole.diagnostics, *compared.diagnostics)
    rules = {one.rule.name: one for setting in range(len(request.settings)) for one in work.active(setting)}
    return Result(
        tuple(sorted(diagnostics, key=lambda one: one.sort_key)), whole.files, whole.articles, whole.words,
        (*request.missing, *whole.errors, *compared.errors), tuple(rules.values()), whole.seconds, work.library,
        whole.foreign,
    )  # fmt: skip


def merged(parts: Sequence[Mapped]) -> Mapped:
    """Return several results as one."""
    seconds: dict[str, float] = {}
    for part in parts:
        for rule, spent in part.seconds:
            seconds[rule] = seconds.get(rule, 0.0) + spent
    return Mapped(
        sum(part.files for part in parts),
        sum(part.articles for part in parts),
        sum(part.words for part in parts),
        sum(part.foreign for part in parts),
        tuple(chain.from_iterable(part.diagnostics for part in parts)),
        tuple(chain.from_iterable(part.told for part in parts)),
        tuple(chain.from_iterable(part.errors for part in parts)),
        tuple(seconds.items()),
    )


def _engine(work: Work, parts: Sequence[Sequence[Task]]) -> Engine:
    engines = {name: engine for plugins in work.plugins for name, engine in plugins.engines.items()}
    several = work.request.jobs > 1 or (work.request.jobs == 0 and len(parts) > WORTH_A_POOL)
    return engines[work.request.engine or ("pool" if several else "serial")]


WORTH_A_POOL = 16
"""From this many parts on several processes are faster than one."""


def _compared(work: Work, whole: Mapped) -> Telling:
    """Return what the rules that compare documents find at the places that were asked for."""
    if not whole.told:
        return Telling((), ())
    active = {task.path: work.corpus_rules(task.setting) for task in work.request.tasks if task.asked}
    rules = {name: rule for loaded in work.plugins for name, rule in loaded.rules.items()}
    return tell(whole.told, rules, active, work.library.document, whole.diagnostics)
