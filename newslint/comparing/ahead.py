"""What is found out for many articles at once, where a run has so many that it pays to get ready for it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from newslint.comparing.facts import heaped
from newslint.numerics import needing_numpy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newslint.comparing.at_once.articles import Articles
    from newslint.comparing.facts import Block, Buckets
    from newslint.document import Document

MANY = 200
"""With so many files in the run it pays as soon as"""
FULL = 64
"""so many articles come at once; of a run whose other files are known few do,"""
WORTH_GETTING_READY = 450_000
"""and then, as with fewer files, it pays after so many characters."""


class Ahead:
    """Finds out for many articles at once what their rules will ask."""

    def __init__(self, files: int) -> None:
        """Take how many files the run has."""
        self._left = WORTH_GETTING_READY
        self._full = FULL if files >= MANY else sys.maxsize
        self._articles: Articles | None = None

    def look(self, documents: Sequence[Document]) -> None:
        """Find out what rules will ask about some documents, if it pays."""
        self._left -= sum([len(document.text) for document in documents])
        if self._left < 0 or len(documents) >= self._full:
            self._left = self._full = sys.maxsize
            found = needing_numpy("newslint.comparing.at_once.articles")
            self._articles = found.Articles() if found else None
        if self._articles:
            self._articles.find_out([document for document in documents if not document.damaged])

    def heaped(self, blocks: Sequence[Block]) -> Buckets:
        """Return facts by heap."""
        if self._articles is None:
            return heaped(blocks)
        from newslint.comparing.at_once import heaps

        return heaps.heaped(blocks)
