"""Readers: bytes of a file -> documents. The only place where articles are read."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, BinaryIO, NamedTuple

from newslint.document import Document
from newslint.hookspecs import hookimpl
from newslint.model import Edit
from newslint.openers import Opener, bringing
from newslint.rule import Deferred
from newslint.values import Values

Names = Mapping[str, Sequence[str]]
"""What the configuration calls the fields of a record: for ``body``, ``headline`` and so on the names to look for."""
UNNAMED: Names = {}
Chosen = Mapping[str, str]
"""The options of a reader, by name."""
DEFAULT: Chosen = {}


def _to_nobody(text: str) -> None:
    """Note nothing."""


class Source(NamedTuple):
    """What a reader reads: what it is called, its bytes, and what the configuration says of such files."""

    name: str
    stream: BinaryIO
    encoding: str = "utf-8"
    fields: Names = UNNAMED
    options: Chosen = DEFAULT
    """A value for each of the reader's options."""
    note: Callable[[str], None] = _to_nobody
    """Takes what whoever runs newslint should know of the file and is no fault of an article: what was left out."""


Read = Callable[[Source], Iterable[Document]]
Write = Callable[[Source, Mapping[int | None, Sequence[Edit]]], bytes]
Mark = tuple[int, int]
"""Where a record begins: its offset in bytes from 0, and its line from 1."""
Again = Callable[[Source, int, Mark], Document]
CREDITS = "credits"
"""The field into which credits are moved, where the configuration names no other."""


class Noted(Values):
    """The bytes of a file with texts moved into a field for credits, and the records that have no place for them."""

    data: bytes
    left: frozenset[int | None] = frozenset()


Note = Callable[[Source, Mapping[int | None, Sequence[str]]], Noted]
Without = Callable[[Source, Container[int]], bytes]


class Section(NamedTuple):
    """A piece of a file that begins and ends where records do."""

    start: int
    end: int
    """Offsets in bytes from 0."""
    line: int
    """The line on which it begins, from 1."""
    record: int
    """The ordinal of its first record, from 1."""
    is_last: bool = False

    @property
    def mark(self) -> Mark:
        """Where its first record begins, or a blank line before it."""
        return (self.start, self.line)


Identities = list[tuple[int, str]]
"""The records, by ordinal, whose ids must differ from those of all other records of the file."""


class Sections(NamedTuple):
    """How a large file is read in pieces, which together give the same documents as the whole."""

    split: Callable[[Source, int], Iterable[Section]]
    """Returns pieces of about so many bytes; none where the file cannot be read in pieces."""
    read: Callable[[Source, Section, Identities], Iterable[Document]]
    """Returns the documents of a piece, and adds their identities."""
    marks: Callable[[Source, Section], Iterable[Mark]]
    """Returns where each record of a piece begins, without reading more of it than that takes."""


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
    again: Again | None = None
    """Returns one record, given its ordinal and its mark, without reading those before it."""
    of_records: bool = False
    """Whether a file holds many articles."""
    version: str = ""
    """What changes when the same bytes may come to other documents: what is kept of a file is kept with it."""
    options: Mapping[str, tuple[str, ...]] = {}
    """What ``[readers.NAME]`` may say: by name the values, the default first."""
    note: Note | None = None
    """Returns the bytes of the source with texts, given by record, added to the field for credits.

    A record that has no place for them is left as it is, and named.
    """
    without: Without | None = None
    """Returns the bytes of the source without some of its records, of which at least one is left."""
    sections: Sections | None = None


class UnreadableError(Exception):
    """The system does not let us read a file. The message says which and why."""


class UnwritableError(Exception):
    """A file cannot be fixed. The message says which and why."""


@hookimpl
def newslint_readers() -> Sequence[Reader]:
    """Plain text, Markdown, HTML, and records in JSON, JSON Lines and CSV."""
    write = Deferred("newslint.readers.decoding:rewrite")
    return (
        Reader("plain", (".txt", ".text", ""), Deferred("newslint.readers.plain:read"), write),
        Reader(
            "markdown", (".md", ".markdown"), Deferred("newslint.readers.markdown:read"), write,
            note=Deferred("newslint.readers.front_notes:note"),
        ),
        _reader("html", ".html", ".htm"),
        _reader("json", ".json", more=("note", "without"), of_records=True),
        _reader("jsonl", ".jsonl", ".ndjson", more=("again", "note", "without"), of_records=True),
        _reader("csv", ".csv", ".tsv", more=("again", "note", "without"), of_records=True),
    )  # fmt: skip


def _reader(name: str, *suffixes: str, more: Sequence[str] = (), of_records: bool = False) -> Reader:
    module = f"newslint.readers.{name}_format"
    others: dict[str, Any] = {what: Deferred(f"{module}:{what}") for what in more}
    if "again" in more:
        others["sections"] = Sections(*(Deferred(f"{module}:{what}") for what in ("split", "read_section", "marks")))
    read, write = Deferred(f"{module}:read"), Deferred(f"{module}:write")
    return Reader(name, suffixes, read, write, of_records=of_records, **others)


