"""``newslint check``."""

from __future__ import annotations

from typing import Any

import click

from newslint.cli import completing
from newslint.cli.checking import check
from newslint.cli.eager import HELP
from newslint.cli.options import Asked, shared


@click.command("check")
@shared
@click.option("--fix", is_flag=True, help="Mend what can be mended safely; the same as newslint fix.")
@click.option(
    "--write-baseline",
    metavar="FILE",
    type=completing.FILE,
    help="Note all that is found as known, for --baseline, and exit with 0.",
)
@click.option("--watch", is_flag=True, help="Check again whenever a file changes, until Ctrl-C.")
@HELP
def command(**given: Any) -> int:
    """Report what is wrong in articles.

    PATHS are files and folders; - is standard input. Without any, the working directory is checked.
    """
    asked = Asked(**given)
    if asked.watch:
        from newslint.cli.watching import watch

        return watch(asked)
    return check(asked)
