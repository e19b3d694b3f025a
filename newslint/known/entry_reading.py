"""The bytes of a baseline or of a file of accepted findings to entries. No file is read here."""

from __future__ import annotations

import json
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any

from newslint.configuration.schema import ConfigError
from newslint.known.entries import ACCEPTED, BASELINE, EVERYWHERE, PLACE, RIGHT, VERDICTS, VERSION, Contents, Entry
from newslint.known.entry_lines import heading
from newslint.known.marks import Key, Surroundings
from newslint.known.pins import Pin
from newslint.known.shelf import Shelf

_MARKERS = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")
_NAMES = {BASELINE: "baseline", ACCEPTED: "file of accepted findings"}
_MOST = 10**9


def read(kind: str, data: bytes, path: str) -> Contents:
    """Return what the bytes of a file hold. Lines that say the same count once.

    Args:
        kind: what the file is to be.
        data: its bytes.
        path: what messages call it.

    Raises:
        ConfigError: it is no such file, damaged, or of a newer version; the message says which line, and what to do.
    """
    lines = _lines(kind, data, path)
    of = _checked_heading(kind, next(lines, ""), data, path)
    found, kept, seen = Shelf(), _Kept(), _Seen()
    for number, line in enumerate(lines, 2):
        plain = _object(kind, line, number, path) if line.strip() else {}
        # Merging in git may leave two headings too.
        if plain and not ("newslint" in plain and "key" not in plain):
            one = _entry(kind, plain, number, path, kept)
            index = seen.of(one, found)
            if index is None:
                found.add(one)
            elif found[index].times < one.times:
                # Merging in git may leave a line twice; to add them up would hide a new finding.
                found.replace(index, found[index]._replace(times=one.times))
    return Contents(found, of)


class _Seen(dict[int, int]):
    """Tells entries that are there already by hashes of what they are, which takes a tenth of the memory."""

    def of(self, one: Entry, among: Sequence[Entry]) -> int | None:
        """Return the number of the entry that says the same; None: it is new, and comes next."""
        name = hash(one.identity)
        while (number := self.setdefault(name, len(among))) < len(among):
            if among[number].identity == one.identity:
                return number
            name += 1
        return None


class _Kept(dict[str, Any]):
    """Words that many entries have in common, and the samples that are written so, each kept once."""

    def __missing__(self, words: str) -> Any:
        self[words] = words
        return words

    def samples(self, written: str) -> tuple[str, ...]:
        """Return the samples of an article. No path holds the sign that tells what is written of them here."""
        found: tuple[str, ...] | None = self.get(f"{written}\n")
        if found is None:
            self[f"{written}\n"] = found = tuple(map(self.__getitem__, written.split()))
        return found


def _lines(kind: str, data: bytes, path: str) -> Iterator[str]:
    """Yield one line after the other: a baseline may hold a hundred thousand."""
    for number, line in enumerate(BytesIO(data.removeprefix(BOM_UTF8)), 1):
        try:
            yield line.decode()
        except UnicodeDecodeError as problem:
            raise _damaged(kind, path, number, "it is not UTF-8") from problem


def _checked_heading(kind: str, first: str, data: bytes, path: str) -> tuple[str, ...]:
    if not first.strip() and not data.strip():
        raise ConfigError(f"{path}: is empty, so it is no {_NAMES[kind]}; {_REMEDY[kind]}")
    said_first = _object(kind, first, 1, path) if first.startswith(("{", *_MARKERS)) else {}
    said, version = said_first.get("newslint"), said_first.get("version")
    if said in (BASELINE, ACCEPTED) and said != kind:
        raise ConfigError(f"{path}:1: is a {_NAMES[said]}, not a {_NAMES[kind]}")
    if said != kind or not isinstance(version, int) or version < 1:
        wanted = heading(kind).strip()
        raise ConfigError(f"{path}:1: is no {_NAMES[kind]} of newslint, which would begin with {wanted}")
    if version > VERSION:
        raise ConfigError(
            f"{path}:1: was written by a newer newslint (format {version}; this one reads {VERSION}); update newslint"
        )
    of = said_first.get("of", [])
    if not isinstance(of, list) or not all(map(_is_text, of)):
        raise _damaged(kind, path, 1, "its 'of' is no list of paths")
    return tuple(of)


