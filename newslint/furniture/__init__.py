"""How much a short line reads like the furniture of a page: a linear model over its words and its form.

The weights are read from ``weights.txt``, which ``scripts/train_furniture.py`` writes; ``docs/furniture-model.md`` is
their card. A score is the sum of the weights of what a line shows; the higher, the more it reads like furniture.
"""

import os
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise

from newslint.late import late

SCALE = 10
"""A score of 1 is so many of the units in which the file of weights counts."""
MOST_WORDS, MOST_CHARACTERS = 14, 100
"""A longer line has room for the words of many kinds of text."""
BIAS = "BIAS"
_COUNTED = 12
_TOKEN = late(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+|[|@»›→:?!#$£€©/+&*.]")


def is_short(line: str) -> bool:
    """Whether a line is one of which the model can say anything."""
    return len(line) <= MOST_CHARACTERS and line.count(" ") < MOST_WORDS


def telling_words() -> frozenset[str]:
    """Return the words, in small letters, of which a line of furniture has at least one."""
    return _model()[1]


def score(line: str) -> int:
    """Return how much a short line reads like furniture, in tenths; below zero, it reads like text."""
    weights, _ = _model()
    return weights[BIAS] + sum(weights[feature] for feature in features(line) if feature in weights)


def features(line: str) -> set[str]:
    """Return what a line shows: words, neighbouring words, how many there are, and what letters they begin with."""
    tokens: list[str] = _TOKEN.findall(line)
    words = [token for token in tokens if token[0].isalpha()]
    said = ["^", *("0" if token.isdigit() else token.lower().replace("’", "'") for token in tokens), "$"]
    found = {f"{one} {other}" for one, other in pairwise(said)}
    found.update(said[1:-1])
    found.add(f"WORDS {min(len(words), _COUNTED)}")
    found.update(_forms(words))
    return found


def _forms(words: list[str]) -> Iterator[str]:
    if not words:
        return
    if words[0][0].islower():
        yield "SMALL"
    if all(map(str.isupper, words)):
        yield "CAPITALS"
    elif all(word[0].isupper() for word in words):
        yield "TITLE"
    elif any(word[0].isupper() and not word.isupper() for word in words[1:]):
        yield "NAMES"


@cache
def _model() -> tuple[Mapping[str, int], frozenset[str]]:
    """Return the weights by feature, and the words of which a line of furniture has at least one."""
    weights: dict[str, int] = {}
    # Without pathlib, whose import takes longer than all that is read here.
    with open(os.path.join(os.path.dirname(__file__), "weights.txt"), encoding="utf-8") as file:
        telling, *rows = file.read().splitlines()
    for row in rows:
        weight, *several = row.split("\t")
        weights.update(dict.fromkeys(several, int(weight)))
    return weights, frozenset(telling.split("\t"))
