"""What newslint finds of defects that were put into real articles, by kind; needs ../shared/eval.

Half of the articles serve for tuning (``--half tune``), the other half for the figures that are published.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import subprocess
import sys
import tempfile
import zlib
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import defects
from putting import Article, Kind, Put

ROOT = Path(__file__).resolve().parent.parent.parent
ARTICLES = ROOT.parent / "shared" / "eval" / "articles.jsonl.gz"
TAKEN = 1
"""Every so manieth article is taken."""
ROUNDS = 3
WANTED = 0.9
SHOWN = 60
OPTIONS = ["--isolated", "--no-cache", "--scope", "document", "--output-format", "jsonl", "--exit-zero"]


def main() -> int:
    """Put the defects in, run newslint, and print recall by kind."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=("tune", "report"), default="report")
    parser.add_argument("--per-kind", type=int, default=60, help="how many articles get a defect of each kind")
    parser.add_argument("--newslint", default=str(Path(sys.executable).with_name("newslint")))
    parser.add_argument("--misses", default="", help="a kind whose misses are shown")
    options = parser.parse_args()
    if not ARTICLES.exists():
        print("The articles are not here (../shared/eval), so nothing is measured.")
        return 0
    puts = list(_puts(_articles(options.half), options.per_kind))
    _report(puts, _findings(options.newslint, [put.text for _, put in puts]), options.misses)
    return 0


def _articles(half: str) -> list[Article]:
    with gzip.open(ARTICLES, "rt", encoding="utf-8") as lines:
        texts = [json.loads(line) for line in islice(lines, 0, None, TAKEN)]
    wanted = [one["text"] for one in texts if (zlib.crc32(one["id"].encode()) % 2 == 0) == (half == "tune")]
    split = [tuple(line.strip() for line in text.split("\n") if line.strip()) for text in wanted]
    whole = [one for one in split if len(one) > 5 and 4 < one[0].count(" ") < 18 and one[0][-1] not in ".:"]
    # Agencies of the eighties printed all headlines in capitals.
    whole = [one for one in whole if not one[0].isupper()]
    titles = tuple(one[0] for one in whole)
    return [Article(one, titles) for one in whole]


def _puts(articles: list[Article], most: int) -> Iterator[tuple[str, Put]]:
    for kind, put in defects.KINDS.items():
        chance = random.Random(kind)  # noqa: S311 - the same on every run
        yield from ((kind, one) for one in islice(_distinct(put, articles, chance), most))


def _distinct(put: Kind, articles: list[Article], chance: random.Random) -> Iterator[Put]:
    """Yield articles with a defect in each; of a rare kind one article may give several."""
    seen: set[Put] = set()
    for _ in range(ROUNDS):
        for article in chance.sample(articles, len(articles)):
            one = put(article, chance)
            if one is not None and one not in seen:
                seen.add(one)
                yield one


def _findings(command: str, texts: list[str]) -> list[list[tuple[int, int, str, str]]]:
    """Return start, end, rule and severity of what is found in each text."""
    found: list[list[tuple[int, int, str, str]]] = [[] for _ in texts]
    with tempfile.TemporaryDirectory() as folder:
        for number, text in enumerate(texts):
            Path(folder, f"{number:06}.txt").write_text(text, encoding="utf-8", newline="")
        done = subprocess.run([command, "check", *OPTIONS, folder], check=True, capture_output=True, text=True)
    for one in map(json.loads, done.stdout.splitlines()):
        if one["category"] != "typo" or one["rule"] == "misspelt-name":
            found[int(Path(one["path"]).stem)].append((one["start"], one["end"], one["rule"], one["severity"]))
    return found


def _report(puts: list[tuple[str, Put]], findings: list[list[tuple[int, int, str, str]]], shown: str) -> None:
    total, right, noted = Counter[str](), Counter[str](), Counter[str]()
    for (kind, put), several in zip(puts, findings, strict=True):
        touching = [severity for start, end, _, severity in several if start < put.end and put.start < end]
        total[kind] += 1
        right[kind] += any(severity != "info" for severity in touching)
        noted[kind] += bool(touching)
        if kind == shown and not touching:
            print([one[2:] for one in several][:3], end=" ")
            print(repr(put.text[max(0, put.start - SHOWN) : put.end + SHOWN]))
    print(f"{'defect':32} {'put in':>6} {'found':>6} {'with info':>9}")
    for kind in total:
        share, with_info = right[kind] / total[kind], noted[kind] / total[kind]
        print(f"{kind:32} {total[kind]:6} {share:6.2f} {with_info:9.2f}{'' if with_info >= WANTED else '  below'}")


if __name__ == "__main__":
    sys.exit(main())
