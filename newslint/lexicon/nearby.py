"""Words near a word, found through an index of deletions instead of by comparing with every word."""

from __future__ import annotations

from zlib import crc32

from newslint.lexicon import layout, slips

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

_LOW = layout.NUMBER_MASK
# How far each slip counts, in frequency classes: what hands do often against what they hardly ever do.
# Fitted to misspellings in edited news; swapped and dropped letters are by far the most frequent slips.
LIKELY = {
    "swapped": 2.0,
    "dropped": 2.0,
    "doubled": 0.5,
    "cut-off": 0.5,
    "lost-first": 0.5,
    "vowel": 0.0,
    "neighbouring-key": -1.5,
    "added": -2.0,
    "other": -2.2,
    "sounds-alike": -4.0,
    "two-slips": -5.0,
}
# Writers hardly ever get the first letter wrong.
_WRONG_FIRST = 1.5


class Index:
    """A row of buckets that lead from a deletion to the numbers of the words that it may come from."""

    def __init__(self, borders: memoryview, entries: memoryview, bits: int) -> None:
        """Read the borders of 2 ** ``bits`` buckets and their packed entries."""
        self._borders = layout.numbers(borders, "I")
        self._entries = layout.numbers(entries, "I")
        self._mask = (1 << bits) - 1

    def candidates(self, key: bytes) -> set[int]:
        """Return the numbers of all words that share a deletion with the key (a few of them by chance)."""
        borders, entries, mask = self._borders, self._entries, self._mask
        found = set()
        for code in map(crc32, layout.deletions(key)):
            bucket = code & mask
            for place in range(borders[bucket], borders[bucket + 1]):
                entry = entries[place]
                if (entry ^ code) <= _LOW:  # the fingerprint, its upper bits, is the same
                    found.add((entry & _LOW) - 1)
        return found


def one_slip(key: str, candidates: Iterable[tuple[str, int]]) -> list[tuple[str, str, int]]:
    """Return the candidates that one slip leads to: word, kind of slip, marks."""
    return [(word, kind, marks) for word, marks in candidates if (kind := slips.kind(key, word))]


def two_slips(key: str, candidates: Iterable[tuple[str, int]]) -> list[tuple[str, str, int]]:
    """Return the candidates two slips away, as "sounds-alike" or "two-slips"."""
    letters = frozenset(key)
    heard = layout.sound(key.encode())
    found = []
    for word, marks in candidates:
        # Two slips bring or take at most two letters each way: a cheap test before the dear one.
        if (
            abs(len(word) - len(key)) <= 2
            and len(letters.symmetric_difference(word)) <= 4
            and slips.distance(key, word, 2) == 2
        ):
            alike = layout.sound(word.encode()) == heard
            found.append((word, "sounds-alike" if alike else "two-slips", marks))
    return found


def ranked(key: str, found: list[tuple[str, str, int]]) -> list[tuple[str, str, int]]:
    """Return near words, best first: by the kind of slip and by how common the word is."""

    def badness(near: tuple[str, str, int]) -> tuple[float, str]:
        word, kind, marks = near
        wrong_first = _WRONG_FIRST if kind == "other" and word[0] != key[0] else 0.0
        return wrong_first - LIKELY[kind] - (marks & layout.FREQUENCY), word

    return sorted(found, key=badness)
