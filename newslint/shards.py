"""Runs that are shared or interrupted: which files a part of the input has, and where unfinished runs are kept."""

import os
from collections.abc import Sequence

from newslint.discovery import Found

CACHE = ".newslint_cache"
CACHE_VARIABLE = "NEWSLINT_CACHE_DIR"


def of_shard(files: Sequence[Found], shard: tuple[int, int] | None) -> Sequence[Found]:
    """Return the files of a part that a run is to take: neighbours in the sorted list of all.

    Args:
        files: all files.
        shard: the number of the part, from 1, and of how many parts; None: all files.
    """
    if shard is None:
        return files
    number, of = shard
    ordered = sorted(files, key=lambda one: one.path)
    return ordered[len(ordered) * (number - 1) // of : len(ordered) * number // of]


def cache_folder(folder: str) -> str:
    """Return where newslint keeps things: where the environment says, else beside the configuration in a folder."""
    return os.path.abspath(os.environ.get(CACHE_VARIABLE) or os.path.join(folder, CACHE))
