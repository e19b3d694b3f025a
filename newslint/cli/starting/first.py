"""The first run over all articles: what is found today."""

from __future__ import annotations

from collections.abc import Iterator

from newslint.cli import streams
from newslint.cli.options import Asked, options_of
from newslint.engine import Result, run
from newslint.model import Severity
from newslint.reporters import Look
from newslint.reporters.selection import select
from newslint.reporters.summary import summary
from newslint.request import prepare


def first_run(folder: str) -> Result:
    """Check all articles of a folder as ``newslint check`` does.

    Raises:
        ConfigError: the configuration that holds there cannot be used.
        PluginError: a plugin that it names cannot be loaded.
    """
    loaded = prepare(options_of(Asked(paths=(folder,))))
    if streams.is_watched():
        from newslint.cli.progress import run_shown

        return run_shown(loaded)
    return run(loaded)


def summed_up(result: Result) -> Iterator[str]:
    """Yield what was found in a few lines."""
    yield from summary(
        result, select(result.diagnostics, Severity.WARNING), Look(Severity.WARNING, streams.wants_colour())
    )
