"""The findings of a run without those that it knew before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from heapq import merge
from itertools import groupby
from typing import TYPE_CHECKING

from newslint.known.books import Book, Seen, Text, Unused
from newslint.known.covering import standing
from newslint.known.entries import ACCEPTED
from newslint.known.marks import PART, family
from newslint.model import Diagnostic
from newslint.on_demand import OnDemand

if TYPE_CHECKING:
    from newslint.known.ledgers import Known, TextOf

LEFT, KNOWN, RIGHT = range(3)
"""What is reported, what a baseline knows, what somebody accepted."""
OWN = "newslint"
"""The category of what newslint says of itself, which no entry can know."""


class Withheld(OnDemand[Diagnostic]):
    """Findings without those that are known; to iterate is faster than to ask for one by its number."""

    def __init__(
        self,
        found: Sequence[Diagnostic],
        marks: bytearray,
        unused: Sequence[Unused] = (),
        more: Sequence[Diagnostic] = (),
    ) -> None:
        """Take the findings of a run.

        Args:
            found: all of them, sorted.
            marks: for each ``KNOWN`` where a baseline knows it, ``RIGHT`` where it is accepted, else ``LEFT``.
            unused: the entries that are of no or less use.
            more: what is to be reported besides, sorted.
        """
        self._found = found
        self._more = more
        self._marks = marks
        self.unused = unused
        self.known = marks.count(KNOWN)
        """How many a baseline knows."""
        self.accepted = marks.count(RIGHT)
        """How many are accepted."""

    def marked(self, *marks: int) -> Iterator[Diagnostic]:
        """Yield the findings with some of the marks, sorted."""
        return (one for one, mark in zip(self._found, self._marks, strict=True) if mark in marks)

    def adding(self, more: Sequence[Diagnostic]) -> Withheld:
        """Return the same with more to report."""
        return Withheld(self._found, self._marks, self.unused, sorted(more, key=lambda one: one.sort_key))

    def __iter__(self) -> Iterator[Diagnostic]:
        """Yield the findings that are left, sorted."""
        return merge(self.marked(LEFT), self._more, key=lambda one: one.sort_key) if self._more else self.marked(LEFT)

    def __len__(self) -> int:
        """Return how many are left."""
        return len(self._marks) - self.known - self.accepted + len(self._more)

    def __eq__(self, other: object) -> bool:
        """Tell whether another sequence holds the same findings in the same order."""
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]


class Accepted:
    """Takes what somebody accepted out of the findings of one article after another, in the order of a run."""

    def __init__(self, known: Known, text_of: TextOf, seen: Seen) -> None:
        """Take what is known, of which only accepted findings count.

        Args:
            known: the files of entries.
            text_of: the text of an article by path and record.
            seen: what the run is to look at.
        """
        self._known = known
        self._text_of = text_of
        self._books = {one.path: Book(one, seen, text_of) for one in known.ledgers if one.kind == ACCEPTED}

    def without(self, found: Sequence[Diagnostic]) -> Sequence[Diagnostic]:
        """Return the findings of an article that nobody accepted."""
        books = [self._books.get(one.path) for one in self._known.of(found[0].location.path)] if found else []
        taken: set[int] = set()
        for book in filter(None, books):
            for number, (one, text) in enumerate(_with_texts(found, self._text_of)):
                if one.category != OWN:
                    book.add(number, one, text)
            taken |= book.settled_so_far()
        return [one for number, one in enumerate(found) if number not in taken] if taken else found


def everything(found: Sequence[Diagnostic]) -> Iterable[Diagnostic]:
    """Return all findings of a run, known or not, sorted."""
    return found.marked(LEFT, KNOWN, RIGHT) if isinstance(found, Withheld) else found


def without_known(known: Known, found: Sequence[Diagnostic], text_of: TextOf, seen: Seen) -> Withheld:
    """Return the findings that nobody knows yet.

    Args:
        known: the files of entries.
        found: all findings, sorted.
        text_of: the text of an article by path and record; asked for only where entries may be about its findings.
        seen: what the run looked at.
    """
    books = [Book(ledger, seen, text_of) for ledger in known.ledgers]
    books_of = cache(lambda path: [book for book in books if any(book.ledger is one for one in known.of(path))])
    for number, (one, text) in enumerate(_with_texts(found, text_of)):
        for book in books_of(one.location.path) if one.category != OWN else ():
            book.add(number, one, text)
    marks = bytearray(len(found))
    # What is accepted may be known to a baseline too, but somebody judged it.
    for book in sorted(books, key=lambda book: book.ledger.kind == ACCEPTED):
        for number in book.settled():
            marks[number] = RIGHT if book.ledger.kind == ACCEPTED else KNOWN
    unused = [one for book in books for one in book.unused()]
    return Withheld(found, marks, list(_judged(unused, Withheld(found, marks), text_of, seen)))


def _judged(unused: Sequence[Unused], found: Withheld, text_of: TextOf, seen: Seen) -> Iterator[Unused]:
    """Yield what is known in vain; of a twin that is told of otherwise now nobody can say so while its text stands."""
    waiting: dict[tuple[str, str | int | None], list[Unused]] = {}
    for one in unused:
        path = seen.paths.get(one.ledger.absolute(one.entry))
        if one.is_judged and path is not None and family(one.entry.key.rule) == PART:
            waiting.setdefault((path, one.entry.record), []).append(one)
    told: set[int] = set()
    for finding, text in _with_texts(found.marked(KNOWN, RIGHT) if waiting else (), text_of):
        place = finding.location
        name = (place.path, place.record if place.record_id is None else place.record_id)
        if name in waiting and family(finding.rule) == PART:
            several = waiting[name]
            stand = standing(place.span, text(), {one.entry.key.text for one in several})
            told.update(id(one) for one in several if one.entry.key.text in stand)
    yield from (one._replace(is_judged=False) if id(one) in told else one for one in unused)


def _with_texts(found: Iterable[Diagnostic], text_of: TextOf) -> Iterator[tuple[Diagnostic, Text]]:
    for _, several in groupby(found, key=lambda one: (one.location.path, one.location.record)):
        text = None
        for one in several:
            text = text or Text(text_of, one.location)
            yield one, text
