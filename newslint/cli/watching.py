"""``newslint check --watch``: check, and again whenever something has changed, until somebody ends it.

Each check is a process of its own. So it sees configurations and plugins as they are now, and what it does to
memory ends with it; what did not change it takes from the cache.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from stat import S_ISREG

from newslint.cli import streams
from newslint.cli.checking import UNTRUSTWORTHY
from newslint.cli.options import Asked, options_of
from newslint.cli.streams import say
from newslint.cli.watched import Watched, Watcher, candidates, with_named
from newslint.config import Config
from newslint.configuration.schema import ConfigError
from newslint.files.corpora import corpora
from newslint.files.discovery import discover
from newslint.openers import is_url
from newslint.plugins import PluginError
from newslint.reporters.words import number, printable
from newslint.requests.request import STDIN, Loaded, prepare

OFTEN = 0.2
"""Seconds between two looks at few files."""
SHARE = 25
"""So many times as long as a look takes, nothing is looked at after it."""
QUIET = 0.1
"""Seconds in which nothing may change before what changed is checked: editors write in several steps."""
LONGEST = 2.0
"""Seconds after which it is checked all the same."""
NAMED = 3
"""How many changes are named."""
TICK = 20_000_000
"""How far the clock of a file system may lag behind, in nanoseconds."""
TRIES = 5
"""How often files are looked for anew, where some keep coming in, before those that are there are checked."""
INTERRUPTED = 130
CLEAR = "\x1b[2J\x1b[H"


def watch(asked: Asked) -> int:
    """Check until somebody ends it; return the status of the last check, or 130 where one was interrupted.

    Raises:
        ConfigError: options that make no sense while one watches.
    """
    _check(asked)
    watcher = Watcher()
    changed: Mapping[str, str] = {}
    while True:
        status = INTERRUPTED
        try:
            watched = _begin(asked, watcher)
            _announce(asked, changed)
            status = _checked()
            if not asked.quiet:
                what = number(watched.articles, "file") if watched.articles else "for changes"
                say(f"newslint: watching {what}; Ctrl-C ends it")
            changed = _next(watcher)
        except KeyboardInterrupt:
            return status


def _check(asked: Asked) -> None:
    if asked.fix:
        raise ConfigError("--watch only looks, since whoever edits a file would lose it; it does not go with --fix")
    if STDIN in asked.paths or asked.files_from == STDIN:
        raise ConfigError("--watch looks at files again and again, so it does not go with - (standard input)")
    if asked.write_baseline is not None:
        raise ConfigError("--write-baseline notes what is found once, so it does not go with --watch")
    options_of(asked)


def _begin(asked: Asked, watcher: Watcher) -> Watched:
    """Begin to watch what the next check depends on, and return it."""
    for _ in range(TRIES):
        began = time.time_ns()
        watched = _watched(asked)
        watcher.begin(watched)
        # A file that appeared just while files were looked for would never be watched.
        if not began - TICK <= watcher.newest <= time.time_ns():
            break
        time.sleep(2 * TICK / 1e9)
    return watched


def _watched(asked: Asked) -> Watched:
    """Return what the next check depends on; of a configuration that cannot be read, what is known all the same."""
    named = [path for path in asked.paths or (os.curdir,) if path and not is_url(path)]
    roots = {path if os.path.isdir(path) else os.path.dirname(path) or os.curdir for path in named}
    files = {path for path in (*named, asked.files_from, asked.baseline) if path and not os.path.isdir(path)}
    outputs = {os.path.abspath(path) for _, path in asked.report}
    folders, configurations = set(roots), [asked.config] if asked.config else candidates({*roots, os.curdir})
    articles = 0
    with suppress(ConfigError, PluginError):
        loaded = prepare(options_of(asked))
        articles = sum(task.asked for task in loaded.request.tasks)
        files |= {task.path for task in loaded.request.tasks if not is_url(task.path)}
        folders |= {*loaded.folders, *_of_corpora(asked, loaded)}
        folders |= {os.path.dirname(path) or os.curdir for path in files}
        configurations += [config.path for config in loaded.request.configs if config.path]
        outputs.add(loaded.request.cache)
        # Where the cache is no hidden folder, it was walked too.
        folders = {path for path in folders if os.path.abspath(path) != loaded.request.cache}
    files |= set() if asked.isolated else with_named(configurations)
    return Watched(frozenset(files - _printed_to(files)), frozenset(folders), frozenset(outputs), articles)


def _of_corpora(asked: Asked, loaded: Loaded) -> Iterator[str]:
    """Yield the folders in which the configured corpora are searched."""
    for config in loaded.request.configs if asked.scope != "document" else ():
        for one in corpora(config):
            yield from discover([one.folder], partial(_always, one), (), False).folders


def _always(config: Config, folder: str) -> Config:
    return config


def _printed_to(files: Iterable[str]) -> set[str]:
    """Return those of some files to which the findings are printed: each check would change them."""
    printed = [known for known in map(os.fstat, (1, 2)) if S_ISREG(known.st_mode)]
    return {path for path in files if printed and os.path.isfile(path) and _is_one_of(os.stat(path), printed)}


def _is_one_of(known: os.stat_result, others: Iterable[os.stat_result]) -> bool:
    return any(os.path.samestat(known, other) for other in others)


def _announce(asked: Asked, changed: Mapping[str, str]) -> None:
    """Say what changed, on a screen that is empty again where there is one."""
    if sys.stdout is not None and sys.stdout.isatty() and os.environ.get("TERM") != "dumb":
        sys.stdout.write(CLEAR)
        sys.stdout.flush()
    if changed and not asked.quiet:
        more = f" and {len(changed) - NAMED:,} more" if len(changed) > NAMED else ""
        said = ", ".join(f"{printable(path)} {what}" for path, what in sorted(changed.items())[:NAMED])
        say(f"newslint: {time.strftime('%H:%M:%S')} {said}{more}")


def _checked() -> int:
    """Check once, as this process was asked to, and return the status."""
    arguments = [argument for argument in sys.argv if argument != "--watch"]
    begin = f"import sys; sys.path[:] = {sys.path!r}; sys.argv[:] = {arguments!r}"
    program = f"{begin}; from newslint.cli import run; run()"
    status = subprocess.call([sys.executable, "-c", program])  # noqa: S603 - ourselves
    if status < 0:
        streams.complain(f"the check was ended by signal {-status}; the next change begins another one")
    return status if status >= 0 else UNTRUSTWORTHY


def _next(watcher: Watcher) -> Mapping[str, str]:
    """Wait until something has changed and nothing changes any more, and say of each file what happened to it."""
    while True:
        began = time.monotonic()
        if changed := watcher.changes():
            break
        time.sleep(max(OFTEN, SHARE * (time.monotonic() - began)))
    until = time.monotonic() + LONGEST
    while time.monotonic() < until:
        time.sleep(QUIET)
        more = watcher.changes()
        if not more:
            break
        changed |= more
    return changed
