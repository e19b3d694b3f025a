"""Findings of one file as bytes, without what the file is called, unpacked when somebody reads them."""

import marshal
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any, overload

from newslint.model import Applicability, Diagnostic, Edit, Fix, Location, Position, Related, Severity, Span

_COUNT = 4
_SEVERITIES = {one.value: one for one in Severity}
_APPLICABILITIES = {one.value: one for one in Applicability}
# Half as dear as calling the classes; a run may have a million places.
_SPAN: Any = partial(tuple.__new__, Span)
_POSITION: Any = partial(tuple.__new__, Position)
_LOCATION: Any = partial(tuple.__new__, Location)
_DIAGNOSTIC: Any = partial(tuple.__new__, Diagnostic)
_Plain = tuple[Any, ...]


class Packed(Sequence[Diagnostic]):
    """Findings of one file that are unpacked each time they are read."""

    __slots__ = ("_is_dense", "_size", "data", "path")

    def __init__(self, data: bytes, path: str, is_dense: bool = False) -> None:
        """Take what ``packed`` returned, what the file is called now, and whether the bytes were made fewer."""
        self.data = data
        self.path = path
        self._size = int.from_bytes(data[:_COUNT], "big")
        self._is_dense = is_dense

    def __len__(self) -> int:
        """Return the number of findings."""
        return self._size

    def __iter__(self) -> Iterator[Diagnostic]:
        """Yield the findings as they were packed."""
        data = self.data[_COUNT:]
        if self._is_dense:
            import zlib

            data = zlib.decompress(data)
        for plain in marshal.loads(data):  # noqa: S302 - packed below
            yield _diagnostic(plain, self.path)

    @overload
    def __getitem__(self, index: int) -> Diagnostic: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Diagnostic]: ...
    def __getitem__(self, index: int | slice) -> Diagnostic | Sequence[Diagnostic]:
        """Return some of the findings."""
        return list(self)[index]


def packed(diagnostics: Sequence[Diagnostic]) -> bytes:
    """Return findings of one file as bytes; ``Packed`` reads them."""
    if isinstance(diagnostics, Packed):
        return diagnostics.data
    return len(diagnostics).to_bytes(_COUNT, "big") + marshal.dumps(tuple(map(_plain, diagnostics)))


def densely(diagnostics: Sequence[Diagnostic]) -> Packed:
    """Return findings of one file in a tenth of the memory."""
    import zlib

    data = packed(diagnostics)
    return Packed(data[:_COUNT] + zlib.compress(data[_COUNT:], 1), diagnostics[0].location.path, is_dense=True)


def _plain(one: Diagnostic) -> _Plain:
    return (
        plain_location(one.location), one.rule, one.category, one.group, one.severity.value, one.message, one.excerpt,
        one.fix and (one.fix.applicability.value, tuple(map(_plain_edit, one.fix.edits))), one.suggestions,
        tuple((each.location.path, plain_location(each.location), each.message) for each in one.related),
        one.twins, one.fingerprint,
    )  # fmt: skip


def plain_location(one: Location) -> _Plain:
    """Return a place as plain values, without its path."""
    offsets = one.offsets and tuple(one.offsets)
    return (one.record, one.record_id, one.field, tuple(one.span), tuple(one.position), offsets, one.file_lines)


def _plain_edit(edit: Edit) -> _Plain:
    return (tuple(edit.span), edit.text, edit.position and tuple(edit.position))


def _diagnostic(plain: _Plain, path: str) -> Diagnostic:
    location, rule, category, group, severity, message, excerpt, fix, suggestions, related, twins, fingerprint = plain
    found: Diagnostic = _DIAGNOSTIC((
        location_of(path, location), rule, category, group, _SEVERITIES[severity], message, excerpt,
        fix and Fix(tuple(map(_edit, fix[1])), _APPLICABILITIES[fix[0]]), suggestions,
        tuple([Related(location_of(where, place), said) for where, place, said in related]), twins, fingerprint,
    ))  # fmt: skip
    return found


def location_of(path: str, plain: _Plain) -> Location:
    """Return the place that ``plain_location`` was given, in a file as it is called now."""
    record, record_id, field, span, position, offsets, lines = plain
    found: Location = _LOCATION(
        (path, record, record_id, field, _SPAN(span), _POSITION(position), offsets and _SPAN(offsets), lines)
    )
    return found


def _edit(plain: _Plain) -> Edit:
    span, text, position = plain
    return Edit(_SPAN(span), text, position and _POSITION(position))
