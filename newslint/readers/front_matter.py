"""Front matter of a Markdown file: which of its values are prose, and which one is the headline.

Only keys and scalar values are understood, in YAML (``---``) and TOML (``+++``); everything else
is no prose. That needs no YAML library and cannot run anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from newslint.document import Enclosed
from newslint.model import Span

_FENCES = {"---": ("---", "..."), "+++": ("+++",)}
_KEY = re.compile(
    r"(?P<indent>[ \t]*(?:- +)?)(?P<quote>[\"']?)(?P<key>(?:[\w-]*[_-])?(?:title|subtitle|headline|description|summary|"
    r"excerpt|standfirst|teaser|caption|alt(?:[_-]?text)?))(?P=quote)[ \t]*(?P<sign>[:=])[ \t]*(?P<value>.*)",
    re.IGNORECASE,
)
_ANY_KEY = re.compile(r"[ \t]*(?:- |[\"']?[\w-]+[\"']?[ \t]*[:=](?:\s|$)|#)")
_BLOCK = re.compile(r"[|>][-+\d]*[ \t]*(?:#.*)?$")
_COMMENT = re.compile(r"[ \t]#")
# What means something to YAML or TOML inside a value, by the quotation mark around it.
_BORDERS = {"'": r"'|[\r\n]", '"': r'["\\\r\n]', "": r":(?!\S)|(?<!\S)#|^(?!\w)|\s$|[\r\n]"}
# TOML sets them around values of several lines.
_LONG_BORDERS = {'"""': r'\\|""|"\Z', "'''": r"''|'\Z"}
_BLOCK_BORDERS = r"^\s|^$|[\r\n]"


class FrontMatter(NamedTuple):
    """Where the front matter ends (0: there is none), what of it is prose, and where the headline stands."""

    end: int = 0
    prose: tuple[Span, ...] = ()
    title: Span | None = None
    enclosed: tuple[Enclosed, ...] = ()


def find(text: str, lines: Sequence[Span]) -> FrontMatter:
    """Return the front matter of a text, given all its lines, blank ones too, without their ends."""
    fence = lines[0].of(text).rstrip() if lines else ""
    closing = _FENCES.get(fence, ())
    last = next((index for index, line in enumerate(lines[1:], 1) if line.of(text).rstrip() in closing), 0)
    if not last:
        return FrontMatter()
    title, enclosed = None, []
    for key, one in _values(text, lines[1:last]):
        enclosed.append(one)
        if title is None and key == "title":
            title = one.span
    return FrontMatter(lines[last].end, tuple(one.span for one in enclosed), title, tuple(enclosed))


def _values(text: str, lines: Sequence[Span]) -> Iterator[tuple[str, Enclosed]]:
    """Yield the prose of each known key, line by line; a key inside another one is no ``title``."""
    done = 0
    for index, line in enumerate(lines):
        found = _KEY.match(text, *line) if line.start >= done else None
        if found is None:
            continue
        key = "" if found["indent"] else found["key"].lower()
        if found["sign"] == "=" and found["value"][:3] in _LONG_BORDERS:
            several = list(_long(text, lines, index, found.start("value")))
            done = several[-1].end
            borders = _LONG_BORDERS[found["value"][:3]]
            yield from ((key, Enclosed(span, borders)) for span in several if span.start < span.end)
            continue
        more = [_trimmed(text, one) for one in _continued(text, lines, index, len(found["indent"]))]
        first = _trimmed(text, Span(*found.span("value")))
        done = more[-1].end if more else 0
        borders = _BLOCK_BORDERS
        if not _BLOCK.match(text, *first):
            borders = _BORDERS.get(text[first.start : first.start + 1], _BORDERS[""])
            more = _scalar(text, [first, *more])
        yield from ((key, Enclosed(span, borders)) for span in more if span.start < span.end)


def _long(text: str, lines: Sequence[Span], index: int, start: int) -> Iterator[Span]:
    """Yield the lines between three quotation marks and the next three, trimmed."""
    end = text.find(text[start : start + 3], start + 3, lines[-1].end)
    for line in islice(lines, index, None):
        if 0 <= end < line.start:
            return
        last = line.end if end < 0 else min(line.end, end)
        yield _trimmed(text, Span(max(line.start, start + 3), last))


def _continued(text: str, lines: Sequence[Span], index: int, indent: int) -> Iterator[Span]:
    """Yield the lines that belong to the value begun in a line: they are indented deeper and begin no key."""
    block = _BLOCK.search(lines[index].of(text)) is not None
    for line in lines[index + 1 :]:
        content = line.of(text)
        if content.strip():
            depth = len(content) - len(content.lstrip())
            if depth <= indent or (not block and _ANY_KEY.match(content)):
                return
            yield line


def _scalar(text: str, spans: list[Span]) -> list[Span]:
    """Return the lines of a plain or quoted value without its quotation marks or its comment."""
    first, last = spans[0], spans[-1]
    mark = text[first.start : first.start + 1] if first.start < first.end else ""
    if mark and mark in "[{&*!":
        return []
    if mark and mark in "\"'":
        end = text.rfind(mark, max(last.start, first.start + 1), last.end)
        spans[-1] = Span(last.start, end if end >= 0 else last.end)
        spans[0] = Span(first.start + 1, spans[0].end)
        return spans
    comment = _COMMENT.search(text, *first)
    spans[0] = _trimmed(text, Span(first.start, comment.start() if comment else first.end))
    return spans


def _trimmed(text: str, span: Span) -> Span:
    content = span.of(text)
    start = span.start + len(content) - len(content.lstrip())
    return Span(start, max(start, span.start + len(content.rstrip())))
