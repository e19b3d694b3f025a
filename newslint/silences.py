"""What the instructions of one article silence: which rules, where in its text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from typing import NamedTuple

from newslint.checking.diagnose import shortened
from newslint.document import Document
from newslint.model import Diagnostic, Location, Span
from newslint.reaches import reach
from newslint.text.directives import ALL, Directive, Instruction, named_by, own_length, published_in, understood

_UNENDED = "This has no ignore-end, so it silences all that follows"
_UNBEGUN = "No ignore-start stands before this ignore-end"
_PUBLISHED = "In a plain text this comment is published and silences nothing; newslint accept does"
_OF_A_COMMENT = ("text", "typo")
"""The categories that find fault with a published comment itself, of which one finding is enough."""
NOWHERE = Span(0, 0)
_ANY: frozenset[str] = frozenset()
"""Stands for the names of an end that names none, and so is that of the last start, whatever it names."""
OWN = "newslint"
"""The category of what newslint says of itself: no article can silence that."""


class Silence(NamedTuple):
    """What one instruction silences. Travels with the findings of its file."""

    record: int | None
    span: Span
    """Findings that begin in this range are not reported; it is empty where the instruction silences nothing."""
    names: tuple[str, ...]
    """Of rules, groups and categories; none: all."""
    here: str
    """Where that is, in words; none where only the instruction itself is meant."""
    fault: str
    """What is wrong with the instruction, as a sentence without its stop."""
    location: Location
    excerpt: str
    """The instruction, shortened."""
    is_judged: bool
    """Whether the rules looked at all of the article, so that a silence of no use can be told from one of some."""

    def hits(self, diagnostic: Diagnostic) -> Set[str]:
        """Return by which of its names this silences a finding of the same article; by none: it does not."""
        one = diagnostic
        return self.hits_at(one.location.span.start, one.rule, one.category, one.group)

    def hits_at(self, start: int, rule: str, category: str, group: str | None) -> Set[str]:
        """Return by which of its names this silences a rule where something begins."""
        if category == OWN or not self.span.start <= start < self.span.end:
            return frozenset()
        return {rule, category, f"{category}:{group}", ALL}.intersection(self.names or (ALL,))


def unsilenced(document: Document, found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return the findings in an article that are left when what it asks not to hear is taken out."""
    return [one for one, hits in matched(found, silences_of(document)) if not hits]


Hits = list[tuple[Sequence[int], Set[str]]]
"""Which of some silences hit a finding, by their numbers, and by which of their names."""


def matched(found: Iterable[Diagnostic], silences: Sequence[Silence]) -> Iterator[tuple[Diagnostic, Hits]]:
    """Yield the findings in an article, in the order of their places, each with the silences that hit it.

    Silences of the same names in the same place are all hit, but looked at once.
    """
    same: dict[tuple[Span, tuple[str, ...]], list[int]] = {}
    for number, silence in enumerate(silences):
        same.setdefault((silence.span, silence.names), []).append(number)
    begun = sorted(same.values(), key=lambda several: silences[several[0]].span, reverse=True)
    near: list[list[int]] = []
    for one in sorted(found, key=lambda one: one.location.span):
        at = one.location.span.start
        while begun and silences[begun[-1][0]].span.start <= at:
            near.append(begun.pop())
        near = [several for several in near if silences[several[0]].span.end > at]
        hits = [(several, silences[several[0]].hits(one)) for several in near]
        yield one, [(several, names) for several, names in hits if names]


def silences_of(document: Document, is_judged: bool = True) -> tuple[Silence, ...]:
    """Return what the instructions of an article silence, in their order."""
    published = [Instruction(span.of(document.text), span, span.start, "published") for span in _published(document)]
    said = sorted((*document.instructions, *published), key=lambda one: (one.at, one.span))
    return tuple(_silence(document, is_judged, *one) for one in _paired(document, said))


def _published(document: Document) -> Iterator[Span]:
    return published_in(document.text) if not document.damaged else iter(())


def _paired(document: Document, said: list[Instruction]) -> Iterator[tuple[Instruction, Directive, Span, str]]:
    """Yield the instructions with what they mean, and where; each start with its end."""
    meant = [(one, _meant(document, one)) for one in said]
    ends, without = _ends(meant)
    for index, (one, directive) in enumerate(meant):
        if directive.fault or directive.verb == "ignore-end":
            fault = directive.fault or (_UNBEGUN if index in without else "")
            if fault and one.how == "published":
                own = Span(one.span.start, one.span.start + own_length(one.said))
                yield one, Directive("", _OF_A_COMMENT, fault), own, ""
            elif fault:
                yield one, directive._replace(fault=fault), NOWHERE, ""
        elif directive.verb == "ignore-start":
            end = meant[ends[index]][0].at if index in ends else len(document.text) + 1
            fault = "" if index in ends else _UNENDED
            yield one, directive._replace(fault=fault), Span(one.at, end), "between here and its ignore-end"
        else:
            yield one, directive, *_range(document, one, directive)


def _meant(document: Document, one: Instruction) -> Directive:
    if one.how == "article":
        return named_by(one.said)
    directive = understood(one.said)
    if one.how == "published" and not directive.fault:
        return directive._replace(fault=_PUBLISHED)
    return directive


def _ends(meant: list[tuple[Instruction, Directive]]) -> tuple[dict[int, int], set[int]]:
    """Return which end each start has, and which ends have no start. An end is that of the last start of its names."""
    ends: dict[int, int] = {}
    without: set[int] = set()
    begun: dict[frozenset[str], list[int]] = {}
    for index, (_, (verb, names, fault)) in enumerate(meant):
        if verb == "ignore-start" and not fault:
            for key in {_ANY, frozenset(names)}:
                begun.setdefault(key, []).append(index)
        elif verb == "ignore-end" and not fault:
            several = begun.get(frozenset(names), [])
            while several and several[-1] in ends:
                several.pop()
            if several:
                ends[several.pop()] = index
            else:
                without.add(index)
    return ends, without


def _range(document: Document, one: Instruction, directive: Directive) -> tuple[Span, str]:
    if directive.verb == "skip-file":
        return Span(0, len(document.text) + 1), "in this article"
    return reach(document, one), "on this line" if one.how == "beside" else "in the paragraph below"


def _silence(
    document: Document, is_judged: bool, one: Instruction, directive: Directive, span: Span, here: str
) -> Silence:
    location = document.locate(one.span)
    if one.place is not None:
        field, offsets, position, lines = one.place
        location = location._replace(field=field, position=position, offsets=offsets, file_lines=lines)
    return Silence(
        document.record, span, directive.names, here, directive.fault, location, shortened(one.said), is_judged
    )
