"""A tree of 20,000 files of 4.5 kB, made of real articles where there are any, else of varied seeds."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator
from pathlib import Path

from environments import ROOT, WORK

FILES = 20_000
SIZE = 4_500
"""Bytes of a file, about."""
ARTICLES = ROOT.parent / "shared" / "eval" / "articles.jsonl.gz"


def tree(files: int = FILES) -> Path:
    """Return the folder of the tree, which is made on the first call and is the same every time."""
    folder = WORK / f"tree-{files}"
    done = folder / ".done"
    if not done.exists():
        paragraphs = _paragraphs()
        for number in range(files):
            path = folder / f"{number % 100:02}" / f"{number:05}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(_article(paragraphs), encoding="utf-8")
        done.touch()
    return folder


def _article(paragraphs: Iterator[str]) -> str:
    text = next(paragraphs)
    while len(text.encode()) < SIZE:
        text += "\n\n" + next(paragraphs)
    return text + "\n"


def _paragraphs() -> Iterator[str]:
    """Yield paragraphs for ever: whole articles in their order, then again."""
    texts = articles()
    while True:
        for text in texts:
            yield from (line for line in text.split("\n") if line.strip())


def articles() -> list[str]:
    """Return the texts of real articles where there are any, else of varied seeds."""
    if ARTICLES.exists():
        with gzip.open(ARTICLES, "rt", encoding="utf-8") as lines:
            return [json.loads(line)["text"] for line in lines]
    return _varied([path.read_text("utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))])


def _varied(seeds: list[str]) -> list[str]:
    """Return articles of shuffled seed paragraphs in which numbers and some names differ."""
    random.seed(7)
    paragraphs = [line for text in seeds for line in text.split("\n") if line.strip()]
    found = []
    for number in range(500):
        chosen = random.sample(paragraphs, 12)
        found.append("\n\n".join(line.replace("Idlib", f"Idlib{chr(97 + number % 26)}") for line in chosen))
    return found


if __name__ == "__main__":
    print(tree())
