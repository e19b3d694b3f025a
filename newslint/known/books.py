"""One file of entries while it is compared with the findings of a run."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from typing import TYPE_CHECKING, NamedTuple

from newslint.known.entries import EVERYWHERE, WRONG, Entry
from newslint.known.ledgers import Ledger, TextOf, article_of, is_below, place_of
from newslint.known.marks import family, hashed, is_of_article, runs_of, said
from newslint.known.matching import NONE, Matcher
from newslint.known.places import Article, Place
from newslint.known.shelf import Some
from newslint.openers import is_url
from newslint.readers import UnreadableError
from newslint.text.numbered import SAMPLES

if TYPE_CHECKING:
    from newslint.model import Diagnostic, Location


class Seen(NamedTuple):
    """What a run looked at."""

    paths: Mapping[str, str]
    """The files that were checked: by absolute path, what the run calls them."""
    rules: frozenset[str]
    """The rules that spoke."""
    comparing: frozenset[str]
    """Those of them that need the whole corpus."""
    existing: frozenset[str]
    """All rules there are."""
    folders: tuple[str, ...]
    """Folders that were walked as a whole."""
    has_corpus: bool
    """Whether a corpus is configured, with which all articles are compared whichever are checked."""
    is_whole: bool
    """Whether nothing went wrong, so that what was not found is not there."""
    exists: Callable[[str], bool]
    """Whether there is a file at an absolute path."""


class Unused(NamedTuple):
    """An entry that knows fewer findings than it stands for, and by how many."""

    ledger: Ledger
    entry: Entry
    times: int
    is_judged: bool
    """Whether this run would have found them."""


class Text:
    """The text of an article, read when it is first asked for."""

    def __init__(self, text_of: TextOf, location: Location) -> None:
        self._text_of = text_of
        self.location = location
        self._text: str | None = None

    def __call__(self) -> str:
        """Return the text; an empty one where the article is gone meanwhile."""
        if self._text is None:
            try:
                self._text = self._text_of(self.location.path, self.location.record)
            except UnreadableError:
                self._text = ""
        return self._text


class Book:
    """One file of entries while it is compared with the findings of a run."""

    def __init__(self, ledger: Ledger, seen: Seen, text_of: TextOf) -> None:
        self.ledger = ledger
        self._seen = seen
        self._text_of = text_of
        self._used: set[tuple[str, str]] = set()
        self._everywhere: dict[tuple[str, str], Entry] = {}
        self._rules: set[str] = set()
        samples: set[str] = set()
        right, wrong = array("I"), array("I")
        for number, one in enumerate(ledger.entries):
            self._rules.add(one.key.rule)
            if one.scope != EVERYWHERE:
                samples.update(one.samples)
                (wrong if one.verdict == WRONG else right).append(number)
            elif one.verdict != WRONG:
                self._everywhere[one.key.rule, one.key.text] = one
        self._rules |= set(map(family, self._rules)) - {""}
        self._samples = frozenset(samples)
        self._right, self._wrong = self._matcher(right), self._matcher(wrong)
        self._taken: set[int] = set()
        self._refused: set[int] = set()
        self._covered: list[tuple[int, tuple[str, str]]] = []
        self._later: dict[Matcher, list[tuple[int, Place]]] = {self._right: [], self._wrong: []}
        self._bare: list[tuple[int, Place]] = []
        self._standing: dict[str, Set[str]] = {}
        self._articles: dict[Text, Article] = {}

    def add(self, number: int, one: Diagnostic, text: Text) -> None:
        """Take a finding, and its number among all."""
        if one.rule not in self._rules and family(one.rule) not in self._rules:
            return
        words = said(one, text())
        name = (one.rule, hashed(words))
        if name in self._everywhere:
            self._covered.append((number, name))
        if any(matcher.knows(*name, is_of_article(one)) for matcher in self._later):
            place = place_of(one, text(), self._article(text), words)
            # A line without surroundings is known as soon as another finding has told which article this is.
            if place.around.before or place.around.after:
                self._weigh(number, place)
            else:
                self._bare.append((number, place))

    def _weigh(self, number: int, place: Place) -> None:
        for matcher, taken in ((self._right, self._taken), (self._wrong, self._refused)):
            if not matcher.knows(*place.key[:2], place.is_of_article):
                continue
            if matcher.at_once(place) != NONE:
                taken.add(number)
            else:
                place.article.let_go()
                self._later[matcher].append((number, place))

    def _weigh_bare(self) -> None:
        for number, place in self._bare:
            self._weigh(number, place)
        self._bare = []

    def settled(self) -> Iterator[int]:
        """Yield the numbers of the findings that are known."""
        self._weigh_bare()
        for matcher, taken in ((self._right, self._taken), (self._wrong, self._refused)):
            waiting = self._later[matcher]
            entries = matcher.later([place for _, place in waiting])
            taken.update(number for (number, _), entry in zip(waiting, entries, strict=True) if entry != NONE)
        for number, name in self._covered:
            self._used.add(name)
            if number not in self._refused:
                self._taken.add(number)
        yield from self._taken

    def settled_so_far(self) -> set[int]:
        """Return the numbers of the findings since the last call that are known, all of them of whole articles."""
        known = set(self.settled())
        self._taken, self._refused, self._covered = set(), set(), []
        self._later = {matcher: [] for matcher in self._later}
        return known

    def unused(self) -> Iterator[Unused]:
        """Yield the entries that were of no or less use."""
        compares_all = self._seen.has_corpus or all(map(self._is_compared, self.ledger.compared))
        unused = [*self._right.unused(), *self._wrong.unused()]
        unused += [(one, one.times) for name, one in self._everywhere.items() if name not in self._used]
        for one, times in unused:
            yield Unused(self.ledger, one, times, self._is_judged(one, compares_all))

    def _is_judged(self, one: Entry, compares_all: bool) -> bool:
        if not self._seen.is_whole:
            return False
        if one.key.rule not in self._seen.existing:
            return True
        if one.key.rule not in self._seen.rules or not self._is_looked_at(one):
            return False
        if one.scope == EVERYWHERE:
            return all(map(self._is_compared, self.ledger.compared))
        is_there = self.ledger.absolute(one) in self._seen.paths
        return compares_all or not (is_there and one.key.rule in self._seen.comparing)

    def _is_compared(self, path: str) -> bool:
        return path in self._seen.paths or any(is_below(path, folder) for folder in self._seen.folders)

    def _is_looked_at(self, one: Entry) -> bool:
        """Whether the file of an entry was checked, or is gone from a folder that was walked."""
        path = self.ledger.absolute(one)
        if path in self._seen.paths:
            return True
        return self._gone(path) and any(is_below(path, folder) for folder in self._seen.folders)

    def _matcher(self, numbers: Sequence[int]) -> Matcher:
        return Matcher(Some(self.ledger.entries, numbers), self._is_free)

    def _is_free(self, one: Entry, here: int) -> bool:
        """Whether the article of an entry is gone from its path, given how many of its samples stand elsewhere."""
        path = self.ledger.absolute(one)
        if self._gone(path):
            return True
        if path not in self._seen.paths:
            return False
        return one.record is not None or self._is_replaced(one, path, here)

    def _is_replaced(self, one: Entry, path: str, here: int) -> bool:
        """Whether another article stands in the file: files exchanged their names, or were numbered anew."""
        there = len(self._runs_at(path) & set(one.samples))
        # Of an article with fewer samples all may be gone with the one fault that was mended.
        return len(one.samples) >= SAMPLES and 2 * there <= len(one.samples) and there < here

    def _gone(self, path: str) -> bool:
        return not (is_url(path) or path in self._seen.paths or self._seen.exists(path))

    def _runs_at(self, path: str) -> Set[str]:
        """Return which samples of articles stand in a file."""
        if path not in self._standing:
            try:
                self._standing[path] = self._samples & runs_of(self._text_of(self._seen.paths[path], None))
            except UnreadableError:
                self._standing[path] = set()
        return self._standing[path]

    def _article(self, text: Text) -> Article:
        found = self._articles.get(text)
        if found is None:
            # Findings come article by article, so the last one is all that is asked for again.
            self._weigh_bare()
            again = Text(self._text_of, text.location)
            self._articles = {text: article_of(self.ledger.relative, text.location, text, self._samples, again)}
            found = self._articles[text]
        return found
