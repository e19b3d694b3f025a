"""Which word was meant, and whether any was: the slip, how common the word is, and the words that stand beside it.

A noisy channel. A correction is the better, the likelier its slips, the commoner the word, the better it goes with the
words before and after, and the oftener the article uses it. How far the best one tells a misspelling from a word that
the lexicon merely lacks is weighed together with how the unknown word looks.
"""

from __future__ import annotations

from functools import lru_cache
from math import exp, log2
from typing import NamedTuple

from newslint.lexicon import layout
from newslint.lexicon.candidates import meant_by
from newslint.lexicon.channel import likelihood, slips_between
from newslint.lexicon.reading import open_lexicon

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from newslint.lexicon.reading import Lexicon

# Natural units of log-odds per doubling of a count, or of a chance.
_USAGE, _BEFORE, _AFTER, _USED = 0.44, 0.62, 0.68, 0.78
# A pair of words says no more than this, in doublings.
_FARTHEST_APART, _CLOSEST = -6.0, 8.0
# No neighbours lift a correction that is so much worse than the best, in natural units; more than so many are no choice.
_HOPELESS, _MOST = 10.0, 16

# Weights of a logistic regression: misspellings put into news on one side, on the other rare words in news that it was
# made to believe unknown.
_BIAS, _ODDS, _SLIPS = -2.45, 0.62, -0.8
_SHORT = {3: 0.85, 4: 0.85}
_ODD_SHAPE, _ODD_SHAPES = 0.35, 4
_CROWD, _CROWDS = -0.1, 8
_OTHER_ENDING, _OTHER_LAST, _OTHER_FIRST, _CUT_SHORT = -0.65, -0.35, -0.3, 1.55
_RARE, _COMMON = -0.32, 8.0
# How often the web holds the unknown word itself: never, or so much less often than the best word (in doublings).
_NEVER_SEEN, _SEEN, _RARER, _RAREST = 2.4, -0.25, 0.17, 10.0
_NAME = -0.8
# An ending that anybody may put on a common word to coin another: "vibey", "truckster".
_COINED, _COINING, _LEAST_STEM, _LEAST_USAGE = -0.9, ("y", "er", "ers", "ster", "sters", "ies", "ish", "s", "es"), 3, 6.0
_ENDINGS = {"ers": -0.6, "s": -0.5}
_SLIP = {
    "swap": 0.6,
    "doubled": 0.57,
    "cut": 0.4,
    "cut-e": 0.4,
    "added": -0.25,
    "repeat": -0.3,
    "first": -0.55,
    "dropped-r": -0.9,
    "neighbour": -1.0,
}


class Meant(NamedTuple):
    """A word that may be meant: its log-odds before the words around are asked, marks, and the slips."""

    odds: float
    word: str
    marks: int
    slips: tuple[str, ...]


class Choice(NamedTuple):
    """Words that may be meant, best first, and how certain it is (0 to 1) that one of them was."""

    words: tuple[str, ...]
    certainty: float


@lru_cache(maxsize=64)
def shortlist(key: str) -> tuple[Meant, ...]:
    """Return what a lower-case ASCII word may have been meant to be, best first."""
    lexicon = open_lexicon()
    found = []
    for word, marks in meant_by(key, lexicon).items():
        made = slips_between(key, word)
        found.append(Meant(likelihood(key, word, made) + _USAGE * lexicon.usage(word), word, marks, made))
    found.sort(key=lambda meant: (-meant.odds, meant.word))
    return tuple([meant for meant in found[:_MOST] if meant.odds >= found[0].odds - _HOPELESS])


def choose(key: str, before: str = "", after: str = "", used: Callable[[str], int] | None = None) -> Choice | None:
    """Weigh what a lower-case ASCII word between two others (in lower case, "" for none) may have been meant to be.

    ``used`` tells how often the article has a word.
    """
    found = shortlist(key)
    if not found:
        return None
    lexicon = open_lexicon()
    if before or after or used:
        found = tuple(sorted([_placed(one, before, after, used, lexicon) for one in found], reverse=True))
    odds = _log_odds(key, found, lexicon)
    return Choice(tuple([meant.word for meant in found]), 1 / (1 + exp(-odds)))


def _placed(meant: Meant, before: str, after: str, used: Callable[[str], int] | None, lexicon: Lexicon) -> Meant:
    odds = meant.odds
    if before:
        odds += _BEFORE * min(_CLOSEST, max(_FARTHEST_APART, lexicon.affinity(before, meant.word)))
    if after:
        odds += _AFTER * min(_CLOSEST, max(_FARTHEST_APART, lexicon.affinity(meant.word, after)))
    if used:
        odds += _USED * log2(1 + used(meant.word))
    return meant._replace(odds=odds)


def _log_odds(key: str, found: Sequence[Meant], lexicon: Lexicon) -> float:
    """Return the log-odds that a word is a slip, given what it may have been meant to be."""
    best = found[0]
    odds = _BIAS + _ODDS * best.odds + _SLIPS * len(best.slips) + sum([_SLIP.get(slip, 0.0) for slip in best.slips])
    odds += _SHORT.get(len(key), 0.0) + _ODD_SHAPE * (_ODD_SHAPES - min(lexicon.shape(key)[0], _ODD_SHAPES))
    odds += _CROWD * min(_CROWDS, sum([len(one.slips) == 1 for one in found]))
    usage, seen = lexicon.usage(best.word), lexicon.seen(key)
    odds += _RARE * max(0.0, _COMMON - usage)
    odds += _SEEN * seen + _RARER * min(_RAREST, usage - seen) if seen else _NEVER_SEEN + _RARER * _RAREST
    odds += _NAME * bool(lexicon.marks(key) & layout.NAME)
    odds += next((weight for ending, weight in _ENDINGS.items() if key.endswith(ending)), 0.0)
    odds += _COINED * (best.slips[0] != "doubled" and _is_coined(key, lexicon))
    return odds + _ends(key, best)


def _is_coined(key: str, lexicon: Lexicon) -> bool:
    endings = [ending for ending in _COINING if key.endswith(ending)]
    stems = [key[: -len(ending)] + more for ending in endings for more in ("", "e")]
    return any(len(stem) >= _LEAST_STEM and lexicon.usage(stem) > _LEAST_USAGE for stem in stems)


def _ends(key: str, best: Meant) -> float:
    """Return what the ends of the two words say: another ending makes another word, not a slip."""
    word = best.word
    odds = _OTHER_FIRST * (key[0] != word[0]) + _OTHER_LAST * (key[-1] != word[-1])
    if len(best.slips) == 1 and best.slips[0] not in {"swap", "doubled"} and key[:-2] == word[: len(key) - 2]:
        odds += _OTHER_ENDING
    return odds + (_CUT_SHORT if word.startswith(key) else 0.0)
