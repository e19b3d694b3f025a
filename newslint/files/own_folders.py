"""The user's own folders, in which newslint keeps what belongs to nobody's project."""

from __future__ import annotations

import os
import sys
from typing import Literal

Purpose = Literal["config", "cache"]
_PLACES = {
    "config": ("XDG_CONFIG_HOME", "APPDATA", r"~\AppData\Roaming", "~/Library/Application Support", "~/.config"),
    "cache": ("XDG_CACHE_HOME", "LOCALAPPDATA", r"~\AppData\Local", "~/Library/Caches", "~/.cache"),
}
"""Of each purpose: the variable that outranks the rest; on Windows a variable and a folder; on a Mac; elsewhere."""


def own_folder(purpose: Purpose) -> str:
    """Return newslint's folder among the user's own for settings, or for what can be made anew; it may not exist."""
    variable, windows_variable, windows, mac, elsewhere = _PLACES[purpose]
    if given := os.environ.get(variable, ""):
        home = os.path.abspath(given)
    elif sys.platform == "win32":
        home = os.environ.get(windows_variable) or os.path.expanduser(windows)
    else:
        home = os.path.expanduser(mac if sys.platform == "darwin" else elsewhere)
    return os.path.join(home, "newslint")
