"""How alike the words around two findings with one text are. Pure: words in, numbers out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from newslint.known.marks import WORDS, Surroundings
from newslint.text.normal import words_of

ENOUGH = 4
"""So many of the nearest words have to be the same where others nearby were changed."""
ROOM = 1
"""So many words more than before may stand where a finding was mended."""


def likeness(one: Surroundings, other: Surroundings) -> int:
    """Return how alike the surroundings of two findings with one text are; 0: not enough for them to be the same.

    A paragraph that was split or joined leaves one side as it was, and of the other the nearest words, as far as they
    go. Where words nearby were changed, more must be left. Words next to the finding that are others make it another
    finding, unless five words on the other side are the same.
    """
    before = _side(one.before.split()[::-1], other.before.split()[::-1])
    after = _side(one.after.split(), other.after.split())
    sides, common = (before, after), before.common + after.common
    edges = sum(side.is_equal and side.common < WORDS for side in sides)
    if any(side.is_other for side in sides):
        return common if any(side.is_equal and side.common == WORDS for side in sides) else 0
    if any(side.is_changed for side in sides):
        return common + edges if common + edges >= ENOUGH else 0
    return common + edges if common else 0


class _Side(NamedTuple):
    common: int
    """How many of the nearest words are the same."""
    is_equal: bool
    is_changed: bool
    """Whether the words are others from some place on; else one side only ends sooner."""

    @property
    def is_other(self) -> bool:
        return self.is_changed and not self.common


def _side(one: Sequence[str], other: Sequence[str]) -> _Side:
    pairs = enumerate(zip(one, other, strict=False))
    common = next((index for index, (mine, theirs) in pairs if mine != theirs), min(len(one), len(other)))
    return _Side(common, len(one) == len(other) == common, common < min(len(one), len(other)))


def edited(one: Surroundings, other: Surroundings) -> float:
    """Return which part of the words around two findings is the same, in the same order, whichever words they are.

    0: too few for the one to be the other in a sentence that was edited. Two thirds are enough, and all but one word.
    A side without words says nothing: the paragraph was split or joined there.
    """
    common = total = 0
    for mine, theirs in ((one.before, other.before), (one.after, other.after)):
        if mine and theirs:
            common += _in_order(mine.split(), theirs.split())
            total += len(mine.split()) + len(theirs.split())
    is_enough = 3 * common >= total or total - 2 * common <= 2
    return 2 * common / total if common and is_enough else 0


def stands_mended(around: Surroundings, said: str, text: str) -> bool:
    """Whether the words around a finding stand in a text without the finding between them, as it was mended."""
    own = words_of((said,))[0]
    before, after = tuple(around.before.split()), tuple(around.after.split())
    most = len(own) + ROOM
    beyond = ("",) * most
    words = (*beyond, *words_of((text,))[0], *beyond)
    gaps = range(most + 1) if before and after else (most,)
    for at in range(len(words) + 1):
        head = words[max(0, at - len(before)) : at]
        for gap in gaps if head == before else ():
            between, tail = words[at : at + gap], words[at + gap : at + gap + len(after)]
            if tail == after and not _holds(between, own):
                return True
    return False


def _holds(words: Sequence[str], own: Sequence[str]) -> bool:
    return any(words[at : at + len(own)] == own for at in range(len(words) - len(own) + 1))


def _in_order(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many words two rows of words have in common in the same order."""
    best = [0] * (len(other) + 1)
    for word in one:
        row = [0]
        for index, theirs in enumerate(other):
            row.append(best[index] + 1 if word == theirs else max(best[index + 1], row[index]))
        best = row
    return best[-1]
