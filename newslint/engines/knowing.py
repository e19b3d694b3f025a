"""The end of a run that knew something before: what is known is withheld, and what is known in vain is said."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from newslint.checking.diagnose import fingerprint, shortened
from newslint.known.books import Seen, Unused
from newslint.known.entries import ACCEPTED, EVERYWHERE, WRONG
from newslint.known.withheld import Withheld, without_known
from newslint.model import Diagnostic, Location, Position, Span
from newslint.readers import newslint_readers, reader_for
from newslint.requests.library import Shelf
from newslint.steps.silencing import UNUSED
from newslint.text.structure import line_starts

if TYPE_CHECKING:
    from newslint.config import Active
    from newslint.engine import Result
    from newslint.known.ledgers import Known, Ledger
    from newslint.requests.request import Loaded
    from newslint.rule import Rule


def knowing(known: Known, result: Result) -> Result:
    """Return the result without the findings that are known."""
    found = without_known(known, result.diagnostics, result.text, seen_in(known, result))
    result = result._replace(diagnostics=found, known=found.known, accepted=found.accepted)
    speaker = next((one for one in result.rules if one.rule.name == UNUSED), None)
    in_vain = [one for one in found.unused if one.ledger.kind == ACCEPTED and _is_in_vain(one)]
    if speaker is None or not in_vain:
        return result
    readers = {suffix: reader for reader in newslint_readers() for suffix in reader.suffixes}
    for ledger in {one.ledger.path: one.ledger for one in in_vain}.values():
        result.library.add(ledger.name, Shelf(reader_for(readers, "plain.txt"), "utf-8"))
    return result._replace(diagnostics=found.adding([_said(one, speaker, result) for one in in_vain]))


def seen_in(known: Known, result: Result) -> Seen:
    """Return what a run looked at, so that what it did not find can be told from what it did not look for."""
    if result.loaded is None:
        raise ValueError("there was no run")
    return seen_of(known, result.loaded, [one.rule for one in result.rules], not (result.errors or result.failures))


def seen_of(known: Known, loaded: Loaded, rules: Sequence[Rule], is_whole: bool) -> Seen:
    """Return what a run looks at, given the rules that speak, and whether nothing went wrong."""
    request = loaded.request
    return Seen(
        {os.path.abspath(task.path): task.path for task in request.tasks if task.asked},
        frozenset(rule.name for rule in rules),
        frozenset(rule.name for rule in rules if rule.on == "corpus"),
        frozenset(name for plugins in loaded.plugins for name in plugins.rules),
        known.folders,
        bool(request.configs) and all(config.corpus for config in request.configs),
        is_whole,
        cache(os.path.lexists),
    )


def stale(found: Sequence[Diagnostic], kind: str) -> dict[str, int]:
    """Return, by file of entries, how many findings it stands for that are there no more."""
    counts: dict[str, int] = {}
    for one in found.unused if isinstance(found, Withheld) else ():
        if one.is_judged and one.ledger.kind == kind:
            counts[one.ledger.name] = counts.get(one.ledger.name, 0) + one.times
    return counts


def _is_in_vain(one: Unused) -> bool:
    return one.is_judged and one.times == one.entry.times


def _said(one: Unused, speaker: Active, result: Result) -> Diagnostic:
    rule, entry = speaker.rule, one.entry
    message = rule.message.format(problem=f"{_problem(one)}; take this line out, or restore what it was about")
    return Diagnostic(
        _location(one.ledger, entry.line, result), rule.name, rule.category, rule.group, speaker.severity, message,
        shortened(entry.excerpt) or str(entry.key), fingerprint=fingerprint(UNUSED, f"{entry.key} {entry.scope}", 1),
    )  # fmt: skip


def _problem(one: Unused) -> str:
    entry = one.entry
    where = "any article" if entry.scope == EVERYWHERE else entry.path
    what = "exception is of no use" if entry.verdict == WRONG else "accepted finding silences nothing"
    return f"This {what}: {entry.key.rule} finds no “{entry.excerpt}” in {where}"


def _location(ledger: Ledger, line: int, result: Result) -> Location:
    text = result.text(ledger.name, None)
    starts = line_starts(text)
    start = starts[line - 1] if line <= len(starts) else 0
    end = text.find("\n", start)
    span = Span(start, max(len(text) if end < 0 else end, start + 1))
    return Location(ledger.name, None, None, None, span, Position(line, 1, line, span.end - span.start + 1))
