"""Fixes -> new bytes, in passes, without touching a file.

Of two fixes that overlap the first is applied, the other in the next pass. A fix that does not
mend its finding, or brings a new finding of its own rule, is left out, and said to be.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple

from newslint.document import Document
from newslint.edits import Shift, applied
from newslint.model import Applicability, Diagnostic, Edit, Span

PASSES = 10
ROUNDS = 10
"""How often the passes are begun anew without the fixes that proved bad."""

Key = tuple[int | None, str]
"""The record and the fingerprint of a finding."""


class Article(NamedTuple):
    """An article and what is wrong in it."""

    document: Document
    diagnostics: Sequence[Diagnostic]


Lint = Callable[[bytes], Sequence[Article]]
May = Callable[[Diagnostic], bool]
"""Whether the fix of a finding may be applied."""
Step = Mapping[int | None, Sequence[Edit]]
"""The edits of one pass, by record."""
Write = Callable[[bytes, Step], bytes]


class Change(NamedTuple):
    """A fix that was applied, or was left out: what stood there, and what it makes of it."""

    diagnostic: Diagnostic
    old: str
    new: str
    span: Span = Span(0, 0)
    """Of what stood there, in the text that the pass found."""
    step: int = 0
    """Which pass it was, from 0."""
    found: str = ""
    """What the finding itself marks."""


class Mended(NamedTuple):
    """The bytes of a file before and after, what was changed, and which fixes were left out."""

    before: bytes
    after: bytes
    changes: tuple[Change, ...] = ()
    left: tuple[Change, ...] = ()
    steps: tuple[Step, ...] = ()
    """The edits of each pass."""


class _Region(NamedTuple):
    """What stands where fixes of one rule were applied, and the findings that they were to mend."""

    record: int | None
    rule: str
    span: Span
    origins: frozenset[Key]


class _Outcome(NamedTuple):
    after: bytes
    changes: tuple[Change, ...]
    steps: tuple[Step, ...]
    culprits: frozenset[Key]


def may_apply(allowed: Collection[Applicability], rules: Collection[str] | None = None) -> May:
    """Return what tells which fixes may be applied.

    Args:
        allowed: who may apply them.
        rules: the names of the rules whose findings are mended; None: all.
    """

    def may(one: Diagnostic) -> bool:
        return one.fix is not None and one.fix.applicability in allowed and (rules is None or one.rule in rules)

    return may


def mend(data: bytes, lint: Lint, write: Write, may: May) -> Mended:
    """Return what the allowed fixes make of a file.

    Args:
        data: the bytes of the file.
        lint: the articles in some bytes, and what is wrong in them.
        write: some bytes after edits, given by record.
        may: whether the fix of a finding may be applied.

    Raises:
        UnwritableError: ``write`` cannot write the file.
    """
    barred: frozenset[Key] = frozenset()
    left: dict[Key, Change] = {}
    for _ in range(ROUNDS):
        outcome = _passes(data, lint, write, may, barred)
        if not outcome.culprits:
            return Mended(data, outcome.after, outcome.changes, tuple(left.values()), outcome.steps)
        left.update((_key(one.diagnostic), one) for one in outcome.changes if _key(one.diagnostic) in outcome.culprits)
        barred |= outcome.culprits
    return Mended(data, data, (), tuple(left.values()))


def _passes(data: bytes, lint: Lint, write: Write, may: May, barred: frozenset[Key]) -> _Outcome:
    by_record: dict[int | None, list[_Region]] = {}
    regions: list[_Region] = []
    changes: list[Change] = []
    steps: list[Step] = []
    articles = lint(data)
    known = _keys(articles)
    for _ in range(PASSES):
        chosen = {article.document.record: _chosen(article, may, barred) for article in articles}
        if not any(chosen.values()):
            return _Outcome(data, tuple(changes), tuple(steps), _culprits(articles, known, regions))
        edits = {record: _edits(ones) for record, ones in chosen.items() if ones}
        for article in articles:
            changes += [change_of(article.document, one, len(steps)) for one in chosen[article.document.record]]
        steps.append(edits)
        for record in edits:
            by_record[record] = _after(by_record.get(record, ()), record, chosen[record], edits[record])
        regions = [region for of_record in by_record.values() for region in of_record]
        data = write(data, edits)
        before, articles = articles, lint(data)
        # A fix that multiplies what it mends would fill the memory in ten passes.
        if _count(articles) > _count(before) and (culprits := _culprits(articles, known, regions)):
            return _Outcome(data, tuple(changes), tuple(steps), culprits)
    # What still wants to be fixed turns in a circle.
    still = {_key(one) for article in articles for one in _chosen(article, may, barred)}
    circle = frozenset(key for region in regions if region.origins & still for key in region.origins)
    return _Outcome(data, tuple(changes), tuple(steps), circle | still)


def _chosen(article: Article, may: May, barred: Collection[Key]) -> list[Diagnostic]:
    """Return the findings whose fixes are applied in this pass: the first of those that overlap."""
    if article.document.damaged:
        return []
    text = article.document.source
    taken: list[Edit] = []
    found = []
    for one in sorted(article.diagnostics, key=lambda one: (_edits([one])[:1], one.rule)):
        edits = _edits([one])
        if one.fix is None or not may(one) or _key(one) in barred:
            continue
        if any(edit.span.of(text) != edit.text for edit in edits) and are_free(text, edits, taken):
            found.append(one)
            for edit in edits:
                insort(taken, edit, key=attrgetter("span"))
    return found


def are_free(text: str, edits: Iterable[Edit], taken: Sequence[Edit]) -> bool:
    """Whether no edit meets one that is taken. The taken ones are sorted."""
    for edit in edits:
        index = bisect_left(taken, edit.span, key=attrgetter("span"))
        if any(_meet(text, edit, other) for other in taken[max(0, index - 2) : index + 2]):
            return False
    return True


def _meet(text: str, one: Edit, other: Edit) -> bool:
    """Whether edits overlap, begin at one place, or both take blank lines out of one gap."""
    first, second = sorted((one.span, other.span))
    if first.overlaps(second) or first.start == second.start:
        return True
    if one.text or other.text:
        return False
    # Each may count on the line ends that the other one takes.
    gap = text[first.end : second.start] or text[max(0, first.end - 1) : first.end + 1]
    return gap.isspace() and not {"\r", "\n"}.isdisjoint(gap)


def _edits(diagnostics: Iterable[Diagnostic]) -> list[Edit]:
    return sorted(edit for one in diagnostics if one.fix for edit in one.fix.edits)


def change_of(document: Document, diagnostic: Diagnostic, step: int) -> Change:
    """Return what stands at the finding and its edits, and what will."""
    edits = _edits([diagnostic])
    span = diagnostic.location.span
    start = min(span.start, edits[0].span.start)
    end = max(span.end, *(edit.span.end for edit in edits))
    old = document.source[start:end]
    shifted = (edit._replace(span=Span(edit.span.start - start, edit.span.end - start)) for edit in edits)
    new = applied(old, shifted)
    return Change(diagnostic, old, new, Span(start, end), step, span.of(document.source))


def _after(
    regions: Sequence[_Region], record: int | None, chosen: Iterable[Diagnostic], edits: Sequence[Edit]
) -> list[_Region]:
    """Return the regions of a record where they stand after the edits, with those of the fixes that were chosen now."""
    fresh = []
    shift = Shift(edits)
    for one in chosen:
        own = _edits([one])
        span = Span(own[0].span.start, own[-1].span.end)
        # A fix of what an earlier fix of the rule left there belongs to the same attempt.
        touching = [region for region in regions if region.rule == one.rule and _touch(region.span, span)]
        origins = frozenset({_key(one)}).union(*(region.origins for region in touching))
        fresh.append(_Region(record, one.rule, shift.moved(span), origins))
    return [*fresh, *(region._replace(span=shift.moved(region.span)) for region in regions)]


def _culprits(articles: Iterable[Article], known: Collection[Key], regions: Sequence[_Region]) -> frozenset[Key]:
    """Return the findings whose fixes brought a finding of their own rule that was not there before."""
    if not regions:
        return frozenset()
    new = [one for article in articles for one in article.diagnostics if _key(one) not in known]
    by_rule: dict[tuple[int | None, str], list[Span]] = {}
    for one in new:
        by_rule.setdefault((one.location.record, one.rule), []).append(one.location.span)
    return frozenset(
        key
        for region in regions
        if any(_touch(region.span, span) for span in by_rule.get((region.record, region.rule), ()))
        for key in region.origins
    )


def _count(articles: Iterable[Article]) -> int:
    return sum(len(article.diagnostics) for article in articles)


def _touch(one: Span, other: Span) -> bool:
    return one.start <= other.end and other.start <= one.end


def _key(diagnostic: Diagnostic) -> Key:
    return (diagnostic.location.record, diagnostic.fingerprint)


def _keys(articles: Iterable[Article]) -> frozenset[Key]:
    return frozenset(_key(one) for article in articles for one in article.diagnostics)
