"""Defects of headlines."""

from __future__ import annotations

import random
import re

from putting import Article, Kind, Put, inserted, joined

SITES = (
    "| {} News", "| {} Post", "- {} News", "» Daily {}", "– The {} Times", "| {} Tribune: news", ":: The {} Herald",
    "- The {} Gazette", "| {}today.com", "— {} Observer", "| {} Chronicle", "- {} Online", "| The {} Mirror",
    "« {} Express", "| {} Daily News", "- {}news.com",
)  # fmt: skip
TOWNS = ("Oslo", "Harbour", "Valley", "Capital", "Northern", "Evening", "Bergen", "Riverside")
BEFORE_A_NAME = r" (?:the|a|an|of|and|his|her|its|their|our)(?= )"
BEFORE_DOTS = r" (?:the|a|an|of|and|his|her|its|their|our|in|to|for|with|from|at|by|on|that|is|has|are|as)(?= )"


def doubled_headline(article: Article, chance: random.Random) -> Put:
    """The headline stands again, perhaps in capitals, with a site's name, or with other marks."""
    title = article.paragraphs[0]
    forms = (title, title, title.upper(), f"{title} | Weather Daily", title.replace("'", "’"), title.replace('"', "'"))
    return inserted(article, chance.choice((1, 1, 2)), chance.choice(forms))


def stacked_headlines(article: Article, chance: random.Random) -> Put:
    """Headlines of other articles stand above the body."""
    others = article.others(chance, chance.choice((3, 4, 6)))
    paragraphs = [article.paragraphs[0], *others, *article.paragraphs[1:]]
    return joined(paragraphs, 1, 0, sum(map(len, others)))


def site_name(article: Article, chance: random.Random) -> Put:
    """A site's name stands in the headline."""
    name = chance.choice(TOWNS)
    title, more = article.paragraphs[0], chance.choice(SITES).format(name)
    return joined([f"{title} {more}", *article.paragraphs[1:]], 0, len(title), len(title) + 1 + len(more))


def headline_cut_off(article: Article, chance: random.Random) -> Put | None:
    """The headline breaks off in the middle, before a name or, with dots, after any small word."""
    dots = chance.choice(("", "…", "...", " ..."))
    ends = [match.end() for match in re.finditer(BEFORE_DOTS if dots else BEFORE_A_NAME, article.paragraphs[0])]
    ends = [end for end in ends if article.paragraphs[0].count(" ", 0, end) > 4]
    if not ends:
        return None
    title = article.paragraphs[0][: chance.choice(ends)] + dots
    return joined([title, *article.paragraphs[1:]], 0)


def headline_glued(article: Article, chance: random.Random) -> Put:
    """The headline stands again, run together with the first paragraph."""
    title, gap = article.paragraphs[0], chance.choice(("", " "))
    return joined([title, f"{title}{gap}{article.paragraphs[1]}", *article.paragraphs[2:]], 1, 0, len(title))


KINDS: dict[str, Kind] = {
    "doubled headline": doubled_headline,
    "stacked headlines": stacked_headlines,
    "site's name in headline": site_name,
    "headline cut off": headline_cut_off,
    "headline glued to text": headline_glued,
}
