"""Files that a walk passes over though newslint could read them. Asked only where somebody wants to know of them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress

from newslint.cli.options import Asked
from newslint.config import Config
from newslint.files.discovery import discover
from newslint.readers import PACKED
from newslint.reporters.words import number, printable
from newslint.requests.request import Loaded

NAMED = 3
"""How many excluded files are named."""


def why_nothing(asked: Asked, loaded: Loaded) -> str:
    """Say why there is nothing to check."""
    if excluded := loaded.request.excluded:
        more = f" and {len(excluded) - NAMED:,} more" if len(excluded) > NAMED else ""
        names = ", ".join(printable(path) for path in excluded[:NAMED]) + more
        return f"{names} {'is' if len(excluded) == 1 else 'are'} excluded (--force-exclude)"
    if asked.shard is not None:
        return f"no file falls to part {asked.shard[0]} of {asked.shard[1]}"
    names = " ".join(printable(path) for path in asked.paths) or asked.files_from or "the working directory"
    patterns = sorted({pattern for config in loaded.request.configs for pattern in config.include})
    others = passed_over(asked, loaded)
    links = unfollowed(asked.paths or ((".",) if not asked.files_from else ()))
    return "; ".join(filter(None, (f"no articles ({', '.join(patterns)}) in {names}", others, links)))


def unfollowed(paths: Sequence[str]) -> str:
    """Return in words which links to folders stand in some folders."""
    found = []
    for path in filter(os.path.isdir, paths):
        with suppress(OSError), os.scandir(path) as entries:
            found += [os.path.normpath(entry.path) for entry in entries if entry.is_symlink() and entry.is_dir()]
    if not found:
        return ""
    names = ", ".join(map(printable, sorted(found)[:NAMED])) + ", ..." * (len(found) > NAMED)
    return f"links to folders are not followed ({names}); name what they lead to"


def passed_over(asked: Asked, loaded: Loaded) -> str:
    """Return in words which files in the folders that were asked for are read only when they are named."""
    configs = loaded.request.configs
    readable = {suffix for plugins in loaded.plugins for suffix in plugins.readers if suffix}
    suffixes = sorted({suffix + packed for suffix in readable for packed in ("", *PACKED)})
    folders = [path for path in asked.paths or ((".",) if not asked.files_from else ()) if os.path.isdir(path)]
    by_folder = {config.folder: config.but(include=_others(config, suffixes)) for config in configs}
    written = (*(path for _, path in asked.report), asked.baseline, asked.write_baseline)
    outputs = {os.path.abspath(path) for path in written if path}
    found = discover(
        folders,
        lambda folder: _governing(folder, by_folder), asked.exclude, asked.force_exclude, outputs,
    ).files  # fmt: skip
    if not found:
        return ""
    named = [suffix for suffix in suffixes if any(_suffix(one.path) == suffix for one in found)]
    are = "is read when it is" if len(found) == 1 else "are read when they are"
    return f"{number(len(found), 'file')} ({', '.join(named)}) {are} named or in include"


def _others(config: Config, suffixes: Sequence[str]) -> tuple[str, ...]:
    """Return patterns for what the configuration does not include."""
    return (*(f"*{suffix}" for suffix in suffixes), *(f"!{pattern}" for pattern in config.include))


def _governing(folder: str, by_folder: dict[str, Config]) -> Config:
    """Return the configuration of the nearest folder above; all of them were read before."""
    at = os.path.abspath(folder)
    while at not in by_folder and at != os.path.dirname(at):
        at = os.path.dirname(at)
    return by_folder.get(at) or next(iter(by_folder.values()))


def _suffix(path: str) -> str:
    stem, suffix = os.path.splitext(os.path.basename(path))
    return os.path.splitext(stem)[1] + suffix if suffix in PACKED else suffix
