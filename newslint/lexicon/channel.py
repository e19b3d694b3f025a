"""How likely hands and ears are to make one word of another: a slip by slip account, weighed."""

from __future__ import annotations

from functools import cache

from newslint.lexicon import layout
from newslint.lexicon.slips import BESIDE, VOWELS

# Consonants that are spelt one for another by ear, or look alike.
_PAIRS = ("cs", "ck", "kq", "sz", "gj", "fv", "td", "mn", "bp", "xs", "xc", "wv")
_ALIKE = frozenset(letters for pair in _PAIRS for letters in (pair, pair[::-1]))
_SOFT_DROPPED, _SOFT_ADDED = frozenset("ghkw"), frozenset("hr")
_LONGEST_REPEAT = 4
# The dearer of two ways to explain the same letters; the differences only break ties.
_SWAP, _DROP, _ADD, _DOUBLING = 1.0, 1.0, 1.05, 0.1
_VOWEL, _LIKE, _OTHER = 0.8, 0.9, 1.1

# What each slip adds to the log-odds of a correction, in natural units: weights of a conditional logit between words
# near a misspelling, of which one was meant.
WEIGHTS = {
    "swap": 1.7,
    "vowel": -0.15,
    "replaced": -1.5,
    "undoubled": 1.6,
    "cut": 0.55,
    "cut-e": 2.05,
    "cut-s": -0.55,
    "lost-first": 0.65,
    "dropped-vowel": 1.8,
    "dropped-soft": 2.45,
    "dropped-r": 1.7,
    "dropped": 1.65,
    "doubled": -0.4,
    "end": -1.55,
    "end-e": 0.35,
    "end-s": -3.3,
    "first": -2.0,
    "beside": -1.0,
    "added-vowel": -0.3,
    "added-soft": -0.4,
    "added": -1.4,
    "repeat": -1.2,
}
COUNT, SEVERAL, SHARE, OTHER_FIRST, SAME_SOUND = -1.45, -1.35, -1.15, -0.94, 0.91


def likelihood(wrong: str, heard: bytes, right: str, made: tuple[str, ...]) -> float:
    """Return the log-odds, up to a constant, that these slips made ``wrong`` of ``right`` (both lower-case ASCII).

    ``heard`` is how the first sounds.
    """
    odds = sum([WEIGHTS.get(slip, 0.0) for slip in made])
    odds += COUNT * len(made) + SEVERAL * (len(made) > 1) + SHARE * len(made) / len(wrong)
    odds += OTHER_FIRST * (wrong[0] != right[0])
    return odds + SAME_SOUND * (heard == layout.sound(right.encode()))


def slips_between(wrong: str, right: str) -> tuple[str, ...]:
    """Return the slips that make ``wrong`` of ``right``, by name; there are as few as can be."""
    if wrong == right:
        return ()
    head, most = 0, min(len(wrong), len(right))
    while head < most and wrong[head] == right[head]:
        head += 1
    tail, most = 0, most - head
    while tail < most and wrong[-1 - tail] == right[-1 - tail]:
        tail += 1
    end, right_end = len(wrong) - tail, len(right) - tail
    if head == end and right_end == head + 1:
        return (_dropped(right, head),)
    if head == right_end and end == head + 1:
        return (_added(wrong, head),)
    if end - head == 1 == right_end - head:
        return (_replaced(wrong[head], right[head]),)
    if end - head == 2 == right_end - head and wrong[head] == right[head + 1] and wrong[head + 1] == right[head]:
        return ("swap",)
    if head == right_end and _is_repeat(wrong, head, end):
        return ("repeat",)
    return tuple(_aligned(wrong, right, head, end, right_end))


def _is_repeat(word: str, start: int, end: int) -> bool:
    """Whether what is too much in a word says again what stands before it: "quantitity", "bebefore"."""
    size = end - start
    return size <= _LONGEST_REPEAT and word[max(0, start - size) : start] == word[start:end]


