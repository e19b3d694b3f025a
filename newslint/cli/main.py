"""The command line: its subcommands, each imported when it is called."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

import click

from newslint.cli.eager import HELP, VERSION
from newslint.cli.streams import complain, discard_stdout, let_go_of_stdout, prepare_streams, say

COMMANDS = {
    "init": "Look at the articles of a folder, and set newslint up for them.",
    "check": "Report what is wrong in articles.",
    "fix": "Mend what can be mended safely.",
    "accept": "Accept findings: what they are about is right as it is.",
    "repair": "Write clean copies of a corpus, with an audit that can take all back.",
    "rules": "List the rules.",
    "explain": "Explain a rule.",
    "config": "Show the effective configuration and where each value comes from.",
    "plugins": "Show what was loaded from where.",
    "words": "Keep a file of words and names that newslint is to know.",
    "learn": "Learn from a corpus what it holds: words and names, leftovers of its pages.",
    "test-rules": "Run the examples of rules.",
    "new-rule": "Write the beginning of a rule of your own.",
    "score": "Score articles, for filtering a corpus.",
    "stats": "Show how often what is found, and what changed since another run.",
    "trust": "Let editors run the rules of your own in a folder.",
    "cache": "Look at what is kept of earlier runs, or delete it.",
    "trace": "Show where each paragraph of an article also stands.",
    "try": "Show how often a rule speaks in a corpus.",
    "help": "Say all about a command, with each of its options.",
    "completions": "Print what makes bash, zsh or fish complete newslint's options.",
}
UNTRUSTWORTHY = 2
INTERRUPTED = 130
TRACEBACK = "NEWSLINT_TRACEBACK"
"""The variable of the environment that asks for the traceback of a fault of ours."""
VARIABLES = (TRACEBACK, "NEWSLINT_CACHE_DIR")
"""Of the environment, those that are ours."""


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

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name not in COMMANDS and not name.startswith("-"):
            raise click.UsageError(f"there is no command {name!r}{_hint(name)}", ctx)
        return super().resolve_command(ctx, args)

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        """Read the arguments; --version and --help write."""
        with _kept():
            return super().make_context(*args, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        with _kept():
            return super().invoke(ctx)

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run the command, and exit with the status that the contract names. Nobody sees a traceback of ours."""
        extra["standalone_mode"] = False
        prepare_streams()
        _check_environment()
        try:
            status = super().main(*args, **extra)
        except click.ClickException as problem:
            status = _explained(problem)
        except (click.Abort, KeyboardInterrupt):
            status = _interrupted()
        except _SystemError as problem:
            status = _failed(problem.cause)
        except Exception as problem:  # noqa: BLE001 - a fault of ours must not look like a finding
            status = _failed(problem)
        if unwritten := let_go_of_stdout():
            complain(unwritten)
            status = UNTRUSTWORTHY
        sys.exit(status if isinstance(status, int) else 0)


def _check_environment() -> None:
    """Say of a variable whose name is nearly one of ours that it has no effect; others may be somebody else's."""
    for name in os.environ:
        if name.startswith("NEWSLINT_") and name not in VARIABLES:
            from difflib import get_close_matches

            if near := get_close_matches(name, VARIABLES, 1, 0.8):
                say(f"newslint: {name} in the environment has no effect; did you mean {near[0]}?")


class _SystemError(Exception):
    """Carries an OSError past click, which ends with 1 where a pipe is closed."""

    def __init__(self, cause: OSError) -> None:
        super().__init__(str(cause))
        self.cause = cause


@contextmanager
def _kept() -> Iterator[None]:
    try:
        yield
    except OSError as problem:
        raise _SystemError(problem) from problem


def _failed(problem: Exception) -> int:
    """Say in one line what went wrong, and return the status."""
    if isinstance(problem, OSError) and _was_written(problem):
        discard_stdout()
        if isinstance(problem, BrokenPipeError):
            return 0
        complain(f"standard output cannot be written: {problem.strerror}")
    elif _is_for_the_user(problem):
        complain(str(problem))
    else:
        if os.environ.get(TRACEBACK, "0") not in ("", "0") or {"-v", "--verbose"} & set(sys.argv):
            from traceback import format_exception

            say("".join(format_exception(problem)).rstrip("\n"))
        from newslint.reporters.words import printable

        what = printable(f"{type(problem).__name__}: {problem}")
        complain(f"newslint itself is at fault, not your text: {what}; to report it, run again with {TRACEBACK}=1")
    return UNTRUSTWORTHY


def _was_written(problem: OSError) -> bool:
    """Whether it was writing to standard output that failed, and not, say, reading a file."""
    from traceback import walk_tb

    return any(frame.f_code is click.echo.__code__ for frame, _ in walk_tb(problem.__traceback__))


def _hint(name: str) -> str:
    from newslint.cli.misuse import command_hint

    return command_hint(name, COMMANDS) or (
        f"; to check it: newslint check {name}" if os.path.exists(name) else "; see newslint --help"
    )


def _explained(problem: click.ClickException) -> int:
    if isinstance(problem, click.exceptions.NoArgsIsHelpError):
        from newslint.cli.screen import WELCOME

        say(WELCOME if problem.ctx is not None and problem.ctx.parent is None else problem.format_message())
    else:
        from newslint.cli.misuse import explained

        complain(explained(problem))
    return UNTRUSTWORTHY


def _interrupted() -> int:
    complain("interrupted")
    return INTERRUPTED


def _is_for_the_user(problem: Exception) -> bool:
    """Whether the message says all that a person needs; imported here since only a failure needs it."""
    from newslint.configuration.settings import ConfigError
    from newslint.kinds import PackError
    from newslint.plugins import PluginError
    from newslint.readers import UnreadableError, UnwritableError
    from newslint.steps.linking import EngineError

    return isinstance(problem, (ConfigError, EngineError, PluginError, PackError, UnreadableError, UnwritableError))


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]}, no_args_is_help=True)
@VERSION
@HELP
def main() -> None:
    """Point at what should not have been published in news articles.

    Begin with: newslint check FOLDER
    """
