"""Facts of many documents -> twins: group by key, form pairs, verify each distinct pair, gather them by place.

Memory and output are linear in the number of places. There is no transitive closure: that A is
like B and B like C does not make A like C. Between the steps all is bytes, so that any worker can take any heap.
"""

from _struct import Struct
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from newslint.comparing.facts import PLACE, Block, Facts, bucketed, number_bytes, packed, read_place, rows_at, split
from newslint.model import Span
from newslint.remembered import Remembered
from newslint.rule import Rule
from newslint.twins.pairing import FOR_HIGHER, FOR_LOWER, KNOWN, PAIR, edges
from newslint.values import Values

TOGETHER, MOST_TOGETHER = 4_000_000, 20_000
"""Of so many characters, or pairs, the texts are had at once, so that each document is read once for all of them."""
REMEMBERED = 8_000_000
"""How many characters of texts are kept for which a verdict is remembered."""
PLACES = 1 << 16
"""How many twins are remembered by their bytes; most are those of several places."""
_LINK = Struct(f">{PLACE}s2s{PLACE}sdI")
LINK = _LINK.size
_PAIR_OF = itemgetter(slice(0, PAIR))


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
Expect = Callable[[Iterable[Where]], None]
"""Is told of places whose texts will be asked for, those of one document side by side."""


class Everything:
    """Contains whatever it is asked about."""

    def __contains__(self, item: object) -> bool:
        return True


class Names:
    """Leads from the numbers that stand in facts to the rules and files that they mean."""

    def __init__(self, rules: Iterable[str], paths: Sequence[str]) -> None:
        """Take the rules that compare documents, and the files of the run, sorted."""
        self.rules = sorted(rules)
        self.paths = paths
        self.numbers = {name: number_bytes(number) for number, name in enumerate(self.rules)}

    def rule(self, number: bytes) -> str:
        """Return the name of a rule."""
        return self.rules[int.from_bytes(number, "big")]

    def where(self, place: bytes) -> Where:
        """Return a place with the path of its file."""
        task, record, span = read_place(place)
        return Where(self.paths[task], record, span)


def links(edges: Iterable[bytes], names: Names, verifier: "Verifier", expect: Expect | None = None) -> Iterator[bytes]:
    """Yield what each place of the pairs that a rule takes for twins is told, after asking about each pair once.

    Args:
        edges: the pairs.
        names: what the numbers in them mean.
        verifier: is asked.
        expect: told beforehand, some pairs at a time, of the places whose texts will be read.
    """
    waiting: list[_Pair] = []
    size = 0
    for pair, group in groupby(sorted(edges), _PAIR_OF):
        one = _Pair(pair, *_crowds(group))
        if one.is_known:
            yield from _links_of(one, 1.0)
        elif verifier.reads(names.rule(one.rule), one.common):
            waiting.append(one)
            size += one.size
        if size > TOGETHER or len(waiting) >= MOST_TOGETHER:
            yield from _links_of_read(waiting, names, verifier, expect)
            waiting, size = [], 0
    yield from _links_of_read(waiting, names, verifier, expect)


class _Pair:
    """Two places that a rule was told the same keys of."""

    __slots__ = ("common", "crowds", "higher", "is_known", "lower", "rule")

    def __init__(self, pair: bytes, crowds: tuple[int, int], common: int, is_known: bool) -> None:
        self.rule, self.lower, self.higher = pair[:2], pair[2 : 2 + PLACE], pair[2 + PLACE :]
        self.crowds = crowds
        self.common = common
        self.is_known = is_known

    @property
    def size(self) -> int:
        """How many characters its texts have."""
        return sum(end - start for _, _, (start, end) in (read_place(self.lower), read_place(self.higher)))


def _links_of_read(
    pairs: Sequence[_Pair], names: Names, verifier: "Verifier", expect: Expect | None
) -> Iterator[bytes]:
    """Yield what the places of some pairs are told once their texts are read."""
    if expect is not None:
        expect(map(names.where, sorted({place for one in pairs for place in (one.lower, one.higher)})))
    for one in pairs:
        lower, higher = names.where(one.lower), names.where(one.higher)
        similarity = verifier.similarity(names.rule(one.rule), lower, higher, one.crowds[0] >= 0)
        if similarity is not None:
            yield from _links_of(one, similarity)


def _links_of(pair: _Pair, similarity: float) -> Iterator[bytes]:
    (of_lower, of_higher), lower, higher = pair.crowds, pair.lower, pair.higher
    for crowd, here, twin in ((of_lower, lower, higher), (of_higher, higher, lower)):
        if crowd >= 0:
            yield _LINK.pack(here, pair.rule, twin, similarity, _twins_in(crowd, similarity))


