"""Words that stand twice in a row, found among the bytes of a text's words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from newslint.model import Span
from newslint.rule import Repeat
from newslint.vocabulary import plain_core

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
    """Yield the runs with their places in the text.

    A run begins no earlier than the tokens before it are long together; from there on it is the first place at which
    its tokens stand, since wherever else they stand a run of its own begins.
    """
    earliest: dict[tuple[int, tuple[str, ...]], int] = {}
    passed, characters = 0, 0
    for first, end, length in runs:
        characters += sum(map(len, tokens[passed:first])) + first - passed
        passed = first
        words = tuple(tokens[first:end])
        start = max(characters, earliest.get((length, words), 0))
        span = _place(text, words, start)
        earliest[length, words] = span.start + 1
        yield Repeat(span, length)


def _place(text: str, words: tuple[str, ...], start: int) -> Span:
    """Return the first place from ``start`` on at which the tokens stand, with nothing but white space between."""
    while True:
        start = text.index(words[0], start)
        end = _end(text, words, start) if not text[start - 1 : start].strip() else None
        if end is not None:
            return Span(start, end)
        start += 1


def _end(text: str, words: tuple[str, ...], start: int) -> int | None:
    for word in words:
        while text[start : start + 1].isspace():
            start += 1
        if not text.startswith(word, start):
            return None
        start += len(word)
    return None if text[start : start + 1].strip() else start
