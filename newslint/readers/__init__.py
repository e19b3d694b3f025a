"""Readers: bytes of a file -> documents. The only place where articles are read."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from io import BytesIO
from typing import BinaryIO, NamedTuple

from newslint.document import Document
from newslint.hookspecs import hookimpl
from newslint.model import Edit
from newslint.rule import Deferred


class Source(NamedTuple):
    """What a reader reads: what it is called, its bytes, and the encoding that the configuration names."""

    name: str
    stream: BinaryIO
    encoding: str = "utf-8"


Read = Callable[[Source], Iterable[Document]]
Write = Callable[[Source, Mapping[int | None, Sequence[Edit]]], bytes]


class Reader(NamedTuple):
    """How files of some suffixes become documents."""

    name: str
    suffixes: tuple[str, ...]
    """In lower case, with the dot."""
    read: Read
    write: Write | None = None
    """Returns the bytes of the source after edits, given by record (None: the file is one article).

    The edits of a record are sorted and overlap nowhere. A reader without ``write`` cannot fix.
    """


class UnreadableError(Exception):
    """The system does not let us read a file. The message says which and why."""


class UnwritableError(Exception):
    """A file cannot be fixed. The message says which and why."""


@hookimpl
def newslint_readers() -> Sequence[Reader]:
    """Plain text and Markdown."""
    write = Deferred("newslint.readers.decoding:rewrite")
    return (
        Reader("plain", (".txt", ".text", ""), Deferred("newslint.readers.plain:read"), write),
        Reader("markdown", (".md", ".markdown"), Deferred("newslint.readers.markdown:read"), write),
    )


# Read as plain text, these would be taken for articles that are full of commas and brackets.
STRUCTURED = (
    ".json", ".jsonl", ".ndjson", ".csv", ".tsv", ".html", ".htm", ".xml", ".rss", ".parquet", ".warc", ".wet", ".gz",
    ".zst", ".bz2", ".xz", ".zip", ".pdf", ".docx", ".odt", ".rtf", ".epub",
)  # fmt: skip


def reader_for(readers: dict[str, Reader], path: str) -> Reader:
    """Return the reader for the suffix of ``path``; other text that was named is read as plain text."""
    name = path.rpartition("/")[2]
    suffix = "." + name.rpartition(".")[2].lower() if "." in name else ""
    found = readers.get(suffix)
    if found is None and suffix in STRUCTURED:
        return Reader("none", (suffix,), _refuse)
    return found or readers[""]


def _refuse(source: Source) -> Iterable[Document]:
    suffix = source.name.rpartition(".")[2].lower()
    raise UnreadableError(f"{source.name}: there is no reader for .{suffix}; a plugin may bring one")


def read_file(reader: Reader, path: str, encoding: str) -> list[Document]:
    """Return the documents of a file.

    Raises:
        UnreadableError: the file does not exist or cannot be opened, or there is no such encoding.
    """
    try:
        with open(path, "rb") as stream:
            return _documents(reader, Source(path, stream, encoding))
    except OSError as problem:
        raise UnreadableError(f"{path}: cannot be read: {problem.strerror}") from problem


def data_of(path: str) -> bytes:
    """Return the bytes of a file.

    Raises:
        UnreadableError: the file does not exist or cannot be opened.
    """
    try:
        with open(path, "rb") as stream:
            return stream.read()
    except OSError as problem:
        raise UnreadableError(f"{path}: cannot be read: {problem.strerror}") from problem


def read_bytes(reader: Reader, data: bytes, path: str, encoding: str) -> list[Document]:
    """Return the documents of ``data``, which stands in for the file at ``path``.

    Raises:
        UnreadableError: there is no such encoding.
    """
    return _documents(reader, Source(path, BytesIO(data), encoding))


def _documents(reader: Reader, source: Source) -> list[Document]:
    try:
        b" ".decode(source.encoding, "ignore")
    except LookupError as problem:
        message = f"{source.name}: the configuration names the encoding {source.encoding!r}, which does not exist"
        raise UnreadableError(message) from problem
    return list(reader.read(source))
