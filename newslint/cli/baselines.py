"""``--write-baseline``, and what is said of a baseline."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from newslint.cli.options import Asked
from newslint.cli.streams import say
from newslint.configuration.schema import ConfigError
from newslint.engine import Result
from newslint.engines.knowing import stale
from newslint.known.entries import BASELINE, Entry
from newslint.known.entry_files import write
from newslint.known.entry_lines import written
from newslint.known.ledgers import Ledger, Samples, content, digest_of, entry_of, is_below
from newslint.known.marks import runs_of, samples_of
from newslint.known.shelf import Shelf
from newslint.known.withheld import KNOWN, OWN, Withheld
from newslint.model import Diagnostic
from newslint.readers import UnreadableError
from newslint.reporters.words import number, printable

MOST_COMPARED = 20
"""How many paths a baseline names as those whose articles were compared; more are the files of a hook."""


def write_baseline(asked: Asked, result: Result, unread: bytes | None = None) -> str:
    """Write what a run found into its baseline; return what went wrong.

    Entries that this run could not have found stay, but for those of an older baseline that the run did not read: its
    bytes are ``unread``. A file that somebody else wrote since it was read stays too.
    """
    path = asked.write_baseline or ""
    if result.errors or result.failures:
        return f"{printable(path)} was not written, for not all could be checked"
    try:
        found, kept, pruned = _entries(path, result)
        lines = written(BASELINE, chain(found, kept), _compared(asked, path, result))
        write(path, _before(path, result, unread), lines)
    except ConfigError as problem:
        return printable(str(problem))
    if not asked.quiet:
        say(f"newslint: {_said(path, found, kept, pruned)}")
    return ""


def _before(path: str, result: Result, unread: bytes | None) -> bytes | None:
    """Return what the new baseline takes the place of; None: nothing.

    Raises:
        ConfigError: it is not what this run read before it checked the articles.
    """
    before = content(path)
    if digest_of(before) != next((one.digest for one in _ledgers(result)), digest_of(unread)):
        raise ConfigError(
            f"{path} was not written: somebody else wrote it while the articles were checked, and what stands there"
            f" now would be lost; run newslint again"
        )
    return before


def _entries(path: str, result: Result) -> tuple[Shelf, Shelf, int]:
    """Return the entries for what was found, those of before that stay, and how many do not.

    Raises:
        ConfigError: an article was removed or changed meanwhile.
    """
    ledger = Ledger(BASELINE, os.path.abspath(path), "", ())
    samples = _Samples(result)
    found = Shelf(entry_of(ledger, one, text, samples.of(one)) for one, text in _with_texts(result))
    return (found, *_older(result))


def _compared(asked: Asked, path: str, result: Result) -> Sequence[str]:
    """Return what was compared, as the baseline notes it; an older one that knows of more keeps what it says."""
    older = next(iter(_ledgers(result)), None)
    now = [os.path.abspath(one) for one in asked.paths or (os.curdir,)]
    is_part = bool(asked.shard or asked.exclude or asked.files_from) or len(now) > MOST_COMPARED
    if is_part or (older and not all(any(is_below(one, place) for place in now) for one in older.compared)):
        return older.of if older else ()
    return [Ledger(BASELINE, os.path.abspath(path), "", ()).relative(one) for one in now]


def _ledgers(result: Result) -> list[Ledger]:
    known = result.loaded.known if result.loaded else None
    return [one for one in known.ledgers if one.kind == BASELINE] if known else []


def say_stale(result: Result) -> None:
    """Say which baselines stand for findings that are there no more."""
    for name, count in stale(result.diagnostics, BASELINE).items():
        are = "is" if count == 1 else "are"
        say(
            f"newslint: {number(count, 'finding')} of the baseline {printable(name)} {are} there no more;"
            f" newslint check --write-baseline {printable(name)} prunes it"
        )


def _with_texts(result: Result) -> Iterator[tuple[Diagnostic, str]]:
    """Yield what is found and not accepted, but for what newslint says of itself, each with its article.

    Raises:
        ConfigError: an article was removed or changed meanwhile.
    """
    for one in _to_write(result):
        try:
            yield one, result.text(one.location.path, one.location.record)
        except UnreadableError as problem:
            raise ConfigError(str(problem)) from problem


def _to_write(result: Result) -> Iterator[Diagnostic]:
    found = result.diagnostics
    if isinstance(found, Withheld):
        yield from found.marked(KNOWN)
    yield from (one for one in found if one.category != OWN)


class _Samples:
    """Samples of articles: those that the older baseline has, while they hold, so that few of its lines change."""

    def __init__(self, result: Result) -> None:
        self._ledgers = _ledgers(result)
        entries = (one for ledger in self._ledgers for one in ledger.entries if one.samples)
        self._older = {(one.path, one.record): one.samples for one in entries}
        self._last: tuple[tuple[str, int | None], tuple[str, ...]] | None = None

    def of(self, one: Diagnostic) -> Samples:
        """Return what returns the samples of a finding's article; findings come article by article."""
        place = (one.location.path, one.location.record)

        def samples(text: str) -> tuple[str, ...]:
            if self._last is None or self._last[0] != place:
                self._last = (place, self._found(one, text))
            return self._last[1]

        return samples

    def _found(self, one: Diagnostic, text: str) -> tuple[str, ...]:
        record = one.location.record if one.location.record_id is None else one.location.record_id
        older = next((self._older.get((ledger.relative(one.location.path), record)) for ledger in self._ledgers), None)
        return older if older and runs_of(text).issuperset(older) else samples_of(text)


def _older(result: Result) -> tuple[Shelf, int]:
    """Return the entries that this run could not have found, and how many findings are left out for good."""
    if not isinstance(result.diagnostics, Withheld):
        return Shelf(), 0
    unused = [one for one in result.diagnostics.unused if one.ledger.kind == BASELINE]
    kept = Shelf(one.entry._replace(times=one.times) for one in unused if not one.is_judged)
    return kept, sum(one.times for one in unused if one.is_judged)


def _said(path: str, found: Sequence[Entry], kept: Iterable[Entry], pruned: int) -> str:
    articles = len({(one.path, one.record) for one in found})
    said = f"{printable(path)} now knows {number(len(found), 'finding')} in {number(articles, 'article')}"
    more = sum(one.times for one in kept)
    said += f", and {more:,} that this run did not look for" * bool(more)
    said += f"; {pruned:,} of before {'is' if pruned == 1 else 'are'} there no more, and left out" * bool(pruned)
    return f"{said}. From now on: newslint check --baseline {printable(path)}"
