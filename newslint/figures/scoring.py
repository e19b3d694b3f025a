"""How good an article is as text, from 0 to 100, by a formula that can be checked by hand: see docs/score.md.

The score of an article depends on nothing but its length and its findings, in whatever order they come, and a
further finding never raises it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from newslint.model import Diagnostic, Span

FORMULA = 1
"""The version of the formula. Whoever changes what an article scores makes it one more."""

BEST = 100
SHORTEST = 200
"""As many words an article is taken to have at least, so that one slip in a short notice is not its end."""
LEFTOVERS = "boilerplate"
DEFECTS = frozenset({"headline", "typo", "entity", "text"})
"""The categories of what is wrong in the article itself."""


class Weight(NamedTuple):
    """What a finding costs, in points."""

    error: int
    warning: int
    per_thousand: bool
    """Whether that is for 1,000 words, so that a long article may have more of them."""


WEIGHTS: Mapping[str, Weight] = {
    "typo": Weight(5, 2, True),
    "text": Weight(5, 2, True),
    "entity": Weight(5, 2, True),
    "boilerplate": Weight(2, 1, True),
    "headline": Weight(10, 4, False),
    "duplicate": Weight(10, 4, False),
    "input": Weight(100, 20, False),
    "newslint": Weight(0, 0, False),
}


class Contribution(NamedTuple):
    """What one rule has to do with a score."""

    rule: str
    category: str
    findings: int
    """Of severity warning or error; others cost nothing."""
    defects: int
    leftover_characters: int
    """That no rule before it has in its findings."""
    deduction: float


class Score(NamedTuple):
    """An article's score, and what it is made of."""

    score: float | None
    """None: there is no word to judge, and nothing is wrong with that."""
    leftover_share: float
    defects_per_1000_words: float
    contributions: tuple[Contribution, ...]
    """The largest deduction first."""

    @property
    def by_category(self) -> dict[str, float]:
        """The deductions of each category that has any."""
        sums: dict[str, float] = {}
        for one in self.contributions:
            sums[one.category] = round(sums.get(one.category, 0.0) + one.deduction, 2)
        return {category: sums[category] for category in WEIGHTS if sums.get(category)}


class _Sum:
    """What the findings of one rule come to."""

    def __init__(self, category: str) -> None:
        self.category = category
        self.findings = self.flat = self.dense = self.characters = 0

    def points(self, words: int, characters: int) -> float:
        return _points(self.flat, self.dense, self.characters, words, characters)


def score(words: int, characters: int, found: Iterable[Diagnostic]) -> Score:
    """Return the score of an article.

    Args:
        words: of its text.
        characters: of its text.
        found: its findings.
    """
    counted = [one for one in found if one.severity.rank]
    if not counted:
        return Score(float(BEST) if words else None, 0.0, 0.0, ())
    sums = _sums(counted)
    flat, dense, leftover = (
        sum(getattr(one, name) for one in sums.values()) for name in ("flat", "dense", "characters")
    )
    hundredths = min(BEST * 100, round(100 * _points(flat, dense, leftover, words, characters)))
    deductions = shared_out(hundredths, {rule: one.points(words, characters) for rule, one in sums.items()})
    contributions = [
        Contribution(rule, of.category, of.findings, _defects(of), of.characters, deductions[rule] / 100)
        for rule, of in sums.items()
    ]
    defects = sum(one.defects for one in contributions)
    return Score(
        (BEST * 100 - hundredths) / 100 if words or hundredths else None,
        round(leftover / max(1, characters), 4),
        round(1000 * defects / max(1, words), 2),
        tuple(sorted(contributions, key=lambda one: (-one.deduction, one.rule))),
    )


def shared_out(whole: int, weights: Mapping[str, float]) -> dict[str, int]:
    """Return whole numbers that sum to ``whole`` and are as near to the weights' shares of it as such can be."""
    total = sum(weights[name] for name in sorted(weights))
    exact = {name: whole * weight / total if total else 0.0 for name, weight in weights.items()}
    parts = {name: int(part) for name, part in exact.items()}
    left = whole - sum(parts.values())
    for name in sorted(exact, key=lambda name: (parts[name] - exact[name], name))[: max(0, left)]:
        parts[name] += 1
    return parts


def _points(flat: int, dense: int, leftover: int, words: int, characters: int) -> float:
    return flat + 1000 * dense / max(SHORTEST, words) + BEST * leftover / max(1, characters)


def _sums(counted: Sequence[Diagnostic]) -> dict[str, _Sum]:
    sums: dict[str, _Sum] = {}
    for one in counted:
        of = sums.setdefault(one.rule, _Sum(one.category))
        weight = WEIGHTS[one.category]
        points = weight.error if one.severity.rank > 1 else weight.warning
        of.findings += 1
        of.flat += 0 if weight.per_thousand else points
        of.dense += points if weight.per_thousand else 0
    end = 0
    for span, rule in sorted((one.location.span, one.rule) for one in counted if one.category == LEFTOVERS):
        new = Span(max(span.start, end), span.end)
        sums[rule].characters += max(0, new.end - new.start)
        end = max(end, span.end)
    return sums


def _defects(of: _Sum) -> int:
    return of.findings if of.category in DEFECTS else 0
