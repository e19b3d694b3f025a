"""What a corpus itself shows: names and terms, and lines of its pages, that several of its articles share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from zlib import crc32

from newslint.document import Document
from newslint.lexicon import Lexicon, layout, open_lexicon
from newslint.lexicon.misspelling import verdict_on
from newslint.lexicon.reading import plain
from newslint.model import Span
from newslint.words.vocabulary import WORD
from newslint.words.wordgate import LEAST_STRANGE, STRANGE_SHARE

LIKELY = 0.7
"""How certain it has to be that a word looks misspelt."""
TERMS_WANT = 2
"""In how many times the articles that a name has to stand in a term has to: only numbers say that it is no slip."""
FAR_MORE, MORE = 20, 3
"""In how many times more articles a word one slip away stands if that was meant; less for one that looks misspelt."""
COMPANIES = 2
"""Beside how many different words: a text that was syndicated shows a slip as often as it was printed."""
LEAST_LETTERS = 3
LEAST_WORDS = 5
"""Of a sentence; a shorter one is a heading or a caption."""
MOST = 1_000_000
"""How many unknown words are counted before those seen once are given up; bounds memory."""

LONGEST_LINE = 100
"""In characters, of a line that may be a page's."""
LABEL_WORDS = 5
"""The most words of a label such as "More news"."""

_NO_WORDS = frozenset("@#\\/_")
_EDGES = ".,;:!?\"“”‘’'()[]…–—*"


class Learned(NamedTuple):
    """A word to know, and in how many articles it stands."""

    word: str
    articles: int


class _Seen:
    """How often an unknown word was seen, and beside how many different words."""

    __slots__ = ("articles", "companies")

    def __init__(self) -> None:
        self.articles = 0
        self.companies: set[int] = set()


class Learner:
    """Counts the words of articles, one article at a time. Which words it learns does not depend on their order."""

    def __init__(self) -> None:
        self._lexicon = open_lexicon()
        self._seen: dict[str, _Seen] = {}
        self._articles: Counter[str] = Counter()
        """In how many articles a known word stands, in lower case."""
        self._texts: set[int] = set()
        self._parts: dict[str, tuple[str, ...]] = {}

    def take(self, document: Document) -> None:
        """Count the words of an article; one in another language, or a copy of one that was counted, says nothing."""
        text = document.text
        fingerprint = hash(text)
        if document.damaged or fingerprint in self._texts:
            return
        self._texts.add(fingerprint)
        tokens = {token: self._unknown(token) for token in set(document.tokens)}
        if _is_foreign(sum(map(bool, tokens.values())), len(tokens)):
            return
        self._articles.update({token.strip(_EDGES).lower() for token, unknown in tokens.items() if not unknown})
        if any(tokens.values()):
            for word, companies in self._companies(document).items():
                seen = self._seen.setdefault(word, _Seen())
                seen.articles += 1
                if len(seen.companies) < COMPANIES:
                    seen.companies.update(companies)
        if len(self._seen) > MOST:
            self._seen = {word: seen for word, seen in self._seen.items() if seen.articles > 1}

    def learned(self, least: int) -> list[Learned]:
        """Return the names that stand in at least ``least`` articles, and the terms that stand in more, sorted."""
        shared = {
            word: seen.articles
            for word, seen in self._seen.items()
            if len(seen.companies) >= COMPANIES and seen.articles >= least * (TERMS_WANT if word.islower() else 1)
        }
        meant = _Meant(shared, self._articles, self._lexicon)
        found = (Learned(word, count) for word, count in shared.items() if not meant.another(word, count))
        return sorted(
            (one for one in found if not _is_covered(one.word, shared)), key=lambda one: (one.word.casefold(), one.word)
        )

    def _companies(self, document: Document) -> dict[str, set[int]]:
        """Return the unknown words that stand inside sentences, each with what stands around it."""
        found: dict[str, set[int]] = {}
        for span in document.sentences:
            tokens = document.slice(span).split()
            if not _is_prose(document, span, tokens):
                continue
            for place, token in enumerate(tokens):
                for word in self._unknown(token):
                    if word.islower() or _stands_inside(tokens, place):
                        around = " ".join((*tokens[max(0, place - 1) : place], *tokens[place + 1 : place + 2]))
                        found.setdefault(word, set()).add(crc32(around.encode("utf-8", "replace")))
        return found

    def _unknown(self, token: str) -> tuple[str, ...]:
        """Return the parts of a token that newslint does not know, without possessives."""
        found = self._parts.get(token)
        if found is None:
            found = self._parts[token] = tuple(_unknown_parts(token))
            if len(self._parts) > MOST:
                self._parts.clear()
        return found


