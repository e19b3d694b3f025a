"""``newslint check``."""

from __future__ import annotations

import sys

import click

from newslint.engine import run
from newslint.reporters import Look
from newslint.request import Options, prepare


@click.command("check")
@click.argument("paths", nargs=-1)
@click.option("--output-format", default="json")
@click.option("--exit-zero", is_flag=True)
@click.option("--isolated", is_flag=True)
@click.option("--no-cache", is_flag=True)
@click.option("--scope", default="all")
def command(
    paths: tuple[str, ...], output_format: str, exit_zero: bool, isolated: bool, no_cache: bool, scope: str
) -> None:
    """Report what is wrong in articles."""
    loaded = prepare(Options(paths or (".",), scope=scope, isolated=isolated))
    result = run(loaded)
    for text in loaded.plugins[0].reporters[output_format].report(result, Look()):
        sys.stdout.write(text)
