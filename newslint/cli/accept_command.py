"""``newslint accept``."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import click

from newslint.cli import completing
from newslint.cli.aims import aimed, check_aims, place_of, spot_of
from newslint.cli.decisions import LATER, Chosen, Decision, chosen, keyed, read_decisions
from newslint.cli.eager import HELP
from newslint.cli.last_check import MOST, NAME, Last, last_check
from newslint.cli.streams import say
from newslint.config import Layer
from newslint.configuration.schema import ConfigError
from newslint.engine import Result, run
from newslint.known.accepting import Choice, File, files_for
from newslint.known.entries import EVERYWHERE, MISTAKEN, PLACE, RIGHT, WRONG
from newslint.known.withheld import KNOWN, OWN, Withheld
from newslint.known.withheld import RIGHT as ACCEPTED
from newslint.reporters.words import number, printable
from newslint.requests.request import Options, prepare

if TYPE_CHECKING:
    from newslint.model import Diagnostic

SHOWN = 10
"""How many accepted findings are named."""


class _Asked(NamedTuple):
    """The command line, parsed."""

    what: tuple[str, ...]
    last: bool
    why: str
    everywhere: bool
    mistaken: bool
    dry_run: bool
    places: tuple[str, ...]
    extend_select: tuple[str, ...]
    config: str | None

    @property
    def aims(self) -> list[str]:
        """What is said besides files of decisions."""
        return [name for name in self.what if not name.endswith(".jsonl")]


@click.command("accept")
@click.argument("what", nargs=-1, type=completing.FILE)
@click.option("--last", is_flag=True, help="Accept all that the last check of this folder showed.")
@click.option("--why", metavar="TEXT", default="", help="Say why; it is kept with what is accepted.")
@click.option("--everywhere", is_flag=True, help="Accept these words of this rule in any article.")
@click.option("--mistaken", is_flag=True, help="Note that the rule was mistaken, not only that the text may stay.")
@click.option("--dry-run", is_flag=True, help="Show what would be accepted, and change nothing.")
@click.option("--in", "places", metavar="PATH", multiple=True, type=completing.FILE,
              help="Look here, not in the working directory. May be repeated.")  # fmt: skip
@click.option("--extend-select", metavar="NAME", multiple=True, shell_complete=completing.choices,
              help="Let these rules speak too, as in newslint check.")  # fmt: skip
@click.option("--config", metavar="FILE", type=completing.FILE, help="Go by this configuration.")
@HELP
def command(**given: object) -> None:
    """Accept findings: the text is right as it is, so they are not reported again.

    WHAT is a place as reports show it (a.txt:12 or a.txt:12:5), the beginning of a fingerprint, or a file
    of decisions that the HTML report wrote (decisions.jsonl). What is accepted is noted beside the
    configuration, in .newslint-accepted.jsonl; delete its line there to hear of it again.
    """
    asked = _Asked(**given)  # type: ignore[arg-type]
    if bool(asked.what) == asked.last:
        raise ConfigError("say what to accept: a.txt:12, the beginning of a fingerprint, decisions.jsonl, or --last")
    check_aims(asked.aims)
    decisions = [one for name in asked.what if name.endswith(".jsonl") for one in read_decisions(name)]
    last = _last(asked)
    result = _found(asked, decisions, last)
    choices = [Choice(one, *_said(asked)) for one in _meant(asked, last, result)]
    decided = chosen(decisions, keyed(_open(result), result.text)) if decisions else None
    if decided is not None:
        choices += [one._replace(why=asked.why or one.why, when=one.when or _today()) for one in decided.choices]
    files = files_for(choices, result)
    for file in files if not asked.dry_run else ():
        file.write()
    _tell(files, decided, asked.dry_run)


def _said(asked: _Asked) -> tuple[str, str, str, str]:
    scope = EVERYWHERE if asked.everywhere else PLACE
    return scope, MISTAKEN if asked.mistaken else RIGHT, asked.why, _today()


def _today() -> str:
    return date.today().isoformat()


def _last(asked: _Asked) -> Last | None:
    """Return the last check of this folder, where it is asked for.

    Raises:
        ConfigError: nobody knows of one, or it showed more than anybody can have looked at.
    """
    if not asked.last:
        return None
    cache = prepare(Options((), asked.config, cache=True)).request.cache
    last = last_check(cache)
    if last is None and os.path.isdir(cache) and not os.path.exists(os.path.join(cache, NAME)):
        # A check that shows nothing, and never showed anything, writes nothing down.
        say("newslint: no check of this folder has shown a finding yet")
        return Last(os.getcwd(), Options((), asked.config, cache=True), frozenset(), 0)
    if last is None:
        where = f"there is none in {os.path.relpath(cache)}" if cache else "without a configuration there is none"
        raise ConfigError(
            f"--last: what the last check showed is kept in the cache, and {where}; run newslint check (without"
            f" --no-cache) first, or say a place such as a.txt:12"
        )
    if os.path.realpath(last.folder) != os.path.realpath(os.curdir):
        raise ConfigError(f"--last: the last check ran in {last.folder}; run newslint accept --last there")
    if last.shown > MOST:
        raise ConfigError(
            f"--last: the last check showed {last.shown:,} findings, more than anybody looks at;"
            f" newslint check --write-baseline FILE takes note of them all"
        )
    return last


def _found(asked: _Asked, decisions: Sequence[Decision], last: Last | None) -> Result:
    """Check again, with all that what is meant may be compared with.

    Raises:
        ConfigError: not all can be checked.
    """
    paths = asked.places or ((".",) if last is None else ())
    named = [spot.path for spot in map(spot_of, asked.aims) if spot] + [one.path for one in decisions]
    # What a walk leaves out is checked if it is named.
    paths += tuple(dict.fromkeys(path for path in named if os.path.isfile(path)))
    options = Options(paths, asked.config, layer=Layer("command line", extend_select=asked.extend_select), cache=True)
    result = run(prepare(last.options if last is not None else options))
    if result.errors:
        raise ConfigError(f"nothing was accepted, for not all could be checked: {'; '.join(result.errors)}")
    return result


def _meant(asked: _Asked, last: Last | None, result: Result) -> Iterator[Diagnostic]:
    if last is not None:
        yield from (one for one in _open(result) if last.showed(one))
    found = result.diagnostics
    known, accepted = (found.marked(KNOWN), found.marked(ACCEPTED)) if isinstance(found, Withheld) else ((), ())
    shown = (one for one in found if one.category != OWN)
    yield from aimed(asked.aims, list(shown), list(known), list(accepted))


def _open(result: Result) -> Iterator[Diagnostic]:
    """Yield what is not accepted yet; a baseline may know it."""
    found = result.diagnostics
    known: Iterable[Diagnostic] = found.marked(KNOWN) if isinstance(found, Withheld) else ()
    yield from (one for one in (*known, *found) if one.category != OWN)


def _tell(files: Sequence[File], decided: Chosen | None, is_tried: bool) -> None:
    new = [one for file in files for one in file.new]
    for one in new[:SHOWN]:
        what = "still reported: " * (one.verdict == WRONG)
        where = " in any article" * (one.scope == EVERYWHERE)
        excerpt = f"“{printable(one.diagnostic.excerpt)}”" if one.diagnostic.excerpt else "(white space)"
        click.echo(f"{what}{place_of(one.diagnostic)} {one.diagnostic.rule}: {excerpt}{where}")
    if len(new) > SHOWN:
        click.echo(f"... and {len(new) - SHOWN:,} more")
    accepted = sum(one.verdict != WRONG for one in new)
    names = " and ".join(printable(file.name) for file in files if file.new)
    would = "would be accepted" if is_tried else "accepted"
    said = f"{number(accepted, 'finding')} {would} in {names}" if new else "nothing new to accept"
    say(f"newslint: {said}{_passed(decided)}")


def _passed(decided: Chosen | None) -> str:
    """Say what decisions did not accept."""
    if decided is None:
        return ""
    wrong, later, gone = decided.passed[WRONG], decided.passed[LATER], len(decided.missing)
    parts = [
        f"{wrong:,} to be mended" * bool(wrong),
        f"{later:,} left for later" * bool(later),
        f"{gone:,} accepted before, or there no more" * bool(gone),
    ]
    said = ", ".join(filter(None, parts))
    return f"; {said}" if said else ""
