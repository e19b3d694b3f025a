"""Train the model of ``newslint/furniture``: what furniture of pages says, against short lines of articles.

    python scripts/train_furniture.py ARTICLES...

ARTICLES are files of JSON Lines whose records have an ``id`` and a ``text``. Furniture is what newslint's packs list,
and ``furniture/leftovers.txt``; text is every short line of the articles in which newslint finds no leftover and that
stands in one of them only, with the credits of the packs, ``furniture/credits.txt`` and ``furniture/subheads.txt``. It
needs numpy, and is run by hand when the packs have changed a good deal; its output is committed, and
``docs/furniture-model.md`` says how well it does.
"""

from __future__ import annotations

import gzip
import itertools
import json
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np

from newslint import Document, Linter
from newslint.furniture import BIAS, SCALE, features, is_short

HERE = Path(__file__).resolve().parent
PACKAGE = HERE.parent / "newslint"
PACKS = PACKAGE / "rules" / "boilerplate"
WEIGHTS = {"lines": 1.0, "openings": 0.7, "phrases": 0.5}
"""How much a line counts that is known by such a phrase: not all that begins so is a line."""
NO_LINES = ("live-blog-furniture",)
"""Rules whose words articles use for subheads as well."""
SEEN_OFTEN = 2
"""A feature of fewer lines says nothing."""
STEPS, RATE, RIDGE = 300, 1.0, 1.0
SMALLEST = 3
"""A weight of fewer tenths makes no difference."""
TELLING, TELLS_APART = 8, 3
"""A word that weighs so many tenths in some feature and is so many times as frequent in furniture may give it away."""


class Sample(NamedTuple):
    """A line, as what it shows, with what it is (1: furniture) and how much it counts."""

    shown: set[str]
    furniture: int
    weight: float


def phrases(pack: str) -> Iterator[tuple[str, float]]:
    """Yield what a pack says, as lines, and how much each counts."""
    filling = _names()
    tables = tomllib.loads((PACKS / pack).read_text("utf-8"))
    several = [
        (table.get(key, ()), weight)
        for name, table in tables.items()
        if name not in NO_LINES
        for key, weight in WEIGHTS.items()
    ]
    casing = itertools.cycle((str.capitalize, str.capitalize, str.capitalize, str.title, str.upper))
    for given, weight in several:
        for phrase in given:
            filled = re.sub(r"(?<!\\)\*", lambda _: next(filling), phrase.strip())
            yield next(casing)(re.sub(r"(?<!\\)#", "7", filled).replace("\\", "")), weight


def _names() -> Iterator[str]:
    """Yield what stands for "some words" in a phrase: each once, so that nothing is learnt of it but its form."""
    return (
        "".join(letters).capitalize()
        for letters in itertools.product("bdfgklmnprstvz", "aeiou", "bdfgklmnprstvz", "aeiou")
    )


def listed(name: str) -> list[str]:
    """Return the lines of a list beside this script."""
    lines = (HERE / "furniture" / name).read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("# ")]


def lines_of_articles(paths: Iterable[str]) -> Iterator[str]:
    """Yield the short lines that stand in one article only and touch no leftover that newslint finds."""
    linter = Linter(isolated=True, select=["boilerplate", "headline"], ignore=["leftover-line"])
    seen: Counter[str] = Counter()
    for path in paths:
        with gzip.open(path, "rt") if path.endswith(".gz") else open(path, encoding="utf-8") as records:
            for record in map(json.loads, records):
                seen.update(set(_short_lines(linter, record["text"])))
    return (line for line, count in seen.items() if count == 1)


def _short_lines(linter: Linter, text: str) -> Iterator[str]:
    document = Document(text)
    found = [one.location.span for one in linter.lint_document(document)]
    for line in document.lines:
        said = document.slice(line)
        if is_candidate(said) and not any(line.overlaps(span) for span in found):
            yield said