def _unknown_parts(token: str) -> Iterator[str]:
    if not _NO_WORDS.isdisjoint(token) or "." in token.strip(_EDGES):
        return
    for word in WORD.findall(token):
        for part in plain(word).split("-") if verdict_on(word) else ():
            stem = part.removesuffix("'s").removesuffix("'S").strip("'")
            verdict = verdict_on(stem) if len(stem) >= LEAST_LETTERS else None
            if verdict is not None and verdict.kind != "known":
                yield stem


def _stands_inside(tokens: list[str], place: int) -> bool:
    """Whether a capital says name there: not at the start of a sentence or of what somebody says."""
    before = tokens[place - 1][-1] if place else "."
    return (before.isalnum() or before in ",;’'") and tokens[place][0].isalpha()


def _is_prose(document: Document, span: Span, tokens: list[str]) -> bool:
    """Whether it is a sentence in which a capital says something: no heading, no list of names."""
    if len(tokens) < LEAST_WORDS or (document.headline and document.headline.overlaps(span)):
        return False
    return sum(token[0].islower() for token in tokens) * 2 > len(tokens)


def _is_foreign(unknown: int, distinct: int) -> bool:
    return unknown >= LEAST_STRANGE and unknown > distinct * STRANGE_SHARE


def _is_covered(word: str, words: Mapping[str, int]) -> bool:
    """Whether the same word in another case stands for this one: the commoner of the two, a name for its capitals."""
    if word.islower():
        return any(words.get(form, 0) >= words[word] for form in (word.capitalize(), word.upper()))
    if words.get(word.lower(), 0) > words[word]:
        return True
    return word.isupper() and word.capitalize() in words


class _Meant:
    """Knows of words that are a slip away from one that the corpus holds far more often."""

    def __init__(self, unknown: dict[str, int], known: Counter[str], lexicon: Lexicon) -> None:
        self._known = known
        self._lexicon = lexicon
        self._near: dict[bytes, int] = {}
        for word, count in unknown.items():
            for left in layout.deletions(word.lower().encode()):
                self._near[left] = max(count, self._near.get(left, 0))

    def another(self, word: str, count: int) -> bool:
        """Return whether another word was meant."""
        key = word.lower()
        if word.islower() and self._lexicon.is_name(word):
            return True
        verdict = verdict_on(word)
        enough = count * (MORE if verdict and verdict.certainty >= LIKELY and word.islower() else FAR_MORE)
        if any(self._known[near] >= enough for near, _, _ in self._lexicon.neighbours(key)):
            return True
        return any(self._near.get(left, 0) >= enough for left in layout.deletions(key.encode()))


class SharedLine(NamedTuple):
    """A line that several articles share, or what lines of several articles begin with."""

    text: str
    articles: int


class LineLearner:
    """Counts the short lines of articles, one article at a time. What it learns does not depend on their order."""

    def __init__(self) -> None:
        self._lines: Counter[str] = Counter()
        self._openings: Counter[str] = Counter()
        self._bodies: set[int] = set()

    def take(self, document: Document) -> None:
        """Count the lines of an article; a copy of one that was counted says nothing."""
        body = hash(document.slice(document.body))
        if document.damaged or body in self._bodies:
            return
        self._bodies.add(body)
        lines = set(_short_lines(document))
        self._lines.update(lines)
        self._openings.update({opening for line in lines if (opening := _opening(line))})
        for counted in (self._lines, self._openings):
            if len(counted) > MOST:
                for text in [text for text, count in counted.items() if count == 1]:
                    del counted[text]

    def lines(self, least: int) -> list[SharedLine]:
        """Return the lines that stand in at least ``least`` articles, those in most of them first."""
        return _shared(self._lines, least)

    def openings(self, least: int) -> list[SharedLine]:
        """Return what lines of at least ``least`` articles begin with, and go on from in different ways."""
        same = Counter[str]()
        for text, count in self._lines.items():
            same[_opening(text)] = max(count, same[_opening(text)])
        return [one for one in _shared(self._openings, least) if one.articles > same[one.text]]


def _short_lines(document: Document) -> Iterator[str]:
    """Yield the lines below the headline that may be the page's: short, with words, no credit."""
    for span in document.paragraphs:
        if span.end - span.start <= LONGEST_LINE and span != document.headline and not document.is_credited(span):
            text = " ".join(document.slice(span).split())
            if sum(map(str.isalpha, text)) * 2 > len(text) > LEAST_LETTERS and "://" not in text:
                yield text


def _opening(line: str) -> str:
    """Return the label that a line begins with ("More news:"), or nothing."""
    label, colon, rest = line.partition(":")
    is_label = bool(colon and rest.strip()) and len(label) >= LEAST_LETTERS and label.count(" ") < LABEL_WORDS
    return f"{label}:" if is_label and label.replace(" ", "").isalpha() else ""


def _shared(counted: Mapping[str, int], least: int) -> list[SharedLine]:
    found = [SharedLine(text, count) for text, count in counted.items() if text and count >= least]
    return sorted(found, key=lambda one: (-one.articles, one.text))
