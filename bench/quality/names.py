"""Defects of names: lost, doubled, garbled, formal, spelt in two ways."""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from string import ascii_lowercase

from putting import Article, Kind, Put, places, replaced, swap

Naming = Callable[[str, str], str]

DATA = tomllib.loads(Path(__file__).with_name("names.toml").read_text("utf-8"))
FORMAL: dict[str, str] = DATA["formal names"]
NATIONS: list[str] = DATA["nations"]
NATION = "|".join(NATIONS)
SPELLINGS: list[list[str]] = DATA["spellings"]
SIGNS: dict[str, str] = DATA["accents"]
TITLES: list[str] = DATA["titles"]
WORDS = Path(__file__).resolve().parent.parent.parent / "newslint/lexicon/sources/words.txt"
ANY = "|".join(map(re.escape, FORMAL))
# Words before which a country stands without "the" and without an adjective.
BARE_BEFORE = r"(?<= (?:in|by|to|of|as) )|(?<= (?:and|for|but) )|(?<= (?:with|from|that|than|when) )|(?<= against )"
PARTS = "led backed based held controlled run owned".split()
NAME = r"[A-Z][a-z]+(?: [A-Z][a-z]+)?"
# Verbs that can follow several names; the first of a pair follows one.
AGREED = {"has": "have", "is": "are", "was": "were"}
BARE_LISTED = (
    "will would said agreed signed denied announced could should may met began called went won lost made held"
    " accused rejected warned failed refused decided wanted"
)
BARE = tuple(BARE_LISTED.split())
PLURAL = ("have", "are", "were", *BARE)
SUBJECT = rf"(?:(?<=\. )|(?<=^)|(?<= that )|(?<= but ))(?P<name>{NATION}) (?P<verb>{'|'.join((*AGREED, *BARE))}) "
PAIR = rf"(?:(?<=\. )|(?<=^)|(?<= that )|(?<= but ))(?P<name>{NAME}) and {NAME} (?P<verb>{'|'.join(PLURAL)}) "


def missing(article: Article, chance: random.Random) -> Put | None:
    """Of two names that are the subject of a sentence the second is lost: "Peru and have signed"."""
    return _joint(article, chance, lambda name, other: f"{name} and")


def too_many(article: Article, chance: random.Random) -> Put | None:
    """A third name is lost, or one "and" came in: "Peru and Chile and have signed"."""
    return _joint(article, chance, lambda name, other: f"{name} and {other} and")


def in_a_row(article: Article, chance: random.Random) -> Put | None:
    """The same with names that commas part: "Peru, Chile and Cuba and have signed", "Peru, Chile and have signed"."""
    more = chance.choice(("", " and {third}"))
    third = chance.choice(NATIONS)
    return _joint(article, chance, lambda name, other: f"{name}, {other}{more.format(third=third)} and")


def _joint(article: Article, chance: random.Random, better: Naming) -> Put | None:
    found = places(article, PAIR) or places(article, SUBJECT)
    if not found:
        return None
    index, match = chance.choice(found)
    name, verb = match["name"], AGREED.get(match["verb"], match["verb"])
    pair = re.search(rf" and ({NAME}) \w+ $", match[0])
    other = pair[1] if pair else chance.choice([one for one in NATIONS if one != name])
    put = replaced(article, index, match.start(), match.end(), f"{better(name, other)} {verb} ")
    return put._replace(start=put.end - len(verb) - 5)


def and_comma(article: Article, chance: random.Random) -> Put | None:
    """The last of some names is lost before a comma: "Peru, Chile and, said officials"."""
    found = places(article, rf"(?<=[a-z]) and {NAME}(?=, (?:said|says|which|who|where)\b)")
    found = found or places(article, rf"(?<=\b(?:in|of) )(?P<name>{NATION})(?=, (?:said|says|which|who|where)\b)")
    if not found:
        return None
    index, match = chance.choice(found)
    name = match.groupdict().get("name")
    put = replaced(article, index, match.start(), match.end(), f"{name} and" if name else " and")
    return put._replace(start=put.end - 3)


def formal_name(article: Article, chance: random.Random) -> Put | None:
    """A country has its formal name, without "the", where running text has the common one."""
    found = places(article, rf"(?:{BARE_BEFORE}|^|(?<=\. )|(?<=[a-z], ))(?P<name>{ANY})\b(?!['’]s? [A-Z]|-| [A-Z])")
    if not found:
        return None
    # Each country is as likely as any other, however often it is in the news.
    by_country: dict[str, list[tuple[int, re.Match[str]]]] = {}
    for index, match in found:
        by_country.setdefault(match["name"], []).append((index, match))
    index, match = chance.choice(by_country[chance.choice(sorted(by_country))])
    return replaced(article, index, *match.span("name"), FORMAL[match["name"]])


