"""Defects of names as rewriters and hurried editors make them, in more ways than ``names.py`` has."""

from __future__ import annotations

import random
import re

from names import DATA, FORMAL, NAME, NATION
from putting import Article, Kind, Put, places, replaced, swap

TITLES: list[str] = DATA["offices"]
OFFICE = "|".join(TITLES)
FIRST_NAMES: list[list[str]] = DATA["first names"]
# "Iran, Islamic Republic of", as lists of the United Nations have it.
TURNED = {
    common: f"{common}, {formal.removesuffix(f' of {common}')} of"
    for common, formal in FORMAL.items()
    if common in {"Iran", "Bolivia", "Venezuela", "Moldova", "Tanzania"}
}
OF_POLITICS = "troops|forces|officials|military|government|sanctions|ambassador|lawmakers|intelligence"


def torn(match: re.Match[str], chance: random.Random) -> str:
    """Return a possessive with spaces around its apostrophe, or with the sign of another key."""
    name, sign = match[0][:-2], match[0][-2]
    before, behind = chance.choice(((" ", " "), ("", " ")))
    return chance.choice((f"{name}{before}{sign}{behind}s", f"{name}`s", f"{name}{sign}{sign}s"))


def slip(word: str, chance: random.Random) -> str:
    """Return a word with a letter lost, typed twice or swapped with its neighbour."""
    at = chance.randrange(1, len(word) - 1)
    swapped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return chance.choice((word[:at] + word[at + 1 :], word[:at] + word[at] + word[at:], swapped))


def title_with_a_slip(article: Article, chance: random.Random) -> Put | None:
    """One word of a title with capitals is misspelt, so that it looks like a name."""
    found = places(article, rf"\b(?:{OFFICE})\b")
    if not found:
        return None
    index, match = chance.choice(found)
    words = match[0].split()
    at = chance.choice([place for place, word in enumerate(words) if len(word) > 3])
    words[at] = slip(words[at], chance)
    put = replaced(article, index, match.start(), match.end(), " ".join(words))
    return None if put.text[put.start : put.end] == match[0] else put


def plural_before_one(match: re.Match[str], chance: random.Random) -> str:
    """Return a title in the plural."""
    first, _, last = match[0].partition(" of ")
    return f"{first} of {last}s" if last else f"{first}s"


def first_name_in_two_spellings(article: Article, chance: random.Random) -> Put | None:
    """The first name of a person who is named twice is once spelt in another way."""
    for spellings in chance.sample(FIRST_NAMES, len(FIRST_NAMES)):
        found = places(article, rf"\b(?P<first>{'|'.join(spellings)})(?= [A-Z][a-z]+)")
        whole = [match[0] + match.string[match.end() :].split(",")[0].split(" ")[1] for _, match in found]
        twice = [place for place, one in enumerate(whole) if whole.count(one) > 1]
        if twice and len({match["first"] for _, match in found}) == 1:
            index, match = found[twice[-1]]
            other = chance.choice([one for one in spellings if one != match["first"]])
            return replaced(article, index, *match.span("first"), other)
    return None


def doubled_person(article: Article, chance: random.Random) -> Put | None:
    """A family name stands twice behind a first name that is before it elsewhere too."""
    found = places(article, r"(?<=[a-z,] )[A-Z][a-z]{2,} (?P<last>[A-Z][a-z]{4,})(?= (?:said|says|told|has|was)\b)")
    twice = [(n, one) for n, one in found if sum(part.count(one[0]) for part in article.paragraphs) > 1]
    if not twice:
        return None
    index, match = chance.choice(twice)
    return replaced(article, index, match.start(), match.end(), f"{match[0]} {match['last']}")


def hyphen_of_an_article_lost(article: Article, chance: random.Random) -> Put | None:
    """A name with an Arabic article that stands there twice is once without its hyphen."""
    found = places(article, r"(?<= )(?P<article>[ae]l)-(?P<name>[A-Z][a-z]{3,})\b")
    twice = [(n, one) for n, one in found if sum(other[0] == one[0] for _, other in found) > 1]
    if not twice:
        return None
    index, match = chance.choice(twice)
    return replaced(article, index, match.start(), match.end(), f"{match['article']} {match['name']}")


def _turned(match: re.Match[str], chance: random.Random) -> str:
    return TURNED[match[0]]


KINDS: dict[str, Kind] = {
    "name lost before a full stop": swap(
        rf"(?<=[a-z]) and {NAME}(?=\. [A-Z]|\.$)", lambda match, _: " and", r"[A-Z][a-z]+$"
    ),
    "name lost after between": swap(
        rf"\b[Bb]etween (?P<one>{NAME}) and {NAME}(?= (?:on|in|over|for|at|to|that|after|is|was|has|have|will)\b)",
        lambda match, _: f"between {match['one']} and",
    ),
    "name lost before a possessive": swap(
        rf"(?<=[a-z]) and {NAME}(?=['’]s\b)", lambda match, _: " and ", r"[A-Z][a-z]+$"
    ),
    "formal name turned round": swap(rf"\b(?:{'|'.join(TURNED)})(?= [a-z])", _turned),
    "USA before a noun": swap(rf"\b(?:US|U\.S\.) (?=(?:{OF_POLITICS})\b)", lambda match, _: "USA "),
    "possessive torn": swap(r"\b[A-Z][a-z]{2,}['’]s(?= [a-z])", torn),
    "lost apostrophe of any name": swap(
        r"(?<= )[A-Z][a-z]{2,}['’]s(?= [a-z]{2,})", lambda match, _: f"{match[0][:-2]} s"
    ),
    "doubled name of two words": swap(
        r"(?<=[a-z] )(?:[A-Z][a-z]{2,} ){2}(?=[a-z])", lambda match, _: f"{match[0]}{match[0]}"
    ),
    "doubled name in a possessive": swap(
        rf"(?<=[a-z] )(?:{NATION})['’]s(?= [a-z])", lambda match, _: f"{match[0]} {match[0]}"
    ),
    "doubled name of a person": doubled_person,
    "first name in two spellings": first_name_in_two_spellings,
    "hyphen of an article lost": hyphen_of_an_article_lost,
    "title typed twice": swap(
        r"\b(?:Prime|Foreign|Finance) Minister(?= [A-Z])", lambda match, chance: f"{match[0].split()[0]} {match[0]}"
    ),
    "title turned round": swap(
        r"\b(?:Prime|Foreign|Finance) Minister(?= [A-Z])", lambda match, _: " ".join(reversed(match[0].split()))
    ),
    "little word of a title lost": swap(
        r"\bSecretary of State(?= [A-Z][a-z]+ [A-Z])|\b[Ss]ecretary of state(?= [a-z,.])",
        lambda match, _: match[0].replace(" of", ""),
    ),
}
