"""The kinds of defect that are put into an article, as pages, extractors and rewriters do."""

from __future__ import annotations

import random
import tomllib
from pathlib import Path

import broken_text
import headlines
import more_ways
import names
import rewritten
from putting import Article, Kind, Put, inserted, places, replaced

DATA = tomllib.loads(Path(__file__).with_name("defects.toml").read_text("utf-8"))


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
        line = chance.choice(lines).format(title=article.others(chance, 1)[0])
        at = chance.choice((len(article.paragraphs) // 2, len(article.paragraphs), 1))
        return inserted(article, at, line)

    return put


KINDS: dict[str, Kind] = {
    **headlines.KINDS,
    **broken_text.KINDS,
    **names.KINDS,
    **rewritten.KINDS,
    **more_ways.KINDS,
    "leftover glued": glued_leftover,
    **{f"{name} (line)": leftover_of(lines) for name, lines in DATA["lines"].items()},
}
"""The kinds of defect by name."""
