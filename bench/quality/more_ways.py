"""Ways in which the same defects come about that the other kinds leave out."""

from __future__ import annotations

import random
import re

from putting import Article, Kind, Put, joined, places, replaced, swap

MISREAD = ("cp1250", "cp1251", "cp437", "cp850", "mac-roman", "koi8-r", "cp1253")
"""Encodings in which UTF-8 is read by mistake, besides Windows-1252."""
ESCAPES = {
    "’": ("=E2=80=99", "\\u2019", "%E2%80%99", "\x92"),
    "“": ("=E2=80=9C", "\\u201c", "\x93"),
    "—": ("\x97", "\\u2014"),
}
PARTS = ("&nbsp", "nbsp;", "&rsquo", "#8217;", "& #8217;", "&amp;amp;#39;", "&ldquo", "#039;", "\\'")
MARKUP = (
    ("**", "**"), ("[", "](https://www.example.com/story)"), ("[url=https://www.example.com]", "[/url]"), ("[[", "]]"),
    ("'''", "'''"), ("{% include ", " %}"), ("${", "}"), ('class="', '"'), ("[B]", "[/B]"), ("__", "__"),
    ("<![CDATA[", "]]>"),
)  # fmt: skip
UNSEEN = ("\x0b", "\x1e", "\x7f", "\u2028", "\u202e", "\uf0b7", "\u3164", "\u2066", "\u200b\ufe0f")
SITES = (
    " ⋆ {} Daily",
    " › {} Live",
    " · {} Today",
    " - World - {} Echo",
    " | {} News | Latest headlines",
    " - Reuters",
)
TOWNS = ("Oslo", "Harbour", "Valley", "Capital", "Northern", "Riverside")
OTHER_WORDS = ("reports", "however", "government", "people", "another")


def cut_at_dots(article: Article, chance: random.Random) -> Put | None:
    """The headline breaks off at dots, after any word or inside one."""
    words = article.paragraphs[0].split()
    if len(words) < 8:
        return None
    kept = words[: chance.randrange(6, len(words) - 1)]
    if len(kept[-1]) > 6 and kept[-1].isalpha() and chance.random() < 0.5:
        kept[-1] = kept[-1][:-3]
    return joined([" ".join(kept) + chance.choice(("…", "...", " ...")), *article.paragraphs[1:]], 0)


def glued_only_there(article: Article, chance: random.Random) -> Put:
    """The headline stands nowhere but at the beginning of the first paragraph."""
    title, first, *others = article.paragraphs
    return joined([title + chance.choice(("", " ")) + first, *others], 0, 0, len(title))


def any_site(article: Article, chance: random.Random) -> Put:
    """The name of a site stands behind the headline, set off by some sign, or before it."""
    title, others = article.paragraphs[0], article.paragraphs[1:]
    if chance.random() < 0.2:
        name = f"{chance.choice(TOWNS)} News | "
        return joined([name + title, *others], 0, 0, len(name))
    more = chance.choice(SITES).format(chance.choice(TOWNS))
    return joined([title + more, *others], 0, len(title), len(title) + len(more))


def nearly_doubled(article: Article, chance: random.Random) -> Put | None:
    """A paragraph stands twice, with a word changed in one of the two, or a piece lost."""
    long = [n for n, one in enumerate(article.paragraphs) if n and one.count(" ") > 18]
    if not long:
        return None
    index = chance.choice(long)
    words = article.paragraphs[index].split(" ")
    if chance.random() < 0.5:
        plain = [n for n, word in enumerate(words) if word.isalpha() and word.islower()]
        words[chance.choice(plain)] = chance.choice(OTHER_WORDS)
    else:
        words = words[:-3]
    at = chance.choice((index + 1, len(article.paragraphs)))
    return joined([*article.paragraphs[:at], " ".join(words), *article.paragraphs[at:]], at)


def small_paragraph(article: Article, chance: random.Random) -> Put | None:
    """A paragraph begins with a small letter, or lost its first words."""
    ends = (".", "!", "?", "”", '"')
    several = article.paragraphs
    long = [n for n in range(2, len(several)) if several[n].count(" ") > 14]
    found = [n for n in long if several[n].endswith(ends) and several[n - 1].endswith(ends)]
    found = [n for n in found if re.match(r"[A-Z][a-z]+ [a-z]", article.paragraphs[n])]
    if not found:
        return None
    index = chance.choice(found)
    first = article.paragraphs[index].split(" ")[0]
    return replaced(article, index, 0, len(first), first.lower())


def misread(match: re.Match[str], chance: random.Random) -> str:
    """Return what a sign looks like in another encoding."""
    return match[0].encode().decode(chance.choice(MISREAD), "ignore")


def escaped(match: re.Match[str], chance: random.Random) -> str:
    """Return an escape of a sign."""
    return chance.choice(ESCAPES[match[0]])


def marked_up(article: Article, chance: random.Random) -> Put | None:
    """Markup that is no HTML stands around a word."""
    found = places(article, r"(?<= )[a-z]{4,}(?= )")
    if not found:
        return None
    index, match = chance.choice(found)
    left, right = chance.choice(MARKUP)
    return replaced(article, index, match.start(), match.end(), left + match[0] + right)


def dots_at_the_end(article: Article, chance: random.Random) -> Put | None:
    """The article ends in dots, in the middle of a sentence."""
    last = article.paragraphs[-1].split()
    kept = last[: max(9, len(last) // 2)]
    if len(last) < 14 or not kept[-1].isalpha() or not kept[-1].islower():
        return None
    text = " ".join(kept) + chance.choice(("…", "...", " …", " [...]"))
    return joined([*article.paragraphs[:-1], text], len(article.paragraphs) - 1, len(text) - 8)


KINDS: dict[str, Kind] = {
    "headline cut off at dots": cut_at_dots,
    "headline glued, only there": glued_only_there,
    "site's name, any sign": any_site,
    "paragraph nearly doubled": nearly_doubled,
    "paragraph in lower case": small_paragraph,
    "mojibake, other encodings": swap("[’“—–]", misread),
    "sign escaped": swap("[’“—]", escaped),
    "HTML entity, in part": swap(r"(?<=[a-z])’(?=s )", lambda _, chance: chance.choice(PARTS)),
    "markup, no HTML": marked_up,
    "invisible character, rare": swap(r"(?<=[a-z]{2})(?=[a-z]{2})", lambda _, chance: chance.choice(UNSEEN)),
    "sign lost": swap(r"(?<=[a-z])’(?=(?:s|re|ve|ll) )", lambda _, chance: chance.choice(("?", "\ufffd", "□", "??"))),
    "space before another sign": swap(r"(?<=[a-z])(?=[?!:] )|(?<=“)(?=[A-Za-z])|(?<=\d)(?=% )", lambda *_: " "),
    "text cut off at dots": dots_at_the_end,
}
