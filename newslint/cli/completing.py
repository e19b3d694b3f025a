"""What the shell is offered for an argument. The options import this, so it imports newslint only when used."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from newslint.plugins import Plugins


class FileName(click.ParamType):
    """A file or folder, which the shell completes; whether it can be read is found out, and said, in the run.

    click's own type asks gettext for its name, which imports locale at every start.
    """

    def __init__(self, name: str) -> None:
        """Take ``file`` or ``directory``."""
        self.name = name

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Leave the completion to the shell, which knows the files."""
        from click.shell_completion import CompletionItem

        return [CompletionItem(incomplete, type="dir" if self.name == "directory" else "file")]


FILE = FileName("file")
FOLDER = FileName("directory")


def formats(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Return the output formats."""
    return _beginning(incomplete, _plugins(ctx).reporters)


def reports(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Return the output formats, each with the sign after which the name of a file stands."""
    return [f"{name}=" for name in formats(ctx, param, incomplete)]


def engines(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Return the engines."""
    return _beginning(incomplete, _plugins(ctx).engines)


def presets(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Return the presets."""
    from newslint import rules

    return _beginning(incomplete, rules.presets())


def rule_names(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Return the names of the rules."""
    return _beginning(incomplete, _plugins(ctx).rules)


def rules_and_groups(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Return the names of the rules, categories and groups."""
    return _beginning(incomplete, _choices(_plugins(ctx)) - {"all"})


def rules_and_files(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the names of the rules; where none begins so, the shell offers its files."""
    from click.shell_completion import CompletionItem

    names = rule_names(ctx, param, incomplete)
    return [CompletionItem(name) for name in names] or [CompletionItem(incomplete, type="file")]


def categories(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Return the categories and groups of rules."""
    plugins = _plugins(ctx)
    return _beginning(incomplete, _choices(plugins) - {*plugins.rules, "all"})


def choices(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Return the rules, categories and groups, after those that stand before a comma already."""
    before, comma, last = incomplete.rpartition(",")
    return [before + comma + name for name in _beginning(last, _choices(_plugins(ctx)))]


def _choices(plugins: Plugins) -> set[str]:
    from newslint.config import selectors

    return {name for rule in plugins.rules.values() for name in selectors(rule)}


def _plugins(ctx: click.Context) -> Plugins:
    """Return what is loaded here; where the configuration is at fault, what newslint brings itself."""
    from newslint import plugins
    from newslint.cli.effective import Source, effective
    from newslint.configuration.settings import ConfigError

    given = ctx.params
    try:
        return effective(Source(given.get("config"), None, bool(given.get("isolated")))).plugins
    except (ConfigError, plugins.PluginError):
        return plugins.load()


def _beginning(incomplete: str, names: Iterable[str]) -> list[str]:
    return sorted(name for name in names if name.startswith(incomplete))
