"""Where findings in fields of records stand in the file, to the character.

Only the writer of a format knows how a field is written: with escapes, in quotation marks, as HTML. So it is asked to
put marks in, all at once, and the places are where the marks come to stand.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import BytesIO

from newslint.engine import Result
from newslint.model import Diagnostic, Edit, Span
from newslint.readers import UnreadableError, UnwritableError
from newslint.readers.decoding import decode

_MARK = "Qz7{:06d}x"
_MARKED = re.compile(r"Qz7(\d{6})x")
Spans = dict[int, tuple[int, int]]


def exact_spans(result: Result, path: str, text: str, found: Sequence[Diagnostic]) -> Spans:
    """Return offsets in the text of a file for findings in fields, by their numbers; of others nothing.

    Args:
        result: of the run over the file.
        path: its path.
        text: its text.
        found: the findings.
    """
    shelf = result.library.shelf(path)
    inside = {number: one for number, one in enumerate(found) if one.location.field is not None}
    if not inside or shelf.reader.write is None or _MARKED.search(text):
        return {}
    edits: dict[int | None, list[Edit]] = {}
    names: dict[tuple[int | None, int], int] = {}
    for one in inside.values():
        record = one.location.record
        for offset in one.location.span:
            if (record, offset) not in names:
                names[record, offset] = len(names)
                edits.setdefault(record, []).append(Edit(Span(offset, offset), _MARK.format(names[record, offset])))
    source = shelf.source(path, BytesIO(result.library.data(path)))
    try:
        marked = decode(shelf.reader.write(source, {record: sorted(some) for record, some in edits.items()})).text
    except (UnreadableError, UnwritableError):
        return {}
    if _MARKED.sub("", marked) != text:
        return {}
    places = _places(marked)
    spans = {}
    for number, one in inside.items():
        start, end = (places.get(names[one.location.record, offset]) for offset in one.location.span)
        if start is not None and end is not None and start <= end:
            spans[number] = (start, end)
    return spans


def _places(marked: str) -> dict[int, int]:
    """Return where each mark stands, by its number, in the text without them."""
    places, before = {}, 0
    for match in _MARKED.finditer(marked):
        places[int(match[1])] = match.start() - before
        before += len(match[0])
    return places
