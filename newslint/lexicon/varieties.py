"""The counterpart of a word that only British or only American English spells so."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.lexicon.reading import Lexicon

BRITISH, AMERICAN = "british", "american"
# What stands in a British word, and what in its American twin.
_LETTERS = (
    ("our", "or"), ("isa", "iza"), ("ise", "ize"), ("isi", "izi"), ("yse", "yze"), ("ysi", "yzi"), ("tre", "ter"),
    ("bre", "ber"), ("ll", "l"), ("l", "ll"), ("pp", "p"), ("tt", "t"), ("ence", "ense"), ("ogue", "og"),
    ("amme", "am"), ("ae", "e"), ("oe", "e"), ("dge", "dg"), ("oul", "ol"), ("tise", "tice"), ("tisi", "tici"),
    ("tised", "ticed"), ("sce", "ske"), ("ough", "ow"), ("lph", "lf"), ("llery", "lry"), ("ette", "et"), ("y", "i"),
    ("osy", "ozy"), ("iu", "u"), ("oeuvre", "euver"), ("ous", "us"), ("artef", "artif"), ("eable", "able"),
    ("grey", "gray"),
)  # fmt: skip
# The twin may be a word that both varieties have ("metre" and "meter", "traveled" and "travelled"), but not where other
# words differ in the same letters: a "prise" is no "prize".
_OF_ONE = frozenset({"isa", "ise", "isi", "yse", "ysi", "ous", "iu", "ette"})


def counterpart(word: str, lexicon: Lexicon) -> tuple[str, str]:
    """Return the variety of a word in lower case and the other variety's spelling; ("", "") where there is none."""
    variety = lexicon.variety(word)
    if not variety:
        return "", ""
    other = AMERICAN if variety == BRITISH else BRITISH
    unmarked = ""
    for twin, is_of_both in _twins(word, variety):
        found = lexicon.variety(twin)
        if found == other:
            return variety, twin
        if is_of_both and not found and not unmarked and lexicon.listed(twin) and lexicon.frequency(twin):
            unmarked = twin
    return (variety, unmarked) if unmarked else ("", "")


def _twins(word: str, variety: str) -> Iterator[tuple[str, bool]]:
    for british, american in _LETTERS:
        old, new = (british, american) if variety == BRITISH else (american, british)
        start = word.find(old)
        while start >= 0:
            yield word[:start] + new + word[start + len(old) :], british not in _OF_ONE
            start = word.find(old, start + 1)
