"""The reading side of the lexicon: one file mapped into memory, asked word by word."""

from __future__ import annotations

import mmap
import os
from functools import cache
from zlib import crc32

from newslint.lexicon import forms, layout, nearby, slips
from newslint.lexicon.spelt import in_case as in_case
from newslint.lexicon.spelt import plain as plain
from newslint.lexicon.web import Web

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import BinaryIO

PATH = os.path.join(os.path.dirname(__file__), "lexicon.bin")

_TABLE_MASK = (1 << layout.TABLE_BITS) - 1
_SLIPS_MASK = (1 << layout.SLIPS_BITS) - 1
_LOW = layout.NUMBER_MASK
_EITHER = layout.WORD | layout.NAME
_HIGH = 0xFFFFFFFF & ~_LOW
# Slips of hand and ear after which a well-known word is likelier than a new word built from two others.
_CLOSE = frozenset({"swapped", "doubled", "dropped", "vowel", "neighbouring-key", "added", "cut-off", "other"})
_WELL_KNOWN = 5
# A word one slip away that is rarer than this leaves room for a commoner one two slips away.
_FAIRLY_COMMON = 6


class LexiconError(Exception):
    """The compiled lexicon is missing or of another version."""


class Lexicon:
    """Words, names and known misspellings. Read-only, and safe to share between threads."""

    def __init__(self, path: str) -> None:
        """Map the compiled lexicon at ``path``. Takes well under a millisecond: nothing is read before it is asked."""
        with _opened(path) as file:
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        header = self._map[: layout.HEADER_SIZE].ljust(layout.HEADER_SIZE, b"\0")
        places = layout.numbers(memoryview(header)[8:], "I")
        if not header.startswith(layout.MAGIC):
            raise LexiconError(f"{path} is of another version; run: python -m newslint.build")
        view = memoryview(self._map)
        parts = {
            name: view[places[2 * number] : places[2 * number] + places[2 * number + 1]]
            for number, name in enumerate(layout.SECTIONS)
        }
        self._blob = parts["blob"]
        self._starts = layout.numbers(parts["starts"], "I")
        self._marks = layout.numbers(parts["marks"], "H")
        self._table = layout.numbers(parts["table"], "I")
        self._shapes = parts["shapes"]
        self._slips = bytes(parts["slips"])
        self._slips_table = layout.numbers(parts["slips_table"], "I")
        self._usage = parts["usage"]
        self._web = Web(parts["pairs"], parts["seen"])
        self._letters = nearby.Index(parts["letters"], parts["letters_entries"], layout.LETTERS_BITS)
        self._sounds = nearby.Index(parts["sounds"], parts["sounds_entries"], layout.SOUNDS_BITS)

    def contents(self) -> tuple[memoryview, Sequence[int], Sequence[int]]:
        """Return all words in lower case one behind the other, where each begins and the last ends, and their marks."""
        return self._blob, self._starts, self._marks

    def marks(self, key: str) -> int:
        """Return frequency class and flags (see ``layout``) of a word in lower case, 0 if it is not listed."""
        number = self._number(key)
        return self._marks[number] if number >= 0 else 0

    def usage(self, key: str) -> float:
        """Return how common a word in lower case is, in doublings of the rarest that counts; 0 for a rarer one."""
        number = self._number(key)
        return self._usage[number] / layout.USAGE_STEPS if number >= 0 else 0.0

    def seen(self, key: str) -> float:
        """Return how often the web holds a word in lower case, listed or not, in doublings of the rarest count."""
        number = self._number(key)
        return self._usage[number] / layout.USAGE_STEPS if number >= 0 else self._web.seen(key)

    def affinity(self, first: str, second: str) -> float:
        """Return how much likelier than chance two words in lower case stand side by side, in doublings."""
        return self.affinity_of((first, self.usage(first)), (second, self.usage(second)))

    def affinity_of(self, first: tuple[str, float], second: tuple[str, float]) -> float:
        """Return what ``affinity`` does of two words whose usage is known."""
        found = self._web.affinity(first[0], second[0])
        if found is not None:
            return found
        one, other = first[1], second[1]
        return min(0.0, layout.UNSEEN_PAIR + layout.ALL_WORDS - one - other) if one and other else 0.0

    def _number(self, key: str) -> int:
        """Return the number of a word in lower case, -1 if it is not listed."""
        data = key.encode("utf-8", "replace")
        code = crc32(data)
        print_ = code & _HIGH
        slot = code & _TABLE_MASK
        table = self._table
        while entry := table[slot]:
            if entry & _HIGH == print_:
                number = (entry & _LOW) - 1
                if self._blob[self._starts[number] : self._starts[number + 1]] == data:
                    return number
            slot = (slot + 1) & _TABLE_MASK
        return -1

    def known(self, word: str) -> bool:
        """Tell whether the word is an accepted form: listed, or built from listed words. About 0.6 µs if listed."""
        return self.listed(word) or self.built(word)

    def built(self, word: str) -> bool:
        """Tell whether a word not listed as it stands is listed once it is smoothed, or built from listed words."""
        smooth = plain(word)
        return (smooth != word and self.listed(smooth)) or self._known_form(smooth)

    def listed(self, word: str) -> bool:
        """Tell whether the word itself is listed: a lower-case entry in any case, a name only with its capital."""
        if len(word) > layout.LONGEST:
            return False
        if word.islower():
            return bool(self.marks(word) & layout.WORD)
        marks = self.marks(word.lower())
        return bool(marks & _EITHER)

    def listed_among(self, words: Iterable[str]) -> set[str]:
        """Return those of many words without accents or signs to smooth that ``listed`` would affirm, faster."""
        blob, starts, all_marks, table = self._blob, self._starts, self._marks, self._table
        found = set()
        for word in words:
            lower = word.islower()
            data = (word if lower else word.lower()).encode("utf-8", "replace")
            code = crc32(data)
            slot = code & _TABLE_MASK
            while entry := table[slot]:
                number = (entry & _LOW) - 1
                if (entry ^ code) <= _LOW and blob[starts[number] : starts[number + 1]] == data:
                    if all_marks[number] & (layout.WORD if lower else _EITHER):
                        found.add(word)
                    break
                slot = (slot + 1) & _TABLE_MASK
        return found

    def frequency(self, word: str) -> int:
        """Return the frequency class: 0 for unknown or never seen, then 1 to 15, each about twice as common.

        The counts are pyspellchecker's; what a possessive counts is what its word counts.
        """
        key = plain(word).lower()
        return self.marks(key.removesuffix("'s").removesuffix("'") if "'" in key else key) & layout.FREQUENCY

    def is_name(self, word: str) -> bool:
        """Tell whether the word, in any case, is listed as a name (a person, a place, a make, a nationality)."""
        key = plain(word).lower()
        return bool(self.marks(key.removesuffix("'s").removesuffix("'")) & layout.NAME)

    def variety(self, word: str) -> str:
        """Return "american" or "british" for a word that only one of them spells so, else ""."""
        marks = self.marks(plain(word).lower())
        return "american" if marks & layout.AMERICAN else "british" if marks & layout.BRITISH else ""

    def misspelling(self, word: str) -> tuple[str, ...]:
        """Return the corrections of a known misspelling, best first, in the word's case; () for any other word."""
        word = plain(word)
        rights = self._slip(word.lower())
        return tuple([in_case(right, word) for right in rights.split(",")]) if rights else ()

    def near(self, word: str) -> tuple[str, ...]:
        """Return the words one slip away, and two slips away from a word of 8 letters or more; best first.

        Only words that people use are sought, and only words of Latin letters without accents have near ones.
        """
        word = plain(word)
        return tuple(in_case(other, word) for other, _, _ in self.neighbours(word.lower()))

    def neighbours(self, key: str, *, least: int = 0) -> list[tuple[str, str, int]]:
        """Return near words of a word in lower case, best first, each with the kind of slip and its marks.

        Words two slips away are sought for words of 8 letters or more; they must reach the frequency class ``least``,
        so that with one above 15 there are none.
        """
        if not key.isascii() or not key.isalpha() or not 3 <= len(key) <= layout.LONGEST:
            return []
        data = key.encode()
        near = self._letters.candidates(data)
        found = nearby.one_slip(key, self._listed_at(near)) if near else []
        is_long = len(key) >= layout.LONG_WORD and least <= layout.FREQUENCY
        if is_long and all(marks & layout.FREQUENCY < _FAIRLY_COMMON for _, _, marks in found):
            heard = self._sounds.candidates(layout.sound(data))
            usual = [number for number in heard if self._marks[number] & layout.FREQUENCY >= least]
            found += nearby.two_slips(key, self._listed_at(usual))
        return nearby.ranked(key, found) if found else found

    def one_slip_from(self, key: str) -> Iterable[tuple[str, int]]:
        """Return the words one slip away from a lower-case ASCII word, with their marks."""
        near = nearby.one_slip(key, self._listed_at(self._letters.candidates(key.encode())))
        return [(word, marks) for word, _, marks in near]

    def heard_like(self, key: str, ruler: slips.Ruler, least: int, most: int) -> Iterable[tuple[str, int]]:
        """Return words of a frequency class or above that sound much like a word, at most so many slips away."""
        starts, size = self._starts, len(key)
        heard = self._sounds.candidates(layout.sound(key.encode()))
        usual = [
            number
            for number in heard
            if self._marks[number] & layout.FREQUENCY >= least
            and abs(starts[number + 1] - starts[number] - size) <= most
        ]
        # Each slip brings or takes a letter at most on either side: a cheap test before the dear one.
        differing = frozenset(key).symmetric_difference
        near = [one for one in self._listed_at(usual) if len(differing(one[0])) <= 2 * most]
        return [(word, marks) for word, marks in near if ruler.to(word, most) <= most]

    def _listed_at(self, numbers: Iterable[int]) -> Iterable[tuple[str, int]]:
        for number in numbers:
            start, end = self._starts[number], self._starts[number + 1]
            yield str(self._blob[start:end], "utf-8"), self._marks[number]

    def shape(self, key: str) -> tuple[int, int]:
        """Return how English a lower-case ASCII word looks: its two rarest runs of three letters (classes 0 to 15)."""
        classes = sorted([self._shapes[shape] for shape in layout.shapes(key.encode())])
        return (classes[0], classes[1]) if len(classes) > 1 else (0, 0)

    def _known_form(self, word: str) -> bool:
        if len(word) > 2 * layout.LONGEST:
            return False
        if not word.isalpha():
            return self._known_parts(word)
        key = word.lower()
        if word[:1].isupper() and key[-1] == "s" and self.marks(key[:-1]) & layout.NAME:
            return True
        return forms.built(key, self._is_word, self._weight) and not self._is_close_call(key)

    def _slip(self, key: str) -> str:
        """Return the corrections of a known misspelling in lower case, with commas between, or ""."""
        data = key.encode("utf-8", "replace")
        code = crc32(data)
        slot = code & _SLIPS_MASK
        while entry := self._slips_table[slot]:
            if (entry ^ code) <= _LOW:
                start = (entry & _LOW) - 1
                wrong, _, rights = self._slips[start : self._slips.index(b"\n", start)].partition(b"\t")
                if wrong == data:
                    return rights.decode()
            slot = (slot + 1) & _SLIPS_MASK
        return ""

    def _is_close_call(self, key: str) -> bool:
        if self._slip(key):
            return True
        # "conetent" is no kind of tent and "presense" no kind of sense.
        if not key.isascii() or not key.isalpha():
            return False
        near = self._letters.candidates(key.encode())
        usual = [number for number in near if self._marks[number] & layout.FREQUENCY >= _WELL_KNOWN]
        return any(kind in _CLOSE for _, kind, _ in nearby.one_slip(key, self._listed_at(usual)))

    def _known_parts(self, word: str) -> bool:
        if word.lower().endswith(("'s", "s'")):
            return self.known(word[:-2] if word[-1] in "sS" else word[:-1])
        if not word or any(map(str.isdigit, word)):
            return bool(word)
        if "-" in word:
            return self._known_pieces(word.split("-"))
        return self.listed(word)

    def _known_pieces(self, pieces: list[str]) -> bool:
        first, *rest = pieces
        is_prefix = first.lower() in forms.STANDING_PREFIXES
        if is_prefix and len(rest) == 1 and self.listed("".join(pieces)):
            return True
        if first and not is_prefix and not self.known(first):
            return False
        return all(not piece or piece.lower() in forms.TAILS or self.known(piece) for piece in rest)

    def _is_word(self, key: str) -> bool:
        return bool(self.marks(key) & layout.WORD)

    def _weight(self, key: str) -> int:
        marks = self.marks(key)
        return marks & layout.FREQUENCY if marks & layout.WORD else 0


def _opened(path: str) -> BinaryIO:
    try:
        return open(path, "rb")
    except FileNotFoundError:
        raise LexiconError(f"{path} is missing; run: python -m newslint.build") from None


@cache
def open_lexicon() -> Lexicon:
    """Return the lexicon that newslint was built with, mapped once per process."""
    return Lexicon(PATH)
