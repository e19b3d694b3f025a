"""A run from the parsed command line to the exit status."""

import gc
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from newslint.checking.asking import FAILED
from newslint.cli import streams
from newslint.cli.demands import demanded
from newslint.cli.options import Asked, options_of
from newslint.cli.streams import complain, say
from newslint.configuration.schema import ConfigError
from newslint.engine import Result, run
from newslint.model import Diagnostic, Severity
from newslint.plugins import PluginError
from newslint.reporters import Look, Reporter, newslint_reporters
from newslint.reporters.words import printable
from newslint.requests.library import Library
from newslint.requests.request import Loaded, prepare
from newslint.steps.linking import EngineError

CLEAN, FOUND, UNTRUSTWORTHY = 0, 1, 2
NAMED = 3
"""How many files are named that were excluded or could not be read."""
NOTES = 10
"""How many notes on whole files are shown."""


class _Done:
    """What is left to report, what went wrong besides, and whether ``--diff`` has shown changes."""

    def __init__(
        self,
        result: Result,
        problems: tuple[str, ...] = (),
        fixed_stdin: bytes | None = None,
        differs: bool = False,
    ) -> None:
        self.result = result
        self.problems = problems
        self.fixed_stdin = fixed_stdin
        self.differs = differs


def check(asked: Asked) -> int:
    """Do what the command line asks, and return the exit status."""
    try:
        loaded = prepare(options_of(asked))
        reporters = demanded(asked, loaded)
    except (ConfigError, PluginError) as problem:
        return _refused(asked, str(problem))
    loaded = _counting(asked, loaded, reporters)
    say_what_is_done(asked, loaded)
    try:
        done = _repaired(asked, loaded, _linted(asked, loaded))
    except EngineError as problem:
        return _refused(asked, str(problem))
    problems = [printable(error) for error in done.result.errors] + [*done.problems, *_failures(done.result)]
    with _uncollected():
        problems += _noted(asked, done) + _shown(asked, done, reporters) + _written(asked, done.result, reporters)
    for message in problems:
        complain(message)
    if done.result.notes and not asked.quiet:
        _say_notes(done.result.notes)
    if unread := _unread(done.result):
        say(f"newslint: {unread}")
    if done.result.uncompared and not asked.quiet:
        say(f"newslint: {_uncompared(done.result)}")
    if loaded.known is not None and not asked.quiet and asked.write_baseline is None:
        from newslint.cli.baselines import say_stale

        say_stale(done.result)
    if loaded.request.cache and not (loaded.request.replaced or asked.diff):
        _remember(asked, loaded.request.cache, done.result)
    if asked.profile:
        from newslint.cli.tables import profile

        profile(done.result)
    return _status(asked, loaded, done, bool(problems))


def _remember(asked: Asked, cache: str, result: Result) -> None:
    """Keep what was shown, for ``newslint accept --last``; nothing is imported where nothing was, as before."""
    if result.diagnostics or os.path.exists(os.path.join(cache, "last-check")):
        from newslint.cli.last_check import remember

        remember(cache, asked, result.diagnostics)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Look for no garbage meanwhile.

    All findings of a run are read at once for a report, and hold no cycles: to look through a million living objects,
    again and again, took longer than the report.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _counting(asked: Asked, loaded: Loaded, reporters: Mapping[str, Reporter]) -> Loaded:
    """Return the request, which counts words only where an output is for people."""
    names = (asked.output_format, *(name for name, _ in asked.report))
    is_read = asked.statistics or any(reporters[name].for_people for name in names)
    return loaded if is_read else loaded.but(request=loaded.request.but(counts_words=False))


def _refused(asked: Asked, message: str) -> int:
    """Say why there is no run; programs that read the outputs get empty ones."""
    reporters = {one.name: one for one in newslint_reporters()}
    empty = Result((), 0, 0, 0, (message,), (), (), Library({}, {}))
    reporter = reporters.get(asked.output_format)
    if reporter is not None and not reporter.for_people:
        streams.write_out(reporter.report(empty, Look()), as_utf_8=True)
    for problem in (message, *_written(asked, empty, reporters)):
        complain(problem)
    return UNTRUSTWORTHY


def _linted(asked: Asked, loaded: Loaded) -> Result:
    if asked.quiet or not streams.is_watched():
        return run(loaded)
    from newslint.cli.progress import run_shown

    return run_shown(loaded)


def _repaired(asked: Asked, loaded: Loaded, result: Result) -> _Done:
    if not (asked.fix or asked.diff):
        return _Done(result)
    from newslint.cli.fixing import show_changes, write_changes

    if asked.diff:
        differs, problems = show_changes(asked, loaded, result)
        return _Done(result, problems, differs=differs)
    changed, problems, fixed_stdin = write_changes(asked, loaded, result)
    if fixed_stdin is not None:
        replaced = tuple((path, fixed_stdin) for path, _ in loaded.request.replaced)
        loaded = loaded.but(request=loaded.request.but(replaced=replaced))
    return _Done(_linted(asked, loaded) if changed else result, problems, fixed_stdin)


def _noted(asked: Asked, done: _Done) -> list[str]:
    """Write the baseline, if one is to be; then all is known. Returns what went wrong."""
    if asked.write_baseline is None:
        return []
    from newslint.cli.baselines import write_baseline

    problem = write_baseline(asked, done.result)
    done.result = done.result._replace(diagnostics=())
    return [problem] if problem else []


