"""The end of a report for people: how much was read, what was found, what to do next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter

from newslint.engine import Result
from newslint.model import Applicability, Diagnostic, Severity
from newslint.reporters import Look
from newslint.reporters.selection import Selection
from newslint.reporters.style import Style
from newslint.reporters.words import listed, number

NOUNS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
RULES = 4
"""How many rules of a category are named."""
_SEVERITY, _RULE = attrgetter("severity"), attrgetter("rule")
_ARTICLE = attrgetter("location.path", "location.record")


def summary(result: Result, selection: Selection, look: Look) -> Iterator[str]:
    """Yield the lines of the whole summary: totals, a table by category, what to do next."""
    style = Style(look.colour)
    yield totals(result, selection, style)
    if not look.hook:
        yield from _table(selection.counted)
    yield from advice(result, selection)


def totals(result: Result, selection: Selection, style: Style) -> str:
    """Return how much was read and what was found in it, on one line."""
    if not result.articles:
        return "No article was found, so nothing was checked."
    foreign = f" ({result.foreign:,} in other languages)" if result.foreign else ""
    read = f"{number(result.articles, 'article')}{foreign}, {number(result.words, 'word')}"
    if not result.rules:
        return f"{read}: nothing was checked, as no rule is switched on."
    return f"{read}: {_found(selection, style)}{_hidden(selection)}{_silenced(result)}."


def advice(result: Result, selection: Selection) -> Iterator[str]:
    """Yield what can be done about the findings, at most two lines. What stands in files that are only read is none."""
    mendable = [one for one in selection.counted if one.fix and result.library.is_writable(one.location.path)]
    safe = _fixable(mendable, Applicability.SAFE)
    unsafe = _fixable(mendable, Applicability.UNSAFE)
    if safe and unsafe:
        yield f"{safe:,} can be mended safely: newslint fix; {unsafe:,} more with --unsafe-fixes (first look: --diff)"
    elif safe:
        yield f"{safe:,} can be mended safely: newslint fix"
    elif unsafe:
        yield f"{unsafe:,} can be mended: newslint fix --unsafe-fixes (first look: --diff)"
    if selection.counted:
        rule = selection.counted[0].rule
        # What newslint says of itself nobody can accept.
        may_accept = any(one.category != "newslint" for one in selection.counted)
        accept = "; right as it is: newslint accept PATH:LINE" * may_accept
        yield f"Why, and how to allow it: newslint explain {rule}{accept}"


def by_severity(diagnostics: Iterable[Diagnostic]) -> str:
    """Return "2 errors and 1 warning"."""
    counts = Counter(map(_SEVERITY, diagnostics))
    return listed([number(counts[severity], noun) for severity, noun in NOUNS.items() if counts[severity]])


def _found(selection: Selection, style: Style) -> str:
    if not selection.counted:
        return style.paint("good", "nothing found") if not selection.below else "nothing to report"
    worst = max(set(map(_SEVERITY, selection.counted)), key=lambda severity: severity.rank)
    return style.paint(worst.value, by_severity(selection.counted))


def _hidden(selection: Selection) -> str:
    if not selection.below:
        return ""
    least = min(set(map(_SEVERITY, selection.below)), key=lambda severity: severity.rank)
    return f"; {by_severity(selection.below)} not shown (--show {least})"


def _silenced(result: Result) -> str:
    silenced = f"; {number(result.silenced, 'finding')} silenced in the articles" if result.silenced else ""
    known = (
        f"; {number(result.known, 'known finding')} not shown (baseline; --no-baseline shows them)"
        if result.known
        else ""
    )
    return silenced + known + (f"; {number(result.accepted, 'accepted finding')} not shown" if result.accepted else "")


def _table(diagnostics: Sequence[Diagnostic]) -> Iterator[str]:
    by_category: dict[str, list[Diagnostic]] = {}
    for one in diagnostics:
        by_category.setdefault(one.category, []).append(one)
    width = max((len(name) for name in by_category), default=0)
    figures = max((len(f"{len(found):,}") for found in by_category.values()), default=0)
    for category, found in sorted(by_category.items(), key=lambda item: (-len(item[1]), item[0])):
        articles = len(set(map(_ARTICLE, found)))
        counted = f"{category:<{width}}  {len(found):>{figures},} in {number(articles, 'article')}"
        yield f"  {counted}: {_rules(found)}"


def _rules(found: Iterable[Diagnostic]) -> str:
    counts = sorted(Counter(map(_RULE, found)).items(), key=lambda item: (-item[1], item[0]))
    named = [f"{count:,} {rule}" for rule, count in counts[:RULES]]
    more = sum(count for _, count in counts[RULES:])
    return ", ".join([*named, *([f"{more:,} others"] if more else [])])


def _fixable(diagnostics: Iterable[Diagnostic], applicability: Applicability) -> int:
    return sum(one.fix is not None and one.fix.applicability is applicability for one in diagnostics)
