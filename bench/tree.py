"""Trees of 20,000 files of 4.5 kB: of real articles (without any: of varied seeds), and of copies of the seeds."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterable, Iterator
from itertools import cycle, islice
from pathlib import Path

from environments import ROOT, WORK

FILES = 20_000
SIZE = 4_500
"""Bytes of a file, about."""
ARTICLES = ROOT.parent / "shared" / "eval" / "articles.jsonl.gz"


def tree(files: int = FILES) -> Path:
    """Return the folder of the tree, which is made on the first call and is the same every time."""
    paragraphs = _paragraphs()
    return _made(WORK / f"tree-{files}", (_article(paragraphs) for _ in range(files)))


def copies(files: int = FILES) -> Path:
    """Return the folder of a tree in which the five seeds stand over and over again."""
    seeds = [path.read_text("utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))]
    return _made(WORK / f"copies-{files}", islice(cycle(seeds), files))


def _made(folder: Path, texts: Iterable[str]) -> Path:
    done = folder / ".done"
    if not done.exists():
        for number, text in enumerate(texts):
            path = folder / f"{number % 100:02}" / f"{number:05}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
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
