"""Puts one defect of a known kind into an article, as pages, extractors and rewriters do."""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

DATA = tomllib.loads(Path(__file__).with_name("defects.toml").read_text("utf-8"))
COUNTRIES: dict[str, str] = DATA["formal names"]
NATIONS: list[str] = DATA["nations"]
SITES = (
    "| {} News", "| {} Post", "- {} News", "» Daily {}", "– The {} Times", "| {} Tribune: news", ":: The {} Herald",
    "- The {} Gazette", "| {}today.com", "— {} Observer",
)  # fmt: skip
MANGLED = {"’": "â€™", "‘": "â€˜", "“": "â€œ", "”": "â€\x9d", "—": "â€”", "–": "â€“", "'": "â€™", "é": "Ã©", "…": "â€¦"}
ENTITIES = ("&amp;", "&nbsp;", "&#39;", "&quot;", "&rsquo;", "&#8217;", "&mdash;", "&lt;p&gt;")
TAGS = (
    ("<b>", "</b>"), ("<p>", "</p>"), ('<a href="/x">', "</a>"), ("<em>", "</em>"), ("", "<br />"),
    ("<span>", "</span>"), ('[caption id="a1"]', "[/caption]"), ("<!--", "-->"),
)  # fmt: skip
PARTS = "led backed based held controlled".split()
TITLES = ("Joint Chief of Staff", "prime minster", "foreign minster", "UN Security Counsel", "defense minster")


class Put(NamedTuple):
    """A text with a defect in it, and where that is."""

    text: str
    start: int
    end: int


class Article(NamedTuple):
    """An article in paragraphs, the first of which is the headline."""

    paragraphs: tuple[str, ...]
    others: tuple[str, ...]
    """Headlines of other articles."""


Kind = Callable[[Article, random.Random], Put | None]


def joined(paragraphs: list[str], index: int, start: int = 0, end: int | None = None) -> Put:
    """Return the text of paragraphs, with the place of some characters of one of them."""
    before = sum(len(one) + 2 for one in paragraphs[:index])
    return Put("\n\n".join(paragraphs), before + start, before + (len(paragraphs[index]) if end is None else end))


def inserted(article: Article, index: int, line: str) -> Put:
    """Return the article with a paragraph put in."""
    return joined([*article.paragraphs[:index], line, *article.paragraphs[index:]], index)


def replaced(article: Article, index: int, start: int, end: int, text: str) -> Put:
    """Return the article with a text in place of some characters of a paragraph."""
    paragraphs, old = list(article.paragraphs), article.paragraphs[index]
    paragraphs[index] = old[:start] + text + old[end:]
    return joined(paragraphs, index, start, start + max(1, len(text)))


def places(article: Article, pattern: str) -> list[tuple[int, re.Match[str]]]:
    """Return where a pattern matches below the headline."""
    return [(n, match) for n, one in enumerate(article.paragraphs) if n for match in re.finditer(pattern, one)]


def swap(pattern: str, better: Callable[[re.Match[str], random.Random], str]) -> Kind:
    """Return the kind of defect that changes what a pattern matches in one place."""

    def put(article: Article, chance: random.Random) -> Put | None:
        found = places(article, pattern)
        if not found:
            return None
        index, match = chance.choice(found)
        return replaced(article, index, match.start(), match.end(), better(match, chance))

    return put


def doubled_headline(article: Article, chance: random.Random) -> Put:
    """The headline stands again, perhaps in capitals, with a site's name, or with other marks."""
    title = article.paragraphs[0]
    forms = (title, title, title.upper(), f"{title} | Weather Daily", title.replace("'", "’"), title.replace('"', "'"))
    return inserted(article, chance.choice((1, 1, 2)), chance.choice(forms))


