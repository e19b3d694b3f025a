"""Some of the articles of a folder, read: what they are like."""

from __future__ import annotations

import gzip
import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from csv import DictReader
from io import StringIO
from typing import Any

from newslint.cli.starting.looking import PAGES, TEXT, Seen, suffix_of
from newslint.engine import Result, run
from newslint.late import late
from newslint.model import Diagnostic
from newslint.readers.fields import Chooser
from newslint.requests.request import Options, prepare
from newslint.values import Values

MOST = {"texts": 150, "pages": 20, "tables": 3}
"""How many files of a kind are read."""
HEAD = 1 << 19
"""How much of a file of records is read, in bytes."""
WHOLE = 1 << 22
"""Up to how many bytes a file is read that cannot be cut."""
LINES = (".jsonl", ".ndjson", ".csv", ".tsv")
LONG = 200
"""From how many characters on a field may be the text of an article."""
FEWEST_SIGNED = 4
"""Fewer bylines say nothing of who writes here."""
BYLINE, AGENCY = "byline", "agency-credit"
_NAME = late(r"^(?:\w+ )?by:? |(?:,| and | & | in | for |[|/(@–—-]).*$", re.IGNORECASE)
_SIGNS = frozenset({"site-name-in-headline", "stacked-headlines", "headline-glued-to-body"})


class Table(Values):
    """What a file of records is like."""

    fields: Mapping[str, str]
    """The names of its fields, by what they are: headline, body ..."""
    body: str = ""
    """The field that may be the text, where newslint would not find it by itself."""

    @property
    def holds_articles(self) -> bool:
        """Whether some field holds a text."""
        return "body" in self.fields or bool(self.body)


class Sample(Values):
    """What some of the articles are like."""

    articles: int = 0
    leftovers: int = 0
    """How many of them carry leftovers of a web page."""
    front_matter: int = 0
    """How many of them begin with front matter."""
    words: int = 0
    tables: Mapping[str, Table] = {}
    """By suffix."""
    signed: int = 0
    """How many of them have a byline."""
    writers: int = 0
    """How many people the bylines name."""
    agencies: int = 0
    """How many of them carry the credit of a news agency."""
    records: int = 0
    """About how many articles the files of records hold."""

    @property
    def is_of_a_house(self) -> bool:
        """Whether most are signed, and by so few people that each of them writes here again and again."""
        return self.signed >= FEWEST_SIGNED and self.signed * 2 >= self.articles and self.writers * 2 <= self.signed

    @property
    def share(self) -> float:
        """Which part of the articles carries leftovers, of 1."""
        return self.leftovers / self.articles if self.articles else 0.0


def sample(seen: Seen) -> Sample:
    """Read some of the articles of a folder, evenly spread; nothing that is set up there is asked or loaded."""
    texts = _spread([path for suffix in TEXT for path in seen.files.get(suffix, ())], MOST["texts"])
    pages = _spread([path for suffix in PAGES for path in seen.files.get(suffix, ())], MOST["pages"])
    names = [path for path in (*texts, *pages) if 0 < _size(path) <= WHOLE]
    results = [_read(Options(tuple(names)))] if names else []
    tables: dict[str, Table] = {}
    records = 0
    for suffix, paths in seen.files.items():
        if _plain(suffix) not in (*LINES, ".json"):
            continue
        heads = {path: head for path in _spread(paths, MOST["tables"]) if (head := _head(path))}
        known = [table for path, head in heads.items() if (table := _table(suffix, head)) is not None]
        if table := next((one for one in known if one.holds_articles), None):
            tables[suffix] = table
            read = [_read(Options((), stdin=(_unpacked(path), head))) for path, head in heads.items()]
            results += read
            records += _estimate(paths, heads, sum(one.articles for one in read))
    writers = [name for one in results for name in _writers(one)]
    return Sample(
        sum(one.articles for one in results),
        sum(map(_with_leftovers, results)),
        sum(_has_front_matter(path) for path in texts),
        sum(one.words for one in results),
        tables,
        len(writers),
        len(set(writers)),
        sum(len({_place(found) for found in one.diagnostics if found.rule == AGENCY}) for one in results),
        records,
    )


