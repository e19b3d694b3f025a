"""All the words that an unknown one may have been meant to be: a wider circle than its near ones."""

from __future__ import annotations

from functools import cache

from newslint.lexicon import layout, slips

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newslint.lexicon.reading import Lexicon

# What hands leave off or write again besides the slip itself.
_INFLECTIONS = ("s", "d")
_LEAST_REPEAT, _LONGEST_REPEAT = 2, 4
# A word three slips away must sound much the same; one of these is near to any short word.
_MOST, _MOST_OF_SHORT = 3, 2
_LONGEST_SHORT = 6
_LEAST_STEM = 5
# Frequency classes: of words that sound alike, and of a word one slip away that makes it idle to seek them.
_HEARD, _HEARD_SHORT = 5, 8
_PLAIN = 3
_SEEN, _SEEN_SHORT = 3, 6
# The commonest words, of grammar and of talk: a short scrap may stand for any of them.
COMMON_LISTED = (
    "a about after again all also always am an and any are around as at away back be because been before being"
    " between both but by call came can come could day days did do does done down each even ever every few find first"
    " for found four from get give go going good got great had has have he her here high him his home how i if in into"
    " is it its just keep knew know large last later left less let life like little long look made make man many may"
    " me men might more most much must my near need never new next night no not nothing now of off often old on once"
    " one only or other our out over own part people place put quite right said same saw say says see seen she should"
    " show since small so some something soon still such take talk tell than that the their them then there these they"
    " thing things think this those though thought three through time to today together told too took toward turn two"
    " under until up us use used very want was water way we week well went were what when where which while who whole"
    " why will with without woman women work world would year years yet you young your"
)


@cache
def _common() -> dict[str, list[str]]:
    """Return the commonest words by all that is left of them when up to two letters are taken out.

    Two words at most two slips apart share one of these.
    """
    words: dict[str, list[str]] = {}
    for word in COMMON_LISTED.split():
        for rest in _rests(word):
            words.setdefault(rest, []).append(word)
    return words


def _rests(word: str) -> set[str]:
    """Return a word, and what is left of it without one letter or two."""
    less = {word[:place] + word[place + 1 :] for place in range(len(word))}
    return {word, *less, *(rest[:place] + rest[place + 1 :] for rest in less for place in range(len(rest)))}


def meant_by(key: str, lexicon: Lexicon) -> dict[str, int]:
    """Return the words that a lower-case ASCII word may be a slip of, with their marks."""
    ruler = slips.Ruler(key)
    found = dict(lexicon.one_slip_from(key))
    # Before the far ones are found, whose forms lie too far.
    forms = _inflected(key, found, lexicon)
    short = len(key) <= _LONGEST_SHORT
    # What the web holds often is a word or a name, unless it is next to a better one.
    if lexicon.seen(key) < (_SEEN_SHORT if short else _SEEN):
        if short or not any(marks & layout.FREQUENCY >= _PLAIN for marks in found.values()):
            found.update(_far(key, short, ruler, lexicon))
        found.update(_without_repeats(key, lexicon))
    found.update(forms)
    found.pop(key, None)
    return found


def _far(key: str, short: bool, ruler: slips.Ruler, lexicon: Lexicon) -> Iterable[tuple[str, int]]:
    if not short:
        return lexicon.heard_like(key, ruler, _HEARD, _MOST)
    return [*lexicon.heard_like(key, ruler, _HEARD_SHORT, _MOST_OF_SHORT), *_commonest(key, ruler, lexicon)]


def _without_repeats(key: str, lexicon: Lexicon) -> Iterator[tuple[str, int]]:
    for size in range(_LEAST_REPEAT, _LONGEST_REPEAT + 1):
        for place in range(len(key) - 2 * size + 1):
            if key[place : place + size] == key[place + size : place + 2 * size]:
                word = key[:place] + key[place + size :]
                if (marks := lexicon.marks(word)) & layout.WORD:
                    yield word, marks


def _inflected(key: str, found: dict[str, int], lexicon: Lexicon) -> list[tuple[str, int]]:
    """Return the forms of the words found that lie a letter farther: "passengers" for "passenge"."""
    forms = [word + ending for word in found for ending in _INFLECTIONS] if len(key) >= _LEAST_STEM else []
    listed = [(form, lexicon.marks(form)) for form in forms if form not in found]
    return [(form, marks) for form, marks in listed if marks & layout.WORD]


def _commonest(key: str, ruler: slips.Ruler, lexicon: Lexicon) -> list[tuple[str, int]]:
    common = _common()
    near = {word for rest in common.keys() & _rests(key) for word in common[rest]}
    return [(word, lexicon.marks(word)) for word in near if ruler.to(word, _MOST_OF_SHORT) <= _MOST_OF_SHORT]
