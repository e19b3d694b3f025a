"""Scores of articles as rows: JSON lines or Parquet."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import IO, Any

from newslint.configuration.schema import ConfigError
from newslint.figures.listed import Article
from newslint.figures.scoring import FORMULA, WEIGHTS, Contribution, Score
from newslint.reporters.words import encodable, json_escaped

GROUP = 10_000
"""How many rows of Parquet are held in memory and written together."""
MISSING = "Parquet is written by pyarrow, which is not installed: pip install pyarrow"


def row_of(article: Article, score: Score, configuration: str) -> dict[str, Any]:
    """Return the row of an article, as plain values."""
    return {
        "path": article.path,
        "record": article.record,
        "record_id": article.record_id,
        "url": article.url,
        "site": article.site,
        "published": article.published,
        "words": article.words,
        "characters": article.characters,
        "score": score.score,
        "leftover_share": score.leftover_share,
        "defects_per_1000_words": score.defects_per_1000_words,
        "by_category": score.by_category,
        "by_rule": [one._asdict() for one in score.contributions],
        "formula": FORMULA,
        "configuration": configuration,
    }


class Lines:
    """Writes rows as JSON, a line each."""

    def __init__(self, file: IO[bytes]) -> None:
        """Take the open file."""
        self._file = file
        self._encode = json.JSONEncoder(ensure_ascii=False).encode

    def write(self, row: dict[str, Any]) -> None:
        """Write one row."""
        self._file.write((json_escaped(self._encode(row)) + "\n").encode("utf-8", "backslashreplace"))

    def close(self) -> None:
        """Write what is left: nothing."""


class Parquet:
    """Writes rows as Parquet, some thousand at a time."""

    def __init__(self, file: IO[bytes]) -> None:
        """Take the open file.

        Raises:
            ConfigError: the library is not installed.
        """
        try:
            import pyarrow
            from pyarrow import parquet
        except ImportError as problem:
            raise ConfigError(MISSING) from problem
        self._table = pyarrow.Table
        self._schema = _schema(pyarrow)
        self._writer = parquet.ParquetWriter(file, self._schema, compression="zstd")
        self._rows: list[dict[str, Any]] = []

    def write(self, row: dict[str, Any]) -> None:
        """Take one row; write when there are enough."""
        deductions = {category: row["by_category"].get(category, 0.0) for category in WEIGHTS}
        self._rows.append({**{key: _plain(value) for key, value in row.items()}, "by_category": deductions})
        if len(self._rows) >= GROUP:
            self._flush()

    def close(self) -> None:
        """Write what is left, and the end of the file."""
        self._flush()
        self._writer.close()

    def _flush(self) -> None:
        if self._rows:
            self._writer.write_table(self._table.from_pylist(self._rows, schema=self._schema))
            self._rows = []


def _plain(value: Any) -> Any:
    return encodable(value) if isinstance(value, str) else value


def _schema(arrow: Any) -> Any:
    text, number, real = arrow.string(), arrow.int64(), arrow.float64()
    kinds = {str: text, int: number, float: real}
    types: dict[str, type] = {"rule": str, "category": str, "deduction": float}
    contribution = arrow.struct([(name, kinds[types.get(name, int)]) for name in Contribution._fields])
    categories = arrow.struct([(category, real) for category in WEIGHTS])
    columns: Sequence[tuple[str, Any]] = (
        ("path", text), ("record", number), ("record_id", text), ("url", text), ("site", text), ("published", text),
        ("words", number), ("characters", number), ("score", real), ("leftover_share", real),
        ("defects_per_1000_words", real), ("by_category", categories), ("by_rule", arrow.list_(contribution)),
        ("formula", arrow.int32()), ("configuration", text),
    )  # fmt: skip
    return arrow.schema(columns)
