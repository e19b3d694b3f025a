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
        click.echo(context.get_help(), color=context.color)
        context.exit()


def _show_version(context: click.Context, parameter: click.Parameter, value: bool) -> None:
    if value and not context.resilient_parsing:
        click.echo(f"newslint, version {__version__}")
        context.exit()


def _eager(*names: str, help: str, callback: Callable[..., None]) -> Callable[[Any], Any]:  # noqa: A002 - click calls it so
    return click.option(*names, is_flag=True, expose_value=False, is_eager=True, help=help, callback=callback)


HELP = _eager("-h", "--help", help="Show this message and exit.", callback=_show_help)
VERSION = _eager("--version", help="Show the version and exit.", callback=_show_version)
