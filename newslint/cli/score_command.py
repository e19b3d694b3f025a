"""``newslint score``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from newslint.cli import completing, streams
from newslint.cli.eager import HELP
from newslint.cli.options import Asked, surveying
from newslint.cli.score_rows import Lines, Parquet, row_of
from newslint.cli.surveying import closed_by_reader, prepared, status_of, surveyed, written
from newslint.configuration.configuration_hash import hash_of_run
from newslint.configuration.schema import ConfigError
from newslint.figures.listed import Article
from newslint.figures.scoring import BEST, FORMULA, score
from newslint.model import Diagnostic
from newslint.reporters.words import number
from newslint.requests.request import Loaded
from newslint.survey import Survey

WRITERS: dict[str, type[Lines | Parquet]] = {"jsonl": Lines, "parquet": Parquet}
STEPS = 100
"""Of a score, in which scores are counted for the summary."""
GOOD = 80
"""The score below which the summary counts articles."""


@click.command("score")
@surveying
@click.option(
    "--output", "-o", metavar="FILE", type=completing.FILE, help="Write to FILE, which is whole or not there."
)
@click.option("--output-format", type=click.Choice(tuple(WRITERS)),
              help="JSON lines or Parquet.  [default: by the suffix of --output, else jsonl]")  # fmt: skip
@click.option("--min-score", type=click.FloatRange(0, BEST), metavar="N", help="Only articles that score N or more.")
@click.option("--max-score", type=click.FloatRange(0, BEST), metavar="N", help="Only articles that score N or less.")
@HELP
def command(
    output: str | None, output_format: str | None, min_score: float | None, max_score: float | None, **given: Any
) -> int:
    """Score each article from 0 to 100, and say what its score is made of.

    PATHS are files and folders, as for newslint check. A row an article; the formula is in docs/score.md.
    """
    asked = Asked(**given)
    name = output_format or ("parquet" if (output or "").endswith(".parquet") else "jsonl")
    if name == "parquet" and output is None:
        raise ConfigError("Parquet needs a file: -o scores.parquet")
    loaded = prepared(asked, output)
    least, most = min_score or 0.0, BEST if max_score is None else max_score
    scores = _Scores(least, most)
    done: list[Survey] = []

    def work() -> None:
        with written(output) as file:
            done.append(scores.write(asked, loaded, WRITERS[name](file)))

    if closed_by_reader(work):
        return 0
    if not asked.quiet and done[0].articles and not streams.in_hook():
        streams.say(f"newslint: {scores.summary()}")
    return status_of(done[0])


class _Scores:
    """Writes the scores of articles, and counts them."""

    def __init__(self, least: float, most: float) -> None:
        self._least, self._most = least, most
        self._counts = [0] * (BEST * STEPS + 1)
        self._without = 0
        self._characters = 0
        self._leftovers = 0

    def write(self, asked: Asked, loaded: Loaded, rows: Lines | Parquet) -> Survey:
        """Write the rows of a run."""
        configuration = hash_of_run(loaded.request, loaded.plugins)

        def take(article: Article, found: Sequence[Diagnostic]) -> None:
            scored = score(article.words, article.characters, found)
            self._characters += article.characters
            self._leftovers += sum(one.leftover_characters for one in scored.contributions)
            if self._counted(scored.score):
                rows.write(row_of(article, scored, configuration))

        done = surveyed(asked, loaded, take, counts_words=True)
        rows.close()
        return done

    def _counted(self, score: float | None) -> bool:
        """Count the score of an article, and tell whether it is asked for; of one without, whether all are."""
        if score is None:
            self._without += 1
            return self._least <= 0 and self._most >= BEST
        self._counts[round(score * STEPS)] += 1
        return self._least <= score <= self._most

    def summary(self) -> str:
        """Return in a line what the scores came to."""
        articles = sum(self._counts)
        low = sum(self._counts[: GOOD * STEPS])
        share = self._leftovers / max(1, self._characters)
        without = f"{number(self._without, 'article')} without a word got no score" * bool(self._without)
        if not articles:
            return without
        return (
            f"{number(articles, 'article')} scored by formula {FORMULA}: half of them {self._median(articles):g} "
            f"or more, {low:,} below {GOOD}; {share:.2%} of the text is leftovers{'; ' * bool(without)}{without}"
        )

    def _median(self, articles: int) -> float:
        """Return the highest score that at least half of the articles have."""
        seen = 0
        for step in reversed(range(len(self._counts))):
            seen += self._counts[step]
            if 2 * seen >= articles:
                return step / STEPS
        return 0.0
