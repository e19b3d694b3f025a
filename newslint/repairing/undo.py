"""A repaired corpus and its audit -> the corpus as it was, byte for byte."""

from __future__ import annotations

import os
from collections.abc import Iterator

from newslint.readers import UnreadableError, data_of, pieces_of
from newslint.repairing.audit import Entry, as_bytes, digest
from newslint.repairing.disk import Staged, link
from newslint.repairing.how import AUDIT
from newslint.repairing.patches import Patch, patched
from newslint.repairing.target import entries, hash_of, require_apart, require_empty, summary
from newslint.values import Values


class Undone(Values):
    """What came of taking a repair back."""

    files: int = 0
    problems: tuple[str, ...] = ()
    """Of files that could not be restored."""


def undo(repaired: str, restored: str) -> Undone:
    """Write the files that a repair was made of to another folder. The repaired ones are only read.

    A file that was changed since, or is gone, is not restored, and named; all others are.

    Raises:
        UnreadableError: there is no audit of a finished repair, or it is damaged.
        UnwritableError: the folder is not empty, or the system does not let us write.
    """
    require_apart(repaired, restored)
    require_empty(restored)
    summary(repaired)
    problems = []
    files = 0
    for entry in entries(repaired):
        try:
            files += _restore(repaired, restored, entry)
        except UnreadableError as problem:
            problems.append(str(problem))
    return Undone(files, tuple(problems))


def _restore(repaired: str, restored: str, entry: Entry) -> bool:
    """Restore the file of an entry that is about one; return whether it was."""
    if entry["kind"] not in ("file", "link"):
        return False
    names = entry["path"].split("/")
    if any(name in ("", os.curdir, os.pardir) for name in names):
        raise UnreadableError(f"{repaired}: the audit names a file that cannot be: {entry['path']}")
    copy, place = os.path.join(repaired, *names), os.path.join(restored, *names)
    if entry["kind"] == "link":
        link(place, entry["to"])
        return True
    with Staged() as staged:
        like = copy if entry["result"] is not None else None
        staged.add(place, _restored(repaired, copy, entry), like)
        staged.settle()
    return True


def _restored(repaired: str, copy: str, entry: Entry) -> Iterator[bytes]:
    """Yield the bytes of a file as it was; they are known to be the right ones before the file gets its name."""
    wanted = entry["source"]["sha256"]
    if entry["source"] == entry["result"]:
        if hash_of(copy) != wanted:
            raise UnreadableError(f"{copy}: was changed since it was repaired, so it cannot be restored")
        yield from pieces_of(copy)
        return
    if entry["result"] is not None and hash_of(copy) != entry["result"]["sha256"]:
        raise UnreadableError(f"{copy}: was changed since it was repaired, so it cannot be restored")
    if "original" in entry:
        data = data_of(os.path.join(repaired, AUDIT, *entry["original"].split("/")))
    else:
        found = [Patch(start, end, as_bytes(old)) for start, end, old in entry["undo"]]
        data = patched(data_of(copy) if entry["result"] is not None else b"", found)
    if digest(data) != wanted:
        raise UnreadableError(f"{copy}: its audit is damaged, so it cannot be restored")
    yield data
