"""Judge a word by itself: whether it is misspelt, what was meant, and how certain that is.

What stands around the word (names, capitals in mid-sentence, repetition) is evidence for a rule to weigh, not for here.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

from newslint.lexicon import capitals, layout, slips
from newslint.lexicon.choice import Around, choose
from newslint.lexicon.reading import in_case, open_lexicon, plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from newslint.lexicon.reading import Lexicon


class Verdict(NamedTuple):
    """What is wrong with a word.

    ``kind`` is "known" for a word of the misspellings table, else the slip: "swapped", "dropped", "doubled",
    "neighbouring-key", "vowel", "cut-off", "lost-first", "added", "sounds-alike", "two-slips", "other".
    ``corrections`` are best first, in the word's case, possessive kept. ``certainty`` goes from 0 to 1.
    """

    kind: str
    corrections: tuple[str, ...]
    certainty: float


STRANGE = Verdict("strange", (), 0.0)
"""Of a word that is in no list and near none: a name or a foreign word, which proves nothing by itself."""

SHORTEST = 3
MOST_CORRECTIONS = 5
LEAST_CERTAINTY = 0.05
_ACRONYM = 5
_ENDINGS = frozenset(("'s", "'S"))
_POSSESSIVES = (*_ENDINGS, "’s", "’S")

# A word with a capital that the web holds so often (in doublings of the rarest count) is a name.
_A_NAME = 4.0
# "Companys" and "citys" are misspelt for certain, but "flys" is somebody's.
_LACKS_IES, _SHORT_NOUN, _COMMON_NOUN = 0.85, 4, 12.0
# A word in the table is misspelt; only a short one with a capital may be somebody's name after all.
_LISTED, _LISTED_CAPITAL, _LISTED_SHORT_CAPITAL = 0.99, 0.9, 0.5


class OfUnknownWords:
    """A judge of words who has nothing to say of a word that the lexicon lists, so that he need not be asked."""

    def __init__(self, judge: Callable[[str], Any]) -> None:
        """Take the judge himself."""
        self.judge = judge

    def __call__(self, word: str) -> Any:
        """Ask him."""
        return self.judge(word)


@lru_cache(maxsize=8)
def verdict_on(word: str) -> Verdict | None:
    """Return None for a word that newslint's lexicon knows, ``STRANGE`` for one that says nothing, else the verdict.

    The last few answers are kept, because several judges ask about one word in turn.
    """
    lexicon = open_lexicon()
    if len(word) > 2 * layout.LONGEST or lexicon.listed(word):
        return None
    smooth = plain(word)
    listed = _listed(smooth, lexicon)
    if listed or lexicon.built(word):
        return listed
    return _judge_unknown(smooth, lexicon) or STRANGE


def is_name_by_itself(word: str) -> bool:
    """Tell, at little cost, of most words with a capital that no slip makes them of a common word.

    Then ``verdict_on`` says None or ``STRANGE`` of it, unless it stands in the table of misspellings.
    """
    if word.islower():
        return False
    core = word[:-2] if word.endswith(_POSSESSIVES) else word
    if not core.isascii() or not core.isalpha() or core.islower():
        return False
    return not near_capital(core, open_lexicon())


def listed_misspelling(word: str) -> Verdict | None:
    """Return what ``verdict_on`` says of a word that stands in the table of misspellings, None of any other.

    A word of letters alone is looked up and nothing else.
    """
    lexicon = open_lexicon()
    if word.isalpha() and len(word) <= 2 * layout.LONGEST:
        # Hardly a word stands there, so that is asked first.
        listed = _listed(plain(word), lexicon)
        return listed if listed and not lexicon.listed(word) else None
    if not word.islower() and not any(_listed(piece, lexicon) for piece in _pieces(plain(word))):
        return None
    verdict = verdict_on(word)
    return verdict if verdict and verdict.kind == "known" else None


def _pieces(word: str) -> Iterator[str]:
    """Yield a word and the parts of it that are judged in its place."""
    yield word
    if word[-2:] in _ENDINGS:
        yield from _pieces(word[:-2])
    elif "-" in word:
        for part in word.split("-"):
            yield from _pieces(part)


def is_strange(word: str) -> bool:
    """Tell whether newslint's lexicon knows the word neither as it stands nor as one built from others."""
    lexicon = open_lexicon()
    if len(word) > 2 * layout.LONGEST or lexicon.listed(word):
        return False
    return _listed(plain(word), lexicon) is not None or not lexicon.built(word)


def judge(word: str, lexicon: Lexicon) -> Verdict | None:
    """Return what is wrong with a word, or None when it is known or lies near no word that people use.

    A capitalised word is judged as if it stood at the start of a sentence.
    """
    if len(word) > 2 * layout.LONGEST:
        return None
    word = plain(word)
    listed = _listed(word, lexicon)
    if listed:
        return listed
    return None if lexicon.known(word) else _judge_unknown(word, lexicon)


