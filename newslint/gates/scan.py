"""Where many literals stand in a text, found in one pass: the triggers of all rules.

Two libraries do it, with one and the same answer. pyahocorasick is ready within two milliseconds, which counts for
a handful of articles; hyperscan takes forty to get ready and then reads five times as fast, so it takes over
when so much was read that it pays. It may be missing: then everything takes longer and nothing else changes.

For newslint's own rules the automaton of pyahocorasick is made at build time.
"""

from __future__ import annotations

import os
import sys
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

Entry = tuple[str, tuple[str, ...]]
"""A literal, and the names of the rules that wait for it."""
Place = tuple[int, Entry]
"""Where a literal begins, in characters, and which one."""
Finder = Callable[[Sequence[str]], list[list[Place]]]
"""Finds the places in each of some folded texts, sorted."""
Group = tuple[int, tuple[Entry, ...]]
"""How far a beginning reaches, in characters without the first, and the literals that begin so."""

WORTH_GETTING_READY = 2_000_000
"""After so many characters the time that hyperscan needs to get ready is made good."""
_NEXT, _FOR = "\x1e", "\x1f"
"""The separators of records and units in ASCII, which stand in no literal."""
_BEGINNING = 8
"""By how many characters a literal is looked up before it is compared: ready whole it would be in four times the time,
which for a handful of articles is more than it saves; with six, many more places are compared in vain."""


class Scanner:
    """Finds the triggers of rules, which are folded, in folded text."""

    def __init__(self, by_rule: Mapping[str, Sequence[str]]) -> None:
        """Take the literals of each rule, by its name; none may be empty."""
        self._wanted = by_rule
        has_own, others = _divided(by_rule)
        finders = [_own_finder()] if has_own else []
        if others:
            finders.append(by_beginnings(others))
        self._finders: list[Finder] = finders
        self._left: int | None = WORTH_GETTING_READY if finders else None

    def find(self, folded: Sequence[str]) -> list[list[Place]]:
        """Return where each literal stands in each of some folded texts, overlaps included, sorted.

        Other rules may be named as well; who does not wait for a literal takes no notice.
        """
        if self._left is not None:
            self._left -= sum(map(len, folded))
            if self._left < 0:
                self._left = None
                fast = by_hyperscan(entries_of(self._wanted))
                self._finders = [fast] if fast else self._finders
        if len(self._finders) == 1:
            return self._finders[0](folded)
        several = [[] for _ in folded], *(find(folded) for find in self._finders)
        return [sorted(place for found in of_text for place in found) for of_text in zip(*several, strict=True)]


def _divided(by_rule: Mapping[str, Sequence[str]]) -> tuple[bool, list[Entry]]:
    """Return whether rules are among these that wait for just what was compiled for them, and what the others want."""
    from newslint.rules import compiled_triggers

    compiled = compiled_triggers()
    has_own, others = False, {}
    for name, literals in by_rule.items():
        if literals == compiled.get(name):
            has_own = True
        else:
            others[name] = literals
    return has_own, entries_of(others)


def entries_of(by_rule: Mapping[str, Sequence[str]]) -> list[Entry]:
    """Return the literals of all rules, each once."""
    found: dict[str, list[str]] = {}
    for name, literals in by_rule.items():
        for literal in dict.fromkeys(literals):
            found.setdefault(literal, []).append(name)
    return [(literal, tuple(names)) for literal, names in found.items()]


def grouped(entries: Iterable[Entry]) -> dict[str, Group]:
    """Return the literals by their beginnings."""
    several: dict[str, list[Entry]] = {}
    for entry in entries:
        several.setdefault(entry[0][:_BEGINNING], []).append(entry)
    return {beginning: (len(beginning) - 1, tuple(ones)) for beginning, ones in several.items()}


def automaton_of(groups: Mapping[str, Group]) -> Any:
    """Return what finds the beginnings, as the numbers of their groups."""
    from ahocorasick import STORE_INTS, Automaton

    automaton = Automaton(STORE_INTS)
    for number, beginning in enumerate(groups):
        automaton.add_word(beginning, number)
    automaton.make_automaton()
    return automaton


