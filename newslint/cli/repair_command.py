"""``newslint repair``."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from typing import Any

import click

from newslint.cli import completing
from newslint.cli.checking import CLEAN, FOUND, UNTRUSTWORTHY
from newslint.cli.eager import HELP
from newslint.cli.effective import configured, counted, table
from newslint.cli.options import Asked, names, options_of
from newslint.cli.streams import complain, is_watched, say
from newslint.configuration.schema import ConfigError
from newslint.known.entries import ACCEPTED
from newslint.known.kept_back import KeptBack
from newslint.readers import UnreadableError
from newslint.repairing.audit import Sums
from newslint.repairing.disk import TemporaryFolder
from newslint.repairing.how import AUDIT, How, Job
from newslint.repairing.run import Outcome, Progress, parts_of, repair
from newslint.repairing.target import cleared, require_apart
from newslint.repairing.undo import undo
from newslint.reporters.words import printable
from newslint.requests.request import Loaded, prepare


@click.command("repair")
@click.argument("source", metavar="SRC", type=completing.FILE)
@click.argument("target", metavar="DST", type=completing.FOLDER)
@click.option("--undo", is_flag=True, help="SRC is a repaired corpus: write it to DST as it was, byte for byte.")
@click.option("--dry-run", is_flag=True, help="Say what would be changed, and write nothing.")
@click.option("--force", is_flag=True, help="Replace the result of an earlier repair in DST.")
@click.option("--unsafe-fixes", is_flag=True, help="Also fixes that a person should look at.")
@click.option(
    "--credits",
    "credits_to",
    type=click.Choice(("move", "keep")),
    default="move",
    show_default=True,
    help="Move bylines and credits to the data about the article, where it has a place, or keep them in the text.",
)
@click.option(
    "--dedupe",
    type=click.Choice(("article", "paragraph")),
    help="Leave out articles, or paragraphs of articles, that stand elsewhere in the corpus.",
)
@click.option("--similar", is_flag=True, help="With --dedupe: also what is nearly the same.")
@click.option(
    "--keep",
    type=click.Choice(("first", "longest", "oldest")),
    help="With --dedupe: which of several is kept.  [default: first]",
)
@names("--select", help="Only these rules, categories or groups (typo,boilerplate:promo).")
@names("--extend-select", help="These besides those that the configuration selects.")
@names("--ignore", help="Not these.")
@click.option("--exclude", metavar="PATTERN", multiple=True, help="Copy files as they are, as in a .gitignore.")
@click.option("--jobs", "-j", type=click.IntRange(0), default=0, metavar="N", help="How many processes.")
@click.option("--engine", metavar="NAME", shell_complete=completing.engines, help="serial, pool, or a plugin's.")
@configured
@click.option("--quiet", "-q", is_flag=True, help="Say only what went wrong.")
@HELP
def command(**given: Any) -> int:
    """Write clean copies of a corpus, and say in an audit what was changed.

    SRC is a folder or a file, and never written to; DST is a new or empty folder. Safe fixes only, unless told.
    """
    asked = Asked(**given)
    _check(asked)
    return _undone(asked) if asked.undo else _repaired(asked)


def _check(asked: Asked) -> None:
    if (asked.similar or asked.keep) and not asked.dedupe:
        raise ConfigError("--keep and --similar say which duplicates go; they do nothing without --dedupe")
    if asked.undo and (asked.dedupe or asked.dry_run or asked.force or asked.unsafe_fixes):
        raise ConfigError("--undo takes a repair back; it goes with no option that says how to repair")
    if not os.path.exists(asked.source):
        raise UnreadableError(f"{asked.source}: there is no such file or folder")


def _undone(asked: Asked) -> int:
    done = undo(asked.source, asked.target)
    if not asked.quiet:
        say(f"newslint: {counted(done.files, 'file')} restored to {printable(asked.target)}")
    return _status(done.problems, False)


def _repaired(asked: Asked) -> int:
    root = asked.source if os.path.isdir(asked.source) else os.path.dirname(asked.source) or os.curdir
    loaded = _loaded(asked)
    if not asked.dry_run:
        require_apart(asked.source, asked.target)
        cleared(asked.target, force=asked.force)
    if not loaded.request.tasks and not asked.quiet:
        say(f"newslint: no articles in {printable(asked.source)}")
    if asked.dry_run and asked.dedupe:
        # What is left out is found in the copies.
        with TemporaryFolder() as folder:
            outcome = _run(asked, loaded, root, folder)
    else:
        outcome = _run(asked, loaded, root, "" if asked.dry_run else asked.target)
    if not asked.quiet:
        click.echo("\n".join(_told(asked, outcome)))
    return _status(outcome.problems, asked.dry_run and _has_changes(outcome.sums))


def _loaded(asked: Asked) -> Loaded:
    options = options_of(Asked(**{**vars(asked), "paths": (asked.source,), "unsafe_fixes": False}))
    loaded = prepare(options.but(scope="document", corpora=False, all_readable=True))
    engines = {name for plugins in loaded.plugins for name in plugins.engines}
    if asked.engine and asked.engine not in engines:
        raise ConfigError(f"no engine {asked.engine!r}; there are {', '.join(sorted(engines))}")
    return loaded.but(request=loaded.request.but(counts_words=False))


def _run(asked: Asked, loaded: Loaded, root: str, target: str) -> Outcome:
    how = How(
        asked.unsafe_fixes, asked.credits_to == "move", asked.dedupe or "", asked.similar, asked.keep or "first"
    )  # fmt: skip
    parts = parts_of(loaded.request.tasks)
    numbers = {part[0].path: number for number, part in enumerate(parts)}
    kept = _kept_back(loaded)
    job = Job(loaded.request, root, target, how, numbers, single=not os.path.isdir(asked.source), kept_back=kept)
    return _watched(asked, loaded, job, parts)


def _kept_back(loaded: Loaded) -> Mapping[str, KeptBack]:
    """Return, by file, the accepted findings, which stay as they are. What a baseline knows is repaired."""
    ledgers = tuple(one for one in loaded.known.ledgers if one.kind == ACCEPTED) if loaded.known else ()
    if loaded.known is None or not ledgers:
        return {}
    from newslint.engine import run
    from newslint.known.kept_back import kept_back
    from newslint.known.withheld import RIGHT, Withheld, everything

    result = run(loaded.but(known=loaded.known.but(ledgers=ledgers)))
    found = result.diagnostics
    accepted = found.marked(RIGHT) if isinstance(found, Withheld) else ()
    return kept_back(accepted, everything(found), result.text)


def _watched(asked: Asked, loaded: Loaded, job: Job, parts: list[list[Any]]) -> Outcome:
    if asked.quiet or not is_watched():
        return repair(loaded, job, parts)
    from newslint.cli.progress import Progress as Shown

    shown = Shown(max(1, len(loaded.request.tasks)))
    progress: Progress = shown
    try:
        return repair(loaded, job, parts, progress)
    finally:
        shown.clear()


_DONE = {
    "fixed": "fixed",
    "moved": "moved to the data about the article",
    "removed": "taken out, as they stand elsewhere",
    "left-out": "left out, as they stand elsewhere",
    "kept": "left as they were",
}


def _told(asked: Asked, outcome: Outcome) -> Iterator[str]:
    sums, would = outcome.sums, "would be " * asked.dry_run
    yield (
        f"{counted(sums.changed, 'file')} of {sums.files:,} {would}changed, "
        f"{counted(sums.files_left_out, 'file')} {would}left out"
        + (f", {counted(sums.others, 'other file')} {would}copied" if sums.others else "")
    )
    rows = [
        (f"  {count:,}", rule, _DONE[action])
        for action in _DONE
        for rule, count in sorted(sums.changes.get(action, {}).items(), key=lambda each: (-each[1], each[0]))
    ]
    yield from ("".join(row) for row in table(rows)) if rows else ()
    if not asked.dry_run:
        place = printable(os.path.join(asked.target, AUDIT))
        yield f"What was done stands in {place}; to take it back: newslint repair --undo {printable(asked.target)} DST"


def _has_changes(sums: Sums) -> bool:
    return bool(sums.changed or sums.files_left_out)


def _status(problems: tuple[str, ...], found: bool) -> int:
    for problem in problems:
        complain(printable(problem))
    if problems:
        return UNTRUSTWORTHY
    return FOUND if found else CLEAN