def _judge_unknown(word: str, lexicon: Lexicon) -> Verdict | None:
    if word[-2:] in _ENDINGS:
        return _around("", word[:-2], word[-2:], lexicon)
    if "-" in word:
        return _compound(word, lexicon)
    return _unlisted(word, lexicon)


def _listed(word: str, lexicon: Lexicon) -> Verdict | None:
    corrections = lexicon.misspelling(word)
    if not corrections or (word.isupper() and len(word) < _ACRONYM):
        return None
    short = len(word) <= SHORTEST
    certainty = _LISTED if word.islower() else _LISTED_SHORT_CAPITAL if short else _LISTED_CAPITAL
    # An entry with a capital ("Ukrane") is found in lower case too, where it still wants its capital.
    return Verdict("known", corrections, certainty)


def _around(before: str, core: str, after: str, lexicon: Lexicon) -> Verdict | None:
    """Judge the core of a word and put the rest back around the corrections."""
    verdict = judge(core, lexicon)
    if verdict is None:
        return None
    corrections = tuple(before + correction + after for correction in verdict.corrections)
    return Verdict(verdict.kind, corrections, verdict.certainty)


def _compound(word: str, lexicon: Lexicon) -> Verdict | None:
    """Judge a word with hyphens by its one unknown part; two unknown parts are a foreign name."""
    parts = word.split("-")
    unknown = [place for place, part in enumerate(parts) if part and not lexicon.known(part)]
    if len(unknown) != 1 or len(parts[unknown[0]]) <= SHORTEST:
        return None
    place = unknown[0]
    before = "".join(f"{part}-" for part in parts[:place])
    after = "".join(f"-{part}" for part in parts[place + 1 :])
    return _around(before, parts[place], after, lexicon)


def _unlisted(word: str, lexicon: Lexicon) -> Verdict | None:
    """Judge a word of letters that stands in no list."""
    if len(word) < SHORTEST or not word.isascii() or not word.isalpha():
        return None
    if word.islower():
        return in_context(word)
    near = near_capital(word, lexicon)
    if not near:
        return None
    key = word.lower()
    certainty = capitals.certainty(key, near, lexicon.shape(key))
    if certainty < LEAST_CERTAINTY:
        return None
    found = [other for other, _, _ in near[:MOST_CORRECTIONS]]
    return Verdict(near[0][1], tuple([_cased(other, word) for other in found]), certainty)


def near_capital(word: str, lexicon: Lexicon) -> list[tuple[str, str, int]]:
    """Return the words one slip from a word of ASCII letters with a capital, none where its shape makes it a name."""
    if not word.istitle() and (not word.isupper() or len(word) <= _ACRONYM):
        return []  # an acronym, or a name with a capital inside
    key = word.lower()
    if lexicon.seen(key) >= _A_NAME:
        return []
    # A word with a capital two slips from another is a foreign name: none are sought.
    return lexicon.neighbours(key, least=layout.FREQUENCY + 1)


def in_context(word: str, around: Around | None = None) -> Verdict | None:
    """Judge an unknown word of ASCII letters as it stands in an article, or by itself.

    None where it is near no word, or hardly a slip of one.
    """
    key = word.lower()
    if _lacks_ies(key):
        return _plural_or_possessive(word, around)
    choice = choose(key, around)
    if choice is None or choice.certainty < LEAST_CERTAINTY:
        return None
    words = tuple([_cased(one, word) for one in choice.words[:MOST_CORRECTIONS]])
    return Verdict(_kind(key, choice.words[0]), words, choice.certainty)


def _kind(key: str, word: str) -> str:
    alike = layout.sound(key.encode()) == layout.sound(word.encode())
    return slips.kind(key, word) or ("sounds-alike" if alike else "two-slips")


def _lacks_ies(key: str) -> bool:
    """Whether a noun in "y" took its "s" as if it were in "ey": "companys", which may want an apostrophe too."""
    if not key.endswith("ys") or len(key) <= _SHORT_NOUN or key[-3] in "aeou":
        return False
    lexicon = open_lexicon()
    return lexicon.usage(key[:-1]) >= _COMMON_NOUN and bool(lexicon.marks(key[:-2] + "ies") & layout.WORD)


def _plural_or_possessive(word: str, around: Around | None) -> Verdict:
    one, more = word[:-1], word[:-2] + "ies"
    found, lexicon = [more, one + "'s"], open_lexicon()
    if around and around.after and around.before:
        singular, plural = (lexicon.affinity(around.before, form.lower()) for form in (one, more))
        if singular > plural and lexicon.affinity(more.lower(), around.after) <= 0:
            found.reverse()
    return Verdict("two-slips", tuple(found), _LACKS_IES)


def _cased(correction: str, model: str) -> str:
    return in_case(_as_listed(correction), model)


@lru_cache(maxsize=4096)
def _as_listed(word: str) -> str:
    """Return a listed word with a capital if it is a name only."""
    return word if open_lexicon().marks(word) & layout.WORD else word.capitalize()
