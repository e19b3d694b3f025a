"""``newslint help``."""

from __future__ import annotations

import click

from newslint.cli.eager import HELP


@click.command("help")
@click.argument("names", nargs=-1, metavar="[COMMAND]...")
@HELP
@click.pass_context
def command(context: click.Context, names: tuple[str, ...]) -> None:
    """Say all about a command: each of its options; without one, what commands there are."""
    at = context.find_root()
    for name in names:
        group = at.command
        if not isinstance(group, click.Group):
            raise click.UsageError(f"{at.command_path} has no commands of its own, so no {name!r}", at)
        found, inner, _ = group.resolve_command(at, [name])
        if inner is not None:
            at = click.Context(inner, at, found)
    click.echo(at.get_help())
