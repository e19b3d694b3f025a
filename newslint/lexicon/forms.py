"""How English builds words from words: possessives, hyphens, prefixes, endings, compounds."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

# A prefix is taken off only where a whole word of some length is left: "re" + "ally" would let misspellings in.
PREFIXES = (
    "anti", "astro", "auto", "bio", "co", "counter", "cross", "crypto", "cyber", "de", "dis", "eco", "electro", "euro",
    "ever", "ex", "extra", "geo", "giga", "hydro", "hyper", "infra", "inter", "intra", "kilo", "macro", "mega", "meta",
    "micro", "mid", "mini", "mis", "mono", "multi", "nano", "narco", "neo", "neuro", "non", "out", "over", "pan",
    "para", "petro", "photo", "poly", "post", "pre", "pro", "proto", "pseudo", "psycho", "quasi", "radio", "re", "semi",
    "socio", "step", "sub", "super", "techno", "tele", "thermo", "trans", "tri", "turbo", "ultra", "un", "under", "uni",
    "uber", "video",
)  # fmt: skip
STANDING_PREFIXES = frozenset(PREFIXES)
"""The same, to look up what stands before a hyphen."""
# What may follow any word of four letters or more: "statewide", "childlike", "weeklong", "roadworthy".
ENDINGS = (
    "based", "bound", "friendly", "fold", "free", "goer", "goers", "gate", "hood", "hoods", "less", "like", "led",
    "long", "maker", "makers", "making", "man", "men", "most", "proof", "proofed", "scape", "scapes", "sized", "some",
    "style", "ward", "wards", "ware", "wear", "wide", "wise", "woman", "women", "worthy", "worthiness",
)  # fmt: skip
# Endings that are put on a stem after a final "e" is dropped or a "y" becomes "i".
SUFFIXES = (
    "able", "ability", "ably", "ally", "ation", "ations", "er", "ers", "ification", "ified", "ifying", "ing", "ingly",
    "isation", "isations", "ise", "ised", "ises", "ising", "ish", "ism", "isms", "ist", "istic", "ists", "ity",
    "ization", "izations", "ize", "ized", "izes", "izing", "iness", "ly", "ness", "lessness",
)  # fmt: skip
# What stands only behind a hyphen.
TAILS = frozenset(
    "brainer brainers emption emptive esque eyed fanged fi fisted goer goers hander handers handed handedly handedness"
    " hearted heartedly heartedness ish legged mannered minded mindedness olds ordinate ordinated ordination ordinator"
    " ordinators parter pounder schooler schoolers seater seaters sider sized stater tiered timer timers"
    " tonner upmanship winger wingers".split()
)
NOUNS = ("ation", "ction", "ment", "ship", "ism", "ist", "ogist", "graph", "phone", "gram", "crat", "phile")

_LEAST_STEM = 4
_LEAST_PART = 4
# Grammar words never stand in a compound: "withthe" is two words without their space.
_GRAMMAR = frozenset(
    "about after also been before could does from have here into more most much only other over shall should some such"
    " than that their them then there these they this those under upon very were what when where which while whom will"
    " with would your that said ally ably ling ting ring ning ding king sion tion ment ness ions ears erst".split()
)


def built(word: str, accepts: Callable[[str], bool], weighs: Callable[[str], int]) -> bool:
    """Tell whether a lower-case word of letters is built from known words by a productive rule.

    ``accepts`` tells whether a plain word is in the lexicon, ``weighs`` gives its frequency class (0 to 15).
    """
    if len(word) < 2 * _LEAST_STEM - 1:
        return False
    if word.startswith(PREFIXES) and _prefixed(word, accepts, weighs):
        return True
    if word.endswith(ENDINGS) and _ended(word, weighs):
        return True
    if word[-1] == "s" and word[:-1].endswith(NOUNS) and accepts(word[:-1]):
        return True
    return (word.endswith(SUFFIXES) and _suffixed(word, accepts, weighs)) or _compound(word, weighs)


def _prefixed(word: str, accepts: Callable[[str], bool], weighs: Callable[[str], int]) -> bool:
    for prefix in PREFIXES:
        if not word.startswith(prefix):
            continue
        rest = word[len(prefix) :]
        # A short prefix before a short word is as likely a slip: "dehis", "rewas".
        least = 5 if len(prefix) < 4 else _LEAST_STEM
        if len(rest) >= least and accepts(rest) and weighs(rest) > 0 and rest not in _GRAMMAR:
            return True
    return False


def _ended(word: str, weighs: Callable[[str], int]) -> bool:
    for ending in ENDINGS:
        stem = word[: -len(ending)]
        if word.endswith(ending) and len(stem) >= _LEAST_STEM and weighs(stem) > 1 and stem not in _GRAMMAR:
            return True
    return False


def _suffixed(word: str, accepts: Callable[[str], bool], weighs: Callable[[str], int]) -> bool:
    """Tell whether the word is a stem with an ending by the rules of spelling, and the stem needs no other spelling."""
    for suffix in SUFFIXES:
        stem = word[: -len(suffix)]
        if not word.endswith(suffix) or len(stem) < _LEAST_STEM + 1:
            continue
        if suffix[0] in "aei" and accepts(stem + "e") and weighs(stem + "e") > 1:
            return True
        if accepts(stem) and weighs(stem) > 1 and stem[-1] not in "ey" and _keeps_shape(stem, suffix):
            return True
    return False


def _keeps_shape(stem: str, suffix: str) -> bool:
    # "admiting", "totaly" and "swiming" are just the misspellings to catch: a single final consonant after a single
    # vowel may have to be doubled, and "l" before "ly" has to stay.
    if suffix in {"ly", "ally", "ness", "lessness", "ish", "er", "ers", "ing", "ingly"}:
        return False
    return not (stem[-1] not in "aeiouw" and stem[-2] in "aeiou" and stem[-3] not in "aeiou" and len(stem) < 6)


def _compound(word: str, weighs: Callable[[str], int]) -> bool:
    for cut in range(_LEAST_PART, len(word) - _LEAST_PART + 1):
        head, tail = word[:cut], word[cut:]
        if weighs(head) > 2 and weighs(tail) > 2 and head not in _GRAMMAR and tail not in _GRAMMAR:
            return True
    return False
