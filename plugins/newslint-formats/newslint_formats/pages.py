"""Records of an archive -> documents."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import NamedTuple

from newslint.document import Document
from newslint.model import Edit, Span
from newslint.readers import Mark, Source
from newslint.readers.decoding import decode
from newslint.readers.fields import host_of
from newslint.readers.html_format import decoded_page
from newslint.readers.html_format import read as read_html
from newslint.readers.records import Found, Records
from newslint.text.origin import Origin, Place
from newslint_formats.archive import Entry
from newslint_formats.extraction import FailedError, extracted
from newslint_formats.http import Body, NoAnswerError, PackedError, body_of, media
from newslint_formats.languages import code_of

_HTML = frozenset({"text/html", "application/xhtml+xml"})
_LOOKED_AT = 512
"""How many bytes of a page say whether it is one, where nobody says."""


class LeftOutError(Exception):
    """A record holds no article, and that is no fault. The message says why, so that records can be counted by it."""


class InPage(NamedTuple):
    """Where the parts of a text stand in a page that stands in an archive."""

    page: Origin
    line: int
    """Of the file, on which the page begins."""
    keeps_lines: bool
    """Whether the lines of the page are lines of the file."""
    mark: Mark

    def place(self, text: str, span: Span) -> Place:
        """Return where a span stands in the page, and on which lines of the file."""
        found = self.page.place(text, span)
        first, last = (found.position.line, found.position.end_line) if self.keeps_lines else (1, 1)
        return found._replace(field="html", file_lines=(self.line + first - 1, self.line + last - 1))

    def is_broken_by(self, edit: Edit) -> bool:
        """Whether an edit touches markup."""
        return self.page.is_broken_by(edit)


class Pages:
    """Makes documents of the records of one file."""

    def __init__(self, source: Source) -> None:
        """Take the file."""
        self._name = source.name
        self._extracts = source.options.get("extractor") == "trafilatura"
        # What fields are called in other files does not hold for what we put together here.
        own = source._replace(fields={})
        self._texts = Records(own, keeps_lines=True)
        self._extracted = Records(own)

    def document(self, number: int, entry: Entry) -> Document:
        """Return the document of a record.

        Raises:
            LeftOutError: it holds no article.
        """
        if entry.problem:
            return self.faulty(number, entry, entry.problem)
        if entry.content is None:
            raise LeftOutError("repeated from an earlier fetch" if entry.kind == "revisit" else "too large")
        if entry.kind == "conversion":
            return self._text(number, entry, entry.content)
        try:
            body = _body(entry, entry.content)
        except NoAnswerError:
            return self.faulty(number, entry, "The record holds no answer of a web server")
        except PackedError as problem:
            raise LeftOutError(f"packed as {problem}") from problem
        return self._page(number, entry, body)

    def faulty(self, number: int, entry: Entry, problem: str) -> Document:
        """Return what stands for a record that cannot be read."""
        return self._texts.faulty(Found(number, entry.mark, _address(entry)), problem, _address(entry) or None)

    def empty(self) -> Document:
        """Return what stands for a file without any record."""
        return self._texts.empty()

    def _text(self, number: int, entry: Entry, content: bytes) -> Document:
        kind, charset = media(entry.said("Content-Type"))
        if kind not in ("", "text/plain"):
            raise LeftOutError(kind)
        decoded = decode(content, charset or "utf-8")
        if not decoded.text.strip():
            raise LeftOutError("without text")
        address, language = _address(entry), code_of(entry.said("WARC-Identified-Content-Language"))
        record = {"url": address, "text": decoded.text, "language": language}
        found = Found(number, entry.mark, "", decoded.damaged)
        return self._texts.document(found, record, lambda path: entry.line)

    def _page(self, number: int, entry: Entry, body: Body) -> Document:
        if body.status != "200":
            raise LeftOutError(f"status {body.status}")
        if not _is_html(body):
            raise LeftOutError(body.media_type or "of no known type")
        line, address = entry.line + body.lines_before, _address(entry)
        if self._extracts:
            return self._article(number, entry, body, line)
        (page,) = read_html(Source(self._name, BytesIO(body.data), _charset(body)))
        if page.problem:
            raise LeftOutError("without text")
        origin = page.origin and InPage(page.origin, line, body.is_verbatim, entry.mark)
        # What somebody else's page says to their newslint is nothing that ours obeys.
        return page._replace(
            record=number, record_id=address or None, meta=_meta(page.meta, address), origin=origin, instructions=()
        )

    def _article(self, number: int, entry: Entry, body: Body, line: int) -> Document:
        decoded = decoded_page(body.data, _charset(body))
        try:
            record = extracted(self._name, decoded.text, _address(entry))
        except FailedError as problem:
            return self.faulty(number, entry, f"The extractor fails on this page: {problem}")
        if record is None:
            raise LeftOutError("without text")
        return self._extracted.document(Found(number, entry.mark, "", decoded.damaged), record, lambda path: line)


def _body(entry: Entry, content: bytes) -> Body:
    if entry.kind == "response" and _address(entry).lower().startswith(("http:", "https:")):
        return body_of(content)
    return Body(content, *media(entry.said("Content-Type")))


def _address(entry: Entry) -> str:
    """Return what a record is an archive of; some wrote it in angle brackets."""
    return entry.said("WARC-Target-URI").removeprefix("<").removesuffix(">") or entry.said("WARC-Record-ID")


def _is_html(body: Body) -> bool:
    return body.media_type in _HTML or (not body.media_type and body.data[:_LOOKED_AT].lstrip().startswith(b"<"))


def _charset(body: Body) -> str:
    """Return the encoding that the server names, unless that is wrong: then the page is asked, as without a server."""
    if not body.charset or decode(body.data, body.charset).damaged:
        return "utf-8"
    return body.charset


def _meta(meta: Mapping[str, str], address: str) -> dict[str, str]:
    """Return what is known of a page; where it was fetched outranks what it says of itself."""
    found = {**meta, "url": address} if "://" in address else dict(meta)
    if host := host_of(address):
        found.setdefault("site", host)
    return found
