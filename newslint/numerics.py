"""Modules that need numpy, which takes a tenth of a second to get ready and may be missing."""

from __future__ import annotations

import os
from functools import cache
from importlib import import_module
from typing import Any

_THREADS = "OPENBLAS_NUM_THREADS"
"""The variable of the environment that says how many threads numpy starts when it is imported."""


@cache
def needing_numpy(module: str) -> Any | None:
    """Return a module by its name; None where numpy is missing or broken. It is tried once in a process."""
    given = os.environ.get(_THREADS)
    # It would start threads for its algebra, which nobody asks of it here; that takes as long as all the rest.
    os.environ.setdefault(_THREADS, "1")
    try:
        return import_module(module)
    except Exception:  # noqa: BLE001 - half an installation raises anything, and the plain way gives the same answers
        return None
    finally:
        if given is None:
            del os.environ[_THREADS]
