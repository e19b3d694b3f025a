"""Plain text: the whole file is one article."""

from __future__ import annotations

from collections.abc import Iterator

from newslint.document import Document
from newslint.readers import Source
from newslint.readers.decoding import text_of


def read(source: Source) -> Iterator[Document]:
    """Yield the one document of a text file."""
    text, damaged = text_of(source.stream.read(), source.encoding)
    yield Document(text, source.name, damaged=damaged)