def _place(one: Diagnostic) -> tuple[str, int | None]:
    return one.location.path, one.location.record


def _writers(result: Result) -> Iterator[str]:
    """Yield for each article with a byline who is named there first."""
    first = {_place(one): one.excerpt for one in reversed(result.diagnostics) if one.rule == BYLINE}
    yield from (_NAME.sub("", words).casefold() for words in first.values())


def _read(options: Options) -> Result:
    return run(prepare(options.but(isolated=True, preset="feed", scope="document", jobs=1)))


def _with_leftovers(result: Result) -> int:
    telling = {
        one.rule.name
        for one in result.rules
        if one.rule.name in _SIGNS or (one.rule.category == "boilerplate" and one.rule.group in ("page", "promo"))
    }
    return len({(one.location.path, one.location.record) for one in result.diagnostics if one.rule in telling})


def _spread(paths: Sequence[str], most: int) -> Sequence[str]:
    """Return so many of the paths at most, evenly spread."""
    step = max(1, -(-len(paths) // most))
    return sorted(paths)[::step]


def _size(path: str) -> int:
    try:
        return os.path.getsize(path)
    except OSError:
        return 0


def _has_front_matter(path: str) -> bool:
    with suppress(OSError), open(path, "rb") as file:
        return file.read(8).removeprefix(b"\xef\xbb\xbf").startswith((b"---\n", b"---\r", b"+++\n", b"+++\r"))
    return False


def _head(path: str) -> bytes:
    """Return the beginning of a file of records, up to the end of a record; empty where that cannot be told."""
    suffix = suffix_of(path)
    most = HEAD if _plain(suffix) in LINES else WHOLE
    try:
        with gzip.open(path) if suffix.endswith(".gz") else open(path, "rb") as file:
            data = file.read(most + 1)
    except (OSError, EOFError):
        return b""
    if len(data) <= most:
        return data
    return data[: data.rfind(b"\n") + 1] if _plain(suffix) in LINES else b""


def _plain(suffix: str) -> str:
    """Return the suffix without that of the packing."""
    return "." + suffix.split(".")[1] if suffix else ""


def _unpacked(path: str) -> str:
    return path[: len(path) - len(suffix_of(path))] + _plain(suffix_of(path))


def _estimate(paths: Sequence[str], heads: Mapping[str, bytes], articles: int) -> int:
    """Return about how many records there are, from how many stand in so many bytes."""
    read = sum(map(len, heads.values()))
    return round(articles * sum(map(_size, paths)) / read) if read else 0


def _table(suffix: str, head: bytes) -> Table | None:
    record = _first(_plain(suffix), head.decode("utf-8-sig", "replace"))
    if not record:
        return None
    paths = Chooser({}).chosen(record).paths
    fields = {what: ".".join(path) for what, path in paths.items() if what != "id"}
    texts = {name: value for name, value in record.items() if isinstance(value, str) and len(value) >= LONG}
    longest = max(texts, key=lambda name: len(texts[name]), default="")
    # A file of JSON may be anything, so a long text in it says little.
    return Table(fields, "" if "body" in fields or suffix.startswith(".json.") or suffix == ".json" else longest)


def _first(suffix: str, text: str) -> Mapping[str, Any] | None:
    """Return the first record, or None where there is none."""
    with suppress(ValueError, StopIteration, RecursionError):
        if suffix in (".csv", ".tsv"):
            return next(iter(DictReader(StringIO(text), delimiter="\t" if suffix == ".tsv" else ",")))
        found = json.loads(text) if suffix == ".json" else next(iter(_objects(text)))
        first = found[0] if isinstance(found, list) and found else found
        return first if isinstance(first, dict) else None
    return None


def _objects(text: str) -> Iterable[Any]:
    return (json.loads(line) for line in text.split("\n") if line.strip())
