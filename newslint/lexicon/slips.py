"""What kind of slip turns one word into another, and how many slips lie between two words."""

from __future__ import annotations

# Each letter's neighbours on the keyboards that most newsrooms type on.
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
VOWELS = frozenset("aeiouy")


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


BESIDE = _neighbours()


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
    return "neighbouring-key" if any(letter in BESIDE.get(other, "") for other in around) else "added"


def _replaced(letter: str, other: str) -> str:
    if letter in VOWELS and other in VOWELS:
        return "vowel"
    return "neighbouring-key" if letter in BESIDE.get(other, "") else "other"


def distance(first: str, second: str, most: int) -> int:
    """Return the number of slips between two words (optimal string alignment), or ``most + 1`` when there are more."""
    return min(Ruler(first).to(second, most), most + 1)


class Ruler:
    """Counts the slips from one word to many, all rows of the usual table at once in the bits of a number.

    The way of counting is Heikki Hyyrö's (2003), after Gene Myers's (1999).
    """

    def __init__(self, word: str) -> None:
        """Note at which places each letter stands."""
        self._size = len(word)
        self._full = (1 << len(word)) - 1
        self._last = 1 << len(word) >> 1
        places: dict[str, int] = {}
        for place, letter in enumerate(word):
            places[letter] = places.get(letter, 0) | 1 << place
        self._places = places

    def to(self, word: str, most: int) -> int:
        """Return the number of slips to another word; any number above ``most`` stands for that or more."""
        if abs(len(word) - self._size) > most or not self._size:
            return max(len(word), self._size)
        full, last, places = self._full, self._last, self._places.get
        up, down, diagonal, before, slips = full, 0, 0, 0, self._size
        for letter in word:
            here = places(letter, 0)
            swapped = ((full & ~diagonal & here) << 1) & before
            diagonal = ((((here & up) + up) ^ up) | here | down | swapped) & full
            right = down | (full & ~(diagonal | up))
            left = diagonal & up
            if right & last:
                slips += 1
            elif left & last:
                slips -= 1
            right = (right << 1) | 1
            up = ((left << 1) | ~(diagonal | right)) & full
            down = right & diagonal & full
            before = here
        return slips
