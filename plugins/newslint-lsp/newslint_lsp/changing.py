"""Fixes as changes of the text in an editor, in whatever format it is."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from io import BytesIO
from typing import NamedTuple

from newslint.edits import breaks
from newslint.engine import run
from newslint.fixer import SAFE, mended
from newslint.known.kept_back import KeptBack, kept_back
from newslint.known.withheld import KNOWN, RIGHT, Withheld, everything
from newslint.mending import may_apply
from newslint.model import Applicability, Diagnostic, Edit
from newslint.readers import UnreadableError, UnwritableError
from newslint.readers.decoding import decode
from newslint.requests.request import Loaded
from newslint.steps.work import Work
from newslint_lsp.checking import Snapshot, with_text


class Change(NamedTuple):
    """Other characters between two offsets."""

    start: int
    end: int
    text: str


class Mender:
    """Knows what fixes make of one text of a document."""

    def __init__(self, loaded: Loaded, snapshot: Snapshot) -> None:
        """Take a run over the document alone, and the text."""
        self._text = snapshot.text.text
        self._path = snapshot.path
        self._loaded = loaded = with_text(loaded, snapshot)
        self._work = Work(loaded.request, loaded.plugins)
        self._task = next(task for task in loaded.request.tasks if task.path == snapshot.path)

    def fixed(self, one: Diagnostic) -> list[Change]:
        """Return what the fix of a finding changes; nothing where it would break what stands around the text."""
        if one.fix is None or not one.fix.edits:
            return []
        return self._written(one, one.fix.edits)

    def replaced(self, one: Diagnostic, text: str) -> list[Change]:
        """Return what has to change for another text to stand where a finding is."""
        return self._written(one, [Edit(one.location.span, text)])

    def all_fixed(self, rule: str | None = None) -> list[Change]:
        """Return what all safe fixes change, or those of one rule."""
        may = may_apply(SAFE, None if rule is None else {rule})
        try:
            after = mended(self._work, self._task, may, self._kept_back()).after
        except (UnreadableError, UnwritableError):
            return []
        return list(changes(self._text, decode(after).text))

    def _kept_back(self) -> KeptBack | None:
        """Return the findings that stay as they are: those that a baseline knows, and accepted ones."""
        if self._loaded.known is None:
            return None
        result = run(self._loaded)
        found = result.diagnostics
        known = found.marked(KNOWN, RIGHT) if isinstance(found, Withheld) else ()
        return kept_back(known, everything(found), result.text).get(self._path)

    def _written(self, one: Diagnostic, edits: Sequence[Edit]) -> list[Change]:
        shelf, record = self._work.library.shelf(self._path), one.location.record
        if shelf.reader.write is None:
            return []
        try:
            document = self._work.library.document(self._path, record)
            if document.damaged or any(breaks(document, edit) for edit in edits):
                return []
            source = shelf.source(self._path, BytesIO(self._work.library.data(self._path)))
            after = shelf.reader.write(source, {record: sorted(edits)})
        except (UnreadableError, UnwritableError):
            return []
        return list(changes(self._text, decode(after).text))


def is_safe(one: Diagnostic) -> bool:
    """Whether the fix of a finding needs nobody's judgement."""
    return one.fix is not None and one.fix.applicability is Applicability.SAFE


def changes(before: str, after: str) -> Iterator[Change]:
    """Yield what has to change for one text to become another: few places, each as small as it can be."""
    start = _alike(before, after)
    tail = _alike_at_end(before[start:], after[start:])
    # Lines are compared as wholes.
    first = before.rfind("\n", 0, start) + 1
    last = before.find("\n", len(before) - tail)
    end = len(before) if last < 0 else last + 1
    old = before[first:end].splitlines(keepends=True)
    new = after[first : len(after) - (len(before) - end)].splitlines(keepends=True)
    at, offsets = first, [first]
    for line in old:
        at += len(line)
        offsets.append(at)
    for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            yield _least(before, offsets[i], offsets[j], "".join(new[k:m]))


def _least(text: str, start: int, end: int, new: str) -> Change:
    """Return a change without what is the same at its edges; a line end of two characters is never torn."""
    old = text[start:end]
    head = _alike(old, new)
    while head and (old[head - 1 : head + 1] == "\r\n" or new[head - 1 : head + 1] == "\r\n"):
        head -= 1
    rest, new_rest = old[head:], new[head:]
    tail = _alike_at_end(rest, new_rest)
    while tail and (_tears(rest, tail) or _tears(new_rest, tail)):
        tail -= 1
    return Change(start + head, end - tail, new_rest[: len(new_rest) - tail])


def _tears(text: str, tail: int) -> bool:
    at = len(text) - tail
    return at > 0 and text[at - 1 : at + 1] == "\r\n"


def _alike(one: str, other: str) -> int:
    """Return with how many characters both texts begin alike."""
    return bisect_left(range(min(len(one), len(other))), True, key=lambda size: one[: size + 1] != other[: size + 1])


def _alike_at_end(one: str, other: str) -> int:
    """Return with how many characters both texts end alike."""
    shorter = min(len(one), len(other))
    return bisect_left(range(shorter), True, key=lambda size: one[-size - 1 :] != other[-size - 1 :])
