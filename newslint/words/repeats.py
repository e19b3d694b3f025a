"""Words that stand twice in a row, found among the bytes of a text's words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from newslint.model import Span
from newslint.rule import Repeat
from newslint.words.vocabulary import plain_core

LONGEST = 6
"""How many words may stand twice in a row to be looked for."""
_ALIKE = tuple((length, bytes(length)) for length in range(1, LONGEST + 1))
FLOOD = 200
"""A text in which phrases begin again at so many places is a table or a song."""


def repeats(text: str, tokens: Sequence[str], codes: bytes) -> tuple[Repeat, ...]:
    """Return where one to six words of a text stand twice in a row or oftener, whatever their case and punctuation.

    Args:
        text: the text.
        tokens: its words, split at white space.
        codes: a byte for each of them, the same for the same word.
    """
    number = int.from_bytes(codes, "little")
    found: list[Run] = []
    for length, alike in _ALIKE:
        # All bytes are compared as one number shifted against itself, which is far cheaper than to compare words; only
        # of the few places where bytes are the same are the words looked at.
        differing = (number ^ (number >> (8 * length))).to_bytes(len(codes), "little")
        runs = list(_runs(tokens, differing, length)) if alike in differing else []
        if length == 1 or sum(end - first - 2 * length + 1 for first, end, _ in runs) < FLOOD:
            found += runs
    return tuple(_placed(text, tokens, sorted(found))) if found else ()


Run = tuple[int, int, int]
"""First token, end and length: each token up to the end comes again ``length`` tokens later, but for the last ones."""


def _runs(tokens: Sequence[str], differing: bytes, length: int) -> Iterator[Run]:
    alike = bytes(length)
    at, last = differing.find(alike), len(tokens) - 2 * length
    while 0 <= at <= last:
        end = at
        while end + length < len(tokens) and not differing[end] and _is_same(tokens[end], tokens[end + length]):
            end += 1
        if end - at >= length:
            yield at, end + length, length
        at = differing.find(alike, max(end, at + 1))


def _is_same(one: str, other: str) -> bool:
    """Whether two tokens are the same word; figures, of which tables are made, are none."""
    word = plain_core(one)
    return word[:1].isalpha() and (one == other or word == plain_core(other))


def _placed(text: str, tokens: Sequence[str], runs: Iterable[Run]) -> Iterator[Repeat]:
    """Yield the runs with their places in the text, which is gone through token by token up to the last run."""
    start, passed = 0, 0
    for first, end, length in runs:
        start = _passing(text, tokens[passed:first], start)
        passed = first
        yield Repeat(Span(text.index(tokens[first], start), _passing(text, tokens[first:end], start)), length)


def _passing(text: str, tokens: Iterable[str], start: int) -> int:
    """Return where the last of some tokens ends, the first of which is the next from ``start`` on."""
    for token in tokens:
        start = text.index(token, start) + len(token)
    return start
