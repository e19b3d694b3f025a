"""``newslint trust``."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress

import click

from newslint.cli import completing
from newslint.cli.eager import HELP
from newslint.cli.streams import say
from newslint.configuration.schema import ConfigError
from newslint.configuration.trust import VERSION, Trusted, file_of_trust, is_trusted, shown_code, trusted


@click.command("trust")
@click.argument("folder", default=".", type=completing.FOLDER)
@click.option("--list", "listing", is_flag=True, help="Show the folders that you trust.")
@click.option("--revoke", is_flag=True, help="Trust the folder no longer.")
@HELP
def command(folder: str, listing: bool, revoke: bool) -> None:
    """Let editors run the rules of your own that the configuration in FOLDER names.

    A rule in Python is a program. An editor opens whatever you have downloaded, so its newslint runs
    such rules only in folders that you trust, and in the folders inside them. On the command line
    they run anyway, since you chose the folder yourself; --isolated keeps them out there too.
    """
    if listing:
        _list()
    elif revoke:
        _revoke(folder)
    else:
        _trust(folder)


def _list() -> None:
    folders = trusted()
    for one in folders:
        gone = "" if is_trusted(one.path, (one,)) else "  (moved, deleted or replaced: no longer trusted)"
        click.echo(f"{one.path}  since {one.since}{gone}")
    if not folders:
        say("newslint: you trust no folder yet; newslint trust FOLDER adds one")


def _trust(folder: str) -> None:
    from datetime import date

    path = _resolved(folder)
    folders = trusted()
    if is_trusted(path, folders):
        click.echo(f"{path} is trusted already.")
    else:
        kept = [one for one in folders if one.path != path]
        _write((*kept, Trusted(path, os.stat(path).st_ino, date.today().isoformat())))
        click.echo(f"Trusted: {path}, and all that lies in it.")
    for line in _what_may_run(path):
        click.echo(line)
    click.echo(f"To take it back: newslint trust --revoke {_quoted(folder)}")


def _what_may_run(path: str) -> list[str]:
    """Say which programs an editor may run now, or where else one has to look."""
    from newslint import rules
    from newslint.configuration import settings

    config = settings.find(path)
    if config is None:
        return ["There is no configuration yet, so nothing runs so far."]
    where = os.path.dirname(config)
    if not is_trusted(where):
        return [f"But its configuration is {config}; to let its rules run: newslint trust {_quoted(where)}"]
    names = [_near(name, where) for name in shown_code(settings.read(config, rules.presets()).plugins)]
    return [f"Its configuration names {', '.join(names) or 'no program so far'}."]


def _near(name: str, folder: str) -> str:
    return os.path.relpath(name, folder) if os.path.isabs(name) else name


def _revoke(folder: str) -> None:
    path = os.path.realpath(folder)
    folders = trusted()
    kept = tuple(one for one in folders if not _is(one, path))
    if len(kept) == len(folders):
        inside = next((one.path for one in folders if is_trusted(path, (one,))), None)
        hint = f"; it lies in {inside}, which is" if inside else "; newslint trust --list shows those that are"
        raise ConfigError(f"{path} is not on the list of trusted folders{hint}")
    _write(kept)
    click.echo(f"No longer trusted: {path}")


def _is(one: Trusted, path: str) -> bool:
    try:
        return one.path == path or os.path.samefile(one.path, path)
    except OSError:
        return False


def _resolved(folder: str) -> str:
    if not os.path.isdir(folder):
        what = "is a file; trust the folder it lies in" if os.path.exists(folder) else "there is no such folder"
        raise ConfigError(f"{folder}: {what}")
    return os.path.realpath(folder)


def _write(folders: Sequence[Trusted]) -> None:
    """Write the list as a whole or not at all; nobody else may read or write it."""
    import json

    from newslint.fixer import beside_of

    path = file_of_trust()
    data = json.dumps({"version": VERSION, "folders": [one.as_dict() for one in folders]}, indent=2) + "\n"
    try:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        beside = beside_of(path)
        try:
            with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
                file.write(data)
            os.replace(beside, path)
        finally:
            with suppress(OSError):
                os.unlink(beside)
    except OSError as problem:
        raise ConfigError(f"the list of trusted folders cannot be written: {path}: {problem.strerror}") from problem


def _quoted(path: str) -> str:
    import shlex

    return shlex.quote(path)
