"""``newslint completions``."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from newslint.cli.main import main


@click.command("completions")
@click.argument("shell", type=click.Choice(("bash", "zsh", "fish")))
def command(shell: str) -> None:
    """Print what makes a shell complete newslint's options.

    In ~/.bashrc: eval "$(newslint completions bash)"
    """
    complete = get_completion_class(shell)
    if complete is not None:
        click.echo(complete(main, {}, "newslint", "_NEWSLINT_COMPLETE").source())
