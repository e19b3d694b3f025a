"""Bytes -> text and back, losing nothing: byte order marks, line ends and undecodable bytes survive."""

from __future__ import annotations

from codecs import lookup
from typing import NamedTuple

BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


class Decoded(NamedTuple):
    """A text, and what it takes to write it back as it was."""

    text: str
    encoding: str
    bom: bytes
    damaged: bool
    """Whether bytes that the encoding does not know stand in the text, as lone surrogates."""

    def encode(self, text: str) -> bytes:
        """Return the bytes of ``text`` in the encoding of the file."""
        return self.bom + text.encode(self.encoding, "surrogateescape")


def decode(data: bytes, encoding: str = "utf-8") -> Decoded:
    """Decode strictly; a byte order mark outranks ``encoding`` and is no part of the text.

    Raises:
        LookupError: there is no such encoding.
    """
    for bom, marked in BOMS:
        if data.startswith(bom):
            return _decoded(data[len(bom) :], marked, bom)
    name = lookup(encoding).name
    return _decoded(data, _UNMARKED.get(name, name), b"")


# These would write a byte order mark that was not there.
_UNMARKED = {"utf-8-sig": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}


def _decoded(data: bytes, encoding: str, bom: bytes) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding, bom, False)
    except UnicodeDecodeError:
        # UTF-16 and UTF-32 know no escape for half a character, so such a file is shown as the bytes it is.
        lossless = "utf-8" if encoding.startswith(("utf-16", "utf-32")) else encoding
        marks = bom if lossless == encoding else b""
        whole = data if lossless == encoding else bom + data
        return Decoded(whole.decode(lossless, "surrogateescape"), lossless, marks, True)
