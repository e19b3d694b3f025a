"""Credits as fixes that move them: out of the text, into the data about the article."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from newslint.document import Document
from newslint.edits import breaks, cut
from newslint.mending import Article, Lint
from newslint.model import Applicability, Diagnostic, Edit, Fix

CREDIT = "credit"
"""The group of rules on who wrote, took or owns what."""
STAY = frozenset({"correction-note", "stray-caption", "social-embed", "commission-notice"})
"""Rules of the group whose findings mean something only where they stand."""


def is_moved(diagnostic: Diagnostic) -> bool:
    """Whether a finding is a credit that can stand with the data about an article."""
    return diagnostic.group == CREDIT and diagnostic.rule not in STAY


class Moving:
    """Lints as another one does, and takes credits for what is mended by moving them."""

    def __init__(self, lint: Lint, records: Collection[int | None]) -> None:
        """Take what lints, and the records that have a place for credits."""
        self._lint = lint
        self._records = records

    def __call__(self, data: bytes) -> Sequence[Article]:
        """Return the articles and what is wrong in them."""
        return [
            one._replace(diagnostics=with_moves(one)) if one.document.record in self._records else one
            for one in self._lint(data)
        ]


def with_moves(article: Article) -> Sequence[Diagnostic]:
    """Return the findings of an article, the credits with fixes that take them out of the text."""
    document = article.document
    if document.damaged or not _leaves_text(article):
        return article.diagnostics
    return [_with_move(document, one) if is_moved(one) else one for one in article.diagnostics]


def _with_move(document: Document, diagnostic: Diagnostic) -> Diagnostic:
    span = diagnostic.location.span
    edit = cut(document, span)
    if document.is_quoted(span) or breaks(document, edit):
        return diagnostic
    edits = (Edit(edit.span, "", document.locate(edit.span).position),)
    return diagnostic._replace(fix=Fix(edits, Applicability.SAFE))


def _leaves_text(article: Article) -> bool:
    """Whether something besides headline and credits is left, so that there still is an article."""
    moved = [one.location.span for one in article.diagnostics if is_moved(one)]
    document = article.document
    return any(
        paragraph != document.headline and not any(span.overlaps(paragraph) for span in moved)
        for paragraph in document.paragraphs
    )
