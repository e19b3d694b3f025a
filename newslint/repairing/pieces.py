"""What the repair of one file is put together from: credits, paragraphs that are taken out, and drafts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from newslint.document import Document
from newslint.edits import breaks, cut
from newslint.mending import Article, Change, Mended, Step
from newslint.model import Edit, Span
from newslint.repairing.how import Left
from newslint.repairing.moving import is_moved, with_moves
from newslint.values import Values


class Draft:
    """The bytes of a file on the way, and what was done to them so far."""

    def __init__(self, data: bytes) -> None:
        """Begin with the file as it is."""
        self.data = data
        self.steps: list[Step] = []
        self.changes: list[Change] = []
        self.left: list[Change] = []

    def take(self, mended: Mended) -> None:
        """Go on with what fixes made of the bytes."""
        before = len(self.steps)
        self.data = mended.after
        self.steps += mended.steps
        self.changes += (one._replace(step=one.step + before) for one in mended.changes)
        # What was left before may have been mended since.
        self.left = [one._replace(step=before) for one in mended.left]

    def notes(self, records: Iterable[int | None]) -> Mapping[int | None, Sequence[str]]:
        """Return the credits that were taken out of the texts of some records, in their order."""
        found: dict[int | None, list[str]] = {}
        wanted = frozenset(records)
        for change in sorted(self.changes, key=lambda one: (one.step, one.span)):
            record = change.diagnostic.location.record
            if record in wanted and is_moved(change.diagnostic):
                found.setdefault(record, []).append(change.found)
        return found


class Cut(Values):
    """A paragraph that is taken out, or that is left since the file does not let it go."""

    record: int | None
    span: Span
    old: str
    left: Left
    is_done: bool
    step: int
    """How many steps went before."""


def credited_in(articles: Iterable[Article]) -> Mapping[int | None, Sequence[Change]]:
    """Return the credits that could be moved, by record."""
    found = {one.document.record: _credits(one) for one in articles if any(map(is_moved, one.diagnostics))}
    return {record: several for record, several in found.items() if several}


def _credits(article: Article) -> list[Change]:
    """Return the credits of an article that can be moved, as changes."""
    spans = ((one, one.location.span) for one in with_moves(article) if is_moved(one) and one.fix is not None)
    texts = ((one, span, span.of(article.document.source)) for one, span in spans)
    return [Change(one, text, text, span, 0, text) for one, span, text in texts]


def cut_of(document: Document, left: Left, span: Span, others: Collection[Span], step: int) -> tuple[Cut, Edit]:
    """Return what is to be said of a paragraph that is left out, and the edit that takes it out."""
    edit = cut(document, span, others)
    return Cut(document.record, span, span.of(document.source), left, not breaks(document, edit), step), edit


def merged(edits: Iterable[Edit]) -> list[Edit]:
    """Return removals, of which neighbours may both take the gap between them, as such that overlap nowhere."""
    found: list[Edit] = []
    for edit in sorted(edits):
        if found and edit.span.start <= found[-1].span.end:
            found[-1] = Edit(Span(found[-1].span.start, max(found[-1].span.end, edit.span.end)), "")
        else:
            found.append(Edit(edit.span, ""))
    return found


def inserted(before: str, after: str) -> list[Edit]:
    """Return the one edit that leads from one text to another one."""
    most = min(len(before), len(after))
    head = next((at for at in range(most) if before[at] != after[at]), most)
    tail = next((at for at in range(most - head) if before[-1 - at] != after[-1 - at]), most - head)
    return [Edit(Span(head, len(before) - tail), after[head : len(after) - tail])]
