"""An article, a defect put into it, and where that is."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from typing import NamedTuple


class Put(NamedTuple):
    """A text with a defect in it, and where that is."""

    text: str
    start: int
    end: int


class Article(NamedTuple):
    """An article in paragraphs, the first of which is the headline."""

    paragraphs: tuple[str, ...]
    titles: tuple[str, ...]
    """Headlines of all articles."""

    def others(self, chance: random.Random, count: int) -> list[str]:
        """Return headlines of other articles."""
        own = self.paragraphs[0]
        return [title for title in chance.sample(self.titles, count + 1) if title != own][:count]


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


def swap(pattern: str, better: Callable[[re.Match[str], random.Random], str], after: str = "") -> Kind:
    """Return the kind of defect that changes what a pattern matches in one place, behind another pattern."""
    behind = re.compile(after)

    def put(article: Article, chance: random.Random) -> Put | None:
        found = places(article, pattern)
        found = [
            (n, one)
            for n, one in found
            if not after or behind.search(one.string, max(0, one.start() - 40), one.start())
        ]
        if not found:
            return None
        index, match = chance.choice(found)
        return replaced(article, index, match.start(), match.end(), better(match, chance))

    return put
