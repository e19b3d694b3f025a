"""Options that show something and end the run.

click's own take their help from gettext, which imports locale and looks for translations at every start: a millisecond.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from newslint import __version__


def _show_help(context: click.Context, parameter: click.Parameter, value: bool) -> None:
    if value and not context.resilient_parsing:
        from newslint.cli.screen import help_of

        click.echo(help_of(context), color=context.color)
        context.exit()


def _show_all_help(context: click.Context, parameter: click.Parameter, value: bool) -> None:
    if value and not context.resilient_parsing:
        click.echo(context.get_help(), color=context.color)
        context.exit()


def _show_version(context: click.Context, parameter: click.Parameter, value: bool) -> None:
    if value and not context.resilient_parsing:
        click.echo(f"newslint, version {__version__}")
        context.exit()


def _eager(*names: str, help: str, callback: Callable[..., None]) -> Callable[[Any], Any]:  # noqa: A002 - click calls it so
    return click.option(*names, is_flag=True, expose_value=False, is_eager=True, help=help, callback=callback)


def HELP(command: Any) -> Any:  # noqa: N802 - it stands where options do
    """Give a command ``--help``, which fits a screen, and ``--help-all``, which says everything."""
    return _HELP(_HELP_ALL(command))


_HELP = _eager("-h", "--help", help="Show what matters on most days, and exit.", callback=_show_help)
_HELP_ALL = _eager("--help-all", help="Show all that there is, and exit.", callback=_show_all_help)
VERSION = _eager("--version", help="Show the version and exit.", callback=_show_version)
