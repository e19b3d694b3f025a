"""Which folders the user trusts: there an editor may run the Python files that a configuration names.

A person who types ``newslint check`` has chosen the folder; an editor opens whatever was downloaded. So the language
server asks here before it loads code, and nobody else does.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence

from newslint.configuration.schema import ConfigError
from newslint.files.own_folders import own_folder
from newslint.values import Values

__all__ = ["Trusted", "file_of_trust", "is_trusted", "shown_code", "trusted", "withheld"]

VERSION = 1
_OTHERS_MAY_WRITE = 0o022


class Trusted(Values):
    """A folder that the user trusts, with all that lies in it."""

    path: str
    """Absolute, without symbolic links."""
    number: int
    """The folder's number in its file system, so that another folder that is moved into its place is not trusted.

    The system may give the number of a folder that was deleted to the next one that is made.
    """
    since: str = ""
    """The day, as 2026-01-31."""


def file_of_trust() -> str:
    """Return the file that lists the trusted folders, in the user's own configuration folder; it may not exist."""
    return os.path.join(own_folder("config"), "trusted.json")


def is_trusted(path: str, folders: Sequence[Trusted] | None = None) -> bool:
    """Whether a file or folder lies in a folder that the user trusts. What is in doubt is not trusted.

    Symbolic links are followed first; folders are the same if the file system says so, however they are written.

    Args:
        path: the file or folder; it need not exist.
        folders: the trusted folders; None: those of the user's file. Of a file that cannot be used, none.
    """
    if folders is None:
        try:
            folders = trusted()
        except ConfigError:
            return False
    above = [known for folder in _upwards(path) if (known := _state(folder)) is not None]
    return any(_is_there(one) and any(_same(one, state) for state in above) for one in folders)


def withheld(plugins: Sequence[str], folder: str) -> tuple[str, ...]:
    """Return those of the plugins that a configuration names which must not be loaded: code, unless it is trusted.

    Packs hold no code. A module may lie beside the configuration, so it counts as code too.

    Args:
        plugins: as ``Config.plugins`` has them.
        folder: in which the configuration lies.
    """
    code = shown_code(plugins)
    return code if code and not is_trusted(folder) else ()


def shown_code(plugins: Sequence[str]) -> tuple[str, ...]:
    """Return those of the plugins that a configuration names which are programs."""
    return tuple(name for name in plugins if not name.endswith(".toml"))


def trusted() -> tuple[Trusted, ...]:
    """Return the folders that the user trusts, as the file has them.

    Raises:
        ConfigError: the file cannot be read, is damaged or of a later version, or others may have written it.
    """
    path = file_of_trust()
    try:
        with open(path, "rb") as file:
            _refuse_if_others_may_write(path, os.fstat(file.fileno()))
            data = file.read()
    except FileNotFoundError:
        return ()
    except OSError as problem:
        raise ConfigError(f"the list of trusted folders cannot be read: {path}: {problem.strerror}") from problem
    return _parsed(path, data)


def _refuse_if_others_may_write(path: str, state: os.stat_result) -> None:
    if sys.platform == "win32":
        return
    if state.st_uid not in (os.getuid(), 0) or state.st_mode & _OTHERS_MAY_WRITE:
        raise ConfigError(
            f"the list of trusted folders could have been written by somebody else, so no folder is trusted: {path};"
            " look at it, then: chmod 600"
        )


def _parsed(path: str, data: bytes) -> tuple[Trusted, ...]:
    import json

    damaged = f"the list of trusted folders is damaged: {path}; delete it and trust your folders again"
    try:
        table = json.loads(data)
        version = table["version"]
        if isinstance(version, int) and version > VERSION:
            raise ConfigError(f"the list of trusted folders was written by a later newslint: {path}")
        found = [Trusted(one["path"], one["number"], one.get("since", "")) for one in table["folders"]]
    except (ValueError, KeyError, TypeError, AttributeError) as problem:
        raise ConfigError(damaged) from problem
    if not all(isinstance(one.path, str) and os.path.isabs(one.path) and type(one.number) is int for one in found):
        raise ConfigError(damaged)
    return tuple(found)


def _upwards(path: str) -> Iterator[str]:
    """Yield the path without symbolic links, and the folders above it."""
    try:
        current = os.path.realpath(path)
    except (OSError, ValueError):
        return
    while True:
        yield current
        parent = os.path.dirname(current)
        if parent == current:
            return
        current = parent


def _state(path: str) -> os.stat_result | None:
    try:
        return os.stat(path)
    except (OSError, ValueError):
        return None


def _is_there(one: Trusted) -> bool:
    """Whether the folder that was trusted still lies in its place: none that took its place, or none at all."""
    state = _state(one.path)
    return state is not None and state.st_ino == one.number


def _same(one: Trusted, state: os.stat_result) -> bool:
    return os.path.samestat(os.stat(one.path), state)
