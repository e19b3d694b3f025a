"""The documents of a run, fetched again when somebody asks for their text."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO

from newslint.document import Document
from newslint.openers import Opener, is_url, opener_of
from newslint.readers import (
    Chosen,
    Names,
    Reader,
    Source,
    UnreadableError,
    data_of,
    defaults,
    documents_in,
    opened,
    reader_for,
)

if TYPE_CHECKING:
    from array import array
    from contextlib import AbstractContextManager

    from newslint.plugins import Plugins
    from newslint.request import Request, Setting, Task

KEPT = 8_000_000
"""How many characters of text are kept in memory rather than read again."""
RECENT = 2_000_000
"""How many characters of single records are remembered besides."""


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

    def source(self, path: str, stream: BinaryIO) -> Source:
        """Return the file as its reader takes it."""
        return Source(path, stream, self.encoding, self.fields, self.options)


class Library:
    """Documents by path and record. Keeps the last ones read, up to ``KEPT`` characters.

    Of a larger file of records it keeps where each begins, so that one can be read again without the others.
    """

    def __init__(self, shelves: Mapping[str, Shelf], replaced: Mapping[str, bytes]) -> None:
        """Take how each file is read, and the bytes that stand in for files (standard input)."""
        self._shelves = shelves
        self._replaced = replaced
        self._kept: dict[str, dict[int | None, Document]] = {}
        self._size = 0
        self._large: dict[str, array[int]] = {}
        """Files that are not kept, with the offset and line of each record in turn."""
        self._recent: dict[tuple[str, int | None], Document] = {}
        self._recent_size = 0
        self._cursor = _Cursor()
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
        if path in self._kept:
            yield from tuple(self._kept[path].values())
            return
        read: dict[int | None, Document] = {}
        marks: array[int] | None = None
        size = 0
        for document in self._read(path):
            size += len(document.text)
            if marks is None and size > KEPT and read:
                marks = _marks(read.values())
                read = {}
            if marks is None:
                read[document.record] = document
            else:
                marks.extend(_mark(document))
            yield document
        if marks is None:
            self._keep(path, read)
        else:
            self._large[path] = marks

    def document(self, path: str, record: int | None) -> Document:
        """Return one document of a file.

        Raises:
            UnreadableError: the file cannot be opened, or no longer holds the document.
        """
        found = self._kept[path].get(record) if path in self._kept else self._recent.get((path, record))
        if found is None and path not in self._kept:
            found = self._fetched(path, record)
        if found is None:
            raise UnreadableError(f"{path}: was changed while it was read: there is no record {record}")
        return found

    def noted(self, path: str) -> tuple[str, ...]:
        """Return what the reader of a file had to say when the file was read last."""
        return tuple(self._notes.get(path, ()))

    def shelf(self, path: str) -> Shelf:
        """Return how a file is read."""
        return self._shelves[path]

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
            yield from documents_in(shelf.reader, shelf.source(path, stream)._replace(note=partial(self._note, path)))

    def _opened(self, path: str) -> "AbstractContextManager[BinaryIO]":
        if path in self._replaced:
            return BytesIO(self._replaced[path])
        return opened(path, self._shelves[path].opener)

    def _note(self, path: str, text: str) -> None:
        self._notes.setdefault(path, []).append(text)

    def _fetched(self, path: str, record: int | None) -> Document | None:
        if path not in self._large:
            # One pass over the file keeps it, or notes where its records begin.
            found = None
            for document in self.stream(path):
                found = document if document.record == record else found
            return found
        found = self._by_mark(path, record) if record else None
        self._remember(found)
        return found

    def _by_mark(self, path: str, record: int) -> Document | None:
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

    def _remember(self, document: Document | None) -> None:
        if document is not None:
            self._recent[document.path, document.record] = document
            self._recent_size += len(document.text)
            while self._recent_size > RECENT and len(self._recent) > 1:
                self._recent_size -= len(self._recent.pop(next(iter(self._recent))).text)

    def _keep(self, path: str, documents: dict[int | None, Document]) -> None:
        self._size += _characters(documents.values())
        self._kept[path] = documents
        while self._size > KEPT and len(self._kept) > 1:
            self._size -= _characters(self._kept.pop(next(iter(self._kept))).values())


class _Cursor:
    """A file of which one record after the other is asked for, in their order, and which is read once for that."""

    def __init__(self) -> None:
        self._path = ""
        self._at = 0
        self._documents: Iterator[Document] = iter(())

    def document(self, path: str, record: int, read: Callable[[str], Iterator[Document]]) -> Document | None:
        if path != self._path or record <= self._at:
            self._path, self._documents = path, read(path)
        for document in self._documents:
            self._at = document.record or 0
            if self._at == record:
                return document
        self._path = ""
        return None


def library_of(request: "Request", plugins: "Sequence[Plugins]") -> Library:
    """Return the files of a request, as its settings and their plugins have them read."""
    return Library(_Shelves(request, plugins), dict(request.replaced))


class _Shelves(dict[str, Shelf]):
    """How each file is read, found out when it is read: most files of a corpus are looked up in the store."""

    def __init__(self, request: "Request", plugins: "Sequence[Plugins]") -> None:
        super().__init__()
        self._request = request
        self._plugins = plugins
        self._tasks = {task.path: task for task in request.tasks}

    def __missing__(self, path: str) -> Shelf:
        task = self._tasks[path]
        self[path] = found = _shelf(self._plugins[task.setting], self._request.settings[task.setting], task)
        return found


def _shelf(plugins: "Plugins", setting: "Setting", task: "Task") -> Shelf:
    path = task.path
    opener = opener_of(plugins.openers, path) if is_url(path) and plugins.openers else None
    # The query of an address is no part of the file's name.
    reader = reader_for(plugins.readers, path.partition("?")[0] if opener else path)
    options = setting.readers.get(reader.name.partition(".")[0])
    return Shelf(reader, task.encoding, setting.fields, options, opener)


def _marks(documents: Iterable[Document]) -> "array[int]":
    from array import array

    return array("q", [number for document in documents for number in _mark(document)])


def _mark(document: Document) -> tuple[int, int]:
    """Return where a record begins, as offset and line."""
    mark: tuple[int, int] = getattr(document.origin, "mark", (0, 0))
    return mark


def _characters(documents: Iterable[Document]) -> int:
    return sum(len(document.text) for document in documents)
