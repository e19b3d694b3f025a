"""Texts in XML 1.0, which has no way to write some characters, not even as references."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

from newslint.reporters.words import encodable

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def attribute(text: str) -> str:
    """Return ``text`` as the value of an attribute, with the quotation marks around it."""
    return quoteattr(_valid(text))


def content(text: str) -> str:
    """Return ``text`` as it may stand between tags."""
    # A carriage return would be read as a line feed.
    return escape(_valid(text), {"\r": "&#13;"})


def _valid(text: str) -> str:
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", encodable(text))
