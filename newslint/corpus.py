"""Facts of many documents -> twins: group by key, form pairs, verify each distinct pair, tell each place.

Memory and output are linear in the number of places. There is no transitive closure: that A is
like B and B like C does not make A like C.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from newslint.model import Span
from newslint.rule import Rule

CROWD = 50
"""From this many places of one key on, each is compared with the first only."""


class Where(NamedTuple):
    """A place in the corpus."""

    path: str
    record: int
    """0 for a file that is one article."""
    span: Span


class Told(NamedTuple):
    """What a document told a rule: the rule's name, the key, and the place."""

    rule: str
    key: bytes
    where: Where


class Twins(NamedTuple):
    """What was found for one place: its twins in order, and how like it the first one is (0 to 1)."""

    rule: str
    where: Where
    twins: tuple[Where, ...]
    similarity: float


TextOf = Callable[[Where], str]


def find_twins(told: Iterable[Told], rules: Mapping[str, Rule], text_of: TextOf) -> list[Twins]:
    """Return the twins of every place that has any, sorted by rule and place."""
    found: list[Twins] = []
    for name, facts in _by_rule(told).items():
        verified = _Verifier(rules[name], text_of)
        twins: dict[Where, dict[Where, float]] = {}
        for one, other in _pairs(facts):
            similarity = verified.similarity(one, other)
            if similarity is not None:
                twins.setdefault(one, {})[other] = similarity
                twins.setdefault(other, {})[one] = similarity
        found += [_twins(name, where, twins[where]) for where in sorted(twins)]
    return found


def _by_rule(told: Iterable[Told]) -> dict[str, list[Told]]:
    found: dict[str, list[Told]] = {}
    for one in told:
        found.setdefault(one.rule, []).append(one)
    return dict(sorted(found.items()))


def _pairs(facts: Sequence[Told]) -> Iterator[tuple[Where, Where]]:
    """Yield each distinct pair of places with a key in common, in different documents."""
    groups: dict[bytes, dict[tuple[str, int], Where]] = {}
    for fact in sorted(facts, key=lambda fact: fact.where):
        # A repetition inside a document is another rule's matter: its first place stands for it.
        groups.setdefault(fact.key, {}).setdefault(fact.where[:2], fact.where)
    seen: set[tuple[Where, Where]] = set()
    for group in groups.values():
        places = list(group.values())
        crowded = len(places) > CROWD
        pairs = ((places[0], place) for place in places[1:]) if crowded else combinations(places, 2)
        for pair in pairs:
            if pair not in seen:
                seen.add(pair)
                yield pair


class _Verifier:
    """Asks a rule about each distinct pair of texts once."""

    def __init__(self, rule: Rule, text_of: TextOf) -> None:
        self._rule = rule
        self._text_of = text_of
        self._known: dict[tuple[str, str], float | None] = {}

    def similarity(self, one: Where, other: Where) -> float | None:
        texts = (self._text_of(one), self._text_of(other))
        if texts not in self._known:
            self._known[texts] = self._rule.verify(*texts) if self._rule.verify else 1.0
        return self._known[texts]


def _twins(rule: str, where: Where, similar: Mapping[Where, float]) -> Twins:
    twins = tuple(sorted(similar))
    return Twins(rule, where, twins, similar[twins[0]])
