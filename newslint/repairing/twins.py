"""Facts of the clean copies -> which of them are left out, since they are kept elsewhere.

Articles are taken in the order in which they are to be kept. Each is compared with those that were kept before it, and
left out if it is a twin of one. So whatever is left out has a twin that is kept, and of what is kept no two are twins:
that A is like B and B like C costs C nothing when B is left out and A is not like C.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from newslint.repairing.how import Drop, Left
from newslint.rule import Rule
from newslint.twins.corpus import Told, Where

CROWD = 50
"""With how many of those kept that have a key in common a place is compared at most."""

Keys = dict[Where, list[tuple[str, bytes]]]
Places = dict[tuple[str, int], Keys]
TextOf = Callable[[Where], str | None]
"""The text of a place; None when it cannot be had any more."""


class Candidate(NamedTuple):
    """An article that may be kept or left out."""

    name: str
    record: int
    """0 for a file that is one article."""
    size: int
    """In characters."""
    published: float | None
    """In seconds since 1970."""
    url: str
    paragraphs: int
    """How many of running text it has."""


def drops(
    candidates: Iterable[Candidate], places: Places, rules: Sequence[Rule], keep: str, text_of: TextOf
) -> dict[str, Drop]:
    """Return what is left out, by the name of the file.

    Args:
        candidates: all articles.
        places: what of them may have twins, as ``places_of`` returns it.
        rules: the rules that compare, the strictest first.
        keep: which of several twins is kept.
        text_of: the text of a place.
    """
    chooser = _Chooser(rules, text_of)
    articles: dict[str, dict[int, Left]] = {}
    paragraphs: dict[str, dict[int, tuple[Left, ...]]] = {}
    for one in sorted(candidates, key=_ORDERS[keep]):
        left = chooser.left(one, places.get((one.name, one.record), {}))
        if left and left[0].rule.endswith(OF_ARTICLES):
            articles.setdefault(one.name, {})[one.record] = left[0]
        elif left:
            paragraphs.setdefault(one.name, {})[one.record] = tuple(sorted(left, key=lambda each: each.where))
    names = sorted({*articles, *paragraphs})
    return {name: Drop(articles.get(name, {}), paragraphs.get(name, {})) for name in names}


OF_ARTICLES = "-article"
"""The names of rules that compare whole articles end so."""


def _place(one: Candidate) -> tuple[str, int]:
    return one.name, one.record


_ORDERS: Mapping[str, Callable[[Candidate], tuple[object, ...]]] = {
    "first": _place,
    "longest": lambda one: (-one.size, *_place(one)),
    "oldest": lambda one: (one.published is None, one.published or 0.0, *_place(one)),
}


def places_of(told: Sequence[Told]) -> Places:
    """Return the keys that more than one place has, by article and place."""
    count = Counter((one.rule, one.key) for one in told)
    found: Places = {}
    for rule, key, where in told:
        if count[rule, key] > 1:
            found.setdefault(where[:2], {}).setdefault(where, []).append((rule, key))
    return found


class _Kept(NamedTuple):
    where: Where
    url: str


class _Chooser:
    """Remembers what is kept."""

    def __init__(self, rules: Sequence[Rule], text_of: TextOf) -> None:
        self._rules = {rule.name: rule for rule in rules}
        self._text_of = text_of
        self._kept: dict[tuple[str, bytes], list[_Kept]] = {}

    def left(self, one: Candidate, places: Keys) -> list[Left]:
        """Return what of an article is left out, and remember the rest of it as kept."""
        twins = {where: self._twin(one, where, places[where]) for where in sorted(places)}
        left = [found for found in twins.values() if found is not None]
        if len(left) == one.paragraphs and left and not left[0].rule.endswith(OF_ARTICLES):
            # An article without any text is none; whoever wants it left out says so.
            left = []
        gone = {found.where for found in left}
        for where in sorted(places.keys() - gone):
            for key in places[where]:
                self._kept.setdefault(key, []).append(_Kept(where, one.url))
        return left

    def _twin(self, one: Candidate, where: Where, keys: Iterable[tuple[str, bytes]]) -> Left | None:
        compared: set[tuple[str, Where]] = set()
        for name, key in sorted(keys, key=lambda each: (tuple(self._rules).index(each[0]), each[1])):
            for kept in self._kept.get((name, key), ())[:CROWD]:
                if (name, kept.where) in compared or (one.url and kept.url == one.url):
                    continue
                compared.add((name, kept.where))
                similarity = self._similarity(name, where, kept.where)
                if similarity is not None:
                    return Left(name, where, kept.where, similarity)
        return None

    def _similarity(self, name: str, where: Where, kept: Where) -> float | None:
        verify = self._rules[name].verify
        texts = [text for place in (where, kept) if (text := self._text_of(place)) is not None]
        if len(texts) < 2:
            return None
        # As everywhere, a verdict does not depend on who is asked first.
        return 1.0 if verify is None else verify(*sorted(texts))