def stacked_headlines(article: Article, chance: random.Random) -> Put:
    """Headlines of other articles stand above the body."""
    others = chance.sample(article.others, chance.choice((3, 4, 6)))
    paragraphs = [article.paragraphs[0], *others, *article.paragraphs[1:]]
    return joined(paragraphs, 1, 0, sum(map(len, others)))


def site_name(article: Article, chance: random.Random) -> Put:
    """A site's name stands in the headline."""
    name = chance.choice(("Oslo", "Harbour", "Valley", "Capital", "Northern", "Evening"))
    title, more = article.paragraphs[0], chance.choice(SITES).format(name)
    return joined([f"{title} {more}", *article.paragraphs[1:]], 0, len(title), len(title) + 1 + len(more))


def headline_cut_off(article: Article, chance: random.Random) -> Put | None:
    """The headline breaks off in the middle."""
    ends = [match.end() for match in re.finditer(r" (?:the|a|of|and|his|its|their|an|our)(?= )", article.paragraphs[0])]
    ends = [end for end in ends if article.paragraphs[0].count(" ", 0, end) > 4]
    if not ends:
        return None
    title = article.paragraphs[0][: chance.choice(ends)] + chance.choice(("", "…", "..."))
    return joined([title, *article.paragraphs[1:]], 0)


def headline_glued(article: Article, chance: random.Random) -> Put:
    """The headline stands again, run together with the first paragraph."""
    title, gap = article.paragraphs[0], chance.choice(("", " "))
    return joined([title, f"{title}{gap}{article.paragraphs[1]}", *article.paragraphs[2:]], 1, 0, len(title))


def doubled_paragraph(article: Article, chance: random.Random) -> Put | None:
    """A paragraph stands twice."""
    long = [n for n, one in enumerate(article.paragraphs) if n and one.count(" ") > 12]
    if not long:
        return None
    index = chance.choice(long)
    return inserted(article, chance.choice((index + 1, len(article.paragraphs))), article.paragraphs[index])


def cut_off_text(article: Article, chance: random.Random) -> Put | None:
    """The last paragraph breaks off in the middle of a sentence."""
    words = article.paragraphs[-1].split(" ")
    if len(words) < 14:
        return None
    last = " ".join(words[: chance.randint(10, len(words) - 3)]).rstrip(",;:.!?\"”’'")
    return joined([*article.paragraphs[:-1], last], len(article.paragraphs) - 1)


def markup(article: Article, chance: random.Random) -> Put | None:
    """Tags stand around a word."""
    found = places(article, r"(?<= )[a-z]{5,}(?= )")
    if not found:
        return None
    index, match = chance.choice(found)
    opening, closing = chance.choice(TAGS)
    return replaced(article, index, match.start(), match.end(), f"{opening}{match[0]}{closing}")


def entity(article: Article, chance: random.Random) -> Put | None:
    """An HTML entity stands where a space or a sign was."""
    found = places(article, r"(?<=[a-z])[ '’](?=[a-z])")
    if not found:
        return None
    index, match = chance.choice(found)
    code = chance.choice(ENTITIES)
    return replaced(article, index, match.start(), match.end(), code if match[0] != " " else f" {code} ")


def inconsistent_name(article: Article, chance: random.Random) -> Put | None:
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


def unbalanced(article: Article, chance: random.Random) -> Put | None:
    """A quotation is not closed, or not opened."""
    found = places(article, r"(?<=[a-z][,.])[”\"](?= [a-z])|(?<= )[“\"](?=[A-Za-z])")
    if not found:
        return None
    index, match = chance.choice(found)
    put = replaced(article, index, match.start(), match.end(), "")
    before = put.start - match.start()
    # What is left of the quotation may stand anywhere in its paragraph.
    return put._replace(start=before, end=before + len(article.paragraphs[index]))


def glued_leftover(article: Article, chance: random.Random) -> Put | None:
    """A piece of the page stands between two sentences of a paragraph."""
    found = places(article, r"(?<=[a-z]\. )(?=[A-Z])")
    if not found:
        return None
    index, match = chance.choice(found)
    return replaced(article, index, match.start(), match.end(), chance.choice(DATA["glued"]) + " ")


