"""Runs that are shared or interrupted: which files a part of the input has, and where unfinished runs are kept."""

import os
from _blake2 import blake2b
from collections.abc import Iterable, Sequence

from newslint.config import Config
from newslint.files.discovery import Found

CACHE = ".newslint_cache"
CACHE_VARIABLE = "NEWSLINT_CACHE_DIR"
RUNS = "runs"
"""The folder of unfinished runs in that of what newslint keeps."""
IGNORE = "# Made by newslint; safe to delete.\n*\n"
"""What .gitignore says in that folder."""


def of_shard(files: Sequence[Found], shard: tuple[int, int]) -> Sequence[Found]:
    """Return the files of a part that a run is to take: neighbours in the sorted list of all.

    Args:
        files: all files.
        shard: the number of the part, from 1, and of how many parts.
    """
    number, of = shard
    ordered = sorted(files, key=lambda one: one.path)
    return ordered[len(ordered) * (number - 1) // of : len(ordered) * number // of]


def cache_folder(configs: Iterable[Config]) -> str:
    """Return where newslint keeps things; empty where nobody says.

    Args:
        configs: the configurations of a run, the most important one first; the first that is a file says where, else
            it is beside that file. The environment outranks them all.
    """
    if named := os.environ.get(CACHE_VARIABLE):
        return os.path.abspath(named)
    config = next((one for one in configs if one.path), None)
    return "" if config is None else os.path.join(config.folder, config.cache_dir or CACHE)


def trusted_cache_folder(folder: str) -> str:
    """Return where an editor keeps what newslint found out: in the folder for that, or the user's own.

    Whoever made an untrusted folder may have put a store into it, or have its configuration say where one is written.

    Args:
        folder: where the configuration or the environment says; empty: there is none.
    """
    from newslint.configuration.trust import is_trusted
    from newslint.files.own_folders import own_folder

    if not folder or os.environ.get(CACHE_VARIABLE) or is_trusted(folder):
        return folder
    name = blake2b(os.fsencode(os.path.realpath(folder)), digest_size=16).hexdigest()
    return os.path.join(own_folder("cache"), name)
