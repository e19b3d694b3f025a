"""Bytes -> text and back, losing nothing: byte order marks, line ends and undecodable bytes survive."""

from codecs import lookup
from collections.abc import Mapping, Sequence

from newslint.edits import applied
from newslint.model import Edit
from newslint.readers import Source, UnwritableError
from newslint.values import Values

UTF_8_MARK = b"\xef\xbb\xbf"
_FIRST_OF_MARKS = (b"\xef", b"\xff", b"\xfe")
BOMS = ((UTF_8_MARK, "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


# Python's codecs of these names write a byte order mark of their own.
_WITHOUT_MARK = {"utf-8-sig": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}


class Decoded(Values):
    """A text, and what it takes to write it back as it was."""

    text: str
    encoding: str
    bom: bytes
    damaged: bool
    """Whether bytes that the encoding does not know stand in the text, as lone surrogates."""

    def encode(self, text: str) -> bytes:
        """Return the bytes of ``text`` in the encoding of the file."""
        return self.bom + text.encode(self.encoding, "surrogateescape")


def text_of(data: bytes, encoding: str) -> tuple[str, bool]:
    """Return a text and whether it is damaged, for who writes nothing back: what ``decode`` says, faster in UTF-8."""
    if encoding == "utf-8" and data[:1] not in _FIRST_OF_MARKS:
        try:
            return data.decode(), False
        except UnicodeError:
            pass
    decoded = decode(data, encoding)
    return decoded.text, decoded.damaged


def decode(data: bytes, encoding: str = "utf-8") -> Decoded:
    """Decode strictly; a byte order mark outranks ``encoding`` and is no part of the text.

    Raises:
        LookupError: there is no such encoding.
    """
    for bom, marked in BOMS:
        if data.startswith(bom):
            return _decoded(data[len(bom) :], marked, bom)
    return _decoded(data, _WITHOUT_MARK.get(lookup(encoding).name, encoding), b"")


def rewrite(source: Source, edits: Mapping[int | None, Sequence[Edit]]) -> bytes:
    """Return the bytes of a file that is one article, after edits; all other bytes are as they were.

    Raises:
        UnwritableError: the encoding has no bytes for what an edit puts in, or would write the rest otherwise.
    """
    data = source.stream.read()
    return rewritten(source.name, data, decode(data, source.encoding), edits[None])


def rewritten(name: str, data: bytes, decoded: Decoded, edits: Sequence[Edit]) -> bytes:
    """Return the bytes of a file after edits of its decoded text; all other bytes are as they were.

    Raises:
        UnwritableError: the encoding has no bytes for what an edit puts in, or would write the rest otherwise.
    """
    try:
        if decoded.encode(decoded.text) != data:
            raise UnwritableError(f"{name}: cannot be fixed: {decoded.encoding} would change other bytes too")
        return decoded.encode(applied(decoded.text, edits))
    except UnicodeEncodeError as problem:
        lost = problem.object[problem.start : problem.end]
        raise UnwritableError(f"{name}: cannot be fixed: {decoded.encoding} has no {lost!r}") from problem


def _decoded(data: bytes, encoding: str, bom: bytes) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding, bom, False)
    except UnicodeError:
        pass
    if lookup(encoding).name.startswith(("utf-16", "utf-32")):
        # They know no escape for half a character, so such a file is shown as the bytes it is.
        return _as_bytes(bom + data)
    try:
        return Decoded(data.decode(encoding, "surrogateescape"), encoding, bom, True)
    except UnicodeError:
        return _as_bytes(bom + data)


def _as_bytes(data: bytes) -> Decoded:
    return Decoded(data.decode("utf-8", "surrogateescape"), "utf-8", b"", True)