def _aligned(wrong: str, right: str, head: int, end: int, right_end: int) -> list[str]:
    """Find the cheapest way from ``right`` to ``wrong`` between two places, and name its steps."""
    letters, meant = wrong[head:end], right[head:right_end]
    added = _dearness(wrong[head - 1 : head], letters, _ADD)
    dropped = _dearness(right[head - 1 : head], meant, _DROP)
    above, costs = [0.0], []
    for drop in dropped:
        above.append(above[-1] + drop)
    costs.append(above)
    for row, letter in enumerate(letters):
        cost, add = above[0] + added[row], added[row]
        line = [cost]
        for column, other in enumerate(meant):
            # Plain comparisons: calls of min() took half of the time.
            cost += dropped[column]
            if (other_way := above[column + 1] + add) < cost:
                cost = other_way
            if (other_way := above[column] + _price(letter, other)) < cost:
                cost = other_way
            if row and column and letter == meant[column - 1] != other == letters[row - 1]:
                cost = min(cost, costs[row - 1][column - 1] + _SWAP)
            line.append(cost)
        costs.append(line)
        above = line
    return _walked(wrong, right, head, costs, added, dropped)


def _dearness(before: str, letters: str, price: float) -> list[float]:
    """Return what it costs to add or drop each letter; one that doubles the letter before it costs less."""
    dear = []
    for letter in letters:
        dear.append(price - _DOUBLING * (letter == before))
        before = letter
    return dear


@cache
def _price(letter: str, meant: str) -> float:
    if letter == meant:
        return 0.0
    if letter in VOWELS and meant in VOWELS:
        return _VOWEL
    return _LIKE if letter + meant in _ALIKE else _OTHER


def _walked(
    wrong: str, right: str, head: int, costs: list[list[float]], added: list[float], dropped: list[float]
) -> list[str]:
    """Go back from the end of both words the way that cost least."""
    row, column = len(added), len(dropped)
    made = []
    while row or column:
        cost, at, place = costs[row][column], head + row - 1, head + column - 1
        if row and column and cost == costs[row - 1][column - 1] + _price(wrong[at], right[place]):
            if wrong[at] != right[place]:
                made.append(_replaced(wrong[at], right[place]))
            row, column = row - 1, column - 1
        elif column and cost == costs[row][column - 1] + dropped[column - 1]:
            made.append(_dropped(right, place))
            column -= 1
        elif row and cost == costs[row - 1][column] + added[row - 1]:
            made.append(_added(wrong, at))
            row -= 1
        else:
            made.append("swap")
            row, column = row - 2, column - 2
    return made


def _dropped(right: str, place: int) -> str:
    letter = right[place]
    if letter in (right[place - 1 : place], right[place + 1 : place + 2]):
        return "undoubled"
    if place == len(right) - 1:
        return f"cut-{letter}" if letter in "es" else "cut"
    if place == 0:
        return "lost-first"
    if letter in VOWELS:
        return "dropped-vowel"
    return "dropped-soft" if letter in _SOFT_DROPPED else "dropped-r" if letter == "r" else "dropped"


def _added(wrong: str, place: int) -> str:
    letter, before, after = wrong[place], wrong[place - 1 : place], wrong[place + 1 : place + 2]
    if letter in (before, after):
        return "doubled"
    if place == len(wrong) - 1:
        return f"end-{letter}" if letter in "es" else "end"
    if place == 0:
        return "first"
    if letter in VOWELS:
        return "added-vowel"
    if letter in BESIDE.get(before, "") or letter in BESIDE.get(after, ""):
        return "beside"
    return "added-soft" if letter in _SOFT_ADDED else "added"


def _replaced(letter: str, meant: str) -> str:
    if letter in VOWELS and meant in VOWELS:
        return "vowel"
    if letter + meant in _ALIKE:
        return "alike"
    return "neighbour" if letter in BESIDE.get(meant, "") else "replaced"
