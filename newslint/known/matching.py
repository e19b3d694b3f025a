"""Which findings of a run are the ones that entries know. Pure: nothing is read.

Each entry stands for as many findings as it says, and belongs to its article: to the one at the path that it
names, or to the one that holds the runs of words which it remembers. Within an article a finding is known by its
key; failing that, by its text and so much of its surroundings as an edit nearby leaves.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from itertools import islice

from newslint.known.covering import covering
from newslint.known.entries import Entry
from newslint.known.likeness import ENOUGH, edited, likeness, stands_mended
from newslint.known.marks import PART, Key, family, runs_of
from newslint.known.pins import fits
from newslint.known.places import Place

NONE = -1
"""Stands for the entry of a finding that none knows."""
MOST = 256
"""So many entries are weighed for a finding at most."""


class Matcher:
    """Entries, and how many findings each of them may still stand for."""

    def __init__(self, entries: Sequence[Entry], is_free: Callable[[Entry, int], bool]) -> None:
        """Take the entries.

        Args:
            entries: what is known, all of one place each.
            is_free: whether the article of an entry is no longer at its path, given how many of its samples
                stand elsewhere. The finding of any other entry may still stand where it was.
        """
        self.entries = entries
        self.left = array("q", (one.times for one in entries))
        self._is_free = is_free
        self._exact: dict[tuple[Key, str, str | int | None], list[int]] = {}
        self._has_pins = any(one.pin for one in entries)
        self._texts = {one.key[:2] for one in entries}
        self._texts |= {(family(rule), text) for rule, text in self._texts if family(rule)}
        self._rules = {rule for rule, _ in self._texts}
        for index, one in enumerate(entries):
            self._exact.setdefault((one.key, one.path, one.record), []).append(index)
        self._by_article: dict[tuple[object, ...], list[int]] | None = None

    def knows(self, rule: str, text: str, is_of_article: bool) -> bool:
        """Whether any entry may be about a finding, given its rule and the digest of its text."""
        if family(rule) == PART and PART in self._rules:
            # A part of what is known may have a twin of its own now.
            return True
        names = (rule, family(rule))
        return any((name, text) in self._texts or (is_of_article and name in self._rules) for name in names)

    def at_once(self, place: Place) -> int:
        """Return the entry that knows a finding beyond doubt, and use it up; ``NONE`` where there is none."""
        for index in self._exact.get((place.key, *place.article.name), ()):
            if self.left[index] and self.entries[index].pin is None and _is_certain(self.entries[index], place):
                self.left[index] -= 1
                place.article.is_certain = True
                return index
        return NONE

    def later(self, places: Sequence[Place]) -> list[int]:
        """Return the entries of findings that were not known at once, in the same order."""
        found = [NONE] * len(places)
        self._take(self._pinned(places), found)
        for accepts in (self._copied, self._moved, self._same, self._quoted, self._near):
            for number, place in enumerate(places):
                if found[number] == NONE and (index := accepts(place)) != NONE:
                    self.left[index] -= 1
                    found[number] = index
        self._take(self._edited(places, found), found)
        self._find_kin(places, found)
        return found

    def _take(self, ranked: Iterable[tuple[int, int]], found: list[int]) -> None:
        for number, index in ranked:
            if found[number] == NONE and self.left[index]:
                self.left[index] -= 1
                found[number] = index

    def unused(self) -> Iterator[tuple[Entry, int]]:
        """Yield the entries that stand for more findings than there are, and for how many more."""
        for index, one in enumerate(self.entries):
            if self.left[index]:
                yield one, self.left[index]

    def _pinned(self, places: Sequence[Place]) -> list[tuple[int, int]]:
        """Return which of several findings with one key may be those that were meant, the likeliest first."""
        ranked: list[tuple[tuple[int, int], int, int]] = []
        for number, place in enumerate(places) if self._has_pins else ():
            for index in self._in_article(place):
                then = self.entries[index].pin
                if then is not None and self._is_pinned(index, place) and (rank := fits(then, place.pin)):
                    ranked.append((rank, number, index))
        return [(number, index) for _, number, index in sorted(ranked)]

    def _copied(self, place: Place) -> int:
        """Find an entry with the key all of whose samples the article holds."""
        of_key = (index for index in self._candidates(place) if self.entries[index].key == place.key)
        return next((index for index in of_key if place.article.known >= self._samples_of(index)), NONE)

    def _moved(self, place: Place) -> int:
        """Find the entry with the key of whose article the most stands here."""
        of_key = (index for index in self._candidates(place) if self.entries[index].key == place.key)
        common = {index: self._common(index, place) for index in of_key}
        return max((index for index in common if common[index]), key=common.__getitem__, default=NONE)

    def _same(self, place: Place) -> int:
        """Find an entry with the key in the article of that name, however much of it was rewritten."""
        named = (index for index in self._exact.get((place.key, *place.article.name), ()) if self.left[index])
        unpinned = (index for index in named if not self._is_pinned(index, place))
        return next((index for index in unpinned if _has_name(self.entries[index], place)), NONE)

    def _quoted(self, place: Place) -> int:
        """Find an entry with the key whose article is gone, and much of whose sentence stands here."""
        if len(f"{place.around.before} {place.around.after}".split()) < ENOUGH:
            return NONE
        of_key = (index for index in self._named(place.key) if not self._is_pinned(index, place))
        return next((index for index in of_key if self._may_be_here(index, place, 1)), NONE)

    def _near(self, place: Place) -> int:
        """Find the entry with the same text in the same article whose surroundings are the most alike."""
        best, most = NONE, 0
        for index in self._candidates(place):
            alike = 1 + likeness(self.entries[index].around, place.around)
            if not (place.is_long or place.is_of_article):
                alike -= 1
            if alike > most:
                best, most = index, alike
        return best

    def _edited(self, places: Sequence[Place], found: Sequence[int]) -> list[tuple[int, int]]:
        """Return which findings may be those of entries in sentences that were edited, the most alike first."""
        alike: list[tuple[float, int, int]] = []
        for number, place in enumerate(places):
            for index in self._candidates(place) if found[number] == NONE else ():
                around = self.entries[index].around
                part = edited(around, place.around)
                # Where the sentence still stands without the fault, this is another one.
                if part and not stands_mended(around, place.said, place.article.again()):
                    alike.append((-part, number, index))
        return [(number, index) for _, number, index in sorted(alike)]

    def _find_kin(self, places: Sequence[Place], found: list[int]) -> None:
        """Find entries of twins for those of other rules: which one speaks depends on the other article."""
        waiting = [number for number, place in enumerate(places) if found[number] == NONE and family(place.key.rule)]
        twins = [index for index, one in enumerate(self.entries) if family(one.key.rule)] if waiting else []
        if not twins:
            return
        entries = [_of_family(self.entries[index]) for index in twins]
        kin = Matcher(entries, self._is_free)
        kin.left = array("q", (self.left[index] for index in twins))
        of_family = [place._replace(key=_of_family_key(place.key)) for place in map(places.__getitem__, waiting)]
        known = [{entry} - {NONE} for entry in kin.later(of_family)]
        standing = Matcher(entries, self._is_free)
        for number, place, several in zip(waiting, of_family, known, strict=True):
            for entry in several or standing.covering(place):
                found[number] = twins[entry]
                self.left[twins[entry]] -= bool(self.left[twins[entry]])

    def covering(self, place: Place) -> set[int]:
        """Return the entries of twins whose texts still stand in the article and together make up a finding."""
        if place.key.rule != PART:
            return set()
        texts: dict[str, int] = {}
        for name in (place.article.name, *sorted(place.article.known)):
            for index in self._named((PART, "", name)):
                if self._may_be_here(index, place) and self._is_article(index, place):
                    texts.setdefault(self.entries[index].key.text, index)
        return {texts[one] for one in covering(place.span, place.article.again(), texts.keys())} if texts else set()

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
            self._by_article = {}
            for index, one in enumerate(self.entries):
                for known in _names(one) if self.left[index] else ():
                    self._by_article.setdefault(known, []).append(index)
        return islice((index for index in self._by_article.get(name, ()) if self.left[index]), MOST)

    def _may_be_here(self, index: int, place: Place, common: int = 0) -> bool:
        one = self.entries[index]
        return one.path == place.article.name[0] or self._is_free(one, common or self._common(index, place))

    def _common(self, index: int, place: Place) -> int:
        return len(place.article.known & set(self.entries[index].samples))

    def _is_article(self, index: int, place: Place) -> bool:
        """Whether the article of an entry is that of a finding, by its name or by what it says besides the finding."""
        one = self.entries[index]
        if _has_name(one, place) or (one.samples and place.article.known >= set(one.samples)):
            return True
        common = place.article.known & set(one.samples)
        return bool(common) and not (place.is_long and common <= runs_of(place.said))

    def _samples_of(self, index: int) -> Set[str]:
        return set(self.entries[index].samples or ("",))


def _of_family(one: Entry) -> Entry:
    return one._replace(key=_of_family_key(one.key))


def _of_family_key(key: Key) -> Key:
    return key._replace(rule=family(key.rule))


def _names(one: Entry) -> Iterator[tuple[object, ...]]:
    yield one.key
    for name in ((one.path, one.record), *one.samples):
        yield (one.key.rule, one.key.text, name)
        yield (one.key.rule, "", name)


def _has_name(one: Entry, place: Place) -> bool:
    """Whether an entry's article has the name of a finding's. The ordinal of a record is no name: it shifts."""
    is_named = not isinstance(one.record, int) or not (one.samples and place.article.samples)
    return (one.path, one.record) == place.article.name and is_named


def _is_certain(one: Entry, place: Place) -> bool:
    """Whether words around a finding, or in its article, say that the article is the entry's, and not only its name."""
    if place.article.is_certain or place.around.before or place.around.after or not one.samples:
        return True
    if not place.article.samples:
        return True
    # Articles that have a paragraph in common may have a sample in common.
    return 2 * len(set(one.samples).intersection(place.article.samples)) >= len(one.samples)
