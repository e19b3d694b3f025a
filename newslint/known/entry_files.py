"""Files of known findings, written: each as a whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterable
from io import BytesIO

from newslint.configuration.schema import ConfigError
from newslint.fixer import create, replace
from newslint.readers import UnwritableError

_MESSAGES = ("cannot be fixed: ", "not fixed: ", "cannot be written: ")


def write(path: str, before: bytes | None, lines: Iterable[str]) -> None:
    """Put the lines into a file.

    Args:
        path: the file.
        before: what stood in it when it was read; None: there was none.
        lines: with their ends.

    Raises:
        ConfigError: it cannot be written, or somebody else wrote it meanwhile; it is then as it was.
    """
    together = BytesIO()
    together.writelines(line.encode() for line in lines)
    data = together.getvalue()
    if data == before:
        return
    folder = os.path.dirname(path) or os.curdir
    if not os.path.isdir(folder):
        raise ConfigError(f"{path}: cannot be written: there is no folder {folder}")
    try:
        if before is None:
            create(path, data)
        else:
            replace(path, before, data)
    except UnwritableError as problem:
        raise ConfigError(f"{path}: cannot be written: {_why(str(problem))}; nothing was changed") from problem


def _why(message: str) -> str:
    for words in _MESSAGES:
        if words in message:
            return message.partition(words)[2].removesuffix("; it is as it was")
    return message
