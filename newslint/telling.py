"""Twins -> diagnostics, one for each place that was asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from newslint.checker import Raised
from newslint.config import Active
from newslint.corpus import Told, Twins, Where, find_twins
from newslint.diagnose import diagnose
from newslint.document import Document
from newslint.model import Diagnostic, Related
from newslint.rule import Finding, Rule
from newslint.settle import settle

RELATED = 10
"""How many twins are listed with a finding."""

DocumentOf = Callable[[str, int | None], Document]


def tell(
    told: Iterable[Told],
    rules: Mapping[str, Rule],
    active: Mapping[str, Mapping[str, Active]],
    document_of: DocumentOf,
    spoken: Iterable[Diagnostic],
) -> list[Diagnostic]:
    """Compare what the documents told, and return the findings.

    Args:
        told: the facts of all documents of the corpus.
        rules: by name, the rules that may have told something.
        active: for each path that was asked for, the rules that are to speak there, by name.
        document_of: a document by path and record.
        spoken: what was found in the documents by themselves; where a finding of the same category
            stands, twins are not reported too.
    """

    def text_of(where: Where) -> str:
        return document_of(where.path, where.record or None).slice(where.span)

    raised: dict[tuple[str, int], list[Raised]] = {}
    for twins in find_twins(told, rules, text_of):
        one = active.get(twins.where.path, {}).get(twins.rule)
        if one is not None:
            raised.setdefault(twins.where[:2], []).append(_raised(document_of, one, twins))
    taken = _by_path(spoken)
    found = []
    for (path, record), ones in raised.items():
        document = document_of(path, record or None)
        free = [one for one in settle(document, ones) if not _is_taken(one, taken.get(path, ()))]
        found += diagnose(document, free)
    return found


def _by_path(spoken: Iterable[Diagnostic]) -> dict[str, list[Diagnostic]]:
    found: dict[str, list[Diagnostic]] = {}
    for one in spoken:
        found.setdefault(one.location.path, []).append(one)
    return found


def _is_taken(raised: Raised, spoken: Iterable[Diagnostic]) -> bool:
    span = raised.finding.span
    return any(one.category == raised.rule.category and one.location.span.overlaps(span) for one in spoken)


def _raised(document_of: DocumentOf, active: Active, twins: Twins) -> Raised:
    related = tuple(_related(document_of, where) for where in twins.twins[:RELATED])
    first, more = related[0].location, len(twins.twins) - 1
    others = f" and in {more} more place{'s' * (more > 1)}" if more else ""
    twin = f"{first.path}:{first.position.line}{others}"
    words = {"twin": twin, "count": len(twins.twins), "similarity": f"{twins.similarity:.0%}"}
    return Raised(active.rule, active.severity, Finding(twins.where.span, words), related, len(twins.twins))


def _related(document_of: DocumentOf, where: Where) -> Related:
    return Related(document_of(where.path, where.record or None).locate(where.span), "also stands here")
