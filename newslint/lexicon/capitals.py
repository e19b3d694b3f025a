"""How certain a word with a capital is a misspelling: most of those that no list holds are names."""

from __future__ import annotations

from math import exp

from newslint.lexicon import layout

# The weights of a logistic regression between misspellings in edited news on one side and, on the other, rare words
# and names that it was made to believe unknown. Units: log-odds. Each says how far a slip, or a trait, tells a
# misspelling from a name.
_KIND = {
    "swapped": 1.5,
    "dropped": 1.45,
    "doubled": 0.55,
    "cut-off": 0.55,
    "vowel": -0.45,
    "neighbouring-key": -0.6,
    "lost-first": -0.65,
    "added": -1.0,
    "other": -1.15,
}
_BIAS = -4.7
_FREQUENCY = 0.54
_LENGTH, _LENGTHS = 0.29, 12
_ODD_SHAPE, _SECOND_ODD_SHAPE = 0.26, 0.11
_CROWD, _CROWDS = -0.2, 8
_INFLECTION = -1.45
_OTHER_ENDING = -0.55
_OTHER_FIRST = -1.05
_WHOLE_ENDING = 1.5
_NEAR_NAME = -2.6
_SHORT_NAME, _SHORT = -1.75, 7


def certainty(key: str, near: list[tuple[str, str, int]], shape: tuple[int, int]) -> float:
    """Return how certain it is that a word with a capital is a slip of the first of its near words.

    The word is given in lower case, the near words with the slip and their marks; ``shape`` says how English the word
    looks. It is judged as if it stood at the start of a sentence.
    """
    best, kind, marks = near[0]
    odds = _BIAS + _KIND[kind] + _FREQUENCY * (marks & layout.FREQUENCY) + _LENGTH * min(len(key), _LENGTHS)
    odds += _ODD_SHAPE * (4 - min(shape[0], 4)) + _SECOND_ODD_SHAPE * (6 - min(shape[1], 6))
    odds += _CROWD * min(len(near), _CROWDS)
    odds += _ending(key, best, kind)
    if key[0] != best[0] and kind not in {"lost-first", "swapped"}:
        odds += _OTHER_FIRST
    if not marks & layout.WORD:
        odds += _NEAR_NAME
    if len(key) < _SHORT:
        odds += _SHORT_NAME
    return 1 / (1 + exp(-odds))


def _ending(key: str, best: str, kind: str) -> float:
    """Return what the ends of the two words say: another ending makes another word, not a slip."""
    odds = 0.0
    if key in {f"{best}s", best[:-1]} and "s" in {key[-1], best[-1]} and (best + "s" == key or key + "s" == best):
        odds += _INFLECTION
    if kind in {"added", "other", "vowel", "neighbouring-key", "dropped"} and key[:-2] == best[: len(key) - 2]:
        odds += _OTHER_ENDING
    if kind == "cut-off" and key[-1] in "sey":
        odds += _WHOLE_ENDING
    return odds
