"""How often what is found, in groups of articles: each rate has the articles of its own group for its denominator.

Memory grows with the number of groups, not with that of articles.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple
from zlib import crc32

from newslint.figures.listed import Article
from newslint.model import Diagnostic, Location
from newslint.text.months import month_of

Value = str | None
Key = tuple[Value, ...]
"""The values of a group, in the order of what it is grouped by; None where nothing is known."""

OF_ARTICLES: Mapping[str, Callable[[Article], Value]] = {
    "site": lambda article: article.site,
    "month": lambda article: month_of(article.published),
    "path": lambda article: os.path.dirname(article.path) or ".",
    "file": lambda article: article.path,
}
OF_FINDINGS: Mapping[str, Callable[[Diagnostic], Value]] = {
    "rule": lambda one: one.rule,
    "category": lambda one: one.category,
    "severity": lambda one: one.severity.value,
    "field": lambda one: one.location.field,
}
DIMENSIONS = (*OF_FINDINGS, *OF_ARTICLES)
EXAMPLES = 3


class Example(NamedTuple):
    """One finding of a group."""

    lot: int
    """Drawn from what the finding is and where it stands: the lowest are shown, whatever the order of the files."""
    location: Location
    rule: str
    message: str
    excerpt: str


class Group:
    """What was found in the articles of one group."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.findings = 0
        self.articles = 0
        """With a finding."""
        self.squares = 0
        """The sum of the squares of how many findings each article has: it tells whether they come in clumps."""
        self.examples: list[Example] = []

    def add(self, found: Sequence[Diagnostic]) -> None:
        """Count the findings of one article."""
        self.findings += len(found)
        self.articles += 1
        self.squares += len(found) ** 2
        example = min(map(_example, found), key=lambda one: one.lot)
        if len(self.examples) < EXAMPLES or example.lot < self.examples[-1].lot:
            self.examples = sorted((*self.examples, example), key=lambda one: (one.lot, one.location.path))[:EXAMPLES]


class Row(NamedTuple):
    """One group, with its rates."""

    key: Key
    findings: int
    articles_with: int
    articles: int
    squares: int
    examples: tuple[Example, ...] = ()

    @property
    def per_1000(self) -> float:
        """Findings per 1,000 articles of the group."""
        return 1000 * self.findings / self.articles if self.articles else 0.0

    @property
    def share(self) -> float:
        """The share of the group's articles that have a finding."""
        return self.articles_with / self.articles if self.articles else 0.0


class Rates:
    """Counts findings and articles by what they are grouped by."""

    def __init__(self, by: Sequence[str]) -> None:
        """Take some of ``DIMENSIONS``, in order."""
        self.by = tuple(by)
        self.articles = 0
        self.groups: dict[Key, Group] = {}
        self.populations: Counter[Key] = Counter()
        """How many articles there are, by those values of a key that an article has by itself (``base_of``)."""

    def take(self, article: Article, found: Sequence[Diagnostic]) -> None:
        """Count one article with its findings."""
        self.articles += 1
        own = {name: OF_ARTICLES[name](article) for name in self.by if name in OF_ARTICLES}
        for field in dict.fromkeys(article.fields) or (None,) if "field" in self.by else (None,):
            self.populations[tuple([own.get(name, field) for name in self.by if _is_base(name)])] += 1
        by_key: dict[Key, list[Diagnostic]] = {}
        for one in found:
            key = tuple([own[name] if name in own else OF_FINDINGS[name](one) for name in self.by])
            by_key.setdefault(key, []).append(one)
        if not self._is_of_findings and not found:
            self.groups.setdefault(tuple([own[name] for name in self.by]), Group())
        for key, some in by_key.items():
            self.groups.setdefault(key, Group()).add(some)

    def rows(self) -> list[Row]:
        """Return all groups, those with the most findings first."""
        return sorted(map(self.row, self.groups), key=lambda row: (-row.findings, _sortable(row.key)))

    def row(self, key: Key) -> Row:
        """Return one group."""
        of = self.groups[key]
        # A finding may stand in no field, where a record cannot be read.
        articles = max(self.populations[self.base_of(key)], of.articles)
        examples = tuple(sorted(of.examples, key=lambda one: one.location[:2] + one.location.position))
        return Row(key, of.findings, of.articles, articles, of.squares, examples)

    def base_of(self, key: Key) -> Key:
        """Return those values of a key that an article has whatever is found in it."""
        return base_of(self.by, key)

    @property
    def _is_of_findings(self) -> bool:
        return any(name in OF_FINDINGS for name in self.by)


def base_of(by: Iterable[str], key: Key) -> Key:
    """Return those values of a key that an article has whatever is found in it."""
    return tuple([value for name, value in zip(by, key, strict=True) if _is_base(name)])


def base_names(by: Iterable[str]) -> Iterator[str]:
    """Yield what the articles of a group have in common."""
    return (name for name in by if _is_base(name))


def _is_base(name: str) -> bool:
    return name in OF_ARTICLES or name == "field"


def _sortable(key: Key) -> tuple[tuple[bool, str], ...]:
    return tuple((value is None, value or "") for value in key)


def _example(one: Diagnostic) -> Example:
    location = one.location
    drawn = f"{location.record_id or location.path}\0{location.record}\0{one.fingerprint}"
    lot = crc32(drawn.encode("utf-8", "surrogatepass"))
    return Example(lot, location, one.rule, one.message, one.excerpt)
