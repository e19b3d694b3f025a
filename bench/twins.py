"""What is found of pairs of articles whose relation is known, and how fast articles are mapped to facts.

The pairs are made of articles: the same, its sentences in another order, six tenths of it, half of it within another
article, one word in ten replaced, and another article altogether. All stand in one corpus, in which each is
compared with every other. Two articles are unrelated where they have no eight words in a row in common.
"""

from __future__ import annotations

import argparse
import gc
import random
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from tree import articles, tree

from newslint.comparing.facts import FACT
from newslint.document import Document
from newslint.engine import twins_in
from newslint.requests.request import Loaded, Options, prepare
from newslint.steps.work import Work
from newslint.text.normal import words

LEVELS = ("article", "paragraph", "sentence")
RUN = 8
"""So many words in a row make two articles related."""
SHORTEST = 150
"""Words of an article that is taken."""
TARGETS = {"exact": 0.95, "reordered": 0.95, "excerpt": 0.95, "spliced": 0.95, "replaced": 0.85}
MAP_TARGET = 12.0
"""Megabytes per CPU second."""


class Article(NamedTuple):
    """Paragraphs, each a list of sentences."""

    paragraphs: list[list[str]]

    @property
    def text(self) -> str:
        """The text as it stands in a file."""
        return "\n\n".join(" ".join(sentences) for sentences in self.paragraphs) + "\n"

    @property
    def sentences(self) -> list[str]:
        """All sentences in their order."""
        return [sentence for sentences in self.paragraphs for sentence in sentences]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--pairs", type=int, default=200, help="how many pairs of each relation")
    parser.add_argument("--files", type=int, default=1000, help="how many files are mapped")
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    _recall(options.pairs, random.Random(options.seed))  # noqa: S311 - nothing is kept secret
    _throughput(options.files)


