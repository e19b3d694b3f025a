"""``newslint rules``."""

from __future__ import annotations

import json
from collections.abc import Iterable

import click

from newslint.cli import completing
from newslint.cli.effective import (
    SEVERITY_PAINT,
    Effective,
    Source,
    category_of,
    configured,
    counted,
    effective,
    origin_of,
    painted,
    table,
)
from newslint.cli.wrapping import beside
from newslint.config import OFF, severity_of
from newslint.configuration.settings import ConfigError, suggestion
from newslint.rule import Rule


@click.command("rules")
@click.argument("names", nargs=-1, metavar="[NAME]...", shell_complete=completing.choices)
@click.option("--category", metavar="NAME", shell_complete=completing.categories,
              help="Only rules of this category or group (boilerplate:promo).")  # fmt: skip
@click.option("--output-format", type=click.Choice(["full", "json"]), default="full")
@configured
def command(
    names: tuple[str, ...], category: str | None, output_format: str, config: str | None, preset: str | None,
    isolated: bool,
) -> None:  # fmt: skip
    """List the rules, and how loudly each speaks under the configuration that holds here.

    NAME is a category (typo), a group (boilerplate:promo) or a rule; without any all are listed.
    """
    here = effective(Source(config, preset, isolated))
    chosen = _named(_of_category(here.plugins.rules.values(), category), names)
    if output_format == "json":
        click.echo(json.dumps([_as_json(rule, here) for rule in chosen], ensure_ascii=False, indent=2))
        return
    rows = [(rule.name, _level(rule, here), category_of(rule), rule.summary) for rule in chosen]
    for name, level, of, summary in table(rows) if rows else ():
        head = f"{name}{painted(level, fg=SEVERITY_PAINT[level.strip()])}{of}"
        click.echo(beside(head, summary, len(name) + len(level) + len(of)))
    off = sum(level == OFF for _, level, _, _ in rows)
    click.echo(f"\n{counted(len(rows), 'rule')}, {off} off. To read about one: newslint explain RULE")


def _of_category(rules: Iterable[Rule], category: str | None) -> list[Rule]:
    known = sorted(rules, key=lambda rule: (rule.category, rule.group or "", rule.name))
    if category is None:
        return known
    chosen = [rule for rule in known if category in (rule.category, category_of(rule))]
    if not chosen:
        names = {name for rule in known for name in (rule.category, category_of(rule))}
        raise ConfigError(f"there is no category {category!r} with a rule in it{_meant(category, names)}")
    return chosen


def _named(rules: list[Rule], names: tuple[str, ...]) -> list[Rule]:
    known = {name: None for rule in rules for name in (rule.category, category_of(rule), rule.name)}
    for name in names:
        if name not in known:
            raise ConfigError(f"there is no rule, category or group {name!r} here{_meant(name, set(known))}")
    return [rule for rule in rules if not names or {rule.category, category_of(rule), rule.name}.intersection(names)]


def _meant(name: str, names: set[str]) -> str:
    whole = next((one for one in names if one.endswith(f":{name}")), None)
    return suggestion(whole or name, names) or "; newslint rules lists them"


def _level(rule: Rule, here: Effective) -> str:
    severity = severity_of(rule, here.layers)
    return severity.value if severity else OFF


def _as_json(rule: Rule, here: Effective) -> dict[str, object]:
    return {
        "name": rule.name,
        "category": rule.category,
        "group": rule.group,
        "severity": _level(rule, here),
        "scope": rule.scope,
        "fixable": rule.fixable,
        "summary": rule.summary,
        "origin": origin_of(rule, here.plugins),
    }
