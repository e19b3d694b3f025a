"""How likely hands and ears are to make one word of another: a slip by slip account, weighed."""

from __future__ import annotations

from newslint.lexicon import layout
from newslint.lexicon.slips import BESIDE, VOWELS

# Consonants that are spelt one for another by ear, or look alike.
_ALIKE = frozenset(
    pair[::step] for pair in ("cs", "ck", "kq", "sz", "gj", "fv", "td", "mn", "bp", "xs", "xc", "wv") for step in (1, -1)
)
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


def likelihood(wrong: str, right: str, made: tuple[str, ...]) -> float:
    """Return the log-odds, up to a constant, that these slips made ``wrong`` of ``right`` (both lower-case ASCII)."""
    odds = sum([WEIGHTS.get(slip, 0.0) for slip in made])
    odds += COUNT * len(made) + SEVERAL * (len(made) > 1) + SHARE * len(made) / len(wrong)
    odds += OTHER_FIRST * (wrong[0] != right[0])
    return odds + SAME_SOUND * (layout.sound(wrong.encode()) == layout.sound(right.encode()))


def slips_between(wrong: str, right: str) -> tuple[str, ...]:
    """Return the slips that make ``wrong`` of ``right``, by name; there are as few as can be."""
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
    rows, columns = end - head, right_end - head
    costs = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    steps = [[""] * (columns + 1) for _ in range(rows + 1)]
    for row in range(rows + 1):
        for column in range(columns + 1):
            if row or column:
                ways = _ways(wrong, right, head, row, column, costs)
                costs[row][column], steps[row][column] = min(ways)
    return _walked(wrong, right, head, steps)


def _ways(wrong: str, right: str, head: int, row: int, column: int, costs: list[list[float]]) -> list[tuple[float, str]]:
    at, place = head + row - 1, head + column - 1
    ways = []
    if row and column:
        letter, meant = wrong[at], right[place]
        ways.append((costs[row - 1][column - 1] + _price(letter, meant), "r"))
        if row > 1 < column and letter == right[place - 1] != meant == wrong[at - 1]:
            ways.append((costs[row - 2][column - 2] + _SWAP, "s"))
    if column:
        ways.append((costs[row][column - 1] + _DROP - _DOUBLING * (place > 0 and right[place] == right[place - 1]), "d"))
    if row:
        ways.append((costs[row - 1][column] + _ADD - _DOUBLING * (at > 0 and wrong[at] == wrong[at - 1]), "a"))
    return ways


def _price(letter: str, meant: str) -> float:
    if letter == meant:
        return 0.0
    if letter in VOWELS and meant in VOWELS:
        return _VOWEL
    return _LIKE if letter + meant in _ALIKE else _OTHER


def _walked(wrong: str, right: str, head: int, steps: list[list[str]]) -> list[str]:
    row, column = len(steps) - 1, len(steps[0]) - 1
    made = []
    while row or column:
        step, at, place = steps[row][column], head + row - 1, head + column - 1
        if step == "s":
            made.append("swap")
        elif step == "d":
            made.append(_dropped(right, place))
        elif step == "a":
            made.append(_added(wrong, at))
        elif wrong[at] != right[place]:
            made.append(_replaced(wrong[at], right[place]))
        row -= {"s": 2, "d": 0}.get(step, 1)
        column -= {"s": 2, "a": 0}.get(step, 1)
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