def _recall(pairs: int, dice: random.Random) -> None:
    taken = [article for text in articles() if len((article := _read(text)).text.split()) >= SHORTEST]
    dice.shuffle(taken)
    makers = _makers(taken, dice)
    size = min(pairs, len(taken) // len(makers) or len(taken))
    print(f"{size} pairs of each relation in one corpus")
    print(f"{'':12}" + "".join(f"{level:>12}" for level in (*LEVELS, "any", "to reach")))
    for number, (relation, maker) in enumerate(makers.items()):
        start = number * size % len(taken)
        originals = taken[start : start + size]
        texts = {f"{at:04}a": one.text for at, one in enumerate(originals)}
        texts |= {f"{at:04}b": maker(one) for at, one in enumerate(originals)}
        _show(relation, size, _found(texts))
    _show_unrelated({f"{at:04}": one.text for at, one in enumerate(taken[: 5 * size])})


def _read(text: str) -> Article:
    document = Document(text)
    paragraphs = [[document.slice(one) for one in document.sentences if of.covers(one)] for of in document.paragraphs]
    return Article(paragraphs)


def _makers(taken: Sequence[Article], dice: random.Random) -> dict[str, Callable[[Article], str]]:
    vocabulary = sorted({word for article in taken[:200] for word in article.text.split() if word.isalpha()})
    return {
        "exact": lambda one: one.text.replace("’", "'"),
        "reordered": lambda one: _reordered(one, dice),
        "excerpt": lambda one: _excerpt(one, 0.6, dice).text,
        "spliced": lambda one: _spliced(one, dice.choice(taken), dice),
        "replaced": lambda one: _replaced(one, vocabulary, dice),
    }


def _reordered(article: Article, dice: random.Random) -> str:
    sentences = article.sentences
    dice.shuffle(sentences)
    left = iter(sentences)
    return Article([[next(left) for _ in of] for of in article.paragraphs]).text


def _excerpt(article: Article, share: float, dice: random.Random) -> Article:
    sentences = article.sentences
    size = max(1, round(share * len(sentences)))
    first = dice.randrange(len(sentences) - size + 1)
    kept, at = [], 0
    for of in article.paragraphs:
        kept.append([one for number, one in enumerate(of, at) if first <= number < first + size])
        at += len(of)
    return Article([of for of in kept if of])


def _spliced(article: Article, host: Article, dice: random.Random) -> str:
    half = _excerpt(article, 0.5, dice).paragraphs
    at = dice.randrange(len(host.paragraphs) + 1)
    return Article([*host.paragraphs[:at], *half, *host.paragraphs[at:]]).text


def _replaced(article: Article, vocabulary: Sequence[str], dice: random.Random) -> str:
    paragraphs = [
        [" ".join(dice.choice(vocabulary) if dice.random() < 0.1 else word for word in one.split()) for one in of]
        for of in article.paragraphs
    ]
    return Article(paragraphs).text


def _found(texts: dict[str, str]) -> dict[str, set[frozenset[str]]]:
    """Return for each level the pairs of articles that have twins of it."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in texts.items():
            Path(folder, f"{name}.txt").write_text(text, "utf-8")
        loaded = _request(folder)
        work = Work(loaded.request, loaded.plugins)
        found: dict[str, set[frozenset[str]]] = {level: set() for level in LEVELS}
        for twins in twins_in(work, set(range(len(loaded.request.tasks)))):
            level = found.get(twins.rule.rpartition("-")[2])
            if level is not None:
                level.update(frozenset((Path(twins.where.path).stem, Path(twin.path).stem)) for twin in twins.twins)
    return found


def _show(relation: str, size: int, found: dict[str, set[frozenset[str]]]) -> None:
    wanted = {frozenset((f"{at:04}a", f"{at:04}b")) for at in range(size)}
    shares = [len(wanted & found[level]) / size for level in LEVELS]
    levels = LEVELS[:2] if relation == "replaced" else LEVELS
    whole = len(wanted & set().union(*(found[level] for level in levels))) / size
    print(f"{relation:12}" + "".join(f"{share:12.3f}" for share in (*shares, whole, TARGETS[relation])))


def _show_unrelated(texts: dict[str, str]) -> None:
    found = _found(texts)
    runs = {name: _runs(text) for name, text in texts.items()}
    counts = [sum(_are_unrelated(pair, runs) for pair in found[level]) for level in LEVELS]
    whole = sum(_are_unrelated(pair, runs) for pair in set().union(*found.values()))
    print(f"{'unrelated':12}" + "".join(f"{count:12}" for count in (*counts, whole, 0)))
    pairs = sum(1 for _ in combinations(texts, 2))
    related = len(set().union(*found.values())) - whole
    print(
        f"of {pairs:,} pairs of {len(texts):,} articles as they are; {related} more have {RUN} words in a row in common"
    )


def _runs(text: str) -> set[tuple[str, ...]]:
    found = words(text)
    return {found[at : at + RUN] for at in range(len(found) - RUN + 1)}


def _are_unrelated(pair: Iterable[str], runs: dict[str, set[tuple[str, ...]]]) -> bool:
    one, other = pair
    return not runs[one] & runs[other]


def _request(folder: str | Path) -> Loaded:
    return prepare(Options((str(folder),), isolated=True, scope="corpus"))


def _mapped(loaded: Loaded) -> int:
    """Map the files to facts, none of them checked, and return how many facts there are."""
    tasks = tuple(task._replace(asked=False) for task in loaded.request.tasks)
    work = Work(loaded.request.but(tasks=tasks), loaded.plugins)
    parts = (work.map(part) for part in work.request.parts())
    return sum(len(bucket) // FACT for mapped in parts for bucket in mapped.facts.values())


def _throughput(files: int) -> None:
    folder = tree(files)
    megabytes = sum(path.stat().st_size for path in folder.rglob("*.txt")) / 1e6
    loaded = _request(folder)
    gc.set_threshold(500_000)  # as on the command line
    started = time.process_time()
    facts = _mapped(loaded)
    seconds = time.process_time() - started
    print(
        f"map step of scope corpus: {megabytes / seconds:.1f} MB per CPU second (to reach: {MAP_TARGET:.0f}); "
        f"{files} files, {megabytes:.1f} MB, {facts / files:.0f} facts a file"
    )


if __name__ == "__main__":
    main()
