"""What stands around a word, and what that says: a slip, a name, a term, a word of another language."""

from __future__ import annotations

from functools import lru_cache, partial

from newslint.late import late
from newslint.lexicon import slips
from newslint.lexicon.beside import NEAR, starts, word_after, word_before
from newslint.lexicon.choice import Around, reordered
from newslint.lexicon.excuses import SURE, is_excused, is_set_apart
from newslint.lexicon.harmless import SHORT_AT_START
from newslint.lexicon.misspelling import Verdict, in_context, verdict_on
from newslint.lexicon.passages import is_foreign_or_dialect
from newslint.lexicon.reading import in_case, open_lexicon, plain
from newslint.lexicon.varieties import counterpart
from newslint.remembered import Remembered

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from newslint.document import Document
    from newslint.model import Span
    from newslint.rule import Suspect

_APOSTROPHES = frozenset("'’‘`")
_BROKEN_CONTRACTION = late(r"\s?['’‘`](?:t|s|d|m|ll|re|ve)\b")
_NAME = late(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_WORDS_BESIDE, _PUNCTUATION = 4, ".,;:!?()\"“”‘’'"
# "al-Tarif": these join names.
_PARTICLES = tuple(f"{one}-" for one in "al el as at an ad ar ash bin ibn abu umm ben de la le el van von".split())
_POSSESSIVES = frozenset({"'s", "'S"})
_VOWELS = frozenset("aeiouy")
_NUMBERS = frozenset("one two three four five six seven eight nine ten twelve twenty hundred thousand".split())
_TERM = 3
"""A word that stands so often in one article is a term of it."""

# The least certainty at which a word is reported: fewer than one false alarm in ten thousand words of edited news.
LEAST = 0.27
_LEAST_TWICE = 0.4
_LEAST_OF_THREE = 0.45
_LEAST_BESIDE_FOREIGN = 0.9
LEAST_OF_CAPITALS = 0.8
_LEAST_IN_NAMES = 0.94
_LONG_NAME = 7
_MOST_USED = 1000
"""How many counts of words are remembered while one word is looked at."""
# Characters to a word, and the fewest words from whose use anything is concluded.
_WORD, _LEAST_WORDS = 6.0, 100.0
_LONGER_THAN_NAMES = 11
_THREE = 3


class Place:
    """One place of a word, and the words beside it ("" across the end of a sentence or line)."""

    def __init__(self, span: Span, starts: bool, before: str, after: str) -> None:
        """Take them, and whether a sentence or line starts there, where any word has a capital."""
        self.span = span
        self.starts = starts
        self.before = before
        self.after = after


def slips_among(document: Document, suspect: Suspect) -> Iterator[tuple[Span, Verdict]]:
    """Yield the places where a suspect is to be held for a slip, given all that says otherwise, each with its verdict.

    The verdict is that on the word in its place: what stands beside it tells what was meant.
    """
    word, known = plain(suspect.word), suspect.verdict.kind == "known"
    lower = word.islower()
    if not known and len(suspect.spans) >= (_TERM if lower else 2):
        return
    if _stands_for_itself(document, word) or _is_author(document, word):
        return
    misspelt = _lower_case if lower else _listed_capital if known else _capital
    # A word that is misspelt a thousand times has the same few corrections each time.
    used = Remembered(partial(_count, document.folded), _MOST_USED).__getitem__
    for place in _places(document, suspect.spans):
        # What stands beside a word with a capital says which one was meant, never whether any was.
        if not lower and not misspelt(document, suspect, place, suspect.verdict):
            continue
        verdict = suspect.verdict if suspect.verdict.kind == "joined" else _in_place(document, suspect, place, used)
        # Credits are looked for last: few words with a capital get so far.
        if not misspelt(document, suspect, place, verdict) or (not lower and document.is_credited(place.span)):
            continue
        if not lower or not is_foreign_or_dialect(document.text, *place.span):
            yield place.span, verdict


def _in_place(document: Document, suspect: Suspect, place: Place, used: Callable[[str], int]) -> Verdict:
    """Judge an unknown word anew with the words beside it, where it is of letters and an ending at most."""
    word = plain(suspect.word)
    verdict: Verdict = suspect.verdict
    core = word[:-2] if word[-2:] in _POSSESSIVES else word
    if not core.isascii() or not core.isalpha():
        return verdict
    after = "" if core != word else _beside(place.after)
    around = Around(_beside(place.before), after, used, _words_in(document.text))
    if verdict.kind == "known":
        right = _in_variety(reordered(verdict.corrections, core, around), around) if word.islower() else ()
        return verdict._replace(corrections=right or verdict.corrections)
    found = in_context(core, around)
    if found is None:
        return verdict if not core.islower() else verdict._replace(certainty=0.0)
    corrections = tuple([one + word[len(core) :] for one in _in_variety(found.corrections, around)])
    # Of a word with a capital only the choice is taken over: how certain it is, is a matter of names.
    certainty = found.certainty if core.islower() else verdict.certainty
    return Verdict(found.kind if core.islower() else verdict.kind, corrections, certainty)


def _in_variety(corrections: tuple[str, ...], around: Around) -> tuple[str, ...]:
    """Return corrections with "criticise" for "criticize" where the article uses that one, or the other way round."""
    first = corrections[0].lower()
    if not open_lexicon().variety(first):
        return corrections
    _, twin = counterpart(first, open_lexicon())
    if not twin or around.used(twin) <= around.used(first):
        return corrections
    others = [one for one in corrections[1:] if one.lower() != twin]
    return (in_case(twin, corrections[0]), *others)


def _count(folded: str, word: str) -> int:
    """Return how often a word stands behind a blank and before a blank, a full stop or a comma."""
    start = f" {word}"
    found = free = 0
    at = folded.find(start)
    while at >= 0:
        end = at + len(start)
        sign = folded[end : end + 1]
        # One blank parts no more than two words that are counted: "word word word" are two.
        if sign in {".", ","} or (sign == " " and at >= free):
            found += 1
            free = end + 1
        at = folded.find(start, end)
    return found


def _words_in(text: str) -> float:
    return max(_LEAST_WORDS, len(text) / _WORD)


def _beside(word: str) -> str:
    return plain(word).lower().removesuffix("'s").rstrip("'-.")


def _lower_case(document: Document, suspect: Suspect, place: Place, verdict: Verdict) -> bool:
    if _is_elision(document, suspect, place):
        return False
    if verdict.kind == "known":
        return True
    if (len(suspect.word) <= _THREE and verdict.certainty < _LEAST_OF_THREE) or _is_unit(document, suspect, place):
        return False
    if verdict.certainty < _LEAST_BESIDE_FOREIGN and _is_among_foreign(document.text, place.span):
        return False
    if verdict.certainty < (LEAST if len(suspect.spans) == 1 else _LEAST_TWICE):
        return False
    word = plain(suspect.word)
    return verdict.certainty >= SURE or not is_excused(document.text, place.span, word, document.is_quoted(place.span))


def _listed_capital(document: Document, suspect: Suspect, place: Place, verdict: Verdict) -> bool:
    """Whether a word of the table that has a capital is misspelt there, or somebody's or something's name."""
    if plain(suspect.word).lower().startswith(_PARTICLES):
        return False
    if open_lexicon().is_name(suspect.verdict.corrections[0]):
        return True
    if suspect.verdict.corrections[0].endswith("'s") and (place.before[:1].isupper() or place.after[:1].isupper()):
        return False  # "Murdoch Childrens Research Institute" spells itself so
    if " " in suspect.verdict.corrections[0] or len(suspect.spans) > 1:
        return False
    if len(suspect.word) < _LONGER_THAN_NAMES and _is_spelt_like_a_name(suspect):
        return False
    return _begins_prose(place) or len(suspect.word) >= _LONG_NAME


def _capital(document: Document, suspect: Suspect, place: Place, verdict: Verdict) -> bool:
    """Whether a word with a capital is misspelt there: hardly ever, unless it is long and a plain slip."""
    if "-" in plain(suspect.word):
        return False  # in "Chung In-yong" the hyphen joins two names
    if _begins_prose(place):
        return len(plain(suspect.word).removesuffix("'s")) >= SHORT_AT_START and bool(
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
        if not text[end : end + 1].isalpha() and not starts(text, start):
            return True
        start = text.find(name, end)
    return False


def _is_among_foreign(text: str, span: Span) -> bool:
    """Whether one of the words shortly before or after is in lower case and unknown."""
    before = text[max(0, span.start - NEAR) : span.start].split(" ")[1:]
    after = text[span.end : span.end + NEAR].split(" ")[:-1]
    return any(_is_foreign(word.strip(_PUNCTUATION)) for word in (*before[-_WORDS_BESIDE:], *after[:_WORDS_BESIDE]))


def _is_author(document: Document, word: str) -> bool:
    """Whether the word is part of the name of somebody who is known to have written the article."""
    authors = document.meta.get("authors", "")
    return bool(authors) and word.lower().removesuffix("'s") in _NAME.findall(plain(authors).lower())


@lru_cache(maxsize=8192)
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


def _places(document: Document, spans: tuple[Span, ...]) -> Iterator[Place]:
    """Yield the places but those that excuse any spelling: alone in quotation marks."""
    text = document.text
    for span in spans:
        if not is_set_apart(text, span):
            yield Place(span, starts(text, span.start), word_before(text, span.start), word_after(text, span.end))
