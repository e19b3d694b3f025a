"""The steps of a run put together: map, group, verify, tell, sort.

An engine decides only where the parts of a step are done. What is done, and how it is put together,
is the same everywhere.
"""

from collections.abc import Callable, Iterator, Sequence, Set
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from typing import TYPE_CHECKING, NamedTuple

from newslint.asking import FAILED
from newslint.config import Active
from newslint.corpus import LINK, Told, Twins, twins
from newslint.facts import BUCKETS, split
from newslint.findings import Findings
from newslint.hookspecs import hookimpl
from newslint.keeping import Keeping, Kept, Nothing
from newslint.library import Library
from newslint.linking import Do, link
from newslint.model import Diagnostic
from newslint.request import Loaded, Request
from newslint.rule import Deferred
from newslint.spool import Lazily, Spool
from newslint.steps import Mapped, Outcome, Telling, ToTell
from newslint.work import Work

if TYPE_CHECKING:
    from newslint.listed import Article

Start = Callable[[Work], AbstractContextManager[Do]]


class Engine(NamedTuple):
    """Where the parts of a run are done."""

    name: str
    start: Start
    """Called once per run. What it gives does one step after the other."""
    takes_scheduler: bool = False
    """Whether it has a use for the address of a cluster that runs already."""


@hookimpl
def newslint_engines() -> Sequence[Engine]:
    """One process, and a pool of them."""
    return (Engine("serial", serial), Engine("pool", Deferred("newslint.pool:pool")))


@contextmanager
def serial(work: Work) -> Iterator[Do]:
    """Do everything in this process."""
    yield lambda step, parts: (work.do(step, part) for part in parts)


class Result(NamedTuple):
    """All that a reporter needs to know of a run."""

    diagnostics: Sequence[Diagnostic]
    """Sorted."""
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
    records: int = 0
    """Articles that are records of a file."""
    listed: "Sequence[Article]" = ()
    """All articles, where the request asks for them."""
    loaded: Loaded | None = None
    """What was asked for; None where there was no run."""
    notes: tuple[str, ...] = ()
    """What is no fault and yet should be known: what was left out of which file."""
    uncompared: tuple[tuple[str, int | None], ...] = ()
    """Articles of the corpus, as path and record, that were not asked for and cannot be read."""

    unread: int = 0
    """Articles that were asked for and cannot be read; mostly a finding says so of each."""
    failures: int = 0
    """How often a rule failed."""

    def noting(self, note: str) -> "Result":
        """Return the same with one more note, if there is one."""
        return self._replace(notes=(*self.notes, note)) if note else self

    def text(self, path: str, record: int | None) -> str:
        """Return the text of an article as it stands in the file."""
        return self.library.document(path, record).source


def run(loaded: Loaded, progress: Callable[[int], None] = lambda files: None) -> Result:
    """Do what the request says.

    Args:
        loaded: the request and its plugins.
        progress: told how many more files are done.
    """
    loaded = loaded.but(request=_divided(loaded))
    if not loaded.request.cache or loaded.request.lists_articles or loaded.request.profile:
        work = Work(loaded.request, loaded.plugins)
        return _run(loaded, work, Nothing(work), progress)
    from newslint.store import DamagedError, StoreError, remove

    work = Work(loaded.request.but(counts_words=True), loaded.plugins)
    try:
        with closing(Kept(work, work.request.cache)) as kept:
            return _run(loaded, work, kept, progress).noting(kept.note)
    except StoreError as problem:
        note = f"the cache in {work.request.cache} is not used: {problem}"
        if isinstance(problem, DamagedError):
            with suppress(StoreError):
                remove(work.request.cache)
                note = f"the cache in {work.request.cache} was deleted, to be made anew: {problem}"
    return run(loaded.but(request=loaded.request.but(cache="")), progress).noting(note)


def _run(loaded: Loaded, work: Work, keeping: Keeping, progress: Callable[[int], None]) -> Result:
    request, known = work.request, keeping.known()
    found = _Run(request)
    parts = request.parts(known.stale)
    for number, outcome in known.outcomes.items():
        found.add_outcome(number, outcome)
    if known.outcomes:
        progress(len(request.tasks) - len(known.stale))
    with start_for(work, len(parts))(work) as do:
        for part, mapped in zip(parts, do("map", parts), strict=True):
            found.add(mapped)
            keeping.add(mapped)
            progress(sum(request.tasks[number].ends_file for number in part))
        found.mend(do)
        found.compare(do, keeping, known.stale)
    rules = {one.rule.name: one for setting in range(len(request.settings)) for one in work.active(setting)}
    return Result(
        found.diagnostics, found.files, found.articles, found.words, (*request.missing, *found.errors),
        tuple(rules.values()), tuple(found.seconds.items()), work.library, found.foreign,
        found.records, found.listed, loaded, tuple(found.notes), tuple(found.uncompared), found.unread,
        found.diagnostics.failures,
    )  # fmt: skip


