"""An answer of a web server as it stands in an archive -> what it holds, unpacked, and what it is said to be."""

from __future__ import annotations

import zlib
from codecs import lookup
from importlib import import_module
from io import BytesIO
from typing import Any, NamedTuple

from warcio.bufferedreaders import ChunkedDataReader
from warcio.statusandheaders import StatusAndHeadersParser

from newslint.late import late
from newslint_formats.archive import LARGEST

_CHARSET = late(r"charset\s*=\s*[\"']?\s*([\w.:-]+)")
# What browsers take these names for: a superset of what they are. They are often wrong, and it does no harm.
_SUPERSETS = {
    "iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932",
    "euc_kr": "cp949", "iso8859-9": "cp1254", "iso8859-11": "cp874",
}  # fmt: skip


class NoAnswerError(Exception):
    """The record does not hold what a web server answers."""


class PackedError(Exception):
    """The body is packed in a way that nothing here unpacks."""


class Body(NamedTuple):
    """What a record holds."""

    data: bytes
    media_type: str = ""
    """In lower case, without parameters; empty where nobody says."""
    charset: str = ""
    """As Python calls it; empty where nobody says, or where there is no such encoding."""
    status: str = "200"
    lines_before: int = 0
    """How many lines of the record stand before it."""
    is_verbatim: bool = True
    """Whether its lines are lines of the record too."""


def body_of(content: bytes) -> Body:
    """Return what an answer holds.

    Raises:
        NoAnswerError: it does not begin as answers do.
        PackedError: nothing here unpacks it.
    """
    if not content[:5].upper() == b"HTTP/":
        raise NoAnswerError
    stream = BytesIO(content)
    headers = StatusAndHeadersParser([], verify=False).parse(stream)
    data, at = content[stream.tell() :], stream.tell()
    media_type, charset = media(headers.get_header("Content-Type") or "")
    unpacked = data
    if "chunked" in (headers.get_header("Transfer-Encoding") or "").lower():
        unpacked = ChunkedDataReader(BytesIO(data)).read()
    for name in reversed((headers.get_header("Content-Encoding") or "").lower().split(",")):
        unpacked = _unpacked(unpacked, name.strip())
    status = headers.get_statuscode()
    return Body(unpacked, media_type, charset, status, content.count(b"\n", 0, at), unpacked == data)


def media(content_type: str) -> tuple[str, str]:
    """Return the media type and the encoding that a header names."""
    kind, _, rest = content_type.lower().partition(";")
    found = _CHARSET.search(rest)
    return kind.strip(), _encoding(found[1]) if found else ""


def _encoding(name: str) -> str:
    try:
        known = lookup(name).name
        b" ".decode(known)
    except (LookupError, ValueError):  # "hex" is a codec, but no encoding of text
        return ""
    return _SUPERSETS.get(known, known)


def _unpacked(data: bytes, name: str) -> bytes:
    """Return data unpacked; some servers, and some archives, say that it is packed when it is not."""
    if name in ("", "identity", "none", "utf-8"):
        return data
    if name in ("gzip", "x-gzip"):
        return _inflated(data, zlib.MAX_WBITS | 16) or data
    if name == "deflate":
        return _inflated(data, zlib.MAX_WBITS) or _inflated(data, -zlib.MAX_WBITS) or data
    if name == "br":
        return _by_brotli(data)
    raise PackedError(name)


def _inflated(data: bytes, wbits: int) -> bytes:
    """Return what can be unpacked, as a browser shows what it got of a page that breaks off."""
    unpacker = zlib.decompressobj(wbits)
    parts = []
    try:
        for start in range(0, len(data), 4096):
            parts.append(unpacker.decompress(data[start : start + 4096], LARGEST))
            if sum(map(len, parts)) > LARGEST:
                break
    except zlib.error:
        pass
    return b"".join(parts)


def _by_brotli(data: bytes) -> bytes:
    try:
        brotli: Any = import_module("brotli")
    except ImportError as problem:
        raise PackedError("br") from problem
    try:
        found: bytes = brotli.decompress(data)
    except brotli.error:
        return data
    return found