def is_candidate(line: str) -> bool:
    """Whether the model may be asked about a line."""
    return is_short(line) and any(map(str.isalpha, line)) and line[0] not in "\"“'‘" and line[-1] not in ",;…"


def fit(samples: list[Sample]) -> dict[str, float]:
    """Return the weights of logistic regression with a ridge, found with steps that each feature takes by itself."""
    counts = Counter(feature for sample in samples for feature in sample.shown)
    numbers = {
        name: number
        for number, name in enumerate(sorted(name for name, count in counts.items() if count >= SEEN_OFTEN))
    }
    cells = [(row, numbers[name]) for row, sample in enumerate(samples) for name in sample.shown if name in numbers]
    rows, columns = (np.array(axis) for axis in zip(*cells, strict=True))
    truth, counting = (np.array([sample[part] for sample in samples], float) for part in (1, 2))
    weights, taken = np.zeros(len(numbers) + 1), np.full(len(numbers) + 1, 1e-6)
    for _ in range(STEPS):
        scores = np.bincount(rows, weights[columns], len(samples)) + weights[-1]
        errors = counting * (1 / (1 + np.exp(-scores)) - truth)
        slope = np.append(np.bincount(columns, errors[rows], len(numbers)) + RIDGE * weights[:-1], errors.sum())
        taken += slope**2
        weights -= RATE * slope / np.sqrt(taken)
    return {**dict(zip(numbers, weights[:-1].tolist(), strict=True)), BIAS: float(weights[-1])}


def rounded(weights: dict[str, float]) -> dict[str, int]:
    """Return the weights in tenths, without those that make no difference."""
    tenths = {name: round(weight * SCALE) for name, weight in weights.items()}
    return {name: weight for name, weight in tenths.items() if abs(weight) >= SMALLEST or name == BIAS}


def telling(weights: dict[str, int], samples: list[Sample]) -> list[str]:
    """Return the words of which a line of furniture has at least one."""
    counts: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
    sizes = Counter(sample.furniture for sample in samples)
    for sample in samples:
        counts[sample.furniture].update(sample.shown)
    several = (name.split(" ") for name, weight in weights.items() if weight >= TELLING)
    words = {word for words in several for word in words if word.isalpha() and word.islower()}
    return sorted(word for word in words if counts[1][word] * sizes[0] > TELLS_APART * counts[0][word] * sizes[1])


def written(words: list[str], weights: dict[str, int]) -> str:
    """Return the file of weights: the telling words, then a line for each weight with all that weighs so much."""
    rows = ["\t".join(words)]
    for weight in sorted(set(weights.values())):
        rows += ["\t".join([str(weight), *sorted(name for name in weights if weights[name] == weight)])]
    return "".join(f"{row}\n" for row in rows)


def samples_from(paths: Iterable[str]) -> list[Sample]:
    """Return all lines to learn from."""
    furniture = [
        *phrases("controls.toml"),
        *phrases("promotion.toml"),
        *((line, 1.0) for line in listed("leftovers.txt")),
    ]
    credit = [*phrases("credits.toml"), *((line, 1.0) for line in listed("credits.txt"))]
    text = [*((line, 3.0) for line in listed("subheads.txt")), *((line, 1.0) for line in lines_of_articles(paths))]
    return [
        *(Sample(features(line), 1, weight) for line, weight in furniture if is_short(line)),
        *(Sample(features(line), 0, weight) for line, weight in [*credit, *text] if is_short(line)),
    ]


def main() -> None:
    """Train on the articles that are named, and write the weights."""
    samples = samples_from(sys.argv[1:])
    weights = rounded(fit(samples))
    words = telling(weights, samples)
    (PACKAGE / "furniture" / "weights.txt").write_text(written(words, weights), "utf-8")
    print(f"{len(samples)} lines, {len(weights)} weights, {len(words)} telling words")


if __name__ == "__main__":
    main()
