"""Where many literals stand in a text, found in one pass: the triggers of all rules.

Two libraries do it, with one and the same answer. pyahocorasick is ready within two milliseconds, which counts for
a handful of articles; hyperscan takes forty to get ready and then reads five times as fast, so it takes over
when so much was read that it pays. It may be missing: then everything takes longer and nothing else changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

Hits = list[tuple[int, str]]
"""Where a literal begins, in characters, and which one; in the order of where they end."""
Finder = Callable[[str], Hits]

WORTH_GETTING_READY = 2_000_000
"""After so many characters the time that hyperscan needs to get ready is made good."""
_BEGINNING = 6
"""By how many characters a literal is looked up before it is compared: to build it whole takes four times as long."""
_NOT_ASCII = 0x80


class Scanner:
    """Finds literals that are folded, in folded text."""

    def __init__(self, literals: Iterable[str]) -> None:
        """Take the literals; none may be empty."""
        self._literals = tuple(dict.fromkeys(literals))
        self._find: Finder = by_beginnings(self._literals) if self._literals else _nothing
        self._left = WORTH_GETTING_READY if self._literals else None

    def find(self, folded: str) -> Hits:
        """Return where each literal stands in a folded text, overlaps included, sorted."""
        if self._left is not None:
            self._left -= len(folded)
            if self._left < 0:
                self._left = None
                self._find = by_hyperscan(self._literals) or self._find
        return self._find(folded)


def by_beginnings(literals: Iterable[str]) -> Finder:
    """Return a finder that is ready at once."""
    from ahocorasick import Automaton

    several: dict[str, list[str]] = {}
    for literal in literals:
        several.setdefault(literal[:_BEGINNING], []).append(literal)
    automaton = Automaton()
    for beginning, ones in several.items():
        automaton.add_word(beginning, (len(beginning) - 1, ones))
    automaton.make_automaton()

    def find(folded: str) -> Hits:
        begun = [(last - back, ones) for last, (back, ones) in automaton.iter(folded)]
        return sorted((start, one) for start, ones in begun for one in ones if folded.startswith(one, start))

    return find


def by_hyperscan(literals: Iterable[str]) -> Finder | None:
    """Return a finder that takes time to get ready and is fast then; None where the library is missing."""
    try:
        import hyperscan
    except ImportError:
        return None
    known = tuple(literals)
    data = [literal.encode("utf-8", "surrogatepass") for literal in known]
    database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
    database.compile(
        expressions=["".join(f"\\x{byte:02x}" for byte in one).encode() for one in data],
        ids=list(range(len(known))),
        elements=len(known),
        flags=[0] * len(known),
    )
    lengths = [len(one) for one in data]

    def find(folded: str) -> Hits:
        ends: list[tuple[int, int]] = []
        add = ends.append
        encoded = folded.encode("utf-8", "surrogatepass")
        database.scan(encoded, match_event_handler=lambda number, _, end, *more: add((end - lengths[number], number)))
        if not folded.isascii():
            ends = list(_in_characters(encoded, ends))
        return sorted([(start, known[number]) for start, number in ends])

    return find


def _in_characters(encoded: bytes, starts: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the places that are given in bytes, sorted and in characters."""
    before, characters = 0, 0
    for start, number in sorted(starts):
        characters += len(encoded[before:start].decode("utf-8", "surrogatepass"))
        before = start
        yield characters, number


def _nothing(folded: str) -> Hits:
    return []
