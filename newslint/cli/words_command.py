"""``newslint words``."""

from __future__ import annotations

import os
from collections.abc import Iterable

import click

from newslint import own_words
from newslint.cli.effective import counted
from newslint.cli.groups import Group
from newslint.configuration import config_at_hand, settings
from newslint.configuration.settings import ConfigError
from newslint.own_words import Target, advice, make_count, target
from newslint.readers import UnwritableError
from newslint.word_files import WordFile, proper

_FILE = click.option("--file", "file", metavar="FILE", help="This file, not the one that the configuration names.")
_CONFIG = click.option("--config", metavar="FILE", help="Go by this configuration.")


@click.group("words", cls=Group)
def command() -> None:
    """Keep a file of words and names that newslint is to know.

    A lower-case word is known in any case; a name with a capital only so, and in ALL CAPITALS.
    """


@command.command("add")
@click.argument("words", metavar="WORD...", nargs=-1, required=True)
@_FILE
@_CONFIG
def add(words: tuple[str, ...], file: str | None, config: str | None) -> None:
    """Add words to the file."""
    to = _target(file, config)
    added = own_words.add(to, words)
    for word in added.known:
        covered = f", since {word.lower()} holds in any case" if word not in added.before else ""
        click.echo(f"{word} is known already{covered}.")
    if added.fresh:
        number = counted(len(added.fresh), "word")
        click.echo(f"Added {number} to {settings.shown(to.path)}: {', '.join(added.fresh)}")
    if not to.is_named:
        click.echo(_counting(to, is_chosen=file is not None))


def _counting(to: Target, is_chosen: bool) -> str:
    """Name the file in the configuration, unless somebody chose another one or has to look; say what was done."""
    if is_chosen or to.config is None:
        return advice(to)
    try:
        make_count(to)
    except (ConfigError, UnwritableError) as problem:
        return str(problem)
    return f"{settings.shown(to.config)} now names that file, so that its words count."


@command.command("remove")
@click.argument("words", metavar="WORD...", nargs=-1, required=True)
@_FILE
@_CONFIG
def remove(words: tuple[str, ...], file: str | None, config: str | None) -> None:
    """Remove words from the file."""
    of = _target(file, config)
    data = own_words.existing(of.path)
    before = own_words.read(of.path, data)
    wanted = dict.fromkeys(word if word in before.words else proper(word) for word in words)
    present = [word for word in wanted if word in before.words]
    for word in wanted:
        if word not in before.words:
            other = settings.suggestion(word, before.words)
            click.echo(f"{word} is not in {settings.shown(of.path)}{other}")
    if present:
        own_words.write(of.path, data, before.without(present))
        click.echo(f"Removed {counted(len(present), 'word')} from {settings.shown(of.path)}: {', '.join(present)}")


@command.command("list")
@_FILE
@_CONFIG
def list_(file: str | None, config: str | None) -> None:
    """Show the words of the file, one a line."""
    path = _target(file, config).path
    for word in _words(own_words.read(path, own_words.existing(path))):
        click.echo(word)


def _target(file: str | None, config: str | None) -> Target:
    return target(os.curdir, file, config or config_at_hand.at_hand(os.curdir))


def _words(of: WordFile) -> Iterable[str]:
    return (entry.word for entry in sorted(of.entries, key=lambda entry: entry.place))
