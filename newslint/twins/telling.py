"""Twins -> diagnostics, one for each place that was asked for. The largest unit speaks."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from newslint.checking.asking import FAILED, Raised, failure
from newslint.checking.diagnose import diagnose
from newslint.comparing.articles import mark_of
from newslint.config import Active
from newslint.document import Document
from newslint.model import Diagnostic, Location, Related, Severity, Span
from newslint.readers import UnreadableError
from newslint.rule import Finding, Rule
from newslint.twins.corpus import Failed, Told, Twins, Where

RELATED = 10
"""How many twins are listed with a finding."""
OF_ARTICLES = "-article"
"""The names of rules that compare whole articles end so. Their findings mark the headline."""

DocumentOf = Callable[[str, int | None], Document]
Located = Mapping[tuple[Where, bool], Location]
"""The locations of places, and, with True, of what is marked of the articles there."""
_NOWHERE: Located = {}


class _Twinned(NamedTuple):
    active: Active
    twins: Twins


class Comparing(NamedTuple):
    """What the rules that compare documents are, and where each is to speak."""

    rules: Mapping[str, Rule]
    """By name, all that may have told something, and the one on failures."""
    active: Mapping[str, Mapping[str, Active]]
    """For each path that was asked for, the rules that are to speak there, by name."""


def tell(
    comparing: Comparing, found: Iterable[Twins], signs: Iterable[Told], shelf: "Shelf", spoken: Iterable[Diagnostic]
) -> Iterator[Diagnostic]:
    """Yield what is to be said of places that have twins, in no order.

    Args:
        comparing: the rules.
        found: all twins of some documents.
        signs: what these documents told the rules that weigh what the others find.
        shelf: fetches documents.
        spoken: what was found in the documents by themselves; where a leftover or a finding of
            the same category stands, twins are not reported too.
    """
    active = comparing.active
    by_document: dict[tuple[str, int], list[_Twinned]] = {}
    for twins in found:
        one = active[twins.where.path].get(twins.rule)
        if one is not None:
            by_document.setdefault(twins.where[:2], []).append(_Twinned(one, twins))
    taken = _by_document(spoken)
    kept = {place: largest(ones) for place, ones in by_document.items()}
    for (path, record), ones in kept.items():
        document = shelf.document_of(path, record)
        if document is not None:
            spoken_here = taken.get((path, record), ())
            raised = (_raised(shelf, document, one, spoken_here) for one in ones)
            yield from diagnose(document, [one for one in raised if one])
    for sign in sorted(one for one in signs if one.rule in active.get(one.where.path, ())):
        document = shelf.document_of(sign.where.path, sign.where.record)
        if document is not None:
            speaker = active[sign.where.path][sign.rule]
            twins_here = kept.get(sign.where[:2], ())
            yield from diagnose(document, _weighed(document, sign, speaker, twins_here, comparing.rules[FAILED]))


def _weighed(document: Document, sign: Told, active: Active, kept: Iterable[_Twinned], failed: Rule) -> list[Raised]:
    rule = active.rule
    try:
        words = rule.judge(sign.key, _share(document, kept)) if rule.judge is not None else None
    except Exception as problem:  # noqa: BLE001 - a rule may raise anything, and the run goes on
        return [failure(failed, rule, document, problem)]
    return [] if words is None else [Raised(rule, active.severity, Finding(sign.where.span, words))]


def _share(document: Document, kept: Iterable[_Twinned]) -> float:
    """Return how many of an article's paragraphs have a twin that is not one of the whole article."""
    places = [one.twins.where.span for one in kept if not _is_of_article(one)]
    touched = sum(any(span.overlaps(place) for place in places) for span in document.paragraphs)
    return touched / max(1, len(document.paragraphs))


class Shelf:
    """Fetches documents again, and notes which ones are gone."""

    def __init__(self, document_of: DocumentOf, located: Located = _NOWHERE) -> None:
        """Take what fetches a document by path and record, and the locations of places for which none is needed."""
        self._document_of = document_of
        self._located = located
        self._texts: dict[Where, str] = {}
        self._urls: dict[tuple[str, int], str | None] = {}
        self.errors: dict[str, None] = {}

    def document_of(self, path: str, record: int) -> Document | None:
        """Return a document; record 0 is that of a file which is one article."""
        try:
            return self._document_of(path, record or None)
        except UnreadableError as problem:
            self.errors[str(problem)] = None
            return None

    def expect(self, places: Iterable[Where]) -> None:
        """Have the texts of some places at hand, read document by document, and let go of others.

        Args:
            places: those of one document side by side.
        """
        self._texts, self._urls = {}, {}
        for (path, record), several in groupby(places, itemgetter(0, 1)):
            document = self.document_of(path, record)
            if document is not None:
                self._urls[path, record] = document.meta.get("url")
                self._texts.update((where, document.slice(where.span)) for where in several)

    def text_of(self, where: Where) -> str | None:
        """Return the text of a place."""
        if where in self._texts:
            return self._texts[where]
        document = self.document_of(where.path, where.record)
        return None if document is None else document.slice(where.span)

    def location_of(self, where: Where, is_of_article: bool) -> Location | None:
        """Return where a place stands, or what is marked of the article there."""
        found = self._located.get((where, is_of_article))
        if found is not None:
            return found
        document = self.document_of(where.path, where.record)
        if document is None:
            return None
        return document.locate(mark_of(document) if is_of_article else where.span)

    def is_version(self, one: Where, other: Where) -> bool:
        """Whether two places stand in articles with the same address."""
        url = self._url_of(one)
        return bool(url) and self._url_of(other) == url

    def _url_of(self, where: Where) -> str | None:
        if where[:2] in self._urls:
            return self._urls[where[:2]]
        document = self.document_of(where.path, where.record)
        return None if document is None else document.meta.get("url")


