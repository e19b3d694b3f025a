"""Words that are no slips for certain, told from others at little cost: what is left is judged."""

from __future__ import annotations

from newslint.lexicon.misspelling import OfUnknownWords, near_capital
from newslint.lexicon.reading import open_lexicon, plain

_POSSESSIVES = ("'s", "'S")
_HYPHENS = frozenset("-‐‑")
SHORT_AT_START = 6
"""A shorter word with a capital is held for a slip nowhere."""


class OfSlips(OfUnknownWords):
    """A judge who speaks of slips alone, so that he need not be asked about a word that is none for certain."""


def is_no_slip(word: str) -> bool:
    """Tell of most words with a capital or a hyphen that they are no slips.

    The one lies near no common word, the other is made of listed ones; and neither stands in the table of misspellings.
    """
    word = plain(word)
    core = word[:-2] if word.endswith(_POSSESSIVES) else word
    if not core.isascii() or (core.isalpha() and core.islower()):
        return False
    lexicon = open_lexicon()
    if lexicon.misspelling(word) or (core is not word and lexicon.misspelling(core)):
        return False
    if core.isalpha():
        return is_shaped_like_a_name(core) or not near_capital(core, lexicon)
    return "-" in core and core is word and all(map(lexicon.listed, word.split("-")))


def is_shaped_like_a_name(word: str) -> bool:
    """Whether a word with a capital is too short to be held for a slip anywhere, or joins two words."""
    if len(word) < SHORT_AT_START:
        return not word.islower()
    return word[0].isupper() and not _HYPHENS.isdisjoint(word)
