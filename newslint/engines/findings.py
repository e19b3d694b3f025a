"""All findings of a run, in order; packed once they are many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from operator import attrgetter

from newslint.checking.asking import FAILED
from newslint.model import Diagnostic
from newslint.on_demand import OnDemand
from newslint.steps.spool import Spool

LOOSE = 5_000
"""How many findings are kept as they are, some kilobytes each; the others are packed until they are read."""
_ORDER = attrgetter("sort_key")
_SIZE = 4
"""How many bytes say how long a packed page is."""


class Findings(OnDemand[Diagnostic]):
    """Findings by the part of the files that they stand in, read in the order of a report."""

    def __init__(self, parts: int) -> None:
        """Take the number of parts. What stands in one part comes before what stands in the next."""
        self._pages: list[list[Sequence[Diagnostic]]] = [[] for _ in range(parts)]
        self._packed = Spool(parts)
        self._size = 0
        self.failures = 0
        """How many of the findings say that a rule failed; none of those is packed elsewhere."""

    def add(self, part: int, diagnostics: Sequence[Diagnostic]) -> None:
        """Add findings of one file of a part, in any order."""
        if diagnostics:
            self._size += len(diagnostics)
            if self._stays(diagnostics):
                self._pages[part].append(diagnostics)
            else:
                self._packed.add({part: _page(diagnostics)})

    def _stays(self, diagnostics: Sequence[Diagnostic]) -> bool:
        """Whether findings are kept as they come."""
        if isinstance(diagnostics, (tuple, list)):
            self.failures += sum(one.rule == FAILED for one in diagnostics)
            return self._size <= LOOSE
        from newslint.packing import Packed

        return not (isinstance(diagnostics, Packed) and diagnostics.is_dense)

    def replace(self, part: int, records: Set[int], diagnostics: Sequence[Diagnostic]) -> None:
        """Put findings in place of all that were added of some records of a part, which is a piece of one file."""
        kept = [one for one in self.of(part) if one.location.record not in records]
        self.exchange(part, [(*kept, *diagnostics)])

    def exchange(self, part: int, of_files: Iterable[Sequence[Diagnostic]]) -> None:
        """Put findings, file by file, in place of all that were added of a part."""
        known = list(self.of(part))
        self._size -= len(known)
        self.failures -= sum(one.rule == FAILED for one in known)
        self._pages[part] = []
        self._packed.clear(part)
        for diagnostics in of_files:
            self.add(part, diagnostics)

    def of(self, part: int) -> Iterator[Diagnostic]:
        """Yield the findings of a part, in no order."""
        for page in self._pages[part]:
            yield from page
        yield from _unpacked(self._packed[part])

    def __iter__(self) -> Iterator[Diagnostic]:
        """Yield all findings, sorted."""
        for part in range(len(self._pages)):
            yield from sorted(self.of(part), key=_ORDER)

    def __eq__(self, other: object) -> bool:
        """Tell whether another sequence holds the same findings in the same order."""
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]

    def __len__(self) -> int:
        """Return how many there are."""
        return self._size


def _page(diagnostics: Sequence[Diagnostic]) -> bytes:
    import marshal

    from newslint.packing import densely

    findings = densely(diagnostics)
    page = marshal.dumps((findings.path, findings.data))
    return len(page).to_bytes(_SIZE, "big") + page


def _unpacked(pages: bytes) -> Iterator[Diagnostic]:
    """Yield what was packed into pages that stand in a row."""
    if not pages:
        return
    import marshal

    from newslint.packing import Packed

    at = 0
    while at < len(pages):
        start = at + _SIZE
        at = start + int.from_bytes(pages[at:start], "big")
        path, data = marshal.loads(pages[start:at])  # noqa: S302 - packed above
        yield from Packed(data, path, is_dense=True)
