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

    Used = tuple[str, float]

# Natural units of log-odds per doubling of a count, or of a chance.
_USAGE, _BEFORE, _AFTER, _USED = 0.51, 0.63, 0.67, 0.43
# What the article uses is expected half from the article, half from the language; it says no more than this.
_ARTICLE, _MOST_USED = 0.5, 12.0
# A pair of words says no more than this, in doublings.
_FARTHEST_APART, _CLOSEST = -6.0, 8.0
# No neighbours lift a correction that is so much worse than the best (natural units), and more are no choice.
_HOPELESS, _MOST = 8.0, 12
# A word that is not among the corrections listed of a short misspelling must be so much better in its place.
_FAR_BETTER, _ANY_SHORT = 2.5, 5

# Weights of a logistic regression: misspellings put into news on one side, on the other rare words in news that it was
# made to believe unknown.
_BIAS, _ODDS, _SLIPS = -2.72, 0.6, -1.2
_SHORT = {3: 0.5, 4: 1.0}
_ODD_SHAPE, _ODD_SHAPES = 0.29, 4
_CROWD, _CROWDS = -0.1, 8
_OTHER_ENDING, _OTHER_LAST, _OTHER_FIRST, _CUT_SHORT = -0.8, -0.35, -0.32, 1.35
_RARE, _COMMON = -0.22, 8.0
# How often the web holds the unknown word itself: never, or so much less often than the best word (in doublings).
_NEVER_SEEN, _SEEN, _RARER, _RAREST = 2.1, -0.13, 0.16, 10.0
_NAME = -0.45
# An ending that anybody may put on a common word to coin another: "vibey", "truckster".
_COINING = ("y", "er", "ers", "ster", "sters", "ies", "ish", "s", "es")
_COINED, _LEAST_STEM, _LEAST_USAGE = -1.15, 3, 6.0
_ENDINGS = {"ers": -0.8, "s": -0.48}
_SLIP = {
    "swap": 0.5,
    "doubled": 0.69,
    "cut": 0.79,
    "repeat": -0.2,
    "first": -0.93,
    "neighbour": -0.72,
}
# That the article uses a word tells which was meant rather than whether any was: a rare word has its family about.
_OF_FAMILY = -0.1


class Meant(NamedTuple):
    """A word that may be meant: its log-odds before the words around are asked, marks, and the slips."""

    odds: float
    word: str
    marks: int
    slips: tuple[str, ...]
    usage: float
    used: float = 0.0
    """How much likelier the article makes it, in doublings."""


class Choice(NamedTuple):
    """Words that may be meant, best first with their log-odds, and how certain it is (0 to 1) that one of them was."""

    words: tuple[str, ...]
    odds: tuple[float, ...]
    certainty: float


@lru_cache(maxsize=4096)
def shortlist(key: str) -> tuple[Meant, ...]:
    """Return what a lower-case ASCII word may have been meant to be, best first."""
    lexicon, heard = open_lexicon(), layout.sound(key.encode())
    found = []
    for word, marks in meant_by(key, lexicon).items():
        made = slips_between(key, word)
        usage = lexicon.usage(word)
        found.append(Meant(likelihood(key, heard, word, made) + _USAGE * usage, word, marks, made, usage))
    found.sort(key=lambda meant: (-meant.odds, meant.word))
    return tuple([meant for meant in found[:_MOST] if meant.odds >= found[0].odds - _HOPELESS])


class Around(NamedTuple):
    """What stands around a word: the words beside it, in lower case ("" for none), and the article.

    ``used`` tells how often the article has a word, ``words`` how many it has in all.
    """

    before: str
    after: str
    used: Callable[[str], int]
    words: float


def choose(key: str, around: Around | None = None) -> Choice | None:
    """Weigh what a lower-case ASCII word may have been meant to be, in its place or by itself."""
    found = shortlist(key)
    if not found:
        return None
    if around is None:
        return _choice(key, found)
    counts = [around.used(one.word) for one in found]
    if not any(counts):
        return _choice_beside(key, around.before, around.after)
    placed = zip(_placed(key, around.before, around.after), counts, strict=True)
    return _sorted_choice(key, [_used(one, count, around.words) if count else one for one, count in placed])


@lru_cache(maxsize=4096)
def _choice_beside(key: str, before: str, after: str) -> Choice:
    """Return what a word was meant to be between two others in an article that uses none of what it may be.

    An article comes along again in copies, more or less changed, and its misspellings with it.
    """
    return _sorted_choice(key, _placed(key, before, after))


def _sorted_choice(key: str, found: Sequence[Meant]) -> Choice:
    return _choice(key, sorted(found, key=lambda one: -one.odds))


