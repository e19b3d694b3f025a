"""Where many literals stand in a text, found in one pass: the triggers of all rules.

Two libraries do it, with one and the same answer. pyahocorasick is ready within two milliseconds, which counts for
a handful of articles; hyperscan reads five times as fast, and takes over when so much was read that it pays
(``fast_scan.py``). It may be missing: then everything takes longer and nothing else changes.

For newslint's own rules what both search with is made at build time.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from newslint.gates.fast_scan import by_hyperscan, stored

Entry = tuple[str, tuple[str, ...]]
"""A literal, and the names of the rules that wait for it."""
Place = tuple[int, Entry]
"""Where a literal begins, in characters, and which one."""
Finder = Callable[[Sequence[str]], list[list[Place]]]
"""Finds the places in each of some folded texts, sorted."""
Group = tuple[int, tuple[Entry, ...]]
"""How far a beginning reaches, in characters without the first, and the literals that begin so."""

WORTH_READING = 200_000
"""After so many characters the time is made good that it takes to read what hyperscan made at build time."""
WORTH_GETTING_READY = 2_000_000
"""After so many, the time that it needs to get ready for other literals, or on another machine."""
_MANY = 0.5
"""Which share of newslint's own triggers has to be waited for; to get ready for fewer of them is faster in the end."""
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
        self._own, self._others = _divided(by_rule)
        finders = [_own_finder()] if self._own else []
        if self._others:
            finders.append(by_beginnings(self._others))
        self._finders: list[Finder] = finders
        self._is_stored = _are_many(self._own)
        self._left = (WORTH_READING if self._is_stored else WORTH_GETTING_READY) if finders else sys.maxsize

    def find(self, folded: Sequence[str]) -> list[list[Place]]:
        """Return where each literal stands in each of some folded texts, overlaps included, sorted.

        Other rules may be named as well; who does not wait for a literal takes no notice.
        """
        self._left -= sum(map(len, folded))
        if self._left < 0:
            self._get_ready()
        if len(self._finders) == 1:
            return self._finders[0](folded)
        several = [[] for _ in folded], *(find(folded) for find in self._finders)
        return [sorted(place for found in of_text for place in found) for of_text in zip(*several, strict=True)]

    def _get_ready(self) -> None:
        """Let hyperscan take over, if it is there; what was made at build time may be for another machine."""
        fast = self._stored() if self._is_stored else [by_hyperscan(entries_of(self._wanted))]
        is_ready = None not in fast
        self._finders = [one for one in fast if one] if is_ready else self._finders
        self._left = sys.maxsize if is_ready or not self._is_stored else WORTH_GETTING_READY
        self._is_stored = False

    def _stored(self) -> list[Finder | None]:
        """Return what finds newslint's own triggers, made at build time, and what finds the others."""
        from newslint._compiled import SOURCES

        return [stored(self._own, SOURCES["rules"]), *([by_hyperscan(self._others)] if self._others else ())]


def _divided(by_rule: Mapping[str, Sequence[str]]) -> tuple[list[str], list[Entry]]:
    """Return the rules among these that wait for just what was compiled for them, and what the others want."""
    from newslint.rules import compiled_triggers

    compiled = compiled_triggers()
    own = [name for name, literals in by_rule.items() if literals == compiled.get(name)]
    return own, entries_of({name: literals for name, literals in by_rule.items() if name not in own})


def _are_many(own: Iterable[str]) -> bool:
    """Whether these rules wait for so many of newslint's own triggers that all of them may be looked for."""
    from newslint.rules import compiled_triggers

    compiled = compiled_triggers()
    return sum(len(compiled[name]) for name in own) >= _MANY * sum(map(len, compiled.values()))


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
