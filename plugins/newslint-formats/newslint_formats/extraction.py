"""A page -> its article, as trafilatura finds it."""

from __future__ import annotations

import logging
from functools import cache
from typing import Any

from newslint.readers import UnreadableError

NEEDS = "trafilatura lxml-html-clean"
ADVICE = f"pip install {NEEDS} (in a hook: additional_dependencies: [{', '.join(NEEDS.split())}])"


class FailedError(Exception):
    """An extractor fails on a page. The message says how."""


def extracted(name: str, page: str, url: str) -> dict[str, Any] | None:
    """Return the article of a page as a record, or None where there is none.

    Raises:
        UnreadableError: trafilatura is not installed, or lacks something.
        FailedError: it fails on the page.
    """
    try:
        extract = _extractor()
    except ImportError as problem:
        raise UnreadableError(f'{name}: the extractor "trafilatura" cannot be used: {problem}; {ADVICE}') from problem
    try:
        found = extract(page, url=url or None, with_metadata=True, include_comments=False)
    except Exception as problem:
        raise FailedError(f"{type(problem).__name__}: {problem}") from problem
    if found is None or not (found.text or "").strip():
        return None
    return {
        "url": url, "title": found.title, "text": found.text, "date": found.date, "authors": found.author,
        "site": found.sitename, "language": found.language,
    }  # fmt: skip


@cache
def _extractor() -> Any:
    from trafilatura import bare_extraction

    # Without a handler, what these say of single pages goes to standard error.
    for library in ("trafilatura", "htmldate", "courlan", "justext", "charset_normalizer"):
        logging.getLogger(library).addHandler(logging.NullHandler())
    return bare_extraction
