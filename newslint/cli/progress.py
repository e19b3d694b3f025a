"""A line on standard error that says how far a long run has come."""

from __future__ import annotations

import sys
from time import monotonic

from newslint.cli import streams
from newslint.engine import Result, run
from newslint.requests.request import Loaded

PATIENCE = 1.0
"""Seconds after which a person wants to know."""
PERIOD = 0.1
"""Seconds between two states of the line."""


class Progress:
    """Counts files; shows the count on the terminal once the run takes longer than ``PATIENCE``."""

    def __init__(self, total: int) -> None:
        """Take how many files there are."""
        self._total = total
        self._done = 0
        self._next = monotonic() + PATIENCE
        self._is_shown = False

    def __call__(self, files: int) -> None:
        """Count more files."""
        self._done += files
        if monotonic() >= self._next:
            self._next = monotonic() + PERIOD
            self._is_shown = True
            share = self._done / self._total
            bar = "#" * int(share * 30)
            sys.stderr.write(f"\r[{bar:<30}] {self._done:,} of {self._total:,} files")
            sys.stderr.flush()

    def clear(self) -> None:
        """Take the line away."""
        if self._is_shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


def run_shown(loaded: Loaded) -> Result:
    """Run, and say how far it has come where a person sees it."""
    if not streams.is_watched():
        return run(loaded)
    progress = Progress(len(loaded.request.tasks))
    try:
        return run(loaded, progress)
    finally:
        progress.clear()
