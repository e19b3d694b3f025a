"""Where a headline and the sentence behind it were run together at the beginning of a text.

Nothing parts them but a blank, or not even that. What tells is a capital where no sentence began, and behind it a
sentence of its own: one that opens like one, says again what the headline says, or has other capitals.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import islice

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
# It begins with what is looked for, so that the engine passes over all else at once; what stands before comes second.
_GLUED = late(
    r"[“\"‘A-Z](?<=[a-z0-9%’'”\"?!)A-Z].)(?="
    r"(?<![ ( ][“\"‘'].)(?:(?<=[A-Z])|(?<=[“\"‘])[A-Z])[a-z]+[ ,’']|"
    r"(?<=[a-z0-9”’\"]A) |(?<=[a-z]{3}[A-Z])[A-Z]{2,}[ ,])"
)
_BEFORE_CAPITAL = late(r"(?<=[^\s.,;:?!(–—-])\s+(?=[“\"‘'(]?[A-Z])")
_SENTENCE_END = late(r"[.?!][”\"]?(?!\S)|(?<!\S)[–—-]+(?!\S)")
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


class _Cut:
    """A place that may be the seam."""

    def __init__(self, before: str, behind: str, is_glued: bool) -> None:
        """Take what stands before it and behind it, and whether nothing stands between."""
        self.before = before
        self.behind = behind
        self.is_glued = is_glued

    @property
    def last(self) -> str:
        return self.before.split()[-1].lower()

    @cached_property
    def sentence(self) -> str:
        beginning = self.behind[:_SENTENCE]
        match = _FIRST_SENTENCE.match(beginning)
        return match[0] if match else beginning


class _Signs:
    """What tells whether a place is the seam; most places are told by the first signs, so the others wait."""

    def __init__(self, cut: _Cut) -> None:
        """Take the place."""
        self._cut = cut
        self._before, self._behind = cut.before.split(), cut.behind[:_SENTENCE].split()
        self.opens = self._behind[0].lstrip("“\"‘'(").lower().rstrip(",’'")
        """The first word behind it, in small letters."""
        second = self._behind[1] if len(self._behind) > 1 else ""
        self.goes_on_small = second[:1].islower() or second[:1].isdigit()
        """Whether the second word behind it begins with a small letter."""
        last = self._before[-1]
        self.ends_small = last[:1].islower() or last[:1].isdigit()
        """Whether the last word before it begins with a small letter or a digit."""

    @cached_property
    def _stems(self) -> set[str]:
        return {word[:_STEM] for word in _telling(self._cut.before)}

    @cached_property
    def _told(self) -> list[str]:
        return [word[:_STEM] for word in _telling(self._cut.sentence)]

    @cached_property
    def shared(self) -> int:
        """How many telling words come up again in the sentence behind it."""
        return len(self._stems.intersection(self._told))

    @property
    def share(self) -> float:
        """Which share of the telling words before it that is."""
        return self.shared / max(1, len(self._stems))

    @property
    def at_once(self) -> bool:
        """Whether one of them is among the first ones of that sentence."""
        return not self._stems.isdisjoint(self._told[:4])

    @property
    def is_title(self) -> bool:
        """Whether nearly all long words before it have capitals, and few behind it."""
        return self._has_capitals >= 0.85 and _capitals(self._behind[1:14]) <= 0.5

    @property
    def is_sure_title(self) -> bool:
        """Whether that is so beyond doubt."""
        return self._has_capitals >= 0.95 and _capitals(self._behind[1:14]) <= 0.4

    @cached_property
    def _has_capitals(self) -> float:
        """Which share of the long words before it have capitals; none where they are few."""
        return _capitals(self._before) if sum(map(_is_long, self._before)) >= 4 else 0.0

    @property
    def is_finite(self) -> bool:
        """Whether the sentence behind it has one of the commonest finite verbs."""
        return not _FINITE.isdisjoint(self._cut.sentence.split())


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
    tokens = [token.span() for token in islice(_TOKEN.finditer(head), MOST_WORDS)]
    starts = [start for start, _ in tokens]
    stop = _stop(head[: tokens[-1][1]]) if tokens else 0
    # By the word in which they stand; of one word, what is glued goes before the blank in front of it.
    found = {}
    for place in _BEFORE_CAPITAL.finditer(head, 0, stop):
        found[bisect_right(starts, place.end()) - 1, 1] = place.span()
    for place in _GLUED.finditer(head, 0, stop):
        found.setdefault((bisect_right(starts, place.start()) - 1, 0), (place.start(), place.start()))
    for (number, is_blank), span in sorted(found.items()):
        if number >= (FEWEST if is_blank else FEWEST_GLUED):
            yield span


def _stop(head: str) -> int:
    """Return where the word ends in which the first sentence does."""
    for end in _SENTENCE_END.finditer(head):
        if head[: end.end()].split()[-1] not in _ABBREVIATIONS:
            return end.end()
    return len(head)


def _is_seam(cut: _Cut) -> bool:
    signs = _Signs(cut)
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
    if signs.shared < 2:
        return False
    is_whole = signs.ends_small and signs.is_finite
    if is_whole and signs.at_once and signs.goes_on_small and _is_plain(signs.opens):
        return True
    if is_whole and signs.at_once and signs.share >= 0.4:
        return True
    is_much = signs.shared > 2 and signs.share >= 0.5
    return is_much and (
        (signs.share >= 0.6 and (signs.ends_small or signs.at_once)) or (signs.at_once and signs.ends_small)
    )


def _is_plain(word: str) -> bool:
    """Whether a word is an ordinary one, which has a capital because it opens a sentence."""
    lexicon = open_lexicon()
    return word not in _OFFICES and lexicon.known(word) and not lexicon.is_name(word)


def _telling(text: str) -> list[str]:
    return [word for word in _WORD.findall(text.lower()) if word not in _EMPTY]


def _is_long(word: str) -> bool:
    return len(word) > 3 and word[0].isalpha()


def _capitals(words: list[str]) -> float:
    """Return which share of the long ones among some words have capitals."""
    long = [word[0].isupper() for word in words if _is_long(word)]
    return sum(long) / max(1, len(long))
