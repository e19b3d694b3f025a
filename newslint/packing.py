"""Findings of one file as bytes, without what the file is called, unpacked when somebody reads them.

The places that belong to findings, of which a corpus has more than findings, are unpacked only when somebody looks
at them: a report shows fifty in full, and of the others only needs to know which tell of the same.
"""

import marshal
from _blake2 import blake2b
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any, overload

from newslint.model import Applicability, Diagnostic, Edit, Fix, Location, Position, Related, Severity, Span
from newslint.on_demand import OnDemand

_COUNT = 4
_SEVERITIES = {one.value: one for one in Severity}
_APPLICABILITIES = {one.value: one for one in Applicability}
# Half as dear as calling the classes; a run may have a million places.
_SPAN: Any = partial(tuple.__new__, Span)
_POSITION: Any = partial(tuple.__new__, Position)
_LOCATION: Any = partial(tuple.__new__, Location)
_DIAGNOSTIC: Any = partial(tuple.__new__, Diagnostic)
_Plain = tuple[Any, ...]


class _Book:
    """The related places of all findings of a file, read when the first is asked for."""

    __slots__ = ("_data", "_places")

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._places: tuple[_Plain, ...] | None = None

    def related(self, index: int) -> tuple[Related, ...]:
        """Return the places of one finding."""
        if self._places is None:
            self._places = marshal.loads(self._data)  # noqa: S302 - packed below
        return tuple([Related(location_of(where, place), said) for where, place, said in self._places[index]])


class KeptPlaces(Sequence[Related]):
    """The related places of a finding that was packed; equal to a tuple of them."""

    __slots__ = ("_book", "_index", "_size", "mark")

    def __init__(self, book: _Book, index: int, size: int, mark: bytes) -> None:
        """Take where they stand, how many there are, and what ``mark_of`` returned for the finding."""
        self._book = book
        self._index = index
        self._size = size
        self.mark = mark

    def __len__(self) -> int:
        """Return the number of places."""
        return self._size

    def __iter__(self) -> Iterator[Related]:
        """Yield the places."""
        return iter(self._book.related(self._index))

    @overload
    def __getitem__(self, index: int) -> Related: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Related, ...]: ...
    def __getitem__(self, index: int | slice) -> Related | tuple[Related, ...]:
        """Return some of the places."""
        return self._book.related(self._index)[index]

    def __eq__(self, other: object) -> bool:
        """Tell whether another sequence holds the same places in the same order."""
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        """Return the hash of a tuple of the places."""
        return hash(tuple(self))

    def __repr__(self) -> str:
        """Return the places as a tuple shows them."""
        return repr(tuple(self))

    def __reduce__(self) -> tuple[type[tuple[Related, ...]], tuple[tuple[Related, ...]]]:
        """Travel as a tuple."""
        return (tuple, (tuple(self),))


def mark_of(one: Diagnostic) -> bytes:
    """Return 8 bytes that two findings of a rule share if they tell of the same places, in whatever order."""
    if isinstance(one.related, KeptPlaces):
        return one.related.mark
    places = {_named(one.location), *(_named(each.location) for each in one.related)}
    return bytes(blake2b("\0\0".join(sorted(places)).encode("utf-8", "surrogatepass"), digest_size=8).digest())


def _named(place: Location) -> str:
    return f"{place.path}\0{place.record}\0{place.field}\0{' '.join(map(str, place.position))}"


class Packed(OnDemand[Diagnostic]):
    """Findings of one file that are unpacked each time they are read."""

    __slots__ = ("_size", "data", "is_dense", "path")

    def __init__(self, data: bytes, path: str, is_dense: bool = False) -> None:
        """Take what ``packed`` returned, what the file is called now, and whether the bytes were made fewer."""
        self.data = data
        self.path = path
        self._size = int.from_bytes(data[:_COUNT], "big")
        self.is_dense = is_dense

    def __len__(self) -> int:
        """Return the number of findings."""
        return self._size

    def __iter__(self) -> Iterator[Diagnostic]:
        """Yield the findings as they were packed."""
        findings, related = marshal.loads(packed(self)[_COUNT:])  # noqa: S302 - packed below
        book = _Book(related)
        for plain in findings:
            yield _diagnostic(plain, self.path, book)


def packed(diagnostics: Sequence[Diagnostic]) -> bytes:
    """Return findings of one file as bytes; ``Packed`` reads them."""
    if isinstance(diagnostics, Packed):
        return _unfolded(diagnostics.data) if diagnostics.is_dense else diagnostics.data
    found = tuple([_plain(one, index) for index, one in enumerate(diagnostics)])
    related = tuple([tuple(map(_plain_related, one.related)) for one in diagnostics])
    return len(diagnostics).to_bytes(_COUNT, "big") + marshal.dumps((found, marshal.dumps(related)))


def densely(diagnostics: Sequence[Diagnostic]) -> Packed:
    """Return findings of one file in a tenth of the memory."""
    if isinstance(diagnostics, Packed) and diagnostics.is_dense:
        return diagnostics
    import zlib

    data = packed(diagnostics)
    return Packed(data[:_COUNT] + zlib.compress(data[_COUNT:], 1), diagnostics[0].location.path, is_dense=True)


def _unfolded(data: bytes) -> bytes:
    import zlib

    return data[:_COUNT] + zlib.decompress(data[_COUNT:])


def _plain(one: Diagnostic, index: int) -> _Plain:
    return (
        plain_location(one.location), one.rule, one.category, one.group, one.severity.value, one.message, one.excerpt,
        one.fix and (one.fix.applicability.value, tuple(map(_plain_edit, one.fix.edits))), one.suggestions,
        (index, len(one.related), mark_of(one)) if one.related else (), one.twins, one.fingerprint,
    )  # fmt: skip


def _plain_related(one: Related) -> _Plain:
    return (one.location.path, plain_location(one.location), one.message)


def plain_location(one: Location) -> _Plain:
    """Return a place as plain values, without its path."""
    offsets = one.offsets and tuple(one.offsets)
    return (one.record, one.record_id, one.field, tuple(one.span), tuple(one.position), offsets, one.file_lines)


def _plain_edit(edit: Edit) -> _Plain:
    return (tuple(edit.span), edit.text, edit.position and tuple(edit.position))


def _diagnostic(plain: _Plain, path: str, book: _Book) -> Diagnostic:
    location, rule, category, group, severity, message, excerpt, fix, suggestions, related, twins, fingerprint = plain
    found: Diagnostic = _DIAGNOSTIC((
        location_of(path, location), rule, category, group, _SEVERITIES[severity], message, excerpt,
        fix and Fix(tuple(map(_edit, fix[1])), _APPLICABILITIES[fix[0]]), suggestions,
        related and KeptPlaces(book, *related), twins, fingerprint,
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
