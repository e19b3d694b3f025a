"""The steps of a run put together: map, group, verify, tell, sort.

An engine decides only where the parts of a step are done. What is done, and how it is put together,
is the same everywhere.
"""

from collections.abc import Callable, Iterator, Sequence, Set
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from typing import TYPE_CHECKING, NamedTuple

from newslint.cache.keeping import Keeping, Kept, Nothing
from newslint.comparing.facts import BUCKETS, split
from newslint.config import Active
from newslint.engines.gathering import Gathered
from newslint.hookspecs import hookimpl
from newslint.model import Diagnostic
from newslint.requests.library import Library
from newslint.requests.request import Loaded, Request
from newslint.rule import Deferred
from newslint.steps.linking import Do, link
from newslint.steps.plain import Outcome
from newslint.steps.spool import Spool
from newslint.steps.work import Work
from newslint.twins.corpus import LINK, Twins, twins

if TYPE_CHECKING:
    from newslint.figures.listed import Article

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
    return (Engine("serial", serial), Engine("pool", Deferred("newslint.engines.pool:pool")))


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
    silenced: int = 0
    """How many findings the articles themselves asked not to hear."""
    known: int = 0
    """How many findings a baseline knows."""
    accepted: int = 0
    """How many findings were accepted."""

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
    from newslint.cache.store import DamagedError, StoreError, remove

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
    found = Gathered(request)
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
    found.hush(work)
    rules = {one.rule.name: one for setting in range(len(request.settings)) for one in work.active(setting)}
    result = Result(
        found.diagnostics, found.files, found.articles, found.words, (*request.missing, *found.errors),
        tuple(rules.values()), tuple(found.seconds.items()), work.library, found.foreign,
        found.records, found.listed, loaded, tuple(found.notes), tuple(found.uncompared), found.unread,
        found.diagnostics.failures, found.silenced,
    )  # fmt: skip
    if loaded.known is None:
        return result
    from newslint.engines.knowing import knowing

    return knowing(loaded.known, result)


def start_for(work: Work, parts: int) -> Start:
    """Return what starts the engine, around which another one may stand that keeps what it does."""
    start = engine_for(work, parts).start
    if not work.request.resume:
        return start
    from newslint.engines.resuming import resuming

    return resuming(start, work.request.resume)


def _divided(loaded: Loaded) -> Request:
    """Return the request, with large files of records in pieces."""
    readers = [reader for plugins in loaded.plugins for reader in plugins.readers.values() if reader.sections]
    suffixes = tuple({suffix for reader in readers for suffix in reader.suffixes})
    may_be_large = any(task.path.lower().endswith(suffixes) for task in loaded.request.tasks)
    # What is known of each article comes file by file.
    if loaded.request.lists_articles or not may_be_large:
        return loaded.request
    from newslint.steps.dividing import divided

    return divided(loaded)


WORTH_A_POOL = 16
"""From this many parts on several processes are faster than one."""


def engine_for(work: Work, parts: int) -> Engine:
    """Return the engine that was asked for, else the one that is worth while for so many parts."""
    engines = {name: engine for plugins in work.plugins for name, engine in plugins.engines.items()}
    several = work.request.jobs > 1 or (work.request.jobs == 0 and parts > WORTH_A_POOL)
    return engines[work.request.engine or ("pool" if several else "serial")]


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
