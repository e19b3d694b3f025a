"""The first run over all articles: what is found today, and a baseline of it."""

from __future__ import annotations

from newslint.cli import streams
from newslint.cli.baselines import write_baseline
from newslint.cli.options import Asked, options_of
from newslint.engine import Result, run
from newslint.known.ledgers import content
from newslint.model import Severity
from newslint.reporters import Look
from newslint.reporters.selection import select
from newslint.reporters.summary import advice, summary
from newslint.requests.request import Loaded, prepare


def first_run(folder: str, baseline: str | None) -> tuple[Result, str]:
    """Check all articles of a folder as ``newslint check`` does.

    Args:
        folder: where the articles lie.
        baseline: the file that is to hold what is found, in place of what it held; None: none is written.

    Returns:
        what was found, and why the baseline could not be written, if that is so.

    Raises:
        ConfigError: the configuration that holds there cannot be used.
        PluginError: a plugin that it names cannot be loaded.
    """
    asked = Asked(paths=(folder,), write_baseline=baseline, quiet=True)
    options = options_of(asked)
    older = content(baseline) if baseline is not None else None
    # What an older baseline knew is found today too.
    result = _run(prepare(options.but(baseline="") if baseline is not None else options))
    return result, write_baseline(asked, result, older) if baseline is not None else ""


def _run(loaded: Loaded) -> Result:
    if streams.is_watched():
        from newslint.cli.progress import run_shown

        return run_shown(loaded)
    return run(loaded)


def summed_up(result: Result) -> list[str]:
    """Return what was found in a few lines, without what could be done about it."""
    selection = select(result.diagnostics, Severity.WARNING)
    lines = list(summary(result, selection, Look(Severity.WARNING, streams.wants_colour())))
    return lines[: len(lines) - len(list(advice(result, selection)))]
