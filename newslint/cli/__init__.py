"""argv -> exit status. Nothing imports this package."""

from __future__ import annotations

import gc
import os
import sys

__all__ = ["run"]

_MANY = 500_000


def run() -> None:
    """Run the command line and end the process.

    What start-up makes lives to the end, so the collector need not look through it time and again,
    nor the interpreter take it apart when all is written: together a tenth of a run on few files.
    """
    gc.set_threshold(_MANY)
    from newslint.cli.main import main

    try:
        main()
    except SystemExit as end:
        if isinstance(end.code, int):
            _flush()
            os._exit(end.code)
        raise


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()
