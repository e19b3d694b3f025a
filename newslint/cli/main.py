"""The command line: its subcommands, each imported when it is called."""

from __future__ import annotations

from importlib import import_module

import click

from newslint import __version__

COMMANDS = {
    "check": "Report what is wrong in articles.",
    "fix": "Mend what can be mended safely.",
    "rules": "List the rules.",
    "explain": "Explain a rule.",
    "config": "Show the effective configuration and where each value comes from.",
    "plugins": "Show what was loaded from where.",
    "test-rules": "Run the examples of rules.",
    "new-rule": "Write the beginning of a rule of your own.",
    "try": "Show how often a rule speaks in a corpus.",
}


class _Group(click.Group):
    """Knows the names of the commands, and imports one only to run it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"newslint.cli.{cmd_name.replace('-', '_')}_command")
        command: click.Command = module.command
        return command


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="newslint")
def main() -> None:
    """Point at what should not have been published in news articles."""
