"""Entries of a baseline or of accepted findings as lines of text."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from newslint.known.entries import ACCEPTED, VERSION, Entry
from newslint.known.shelf import packed, unpacked


def written(kind: str, entries: Iterable[Entry], of: Iterable[str] = ()) -> Iterator[str]:
    """Yield the lines of a file of entries, each with its end, sorted; equal ones are counted together."""
    yield heading(kind, of)
    # A file is sorted by articles, and so comes most of it; no more than the entries of one are ever read at once.
    by_path: dict[str, list[bytes]] = {}
    for path, several in groupby(entries, key=lambda one: one.path):
        by_path.setdefault(path, []).append(packed(list(several)))
    for path in sorted(by_path):
        for one in _merged(one for page in by_path.pop(path) for one in unpacked(page)):
            yield _json(_plain(kind, one))


def heading(kind: str, of: Iterable[str] = ()) -> str:
    """Return the first line of a file, given the files and folders that were compared with each other."""
    paths = sorted(of)
    return _json({"newslint": kind, "version": VERSION} | ({"of": paths} if paths else {}))


def _merged(entries: Iterable[Entry]) -> list[Entry]:
    merged: dict[tuple[Any, ...], Entry] = {}
    for one in entries:
        known = merged.get(one.identity)
        merged[one.identity] = one if known is None else known._replace(times=known.times + one.times)
    return sorted(merged.values(), key=lambda one: one.order)


def _json(plain: Mapping[str, Any]) -> str:
    # Letters beyond ASCII are shown as they are, lone surrogates cannot be.
    text = json.dumps(plain, ensure_ascii=False)
    if not text.isprintable():
        text = json.dumps(plain)
    return text + "\n"


def _plain(kind: str, one: Entry) -> dict[str, Any]:
    plain: dict[str, Any] = {"rule": one.key.rule, "excerpt": one.excerpt, "path": one.path}
    if one.record is not None:
        plain["record"] = one.record
    if kind == ACCEPTED:
        plain |= {"verdict": one.verdict, "scope": one.scope, "when": one.when, "why": one.why}
    if one.times > 1:
        plain["count"] = one.times
    plain |= {"before": one.around.before, "after": one.around.after, "key": str(one.key)}
    if one.pin is not None:
        plain |= one.pin._asdict()
    if one.samples:
        plain["article"] = " ".join(one.samples)
    return plain
