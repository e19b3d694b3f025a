"""What ``score`` and ``stats`` have in common: a run that hands over articles, and files that are never half."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, Any

from newslint.cli import streams
from newslint.cli.checking import CLEAN, UNTRUSTWORTHY, say_what_is_done
from newslint.cli.demands import demand_rules_and_engine
from newslint.cli.options import Asked, options_of
from newslint.cli.streams import complain
from newslint.configuration.schema import ConfigError
from newslint.figures.listed import Take
from newslint.reporters.words import printable
from newslint.requests.request import Loaded, prepare
from newslint.survey import Survey, survey


def prepared(asked: Asked, *outputs: str | None) -> Loaded:
    """Return the request of a command that surveys; the files that it writes, or compares with, are no articles.

    Raises:
        ConfigError: the command line or a configuration means nothing.
        PluginError: a plugin cannot be loaded.
    """
    # What cannot be read has to show, whatever is asked for besides.
    if "all" not in asked.ignore:
        asked.extend_select = (*asked.extend_select, "input")
    # What a baseline knows is a fault of the article all the same, so none is read.
    asked.no_baseline = True
    loaded = prepare(options_of(asked).but(outputs=tuple(path for path in outputs if path)))
    demand_rules_and_engine(asked, loaded)
    say_what_is_done(asked, loaded)
    return loaded


def surveyed(asked: Asked, loaded: Loaded, take: Take, counts_words: bool) -> Survey:
    """Hand over all articles, and say how far it has come where a person sees it."""
    if asked.quiet or not streams.is_watched():
        return survey(loaded, take, counts_words)
    from newslint.cli.progress import Progress

    progress = Progress(len(loaded.request.tasks))
    try:
        return survey(loaded, take, counts_words, progress)
    finally:
        progress.clear()


def status_of(done: Survey) -> int:
    """Say what went wrong, and return the exit status."""
    for error in done.errors:
        complain(printable(error))
    if done.failures:
        complain(f"a rule failed {done.failures} times (see newslint check), so not all was checked")
    return UNTRUSTWORTHY if done.errors or done.failures else CLEAN


@contextmanager
def written(path: str | None) -> Iterator[IO[bytes]]:
    """Open a file to write, or, without a name, standard output. The file is put in its place once all is written.

    Raises:
        ConfigError: it cannot be written.
    """
    if path is None and sys.stdout is None:
        path = os.devnull
    if path is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    try:
        with _whole(path) as file:
            yield file
    except OSError as problem:
        if problem.filename is None and problem.errno is None:
            raise
        raise ConfigError(f"{printable(path)} cannot be written: {problem.strerror}") from problem


@contextmanager
def _whole(path: str) -> Iterator[IO[bytes]]:
    if os.path.lexists(path) and not stat.S_ISREG(os.stat(path).st_mode):
        # A pipe or a device cannot be put in its place later.
        with open(path, "wb") as file:
            yield file
        return
    beside = f"{path}.{os.getpid()}.part"
    try:
        with open(beside, "wb") as file:
            yield file
        os.replace(beside, os.path.realpath(path))
    finally:
        if os.path.lexists(beside):
            os.unlink(beside)


def closed_by_reader(work: Callable[[], Any]) -> bool:
    """Do some work that writes to standard output, and tell whether its reader has seen enough before its end."""
    try:
        work()
    except BrokenPipeError:
        streams.discard_stdout()
        return True
    return False
