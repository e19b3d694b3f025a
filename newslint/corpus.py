"""Facts of many documents -> twins: group by key, form pairs, verify each distinct pair, tell each place.

Memory and output are linear in the number of places. There is no transitive closure: that A is
like B and B like C does not make A like C.
"""

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import combinations
from typing import NamedTuple, cast

from newslint.model import Fact, Span
from newslint.rule import Rule
from newslint.values import Values

CROWD = 50
"""With more places than this of one key, each is compared with the first only."""
REMEMBERED = 8_000_000
"""How many characters of texts are kept for which a verdict is remembered."""


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


# Half as dear as calling it; there are tens of thousands in a megabyte.
_TOLD = cast("Callable[[tuple[str, bytes, Where]], Told]", partial(tuple.__new__, Told))


def told_by(path: str, record: int, facts: Iterable[tuple[str, Fact]]) -> list[Told]:
    """Return what a document told the rules, given by name with each fact. Facts of one place share it."""
    places: dict[Span, Where] = {}
    found = []
    where = Where(path, record, Span(0, 0))
    for rule, (key, span) in facts:
        if where.span is not span:
            where = places.get(span) or places.setdefault(span, Where(path, record, span))
        found.append(_TOLD((rule, key, where)))
    return found


class Twins(NamedTuple):
    """What was found for one place."""

    rule: str
    where: Where
    twins: tuple[Where, ...]
    """In order. In a crowd only the first."""
    number: int
    """How many of them there are."""
    similarity: float
    """How like the first twin is, from 0 to 1."""


class Failed(Values):
    """A rule could not compare a place with another."""

    rule: str
    where: Where
    problem: Exception


TextOf = Callable[[Where], str | None]
"""The text of a place; None when it cannot be had any more."""
IsVersion = Callable[[Where, Where], bool]
"""Whether two places stand in versions of one article, which are no twins."""
OnFailure = Callable[[Failed], None]


class Everything:
    """Contains whatever it is asked about."""

    def __contains__(self, item: object) -> bool:
        return True


class Pair(NamedTuple):
    """Two places with a key in common."""

    one: Where
    other: Where
    crowd: int = 0
    """How many places have the key, where that is too many to compare each with each."""


def find_twins(
    told: Iterable[Told],
    rules: Mapping[str, Rule],
    text_of: TextOf,
    asked: Container[str] = Everything(),
    on_failure: OnFailure | None = None,
    is_version: IsVersion = lambda one, other: False,
) -> list[Twins]:
    """Return the twins of every place that was asked for and has any, sorted by rule and place.

    Args:
        told: the facts of all documents.
        rules: by name, the rules that may have told something.
        text_of: the text of a place.
        asked: the paths at whose places somebody wants to know of twins.
        on_failure: told of each place at which a rule fails; None: the error is raised.
        is_version: whether two places stand in versions of one article.
    """
    found: list[Twins] = []
    for name, facts in _by_rule(told).items():
        if rules[name].judge is not None:
            # It weighs what the others find.
            continue
        verifier = _Verifier(rules[name], text_of, on_failure, is_version)
        found += _told_apart(name, _pairs(facts, asked), verifier, asked)
    return found


def _told_apart(rule: str, pairs: Iterable[Pair], verifier: "_Verifier", asked: Container[str]) -> Iterator[Twins]:
    similar: dict[Where, dict[Where, float]] = {}
    crowds: dict[Where, int] = {}
    for one, other, crowd in pairs:
        similarity = verifier.similarity(one, other)
        if similarity is None:
            continue
        similar.setdefault(one, {})[other] = similarity
        if crowd:
            # The same words have the same key, so the others of the crowd are twins as well.
            crowds[one] = max(crowds.get(one, 1), crowd - 1 if similarity == 1.0 else 1)
        elif other.path in asked:
            similar.setdefault(other, {})[one] = similarity
    for where in sorted(where for where in similar if where.path in asked):
        twins = tuple(sorted(similar[where]))
        number = max(len(twins), crowds.get(where, 0))
        yield Twins(rule, where, twins, number, similar[where][twins[0]])


def _by_rule(told: Iterable[Told]) -> dict[str, list[Told]]:
    found: dict[str, list[Told]] = {}
    for one in told:
        found.setdefault(one.rule, []).append(one)
    return dict(sorted(found.items()))


def _pairs(facts: Sequence[Told], asked: Container[str]) -> Iterator[Pair]:
    """Yield each distinct pair of places with a key in common, in different documents, one of them asked for."""
    seen: set[tuple[Where, Where]] = set()
    for places in _groups(facts):
        for pair in _in_crowd(places, asked) if len(places) > CROWD else _each_with_each(places, asked):
            if pair[:2] not in seen:
                seen.add(pair[:2])
                yield pair


def _groups(facts: Sequence[Told]) -> Iterator[list[Where]]:
    groups: dict[bytes, dict[tuple[str, int], Where]] = {}
    # Most keys stand in one place only.
    count = Counter(fact.key for fact in facts)
    shared = [fact for fact in facts if count[fact.key] > 1]
    for fact in sorted(shared, key=lambda fact: (fact.where, fact.key)):
        # A repetition inside a document is another rule's matter: its first place stands for it.
        groups.setdefault(fact.key, {}).setdefault(fact.where[:2], fact.where)
    return (list(group.values()) for group in groups.values() if len(group) > 1)


def _each_with_each(places: Sequence[Where], asked: Container[str]) -> Iterator[Pair]:
    for one, other in combinations(places, 2):
        if one.path in asked:
            yield Pair(one, other)
        elif other.path in asked:
            yield Pair(other, one)


def _in_crowd(places: Sequence[Where], asked: Container[str]) -> Iterator[Pair]:
    """Yield each place with the first one, and the first with those that may be its own first twin."""
    first, others = places[0], places[1:]
    if first.path in asked:
        yield from (Pair(first, other, len(places)) for other in others[:CROWD])
    yield from (Pair(other, first, len(places)) for other in others if other.path in asked)


class _Verifier:
    """Asks a rule about each distinct pair of texts once."""

    def __init__(self, rule: Rule, text_of: TextOf, on_failure: OnFailure | None, is_version: IsVersion) -> None:
        self._rule = rule
        self._text_of = text_of
        self._on_failure = on_failure
        self._is_version = is_version
        self._known: dict[tuple[str, str], float | None] = {}
        self._size = 0

    def similarity(self, one: Where, other: Where) -> float | None:
        mine, theirs = self._text_of(one), self._text_of(other)
        if mine is None or theirs is None or self._is_version(one, other):
            return None
        # A verdict does not depend on who is asked first.
        texts = (mine, theirs) if mine <= theirs else (theirs, mine)
        if texts not in self._known:
            self._size += len(mine) + len(theirs)
            if self._size > REMEMBERED:
                self._known.clear()
                self._size = 0
            self._known[texts] = self._verified(one, *texts)
        return self._known[texts]

    def _verified(self, where: Where, one: str, other: str) -> float | None:
        if self._rule.verify is None:
            return 1.0
        try:
            return self._rule.verify(one, other)
        except Exception as problem:
            if self._on_failure is None:
                raise
            self._on_failure(Failed(self._rule.name, where, problem))
            return None
