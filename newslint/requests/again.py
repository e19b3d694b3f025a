"""Records of files that are too large to be kept, read again: by where each begins, or one after the other."""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from newslint.document import Document

if TYPE_CHECKING:
    from array import array


class Cursor:
    """A file of which one record after the other is asked for, in their order, and which is read once for that."""

    def __init__(self) -> None:
        """Begin before the first record of no file."""
        self._path = ""
        self._at = 0
        self._documents: Iterator[Document] = iter(())

    def document(self, path: str, record: int, read: Callable[[str], Iterator[Document]]) -> Document | None:
        """Return a record of a file, read on from the last one if it stands behind it."""
        if path != self._path or record <= self._at:
            self._path, self._documents = path, read(path)
        for document in self._documents:
            self._at = document.record or 0
            if self._at == record:
                return document
        self._path = ""
        return None


def marks_of(documents: Iterable[Document]) -> "array[int]":
    """Return where each of some records begins, as offset and line in turn."""
    from array import array

    return array("q", [number for document in documents for number in mark_of(document)])


def mark_of(document: Document) -> tuple[int, int]:
    """Return where a record begins, as offset and line."""
    mark: tuple[int, int] = getattr(document.origin, "mark", (0, 0))
    return mark
