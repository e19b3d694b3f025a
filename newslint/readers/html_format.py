"""HTML: one page is one article. Its text is taken out of the markup, with a way back for every character."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence

from newslint.document import Document
from newslint.files.own_files import is_page
from newslint.model import Edit, Span
from newslint.readers import Source
from newslint.readers.decoding import Decoded, decode, rewritten
from newslint.readers.html_text import parsed
from newslint.text.origin import Fields, Markup, Piece
from newslint.text.structure import line_starts

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_HEAD = 2048
"""In how many bytes a page has to say which encoding it has."""


def read(source: Source) -> Iterator[Document]:
    """Yield the one document of a page; none of a report of newslint's own, whatever it is called."""
    decoded = decoded_page(source.stream.read(), source.encoding)
    if is_page(decoded.text):
        return
    page = parsed(decoded.text)
    if not page.text.strip():
        origin = Fields((Piece(None, Span(0, 1), 1),))
        yield Document(" ", source.name, damaged=True, origin=origin, problem="The page holds no text")
        return
    markup = Markup(page.runs, tuple(line_starts(decoded.text)))
    yield Document(
        page.text, source.name, meta=page.meta, title=page.title, damaged=decoded.damaged, origin=markup,
        instructions=page.said,
    )  # fmt: skip


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
