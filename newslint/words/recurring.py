"""Lines that come along again, in copies of an article or under each page of a site: what they hold is remembered.

A word ends where its line does, but words said twice may begin in the line before. So a line is known by what stands
before it too, as far back as such words can begin. Where they do reach over the end of a line, nothing is remembered,
and the text is looked at as a whole each time.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from newslint.model import Span
from newslint.rule import Repeat
from newslint.words.repeats import FLOOD, LONGEST

LONG = 100
"""In characters. What stands before a line is looked at back to a line so long."""
BEFORE = 2 * LONGEST - 1
"""So many words before a line may belong to words said twice that go on in it; hardly a long line has fewer."""
MOST = 170_000
"""How many lines are remembered before starting anew: at 75 bytes each, 13 MB."""
SMALL_WORD = 1 << 16
"""A tally is how many unlisted words there are, and so much for each small word: numbers that are added up together."""


class Glanced(NamedTuple):
    """What has to be looked at in one text: words that a judge suspects, and words typed twice in a row."""

    suspected: set[str]
    repeats: tuple[Repeat, ...] | None
    """None: there are so many that they have to be counted."""
    tally: int

    @property
    def unlisted(self) -> int:
        """How many words there are that no list holds, or a few more."""
        return self.tally % SMALL_WORD

    @property
    def small_words(self) -> int:
        """How many times "the", "and", "of" and "to" stand there, or a few times less."""
        return self.tally // SMALL_WORD


class Lines(NamedTuple):
    """The lines of a text that are not empty: what is known of them, and which are to be looked at."""

    keys: Sequence[int]
    tallies: Sequence[int | None]
    """None for a line that is new."""
    context: int
    first: int
    last: int
    """From ``first`` up to ``last`` stand the new lines, from ``context`` on all that bears upon them."""

    def whole(self) -> Lines:
        """Return the same as if all lines were new."""
        return self._replace(context=0, first=0, last=len(self.keys))

    @property
    def are_known(self) -> bool:
        """Whether none is to be looked at."""
        return self.first == len(self.keys)

    @property
    def is_whole(self) -> bool:
        """Whether all of the text is to be looked at."""
        return self.context == 0 and self.last == len(self.keys)

    def place_in(self, text: str) -> tuple[int, int]:
        """Return from where to where the text is to be looked at."""
        if self.is_whole:
            return 0, len(text)
        starts = [*starts_of(text), len(text)]
        return starts[self.context], starts[self.last]


class Seen(NamedTuple):
    """What was found in some lines that were looked at."""

    starts: Sequence[int]
    """Where each of them begins."""
    tallies: Sequence[int]
    suspected: Sequence[tuple[int, tuple[str, ...]]]
    """Words, each with the number of its line."""
    repeats: tuple[Repeat, ...] | None
    is_odd: bool
    """Whether a long line has so few words that words said twice may begin before it."""

    @property
    def is_apart(self) -> bool:
        """Whether each line can be looked at by itself."""
        if self.is_odd or self.repeats is None:
            return False
        return all(self.line_of(span.start) == self.line_of(span.end - 1) for span, _ in self.repeats)

    def line_of(self, place: int) -> int:
        """Return the number of the line in which a place is."""
        return bisect_right(self.starts, place) - 1

    def words(self) -> set[str]:
        """Return the suspected words."""
        return {word for _, words in self.suspected for word in words}


class Held(NamedTuple):
    """What is to be looked at in one line: suspected words, and words said twice, counted from where it begins."""

    suspected: tuple[str, ...] = ()
    repeats: tuple[Repeat, ...] = ()


class Recurring:
    """What was found in the lines of a run, known by a number for each line and what stands before it.

    The numbers have 64 bits: of a million lines two have the same one in forty million runs.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self._tallies: dict[int, int] = {}
        self._numbers: dict[int, int] = {}
        self._held: dict[int, Held] = {}

    def lines_of(self, text: str) -> Lines:
        """Return the lines of a text, and which are new."""
        lines = list(filter(None, text.split("\n")))
        keys = _keys(lines)
        tallies = list(map(self._tallies.get, keys))
        size = len(lines)
        if None not in tallies:
            return Lines(keys, tallies, size, size, size)
        first = tallies.index(None)
        return Lines(keys, tallies, _context(lines, first), first, size - tallies[::-1].index(None))

    def known(self, text: str, lines: Lines) -> Glanced:
        """Return what is known of the lines that are not to be looked at."""
        known = lines.tallies
        if not lines.are_known:
            known = [*known[: lines.first], *known[lines.last :]]
        tally = sum(filter(None, known))
        if self._held.keys().isdisjoint(lines.keys):
            return Glanced(set(), (), tally)
        suspected: set[str] = set()
        repeats: list[Repeat] = []
        for number, start in enumerate(starts_of(text)):
            held = self._held.get(lines.keys[number])
            if held and not lines.first <= number < lines.last:
                suspected.update(held.suspected)
                repeats += shifted(held.repeats, start)
        return Glanced(suspected, tuple(repeats), tally)

    def keep(self, lines: Lines, seen: Seen) -> None:
        """Remember what was found in lines that were looked at, each of which is apart."""
        if len(self._tallies) > MOST:
            self._tallies.clear()
            self._held.clear()
        before = lines.first - lines.context
        tallies = seen.tallies[before:]
        # Of equal numbers one is kept.
        same = map(self._numbers.setdefault, tallies, tallies)
        self._tallies.update(zip(lines.keys[lines.first : lines.last], same, strict=True))
        for number, words in seen.suspected:
            self._hold(lines.keys[lines.context + number], words, ())
        for repeat in seen.repeats or ():
            number = seen.line_of(repeat.span.start)
            self._hold(lines.keys[lines.context + number], (), shifted([repeat], -seen.starts[number]))

    def _hold(self, key: int, words: Iterable[str], repeats: Iterable[Repeat]) -> None:
        held = self._held.get(key, Held())
        self._held[key] = Held(
            tuple(dict.fromkeys((*held.suspected, *words))), tuple(dict.fromkeys((*held.repeats, *repeats)))
        )


