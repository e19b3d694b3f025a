"""The folder that a repair writes to: whether it may, and what an earlier one left there."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

from newslint.fixer import TEMPORARY
from newslint.readers import UnreadableError, UnwritableError, data_of, pieces_of
from newslint.repairing.audit import Entry
from newslint.repairing.disk import remove
from newslint.repairing.how import AUDIT, FORMAT, ORIGINALS, OTHERS, PARTS, WHOLE

NAMED = 3
"""How many files are named where there are more."""


def require_apart(source: str, target: str) -> None:
    """Raise ``UnwritableError`` where one of two folders lies in the other one."""
    one, other = os.path.realpath(source), os.path.realpath(target)
    if one == other:
        raise UnwritableError(f"{source} would be written over with its own copies; name another folder for them")
    if other.startswith(os.path.join(one, "")):
        raise UnwritableError(f"{target} lies in {source}, which is never written to; name a folder outside of it")
    if one.startswith(os.path.join(other, "")):
        raise UnwritableError(f"{source} lies in {target}; name a folder that holds nothing else")


def require_empty(target: str, advice: str = "") -> None:
    """Raise ``UnwritableError`` where something that is no empty folder is in the way."""
    if os.path.lexists(target) and not os.path.isdir(target):
        raise UnwritableError(f"{target} is no folder")
    if os.path.isdir(target) and os.listdir(target):
        raise UnwritableError(f"{target} is not empty{advice}")


def cleared(target: str, *, force: bool) -> None:
    """See to it that a target is empty: with ``force`` the result of an earlier repair is removed from it.

    Raises:
        UnwritableError: it holds something else, or a copy that was changed since; then nothing is removed.
    """
    if not (force and os.path.isdir(target) and os.path.isdir(os.path.join(target, AUDIT))):
        advice = "" if force else "; --force replaces the result of an earlier repair"
        require_empty(target, advice)
        return
    copies = dict(_copies(target))
    strange = [path for path in _files(target) if not _is_ours(target, path, copies)]
    if strange:
        more = f" and {len(strange) - NAMED:,} more" if len(strange) > NAMED else ""
        named = ", ".join(sorted(strange)[:NAMED])
        raise UnwritableError(f"{target} holds what no repair wrote, or what was changed since: {named}{more}")
    # The sign that the result is whole goes first, what says whose the rest is goes last.
    whole, audit = os.path.join(target, AUDIT, WHOLE), os.path.join(target, AUDIT, "")
    remove(whole, target)
    for path in sorted(_files(target), key=lambda path: path.startswith(audit)):
        remove(path, target)


def swept(target: str) -> None:
    """Remove what a run that was interrupted was writing just then."""
    for path in list(_files(target)):
        if fnmatch(os.path.basename(path), TEMPORARY):
            remove(path, target)


def entries(target: str) -> Iterator[Entry]:
    """Yield all lines of an audit, part by part.

    Raises:
        UnreadableError: a line is none.
    """
    folder = Path(target, AUDIT)
    for path in sorted([*folder.glob(PARTS), *folder.glob(OTHERS)]):
        for line in data_of(str(path)).split(b"\n"):
            if line:
                yield _entry(str(path), line)


def summary(target: str) -> Entry:
    """Return what stands at the end of the audit of a repair that was finished.

    Raises:
        UnreadableError: there is none, or another newslint wrote it.
    """
    path = os.path.join(target, AUDIT, WHOLE)
    if not os.path.isdir(os.path.join(target, AUDIT)):
        raise UnreadableError(f"{target}: is no result of newslint repair: it holds no {AUDIT}")
    if not os.path.exists(path):
        raise UnreadableError(f"{target}: the repair that wrote it was not finished, so it cannot be undone")
    found = _entry(path, data_of(path))
    if found.get("format") != FORMAT:
        raise UnreadableError(f"{path}: is of another version of newslint ({found.get('newslint')})")
    return found


def _entry(path: str, line: bytes) -> Entry:
    try:
        found = json.loads(line)
    except ValueError as problem:
        raise UnreadableError(f"{path}: is damaged: {problem}") from problem
    if not isinstance(found, dict):
        raise UnreadableError(f"{path}: is damaged: a line is no object")
    return found


def _copies(target: str) -> Iterator[tuple[str, str]]:
    """Yield the path of each copy and its hash, or, of a link, where it leads."""
    for entry in entries(target):
        if entry["kind"] == "file" and entry["result"] is not None:
            yield os.path.join(target, *entry["path"].split("/")), entry["result"]["sha256"]
        elif entry["kind"] == "link" and entry.get("action") != "left-out":
            yield os.path.join(target, *entry["path"].split("/")), entry["to"]


def _files(target: str) -> Iterator[str]:
    for folder, folders, names in os.walk(target):
        yield from (os.path.join(folder, name) for name in names)
        yield from (path for name in folders if os.path.islink(path := os.path.join(folder, name)))


def _is_ours(target: str, path: str, copies: dict[str, str]) -> bool:
    above = os.path.join(target, AUDIT, "")
    if path.startswith(above):
        inside = path[len(above) :].replace(os.sep, "/")
        return any(fnmatch(inside, name) for name in (PARTS, OTHERS, WHOLE, f"{ORIGINALS}/*", TEMPORARY))
    if fnmatch(os.path.basename(path), TEMPORARY):
        return True
    if os.path.islink(path):
        return copies.get(path) == os.readlink(path)
    return path in copies and hash_of(path) == copies[path]


def hash_of(path: str) -> str:
    """Return the SHA-256 of a file in hex, however large it is.

    Raises:
        UnreadableError: the file does not exist or cannot be opened.
    """
    from hashlib import sha256

    found = sha256()
    for piece in pieces_of(path):
        found.update(piece)
    return found.hexdigest()
