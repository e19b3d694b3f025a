"""Which findings of a run are the ones that entries know. Pure: nothing is read.

Each entry stands for as many findings as it says, and belongs to its article: to the one at the path that it
names, or to the one that holds the runs of words which it remembers. Within an article a finding is known by its
key; failing that, by its text and so much of its surroundings as an edit nearby leaves.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence

from newslint.known.candidates import Candidates, has_name
from newslint.known.covering import covering
from newslint.known.entries import Entry
from newslint.known.likeness import ENOUGH, edited, likeness, stands_mended
from newslint.known.marks import PART, Key, family
from newslint.known.pins import fits
from newslint.known.places import Place
from newslint.known.shelf import Some

NONE = -1
"""Stands for the entry of a finding that none knows."""


class Matcher(Candidates):
    """Chooses among the entries that may be about findings."""

    def at_once(self, place: Place) -> int:
        """Return the entry that knows a finding beyond doubt, and use it up; ``NONE`` where there is none."""
        for index in self._keyed(place):
            if self.entries[index].pin is None and _is_certain(self.entries[index], place):
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
        unpinned = (index for index in self._keyed(place) if not self._is_pinned(index, place))
        return next((index for index in unpinned if has_name(self.entries[index], place)), NONE)

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
        twins = array("I", (index for index, one in enumerate(self.entries) if waiting and family(one.key.rule)))
        if not twins:
            return
        entries = Some(self.entries, twins, _of_family)
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


def _of_family(one: Entry) -> Entry:
    return one._replace(key=_of_family_key(one.key))


def _of_family_key(key: Key) -> Key:
    return key._replace(rule=family(key.rule))


def _is_certain(one: Entry, place: Place) -> bool:
    """Whether words around a finding, or in its article, say that the article is the entry's, and not only its name."""
    if place.article.is_certain or place.around.before or place.around.after or not one.samples:
        return True
    if not place.article.samples:
        return True
    # Articles that have a paragraph in common may have a sample in common.
    return 2 * len(set(one.samples).intersection(place.article.samples)) >= len(one.samples)