def _choice(key: str, found: Sequence[Meant]) -> Choice:
    odds = _log_odds(key, found)
    return Choice(tuple([one.word for one in found]), tuple([one.odds for one in found]), 1 / (1 + exp(-odds)))


def reordered(listed: tuple[str, ...], key: str, around: Around) -> tuple[str, ...]:
    """Return the listed corrections of a misspelling with the one first that its place asks for.

    That may be one that is not listed, where it is so much the better.
    """
    if len(listed) == 1 and len(key) > _ANY_SHORT:
        return listed
    choice = choose(key, around)
    if choice is None or listed[0] not in choice.words:
        return listed
    odds = dict(zip(choice.words, choice.odds, strict=True))
    best = max(listed, key=lambda word: odds.get(word, -_HOPELESS))
    if choice.odds[0] - odds[best] > _FAR_BETTER and len(key) <= _ANY_SHORT:
        best = choice.words[0]
    return (best, *(word for word in listed if word != best))


def _placed(key: str, before: str, after: str) -> list[Meant]:
    """Return what a word may have been meant to be, given the words beside it."""
    lexicon = open_lexicon()
    first, last = ((word, lexicon.usage(word)) for word in (before, after))
    found = []
    for meant in shortlist(key):
        odds, used = meant.odds, (meant.word, meant.usage)
        if before:
            odds += _BEFORE * min(_CLOSEST, max(_FARTHEST_APART, lexicon.affinity_of(first, used)))
        if after:
            odds += _AFTER * min(_CLOSEST, max(_FARTHEST_APART, lexicon.affinity_of(used, last)))
        found.append(Meant(odds, *meant[1:]))
    return found


def _used(meant: Meant, count: int, words: float) -> Meant:
    """Return a word that may be meant, given how often an article of so many words uses it."""
    expected = words * 2 ** (meant.usage - layout.ALL_WORDS)
    likelier = min(_MOST_USED, log2(_ARTICLE * count / expected + 1 - _ARTICLE) + 1)
    return meant._replace(odds=meant.odds + _USED * likelier, used=likelier)


def _log_odds(key: str, found: Sequence[Meant]) -> float:
    """Return the log-odds that a word is a slip, given what it may have been meant to be."""
    best, (odds, seen, is_coined) = found[0], _looks(key)
    odds += _ODDS * best.odds + _SLIPS * len(best.slips) + sum([_SLIP.get(slip, 0.0) for slip in best.slips])
    odds += _CROWD * min(_CROWDS, sum([len(one.slips) == 1 for one in found]))
    odds += _OF_FAMILY * best.used + _RARE * max(0.0, _COMMON - best.usage)
    odds += _RARER * (min(_RAREST, best.usage - seen) if seen else _RAREST)
    odds += _COINED * (is_coined and best.slips[0] != "doubled")
    return odds + _ends(key, best)


@lru_cache(maxsize=1024)
def _looks(key: str) -> tuple[float, float, bool]:
    """Return the log-odds of what is to be seen of a word by itself, how often the web has it, and if it is coined."""
    lexicon = open_lexicon()
    seen = lexicon.seen(key)
    odds = _BIAS + _SHORT.get(len(key), 0.0) + (_SEEN * seen if seen else _NEVER_SEEN)
    odds += _ODD_SHAPE * (_ODD_SHAPES - min(lexicon.shape(key)[0], _ODD_SHAPES))
    odds += _NAME * bool(lexicon.marks(key) & layout.NAME)
    odds += next((weight for ending, weight in _ENDINGS.items() if key.endswith(ending)), 0.0)
    return odds, seen, _is_coined(key, lexicon)


def _is_coined(key: str, lexicon: Lexicon) -> bool:
    endings = [ending for ending in _COINING if key.endswith(ending)]
    stems = [key[: -len(ending)] + more for ending in endings for more in ("", "e")]
    # "Prepper" doubles what "prep" ends with.
    stems += [stem[:-1] for stem in stems if stem[-1:] == stem[-2:-1]]
    return any(len(stem) >= _LEAST_STEM and lexicon.usage(stem) > _LEAST_USAGE for stem in stems)


def _ends(key: str, best: Meant) -> float:
    """Return what the ends of the two words say: another ending makes another word, not a slip."""
    word = best.word
    odds = _OTHER_FIRST * (key[0] != word[0]) + _OTHER_LAST * (key[-1] != word[-1])
    if len(best.slips) == 1 and best.slips[0] not in {"swap", "doubled"} and key[:-2] == word[: len(key) - 2]:
        odds += _OTHER_ENDING
    return odds + (_CUT_SHORT if word.startswith(key) else 0.0)
