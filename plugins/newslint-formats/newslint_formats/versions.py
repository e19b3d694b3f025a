"""Which version of a distribution is installed.

``importlib.metadata`` needs tens of milliseconds to say so; a look at the names of the metadata folders takes one.
"""

from __future__ import annotations

import os
import sys
from functools import cache

_METADATA = ".dist-info"


def version_of(distribution: str) -> str:
    """Return the version of a distribution, given by its name in lower case; "-" where it is not installed."""
    return next((found[distribution] for entry in sys.path if distribution in (found := _versions(entry))), "-")


@cache
def _versions(folder: str) -> dict[str, str]:
    try:
        names = os.listdir(folder or os.curdir)
    except OSError:
        return {}
    pairs = (name.removesuffix(_METADATA).partition("-") for name in names if name.endswith(_METADATA))
    return {name.lower().replace("_", "-").replace(".", "-"): version for name, _, version in pairs}
