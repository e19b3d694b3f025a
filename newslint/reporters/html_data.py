"""What the HTML report holds of articles, findings and rules, as plain JSON values. Offsets count code points."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b
from itertools import groupby
from typing import Any, NamedTuple

from newslint.checking.diagnose import normalised, shortened
from newslint.config import Active
from newslint.document import Document
from newslint.edits import applied
from newslint.engine import Result
from newslint.known import marks
from newslint.model import Diagnostic, Location, Related, Span
from newslint.reporters.former import Former

SUGGESTIONS = 8
Json = dict[str, Any]
Place = tuple[str, int | None]


class Shelved(NamedTuple):
    """An article of the report."""

    number: int
    location: Location
    """A place in it."""
    diagnostics: tuple[Diagnostic, ...]
    headline: Span | None = None
    unread: tuple[Span, ...] = ()
    """What stands in the file and is no text to newslint: front matter, code, addresses, marks."""

    def as_json(self, text: str | None) -> Json:
        """Return what the page says of it."""
        path, record, record_id = self.location[:3]
        value: Json = {"number": self.number, "path": path}
        if record is not None:
            value |= {"record": record, "id": record_id}
        if self.headline is not None:
            value["headline"] = list(self.headline)
        if self.unread:
            value["unread"] = [list(span) for span in self.unread]
        return value if text is None else value | {"length": len(text)}


class Articles:
    """The articles that have findings, in the order of the report, and behind them those that are only twins."""

    def __init__(self, result: Result) -> None:
        """Take the result of a run."""
        self._result = result
        self._numbers: dict[Place, int] = {}
        whole = blake2b(digest_size=8)
        for one in result.diagnostics:
            self._numbers.setdefault(_place(one.location), len(self._numbers))
            whole.update(f"{one.location.path}\0{one.location.record}\0{one.fingerprint}\n".encode("utf-8", "replace"))
        self._twins: dict[Place, Location] = {}
        for one in result.diagnostics:
            for related in one.related[:1]:
                if (place := _place(related.location)) not in self._numbers:
                    self._twins.setdefault(place, related.location)
        self.paths = {path for path, _ in self._numbers}
        for place in self._twins:
            self._numbers[place] = len(self._numbers)
        self.identity: str = whole.hexdigest()
        """Tells this report from others: 64 bits in hex over its findings and where they stand."""

    def __iter__(self) -> Iterator[tuple[Shelved, str | None]]:
        """Yield each article with its text, which is None where it cannot be had again."""
        for place, found in groupby(self._result.diagnostics, key=lambda one: _place(one.location)):
            several = tuple(found)
            yield self._shelved(place, several[0].location, several)
        for place, location in self._twins.items():
            yield self._shelved(place, location, ())

    def number(self, location: Location) -> int | None:
        """Return the number of the article in which a place lies, or None where the report does not hold it."""
        return self._numbers.get(_place(location))

    def _shelved(
        self, place: Place, location: Location, diagnostics: tuple[Diagnostic, ...]
    ) -> tuple[Shelved, str | None]:
        try:
            document = self._result.library.document(*place)
            headline, unread, text = document.headline, tuple(_unread(document)), document.source
        except Exception:  # noqa: BLE001 - the file may be gone, and the reader of a plugin may raise anything
            return Shelved(self._numbers[place], location, diagnostics), None
        return Shelved(self._numbers[place], location, diagnostics, headline, unread), text


def _unread(document: Document) -> Iterator[Span]:
    """Yield what a reader masked, in runs that only white space parts."""
    source, start, end = document.source, 0, 0
    for at, (shown, stands) in enumerate(zip(document.text, source, strict=True)):
        if shown == stands:
            continue
        if source[end:at].strip():
            yield Span(start, end)
            start = at
        elif start == end:
            start = at
        end = at + 1
    if start < end:
        yield Span(start, end)


def findings(articles: Articles, article: Shelved, text: str | None, former: Former) -> Iterator[Json]:
    """Yield the findings of an article as the page shows them. What says nothing is left out."""
    for one in article.diagnostics:
        key = _key(one, text)
        value = {
            "article": article.number,
            "rule": one.rule,
            "severity": one.severity.value,
            "span": list(one.location.span) if text is not None else None,
            "line": one.location.lines[0],
            "field": one.location.field,
            "message": one.message,
            "excerpt": one.excerpt,
            "suggestions": list(one.suggestions[:SUGGESTIONS]),
            "fix": one.fix and text is not None and _fix(one, text),
            "twins": one.twins,
            "related": [_related(articles, related) for related in one.related],
            "fingerprint": one.fingerprint,
            "key": key,
            "new": not former.knows(article.location.path, key),
        }
        yield {name: it for name, it in value.items() if it is not None and it is not False and it != []}


def _key(diagnostic: Diagnostic, text: str | None) -> str:
    """Return what the finding is known by; where its article cannot be had again, its excerpt stands for its text."""
    if text is not None:
        return str(marks.key(diagnostic, text))
    nothing = marks.hashed("")
    return str(marks.Key(diagnostic.rule, marks.hashed(normalised(diagnostic.excerpt)), nothing, nothing))


def rule(active: Active) -> Json:
    """Return what the page says of a rule."""
    one = active.rule
    return {
        "name": one.name,
        "category": one.category,
        "group": one.group,
        "severity": active.severity.value,
        "summary": one.summary,
        "reason": one.reason,
    }


def _related(articles: Articles, related: Related) -> Json:
    location = related.location
    value = {
        "path": location.path,
        "record": location.record,
        "line": location.lines[0],
        "article": articles.number(location),
        "span": list(location.span),
    }
    return {name: it for name, it in value.items() if it is not None}


def _fix(diagnostic: Diagnostic, text: str) -> Json | None:
    """Return who may apply the fix, and what the marked text then is; nothing where nothing is left of it."""
    fix = diagnostic.fix
    if fix is None or not fix.edits:
        return None
    span = diagnostic.location.span
    first, last = fix.edits[0].span, fix.edits[-1].span
    whole = Span(min(span.start, first.start), max(span.end, last.end))
    becomes = applied(text[: whole.end], fix.edits)[whole.start :].strip()
    return {"by": fix.applicability.value, "becomes": shortened(becomes)}


def _place(location: Location) -> Place:
    return location.path, location.record
