"""Which fields of a record are headline, body and the rest: what the configuration says, else a guess."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from newslint.readers import Names

GUESSES: Mapping[str, tuple[str, ...]] = {
    "headline": ("headline", "title", "head line", "article title", "headline main", "og title"),
    "body": (
        "text", "body", "content", "maintext", "main text", "article body", "article text", "article", "full text",
        "body text", "plain text", "content text", "text content", "clean text", "cleaned text", "story", "raw text",
        "article content", "post", "document",
    ),
    "id": ("id", "uuid", "guid", "article id", "doc id", "document id", "record id", "url", "link"),
    "url": ("url", "link", "canonical url", "article url", "source url", "permalink", "web url", "uri"),
    "site": (
        "site", "site name", "source", "publisher", "publication", "outlet", "domain", "source domain", "hostname",
        "host", "newspaper", "source name",
    ),
    "language": ("language", "lang", "in language", "language code", "lang code", "locale"),
    "date": (
        "date", "published", "published at", "date published", "date publish", "publish date", "publication date",
        "pub date", "published date", "publish time", "created at", "timestamp", "datetime",
    ),
    "authors": ("authors", "author", "byline", "author name", "author names", "creator", "writer"),
}  # fmt: skip
"""By what they are, the names to look for, the likeliest first, in any case and however their words are joined."""
META = {"url": "url", "site": "site", "language": "language", "date": "published", "authors": "authors"}
"""What the fields are called in ``Document.meta``."""
_JOINTS = str.maketrans("", "", " _-.")

Path = tuple[str, ...]
"""The keys that lead to a value, through objects in objects."""


class Chosen(NamedTuple):
    """Where in a record each thing stands that it has."""

    paths: Mapping[str, Path]
    id_is_address: bool
    """Whether only an address tells the records apart; one story may be fetched twice from there."""


class Chooser:
    """Chooses among the fields of records. Records of one file have mostly the same, so it chooses once for those."""

    def __init__(self, names: Names) -> None:
        """Take what the configuration says."""
        self._names = names
        # What a dot leads to may be there in one record and not in the next one with the same keys.
        self._remembers = not any("." in name for several in names.values() for name in several)
        self._known: dict[tuple[str, ...], Chosen] = {}

    def chosen(self, record: Mapping[str, Any]) -> Chosen:
        """Return where in a record each thing stands."""
        keys = tuple(record)
        found = self._known.get(keys)
        if found is None:
            found = self._chosen(record)
            if self._remembers and len(self._known) < _MOST_KNOWN:
                self._known[keys] = found
        return found

    def wanted(self, what: str) -> str:
        """Return in words which fields are looked for."""
        names = self._names.get(what)
        return " or ".join(names) if names else f"{', '.join(GUESSES[what][:4])} and the like"

    def _chosen(self, record: Mapping[str, Any]) -> Chosen:
        by_plain = {plain(key): key for key in reversed(tuple(record))}
        paths = {}
        for what, guesses in _PLAIN_GUESSES.items():
            named = self._names.get(what)
            path = _named(record, named) if named else _guessed(by_plain, guesses)
            if path is not None:
                paths[what] = path
        by_address = "id" in paths and "id" not in self._names and plain(paths["id"][0]) in _ADDRESSES
        return Chosen(paths, by_address)


_MOST_KNOWN = 1000


def plain(name: str) -> str:
    """Return the name of a field without what parts its words, in lower case."""
    return name.lower().translate(_JOINTS)


_PLAIN_GUESSES = {what: tuple(map(plain, names)) for what, names in GUESSES.items()}
_ADDRESSES = frozenset(_PLAIN_GUESSES["url"])


def _guessed(by_plain: Mapping[str, str], guesses: Sequence[str]) -> Path | None:
    return next(((by_plain[name],) for name in guesses if name in by_plain), None)


def _named(record: Mapping[str, Any], names: Sequence[str]) -> Path | None:
    """Return the first name that the record has; a dot may lead into an object."""
    for name in names:
        if name in record:
            return (name,)
        path = tuple(name.split("."))
        if len(path) > 1 and value_at(record, path) is not None:
            return path
    return None


def has_one(record: Mapping[str, Any], names: Sequence[str]) -> bool:
    """Whether a record has a field of one of the names, even if nothing is in it."""
    return any(name in record or _leads_into(record, name) for name in names)


def _leads_into(record: Mapping[str, Any], name: str) -> bool:
    *above, last = name.split(".")
    inner = value_at(record, tuple(above)) if above else None
    return isinstance(inner, dict) and last in inner


def value_at(record: Any, path: Path) -> Any:
    """Return the value to which the keys lead, or None."""
    for key in path:
        if not isinstance(record, dict):
            return None
        record = record.get(key)
    return record


def as_text(value: Any) -> str:
    """Return a value of metadata as text: lists joined by "; ", of objects the name."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return as_text(value.get("name"))
    if isinstance(value, (list, tuple)):
        return "; ".join(filter(None, map(as_text, value)))
    return "" if value is None else str(value)


def host_of(url: str) -> str:
    """Return the host of an address, without "www."."""
    rest = url.partition("://")[2] or url.removeprefix("//")
    host = rest.partition("/")[0].partition("?")[0].rpartition("@")[2].partition(":")[0].lower()
    return host.removeprefix("www.") if "." in host else ""
