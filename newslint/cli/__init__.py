"""argv -> exit status. Nothing imports this package."""

from __future__ import annotations

from newslint.cli.main import main

__all__ = ["main"]