def largest(found: Iterable[_Twinned]) -> list[_Twinned]:
    """Return what one document's twins come to when the larger of two overlapping units speaks for both.

    The smaller one still speaks of the twins that the larger one does not have.
    """
    ones = list(found)
    rules = {one.twins.rule for one in ones}
    kept: list[_Twinned] = []
    for one in sorted(ones, key=lambda one: _preference(one, rules)):
        left = _left(one, [other for other in kept if _overlap(one, other)])
        if left is not None:
            kept.append(left)
    return kept


def _preference(one: _Twinned, rules: set[str]) -> tuple[bool, int, int, int, str, Span]:
    span = one.twins.where.span
    yields = len(rules.intersection(one.active.rule.yields_to))
    return (not _is_of_article(one), span.start - span.end, yields, -one.active.severity.rank, one.twins.rule, span)


def _overlap(one: _Twinned, other: _Twinned) -> bool:
    same = one.active.rule.category == other.active.rule.category
    return same and one.twins.where.span.overlaps(other.twins.where.span)


def _left(one: _Twinned, larger: Sequence[_Twinned]) -> _Twinned | None:
    # An exact and a near twin of a whole article both speak: else each paragraph would speak of the near one.
    if any(other.twins.where.span == one.twins.where.span and not _is_of_article(other) for other in larger):
        return None
    known = {twin[:2] for other in larger for twin in other.twins.twins}
    twins = tuple(twin for twin in one.twins.twins if twin[:2] not in known)
    number = one.twins.number - len(one.twins.twins) + len(twins)
    return one._replace(twins=one.twins._replace(twins=twins, number=number)) if twins else None


def _by_document(spoken: Iterable[Diagnostic]) -> dict[tuple[str, int], list[Diagnostic]]:
    found: dict[tuple[str, int], list[Diagnostic]] = {}
    for one in spoken:
        found.setdefault((one.location.path, one.location.record or 0), []).append(one)
    return found


def _is_of_article(one: _Twinned) -> bool:
    return one.twins.rule.endswith(OF_ARTICLES)


def _is_taken(span: Span, category: str, spoken: Iterable[Diagnostic]) -> bool:
    return any(
        other.location.span.overlaps(span) if other.category == category else other.location.span.covers(span)
        for other in spoken
        if other.category in (category, "boilerplate")
    )


def _raised(shelf: Shelf, document: Document, one: _Twinned, spoken: Iterable[Diagnostic]) -> Raised | None:
    active, twins = one
    is_of_article = _is_of_article(one)
    span = mark_of(document) if is_of_article else twins.where.span
    if _is_taken(span, active.rule.category, spoken):
        return None
    related = tuple(place for where in twins.twins[:RELATED] if (place := _related(shelf, where, is_of_article)))
    if not related:
        return None
    words = {
        "twin": _named(related[0], twins.number - 1),
        "count": twins.number,
        "similarity": f"{twins.similarity:.0%}",
    }
    is_quoted = not is_of_article and _is_quoted(document, span)
    severity = Severity.INFO if is_quoted else active.severity
    return Raised(active.rule, severity, Finding(span, words), related, twins.number)


def _named(first: Related, more: int) -> str:
    location = first.location
    record = "" if location.record is None else f" (record {location.record})"
    others = f" and in {more} more place{'s' * (more > 1)}" if more else ""
    return f"{location.path}:{location.lines[0]}{record}{others}"


def _is_quoted(document: Document, span: Span) -> bool:
    """Whether a place is one quotation: several reporters quote one official. Its full stop may stand outside."""
    inner = Span(span.start, span.start + len(document.slice(span).rstrip(".,;")))
    return any(quotation.covers(inner) for quotation in document.quotations_at(inner))


def _related(shelf: Shelf, where: Where, is_of_article: bool) -> Related | None:
    location = shelf.location_of(where, is_of_article)
    return None if location is None else Related(location, "also stands here")


def failures(failed: Iterable[Failed], rules: Mapping[str, Rule], document_of: DocumentOf) -> Iterator[Diagnostic]:
    """Yield what is to be said of rules that could not compare two places, once for each document and rule."""
    for one in {(*one.where[:2], one.rule): one for one in reversed(list(failed))}.values():
        document = document_of(one.where.path, one.where.record or None)
        yield from diagnose(document, [failure(rules[FAILED], rules[one.rule], document, one.problem)])
