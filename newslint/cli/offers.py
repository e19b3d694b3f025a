"""What a person is offered of a finding: the ways to mend it, and how each is shown."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newslint.document import Document
from newslint.edits import applied, breaks
from newslint.mending import Article, are_free
from newslint.model import Applicability, Diagnostic, Edit, Span
from newslint.reporters.style import Style
from newslint.reporters.window import window
from newslint.reporters.words import printable
from newslint.text.structure import LINE_END

MOST = 9
"""How many ways there are to choose from: a digit each."""
LINES = 12
"""How many lines are shown of what goes, and of what comes."""
NAMES = {
    Applicability.SAFE: "safe",
    Applicability.UNSAFE: "not safe: look at it twice",
    Applicability.DISPLAY: "a suggestion",
}


class Way(NamedTuple):
    """One way to mend a finding."""

    edits: tuple[Edit, ...]
    applicability: Applicability


class Offer(NamedTuple):
    """A finding, and the ways to mend it."""

    document: Document
    diagnostic: Diagnostic
    ways: tuple[Way, ...]


class Taken:
    """The edits of the changes that were accepted, by record: what meets one of them has to wait."""

    def __init__(self) -> None:
        """Begin with none."""
        self._edits: dict[int | None, list[Edit]] = {}

    def add(self, offer: Offer, decision: Way | str) -> None:
        """Take what was decided of a finding, which may be not to change anything."""
        for edit in decision.edits if isinstance(decision, Way) else ():
            insort(self._edits.setdefault(offer.diagnostic.location.record, []), edit)

    def meets(self, offer: Offer) -> bool:
        """Whether one of the ways to mend a finding meets a change that was accepted."""
        edits = self._edits.get(offer.diagnostic.location.record, ())
        return any(not are_free(offer.document.source, way.edits, edits) for way in offer.ways)


def offers_in(article: Article) -> tuple[list[Offer], int]:
    """Return what is offered of an article, in its order, and how many findings stand where nothing is changed."""
    document, found = article.document, []
    protected = 0
    if document.damaged:
        return [], 0
    for one in sorted(article.diagnostics, key=lambda one: (one.location.span, one.rule)):
        every = tuple(_ways(document, one))
        ways = tuple(way for way in every if is_allowed(document, one.location.span, way.edits))
        if ways:
            found.append(Offer(document, one, ways[:MOST]))
        protected += bool(every and not ways)
    return found, protected


def is_allowed(document: Document, span: Span, edits: Sequence[Edit]) -> bool:
    """Whether edits touch no quotation, byline or credit, and break nothing in the file."""
    if any(document.is_protected(one) for one in {span, *(edit.span for edit in edits)}):
        return False
    return not any(breaks(document, edit) for edit in edits)


def _ways(document: Document, one: Diagnostic) -> Iterator[Way]:
    text = document.source
    if one.fix and any(edit.span.of(text) != edit.text for edit in one.fix.edits):
        yield Way(tuple(sorted(edit._replace(position=None) for edit in one.fix.edits)), one.fix.applicability)
    else:
        for suggestion in one.suggestions:
            if suggestion != one.location.span.of(text):
                yield Way((Edit(one.location.span, suggestion),), Applicability.DISPLAY)


def shown(offer: Offer, way: Way, width: int, style: Style) -> Iterator[str]:
    """Yield the lines that show what would go and what would come, in their context."""
    text = offer.document.source
    before, old, new, after = _around(text, way.edits)
    if before:
        yield style.paint("dim", f"    {_part(before, len(before), len(before), width)}")
    yield from _side("-", "error", old, new, width, style)
    yield from _side("+", "good", new, old, width, style)
    if after:
        yield style.paint("dim", f"    {_part(after, 0, 0, width)}")


def _around(text: str, edits: Sequence[Edit]) -> tuple[str, list[str], list[str], str]:
    """Return the line above what changes, the lines that go, those that come in their place, and the line below."""
    start = max(text.rfind("\n", 0, edits[0].span.start), text.rfind("\r", 0, edits[0].span.start)) + 1
    stop = LINE_END.search(text, edits[-1].span.end)
    end = stop.start() if stop else len(text)
    moved = [Edit(Span(one.span.start - start, one.span.end - start), one.text) for one in edits]
    old = [line for line in LINE_END.split(text[start:end]) if line.strip()]
    new = [line for line in LINE_END.split(applied(text[start:end], moved)) if line.strip()]
    while old and new and old[0] == new[0]:
        old, new = old[1:], new[1:]
    while old and new and old[-1] == new[-1]:
        old, new = old[:-1], new[:-1]
    above = [line for line in LINE_END.split(text[max(0, start - 2000) : start]) if line.strip()]
    below = [line for line in LINE_END.split(text[end : end + 2000]) if line.strip()]
    return (above or [""])[-1], old, new, (below or [""])[0]


def _side(
    mark: str, colour: str, lines: Sequence[str], others: Sequence[str], width: int, style: Style
) -> Iterator[str]:
    for number, line in enumerate(lines[:LINES]):
        start, end = _difference(line, others[number] if number < len(others) else "")
        yield style.paint(colour, f"  {mark} {_part(line, start, end, width)}")
    if len(lines) > LINES:
        yield style.paint("dim", f"  {mark} ... and {len(lines) - LINES:,} more lines")


def _difference(line: str, other: str) -> tuple[int, int]:
    """Return the part of a line that another one has not."""
    most = min(len(line), len(other))
    start = next((at for at in range(most) if line[at] != other[at]), most)
    same = next((at for at in range(most - start) if line[-1 - at] != other[-1 - at]), most - start)
    return start, len(line) - same


def _part(line: str, start: int, end: int, width: int) -> str:
    return printable(window(line, min(start, max(0, len(line) - 1)), max(end, start + 1), width).text)
