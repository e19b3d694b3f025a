"""What stands around a word, and what that says: a slip, a name, a term, a word of another language."""

from __future__ import annotations

from newslint.late import late
from newslint.lexicon import slips
from newslint.lexicon.misspelling import verdict_on
from newslint.lexicon.reading import open_lexicon, plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from newslint.document import Document
    from newslint.model import Span
    from newslint.rule import Suspect

_OPENING_QUOTES = "\"“‘'«„"
_APOSTROPHES = frozenset("'’‘`")
_BROKEN_CONTRACTION = late(r"\s?['’‘`](?:t|s|d|m|ll|re|ve)\b")
_CLOSING_QUOTES = "\"”’'»“"
_BEFORE = late(r"[^\W\d_][\w.'’-]*$")
_AFTER = late(r"[^\W\d_][\w'’-]*")
_NAME = late(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_NEAR = 40
_VOWELS = frozenset("aeiouy")
_NUMBERS = frozenset("one two three four five six seven eight nine ten twelve twenty hundred thousand".split())
_LONGER_THAN_TITLES = 4
_TERM = 3
"""A word that stands so often in one article is a term of it."""

# The least certainty at which a word is reported: fewer than one false alarm in ten thousand words of edited news.
LEAST = 0.45
_LEAST_TWICE = 0.7
_LEAST_OF_THREE = 0.9
_LEAST_BESIDE_FOREIGN = 0.9
LEAST_OF_CAPITALS = 0.8
_LEAST_IN_NAMES = 0.94
_LONG_NAME = 7
_LONGER_THAN_NAMES = 11
_THREE = 3
# Grammar words stand in every article, so that one stands in this says nothing.
_GRAMMAR = 15
_SHORT_AT_START = 6


class Place:
    """One place of a word, and the words beside it ("" across the end of a sentence or line)."""

    def __init__(self, span: Span, starts: bool, before: str, after: str) -> None:
        """Take them, and whether a sentence or line starts there, where any word has a capital."""
        self.span = span
        self.starts = starts
        self.before = before
        self.after = after


def slips_among(document: Document, suspect: Suspect) -> Iterator[Span]:
    """Yield the places where a suspect is to be held for a slip, given its verdict and all that says otherwise."""
    word, known = plain(suspect.word), suspect.verdict.kind == "known"
    lower = word.islower()
    if not known and len(suspect.spans) >= (_TERM if lower else 2):
        return
    if _stands_for_itself(document, word) or _is_author(document, word):
        return
    misspelt = _lower_case if lower else _listed_capital if known else _capital
    for place in _places(document, suspect.spans):
        # Credits are looked for last: few words with a capital get so far.
        if misspelt(document, suspect, place) and (lower or not document.is_credited(place.span)):
            yield place.span


def _lower_case(document: Document, suspect: Suspect, place: Place) -> bool:
    verdict = suspect.verdict
    if _is_elision(document, suspect, place):
        return False
    if verdict.kind == "known":
        return True
    if (len(suspect.word) <= _THREE and verdict.certainty < _LEAST_OF_THREE) or _is_unit(document, suspect, place):
        return False
    if verdict.certainty < _LEAST_BESIDE_FOREIGN and any(_is_foreign(beside) for beside in (place.before, place.after)):
        return False
    return bool(verdict.certainty >= (LEAST if len(suspect.spans) == 1 else _LEAST_TWICE))


def _listed_capital(document: Document, suspect: Suspect, place: Place) -> bool:
    """Whether a word of the table that has a capital is misspelt there, or somebody's or something's name."""
    if open_lexicon().is_name(suspect.verdict.corrections[0]):
        return True
    if " " in suspect.verdict.corrections[0] or len(suspect.spans) > 1:
        return False
    if len(suspect.word) < _LONGER_THAN_NAMES and _is_spelt_like_a_name(suspect):
        return False
    return _begins_prose(place) or len(suspect.word) >= _LONG_NAME


def is_too_short_a_name(word: str) -> bool:
    """Whether a word with a capital is too short to be held for a slip anywhere, whatever lies near it."""
    return len(word) < _SHORT_AT_START and not word.islower()


def _capital(document: Document, suspect: Suspect, place: Place) -> bool:
    """Whether a word with a capital is misspelt there: hardly ever, unless it is long and a plain slip."""
    verdict = suspect.verdict
    if "-" in plain(suspect.word):
        return False  # in "Chung In-yong" the hyphen joins two names
    if _begins_prose(place):
        return len(plain(suspect.word).removesuffix("'s")) >= _SHORT_AT_START and bool(
            verdict.certainty >= LEAST_OF_CAPITALS
        )
    return (
        len(suspect.word) >= _LONG_NAME
        and verdict.certainty >= _LEAST_IN_NAMES
        and verdict.kind in {"swapped", "dropped", "doubled"}
        and not _is_spelt_like_a_name(suspect)
        and not any(_is_foreign(beside) for beside in (place.before, place.after))
    )


def _begins_prose(place: Place) -> bool:
    # "Chariman of the board", not "Karam Sheikmos": a name is followed by a name, a heading by nothing.
    return place.starts and place.after.islower()


def _is_spelt_like_a_name(suspect: Suspect) -> bool:
    """Whether only a doubled letter tells the word from a common one: Wellcome, Persson, Pavillion."""
    word, right = suspect.word.lower(), suspect.verdict.corrections[0].lower()
    tripled = any(word[place] * 3 == word[place : place + 3] for place in range(len(word)))
    return slips.kind(word, right) == "doubled" and not tripled and word[0] != word[1]


def _stands_for_itself(document: Document, word: str) -> bool:
    """Whether the article writes the word as a name, a handle or a hashtag elsewhere."""
    text = document.text
    if any(mark in text and mark + word.lower() in document.folded for mark in "@#"):
        return True
    if not word.islower():
        return False
    name = word.capitalize()
    start = text.find(name)
    while start >= 0:
        end = start + len(name)
        if not text[end : end + 1].isalpha() and not _starts(text, start):
            return True
        start = text.find(name, end)
    return False


def _is_author(document: Document, word: str) -> bool:
    """Whether the word is part of the name of somebody who is known to have written the article."""
    authors = document.meta.get("authors", "")
    return bool(authors) and word.lower().removesuffix("'s") in _NAME.findall(plain(authors).lower())


def _is_foreign(beside: str) -> bool:
    """Whether the word beside is in lower case and unknown: two of a kind are another language."""
    if not beside.islower():
        return False
    verdict = verdict_on(beside.rstrip("'’-."))
    return verdict is not None and verdict.certainty < LEAST


def _is_elision(document: Document, suspect: Suspect, place: Place) -> bool:
    """Whether an apostrophe says that the writer renders speech, "runnin’", or that a contraction fell apart."""
    after = document.text[place.span.end : place.span.end + 2]
    if not _APOSTROPHES.isdisjoint(after) and _BROKEN_CONTRACTION.match(document.text, place.span.end):
        return True
    if document.text[place.span.end : place.span.end + 1] not in {"'", "’"}:
        return False
    word = plain(suspect.word)
    return word.endswith("in") and open_lexicon().known(word + "g")


def _is_unit(document: Document, suspect: Suspect, place: Place) -> bool:
    """Whether it is short for something ("5 bpd", "four mln", ".exe"), or goes on after a figure ("80-seater")."""
    text, start = document.text, place.span.start
    if text[start - 1 : start] == ".":
        return True
    figure = place.before.lower() in _NUMBERS or text[max(0, start - 2) : start].rstrip(" \u00a0-")[-1:].isdigit()
    if not figure:
        return False
    return _VOWELS.isdisjoint(suspect.word) or open_lexicon().known(f"one-{suspect.word}")


def best_first(document: Document, corrections: tuple[str, ...]) -> tuple[str, ...]:
    """Return corrections with a word that the article uses ahead of one that it does not."""
    first, *others = corrections
    if not others or _uses(document, first):
        return corrections
    lexicon = open_lexicon()
    used = [word for word in others if lexicon.frequency(word) < _GRAMMAR and _uses(document, word)]
    return tuple(dict.fromkeys((*used[:1], *corrections)))


def _uses(document: Document, word: str) -> bool:
    text, key = document.folded, word.lower()
    start = text.find(key)
    while start >= 0:
        end = start + len(key)
        if not text[end : end + 1].isalpha() and not text[max(0, start - 1) : start].isalpha():
            return True
        start = text.find(key, end)
    return False


def _places(document: Document, spans: tuple[Span, ...]) -> Iterator[Place]:
    """Yield the places but those that excuse any spelling: alone in quotation marks."""
    text = document.text
    for span in spans:
        if not _is_excused(text, span):
            yield Place(span, _starts(text, span.start), _word_before(text, span.start), _word_after(text, span.end))


def _is_excused(text: str, span: Span) -> bool:
    before, after = text[max(0, span.start - 1) : span.start], text[span.end : span.end + 2].lstrip(",.")[:1]
    if before and before == after and before in "*/~":
        return True
    if "*" in (before, after) and text[span.start - 2 : span.end + 2].strip(" *\n") != text[span.start : span.end]:
        return True  # letters on the far side of an asterisk: somebody has made an oath fit to print
    return bool(before and after) and before in _OPENING_QUOTES and after in _CLOSING_QUOTES


def _word_before(text: str, start: int) -> str:
    near = text[max(0, start - _NEAR) : start]
    found = _BEFORE.search(near.rstrip(" \u00a0")) if near[-1:] in {" ", "\u00a0"} else None
    return found[0] if found else ""


def _word_after(text: str, end: int) -> str:
    found = _AFTER.match(text, end + 1, end + _NEAR) if text[end : end + 1] in {" ", "\u00a0"} else None
    return found[0] if found else ""


def _starts(text: str, start: int) -> bool:
    """Whether a sentence or line starts there, quotation marks, bullets and brackets aside."""
    near = text[max(0, start - _NEAR) : start].rstrip(_OPENING_QUOTES + "([•*")
    ahead = near.rstrip(" \t\u00a0")
    if not ahead:
        return start < _NEAR or len(near) < _NEAR
    if ahead[-1] in "\r\n":
        return True
    ahead = ahead.rstrip(_CLOSING_QUOTES + ")]") if ahead != near else ""
    return ahead[-1:] in {*".!?…:•"} and not _ends_abbreviation(ahead)


def _ends_abbreviation(text: str) -> bool:
    # "Mr. Karam", "J. Karam", "U.S. Marines": what follows a short word with a capital may be a name.
    found = _BEFORE.search(text[:-1]) if text[-1] == "." else None
    return found is not None and found[0][0].isupper() and (len(found[0]) < _LONGER_THAN_TITLES or "." in found[0])