def by_beginnings(entries: Iterable[Entry]) -> Finder:
    """Return a finder that is ready at once."""
    groups = grouped(entries)
    return _finder(automaton_of(groups), tuple(groups.values()))


def identity() -> str:
    """Return what tells the library and the machine for which an automaton was written out from others."""
    import ahocorasick

    library = ahocorasick.__file__ or ""
    return f"{sys.implementation.cache_tag} {os.path.basename(library)} {os.path.getsize(library)}"


def _own_finder() -> Finder:
    """Return the finder that was made at build time; where another library or machine made it, it is built anew."""
    from newslint._compiled import AUTOMATON, GROUPS

    made_for, parts = AUTOMATON
    if made_for != identity():
        return by_beginnings(_own_entries())
    from ahocorasick import Automaton

    return _finder(Automaton(*parts), Packed(GROUPS))


def _own_entries() -> list[Entry]:
    from newslint._compiled import GROUPS

    return [entry for packed in GROUPS for entry in unpacked(packed)[1]]


def packed(group: Group) -> str:
    """Return a group as one text: thousands of these are read at start-up, and a few are looked at."""
    back, entries = group
    return _NEXT.join([str(back), *(f"{literal}{_FOR}{' '.join(names)}" for literal, names in entries)])


def unpacked(text: str) -> Group:
    """Return the group that ``packed`` made a text of."""
    back, *entries = text.split(_NEXT)
    parts = [entry.partition(_FOR) for entry in entries]
    return int(back), tuple((literal, tuple(names.split())) for literal, _, names in parts)


class Packed(dict[int, Group]):
    """Groups by their numbers, each unpacked when it is first asked for."""

    def __init__(self, texts: Sequence[str]) -> None:
        """Take the groups as ``packed`` made texts of them."""
        super().__init__()
        self._texts = texts

    def __missing__(self, number: int) -> Group:
        self[number] = group = unpacked(self._texts[number])
        return group


def _finder(automaton: Any, groups: Sequence[Group] | Packed) -> Finder:
    def find(folded: Sequence[str]) -> list[list[Place]]:
        return [sorted(places(text)) for text in folded]

    def places(text: str) -> Iterator[Place]:
        for last, number in automaton.iter(text):
            back, entries = groups[number]
            for entry in entries:
                if text.startswith(entry[0], last - back):
                    yield last - back, entry

    return find


def by_hyperscan(entries: Iterable[Entry]) -> Finder | None:
    """Return a finder that takes time to get ready and is fast then; None where the library is missing."""
    try:
        import hyperscan
    except ImportError:
        return None
    # In order, so that places of one beginning are sorted by their numbers as by their literals.
    known = sorted(entries)
    data = [literal.encode("utf-8", "surrogatepass") for literal, _ in known]
    database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
    database.compile(
        expressions=["".join(f"\\x{byte:02x}" for byte in one).encode() for one in data],
        ids=list(range(len(known))),
        elements=len(known),
        flags=[0] * len(known),
    )
    lengths = [len(one) for one in data]

    def find(folded: Sequence[str]) -> list[list[Place]]:
        """Look through all texts at once, as if they were one."""
        starts: list[tuple[int, int]] = []
        add = starts.append
        encoded = "".join(folded).encode("utf-8", "surrogatepass")
        database.scan(
            encoded, match_event_handler=lambda number, _, end, flags, more: add((end - lengths[number], number))
        )
        starts.sort()
        if not encoded.isascii():
            starts = _in_characters(encoded, starts)
        return _by_text(folded, [(start, known[number]) for start, number in starts])

    return find


def _in_characters(encoded: bytes, starts: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return in characters the places that are given in bytes; both are sorted."""
    found = []
    before, characters = 0, 0
    for start, number in starts:
        characters += len(encoded[before:start].decode("utf-8", "surrogatepass"))
        before = start
        found.append((characters, number))
    return found


def _by_text(texts: Iterable[str], places: Sequence[Place]) -> list[list[Place]]:
    """Return the places of each of some texts that were read as one, without those that stand in two of them."""
    found, first, begin = [], 0, 0
    for text in texts:
        end = begin + len(text)
        last = bisect_left(places, (end,), first)
        found.append([(at - begin, entry) for at, entry in places[first:last] if at + len(entry[0]) <= end])
        first, begin = last, end
    return found
