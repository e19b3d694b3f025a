"""Paragraphs of one text that nearly say the same: with a word changed, or with a piece more than the other one.

Two that begin alike or end alike, character for character, are compared word by word. Whoever pastes a paragraph twice
and mends one of the two leaves at least one end alone.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from newslint.late import late
from newslint.model import Span
from newslint.remembered import Remembered

ENDS = 24
"""By so many characters at each end candidates are found."""
MOST_ALIKE = 4
"""So many paragraphs with one end in common are the manner of the writer."""
_FEWEST, _FEWEST_OF_EXCERPT = 12, 15
_SHORTEST = 60
"""In words, and in characters, of paragraphs that are compared."""
_SAME = 0.86
_EXCERPT, _LEAST_OF_WHOLE = 0.97, 0.3
_WORD = late(r"[^\W_]+(?:['’][^\W_]+)*")


def near_twins(text: str, paragraphs: Iterable[Span]) -> list[tuple[Span, Span]]:
    """Return pairs of paragraphs that are not the same but nearly so, the later one first, each later one once."""
    long = [span for span in paragraphs if span[1] - span[0] >= _SHORTEST]
    begins = [text[start : start + ENDS] for start, _ in long]
    ends = [text[end - ENDS : end] for _, end in long]
    if len(set(begins)) == len(begins) and len(set(ends)) == len(ends):
        return []
    found: dict[Span, Span] = {}
    said: Remembered[Span, _Said] = Remembered(lambda span: _Said(span.of(text)), sys.maxsize)
    for first, later in _candidates(long, begins, ends):
        if later not in found and _are_near(said[first], said[later]):
            found[later] = first
    return sorted(found.items())


def _candidates(spans: Sequence[Span], *keys: Sequence[str]) -> Iterator[tuple[Span, Span]]:
    """Yield the pairs that have one of their ends in common."""
    for of_all in keys:
        alike: dict[str, list[Span]] = defaultdict(list)
        for span, key in zip(spans, of_all, strict=True):
            alike[key].append(span)
        for several in alike.values():
            if 1 < len(several) <= MOST_ALIKE:
                yield from ((one, other) for at, one in enumerate(several) for other in several[at + 1 :])


class _Said:
    """The words of a paragraph."""

    def __init__(self, text: str) -> None:
        self.words: list[str] = _WORD.findall(text)
        self.small = list(map(str.lower, self.words))
        self.distinct = frozenset(self.small)


def are_near(one: str, other: str) -> bool:
    """Whether two texts are nearly the same, and what differs is no figure, no name and no other fact.

    The same text twice is nearly the same.
    """
    return _are_near(_Said(one), _Said(other))


def _are_near(one: _Said, other: _Said) -> bool:
    fewest, most = sorted((len(one.words), len(other.words)))
    if fewest < _FEWEST:
        return False
    # As many as they can have in common at most: of most pairs that is too few.
    common = min(
        len(words.words) - len(words.distinct - beside.distinct) for words, beside in ((one, other), (other, one))
    )
    if not (_are_alike(common, fewest, most) or _is_excerpt(common, fewest, most)):
        return False
    common = sum((Counter(one.small) & Counter(other.small)).values())
    if _are_alike(common, fewest, most):
        return not _differ_in_facts(set(one.words) - set(other.words), set(other.words) - set(one.words))
    return _is_excerpt(common, fewest, most)


def _are_alike(common: int, fewest: int, most: int) -> bool:
    return 2 * common >= _SAME * (fewest + most)


def _is_excerpt(common: int, fewest: int, most: int) -> bool:
    return fewest >= _FEWEST_OF_EXCERPT and common >= _EXCERPT * fewest and fewest >= _LEAST_OF_WHOLE * most


def _differ_in_facts(only: set[str], only_other: set[str]) -> bool:
    """Whether each has a figure, or a word with a capital, that the other one has not, or one has more than a few."""
    both = [only, only_other]
    folded = [{word.lower() for word in words} for words in both]
    capitals = [
        any(word[0].isupper() and word.lower() not in other for word in words)
        for words, other in zip(both, reversed(folded), strict=True)
    ]
    figures = [any(any(map(str.isdigit, word)) for word in words) for words in both]
    return all(capitals) or all(figures)
