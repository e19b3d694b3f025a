"""A file of words as text: one word a line, sorted, with whatever a person has noted beside them."""

from __future__ import annotations

from collections.abc import Iterable
from io import StringIO
from itertools import takewhile
from typing import NamedTuple

from newslint.configuration.schema import ConfigError
from newslint.lexicon.reading import plain
from newslint.words.vocabulary import WORD

HEADER = "# Words and names that newslint is to know, one a line: a lower-case word in any case, a name as it stands.\n"
_MARK = "\ufeff"


class Entry(NamedTuple):
    """A word, and the lines of a file that belong to it: notes above it, and its own."""

    word: str
    lines: tuple[str, ...]

    @property
    def place(self) -> tuple[str, str]:
        """The order of a file: by the alphabet without case, of two alike the capital first."""
        return (self.word.casefold(), self.word)


class WordFile(NamedTuple):
    """The words of a file in its order. What was written by hand stays: notes, blank lines, line ends."""

    head: tuple[str, ...] = (HEADER,)
    entries: tuple[Entry, ...] = ()
    tail: tuple[str, ...] = ()
    line_end: str = "\n"

    @property
    def words(self) -> frozenset[str]:
        """The words themselves."""
        return frozenset(entry.word for entry in self.entries)

    def text(self) -> str:
        """Return the file as it is to be written."""
        lines = (*self.head, *(line for entry in self.entries for line in entry.lines), *self.tail)
        return "".join(line.rstrip("\r\n") + self.line_end for line in lines)

    def with_words(self, words: Iterable[str]) -> WordFile:
        """Return the file, sorted, with further words; one that is in it stays as it is."""
        fresh = sorted(set(words) - self.words)
        entries = (*self.entries, *(Entry(word, (word,)) for word in fresh))
        return self._replace(entries=tuple(sorted(entries, key=lambda entry: entry.place)))

    def without(self, words: Iterable[str]) -> WordFile:
        """Return the file without some words and the notes on them."""
        gone = frozenset(words)
        return self._replace(entries=tuple(entry for entry in self.entries if entry.word not in gone))


def parsed(text: str) -> WordFile:
    """Return the words of a file. Notes above the first word are about the file, others about the word below."""
    head: list[str] = []
    above: list[str] = []
    entries: list[Entry] = []
    for line in StringIO(text.removeprefix(_MARK), newline=None):
        word = line.partition("#")[0].strip()
        if word:
            entries.append(Entry(word, (*above, line)))
            above = []
        elif entries:
            above.append(line)
        else:
            head.append(line)
    line_end = "\r\n" if "\r\n" in text else "\n"
    return WordFile(tuple(head), tuple(entries), tuple(above), line_end)


def proper(word: str) -> str:
    """Return a word as a file holds it, with straight apostrophes and composed accents.

    Raises:
        ConfigError: it is none.
    """
    tidy = plain(word.strip())
    if not tidy:
        raise ConfigError("a word has at least one letter; an empty one would say nothing")
    if any(letter.isspace() for letter in tidy):
        raise ConfigError(f"{word!r} is more than one word; add each by itself: newslint words add {tidy}")
    if not WORD.fullmatch(tidy):
        hint = "".join(takewhile(str.isalpha, tidy)) or "Idlib"
        raise ConfigError(f"{word!r} is no word: a word is letters, with apostrophes or hyphens between ({hint})")
    return tidy
