"""A corpus of any size, made of real articles or else the seeds: varied, and with twins among them.

Of 100 articles 5 are copies of others, and 5 are copies in which a few words differ and a sentence is missing. Of the
paragraphs of the rest one in ten also stands in another article, and below half of all articles stands the same line.
What an article holds depends on its number alone, so that a larger corpus begins with a smaller one.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from pathlib import Path

from environments import ROOT, WORK
from tree import articles

SIZE = 5_000
"""Characters of an article, about."""
COPIES, NEAR_COPIES, SHARED_PARAGRAPHS, WITH_FURNITURE = 0.05, 0.05, 0.1, 0.5
CHANGED = 0.04
"""The share of words that differ in a near copy."""
VARIED = 0.75
"""The share of long words that are replaced in what an article takes from its source: it is no twin of that."""
SHORTEST_VARIED = 4
FURNITURE = "Read more of our coverage of the region"
_FRESH, _COPY, _NEAR = "fresh", "copy", "near copy"


class Corpus:
    """Articles by number."""

    def __init__(self) -> None:
        """Read the sources."""
        seeds = [path.read_text("utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))]
        self._lines, self._openings = _lines_of([*articles(), *seeds])
        taken = islice(self._lines, 0, None, 5)
        self._words = [word for line in taken for word in line.split() if word.isalpha() and word.islower()]
        self._paragraphs = lru_cache(4096)(self._fresh_paragraph)

    def article(self, number: int) -> str:
        """Return the text of an article."""
        dice = _dice("article", number)
        kind = _kind(number)
        paragraphs = self._fresh(number if kind == _FRESH else _fresh_before(number, dice))
        if kind == _NEAR:
            paragraphs = [self._nearly(line, dice) for line in paragraphs]
        if dice.random() < WITH_FURNITURE:
            paragraphs = [*paragraphs, FURNITURE]
        return "\n\n".join(paragraphs) + "\n"

    def _fresh(self, number: int) -> list[str]:
        dice = _dice("fresh", number)
        wanted = SIZE * dice.lognormvariate(0, 0.5) * 0.85
        found: list[str] = []
        size = 0
        while size < wanted:
            is_shared = found and number and dice.random() < SHARED_PARAGRAPHS
            place = (dice.randrange(number), dice.randrange(1, 8)) if is_shared else (number, len(found))
            found.append(self._paragraphs(*place))
            size += len(found[-1]) + 2
        return found

    def _fresh_paragraph(self, number: int, index: int) -> str:
        opening = _dice("opening", number).choice(self._openings)
        line = self._lines[(opening + index) % len(self._lines)]
        return self._replaced(line, VARIED, _dice("paragraph", number, index))

    def _nearly(self, line: str, dice: random.Random) -> str:
        sentences = line.split(". ")
        if len(sentences) > 2 and dice.random() < 0.2:
            del sentences[dice.randrange(len(sentences) - 1)]
        return self._replaced(". ".join(sentences), CHANGED, dice)

    def _replaced(self, line: str, share: float, dice: random.Random) -> str:
        draw, words = dice.random, self._words
        size = len(words)
        return " ".join([
            words[int(draw() * size)] if len(word) >= SHORTEST_VARIED and word.islower() and word.isalpha()
            and draw() < share else word
            for word in line.split(" ")
        ])  # fmt: skip


def as_files(number: int) -> Path:
    """Return the folder of a corpus of so many files, which is made on the first call."""
    folder = WORK / f"corpus-{number}"
    done = folder / ".done"
    if not done.exists():
        for index, text in enumerate(_texts(number)):
            path = folder / f"{index // 1000:04}" / f"{index:07}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        done.touch()
    return folder


def as_records(number: int) -> Path:
    """Return the file of JSON Lines with the same articles, which is made on the first call."""
    path = WORK / f"corpus-{number}.jsonl"
    if not path.exists():
        WORK.mkdir(parents=True, exist_ok=True)
        begun = path.with_suffix(".begun")
        with begun.open("w", encoding="utf-8") as file:
            for index, text in enumerate(_texts(number)):
                file.write(json.dumps({"id": f"{index:07}", "text": text}, ensure_ascii=False) + "\n")
        begun.rename(path)
    return path


def _texts(number: int) -> Iterator[str]:
    corpus = Corpus()
    return map(corpus.article, range(number))


def _lines_of(texts: Sequence[str]) -> tuple[list[str], list[int]]:
    """Return the lines of all texts that are not blank, and where each text begins among them."""
    lines: list[str] = []
    openings = []
    for text in texts:
        openings.append(len(lines))
        lines += [line for line in text.split("\n") if line.strip()]
    return lines, openings


def _kind(number: int) -> str:
    drawn = _dice("kind", number).random() if number else 1.0
    return _COPY if drawn < COPIES else _NEAR if drawn < COPIES + NEAR_COPIES else _FRESH


def _fresh_before(number: int, dice: random.Random) -> int:
    """Return the number of an earlier article that is no copy; the first one is none."""
    found = dice.randrange(number)
    while _kind(found) != _FRESH:
        found = dice.randrange(number)
    return found


def _dice(*of: object) -> random.Random:
    return random.Random(" ".join(map(str, of)))  # noqa: S311 - nothing is kept secret


def main() -> None:
    """Make a corpus and print where it is."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("number", type=int, nargs="?", default=100_000, help="how many articles")
    parser.add_argument("--records", action="store_true", help="one file of JSON Lines instead of a file each")
    options = parser.parse_args()
    print((as_records if options.records else as_files)(options.number))


if __name__ == "__main__":
    main()
