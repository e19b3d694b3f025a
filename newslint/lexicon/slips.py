"""What kind of slip turns one word into another, and how many slips lie between two words."""

from __future__ import annotations

# Each letter's neighbours on the keyboards that most newsrooms type on.
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_VOWELS = frozenset("aeiouy")


def _neighbours() -> dict[str, str]:
    # A key of a lower row lies between the key above it and the next one to the right.
    beside: dict[str, str] = {}
    for depth, row in enumerate(_ROWS):
        for place, key in enumerate(row):
            near = row[max(0, place - 1) : place] + row[place + 1 : place + 2]
            if depth:
                near += _ROWS[depth - 1][place : place + 2]
            if depth + 1 < len(_ROWS):
                near += _ROWS[depth + 1][max(0, place - 1) : place + 1]
            beside[key] = near
    return beside


_BESIDE = _neighbours()


def kind(wrong: str, right: str) -> str:
    """Return the one slip that makes ``wrong`` of ``right``, or "" if it takes more than one or none.

    The slips: "swapped", "cut-off", "lost-first", "dropped", "doubled", "added", "vowel", "neighbouring-key", "other".
    """
    if wrong == right or abs(len(wrong) - len(right)) > 1:
        return ""
    head = 0
    while wrong[head : head + 1] == right[head : head + 1] and head < len(wrong):
        head += 1
    if len(wrong) < len(right):
        return _missing(head, right) if wrong[head:] == right[head + 1 :] else ""
    if len(wrong) > len(right):
        return _extra(head, wrong) if wrong[head + 1 :] == right[head:] else ""
    if wrong[head + 1 :] == right[head + 1 :]:
        return _replaced(wrong[head], right[head])
    swapped = wrong[head + 1 : head + 2] + wrong[head] + wrong[head + 2 :]
    return "swapped" if swapped == right[head:] else ""


def _missing(place: int, right: str) -> str:
    if place == len(right) - 1:
        return "cut-off"
    return "dropped" if place else "lost-first"


def _extra(place: int, wrong: str) -> str:
    letter = wrong[place]
    around = wrong[max(0, place - 1) : place] + wrong[place + 1 : place + 2]
    if letter in around:
        return "doubled"
    # The finger that hits two keys at once leaves a neighbour of the letter before or after it.
    return "neighbouring-key" if any(letter in _BESIDE.get(other, "") for other in around) else "added"


def _replaced(letter: str, other: str) -> str:
    if letter in _VOWELS and other in _VOWELS:
        return "vowel"
    return "neighbouring-key" if letter in _BESIDE.get(other, "") else "other"


def distance(first: str, second: str, most: int) -> int:
    """Return the number of slips between two words (optimal string alignment), or ``most + 1`` when there are more."""
    first, second = _different(first, second)
    if not first or not second or abs(len(first) - len(second)) > most:
        return min(max(len(first), len(second)), most + 1)
    before: list[int] = []
    above = list(range(len(second) + 1))
    for row, letter in enumerate(first, 1):
        line = [row]
        for column, other in enumerate(second, 1):
            cost = min(above[column] + 1, line[-1] + 1, above[column - 1] + (letter != other))
            if row > 1 < column and letter == second[column - 2] and first[row - 2] == other:
                cost = min(cost, before[column - 2] + 1)
            line.append(cost)
        if min(line) > most:
            return most + 1
        before, above = above, line
    return min(above[-1], most + 1)


def _different(first: str, second: str) -> tuple[str, str]:
    """Return the two words without the ends that they share, which no slip has touched."""
    head, most = 0, min(len(first), len(second))
    while head < most and first[head] == second[head]:
        head += 1
    tail, most = 0, most - head
    while tail < most and first[-1 - tail] == second[-1 - tail]:
        tail += 1
    return first[head : len(first) - tail], second[head : len(second) - tail]