def misspelt(article: Article, chance: random.Random) -> Put | None:
    """A name that stands there often is once spelt with a letter less, more or another one."""
    found = places(article, r"(?<=[a-z,] )[A-Z][a-z]{5,}(?=[ ,.])")
    often = [(n, one) for n, one in found if sum(other[0] == one[0] for _, other in found) > 4]
    if not often:
        return None
    index, match = chance.choice(often)
    name, at = match[0], chance.randrange(2, len(match[0]) - 2)
    wrong = chance.choice(
        (name[:at] + name[at + 1 :], name[:at] + name[at] + name[at:], name[:at] + "e" + name[at + 1 :])
    )
    return None if wrong == name else replaced(article, index, match.start(), match.end(), wrong)


def transliterated(article: Article, chance: random.Random) -> Put | None:
    """A name is once spelt as it is in another system of transliteration."""
    kinds = chance.sample(SPELLINGS, len(SPELLINGS))
    for spellings in kinds:
        usual = "|".join(map(re.escape, spellings))
        found = places(article, rf"(?<![\w-])(?:{usual})(?!\w)")
        if len(found) > 1 and len({match[0] for _, match in found}) == 1:
            index, match = chance.choice(found[1:])
            other = chance.choice([one for one in spellings if one != match[0]])
            return replaced(article, index, match.start(), match.end(), other)
    return None


def with_signs(article: Article, chance: random.Random) -> Put | None:
    """A name is once spelt with the accents that it has in its own language."""
    found = places(article, rf"(?<![\w-])(?:{'|'.join(SIGNS)})(?![\w-])")
    often = [(n, one) for n, one in found if sum(other[0] == one[0] for _, other in found) > 1]
    if not often:
        return None
    index, match = chance.choice(often)
    return replaced(article, index, match.start(), match.end(), SIGNS[match[0]])


def garbled_title(article: Article, chance: random.Random) -> Put | None:
    """One word of a title or of the name of a body became another word, a letter away."""
    found = places(article, rf"(?i)\b(?:{'|'.join(TITLES)})\b")
    cases = [(n, one, at) for n, one in found for at, word in enumerate(one[0].split()) if _neighbours(word.lower())]
    if not cases:
        return None
    index, match, at = chance.choice(cases)
    words = match[0].split()
    other = chance.choice(_neighbours(words[at].lower()))
    words[at] = other.upper() if words[at].isupper() else other.capitalize() if words[at][0].isupper() else other
    return replaced(article, index, match.start(), match.end(), " ".join(words))


@cache
def _neighbours(word: str) -> tuple[str, ...]:
    """Return the common words of English that are a letter more, less, changed or swapped away, but for plurals."""
    cuts = [(word[:place], word[place:]) for place in range(len(word) + 1)] if len(word) > 3 else []
    near = {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1} | {a + b[1:] for a, b in cuts if b}
    near |= {a + letter + b[size:] for a, b in cuts for letter in ascii_lowercase for size in (0, 1)}
    return tuple(sorted(near & _common() - {word, f"{word}s", word.removesuffix("s")}))


@cache
def _common() -> frozenset[str]:
    rows = (line.split("\t") for line in WORDS.read_text("utf-8").splitlines())
    return frozenset(word for word, frequency, *marks in rows if "c" in "".join(marks) and int(frequency) > 3)


KINDS: dict[str, Kind] = {
    "name missing after and": missing,
    "and before a verb": too_many,
    "and after names in a row": in_a_row,
    "and before a comma": and_comma,
    "and and": swap(rf"(?<=[a-z]{{3}}) and (?=(?:{NAME})\b)", lambda match, _: " and and ", r"[A-Z][a-z]+$"),
    "formal name": formal_name,
    "USA in a compound": swap(
        r"\b[A-Z][\w.]+-(?=(?:led|backed|based|made|born|trained|style|run|owned|controlled|sponsored)\b)",
        lambda match, chance: chance.choice(("USA-", "USA -")),
    ),
    "misspelt name": misspelt,
    "name in two transliterations": transliterated,
    "name with its accents": with_signs,
    "doubled name": swap(rf"(?<=[a-z] )(?:{NATION})(?= [a-z])", lambda match, _: f"{match[0]} {match[0]}"),
    "broken possessive": swap(r"\b[A-Z][a-z]{2,}(?=['’]s\b)", lambda match, _: f"{match[0]} "),
    "lost apostrophe": swap(rf"\b(?:{NATION})['’]s(?= [a-z])", lambda match, _: f"{match[0][:-2]} s"),
    "space before a hyphen": swap(rf"(?<=[A-Za-z])-(?=(?:{'|'.join(PARTS)})\b)", lambda match, _: " -"),
    "garbled title": garbled_title,
}
