"""``newslint cache``."""

from __future__ import annotations

import os

import click

from newslint.cli.eager import HELP
from newslint.cli.groups import Group
from newslint.cli.streams import complain, say


@click.group("cache", cls=Group)
@HELP
def command() -> None:
    """Look at what newslint keeps of earlier runs, or delete it. Findings never depend on it."""


@command.command("info")
@click.option("--config", metavar="FILE", help="The configuration beside which it lies.")
@HELP
@click.pass_context
def info(ctx: click.Context, config: str | None) -> None:
    """Say where the cache lies, how large it is, and what is in it."""
    from newslint.store import NAME, StoreError, opened

    folder = _folder(config)
    path = os.path.join(folder, NAME)
    if not os.path.exists(path):
        say(f"newslint: there is no cache in {folder} yet; newslint check makes one")
        return
    try:
        store, note = opened(folder)
    except StoreError as problem:
        complain(f"the cache in {folder} cannot be read: {problem}")
        ctx.exit(2)
    if note:
        say(f"newslint: {note}")
    counts = store.counts()
    store.close()
    click.echo(f"{folder}  {_size(folder) / 1e6:,.1f} MB")
    for what, count in counts.items():
        click.echo(f"{count:>12,} {what}")


@command.command("clean")
@click.option("--config", metavar="FILE", help="The configuration beside which it lies.")
@HELP
@click.pass_context
def clean(ctx: click.Context, config: str | None) -> None:
    """Delete the cache."""
    from newslint.store import StoreError, remove

    folder = _folder(config)
    freed = _size(folder)
    try:
        remove(folder)
    except StoreError as problem:
        complain(f"the cache in {folder} cannot be deleted: {problem}")
        ctx.exit(2)
    click.echo(f"{freed / 1e6:,.1f} MB deleted in {folder}" if freed else f"there is no cache in {folder}")


def _folder(config: str | None) -> str:
    from newslint.request import Options, prepare

    # A folder without articles: only the configuration is wanted.
    loaded = prepare(Options((), config, scope="document", cache=True))
    if loaded.request.cache:
        return loaded.request.cache
    raise click.UsageError(
        "nothing is kept here: there is no newslint.toml or pyproject.toml with newslint's section,"
        " nor a folder named by NEWSLINT_CACHE_DIR"
    )


def _size(folder: str) -> int:
    from newslint.store import files_in

    return sum(os.path.getsize(path) for path in files_in(folder) if os.path.exists(path))
