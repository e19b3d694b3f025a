"""``newslint test-rules``."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

import click

from newslint import rules
from newslint.cli import completing
from newslint.cli.effective import Source, configured, counted, effective, is_rule_file, painted, rules_of_file
from newslint.configuration.settings import FILE, PYPROJECT, ConfigError, suggestion
from newslint.plugins import Plugins
from newslint.rule import Rule
from newslint.testing import failures


@click.command("test-rules")
@click.argument("targets", nargs=-1, required=True, metavar="PATH...", shell_complete=completing.rules_and_files)
@configured
@click.pass_context
def command(
    ctx: click.Context, targets: tuple[str, ...], config: str | None, preset: str | None, isolated: bool
) -> None:
    """Run the examples of rules.

    PATH is a .py file, a .toml pack, a folder of these, or the name of a plugin or of a rule.
    """
    source = Source(config, preset, isolated)
    found = (rule for target in targets for rule in _rules_of(target, source))
    chosen = {rule.name: rules.full(rule) for rule in found if rule.category != "newslint"}
    failed = 0
    for rule in chosen.values():
        for failure in failures(rule):
            failed += 1
            click.echo(f"{painted('failed', fg='red')}  {failure}")
    examples = counted(sum(len(rule.examples) for rule in chosen.values()), "example")
    if failed:
        click.echo(f"{counted(failed, 'failure')} in {examples} of {counted(len(chosen), 'rule')}")
        ctx.exit(1)
    click.echo(f"{examples} of {counted(len(chosen), 'rule')} hold{'s' if examples == '1 example' else ''}")


def _rules_of(target: str, source: Source) -> Iterable[Rule]:
    if os.path.isdir(target):
        found = [rule for path in _files_below(target) for rule in rules_of_file(path)]
    elif is_rule_file(target):
        found = list(rules_of_file(target))
    else:
        return _named(target, effective(source).plugins)
    if not found:
        raise ConfigError(f"{target}: there is no rule in it")
    return found


def _files_below(folder: str) -> Iterator[str]:
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(one for one in folders if not one.startswith((".", "__")))
        for name in sorted(names):
            if is_rule_file(name) and name not in (FILE, PYPROJECT) and not name.startswith("_"):
                yield os.path.join(root, name)


def _named(name: str, known: Plugins) -> Iterable[Rule]:
    if name in known.rules:
        return (known.rules[name],)
    found = [rule for one in known.loaded if name in (one.name, one.origin) for rule in one.rules]
    if not found:
        names = {*known.rules, *(one.name for one in known.loaded), *(one.origin for one in known.loaded)}
        hint = suggestion(name, names) or "; newslint rules and newslint plugins list them"
        raise ConfigError(f"there is no rule or plugin with rules named {name!r}{hint}")
    return found