def start_for(work: Work, parts: int) -> Start:
    """Return what starts the engine, around which another one may stand that keeps what it does."""
    start = engine_for(work, parts).start
    if not work.request.resume:
        return start
    from newslint.resuming import resuming

    return resuming(start, work.request.resume)


def _divided(loaded: Loaded) -> Request:
    """Return the request, with large files of records in pieces."""
    readers = [reader for plugins in loaded.plugins for reader in plugins.readers.values() if reader.sections]
    suffixes = tuple({suffix for reader in readers for suffix in reader.suffixes})
    may_be_large = any(task.path.lower().endswith(suffixes) for task in loaded.request.tasks)
    # What is known of each article comes file by file.
    if loaded.request.lists_articles or not may_be_large:
        return loaded.request
    from newslint.dividing import divided

    return divided(loaded)


WORTH_A_POOL = 16
"""From this many parts on several processes are faster than one."""


def engine_for(work: Work, parts: int) -> Engine:
    """Return the engine that was asked for, else the one that is worth while for so many parts."""
    engines = {name: engine for plugins in work.plugins for name, engine in plugins.engines.items()}
    several = work.request.jobs > 1 or (work.request.jobs == 0 and parts > WORTH_A_POOL)
    return engines[work.request.engine or ("pool" if several else "serial")]


def _in_few_bytes(diagnostics: Sequence[Diagnostic]) -> Sequence[Diagnostic]:
    """Return the same findings of one file, packed: those of a whole corpus wait until all are known."""
    from newslint.packing import Packed, packed

    return Packed(packed(diagnostics), diagnostics[0].location.path)


class _Run:
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
        self.errors.update(dict.fromkeys(outcome.errors))
        self.notes += outcome.notes
        self.unread += outcome.unread
        self.uncompared += outcome.uncompared

    def mend(self, do: Do) -> None:
        """Say of records that have the id of one in another piece of their file that they do."""
        if self._identities.filled():
            from newslint.identities import repeated

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
            for number, found in telling.diagnostics:
                has_failed = has_failed or any(one.rule == FAILED for one in found)
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

    def _tellings(self, do: Do, links: Spool, asked: Set[int] | None) -> Iterator[Telling]:
        signs: dict[int, list[Told]] = {}
        for number, some in self._signs.items():
            if asked is None or number in asked:
                signs.setdefault(self._request.part_of(number), []).extend(some)
        numbers = sorted({*links.filled(), *signs})

        def part(index: int) -> ToTell:
            number = numbers[index]
            return ToTell(links[number], tuple(signs.get(number, ())), tuple(self.diagnostics.of(number)))

        return iter(do("tell", Lazily(len(numbers), part)))


def _uncompared(outcome: Outcome) -> Iterator[str]:
    for path, record in outcome.uncompared:
        yield f"{path}{f':{record}' if record else ''}: cannot be read, so it was not compared"


def twins_in(work: Work, asked: Set[int], on_error: Callable[[str], object] = lambda message: None) -> Iterator[Twins]:
    """Yield the twins of all places in some files, none of which is checked.

    Args:
        work: a request with all files of the corpus.
        asked: the numbers of the files at whose places somebody wants to know of twins.
        on_error: told of each file that cannot be read.
    """
    tasks = tuple(task._replace(asked=False) for task in work.request.tasks)
    unchecked = Work(work.request.but(tasks=tasks), work.plugins)
    parts = unchecked.request.parts()
    facts = Spool(BUCKETS)
    with engine_for(unchecked, len(parts)).start(unchecked) as do:
        for mapped in do("map", parts):
            facts.add(mapped.facts)
            for number, outcome in mapped.outcomes.items():
                for message in (*outcome.errors, *(_uncompared(outcome) if number not in asked else ())):
                    on_error(message)
        links = link(do, facts, len(parts), asked).links
    for number in links.filled():
        yield from twins(split(links[number], LINK), unchecked.names)
