"""Rates as JSON, and the files in which they are kept from one run to the next."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from newslint.configuration.configuration_hash import hash_of_run, versions
from newslint.configuration.schema import ConfigError
from newslint.figures.changes import Change
from newslint.figures.rates import Example, Key, Rates, Row, base_names
from newslint.reporters.words import json_escaped, printable
from newslint.requests.request import Loaded
from newslint.survey import Survey
from newslint.values import Values

Json = dict[str, Any]
DIGITS = 4


class Kept(Values):
    """The rates of a run."""

    by: tuple[str, ...]
    rows: Mapping[Key, Row]
    populations: Mapping[Key, int]
    trailer: Json


def kept(rates: Rates, trailer: Json) -> Kept:
    """Return the rates of this run as another run may read them."""
    return Kept(rates.by, {row.key: row for row in rates.rows()}, rates.populations, trailer)


def trailer_of(rates: Rates, show: str, loaded: Loaded, done: Survey) -> Json:
    """Return the last line of a file of rates, which says that it is whole and what was counted."""
    return {
        "trailer": True,
        "complete": done.complete,
        "by": list(rates.by),
        "show": show,
        "files": done.files,
        "articles": done.articles,
        "errors": list(done.errors),
        "versions": versions(loaded.plugins),
        "configuration": hash_of_run(loaded.request, loaded.plugins),
    }


def objects(of: Kept) -> Iterator[Json]:
    """Yield an object for each group, one for each group of articles, and the trailer."""
    yield from (row_object(of.by, row) for row in of.rows.values())
    yield from populations(of.populations, of.by)
    yield of.trailer


def populations(of: Mapping[Key, int], by: Sequence[str]) -> Iterator[Json]:
    """Yield how many articles each group has, as plain values."""
    names = tuple(base_names(by))
    for key, articles in sorted(of.items(), key=lambda item: str(item[0])):
        yield {"articles_of": dict(zip(names, key, strict=True)), "articles": articles}


def only_in(one: Kept, other: Kept) -> Mapping[Key, int]:
    """Return the groups of articles that one run has and the other has not."""
    return {key: articles for key, articles in one.populations.items() if key not in other.populations}


def row_object(by: Sequence[str], row: Row) -> Json:
    """Return a group as plain values."""
    return {"by": dict(zip(by, row.key, strict=True)), **_figures(row), "examples": list(map(_example, row.examples))}


def change_object(by: Sequence[str], change: Change, fails: bool) -> Json:
    """Return what became of a group as plain values."""
    rise = change.rise
    return {
        "by": dict(zip(by, change.key, strict=True)),
        "change": change.kind,
        "noise": change.is_noise,
        "fails": fails,
        "rise": None if rise is None else round(rise, DIGITS),
        "probability": float(f"{change.probability:.3g}"),
        "before": _figures(change.before),
        "now": _figures(change.now),
        "examples": list(map(_example, change.now.examples)),
    }


def line(value: Json) -> str:
    """Return an object as a line of JSON."""
    return json_escaped(json.dumps(value, ensure_ascii=False)) + "\n"


def array(values: Iterable[Json]) -> Iterator[str]:
    """Yield objects as an array of JSON, one a line."""
    opening = "[\n"
    for value in values:
        yield opening + line(value).rstrip("\n")
        opening = ",\n"
    yield "\n]\n" if opening != "[\n" else "[]\n"


def read(path: str) -> Kept:
    """Return the rates that a run wrote.

    Raises:
        ConfigError: the file cannot be read, or is no whole file of rates.
    """
    try:
        with open(path, encoding="utf-8") as file:
            values = [json.loads(text) for text in file if text.strip()]
        trailer = values.pop()
        by = tuple(trailer["by"])
        names = tuple(base_names(by))
        rows = [_row(by, value) for value in values if "by" in value]
        populations = {_key(names, one["articles_of"]): one["articles"] for one in values if "articles_of" in one}
    except OSError as problem:
        raise ConfigError(f"--compare: {printable(path)} cannot be read: {problem.strerror}") from problem
    except (ValueError, LookupError, TypeError, AttributeError) as problem:
        raise ConfigError(
            f"--compare: {printable(path)} is no whole file of newslint stats (--save, or --output-format jsonl)"
        ) from problem
    return Kept(by, {row.key: row for row in rows}, populations, trailer)


def _row(by: Sequence[str], value: Json) -> Row:
    return Row(_key(by, value["by"]), value["findings"], value["articles_with"], value["articles"], value["squares"])


def _key(names: Sequence[str], values: Json) -> Key:
    return tuple(values[name] for name in names)


def _figures(row: Row) -> Json:
    return {
        "findings": row.findings,
        "articles_with": row.articles_with,
        "articles": row.articles,
        "per_1000_articles": round(row.per_1000, DIGITS),
        "share_of_articles": round(row.share, DIGITS),
        "squares": row.squares,
    }


def _example(one: Example) -> Json:
    location = one.location
    return {
        "path": location.path,
        "record": location.record,
        "record_id": location.record_id,
        "field": location.field,
        "line": location.position.line,
        "column": location.position.column,
        "rule": one.rule,
        "message": one.message,
        "excerpt": one.excerpt,
    }
