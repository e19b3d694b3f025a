"""Where a headline and the sentence behind it were run together at the beginning of a text.

Nothing parts them but a blank, or not even that. What tells is a capital where no sentence began, and behind it a
sentence of its own: one that opens like one, says again what the headline says, or has other capitals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from newslint.late import late
from newslint.lexicon import open_lexicon
from newslint.model import Span
from newslint.text.bylines import is_byline, is_dateline

LOOKED_AT, MOST_WORDS = 240, 21
FEWEST, FEWEST_GLUED = 4, 3
"""Words of a headline; where not even a blank parts it from the text, fewer will do."""
FEWEST_BEHIND = 6
"""Blanks in the sentence behind it."""
_SENTENCE = 320
_TOKEN = late(r"\S+")
_GLUED = late(
    r"(?<=[a-z0-9%’'”\"?!)A-Z])(?<![ ( ][“\"‘'])(?=[“\"‘]?[A-Z][a-z]+[ ,’'])|(?<=[a-z0-9”’\"])(?=A )|"
    r"(?<=[a-z]{3})(?=[A-Z]{3,}[ ,])"
)
_CAPITAL = late(r"[“\"‘'(]?[A-Z]")
_SENTENCE_END = late(r"[a-z]{3,}[.]$|[.?!][”\"]?$|^[–—-]+$")
_ABBREVIATIONS = frozenset({"Jr.", "Sr.", "U.S.", "U.N.", "U.K."})
_FIRST_SENTENCE = late(r".*?[a-z0-9”\"’)]{2}[.?!][”\"]?(?=\s|$)", re.DOTALL)
_WORD = late(r"[^\W\d_]{3,}")
_RUN = late(r"[^\W\d_]*$")
_FIRST = late(r"[“\"‘]?([^\W_]+)")
_NO_HEADLINE = late(r"(?:Published|Date of|Posted|Updated|Image|©|Photo|[A-Z][a-z]{2,8},? \d|\d)")
_TITLE_VERB = late(r" to [A-Z]")
_STEM = 5


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


_OPENERS = _listed(
    "a an the in it he she they there this these those his her their its when while after before at on as for"
    " with from but if some many most more one two three four five police according since as despite although"
    " though once just back last now then so yet until what how why who obviously during under"
)
_SPEAKERS = _listed("i we you")
_EMPTY = _listed(
    "about after again against all also amid and are been before but can could did does for from had has have her"
    " him his how its into just may more most new not now off one our out over said say says she than that the"
    " their them they this too two was were what when where which who why will with would you your"
)
_ANNOUNCING = _listed(
    "a an the and or nor but of with from into than his their our its is are was were be been has have had will"
    " would could should can may might must to for in on at as by that which who her my your this these no new"
    " former said says"
)
"""What no headline ends in."""
_OF_HEADLINES = _listed(
    "is are was were has have will can could should says after as over from with into that how why what to amid"
    " against his her their your this may vs not no it who where when by up out off than"
)
_FINITE = _listed("is are was were has have had will would could says said can may must")
_LETTERED = _listed(
    "vitamin hepatitis class plan grade group serie type section part schedule team level influenza league domestic"
)
"""What a single capital A belongs to."""
_OFFICES = _listed(
    "president minister government senator senators democrats parliament congress conservatives liberals state"
    " states court king queen prince princess pope prime premier chancellor governor mayor secretary republicans"
    " republican labour party house senate council bank university general judge justice church west east north"
    " south"
)
"""Words that have capitals inside sentences too."""
_CITY = late(r"[A-Z]{4,}(?: [A-Z]{3,})*(?:, [^—–-]{2,20})? (?:[—–-]|\()")
_OF_COMPANIES = _listed("corp corporation ltd inc co company group association")
_WORLD_WAR = ("World War",)
_TITLED = _listed("told newspaper magazine paper film movie show band series song")
"""Before the name of a paper, a film or a band."""


class _Cut(NamedTuple):
    """A place that may be the seam."""

    before: str
    behind: str
    is_glued: bool

    @property
    def last(self) -> str:
        return self.before.split()[-1].lower()

    @property
    def sentence(self) -> str:
        beginning = self.behind[:_SENTENCE]
        match = _FIRST_SENTENCE.match(beginning)
        return match[0] if match else beginning


class _Signs(NamedTuple):
    """What tells whether a place is the seam."""

    opens: str
    """The first word behind it, in lower case."""
    goes_on_small: bool
    """Whether the second word behind it begins with a small letter."""
    ends_small: bool
    """Whether the last word before it begins with a small letter or a digit."""
    shared: int
    share: float
    """How many telling words, and which share of those before it, come up again in the sentence behind it."""
    at_once: bool
    """Whether one of them is among its first ones."""
    is_title: bool
    """Whether nearly all long words before it have capitals, and few behind it."""
    is_sure_title: bool
    is_finite: bool


def seam(text: str) -> Span | None:
    """Return the blank between a headline at the beginning of a text and what follows, empty where there is none.

    None: no headline was run together with the text, as far as can be told.
    """
    if is_dateline(text) or is_byline(text):
        return None
    for start, end in _places(text[:LOOKED_AT]):
        cut = _Cut(text[:start], text[end:], start == end)
        if cut.sentence.count(" ") >= FEWEST_BEHIND and _is_seam(cut):
            return Span(start, end)
    return None


def _places(head: str) -> Iterator[tuple[int, int]]:
    """Yield where a capital stands though no sentence ended before it, until one ends."""
    tokens = list(_TOKEN.finditer(head))[:MOST_WORDS]
    for number, token in enumerate(tokens):
        word = token[0]
        if number >= FEWEST_GLUED:
            glued = _GLUED.search(head, token.start() + 1, min(len(head), token.end() + 1))
            if glued and glued.start() < token.end():
                yield glued.start(), glued.start()
        if number >= FEWEST and tokens[number - 1][0][-1] not in ".,;:?!-–—(" and _CAPITAL.match(word):
            yield tokens[number - 1].end(), token.start()
        if _SENTENCE_END.search(word) and word not in _ABBREVIATIONS:
            return


def _is_seam(cut: _Cut) -> bool:
    signs = _signs_of(cut)
    if cut.is_glued:
        return _is_glued(cut, signs)
    if cut.last in _ANNOUNCING or signs.opens in _OF_COMPANIES or cut.before.endswith(_WORLD_WAR):
        return False
    if is_dateline(cut.behind) or is_byline(cut.behind[:60]) or (signs.ends_small and _CITY.match(cut.behind)):
        return True
    if cut.before.isupper():
        return len(cut.before) >= 20 and not cut.behind[:12].isupper()
    if _NO_HEADLINE.match(cut.before):
        return False
    return _opens_sentence(cut, signs) or _changes_capitals(cut, signs) or _says_it_again(signs)


def _is_glued(cut: _Cut, signs: _Signs) -> bool:
    """Whether two words touch of which one ends a headline and the other begins a sentence."""
    lexicon = open_lexicon()
    run, first = _RUN.search(cut.before.rstrip("’'”\"?!)%")), _FIRST.match(cut.behind)
    last, opening = run[0] if run else "", first[1] if first else ""
    opens = signs.opens in _OPENERS | _SPEAKERS
    if len(last) > 1 and last.islower() and lexicon.known(last):
        return opens or signs.shared > 0 or opening.isupper() or lexicon.known(opening.lower())
    if opens and signs.goes_on_small:
        return True
    return lexicon.known(last) and lexicon.known(opening.lower()) and signs.shared > 1 and signs.goes_on_small


def _opens_sentence(cut: _Cut, signs: _Signs) -> bool:
    """Whether a word begins a sentence that has a capital nowhere else."""
    if signs.opens in _OPENERS and signs.goes_on_small:
        is_letter = signs.opens == "a" and cut.last in _LETTERED
        return (signs.ends_small or signs.shared > 0 or signs.is_title) and not is_letter
    is_name = signs.opens in ("the", "a", "an") and signs.shared > 0 and signs.is_finite
    return is_name and signs.ends_small and cut.last not in _TITLED


def _changes_capitals(cut: _Cut, signs: _Signs) -> bool:
    """Whether words have capitals before the place that only a headline gives them, and behind it have none."""
    if signs.is_title and signs.at_once and signs.shared > 2:
        return True
    if not (signs.is_sure_title and signs.goes_on_small):
        return False
    words = cut.before.split()[1:]
    return _TITLE_VERB.search(cut.before) is not None or any(
        word[0].isupper() and word.lower() in _OF_HEADLINES for word in words
    )


def _says_it_again(signs: _Signs) -> bool:
    """Whether the sentence behind the place says again what stands before it, as the first one of an article does."""
    is_whole = signs.ends_small and signs.is_finite
    if is_whole and signs.at_once and signs.shared > 1 and signs.goes_on_small and _is_plain(signs.opens):
        return True
    if signs.shared > 1 and signs.share >= 0.4 and signs.at_once and signs.ends_small and signs.is_finite:
        return True
    is_much = signs.shared > 2 and signs.share >= 0.5
    return is_much and (
        (signs.share >= 0.6 and (signs.ends_small or signs.at_once)) or (signs.at_once and signs.ends_small)
    )


def _is_plain(word: str) -> bool:
    """Whether a word is an ordinary one, which has a capital because it opens a sentence."""
    lexicon = open_lexicon()
    return word not in _OFFICES and lexicon.known(word) and not lexicon.is_name(word)


def _signs_of(cut: _Cut) -> _Signs:
    sentence = cut.sentence
    before, behind = cut.before.split(), cut.behind[:_SENTENCE].split()
    told = [word[:_STEM] for word in _telling(sentence)]
    stems = {word[:_STEM] for word in _telling(cut.before)}
    shared = len(stems.intersection(told))
    second = behind[1] if len(behind) > 1 else ""
    capitals, capitals_behind = _capitals(before), _capitals(behind[1:14])
    is_long = sum(map(_is_long, before)) >= 4
    return _Signs(
        behind[0].lstrip("“\"‘'(").lower().rstrip(",’'"),
        second[:1].islower() or second[:1].isdigit(),
        before[-1][:1].islower() or before[-1][:1].isdigit(),
        shared,
        shared / max(1, len(stems)),
        not stems.isdisjoint(told[:4]),
        is_long and capitals >= 0.85 and capitals_behind <= 0.5,
        is_long and capitals >= 0.95 and capitals_behind <= 0.4,
        not _FINITE.isdisjoint(sentence.split()),
    )


def _telling(text: str) -> list[str]:
    return [word for word in _WORD.findall(text.lower()) if word not in _EMPTY]


def _is_long(word: str) -> bool:
    return len(word) > 3 and word[0].isalpha()


def _capitals(words: list[str]) -> float:
    """Return which share of the long ones among some words have capitals."""
    long = [word[0].isupper() for word in words if _is_long(word)]
    return sum(long) / max(1, len(long))
