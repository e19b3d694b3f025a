"""``newslint try``."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from random import Random, randrange
from types import MappingProxyType
from typing import Any, NamedTuple

import click

from newslint import plugins
from newslint.cli import completing
from newslint.cli.effective import (
    Source,
    configured,
    counted,
    effective,
    is_of_newslint,
    is_rule_file,
    no_rule,
    painted,
    rules_of_file,
)
from newslint.cli.progress import run_shown
from newslint.cli.wrapping import columns
from newslint.config import Layer, options_of
from newslint.configuration.settings import ConfigError
from newslint.engine import Result
from newslint.model import Diagnostic
from newslint.reporters.words import place_of
from newslint.requests.request import Loaded, Options, Setting, prepare

CONTEXT = 60
"""How many characters are shown on either side of a hit."""
FEWEST, EDGES = 20, 10
"""The same where a terminal is narrow; and how many columns the indent and the marks take."""
ENOUGH = 1000
"""From how many words on a rate says something."""


@click.command("try")
@click.argument("rule", shell_complete=completing.rules_and_files)
@click.argument("paths", nargs=-1, required=True, type=completing.FILE)
@click.option("--sample", type=click.IntRange(min=0), default=20, show_default=True, help="How many hits to show.")
@click.option("--seed", type=int, help="Draw the same hits as another time.")
@click.option("--jobs", type=click.IntRange(min=0), default=0, help="How many processes.")
@configured
@click.pass_context
def command(
    ctx: click.Context, rule: str, paths: tuple[str, ...], sample: int, seed: int | None, jobs: int,
    config: str | None, preset: str | None, isolated: bool,
) -> None:  # fmt: skip
    """Show how often a rule speaks in a corpus, and some of what it finds, drawn at random.

    RULE is the name of a rule, or a .py file or .toml pack of rules that no configuration names yet.
    """
    # What a baseline knows, or somebody accepted, shows how the rule speaks too.
    loaded = prepare(Options(paths, config, preset, isolated, jobs=jobs)).but(known=None)
    result = run_shown(_narrowed(loaded, rule, Source(config, preset, isolated)))
    for error in result.errors:
        click.echo(f"newslint: {error}", err=True)
    click.echo(_told(rule, result))
    _show_sample(result, sample, randrange(10_000) if seed is None else seed)  # noqa: S311 - nothing is kept secret
    if result.errors:
        ctx.exit(2)


class _Tried(NamedTuple):
    """The rules to try, and what has to be loaded for them where nothing else brings them."""

    names: tuple[str, ...]
    plugins: tuple[str, ...] = ()
    options: Mapping[str, Mapping[str, Any]] = MappingProxyType({})

    def alone(self, setting: Setting) -> Setting:
        """Return a setting in which those rules speak, and no other."""
        layers = [layer.but(select=None, extend_select=(), ignore=()) for layer in setting.layers]
        only = Layer("newslint try", options=self.options, select=self.names)
        brought = tuple(dict.fromkeys((*setting.plugins, *self.plugins)))
        return setting.but(plugins=brought, layers=(*layers, only))


def _narrowed(loaded: Loaded, rule: str, source: Source) -> Loaded:
    """Return the request with that rule speaking everywhere, with its configured options, and no other."""
    tried = _of_file(rule, loaded) if is_rule_file(rule) else _named(rule, loaded, source)
    narrowed = [tried.alone(setting) for setting in loaded.request.settings]
    request = loaded.request.but(settings=tuple(narrowed))
    return Loaded(request, tuple(plugins.load(setting.plugins, setting.folder) for setting in narrowed))


def _of_file(path: str, loaded: Loaded) -> _Tried:
    names = tuple(one.name for one in rules_of_file(path))
    if not names:
        raise ConfigError(f"{path}: there is no rule in it")
    built_in = is_of_newslint(path) and all(set(names) <= set(one.rules) for one in loaded.plugins)
    return _Tried(names, () if built_in else (os.path.abspath(path),))


def _named(rule: str, loaded: Loaded, source: Source) -> _Tried:
    """The configuration of the articles counts first, then the one that holds where the command is given."""
    known = {name for one in loaded.plugins for name in one.rules}
    if all(rule in one.rules for one in loaded.plugins):
        return _Tried((rule,))
    here = effective(source)
    if rule in here.plugins.rules:
        options = options_of(here.plugins.rules[rule], here.layers)
        return _Tried((rule,), here.config.plugins, {rule: options} if options else {})
    if rule in known:
        return _Tried((rule,))
    raise no_rule(rule, known | set(here.plugins.rules))


def _told(rule: str, result: Result) -> str:
    if not result.articles:
        return "No articles were found."
    files = len({one.location.path for one in result.diagnostics})
    times, words = counted(len(result.diagnostics), "time"), counted(result.words, "word")
    said = f"{rule} speaks {times} in {files:,} of {counted(result.files, 'file')}"
    if result.words < ENOUGH:
        return f"{said} ({words})"
    return f"{said}: {len(result.diagnostics) * 1000 / result.words:.3f} per 1,000 words ({words})"


def _show_sample(result: Result, wanted: int, seed: int) -> None:
    drawn = _drawn(result.diagnostics, wanted, seed)
    if not drawn:
        return
    if len(drawn) < len(result.diagnostics):
        click.echo(f"{len(drawn)} of them, drawn with --seed {seed}:")
    several = len({one.rule for one in drawn}) > 1
    for one in drawn:
        position = one.location.position
        place = f"{one.location.path}:{position.line}:{position.column}"
        place = place if one.location.field is None else place_of(one.location)
        click.echo(
            f"\n{painted(place, bold=True)}  {one.message}{f' ({one.rule})' * several}\n    {_in_context(result, one)}"
        )


def _drawn(diagnostics: Sequence[Diagnostic], wanted: int, seed: int) -> list[Diagnostic]:
    drawn: Iterable[Diagnostic] = diagnostics
    if wanted < len(diagnostics):
        drawn = Random(seed).sample(list(diagnostics), wanted)  # noqa: S311 - nothing is kept secret
    return sorted(drawn, key=lambda one: one.sort_key)


def _in_context(result: Result, one: Diagnostic) -> str:
    text = result.text(one.location.path, one.location.record)
    start, end = one.location.span
    room = columns()
    around = CONTEXT if room is None else min(CONTEXT, max(FEWEST, (room - EDGES - (end - start)) // 2))
    before, after = text[max(0, start - around) : start], text[end : end + around]
    first = "" if start <= around else "…"
    last = "" if end + around >= len(text) else "…"
    marked = painted(f"[[{text[start:end]}]]", fg="red")
    return " ".join(f"{first}{before}{marked}{after}{last}".split())
