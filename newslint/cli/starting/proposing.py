"""Which preset suits a folder, why, and the configuration that says so."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Sequence

from newslint.cli.starting.looking import PAGES, Seen
from newslint.cli.starting.sampling import Sample
from newslint.config import INCLUDE
from newslint.own_words import DEFAULT
from newslint.values import Values

MANY = 20_000
"""From how many articles on a folder is a corpus rather than somebody's work of every day."""
SCRAPED = 0.15
"""From which share of articles with leftovers of web pages on they were taken from the web."""
SCRAPED_THOUGH_SIGNED = 0.4
"""The same where few people sign all of them: a house has forms of its own that look like leftovers."""
MOSTLY = 3
"""How many records there have to be for each file of text, for the records to be what matters."""
FOR_WHOM = {
    "desk": "a newsroom's own articles: only what must not be published fails",
    "feed": "articles from elsewhere, scraped or syndicated: leftovers of web pages count too",
    "corpus": "text for language models and archives: what is no article has to go, matters of style are let be",
}
NOTHING = (
    "nothing here says that they are your own (a git repository, front matter, the same few bylines), and this preset"
    " expects the least of them"
)


class Proposal(Values):
    """A preset, and the reasons for it, in words."""

    preset: str
    reasons: tuple[str, ...]


def propose(seen: Seen, sample: Sample) -> Proposal:
    """Return the preset that suits the articles best."""
    many = max(seen.count(), sample.records)
    if sample.records > MOSTLY * seen.texts:
        names = ", ".join(sorted(sample.tables))
        return Proposal("corpus", (f"most of the articles are records ({names}), which nobody edits one by one",))
    if many >= MANY:
        return Proposal("corpus", (f"there are {many:,} of them, more than anybody edits by hand",))
    if seen.count(*PAGES) > seen.texts:
        return Proposal("feed", ("most of the articles are web pages",))
    if sample.share >= (SCRAPED_THOUGH_SIGNED if sample.is_of_a_house else SCRAPED):
        return Proposal("feed", (f"{_share(sample)} carry leftovers of web pages, as texts do that came from the web",))
    if sample.agencies * 2 > sample.articles:
        of = f"{sample.agencies} of the {sample.articles} that were read"
        return Proposal("feed", (f"{of} carry the credit of a news agency",))
    few = f"only {_share(sample)} carry" if sample.leftovers else "none of those that were read carries"
    if own := tuple(_signs_of_a_desk(seen, sample)):
        return Proposal("desk", (*own, f"{few} leftovers of web pages"))
    return Proposal("feed", (NOTHING,))


def _signs_of_a_desk(seen: Seen, sample: Sample) -> Iterator[str]:
    if seen.repository:
        yield "the articles lie in a git repository"
    if sample.front_matter * 2 > sample.articles:
        yield "they have front matter, as texts have that somebody is about to publish"
    if sample.is_of_a_house:
        people = "one person" if sample.writers == 1 else f"{sample.writers} people in all"
        yield f"{sample.signed} of the {sample.articles} that were read are signed, by {people}, who seem to write here"


def _share(sample: Sample) -> str:
    return f"{sample.leftovers} of the {sample.articles} that were read"


def include(sample: Sample, seen: Seen) -> tuple[str, ...]:
    """Return patterns for the files that are articles."""
    pages = [f"*{suffix}" for suffix in sorted(seen.files) if suffix in PAGES]
    kinds = (*INCLUDE, *(pages if not seen.is_program else ()), *(f"*{suffix}" for suffix in sorted(sample.tables)))
    place = os.path.relpath(seen.folder, seen.home).replace(os.sep, "/")
    if place == os.curdir:
        return kinds
    # Around the articles may lie anything: notes, words, what newslint itself has written.
    return tuple(re.sub(r"([\\*?\[\]!# ])", r"\\\1", place) + f"/**/{kind}" for kind in kinds)


def configuration(preset: str, seen: Seen, sample: Sample, baseline: str = "") -> str:
    """Return the text of a newslint.toml."""
    return "\n".join(_lines(preset, seen, sample, baseline)) + "\n"


def _lines(preset: str, seen: Seen, sample: Sample, baseline: str) -> Iterator[str]:
    yield "# What newslint looks for here, and how strictly. What is in force: newslint config"
    yield ""
    yield f"# {preset}: {FOR_WHOM[preset]}."
    yield f"# The others are {' and '.join(name for name in FOR_WHOM if name != preset)}."
    yield f'extend = "{preset}"'
    patterns = include(sample, seen)
    if patterns != INCLUDE:
        yield "# Which files are articles."
        yield f"include = {_listed(patterns)}"
    if baseline:
        yield "# What was known when newslint came; findings that stand in it are not shown."
        yield f"baseline = {json.dumps(baseline)}"
    yield ""
    yield "# Words and names that newslint is to know: newslint words add NAME"
    words = os.path.join(seen.home, DEFAULT)
    yield f'{"" if os.path.isfile(words) else "# "}words-files = ["{DEFAULT}"]'
    yield "# Rules of your own: newslint new-rule NAME"
    yield '# plugins = ["my_rule.py"]'
    yield from _fields(sample)
    yield ""
    yield "# How loudly a rule, category or group speaks, or off; all of them: newslint rules"
    yield "# [severity]"
    yield '# link-list-heading = "off"'


def _listed(texts: Sequence[str]) -> str:
    """Return texts as a list of TOML."""
    return json.dumps(texts, ensure_ascii=False).replace("\x7f", "\\u007f")


def _fields(sample: Sample) -> Iterator[str]:
    named = {table.body for table in sample.tables.values() if table.body}
    if named:
        yield ""
        yield "# In which fields of a record the text of an article stands."
        yield "[fields]"
        yield f"body = {json.dumps(sorted(named), ensure_ascii=False)}"
