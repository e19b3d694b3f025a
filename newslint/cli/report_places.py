"""Where a report may be written: in the place of an older one, but of nothing that newslint reads."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress

from newslint.cli.options import Asked
from newslint.cli.watched import SETTINGS, candidates, with_named
from newslint.config import INCLUDE
from newslint.configuration.settings import ACCEPTED
from newslint.engine import Result
from newslint.readers import newslint_readers
from newslint.reporters import newslint_reporters

ARTICLE = "it is one of the articles to be checked, and was left alone; name another file"
SETTING = "newslint reads it as a configuration, a baseline or a list, so it was left alone; name another file"
NO_REPORT = "it may be an article, for it is no older report, and was left alone; remove it or name another file"
_LOOKED_AT = 4096
"""How many bytes at either end of a file tell whether it is a report."""
_BEGINS = re.compile(
    rb"""\s*\Z | (?:\[\s*)?\{"path":\s | \[\s*(?:\]|\{"description":) | \{"source":\s\{"name":\s"newslint" |
    \{"\$schema":\s"[^"]*sarif | \{"trailer":\strue | ::(?:error|warning|notice)\s | <!--\snewslint\sreport\s--> |
    <!doctype\shtml>(?s:.)*<title>newslint\sreport</title> |
    <\?xml[^>]*>\s*<(?:testsuites\sname="newslint"|checkstyle\sversion=)""",
    re.VERBOSE,
)
_ENDS = re.compile(rb"^(?:No article was found, so nothing|[\d,]+ articles?[^:\n]*, [\d,]+ words?: )", re.MULTILINE)


class Places:
    """Tells which files no report may take the place of."""

    def __init__(self, asked: Asked, result: Result) -> None:
        """Take what was asked for, and the run; of one that was refused nothing is known but that."""
        # Of 300,000 articles real paths take ten seconds, and their numbers in the file system one.
        self._articles = frozenset(_numbers(_articles(asked, result)))
        self._settings = frozenset(_numbers(_settings(asked, result)))
        self._reporters = {one.name for one in newslint_reporters()}
        self._suffixes = tuple(_suffixes(result))

    def why_not(self, path: str, reporter: str) -> str:
        """Return why a report cannot be written there; nothing where it can."""
        if not os.path.isfile(path):
            return ""
        target, numbers = os.path.realpath(path), set(_numbers((path,)))
        if numbers & self._articles:
            return ARTICLE
        if numbers & self._settings or os.path.basename(target) in (*SETTINGS, ACCEPTED):
            return SETTING
        # What the reports of plugins look like, nobody knows.
        is_told = reporter in self._reporters and target.lower().endswith(self._suffixes)
        return NO_REPORT if is_told and not _is_report(target) else ""


def _numbers(paths: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Yield by what the system knows those of some files that are there, whatever they are called."""
    for path in paths:
        with suppress(OSError, ValueError):
            known = os.stat(path)
            yield known.st_dev, known.st_ino


def _articles(asked: Asked, result: Result) -> Iterator[str]:
    """Yield the files that are read as articles. A walk leaves out what is to be a report."""
    yield from asked.paths
    if result.loaded:
        yield from (task.path for task in result.loaded.request.tasks)


def _suffixes(result: Result) -> Iterator[str]:
    """Yield how the names of files end that a walk takes for articles; of a refused run that may be any it can read."""
    if result.loaded is None:
        yield from (suffix for one in newslint_readers() for suffix in one.suffixes if suffix)
    else:
        patterns = {pattern for config in result.loaded.request.configs for pattern in config.include}
        yield from filter(None, (os.path.splitext(pattern)[1].lower() for pattern in (*INCLUDE, *patterns)))


def _settings(asked: Asked, result: Result) -> Iterator[str]:
    """Yield the files that say what is to be done, and those that they name."""
    yield from filter(None, (asked.files_from, asked.baseline, asked.write_baseline))
    folders = {path if os.path.isdir(path) else os.path.dirname(path) or os.curdir for path in (*asked.paths, "")}
    configurations = [asked.config] if asked.config else candidates(folders)
    if result.loaded:
        configurations += [config.path for config in result.loaded.request.configs if config.path]
    yield from with_named(configurations)


def _is_report(path: str) -> bool:
    """Whether a file looks as newslint's own reports do, or is empty; what cannot be read is replaced by nobody."""
    try:
        with open(path, "rb") as file:
            begin = file.read(_LOOKED_AT)
            file.seek(max(0, os.path.getsize(path) - _LOOKED_AT))
            return bool(_BEGINS.match(begin) or _ENDS.search(file.read()))
    except OSError:
        return True
