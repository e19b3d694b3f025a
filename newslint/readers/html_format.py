"""HTML: one page is one article. Its text is taken out of the markup, with a way back for every character."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from newslint.document import Document
from newslint.model import Edit, Span
from newslint.origin import Fields, Piece, Place
from newslint.readers import Source
from newslint.readers.decoding import Decoded, decode, rewritten
from newslint.readers.html_text import Run, parsed
from newslint.structure import line_starts, position

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_HEAD = 2048
"""In how many bytes a page has to say which encoding it has."""


class Markup(NamedTuple):
    """A text that was taken out of markup: runs of it stand in the file as they are, the rest is written otherwise."""

    runs: tuple[Run, ...]
    starts: tuple[int, ...]
    """Of the lines of the file."""

    def place(self, text: str, span: Span) -> Place:
        """Return where a span stands in the file, with all markup between its first and last character."""
        whole = self.source_of(span)
        return Place(None, whole, position(self.starts, whole))

    def source_of(self, span: Span) -> Span:
        """Return the range of the file that a span of the text was taken from."""
        start = self._run(span.start).to_source(span.start)
        end = start if span.end <= span.start else self._run(span.end - 1).to_source_end(span.end)
        return Span(start, max(start, end))

    def is_broken_by(self, edit: Edit) -> bool:
        """Whether what an edit changes is written in the file in some other way, or is markup in part."""
        run = self._run(edit.span.start)
        return not (run.is_verbatim and run.text.start <= edit.span.start and edit.span.end <= run.text.end)

    def _run(self, offset: int) -> Run:
        return self.runs[max(0, bisect_right(self.runs, offset, key=lambda run: run.text.start) - 1)]


def read(source: Source) -> Iterator[Document]:
    """Yield the one document of a page."""
    decoded = decoded_page(source.stream.read(), source.encoding)
    page = parsed(decoded.text)
    if not page.text.strip():
        origin = Fields((Piece(None, Span(0, 1), 1),))
        yield Document(" ", source.name, damaged=True, origin=origin, problem="The page holds no text")
        return
    markup = Markup(page.runs, tuple(line_starts(decoded.text)))
    yield Document(page.text, source.name, meta=page.meta, title=page.title, damaged=decoded.damaged, origin=markup)


def write(source: Source, edits: Mapping[int | None, Sequence[Edit]]) -> bytes:
    """Return the bytes of a page after edits; only what is edited differs.

    Raises:
        UnwritableError: the encoding has no bytes for what an edit puts in, or would write the rest otherwise.
    """
    data = source.stream.read()
    decoded = decoded_page(data, source.encoding)
    markup = Markup(parsed(decoded.text).runs, ())
    changes = [Edit(markup.source_of(span), html.escape(text, quote=False)) for span, text, _ in edits[None]]
    return rewritten(source.name, data, decoded, sorted(changes))


def decoded_page(data: bytes, encoding: str) -> Decoded:
    """Decode a page; where nobody names another encoding than UTF-8, the page may."""
    decoded = decode(data, encoding)
    if decoded.damaged and encoding == "utf-8" and (named := _CHARSET.search(data[:_HEAD])):
        try:
            return decode(data, named[1].decode("ascii"))
        except LookupError:
            pass
    return decoded
