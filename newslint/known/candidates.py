"""Which entries may be about a finding: found by key, or by text and article, however many there are."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence, Set
from itertools import islice

from newslint.known.entries import Entry
from newslint.known.marks import PART, family, runs_of
from newslint.known.places import Place
from newslint.known.shelf import Register

MOST = 256
"""So many entries are weighed for a finding at most."""


class Candidates:
    """Entries, and how many findings each of them may still stand for."""

    def __init__(self, entries: Sequence[Entry], is_free: Callable[[Entry, int], bool]) -> None:
        """Take the entries.

        Args:
            entries: what is known, all of one place each.
            is_free: whether the article of an entry is no longer at its path, given how many of its samples
                stand elsewhere. The finding of any other entry may still stand where it was.
        """
        self.entries = entries
        self.left = array("q")
        self._is_free = is_free
        self._has_pins = False
        self._rules: set[str] = set()
        self._texts: set[int] = set()
        """Hashes, so that a finding may be weighed in vain."""
        self._exact = Register(self._met())
        self._rules |= {family(rule) for rule in self._rules} - {""}
        self._by_article: Register | None = None

    def _met(self) -> Iterator[tuple[tuple[object, ...], int]]:
        """Look at each entry once; yield by what it is found at once, and its number."""
        for index, one in enumerate(self.entries):
            self.left.append(one.times)
            self._has_pins = self._has_pins or one.pin is not None
            self._rules.add(one.key.rule)
            self._texts.update(map(hash, _texts(one)))
            yield (one.key, one.path, one.record), index

    def knows(self, rule: str, text: str, is_of_article: bool) -> bool:
        """Whether any entry may be about a finding, given its rule and the digest of its text."""
        if family(rule) == PART and PART in self._rules:
            # A part of what is known may have a twin of its own now.
            return True
        names = (rule, family(rule))
        return any(hash((name, text)) in self._texts or (is_of_article and name in self._rules) for name in names)

    def unused(self) -> Iterator[tuple[Entry, int]]:
        """Yield the entries that stand for more findings than there are, and for how many more."""
        for index, one in enumerate(self.entries):
            if self.left[index]:
                yield one, self.left[index]

    def _keyed(self, place: Place) -> Iterator[int]:
        """Yield the entries that are left with the key of a finding, in the article of that name."""
        for index in self._exact.perhaps((place.key, *place.article.name)):
            if self.left[index]:
                one = self.entries[index]
                if one.key == place.key and (one.path, one.record) == place.article.name:
                    yield index

    def _candidates(self, place: Place) -> Iterator[int]:
        """Yield the entries that are left and may stand for a finding with this text in this article, each once."""
        return (index for index in self._in_article(place) if not self._is_pinned(index, place))

    def _in_article(self, place: Place) -> Iterator[int]:
        """Yield the entries about the same text in the same article that are left, each once."""
        text = "" if place.is_of_article else place.key.text
        seen: set[int] = set()
        for name in (place.article.name, *sorted(place.article.known)):
            for index in self._named((place.key.rule, text, name)):
                if index not in seen and self._may_be_here(index, place) and self._is_article(index, place):
                    seen.add(index)
                    yield index

    def _is_pinned(self, index: int, place: Place) -> bool:
        """Whether an entry names one of the findings with its key, and may stand for no other with that."""
        return self.entries[index].pin is not None and self.entries[index].key == place.key

    def _named(self, name: tuple[object, ...]) -> Iterator[int]:
        """Yield the entries that are left of a key, or of a rule, a text and a name or sample of their article."""
        if self._by_article is None:
            left = ((index, one) for index, one in enumerate(self.entries) if self.left[index])
            self._by_article = Register((known, index) for index, one in left for known in _names(one))
        perhaps = (index for index in self._by_article.perhaps(name) if self.left[index])
        return islice((index for index in perhaps if name in _names(self.entries[index])), MOST)

    def _may_be_here(self, index: int, place: Place, common: int = 0) -> bool:
        one = self.entries[index]
        return one.path == place.article.name[0] or self._is_free(one, common or self._common(index, place))

    def _common(self, index: int, place: Place) -> int:
        return len(place.article.known & set(self.entries[index].samples))

    def _is_article(self, index: int, place: Place) -> bool:
        """Whether the article of an entry is that of a finding, by its name or by what it says besides the finding."""
        one = self.entries[index]
        if has_name(one, place) or (one.samples and place.article.known >= set(one.samples)):
            return True
        common = place.article.known & set(one.samples)
        return bool(common) and not (place.is_long and common <= runs_of(place.said))

    def _samples_of(self, index: int) -> Set[str]:
        return set(self.entries[index].samples or ("",))


def _texts(one: Entry) -> Iterator[tuple[str, str]]:
    rule, text = one.key[:2]
    yield (rule, text)
    if of := family(rule):
        yield (of, text)


def _names(one: Entry) -> Iterator[tuple[object, ...]]:
    yield one.key
    for name in ((one.path, one.record), *one.samples):
        yield (one.key.rule, one.key.text, name)
        yield (one.key.rule, "", name)


def has_name(one: Entry, place: Place) -> bool:
    """Whether an entry's article has the name of a finding's. The ordinal of a record is no name: it shifts."""
    is_named = not isinstance(one.record, int) or not (one.samples and place.article.samples)
    return (one.path, one.record) == place.article.name and is_named
