"""``newslint stats``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import click

from newslint.cli import completing, stats_shown, streams
from newslint.cli.checking import FOUND
from newslint.cli.eager import HELP
from newslint.cli.options import LEVELS, Asked, surveying
from newslint.cli.stats_files import (
    Json,
    Kept,
    array,
    change_object,
    kept,
    line,
    objects,
    only_in,
    populations,
    read,
    trailer_of,
)  # fmt: skip
from newslint.cli.surveying import closed_by_reader, prepared, status_of, surveyed, written
from newslint.configuration.schema import ConfigError, require
from newslint.figures.changes import Change, changes, matched
from newslint.figures.listed import Article
from newslint.figures.rates import DIMENSIONS, EXAMPLES, Rates
from newslint.model import Diagnostic, Severity
from newslint.reporters.words import printable
from newslint.requests.request import Loaded
from newslint.survey import Survey

FORMATS = ("table", "json", "jsonl")
TOP = 20
"""How many groups people are shown."""


def _dimensions(context: click.Context, parameter: click.Parameter, value: str) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(name.strip() for name in value.split(",") if name.strip()))
    for name in names:
        require(name in DIMENSIONS, f"--by: there is no {name!r}; there are {', '.join(DIMENSIONS)}", name, DIMENSIONS)
    if not names:
        raise ConfigError(f"--by names nothing; there are {', '.join(DIMENSIONS)}")
    return names


def _share(context: click.Context, parameter: click.Parameter, value: str | None) -> float | None:
    if value is None:
        return None
    digits = value.strip().removesuffix("%")
    try:
        share = float(digits) / 100
    except ValueError:
        share = -1.0
    if not 0 <= share < float("inf"):
        raise ConfigError(f"--fail-if-rate-up: {value!r} is no share such as 20%")
    return share


@click.command("stats")
@surveying
@click.option(
    "--by",
    metavar="NAMES",
    default="rule",
    show_default=True,
    callback=_dimensions,
    help=f"What to group by, parted by commas: {', '.join(DIMENSIONS)}.",
)
@click.option(
    "--show",
    type=click.Choice(LEVELS),
    default="info",
    show_default=True,
    help="The least severe findings that are counted.",
)
@click.option("--output", "-o", metavar="FILE", type=completing.FILE, help="The file to write, whole or not at all.")
@click.option(
    "--output-format",
    type=click.Choice(FORMATS),
    help="A table for people, or JSON.  [default: by the suffix of --output, else table]",
)
@click.option("--save", metavar="FILE", type=completing.FILE, help="Keep the rates in FILE for a later --compare.")
@click.option(
    "--compare",
    metavar="FILE",
    type=completing.FILE,
    help="Show what has changed since the run whose rates FILE holds.",
)
@click.option(
    "--fail-if-rate-up",
    metavar="SHARE",
    callback=_share,
    help="With --compare: exit with 1 where a rate rose by more than SHARE of it, in percent (20%), not by chance.",
)
@click.option("--exit-zero", is_flag=True, help="Exit with 0 rather than 1 when a rate rose.")
@click.option(
    "--top",
    type=click.IntRange(1),
    metavar="N",
    default=TOP,
    show_default=True,
    help="How many groups the table shows.",
)
@click.option(
    "--examples",
    type=click.IntRange(0, EXAMPLES),
    metavar="N",
    default=EXAMPLES,
    show_default=True,
    help="How many examples of each the table shows.",
)
@HELP
def command(**given: Any) -> int:
    """Show how often what is found, and what has changed since another run.

    PATHS are files and folders, as for newslint check. Rates are per 1,000 articles of the same group.
    """
    asked = Asked(**given)
    asked.output_format = asked.output_format or _format_of(asked.output)
    if asked.fail_if_rate_up is not None and not asked.compare:
        raise ConfigError("--fail-if-rate-up goes with --compare, which names the run before")
    before = read(asked.compare) if asked.compare else None
    if before is not None:
        _check_comparable(asked, before)
    loaded = prepared(asked, asked.output, asked.save, asked.compare)
    now, done = _counted(asked, loaded)
    if asked.save:
        with written(asked.save) as file:
            file.writelines(line(one).encode("utf-8", "backslashreplace") for one in objects(now))
    if before is not None and not asked.quiet:
        _say_differences(asked, before, now)
    found = _changes(before, now) if before is not None else []
    failing = [one for one in found if asked.fail_if_rate_up is not None and one.fails(asked.fail_if_rate_up)]
    if closed_by_reader(lambda: _write(asked, _report(asked, now, before, found, failing))):
        return 0
    status = status_of(done)
    return status or (FOUND if failing and not asked.exit_zero else status)


def _format_of(output: str | None) -> str:
    suffix = (output or "").rpartition(".")[2]
    return suffix if suffix in FORMATS else "table"


def _counted(asked: Asked, loaded: Loaded) -> tuple[Kept, Survey]:
    rates = Rates(asked.by)
    least = Severity(asked.show).rank

    def take(article: Article, found: Sequence[Diagnostic]) -> None:
        rates.take(article, [one for one in found if one.severity.rank >= least] if least else found)

    done = surveyed(asked, loaded, take, counts_words=False)
    return kept(rates, trailer_of(rates, asked.show, loaded, done)), done


def _check_comparable(asked: Asked, before: Kept) -> None:
    """Refuse to compare what was counted in another way.

    Raises:
        ConfigError: it was.
    """
    name, shown = printable(asked.compare), before.trailer.get("show")
    if before.by != asked.by:
        raise ConfigError(f"--compare: {name} was grouped by {','.join(before.by)}; say --by {','.join(before.by)}")
    if shown != asked.show:
        raise ConfigError(f"--compare: {name} counts findings from {shown} on; say --show {shown}")


def _say_differences(asked: Asked, before: Kept, now: Kept) -> None:
    """Say what else than the articles may have changed the rates."""
    name = printable(asked.compare)
    for run, of in ((f"the run of {name}", before), ("this run", now)):
        if not of.trailer.get("complete"):
            streams.say(f"newslint: {run} could not check everything, so some of its rates may be too low")
    if before.trailer.get("configuration") != now.trailer["configuration"]:
        old, new = before.trailer.get("versions", {}), now.trailer["versions"]
        other = [key for key in new if key != "python" and old.get(key) != new[key]]
        what = f"another version ({', '.join(other)})" if other else "another configuration"
        streams.say(f"newslint: {name} was made with {what}; what changed may be due to that")


def _changes(before: Kept, now: Kept) -> list[Change]:
    keys = dict.fromkeys((*before.rows, *now.rows))
    of = [matched(one.rows, one.populations, keys, now.by) for one in (before, now)]
    return changes(*of)


def _report(
    asked: Asked, now: Kept, before: Kept | None, found: Sequence[Change], failing: Sequence[Change]
) -> Iterable[str]:
    if asked.output_format == "table":
        if before is None:
            return stats_shown.table(now, asked.top, asked.examples)
        return stats_shown.changes(before, now, found, failing, asked.top, asked.examples)
    values = objects(now) if before is None else _compared(now, before, found, failing)
    return map(line, values) if asked.output_format == "jsonl" else array(values)


def _compared(now: Kept, before: Kept, found: Sequence[Change], failing: Sequence[Change]) -> Iterator[Json]:
    names = {one.key for one in failing}
    yield from (change_object(now.by, one, one.key in names) for one in found)
    yield {
        **now.trailer,
        "compared_with": before.trailer,
        "same_configuration": before.trailer.get("configuration") == now.trailer["configuration"],
        "only_before": list(populations(only_in(before, now), now.by)),
        "only_now": list(populations(only_in(now, before), now.by)),
        "failing": len(failing),
    }


def _write(asked: Asked, texts: Iterable[str]) -> None:
    if asked.output_format == "table" and asked.output is None:
        if problem := streams.write_out(texts):
            raise ConfigError(problem)
        return
    with written(asked.output) as file:
        file.writelines(text.encode("utf-8", "backslashreplace") for text in texts)
