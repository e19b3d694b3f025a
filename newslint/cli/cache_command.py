"""``newslint cache``."""

from __future__ import annotations

import os
import shutil

import click

from newslint.cli.eager import HELP
from newslint.cli.groups import Group
from newslint.cli.streams import complain, say
from newslint.requests.shards import RUNS


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
    from newslint.cache.store import NAME, StoreError, existing

    folder = _folder(config)
    path = os.path.join(folder, NAME)
    if not os.path.exists(path):
        say(f"newslint: there is no cache in {folder} yet; newslint check makes one")
        return
    try:
        store = existing(folder)
        counts = store.counts()
        store.close()
    except StoreError as problem:
        complain(f"the cache in {folder} cannot be read: {problem}; newslint cache clean deletes it")
        ctx.exit(2)
    click.echo(f"{folder}  {_size(folder) / 1e6:,.1f} MB")
    for what, count in counts.items():
        click.echo(f"{count:>12,} {what}")
    if runs := _runs(folder):
        click.echo(f"{len(runs):>12,} unfinished runs, kept by --resume")


@command.command("clean")
@click.option("--config", metavar="FILE", help="The configuration beside which it lies.")
@HELP
@click.pass_context
def clean(ctx: click.Context, config: str | None) -> None:
    """Delete the cache."""
    from newslint.cache.store import StoreError, remove

    folder = _folder(config)
    freed = _size(folder)
    for run in _runs(folder):
        shutil.rmtree(run, ignore_errors=True)
    try:
        remove(folder)
    except StoreError as problem:
        complain(f"the cache in {folder} cannot be deleted: {problem}")
        ctx.exit(2)
    click.echo(f"{freed / 1e6:,.1f} MB deleted in {folder}" if freed else f"there is no cache in {folder}")


def _folder(config: str | None) -> str:
    from newslint.requests.request import Options, prepare

    # A folder without articles: only the configuration is wanted.
    loaded = prepare(Options((), config, scope="document", cache=True))
    if loaded.request.cache:
        return loaded.request.cache
    raise click.UsageError(
        "nothing is kept here: there is no newslint.toml or pyproject.toml with newslint's section,"
        " nor a folder named by NEWSLINT_CACHE_DIR"
    )


def _runs(folder: str) -> list[str]:
    """Return the folders of runs that were not finished."""
    above = os.path.join(folder, RUNS)
    return [entry.path for entry in os.scandir(above) if entry.is_dir()] if os.path.isdir(above) else []


def _size(folder: str) -> int:
    """Return how much the store and unfinished runs take, in bytes."""
    from newslint.cache.store import files_in

    inside = (os.path.join(run, name) for run in _runs(folder) for name in os.listdir(run))
    return sum(os.path.getsize(path) for path in (*files_in(folder), *inside) if os.path.exists(path))