PACKED = (".gz", ".zst")
# Read as plain text, these would be taken for articles that are full of commas and brackets.
STRUCTURED = (
    ".json", ".jsonl", ".ndjson", ".csv", ".tsv", ".html", ".htm", ".xml", ".rss", ".parquet", ".warc", ".wet", ".gz",
    ".zst", ".bz2", ".xz", ".zip", ".pdf", ".docx", ".odt", ".rtf", ".epub",
)  # fmt: skip


def reader_for(readers: dict[str, Reader], path: str) -> Reader:
    """Return the reader for the suffix of ``path``; other text that was named is read as plain text.

    Of a packed file (``a.jsonl.gz``) the suffix before the last says what is in it, unless a reader names both.
    """
    name = path.rpartition("/")[2]
    _, *endings = name.lower().rsplit(".", 2)
    suffix = f".{endings[-1]}" if endings else ""
    found = readers.get("." + ".".join(endings)) or readers.get(suffix)
    if found is None and suffix in PACKED:
        return _unpacking(reader_for(readers, path[: -len(suffix)]), suffix)
    if found is None and suffix in STRUCTURED:
        return Reader("none", (suffix,), _refuse)
    return found or readers[""]


def packing_of(path: str) -> str:
    """Return the suffix that says how a file is packed; an empty text where it is not."""
    return next((suffix for suffix in PACKED if path.lower().endswith(suffix)), "")


def _unpacking(inner: Reader, suffix: str) -> Reader:
    if inner.name == "none":
        return inner

    def read(source: Source) -> Iterable[Document]:
        from newslint.readers.packed import unpacked

        return unpacked(inner, source, suffix)

    return Reader(
        f"{inner.name}{suffix}", (suffix,), read, of_records=inner.of_records, version=inner.version,
        options=inner.options,
    )  # fmt: skip


def _refuse(source: Source) -> Iterable[Document]:
    suffix = source.name.rpartition("/")[2].lower().removesuffix(".gz").removesuffix(".zst").rpartition(".")[2]
    advice = bringing("newslint-formats") if suffix in FORMATS else "a plugin may bring one"
    raise UnreadableError(f"{source.name}: there is no reader for .{suffix}; {advice}")


FORMATS = ("parquet", "warc", "wet")
"""What the plugin that lies beside newslint reads."""


def read_file(reader: Reader, path: str, encoding: str, fields: Names = UNNAMED) -> list[Document]:
    """Return the documents of a file.

    Raises:
        UnreadableError: the file does not exist or cannot be opened, or there is no such encoding.
    """
    with opened(path) as stream:
        return list(documents_in(reader, Source(path, stream, encoding, fields, defaults(reader))))


def defaults(reader: Reader) -> Chosen:
    """Return the options of a reader where nobody says otherwise."""
    return {name: values[0] for name, values in reader.options.items()}


@contextmanager
def opened(path: str, opener: Opener | None = None) -> Iterator[BinaryIO]:
    """Open a file, or what a URL names.

    Raises:
        UnreadableError: it does not exist, or cannot be opened, or can be read only in part.
    """
    try:
        with opener.open(path) if opener else open(path, "rb") as stream:
            yield stream
    except OSError as problem:
        raise UnreadableError(f"{path}: cannot be read: {problem.strerror or problem}") from problem


def credits_name(source: Source) -> str:
    """Return the name of the field into which credits are moved."""
    return next(iter(source.fields.get(CREDITS, ())), CREDITS)


def unreadable(path: str, problem: OSError) -> UnreadableError:
    """Return the error for a file that the system does not let us read."""
    return UnreadableError(f"{path}: cannot be read: {problem.strerror or problem}")


def pieces_of(path: str, size: int = 1 << 20) -> Iterator[bytes]:
    """Yield the bytes of a file piece by piece.

    Raises:
        UnreadableError: the file does not exist or cannot be opened.
    """
    try:
        with open(path, "rb") as stream:
            while piece := stream.read(size):
                yield piece
    except OSError as problem:
        raise unreadable(path, problem) from problem


def data_of(path: str, opener: Opener | None = None) -> bytes:
    """Return the bytes of a file.

    Raises:
        UnreadableError: the file does not exist or cannot be opened.
    """
    with opened(path, opener) as stream:
        return stream.read()


def documents_in(reader: Reader, source: Source) -> Iterator[Document]:
    """Yield the documents of an open file.

    Raises:
        UnreadableError: there is no such encoding.
    """
    if source.encoding != "utf-8":
        _require_encoding(source)
    yield from reader.read(source)


def _require_encoding(source: Source) -> None:
    try:
        b" ".decode(source.encoding, "ignore")
    except LookupError as problem:
        message = f"{source.name}: the configuration names the encoding {source.encoding!r}, which does not exist"
        raise UnreadableError(message) from problem