def joined(known: Glanced, lines: Lines, start: int, seen: Seen) -> Glanced:
    """Return what is known of some lines of a text and what was found in the others, which are apart.

    Args:
        known: what is known.
        lines: which were looked at.
        start: where in the text that began which was looked at.
        seen: what was found there.
    """
    before = lines.first - lines.context
    new = [repeat for repeat in seen.repeats or () if seen.line_of(repeat.span.start) >= before]
    repeats = sorted((*(known.repeats or ()), *shifted(new, start)))
    return Glanced(known.suspected | seen.words(), tuple(repeats), known.tally + sum(seen.tallies[before:]))


def without_flood(found: Glanced) -> Glanced:
    """Return what was found in a text; where so much is said twice that it may be too much, it has to be counted."""
    if not found.repeats:
        return found
    many = sum(span.end - span.start for span, _ in found.repeats) >= 2 * FLOOD
    return found._replace(repeats=None) if many else found


def shifted(repeats: Iterable[Repeat], by: int) -> Iterator[Repeat]:
    """Yield words said twice so many characters farther on."""
    return (Repeat(Span(span.start + by, span.end + by), words) for span, words in repeats)


def starts_of(text: str) -> Iterator[int]:
    """Yield where each line begins that is not empty."""
    start = 0
    for line in text.split("\n"):
        if line:
            yield start
        start += len(line) + 1


def _keys(lines: Sequence[str]) -> list[int]:
    """Return a number for each line and those before it, back to one that is long or to the beginning of the text."""
    keys, before = [], 0
    for line in lines:
        key = hash((before, line))
        keys.append(key)
        before = hash(line) if len(line) >= LONG else key
    return keys


def _context(lines: Sequence[str], number: int) -> int:
    """Return from which line on all stands that the key of a line is made of."""
    while number:
        number -= 1
        if len(lines[number]) >= LONG:
            break
    return number
