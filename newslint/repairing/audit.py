"""What was done to a file -> lines of the audit: JSON that says what stood where, what stands there now, and why."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any

from newslint import __version__
from newslint.document import Document
from newslint.mending import Change
from newslint.model import Span
from newslint.repairing.courses import Course
from newslint.repairing.files import FileRepair, Repaired
from newslint.repairing.how import FORMAT, ORIGINALS, Left
from newslint.repairing.moving import is_moved
from newslint.repairing.patches import patches
from newslint.repairing.pieces import Cut
from newslint.reporters.words import json_escaped
from newslint.values import Values

Entry = dict[str, Any]


class Sums(Values):
    """What one part of a repair, or the whole, came to."""

    files: int = 0
    others: int = 0
    """Files that are no articles."""
    changed: int = 0
    files_left_out: int = 0
    changes: Mapping[str, Mapping[str, int]] = {}
    """How often each rule had its way, by what was done: fixed, moved, removed, left-out, kept."""
    problems: int = 0

    def plus(self, other: Sums) -> Sums:
        """Return both together."""
        counts: dict[str, Counter[str]] = {}
        for one in (self, other):
            for action, by_rule in one.changes.items():
                counts.setdefault(action, Counter()).update(by_rule)
        numbers = ("files", "others", "changed", "files_left_out", "problems")
        summed = {name: getattr(self, name) + getattr(other, name) for name in numbers}
        return Sums(**summed, changes={action: dict(sorted(counts[action].items())) for action in sorted(counts)})

    def total(self, action: str) -> int:
        """Return how often something was done."""
        return sum(self.changes.get(action, {}).values())


def line(entry: Entry) -> bytes:
    """Return an entry as a line."""
    return (json_escaped(json.dumps(entry, ensure_ascii=False)) + "\n").encode()


def digest(data: bytes) -> str:
    """Return the SHA-256 of some bytes in hex."""
    return sha256(data).hexdigest()


def head(part: str) -> Entry:
    """Return the entry that begins a part."""
    return {"kind": "part", "part": part, "format": FORMAT, "newslint": __version__}


def trailer(part: str, sums: Sums, entries: Iterable[Entry]) -> Entry:
    """Return the entry that ends a part: counts, and one hash over the files before and one over those after."""
    source, result = sha256(), sha256()
    for entry in entries:
        for which, hashed in (("source", source), ("result", result)):
            if entry[which] is not None:
                hashed.update(f"{entry['path']}\0{entry[which]['sha256']}\n".encode("utf-8", "surrogateescape"))
    hashes = {"source_sha256": source.hexdigest(), "result_sha256": result.hexdigest()}
    return {"kind": "end", "part": part, **sums.as_dict(), **hashes, "newslint": __version__, "complete": True}


def of_file(name: str, done: Repaired) -> Entry:
    """Return the entry of a file: both versions, and what leads back to the first."""
    result = None if done.after is None else version(done.after)
    entry: Entry = {"kind": "file", "path": name, "action": _action(done), "source": version(done.before)}
    entry["result"] = result
    if done.before != done.after:
        if done.before != done.original:
            entry["original"] = f"{ORIGINALS}/{name}"
        else:
            found = patches(done.before, done.after or b"")
            entry["undo"] = [[one.start, one.end, as_text(one.old)] for one in found]
    return entry


def as_text(data: bytes) -> str:
    """Return bytes as a text that leads back to them, whatever their encoding."""
    return data.decode("utf-8", "surrogateescape")


def as_bytes(text: str) -> bytes:
    """Return the bytes that a text stands for."""
    return text.encode("utf-8", "surrogateescape")


def _action(done: Repaired) -> str:
    if done.after is None:
        return "left-out"
    return "copied" if done.before == done.after else "changed"


def version(data: bytes) -> Entry:
    """Return the size and the hash of some bytes."""
    return {"bytes": len(data), "sha256": digest(data)}


def of_changes(name: str, repair: FileRepair, done: Repaired) -> Iterator[Entry]:
    """Yield the entries of all that was changed in a file, in the order of its articles and places."""
    if done.problem:
        yield {"kind": "problem", "path": name, "message": done.problem}
    if not (done.changes or done.kept_changes or done.homeless or done.cuts or done.dropped):
        return
    entries = [*_Teller(name, repair, done).entries()]
    yield from sorted(entries, key=lambda one: (one["source"]["record"] or 0, one["source"]["start"], one["rule"]))


class _Teller:
    """Tells of the changes in one file."""

    def __init__(self, name: str, repair: FileRepair, done: Repaired) -> None:
        self._name = name
        self._credits = repair.credits_name
        self._done = done
        self._course = Course(done.steps)
        touched = {one.diagnostic.location.record for one in (*done.changes, *done.kept_changes, *done.homeless)}
        touched |= {cut.record for cut in done.cuts} | {record or None for record in done.dropped}
        self._before = _documents(repair, done.original, touched)
        self._after = _documents(repair, done.content, touched)
        self._gone = sorted(done.dropped)

    def entries(self) -> Iterator[Entry]:
        for change in self._done.changes:
            is_noted = change.diagnostic.location.record in self._done.noted and is_moved(change.diagnostic)
            yield (
                self._of_change("moved", change) | {"to": self._credits}
                if is_noted
                else self._of_change("fixed", change)
            )
        for change in self._done.kept_changes:
            yield self._kept(change, "its fix would bring another finding of this rule")
        for change in self._done.homeless:
            yield self._kept(change, f"there is no place for the field {self._credits}")
        for cut in self._done.cuts:
            yield self._of_cut(cut)
        for record, left in self._done.dropped.items():
            yield self._of_article(record or None, left)

    def _of_change(self, action: str, change: Change) -> Entry:
        diagnostic = change.diagnostic
        record = diagnostic.location.record
        return {
            **self._begin(action, diagnostic.rule, diagnostic.message),
            "source": self._source(record, self._course.at_first(record, change.span, change.step)),
            "result": self._result(record, self._course.at_last(record, change.span, change.step)),
            "old": change.old,
            "new": change.new,
        }

    def _kept(self, change: Change, reason: str) -> Entry:
        diagnostic = change.diagnostic
        record = diagnostic.location.record
        return {
            **self._begin("kept", diagnostic.rule, f"{diagnostic.message}; {reason}"),
            "source": self._source(record, self._course.at_first(record, change.span, change.step)),
            "old": change.old,
        }

    def _of_cut(self, cut: Cut) -> Entry:
        reason = "This paragraph stands in an article that is kept"
        entry = self._begin("removed" if cut.is_done else "kept", cut.left.rule, reason)
        entry["source"] = self._source(cut.record, self._course.at_first(cut.record, cut.span, cut.step))
        if cut.is_done:
            entry["result"] = self._result(cut.record, self._course.at_last(cut.record, cut.span, cut.step))
        return entry | {"old": cut.old, **_twin(cut.left)}

    def _of_article(self, record: int | None, left: Left) -> Entry:
        document = self._before[record]
        entry = self._begin("left-out", left.rule, "This article stands elsewhere in the corpus")
        entry["source"] = self._source(record, Span(0, len(document.source)))
        return entry | {"result": None, "old": document.source, **_twin(left)}

    def _begin(self, action: str, rule: str, reason: str) -> Entry:
        return {"kind": "change", "path": self._name, "action": action, "rule": rule, "reason": reason}

    def _source(self, record: int | None, span: Span) -> Entry:
        return _place(self._before[record], span, record)

    def _result(self, record: int | None, span: Span) -> Entry | None:
        if self._done.after is None or (record or 0) in self._done.dropped:
            return None
        number = record and record - sum(gone < record for gone in self._gone)
        return _place(self._after[record], span, number)


def _documents(repair: FileRepair, data: bytes, records: set[int | None]) -> dict[int | None, Document]:
    return {one.record: one for one in repair.documents(data) if one.record in records}


def _place(document: Document, span: Span, record: int | None) -> Entry:
    location = document.locate(span)
    start, end = location.offsets or location.span
    return {
        "record": record,
        "record_id": location.record_id,
        "field": location.field,
        "start": start,
        "end": end,
        "line": location.position.line,
        "column": location.position.column,
    }


def _twin(left: Left) -> Entry:
    kept = {"path": left.kept.path, "record": left.kept.record or None}
    return {"kept_in": kept, "similarity": round(left.similarity, 4)}
