"""The repair of one file: its bytes -> the bytes of its copy, and what was changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from io import BytesIO

from newslint.checking.asking import FAILED
from newslint.document import Document
from newslint.edits import Shift
from newslint.fixer import Lint
from newslint.known.kept_back import KeptBack
from newslint.mending import Article, Change, Step, may_apply, mend
from newslint.model import Edit
from newslint.readers import (
    CREDITS,
    Source,
    UnreadableError,
    UnwritableError,
    data_of,
    documents_in,
    packing_of,
    reader_for,
)
from newslint.repairing.how import Drop, How, Left
from newslint.repairing.moving import Moving
from newslint.repairing.pieces import Cut, Draft, credited_in, cut_of, inserted, merged
from newslint.requests.request import Task
from newslint.steps.work import Work
from newslint.values import Values

ROUNDS = 5
"""How often a file is mended at most."""
BY = "By Jane Roe"
"""What stands for any credit where only a place is sought for it."""


class Repaired(Values):
    """A file before and after, and what was done to it."""

    before: bytes
    after: bytes | None
    """None: no article of it is left, and so there is no copy."""
    content: bytes = b""
    """What ``after`` holds, unpacked; with the records that are left out."""
    original: bytes = b""
    """What ``before`` holds, unpacked."""
    changes: tuple[Change, ...] = ()
    kept_changes: tuple[Change, ...] = ()
    """Fixes that were left out, since they would have brought another finding."""
    homeless: tuple[Change, ...] = ()
    """Credits that were left, since the record has no place for them."""
    cuts: tuple[Cut, ...] = ()
    dropped: Mapping[int, Left] = {}
    steps: tuple[Step, ...] = ()
    noted: frozenset[int | None] = frozenset()
    """The records whose credits are moved."""
    problem: str = ""
    """Why the copy is the file as it was, or not all of it could be repaired."""


class FileRepair:
    """Repairs one file."""

    def __init__(self, work: Work, task: Task, how: How, kept_back: KeptBack | None = None) -> None:
        """Take the run, the file, what may be done to it, and what stays as it is."""
        self._work = work
        self._task = task
        self._how = how
        self._packing = packing_of(task.path)
        shelf = work.library.shelf(task.path)
        readers = {suffix: reader for loaded in work.plugins for suffix, reader in loaded.readers.items()}
        is_inside = self._packing and shelf.reader.name.endswith(self._packing)
        self._reader = reader_for(readers, task.path[: -len(self._packing)]) if is_inside else shelf.reader
        self._packing = self._packing if is_inside else ""
        self._fields = shelf.fields
        self._lint = Lint(work, task, self._reader, kept_back)

    def repaired(self, drop: Drop) -> Repaired:
        """Return what the repair makes of the file. Where it cannot be repaired, that is the file as it is.

        Raises:
            UnreadableError: the file cannot be opened.
        """
        before = data_of(self._task.path)
        try:
            return self._repaired(before, drop)
        except (UnreadableError, UnwritableError) as problem:
            if drop.articles or drop.paragraphs:
                # What cannot be left out stays, and the rest of the file is repaired all the same.
                return self.repaired(Drop()).but(problem=str(problem))
            return Repaired(before, before, problem=str(problem))

    def untouched(self, problem: str) -> Repaired:
        """Return the file as it is, and why."""
        before = data_of(self._task.path)
        return Repaired(before, before, problem=problem)

    def documents(self, data: bytes) -> Iterator[Document]:
        """Yield the articles in some unpacked bytes."""
        return documents_in(self._reader, self._source(data))

    @property
    def credits_name(self) -> str:
        """What the field for credits is called."""
        return next(iter(self._fields.get(CREDITS, ())), CREDITS)

    def _source(self, data: bytes) -> Source:
        return Source(self._task.path, BytesIO(data), self._task.encoding, self._fields)

    def _repaired(self, before: bytes, drop: Drop) -> Repaired:
        original = self._unpacked(before)
        articles = self._lint(original)
        credited = credited_in(articles) if self._how.credits else {}
        changed = {*credited, *self._mendable(articles), *(record or None for record in drop.paragraphs)}
        placed = self._placed(original, changed) if self._how.credits else frozenset()
        homeless = tuple(one for record, found in credited.items() if record not in placed for one in found)
        draft = Draft(original)
        self._mend(draft, placed)
        cuts = self._cut(draft, placed, drop) if drop.paragraphs else ()
        if any(one.is_done for one in cuts):
            # What stood around a paragraph that is gone may be seen for a leftover now.
            self._mend(draft, placed)
        self._note(draft, placed)
        final = self._without(draft.data, drop)
        after = before if final == original else self._packed(final)
        return Repaired(
            before, after, draft.data, original, tuple(draft.changes), tuple(draft.left), homeless, cuts, drop.articles,
            tuple(draft.steps), placed, self._failed(articles),
        )  # fmt: skip

    def _mend(self, draft: Draft, placed: Collection[int | None]) -> None:
        """Mend until nothing is left: a fix that was left out at first may be right when the others are done."""
        for _ in range(ROUNDS):
            before = draft.data
            draft.take(mend(before, Moving(self._lint, placed), self._write, may_apply(self._how.allowed)))
            if draft.data == before:
                return

    def _unpacked(self, data: bytes) -> bytes:
        if not self._packing:
            return data
        from newslint.readers.packed import unpacked_data

        return unpacked_data(self._source(data), self._packing)

    def _packed(self, data: bytes | None) -> bytes | None:
        if not self._packing or data is None:
            return data
        from newslint.readers.packed import packed_data

        return packed_data(data, self._packing)

    def _failed(self, articles: Iterable[Article]) -> str:
        """Return which rule failed, so that what it would have found is not repaired."""
        failed = next((one for article in articles for one in article.diagnostics if one.rule == FAILED), None)
        return f"{self._task.path}: {failed.message}, so not all of it was repaired" if failed else ""

    def _mendable(self, articles: Iterable[Article]) -> Iterator[int | None]:
        """Yield the records that will be changed, in which a credit may come to light."""
        for document, diagnostics in articles:
            if any(one.fix and one.fix.applicability in self._how.allowed for one in diagnostics):
                yield document.record

    def _placed(self, data: bytes, records: Collection[int | None]) -> frozenset[int | None]:
        """Return which of some records have a place for credits."""
        if self._reader.note is None or not records:
            return frozenset()
        return frozenset(records) - self._reader.note(self._source(data), dict.fromkeys(records, (BY,))).left

    def _write(self, data: bytes, edits: Step) -> bytes:
        if self._reader.write is None:
            path, name = self._task.path, self._reader.name
            raise UnwritableError(f"{path}: cannot be repaired: the reader {name} does not write")
        return self._reader.write(self._source(data), edits)

    def _noted(self, draft: Draft, placed: Collection[int | None]) -> tuple[bytes, Step]:
        """Return the bytes with the credits that were taken out of the texts put with the data about them.

        Where the file is one article, what is put in stands in its text, and moves the rest: that is a step too.
        """
        notes = draft.notes(placed)
        if not notes or self._reader.note is None:
            return draft.data, {}
        noted = self._reader.note(self._source(draft.data), notes)
        if noted.left:
            raise UnwritableError(f"{self._task.path}: cannot be repaired: the credits found no place after its fixes")
        if None not in notes:
            return noted.data, {}
        return noted.data, {None: inserted(self._article(draft.data), self._article(noted.data))}

    def _note(self, draft: Draft, placed: Collection[int | None]) -> None:
        draft.data, step = self._noted(draft, placed)
        if step:
            draft.steps.append(step)

    def _article(self, data: bytes) -> str:
        return next(iter(self.documents(data))).source

    def _cut(self, draft: Draft, placed: Collection[int | None], drop: Drop) -> tuple[Cut, ...]:
        """Take the paragraphs out that are left out; they were found in a copy in which the credits were noted."""
        back = Shift(self._noted(draft, placed)[1].get(None, ())).back()
        cuts: list[Cut] = []
        edits: dict[int | None, Sequence[Edit]] = {}
        for document in self.documents(draft.data):
            several = drop.paragraphs.get(document.record or 0, ())
            spans = [back.moved(left.where.span) for left in several]
            pairs = zip(several, spans, strict=True)
            own = [cut_of(document, left, span, spans, len(draft.steps)) for left, span in pairs]
            cuts += [one for one, _ in own]
            if removals := merged(edit for one, edit in own if one.is_done):
                edits[document.record] = removals
        if edits:
            draft.steps.append(edits)
            draft.data = self._write(draft.data, edits)
        return tuple(cuts)

    def _without(self, data: bytes, drop: Drop) -> bytes | None:
        """Return the bytes without the articles that are left out, or None where none is left."""
        if not drop.articles:
            return data
        if all((document.record or 0) in drop.articles for document in self.documents(data)):
            return None
        if self._reader.without is None:
            path, name = self._task.path, self._reader.name
            raise UnwritableError(f"{path}: the reader {name} cannot leave out single records")
        return self._reader.without(self._source(data), drop.articles)
