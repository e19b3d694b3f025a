"""Who speaks when several could."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence

from newslint.checking.asking import Raised
from newslint.document import Document
from newslint.late import late
from newslint.model import Severity, Span

HIDDEN_BY_LEFTOVERS = frozenset({"typo", "text", "entity"})
SILENCED_BY_SIC = "typo"
# After a closing mark or two, in brackets of either kind, perhaps in italics: "[sic]", "( SIC! )", "[*sic*]".
_SIC = late(r"[\"”’'.,;:!?]{0,3}\s{0,3}[\[(]\s{0,3}[*_]{0,2}sic(?![^\W_])", re.IGNORECASE)


def settle(document: Document, raised: Iterable[Raised]) -> list[Raised]:
    """Return the findings that are left when overlapping ones of a category have settled who speaks.

    A rule that yields to the other is silent; else the longer span speaks, then the more severe
    finding, then the rule whose name comes first. A whole line that is a leftover hides what the
    rules on typos, text and entities say inside it. Of a typo before "[sic]" nobody speaks.
    """
    by_category: dict[str, list[Raised]] = {}
    for one in raised:
        if one.rule.category == SILENCED_BY_SIC and _is_followed_by_sic(document.text, one.finding.span.end):
            continue
        by_category.setdefault(one.rule.category, []).append(one)
    kept = [one for group in by_category.values() for one in _settled(group)]
    leftovers = sorted(one.finding.span for one in kept if _is_whole_leftover(document, one))
    if not leftovers:
        return kept
    return [one for one in kept if one.rule.category not in HIDDEN_BY_LEFTOVERS or not _inside(one, leftovers)]


def may_ask(document: Document) -> bool:
    """Whether an article may ask for silence somewhere; next to none does, and only those are looked at closely."""
    # To look for the one sign takes a hundredth of looking for all four.
    return bool(document.instructions) or ("<" in document.text and "<!--" in document.text)


def _is_followed_by_sic(text: str, end: int) -> bool:
    near = text[end : end + 12]
    return ("[" in near or "(" in near) and _SIC.match(text, end) is not None


def _settled(raised: Sequence[Raised]) -> list[Raised]:
    if len(raised) == 1:
        return list(raised)
    kept: list[tuple[Span, int]] = []
    ordered = sorted(raised, key=_preference)
    for index, one in enumerate(ordered):
        rivals = [entry for entry in _near(kept, one.finding.span) if entry[0].overlaps(one.finding.span)]
        beaten = [entry for entry in rivals if one.rule.name in ordered[entry[1]].rule.yields_to]
        if len(beaten) == len(rivals):
            for entry in beaten:
                kept.remove(entry)
            insort(kept, (one.finding.span, index))
    return [ordered[index] for _, index in kept]


def _preference(raised: Raised) -> tuple[int, int, str, Span]:
    span = raised.finding.span
    return (span.start - span.end, -raised.severity.rank, raised.rule.name, span)


def _near(kept: Sequence[tuple[Span, int]], span: Span) -> Sequence[tuple[Span, int]]:
    """Return the kept spans that can overlap: they are disjoint, so only one can begin before the span."""
    first = bisect_left(kept, (Span(span.start, -1), -1))
    last = bisect_left(kept, (Span(span.end, -1), -1))
    return kept[max(0, first - 1) : last]


def _is_whole_leftover(document: Document, raised: Raised) -> bool:
    if raised.rule.category != "boilerplate" or raised.severity is Severity.INFO:
        return False
    span = raised.finding.span
    first, last = document.line(span.start), document.line(span.end - 1)
    return span.start <= first.start and span.end >= last.end


def _inside(raised: Raised, spans: Sequence[Span]) -> bool:
    """Whether one of the spans, which are sorted and disjoint, covers the finding."""
    index = bisect_left(spans, raised.finding.span.end, key=lambda span: span.end)
    return index < len(spans) and spans[index].covers(raised.finding.span)
