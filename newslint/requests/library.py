"""The documents of a run, fetched again when somebody asks for their text."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO

from newslint.document import Document
from newslint.openers import Opener
from newslint.readers import (
    Chosen,
    Identities,
    Names,
    Reader,
    Section,
    Source,
    UnreadableError,
    data_of,
    defaults,
    documents_in,
    opened,
)
from newslint.requests.again import Cursor, mark_of, marks_of

if TYPE_CHECKING:
    from array import array
    from contextlib import AbstractContextManager

KEPT = 8_000_000
"""How many characters of text are kept in memory rather than read again."""
RECENT = 4_000_000
"""How many characters of single records are remembered besides."""
NO_SECTIONS: "Mapping[str, Sequence[Section]]" = {}


class Shelf:
    """How one file is read."""

    def __init__(
        self,
        reader: Reader,
        encoding: str,
        fields: Names | None = None,
        options: Chosen | None = None,
        opener: Opener | None = None,
    ) -> None:
        """Take the reader, what the configuration says of such files, and what opens it (None: it is a file)."""
        self.reader = reader
        self.encoding = encoding
        self.fields = fields or {}
        self.options = {**defaults(reader), **(options or {})}
        self.opener = opener

    @property
    def is_writable(self) -> bool:
        """Whether such files can be fixed: the reader writes too, and they lie on this machine."""
        return self.reader.write is not None and self.opener is None

    def source(self, path: str, stream: BinaryIO) -> Source:
        """Return the file as its reader takes it."""
        return Source(path, stream, self.encoding, self.fields, self.options)


class Library:
    """Documents by path and record. Keeps the last ones read, up to ``KEPT`` characters.

    Of a larger file of records it keeps where each begins, so that one can be read again without the others.
    """

    def __init__(
        self,
        shelves: MutableMapping[str, Shelf],
        replaced: Mapping[str, bytes],
        sections: Mapping[str, Sequence[Section]] = NO_SECTIONS,
    ) -> None:
        """Take what the library holds.

        Args:
            shelves: how each file is read.
            replaced: the bytes that stand in for files (standard input).
            sections: the pieces in which large files are read, in their order.
        """
        self._shelves = shelves
        self._sections = sections
        self._marked: dict[tuple[str, int], array[int]] = {}
        """For pieces of files, by path and beginning, the offset and line of each record in turn."""
        self._replaced = replaced
        self._kept: dict[str, dict[int | None, Document]] = {}
        self._sizes: dict[str, int] = {}
        self._giant: dict[str, dict[int | None, Document]] = {}
        """The last article that is larger than all that may be kept: whoever compares it comes back to it."""
        self._size = 0
        self._large: dict[str, array[int]] = {}
        """Files that are not kept, with the offset and line of each record in turn."""
        self._recent: dict[tuple[str, int | None], Document] = {}
        self._recent_size = 0
        self._cursor = Cursor()
        self._notes: dict[str, list[str]] = {}

    def documents(self, path: str) -> list[Document]:
        """Return the documents of a file.

        Raises:
            UnreadableError: the file cannot be opened.
        """
        return list(self.stream(path))

    def stream(self, path: str) -> Iterator[Document]:
        """Yield the documents of a file as they are read.

        Raises:
            UnreadableError: the file cannot be opened.
        """
        if (kept := self._held(path)) is not None:
            yield from tuple(kept.values())
            return
        read: dict[int | None, Document] = {}
        marks: array[int] | None = None
        size = 0
        for document in self._read(path):
            size += len(document.text)
            if marks is None and size > KEPT and read:
                marks = marks_of(read.values())
                read = {}
            if marks is None:
                read[document.record] = document
            else:
                marks.extend(mark_of(document))
            yield document
        if marks is None:
            self._keep(path, read, size)
        else:
            self._large[path] = marks

    def section(self, path: str, section: Section, identities: Identities) -> Iterator[Document]:
        """Yield the documents of a piece of a file as they are read.

        Args:
            path: the file.
            section: the piece.
            identities: to which the ids are added that other pieces must not have.

        Raises:
            UnreadableError: the file cannot be opened.
        """
        shelf = self._shelves[path]
        if shelf.reader.sections is not None:
            with self._opened(path) as stream:
                yield from shelf.reader.sections.read(shelf.source(path, stream), section, identities)

    def document(self, path: str, record: int | None) -> Document:
        """Return one document of a file.

        Raises:
            UnreadableError: the file cannot be opened, or no longer holds the document.
        """
        kept = self._held(path)
        found = self._recent.get((path, record)) if kept is None else kept.get(record)
        if found is None and kept is None:
            found = self._fetched(path, record)
        if found is None:
            raise UnreadableError(f"{path}: was changed while it was read: there is no record {record}")
        return found

    def noted(self, path: str) -> tuple[str, ...]:
        """Return what the reader of a file had to say when the file was read last."""
        return tuple(self._notes.get(path, ()))

    def add(self, path: str, shelf: Shelf) -> None:
        """Have one more file read when somebody asks for it."""
        self._shelves[path] = shelf

    def shelf(self, path: str) -> Shelf:
        """Return how a file is read."""
        return self._shelves[path]

    def is_writable(self, path: str) -> bool:
        """Whether a file can be fixed where it lies."""
        return path not in self._shelves or self._shelves[path].is_writable

    def data(self, path: str) -> bytes:
        """Return the bytes of a file, or those that stand in for it.

        Raises:
            UnreadableError: the file cannot be opened.
        """
        return self._replaced[path] if path in self._replaced else data_of(path, self._shelves[path].opener)

    def _read(self, path: str) -> Iterator[Document]:
        shelf = self._shelves[path]
        self._notes.pop(path, None)
        with self._opened(path) as stream:
            source = Source(path, stream, shelf.encoding, shelf.fields, shelf.options, partial(self._note, path))
            yield from documents_in(shelf.reader, source)

    def _opened(self, path: str) -> "AbstractContextManager[BinaryIO]":
        if path in self._replaced:
            return BytesIO(self._replaced[path])
        return opened(path, self._shelves[path].opener)

    def _note(self, path: str, text: str) -> None:
        self._notes.setdefault(path, []).append(text)

    def _fetched(self, path: str, record: int | None) -> Document | None:
        if path in self._sections and record:
            found = self._by_section(path, record)
            self._remember(found)
            return found
        if path not in self._large:
            # One pass over the file keeps it, or notes where its records begin.
            found = None
            for document in self.stream(path):
                found = document if document.record == record else found
            return found
        found = self._bymark_of(path, record) if record else None
        self._remember(found)
        return found

    def _bymark_of(self, path: str, record: int) -> Document | None:
        shelf, marks = self._shelves[path], self._large[path]
        if shelf.reader.again is None or path in self._replaced:
            return self._cursor.document(path, record, self._read)
        if 2 * record > len(marks):
            return None
        mark = (marks[2 * record - 2], marks[2 * record - 1])
        if mark[0] < 0:
            return self._cursor.document(path, record, self._read)
        try:
            with self._opened(path) as stream:
                return shelf.reader.again(shelf.source(path, stream), record, mark)
        except StopIteration:
            return None

    def _by_section(self, path: str, record: int) -> Document | None:
        sections, shelf = self._sections[path], self._shelves[path]
        section = sections[bisect_right(sections, record, key=lambda one: one.record) - 1]
        marks, index = self._marks_in(path, section), 2 * (record - section.record)
        if index >= len(marks) or shelf.reader.again is None:
            return None
        try:
            with self._opened(path) as stream:
                return shelf.reader.again(shelf.source(path, stream), record, (marks[index], marks[index + 1]))
        except StopIteration:
            return None

    def _marks_in(self, path: str, section: Section) -> "array[int]":
        found = self._marked.get((path, section.start))
        if found is None:
            from array import array

            found, shelf = array("q"), self._shelves[path]
            if shelf.reader.sections is not None:
                with self._opened(path) as stream:
                    for mark in shelf.reader.sections.marks(shelf.source(path, stream), section):
                        found.extend(mark)
            self._marked[path, section.start] = found
        return found

    def _remember(self, document: Document | None) -> None:
        if document is not None:
            self._recent[document.path, document.record] = document
            self._recent_size += len(document.text)
            while self._recent_size > RECENT and len(self._recent) > 1:
                self._recent_size -= len(self._recent.pop(next(iter(self._recent))).text)

    def _held(self, path: str) -> dict[int | None, Document] | None:
        return self._kept.get(path, self._giant.get(path))

    def _keep(self, path: str, documents: dict[int | None, Document], size: int) -> None:
        if size > KEPT:
            self._giant = {path: documents}
            return
        self._size += size
        self._kept[path], self._sizes[path] = documents, size
        while self._size > KEPT and len(self._kept) > 1:
            oldest = next(iter(self._kept))
            del self._kept[oldest]
            self._size -= self._sizes.pop(oldest)
