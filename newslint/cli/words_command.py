"""``newslint words``."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import NamedTuple

import click

from newslint import fixer, rules, settings
from newslint.cli.effective import counted
from newslint.cli.groups import Group
from newslint.cli.word_files import WordFile, parsed, proper
from newslint.readers import UnreadableError, data_of
from newslint.settings import ConfigError

DEFAULT = "words.txt"
_FILE = click.option("--file", "file", metavar="FILE", help="This file, not the one that the configuration names.")
_CONFIG = click.option("--config", metavar="FILE", help="Go by this configuration.")


class Target(NamedTuple):
    """A file of words, and the configuration that governs it, if there is one."""

    path: str
    config: str | None
    is_named: bool
    """Whether the configuration names the file, so that its words count."""


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
    target = _target(file, config)
    wanted = list(dict.fromkeys(proper(word) for word in words))
    data = _data(target.path)
    before = WordFile() if data is None else _parsed(target.path, data)
    known = before.words
    fresh = [word for word in wanted if word not in known and word.lower() not in known]
    for word in wanted:
        if word not in fresh:
            covered = f", since {word.lower()} holds in any case" if word not in known else ""
            click.echo(f"{word} is known already{covered}.")
    if fresh:
        _write(target.path, data, before.with_words(fresh))
        click.echo(f"Added {counted(len(fresh), 'word')} to {settings.shown(target.path)}: {', '.join(fresh)}")
    if not target.is_named:
        click.echo(advice(target))


@command.command("remove")
@click.argument("words", metavar="WORD...", nargs=-1, required=True)
@_FILE
@_CONFIG
def remove(words: tuple[str, ...], file: str | None, config: str | None) -> None:
    """Remove words from the file."""
    target = _target(file, config)
    data = _existing(target.path)
    before = _parsed(target.path, data)
    wanted = dict.fromkeys(word if word in before.words else proper(word) for word in words)
    present = [word for word in wanted if word in before.words]
    for word in wanted:
        if word not in before.words:
            other = settings.suggestion(word, before.words)
            click.echo(f"{word} is not in {settings.shown(target.path)}{other}")
    if present:
        _write(target.path, data, before.without(present))
        click.echo(f"Removed {counted(len(present), 'word')} from {settings.shown(target.path)}: {', '.join(present)}")


@command.command("list")
@_FILE
@_CONFIG
def list_(file: str | None, config: str | None) -> None:
    """Show the words of the file, one a line."""
    target = _target(file, config)
    for word in _words(_parsed(target.path, _existing(target.path))):
        click.echo(word)


def _words(of: WordFile) -> Iterable[str]:
    return (entry.word for entry in sorted(of.entries, key=lambda entry: entry.place))


def _target(file: str | None, config: str | None) -> Target:
    """Return the file to keep: the one that is asked for, else one that the configuration names, else a new one."""
    governing = config or settings.find(os.curdir)
    named = settings.words_files(governing, rules.presets()) if governing else ()
    if file is not None:
        return Target(file, governing, os.path.realpath(file) in map(os.path.realpath, named))
    if named:
        return Target(settings.shown(named[0]), governing, True)
    folder = os.path.dirname(os.path.abspath(governing)) if governing else os.getcwd()
    return Target(settings.shown(os.path.join(folder, DEFAULT)), governing, False)


def advice(target: Target) -> str:
    """Return what to write into the configuration so that the words of a file count."""
    folder = os.path.dirname(os.path.abspath(target.config)) if target.config else os.getcwd()
    name = os.path.relpath(target.path, folder).replace(os.sep, "/")
    shown = settings.shown(target.config) if target.config else settings.FILE
    section = ", below [tool.newslint]:  " if os.path.basename(shown) == settings.PYPROJECT else ":  "
    return f'To use it, add to {shown}{section}words-files = ["{name}"]'


def _data(path: str) -> bytes | None:
    return data_of(path) if os.path.lexists(path) else None


def _existing(path: str) -> bytes:
    data = _data(path)
    if data is None:
        raise UnreadableError(f"there is no file {settings.shown(path)} yet; newslint words add makes it")
    return data


def _parsed(path: str, data: bytes) -> WordFile:
    try:
        return parsed(data.decode("utf-8"))
    except UnicodeDecodeError as problem:
        raise ConfigError(f"{settings.shown(path)} is not UTF-8 (byte {problem.start}); it was left as it is") from None


def _write(path: str, before: bytes | None, after: WordFile) -> None:
    data = after.text().encode("utf-8")
    if before is None:
        fixer.create(path, data)
    else:
        fixer.replace(path, before, data)