def _object(kind: str, line: str, number: int, path: str) -> dict[str, Any]:
    if line.startswith(_MARKERS):
        raise ConfigError(
            f"{path}:{number}: holds the marks of a merge that was left unfinished; keep the lines of both sides, and"
            f" delete the marks"
        )
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as problem:
        raise _damaged(kind, path, number, "it is not JSON") from problem
    if not isinstance(found, dict):
        raise _damaged(kind, path, number, "it is no object in JSON")
    return found


def _entry(kind: str, plain: dict[str, Any], number: int, path: str, kept: _Kept) -> Entry:
    for name, value in plain.items():
        fits, wanted = _FIELDS.get(name, _ANYTHING)
        if not fits(value):
            raise _damaged(kind, path, number, f"its {name!r} is not {wanted}")
    for name in _REQUIRED:
        if name not in plain:
            raise _damaged(kind, path, number, f"it has no {name!r}")
    try:
        key = Key.read(plain["key"])
    except ValueError as problem:
        raise _damaged(kind, path, number, "its 'key' is none") from problem
    if key.rule != plain.get("rule", key.rule):
        raise _damaged(kind, path, number, "its 'key' is that of another rule")
    key = Key(kept[key.rule], key.text, kept[key.before], kept[key.after])
    return Entry(
        key, Surroundings(plain.get("before", ""), plain.get("after", "")), kept[plain["path"]], plain.get("record"),
        kept.samples(plain.get("article", "")), plain.get("count", 1), kept[plain.get("excerpt", "")],
        plain.get("scope", PLACE), plain.get("verdict", RIGHT), plain.get("when", ""), plain.get("why") or "", number,
        _pin(plain),
    )  # fmt: skip


def _pin(plain: Mapping[str, Any]) -> Pin | None:
    if "nth" not in plain:
        return None
    return Pin(plain["nth"], plain.get("among", 1), plain.get("above", ""), plain.get("below", ""))


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value < _MOST


_FIELDS: Mapping[str, tuple[Callable[[Any], bool], str]] = {
    "key": (_is_text, "a text"),
    "path": (_is_text, "a text"),
    "excerpt": (_is_text, "a text"),
    "before": (_is_text, "a text"),
    "after": (_is_text, "a text"),
    "article": (_is_text, "a text"),
    "when": (_is_text, "a text"),
    "why": (lambda value: value is None or _is_text(value), "a text"),
    "record": (lambda value: value is None or _is_text(value) or _is_count(value), "the id or number of a record"),
    "count": (_is_count, "a number from 1"),
    "nth": (_is_count, "a number from 1"),
    "among": (_is_count, "a number from 1"),
    "above": (_is_text, "a text"),
    "below": (_is_text, "a text"),
    "scope": (lambda value: value in (PLACE, EVERYWHERE), "place or everywhere"),
    "verdict": (lambda value: value in VERDICTS, "right, mistaken or wrong"),
}
_REQUIRED = ("key", "path")
_ANYTHING: tuple[Callable[[Any], bool], str] = (lambda value: True, "")
_REMEDY = {
    BASELINE: "newslint check --write-baseline FILE writes one",
    ACCEPTED: "restore it, or delete it if nothing was accepted",
}
_AGAIN = {
    BASELINE: "restore the file, mend the line, or delete the line: its findings are then reported again",
    ACCEPTED: "restore the file, mend the line, or delete the line: its finding is then reported again",
}


def _damaged(kind: str, path: str, line: int, what: str) -> ConfigError:
    return ConfigError(f"{path}:{line}: this line of the {_NAMES[kind]} is damaged: {what}; {_AGAIN[kind]}")
