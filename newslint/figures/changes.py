"""What changed from one run to the next, and whether it may be chance: see docs/stats.md."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from math import exp, inf, lgamma, log
from typing import NamedTuple

from newslint.figures.rates import Key, Row, base_of

FEWEST = 5
"""In fewer articles, of both runs together, a finding says nothing about a change."""
CHANCE = 0.05
"""How likely a comparison of two runs between which nothing changed is to report any change."""
NEGLIGIBLE = 1e-12
NEW, UP, DOWN, GONE, SAME, INCOMPARABLE = "new", "up", "down", "gone", "same", "incomparable"


class Change(NamedTuple):
    """A group in two runs."""

    key: Key
    before: Row
    now: Row
    probability: float
    """That as much changes by chance."""
    is_noise: bool

    @property
    def rise(self) -> float | None:
        """By what share of the former rate the rate of findings has risen; None where there is no former one."""
        return self.now.per_1000 / self.before.per_1000 - 1 if self.before.findings and self.now.articles else None

    @property
    def kind(self) -> str:
        """``new``, ``gone``, ``up``, ``down``, ``same``; ``incomparable`` where one run had no such articles."""
        if not (self.before.articles and self.now.articles):
            return INCOMPARABLE
        if not (self.before.findings and self.now.findings):
            return NEW if self.now.findings else GONE if self.before.findings else SAME
        rise = self.rise or 0.0
        return UP if rise > 0 else DOWN if rise < 0 else SAME

    def fails(self, limit: float) -> bool:
        """Whether the rate rose by more than a share of what it was, and not by chance."""
        if self.is_noise or self.kind not in (NEW, UP):
            return False
        return self.kind == NEW or (self.rise or 0.0) > limit


def changes(before: Mapping[Key, Row], now: Mapping[Key, Row]) -> list[Change]:
    """Return what became of each group, the least likely change first; each is in both mappings.

    A change is taken for noise unless its probability is below ``CHANCE`` divided by how many groups are judged.
    """
    judged = {key: probability(before[key], now[key]) for key in now if _is_judged(before[key], now[key])}
    limit = CHANCE / max(1, len(judged))
    found = [
        Change(key, before[key], now[key], judged.get(key, 1.0), judged.get(key, 1.0) >= limit)
        for key in now
    ]  # fmt: skip
    return sorted(found, key=lambda one: (one.is_noise, one.probability, -one.now.per_1000, str(one.key)))


def matched(
    known: Mapping[Key, Row], populations: Mapping[Key, int], keys: Iterable[Key], by: Iterable[str]
) -> dict[Key, Row]:
    """Return a row for each key: one without findings where a run found none."""
    names = tuple(by)
    return {key: known.get(key) or Row(key, 0, 0, populations.get(base_of(names, key), 0), 0) for key in keys}


def _is_judged(before: Row, now: Row) -> bool:
    return bool(before.articles and now.articles) and before.articles_with + now.articles_with >= FEWEST


def probability(before: Row, now: Row) -> float:
    """Return how likely at least such a difference is if nothing but chance is at work.

    Two questions are asked, and the answer is twice the smaller probability: do more (or fewer) articles have a
    finding (Fisher's exact test), and do articles have more (or fewer) findings (a binomial test of findings, counted
    in clumps of the size in which they come)?
    """
    findings = before.findings + now.findings
    if not findings:
        return 1.0
    of_share = _hypergeometric(before.articles_with, before.articles, now.articles_with, now.articles)
    clump = (before.squares + now.squares) / findings
    of_number = _binomial(before.findings / clump, before.articles, now.findings / clump, now.articles)
    return min(1.0, 2 * min(of_share, of_number))


def _hypergeometric(a: int, of_a: int, b: int, of_b: int) -> float:
    """Return the probability, on both sides, that so different parts of two sets are hit by chance."""
    hits = a + b
    least, most = max(0, hits - of_a), min(hits, of_b)
    start = _log_choose(of_b, b) + _log_choose(of_a, a) - _log_choose(of_a + of_b, hits)
    rising = b * (of_a + of_b) >= hits * of_b

    def ratio(at: int) -> float:
        """Of the probability of one more (or one fewer) to that of ``at``."""
        if rising:
            return (of_b - at) * (hits - at) / ((at + 1) * (of_a - hits + at + 1))
        return at * (of_a - hits + at) / ((of_b - at + 1) * (hits - at + 1))

    return min(1.0, 2 * _tail(start, b, most if rising else least, ratio))


def _binomial(a: float, of_a: int, b: float, of_b: int) -> float:
    """Return the probability, on both sides, that ``a + b`` are divided so between two sets of those sizes."""
    share = of_b / (of_a + of_b)
    rising = b * of_a >= a * of_b
    # Parts of clumps are left out where they would speak for a change.
    first, second = (-int(-a // 1), int(b)) if rising else (int(a), -int(-b // 1))
    hits = first + second
    if hits == 0:
        return 1.0
    odds = share / (1 - share)
    start = _log_choose(hits, second) + second * log(share) + first * log(1 - share)

    def ratio(at: int) -> float:
        return (hits - at) / (at + 1) * odds if rising else at / (hits - at + 1) / odds

    return min(1.0, 2 * _tail(start, second, hits if rising else 0, ratio))


def _tail(log_start: float, start: int, end: int, ratio: Callable[[int], float]) -> float:
    """Return the sum of the probabilities from ``start`` to ``end``, from the first one and the ratio of each two."""
    term = total = 1.0
    step = 1 if end >= start else -1
    at = start
    while at != end and term > total * NEGLIGIBLE:
        term *= ratio(at)
        total += term
        at += step
    return exp(min(0.0, log_start + log(total)))


def _log_choose(of: int, chosen: int) -> float:
    if not 0 <= chosen <= of:
        return -inf
    return lgamma(of + 1) - lgamma(chosen + 1) - lgamma(of - chosen + 1)
