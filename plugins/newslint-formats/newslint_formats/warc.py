"""WARC: archives of the web, in which pages stand as they were fetched, and WET, in which their text does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from newslint.document import Document
from newslint.readers import Mark, Source
from newslint_formats.archive import HOLDING, Entry, entries
from newslint_formats.pages import LeftOutError, Pages
from newslint_formats.stream import Stream

REASONS = 6
"""How many reasons for leaving records out are told."""


def read(source: Source) -> Iterator[Document]:
    """Yield a document for each page, and note how many records were left out, and why."""
    pages, left_out, number = Pages(source), Counter[str](), 0
    ids: dict[int, int] = {}
    entry: Entry | None = None
    for entry in entries(Stream(source.stream)):
        if not (entry.problem or entry.kind in HOLDING or entry.kind == "revisit"):
            continue
        try:
            document = pages.document(number + 1, entry)
        except LeftOutError as reason:
            left_out[str(reason)] += 1
            continue
        number += 1
        yield _once(ids, number, entry, document)
    if entry is None:
        yield pages.empty()
    elif left_out:
        source.note(_told(number, left_out))


def again(source: Source, record: int, mark: Mark) -> Document:
    """Return the record that begins at a mark."""
    source.stream.seek(mark[0])
    return Pages(source).document(record, next(entries(Stream(source.stream, mark))))


def _once(ids: dict[int, int], number: int, entry: Entry, document: Document) -> Document:
    """Return a document, with a problem where another record of the file calls itself the same."""
    own = entry.said("WARC-Record-ID")
    first = ids.setdefault(hash(own), number) if own else number
    if first == number or document.problem:
        return document
    return document._replace(problem=f"The record has the WARC-Record-ID of record {first} ({own})")


def _told(number: int, left_out: Counter[str]) -> str:
    total = sum(left_out.values())
    reasons = [f"{count:,} {reason}" for reason, count in left_out.most_common(REASONS)]
    if more := total - sum(count for _, count in left_out.most_common(REASONS)):
        reasons.append(f"{more:,} for other reasons")
    return f"{total:,} of {number + total:,} records hold no article and were left out: {', '.join(reasons)}"
