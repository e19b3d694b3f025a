"""Markup -> tags and the text between them, each with its place. Any text at all is read in one pass, as browsers do.

The parser of the standard library takes time that grows with the square of some damaged pages, and refuses others.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from newslint.model import Span

# Inside these nothing is a tag but their own end.
RAW = frozenset("script style textarea title iframe noembed noframes xmp".split())
_NAME = re.compile(r"<(/?)([A-Za-z][^\s/>]*)")
# A quotation mark means something only after an equals sign. One that is not closed is the last of its kind.
_INSIDE = re.compile(r"""(?:[^>=]++|=\s*+(?:"[^"]*+"|'[^']*+')?+)*+>""")
_ATTRIBUTE = re.compile(r"""([^\s=/"'>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?""")


class Token(NamedTuple):
    """A tag, or a stretch of text between two."""

    span: Span
    name: str = ""
    """Of a tag, in lower case; of text nothing."""
    closes: bool = False

    def attributes(self, source: str) -> Mapping[str, str]:
        """Return what a tag says; of an attribute that is said twice the first counts."""
        found: dict[str, str] = {}
        for match in _ATTRIBUTE.finditer(source, self.span.start + 1 + len(self.name), self.span.end - 1):
            found.setdefault(match[1].lower(), html.unescape(match[2] or match[3] or match[4] or ""))
        return found


def tokens(source: str, comments: list[Span] | None = None) -> Iterator[Token]:
    """Yield tags and text in order; comments and declarations are neither.

    Args:
        source: the markup.
        comments: to which those are added that are met, with declarations.
    """
    at = begin = 0
    while (at := source.find("<", at)) >= 0:
        named = _NAME.match(source, at)
        if named is None and not source.startswith(("<!", "<?", "</"), at):
            at += 1  # a sign like any other
            continue
        if begin < at:
            yield Token(Span(begin, at))
        if named is None:
            begin = _after_comment(source, at)
            if comments is not None:
                comments.append(Span(at, begin))
            at = begin
            continue
        end = _INSIDE.match(source, named.end())
        at = end.end() if end else len(source)
        name = named[2].lower()
        yield Token(Span(named.start(), at), name, bool(named[1]))
        begin = at
        if name in RAW and not named[1]:
            begin, at = at, _raw_end(source, name, at)
    if begin < len(source):
        yield Token(Span(begin, len(source)))


def _after_comment(source: str, at: int) -> int:
    if source.startswith("<!--", at):
        return _after(source, ">", at + 4) if source.startswith((">", "->"), at + 4) else _after(source, "-->", at + 4)
    if source.startswith("<![CDATA[", at):
        return _after(source, "]]>", at)
    return _after(source, ">", at)


def _after(source: str, sign: str, at: int) -> int:
    found = source.find(sign, at)
    return len(source) if found < 0 else found + len(sign)


def _raw_end(source: str, name: str, at: int) -> int:
    found = re.compile(rf"</{re.escape(name)}(?=[\s/>])", re.IGNORECASE).search(source, at)
    return found.start() if found else len(source)
