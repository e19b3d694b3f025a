"""The documents of a run, fetched again when somebody asks for their text."""

from collections.abc import Iterable, Mapping

from newslint.document import Document
from newslint.readers import Reader, UnreadableError, data_of, read_bytes, read_file, reader_for

KEPT = 8_000_000
"""How many characters of text are kept in memory rather than read again."""


class Shelf:
    """How one file is read."""

    def __init__(self, reader: Reader, encoding: str) -> None:
        """Take the reader, and the name of the encoding."""
        self.reader = reader
        self.encoding = encoding


class Library:
    """Documents by path and record. Keeps the last ones read, up to ``KEPT`` characters."""

    def __init__(self, shelves: Mapping[str, Shelf], replaced: Mapping[str, bytes]) -> None:
        """Take how each file is read, and the bytes that stand in for files (standard input)."""
        self._shelves = shelves
        self._replaced = replaced
        self._kept: dict[str, list[Document]] = {}
        self._size = 0

    def documents(self, path: str) -> list[Document]:
        """Return the documents of a file.

        Raises:
            UnreadableError: the file cannot be opened.
        """
        found = self._kept.get(path)
        if found is None:
            found = self._read(path)
            self._keep(path, found)
        return found

    def document(self, path: str, record: int | None) -> Document:
        """Return one document of a file.

        Raises:
            UnreadableError: the file cannot be opened, or no longer holds the document.
        """
        for document in self.documents(path):
            if document.record == record:
                return document
        raise UnreadableError(f"{path}: was changed while it was read: there is no record {record}")

    def shelf(self, path: str) -> Shelf:
        """Return how a file is read."""
        return self._shelves[path]

    def data(self, path: str) -> bytes:
        """Return the bytes of a file, or those that stand in for it.

        Raises:
            UnreadableError: the file cannot be opened.
        """
        return self._replaced[path] if path in self._replaced else data_of(path)

    def _read(self, path: str) -> list[Document]:
        shelf = self._shelves[path]
        if path in self._replaced:
            return read_bytes(shelf.reader, self._replaced[path], path, shelf.encoding)
        return read_file(shelf.reader, path, shelf.encoding)

    def _keep(self, path: str, documents: list[Document]) -> None:
        self._size += _characters(documents)
        self._kept[path] = documents
        while self._size > KEPT and len(self._kept) > 1:
            self._size -= _characters(self._kept.pop(next(iter(self._kept))))


def shelves(readers: dict[str, Reader], paths: Iterable[tuple[str, str]]) -> dict[str, Shelf]:
    """Return how each path, given with its encoding, is read."""
    return {path: Shelf(reader_for(readers, path), encoding) for path, encoding in paths}


def _characters(documents: Iterable[Document]) -> int:
    return sum(len(document.text) for document in documents)
