"""Archives and tables made for tests."""

from __future__ import annotations

import gzip
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from newslint_formats import newslint_readers

from newslint.document import Document
from newslint.readers import Reader, Source, defaults, reader_for
from newslint.readers import newslint_readers as own_readers

READERS = {suffix: reader for reader in (*own_readers(), *newslint_readers()) for suffix in reader.suffixes}
WRONG = "Police said the the man fled."
BODY = "Rain kept most families of the old town at home on Tuesday."


def reader(name: str) -> Reader:
    return reader_for(READERS, name)


def read(name: str, data: bytes, notes: list[str] | None = None, **settings: Any) -> list[Document]:
    """Return the documents of a file; ``settings`` are ``fields`` and options of the reader."""
    found = reader(name)
    fields: Mapping[str, Sequence[str]] = settings.pop("fields", {})
    options = {**defaults(found), **settings}
    note = (notes if notes is not None else []).append
    return list(found.read(Source(name, BytesIO(data), "utf-8", fields, options, note)))


def problems(found: Sequence[Document]) -> dict[int | None, str]:
    return {document.record: document.problem for document in found if document.problem}


def parquet(columns: Mapping[str, Any], **how: Any) -> bytes:
    sink = BytesIO()
    pq.write_table(pa.table(columns), sink, **how)
    return sink.getvalue()


def page(*paragraphs: str, title: str = "A dam breaks", head: str = "") -> str:
    body = "\n".join(f"<p>{one}</p>" for one in paragraphs)
    return f"<html><head><title>{title}</title>{head}</head>\n<body>\n<h1>{title}</h1>\n{body}\n</body></html>\n"


def answer(body: bytes | str, kind: str = "text/html; charset=utf-8", status: str = "200 OK", **headers: str) -> bytes:
    """Return what a web server answers; ``Content_Encoding`` stands for a header's name."""
    lines = [f"HTTP/1.1 {status}", *([f"Content-Type: {kind}"] if kind else [])]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + (body.encode() if isinstance(body, str) else body)


def record(content: bytes | str, number: int = 1, kind: str = "response", **headers: str) -> bytes:
    """Return a record of an archive; a header that is empty is left out."""
    data = content.encode() if isinstance(content, str) else content
    said = {
        "WARC-Type": kind,
        "WARC-Record-ID": f"<urn:uuid:{number:012}>",
        "WARC-Target-URI": f"https://www.example.org/{number}",
        "Content-Length": str(len(data)),
    } | {name.replace("_", "-"): value for name, value in headers.items()}
    lines = ["WARC/1.0", *(f"{name}: {value}" for name, value in said.items() if value)]
    return "\r\n".join([*lines, "", ""]).encode() + data + b"\r\n\r\n"


def wet(text: str | bytes, number: int = 1, **headers: str) -> bytes:
    return record(text, number, "conversion", **{"Content_Type": "text/plain"} | headers)


def packed(records: Sequence[bytes]) -> bytes:
    """Return records as archives are packed: each in a member of its own."""
    return b"".join(gzip.compress(one, mtime=0) for one in records)


def write(folder: Path, **files: bytes) -> None:
    for name, data in files.items():
        (folder / name.replace("_", ".")).write_bytes(data)


INFO = record("software: a test\r\n", 0, "warcinfo", WARC_Target_URI="")
"""The first record of an archive."""
FIVE = [wet(f"{n} {BODY}", n) for n in range(1, 6)]


def archive(*records: bytes) -> bytes:
    """Return an archive of some records."""
    return INFO + b"".join(records)


def texts(found: list[Document]) -> list[str]:
    """Return the texts of what could be read."""
    return [one.text for one in found if not one.problem]