def leftover_of(lines: list[str]) -> Kind:
    """Return the kind of defect that puts a line of a class into the article, where such lines stand."""

    def put(article: Article, chance: random.Random) -> Put:
        line = chance.choice(lines).format(title=chance.choice(article.others))
        at = chance.choice((len(article.paragraphs) // 2, len(article.paragraphs), 1))
        return inserted(article, at, line)

    return put


NATION = "|".join(NATIONS)
VERBS = "have|has|had|said|say|will|would|are|is|were|was|agreed|signed|met|denied|announced"
KINDS: dict[str, Kind] = {
    "doubled headline": doubled_headline,
    "stacked headlines": stacked_headlines,
    "site's name in headline": site_name,
    "headline cut off": headline_cut_off,
    "headline glued to text": headline_glued,
    "doubled paragraph": doubled_paragraph,
    "mojibake": swap("[’‘“”—–…é']", lambda match, _: MANGLED[match[0]]),
    "mojibake, half mended": swap("[”“]", lambda match, _: "â€"),
    "HTML entity": entity,
    "markup": markup,
    "replacement character": swap("[’“”—]", lambda match, _: "\ufffd"),
    "invisible character": swap(
        r"(?<=[a-z]) (?=[a-z])", lambda match, chance: chance.choice((" \u200b", "\u2060 ", " \xad"))
    ),
    "space before a comma": swap(r"(?<=[a-z]),(?= )", lambda match, _: " ,"),
    "space before a hyphen": swap(rf"(?<=[A-Za-z])-(?=(?:{'|'.join(PARTS)})\b)", lambda match, _: " -"),
    "no space after a full stop": swap(r"(?<=[a-z]{3}\.) (?=[A-Z][a-z])", lambda match, _: ""),
    "sentence in lower case": swap(
        r"(?<=[a-z]{3}\. )(?:The|He|She|It|They|But|In|This|We|A|That|Officials)(?= [a-z])",
        lambda match, _: match[0].lower(),
    ),
    "unbalanced quotation": unbalanced,
    "text cut off": cut_off_text,
    "name missing after and": swap(r"(?<=[a-z]) and [A-Z][a-z]+(?= (?:have|are|were) )", lambda match, _: " and"),
    "and before a verb": swap(
        r"[A-Z][a-z]+ and [A-Z][a-z]+(?= (?:have|are|were) )", lambda match, _: f"{match[0]} and"
    ),
    "and and": swap(rf"(?<=(?:[a-z]{{3}})) and(?= (?:{NATION})\b)", lambda match, _: " and and"),
    "formal name": swap(
        rf"(?<=(?:in|by|to|of|ad|th|at|om) )(?:{'|'.join(COUNTRIES)})(?=[ ,.](?!\w*[A-Z-]))",
        lambda match, _: COUNTRIES[match[0]],
    ),
    "USA in a compound": swap(r"\bU\.?S\.?-(?=[a-z])", lambda match, _: "USA-"),
    "inconsistent name": inconsistent_name,
    "doubled name": swap(rf"(?<=[a-z] )(?:{NATION})(?= [a-z])", lambda match, _: f"{match[0]} {match[0]}"),
    "broken possessive": swap(rf"\b(?:{NATION})(?=['’]s\b)", lambda match, _: f"{match[0]} "),
    "lost apostrophe": swap(rf"\b(?:{NATION})['’]s(?= [a-z])", lambda match, _: f"{match[0][:-2]} s"),
    "garbled title": swap(r"(?<= )the (?=[a-z]{5,} )", lambda match, chance: f"the {chance.choice(TITLES)} and the "),
    "leftover glued": glued_leftover,
    **{f"{name} (line)": leftover_of(lines) for name, lines in DATA["lines"].items()},
}
"""The kinds of defect by name."""