def _shown(asked: Asked, done: _Done, reporters: Mapping[str, Reporter]) -> list[str]:
    """Write the findings to standard output, or, where a fixed text goes there, to standard error.

    Returns what went wrong.
    """
    if asked.interactive and reporters[asked.output_format].for_people and not asked.statistics:
        # Whoever has just decided about each change need not read all of it again.
        if count := len(done.result.diagnostics):
            say(f"newslint: {count:,} finding{'s are' if count > 1 else ' is'} left; newslint check shows what")
        return []
    if asked.diff or (asked.write_baseline is not None and reporters[asked.output_format].for_people):
        return []
    reporter, beside = reporters[asked.output_format], done.fixed_stdin is not None
    problems: list[str | None] = [streams.write_bytes_out(done.fixed_stdin)] if done.fixed_stdin is not None else []
    if asked.statistics:
        from newslint.cli.tables import statistics

        texts: Iterable[str] = statistics(done.result, Severity(asked.show))
        if not reporter.for_people:
            say("".join(texts))
            texts = _report(reporter, done.result, _look(asked), problems)
    else:
        # "0 articles checked" would sound like good news.
        is_news = done.result.files or not reporter.for_people
        texts = _report(reporter, done.result, _look(asked), problems) if is_news else ()
    if not beside:
        problems.append(streams.write_out(texts, as_utf_8=not reporter.for_people))
    elif done.result.diagnostics:
        say("".join(texts).rstrip("\n"))
    return [problem for problem in problems if problem]


def _report(reporter: Reporter, result: Result, look: Look, problems: list[str | None]) -> Iterator[str]:
    try:
        yield from reporter.report(result, look)
    except Exception as problem:  # noqa: BLE001 - a plugin's reporter may raise anything
        problems.append(f"the reporter {reporter.name} failed: {type(problem).__name__}: {problem}")


def _look(asked: Asked) -> Look:
    watched = (streams.wants_colour(), streams.width(), streams.in_hook(), asked.quiet)
    return Look(Severity(asked.show), *watched, streams.repository())


def _written(asked: Asked, result: Result, reporters: Mapping[str, Reporter]) -> list[str]:
    """Write the report files; return what went wrong."""
    if not (asked.report or streams.step_summary()):
        return []
    from newslint.cli.report_files import write_reports

    return write_reports(asked, result, Look(Severity(asked.show), root=streams.repository()), reporters)


def _failures(result: Result) -> list[str]:
    count = result.failures
    places = f"{count} place{'s' * (count > 1)}"
    return [f"a rule failed in {places} (see {FAILED}), so not all was checked"] if count else []


def _say_notes(notes: Sequence[str]) -> None:
    for note in notes[:NOTES]:
        say(f"newslint: {printable(note)}")
    if len(notes) > NOTES:
        say(f"newslint: ... and {len(notes) - NOTES:,} more notes like these")


def _status(asked: Asked, loaded: Loaded, done: _Done, is_untrustworthy: bool) -> int:
    if is_untrustworthy:
        return UNTRUSTWORTHY
    found = done.differs if asked.diff else _fails(asked, loaded, done.result)
    return FOUND if found and not asked.exit_zero else CLEAN


def _fails(asked: Asked, loaded: Loaded, result: Result) -> bool:
    found: Iterable[Diagnostic] = result.diagnostics
    if asked.max_warnings is not None:
        if sum(one.severity is Severity.WARNING for one in found) > asked.max_warnings:
            return True
        found = [one for one in found if one.severity is not Severity.WARNING]
    if asked.fail_on:
        return any(one.severity.rank >= Severity(asked.fail_on).rank for one in found)
    thresholds = loaded.request.thresholds()
    return any(one.severity.rank >= thresholds.get(one.location.path, Severity.WARNING).rank for one in found)


def _unread(result: Result) -> str:
    """Say how many articles cannot be read, where the rules that would say so of each are off."""
    if not result.unread or any(one.rule.category == "input" for one in result.rules):
        return ""
    many = "article cannot be read, and was" if result.unread == 1 else "articles cannot be read, and were"
    return f"{result.unread:,} {many} not checked; --extend-select input says which and why"


def _uncompared(result: Result) -> str:
    """Say which articles of the corpus were compared with nothing."""
    places = [f"{path}:{record}" if record else path for path, record in result.uncompared]
    named = ", ".join(map(printable, places[:NAMED])) + f" and {len(places) - NAMED:,} more" * (len(places) > NAMED)
    return f"in the corpus {named} cannot be read and {'was' if len(places) == 1 else 'were'} not compared"


def say_what_is_done(asked: Asked, loaded: Loaded) -> None:
    """Say that there is nothing to do, or, where that was asked for, what there is."""
    request = loaded.request
    files = sum(task.asked for task in request.tasks)
    if not files and not request.missing and not asked.quiet and not streams.in_hook():
        from newslint.cli.passed_over import why_nothing

        say(f"newslint: nothing to check: {why_nothing(asked, loaded)}")
    if asked.verbose:
        from newslint.cli.tables import verbose

        verbose(asked, loaded)
