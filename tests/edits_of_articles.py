"""Random edits of articles, as people and programs make them, for what has to survive them."""

from __future__ import annotations

import random
import textwrap
from collections.abc import Callable

WORDS = (
    "council harbour minister weather railway teacher hospital voters station market farmers engine bridge witness"
    " lawyers window letter garden school doctor island valley winter summer planned opened closed walked asked"
    " counted found carried over under near with from about after before on in at of for to and but so"
).split()
TYPOS = {"teh": "the", "recieve": "receive", "goverment": "government", "untill": "until"}
"""Known misspellings, and what they should be."""
Folder = dict[str, list[str]]
"""Articles by name, each in paragraphs."""


def sentence(dice: random.Random, length: int = 12) -> str:
    """Return words in no order; no two such sentences have five words in a row in common."""
    return " ".join(dice.choice(WORDS) for _ in range(length)).capitalize() + "."


def with_typo(dice: random.Random) -> str:
    """Return a sentence with a misspelling."""
    words = sentence(dice, dice.randint(6, 14)).split()
    words.insert(dice.randint(1, len(words) - 1), dice.choice(sorted(TYPOS)))
    return " ".join(words)


def article(dice: random.Random) -> list[str]:
    """Return an article of some paragraphs, some of them with misspellings."""
    return [
        " ".join(
            with_typo(dice) if dice.random() < 0.2 else sentence(dice, dice.randint(8, 16))
            for _ in range(dice.randint(2, 4))
        )
        for _ in range(dice.randint(4, 8))
    ]


def folder(dice: random.Random) -> Folder:
    """Return some articles."""
    return {f"{number}.txt": article(dice) for number in range(dice.randint(1, 4))}


def text_of(paragraphs: list[str], width: int = 0) -> str:
    """Return an article as it stands in a file; with a width its lines are wrapped."""
    shown = ["\n".join(textwrap.wrap(one, width)) if width else one for one in paragraphs]
    return "\n\n".join(shown) + "\n"


def moved(articles: Folder, dice: random.Random) -> None:
    """Move a paragraph within its article."""
    paragraphs = articles[dice.choice(sorted(articles))]
    paragraphs.insert(dice.randrange(len(paragraphs)), paragraphs.pop(dice.randrange(len(paragraphs))))


def split(articles: Folder, dice: random.Random) -> None:
    """Split a paragraph between two sentences."""
    paragraphs = articles[dice.choice(sorted(articles))]
    number = dice.randrange(len(paragraphs))
    ends = [index + 2 for index, letter in enumerate(paragraphs[number][:-1]) if letter == "."]
    if ends:
        at = dice.choice(ends)
        paragraphs[number : number + 1] = [paragraphs[number][: at - 1], paragraphs[number][at:]]


def joined(articles: Folder, dice: random.Random) -> None:
    """Join two paragraphs."""
    paragraphs = articles[dice.choice(sorted(articles))]
    if len(paragraphs) > 1:
        number = dice.randrange(len(paragraphs) - 1)
        paragraphs[number : number + 2] = [" ".join(paragraphs[number : number + 2])]


def renamed(articles: Folder, dice: random.Random) -> None:
    """Give a file another name."""
    name = dice.choice(sorted(articles))
    articles[f"renamed-{dice.randrange(10**6)}.txt"] = articles.pop(name)


def exchanged(articles: Folder, dice: random.Random) -> None:
    """Exchange the names of two files."""
    one, other = dice.choice(sorted(articles)), dice.choice(sorted(articles))
    articles[one], articles[other] = articles[other], articles[one]


def inserted(articles: Folder, dice: random.Random) -> None:
    """Write a new paragraph without faults."""
    paragraphs = articles[dice.choice(sorted(articles))]
    paragraphs.insert(dice.randint(0, len(paragraphs)), sentence(dice, 25))


def added(articles: Folder, dice: random.Random) -> None:
    """Add an article without faults."""
    articles[f"added-{dice.randrange(10**6)}.txt"] = [sentence(dice), sentence(dice)]


def deleted(articles: Folder, dice: random.Random) -> None:
    """Delete a paragraph without faults."""
    paragraphs = articles[dice.choice(sorted(articles))]
    clean = [one for one in paragraphs if not any(typo in one for typo in TYPOS)]
    if clean and len(paragraphs) > 2:
        paragraphs.remove(dice.choice(clean))


EDITS: tuple[Callable[[Folder, random.Random], None], ...] = (
    moved, split, joined, renamed, exchanged, inserted, added, deleted,
)  # fmt: skip


def mended(articles: Folder, dice: random.Random) -> int:
    """Mend a misspelling somewhere; return how many there were to mend, at most one."""
    places = [
        (name, number, typo)
        for name, paragraphs in sorted(articles.items())
        for number, paragraph in enumerate(paragraphs)
        for typo in TYPOS
        if f" {typo} " in paragraph
    ]
    if not places:
        return 0
    name, number, typo = dice.choice(places)
    articles[name][number] = articles[name][number].replace(f" {typo} ", f" {TYPOS[typo]} ", 1)
    return 1


def misspelt(articles: Folder, dice: random.Random, paragraph: str) -> None:
    """Type a paragraph with a misspelling somewhere."""
    paragraphs = articles[dice.choice(sorted(articles))]
    paragraphs.insert(dice.randint(0, len(paragraphs)), paragraph)
