"""Which configuration somebody means, and how it names a file."""

from __future__ import annotations

import os
import re
from contextlib import suppress

from newslint.configuration import settings


def at_hand(folder: str) -> str | None:
    """Return the configuration that somebody means who works in ``folder``, or None.

    It is the one that governs the folder, else the only one in the folders directly below.
    """
    if governing := settings.find(folder):
        return governing
    try:
        with os.scandir(folder) as entries:
            inner = [entry.path for entry in entries if not entry.name.startswith(".") and entry.is_dir()]
    except OSError:
        return None
    below = [path for one in inner if os.path.isfile(path := os.path.join(one, settings.FILE))]
    return below[0] if len(below) == 1 else None


def how_to_name(key: str, path: str, config: str | None) -> str:
    """Return what to write into a configuration so that it names a file.

    Args:
        key: the setting.
        path: the file.
        config: the configuration; None: there is none yet, and it would lie in the working directory.
    """
    name = name_in(config, path)
    if config is None:
        return f'put into a new file {settings.FILE}:  {key} = ["{name}"]'
    where, text = settings.shown(config), _text(config)
    if re.search(rf"(?m)^[ \t]*{re.escape(key)}[ \t]*=", text):
        return f'add "{name}" to the list {key} in {where}'
    is_section = os.path.basename(where) == settings.PYPROJECT
    # Below the heading of a table it would be a setting of that.
    above = ", above its first [section]" * (re.search(r"(?m)^[ \t]*\[", text) is not None)
    return f'add to {where}{", below [tool.newslint]" if is_section else above}:  {key} = ["{name}"]'


def _text(config: str) -> str:
    """Return what a configuration says, as far as it can be read."""
    with suppress(OSError), open(config, encoding="utf-8", errors="replace") as file:
        return file.read()
    return ""


def name_in(config: str | None, path: str) -> str:
    """Return how a configuration names a file."""
    folder = os.path.dirname(os.path.abspath(config)) if config else os.getcwd()
    return os.path.relpath(path, folder).replace(os.sep, "/")
