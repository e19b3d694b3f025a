"""What the commands that explain newslint have in common: the effective configuration, rules by name, paint."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any, NamedTuple, TypeVar

import click

from newslint import __version__, plugins, rules
from newslint.cli import completing
from newslint.cli.streams import wants_colour
from newslint.config import Config, Layer, fields_with, readers_with
from newslint.configuration import settings
from newslint.configuration.naming import check_readers, check_rules
from newslint.configuration.settings import ConfigError
from newslint.files.patterns import patterns
from newslint.plugins import Loaded, Plugins
from newslint.rule import CATEGORIES, GROUPS, Rule

Command = TypeVar("Command", bound=Callable[..., Any])


class Effective(NamedTuple):
    """The configuration that holds somewhere, the file it was read from, and what it loads."""

    config: Config
    path: str | None
    plugins: Plugins

    @property
    def layers(self) -> tuple[Layer, ...]:
        """The settings of rules, the last ones strongest."""
        return self.config.layers


class Source(NamedTuple):
    """Which configuration a command is asked to go by."""

    config: str | None = None
    preset: str | None = None
    isolated: bool = False


def configured(command: Command) -> Command:
    """Give a command the options that say which configuration holds."""
    for option in (
        click.option("--isolated", is_flag=True, help="Read no configuration, load no plugin that one names."),
        click.option("--preset", metavar="NAME", help="Go by this preset.", shell_complete=completing.presets),
        click.option("--config", metavar="FILE", type=completing.FILE, help="Go by this configuration."),
    ):
        command = option(command)
    return command


def effective(source: Source = Source(), path: str = ".") -> Effective:  # noqa: B008 - a frozen value
    """Return the configuration that holds for a file or folder, with what differs for that very path.

    Raises:
        ConfigError: the configuration, or a name in it, means nothing.
        PluginError: a plugin cannot be loaded.
    """
    folder = path if os.path.isdir(path) else os.path.dirname(path) or "."
    found = source.config or (None if source.isolated else settings.find(folder))
    config = settings.read(found, rules.presets(), source.preset)
    if source.isolated:
        config = config.but(plugins=())
    loaded = plugins.load(config.plugins, config.folder)
    check_rules(config, loaded.rules)
    check_readers(config, loaded.readers.values())
    return Effective(_for_path(config, path), found, loaded)


def _for_path(config: Config, path: str) -> Config:
    if os.path.isdir(path) or not config.per_path:
        return config
    name = os.path.relpath(path, config.folder).replace(os.sep, "/")
    matching = [one for one in config.per_path if patterns(one.paths).match(name)]
    encoding = next((one.encoding for one in reversed(matching) if one.encoding), config.encoding)
    layers = (*config.layers, *(one.layer for one in matching))
    fields, readers = fields_with(config, matching), readers_with(config, matching)
    return config.but(layers=layers, encoding=encoding, fields=fields, readers=readers)


def rules_of_file(path: str) -> tuple[Rule, ...]:
    """Return the rules of a ``.py`` file or a ``.toml`` pack.

    Raises:
        PluginError: the file cannot be loaded.
    """
    return plugins.rules_of(path)


def is_of_newslint(path: str) -> bool:
    """Whether a file of rules is one of newslint's own, which are loaded anyway."""
    home = os.path.dirname(os.path.realpath(rules.__file__))
    return os.path.realpath(path).startswith(home + os.sep)


def is_rule_file(name: str) -> bool:
    """Whether an argument is a file of rules rather than the name of a rule or plugin."""
    return name.endswith((".py", ".toml"))


def rule_named(name: str, known: Plugins) -> Rule:
    """Return a rule with its reason and examples.

    Raises:
        ConfigError: there is none of that name.
    """
    if name not in known.rules:
        raise no_rule(name, known.rules)
    return rules.full(known.rules[name])


def no_rule(name: str, names: Collection[str]) -> ConfigError:
    """Return the error for a name that no rule has."""
    category, _, group = name.partition(":")
    if category in CATEGORIES and group in ("", *GROUPS):
        kind = "group" if group else "category"
        return ConfigError(f"{name} is a {kind}, not a rule; newslint explain {name} lists its rules")
    begun = sorted(one for one in names if one.startswith(f"{name}-"))
    if len(begun) > 1:
        return ConfigError(f"there is no rule {name!r}; did you mean one of {', '.join(begun)}?")
    hint = settings.suggestion(name, [*names, *CATEGORIES, *GROUPS]) or "; newslint rules lists them"
    return ConfigError(f"there is no rule {name!r}{hint}")


def provider(rule: Rule, known: Plugins) -> Loaded:
    """Return the plugin that brought a rule."""
    return next(one for one in known.loaded if any(own.name == rule.name for own in one.rules))


def origin_of(rule: Rule, known: Plugins) -> str:
    """Return in words where a rule comes from."""
    of = provider(rule, known)
    if of.origin == "newslint":
        return f"newslint {__version__}"
    return f"{of.origin} {of.version}" if of.version else of.origin


def category_of(rule: Rule) -> str:
    """Return the category of a rule, with its group where it has one."""
    return f"{rule.category}:{rule.group}" if rule.group else rule.category


def painted(text: str, **style: Any) -> str:
    """Return ``text`` in colour where people see it on a terminal and have not asked for none."""
    return click.style(text, **style) if wants_colour() else text


SEVERITY_PAINT = {"error": "red", "warning": "yellow", "info": "blue", "off": "bright_black"}


def table(rows: Sequence[Sequence[str]], gap: int = 2) -> Iterable[list[str]]:
    """Yield the rows with their cells filled up to the width of their columns, the last one as it is."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield [cell.ljust(width + gap) for cell, width in zip(row[:-1], widths, strict=False)] + [row[-1]]


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: "1 rule", "2 rules"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