def _crowds(edges: Iterable[bytes]) -> tuple[tuple[int, int], int, bool]:
    """Return for both places of a pair the greatest crowd, -1 where nobody asks, and the number of keys in common.

    Last comes whether the texts are known to be the same.
    """
    of_lower = of_higher = -1
    common = known = 0
    for edge in edges:
        whom, crowd = edge[PAIR], int.from_bytes(edge[PAIR + 1 :], "big")
        common += 1
        known |= whom & KNOWN
        if whom & FOR_LOWER:
            of_lower = max(of_lower, crowd)
        if whom & FOR_HIGHER:
            of_higher = max(of_higher, crowd)
    return (of_lower, of_higher), common, bool(known)


def _twins_in(crowd: int, similarity: float) -> int:
    """Return how many twins a place of a crowd has: the same words have the same key, so the others are some too."""
    return max(crowd - 1, 0) if similarity == 1.0 else min(crowd, 1)


def place_task_of(link: bytes) -> int:
    """Return the number of the file in which the place stands that is told something."""
    return int.from_bytes(link[:4], "big")


def twin_task_of(link: bytes) -> int:
    """Return the number of the file in which the twin stands."""
    return int.from_bytes(link[PLACE + 2 : PLACE + 6], "big")


def twins(links: Iterable[bytes], names: Names) -> Iterator[Twins]:
    """Yield the twins of each place and rule, sorted by place and rule."""
    wheres = Remembered(names.where, PLACES)
    for head, group in groupby(sorted(links), itemgetter(slice(0, PLACE + 2))):
        found = [_LINK.unpack(link)[2:] for link in group]
        places = tuple([wheres[twin] for twin, _, _ in found])
        number = max(len(places), max(crowd for _, _, crowd in found))
        yield Twins(names.rule(head[PLACE:]), names.where(head[:PLACE]), places, number, found[0][1])


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
    # A rule with a judge weighs what the others find.
    facts = [one for one in told if rules[one.rule].judge is None]
    names = Names({one.rule for one in facts}, sorted({one.where.path for one in facts}))
    tasks = {path: number for number, path in enumerate(names.paths)}
    records = [
        record
        for rule, key, where in facts
        for record in packed(
            Block(names.numbers[rule], tasks[where.path], where.record, Facts(rows_at(where.span, (key,))))
        )
    ]
    wanted = {number for path, number in tasks.items() if path in asked}
    verifier = Verifier(rules, text_of, on_failure, is_version)
    pairs = (edge for bucket in bucketed(records).values() for edge in edges(split(bucket), wanted))
    return sorted(twins(links(pairs, names, verifier), names))


class Verifier:
    """Asks a rule about each distinct pair of texts once."""

    def __init__(
        self, rules: Mapping[str, Rule], text_of: TextOf, on_failure: OnFailure | None, is_version: IsVersion
    ) -> None:
        """Take the rules by name, and what ``find_twins`` takes."""
        self._rules = rules
        self._text_of = text_of
        self._on_failure = on_failure
        self._is_version = is_version
        self._known: dict[tuple[str, str, str], float | None] = {}
        self._size = 0

    def reads(self, rule: str, common: int) -> bool:
        """Whether the texts of two places are compared that have so many keys of a rule in common."""
        return common >= self._rules[rule].common

    def similarity(self, rule: str, one: Where, other: Where, first: bool) -> float | None:
        """Return how like two places are to a rule.

        Args:
            rule: its name.
            one: a place.
            other: another one.
            first: whether the first of the two places speaks of a failure.
        """
        mine, theirs = self._text_of(one), self._text_of(other)
        if mine is None or theirs is None:
            return None
        # A verdict does not depend on who is asked first.
        texts = (rule, mine, theirs) if mine <= theirs else (rule, theirs, mine)
        if texts not in self._known:
            self._size += len(mine) + len(theirs)
            if self._size > REMEMBERED:
                self._known.clear()
                self._size = 0
            self._known[texts] = self._verified(one if first else other, *texts)
        found = self._known[texts]
        return None if found is None or self._is_version(one, other) else found

    def _verified(self, where: Where, rule: str, one: str, other: str) -> float | None:
        verify = self._rules[rule].verify
        if verify is None:
            return 1.0
        try:
            return verify(one, other)
        except Exception as problem:
            if self._on_failure is None:
                raise
            self._on_failure(Failed(rule, where, problem))
            return None
