"""``newslint fix``."""

from __future__ import annotations

from typing import Any

import click

from newslint.cli.checking import check
from newslint.cli.eager import HELP
from newslint.cli.options import Asked, shared


@click.command("fix")
@shared
@click.option("--interactive", "-i", is_flag=True, help="Show each change, suggestions too, and ask about it.")
@HELP
def command(**given: Any) -> int:
    """Mend what can be mended safely, and report what is left.

    PATHS are files and folders; - is standard input, whose mended text is written to standard
    output. With --diff nothing is changed.
    """
    return check(Asked(**given, fix=True))
