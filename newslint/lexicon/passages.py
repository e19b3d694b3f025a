"""Tell a passage in another language, or in dialect, from English with a slip in it: by the words around the slip."""

from __future__ import annotations

from functools import lru_cache

from newslint.late import late
from newslint.lexicon.misspelling import verdict_on

NEAR = 80
"""How far, in characters, the words on either side are looked at."""
_WORD = late(r"['’]?[^\W\d_]+(?:['’-][^\W\d_]+)*['’]?")
_LINE_ENDS = "\r\n"
_APOSTROPHES = "'’"
_SHORT = 4
"""The longest word, apostrophe included, that has lost its end in speech: "an'", "wi'", "tha'"."""
_FEWEST = 2
# Small words of other languages that are neither English nor part of a name ("van", "de la").
_SMALL_WORDS_LISTED = (
    "das des dem und ist nicht ein eine einen einer auf mit sich auch aus bei beim für nach wird wurde zum zur es ich"
    " wir het een niet wordt naar voor zijn est une dans avec qui sont una por para como más che della nel non"
    " sono och att som inte på är det ikke og til nie jest się yang dengan untuk ini itu pada"
)
_SMALL_WORDS = frozenset(_SMALL_WORDS_LISTED.split())


def is_foreign_or_dialect(text: str, start: int, end: int) -> bool:
    """Whether too many words around a place are strange, clipped or small words of other languages for a slip there."""
    words = [*_before(text, start), *_after(text, end)]
    signs = {word.lower() for word in words if _is_sign(word)} - {text[start:end].lower()}
    return len(signs) >= _FEWEST or 0 < 2 * len(signs) >= len(words)


def _before(text: str, start: int) -> list[str]:
    near = text[max(0, start - NEAR) : start]
    line = near[max(map(near.rfind, _LINE_ENDS)) + 1 :]
    found = _WORD.findall(line)
    # The first word may have lost its beginning.
    return found[1:] if len(line) == NEAR else found


def _after(text: str, end: int) -> list[str]:
    line = next(iter(text[end : end + NEAR].splitlines()), "")
    found = _WORD.findall(line)
    return found[:-1] if len(line) == NEAR else found


@lru_cache(maxsize=8192)
def _is_sign(word: str) -> bool:
    """Whether a word is a small one of another language, lost its end, or is in no list, not even of misspellings."""
    core = word.strip(_APOSTROPHES)
    if core.lower() in _SMALL_WORDS:
        return True
    if not core.islower():
        return False
    if word[-1] in _APOSTROPHES and word[0] not in _APOSTROPHES and len(word) <= _SHORT:
        return True
    verdict = verdict_on(core)
    return verdict is not None and verdict.kind != "known"
