"""Texts that are added to a list in an object of JSON, without touching anything else of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from json import dumps
from json.decoder import scanstring  # type: ignore[attr-defined]
from typing import NamedTuple

from newslint.model import Edit, Span
from newslint.readers.json_text import skip_space, start_of, value_from

_BLANK = " \t\r\n"


class _Member(NamedTuple):
    name: str
    gap: str
    """The white space before the key, which parts it from the sign before."""
    key: Span
    value: Span


def note_edit(text: str, at: int, field: str, notes: Sequence[str]) -> Edit | None:
    """Return the edit that adds texts to the list in a field of the object at an offset; None where there is no place.

    A field that is not there comes last. One that holds anything but a list of texts, or nothing, is somebody else's.
    """
    *above, key = (field,) if start_of(text, at, (field,)) is not None else field.split(".")
    start = start_of(text, at, tuple(above)) if above else at
    members = tuple(_members(text, start)) if start is not None else ()
    if not members:
        return None
    items = ", ".join(dumps(note, ensure_ascii=text.isascii()) for note in notes)
    existing = next((member for member in reversed(members) if member.name == key), None)
    if existing is not None:
        return _added(text, existing.value, items)
    last = members[-1]
    colon = text[last.key.end : last.value.start]
    new = f",{last.gap}{dumps(key, ensure_ascii=text.isascii())}{colon}[{items}]"
    return Edit(Span(last.value.end, last.value.end), new)


def _added(text: str, span: Span, items: str) -> Edit | None:
    value = value_from(text, span.start)[0]
    if value in (None, "", []):
        return Edit(span, f"[{items}]")
    if not (isinstance(value, list) and all(isinstance(one, str) for one in value)):
        return None
    end = span.start + len(text[span.start : span.end - 1].rstrip(_BLANK))
    return Edit(Span(end, end), f", {items}")


def _members(text: str, at: int) -> Iterator[_Member]:
    """Yield the members of an object that is known to be valid."""
    before = at + 1
    at = skip_space(text, before)
    while text.startswith('"', at):
        name, end = scanstring(text, at + 1)
        start = skip_space(text, skip_space(text, end) + 1)
        stop = value_from(text, start)[1]
        yield _Member(name, text[before:at], Span(at, end), Span(start, stop))
        before = skip_space(text, stop) + 1
        at = skip_space(text, before)
