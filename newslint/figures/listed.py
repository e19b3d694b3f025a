"""What is known of each article that was checked, for those who ask for more than its findings."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from newslint.document import Document
from newslint.model import Diagnostic


class Article(NamedTuple):
    """One article: where it stands, what is known of it, and how long it is. Small, for there may be millions."""

    path: str
    record: int | None
    record_id: str | None
    url: str | None
    site: str | None
    published: str | None
    """The date as the article has it."""
    fields: tuple[str, ...]
    """Of the record, which hold its text."""
    words: int
    characters: int

    @property
    def place(self) -> tuple[str, int]:
        """What tells it from all others, and sorts it."""
        return (self.path, self.record or 0)


Take = Callable[[Article, Sequence[Diagnostic]], None]
"""Takes each article with its findings."""


def article_of(document: Document, counts_words: bool) -> Article:
    """Return what is known of an article."""
    meta = document.meta
    pieces = getattr(document.origin, "pieces", ())
    return Article(
        document.path, document.record, document.record_id, meta.get("url"), meta.get("site"), meta.get("published"),
        tuple([piece.field for piece in pieces if piece.field is not None]),
        len(document.tokens) if counts_words else 0, len(document.text),
    )  # fmt: skip


def joined(articles: Iterable[Article], found: Iterable[Diagnostic]) -> Iterator[tuple[Article, Sequence[Diagnostic]]]:
    """Yield each article with its findings; articles and findings are sorted by path and record."""
    groups = groupby(found, key=lambda one: (one.location.path, one.location.record or 0))
    place, some = next(groups, _NONE)
    for article in articles:
        if place == article.place:
            yield article, list(some)
            place, some = next(groups, _NONE)
        else:
            yield article, ()


_NONE: tuple[tuple[str, int] | None, Iterable[Diagnostic]] = (None, ())
