"""The lines of Markdown: which are code, which are headings, which marks stand before the words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newslint.model import Span
from newslint.readers.markdown_code import code_lines

_MARKS = re.compile(
    r"[ \t]*(?:>[ \t]?)*(?:(?P<heading>#{1,6})(?=[ \t]|$)|(?P<list>[-*+]|\d{1,3}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?)?"
)
# A name in brackets may also say who speaks: only an address, and at most a title behind it, make a definition.
_REFERENCE = re.compile(
    r" {0,3}\[[^\[\]^][^\[\]]*+\]:[ \t]*(?:<[^<>]*+>|(?=[A-Za-z][\w+.-]*+:\S|\S*?[/#]|\S*?\w\.[A-Za-z])\S++)"
    r"(?:[ \t]++(?:\"[^\"]*+\"|'[^']*+'|\([^()]*+\)))?[ \t]*+$"
)
_CLOSING_HASHES = re.compile(r"[ \t]+#+[ \t]*$")


class Block(NamedTuple):
    """Something of a line that is hidden."""

    span: Span
    heading: Span | None = None
    """The line that is a heading because of it."""
    marked: Span | None = None
    """The lines that nothing can be left of when the words are taken out: with the marks before them, or below."""


def blocks(text: str, lines: Sequence[Span]) -> Iterator[Block]:
    """Yield what is to be hidden of the lines: code, marks, rules, the borders of tables."""
    above, previous = None, None
    code = set(code_lines(text, lines))
    for index, line in enumerate(lines):
        if line in code:
            yield Block(line)
            above, previous = previous, None
            continue
        for block in _of_line(text, line, previous):
            yield block._replace(marked=_marked(text, lines, index, block, above))
        above, previous = previous, line if line.of(text).strip() else None


def _marked(text: str, lines: Sequence[Span], index: int, block: Block, above: Span | None) -> Span | None:
    """Return the lines that go with a mark; None where other lines hang on it too."""
    line, heading = lines[index], block.heading
    if heading is not None and heading != line:
        return Span(heading.start, line.end) if above is None and not _has_marks(heading.of(text)) else None
    if block.span.start > line.start or block.span.end == line.end:
        return None
    return None if _begins_list(line.of(text)) and _goes_on(text, lines, index) else line


def _goes_on(text: str, lines: Sequence[Span], index: int) -> bool:
    """Whether lines below one in a list belong to it: the next one is indented."""
    below = (lines[number].of(text) for number in range(index + 1, len(lines)))
    following: str = next((content for content in below if content.strip()), "")
    return following.replace(">", "")[:1].isspace()


def _has_marks(content: str) -> bool:
    marks = _MARKS.match(content)
    return marks is not None and bool(marks[0].strip())


def _begins_list(content: str) -> bool:
    marks = _MARKS.match(content)
    return marks is not None and marks["list"] is not None


def _of_line(text: str, line: Span, previous: Span | None) -> Iterator[Block]:
    content = line.of(text)
    plain = content.replace(" ", "").replace("\t", "")
    if _is_rule(plain) or _is_table_border(plain):
        yield Block(line, heading=previous if plain[0] in "=-" and "|" not in plain else None)
    elif _REFERENCE.match(content):
        yield Block(line)
    else:
        yield from _marks(line, content)
        if plain.startswith("|"):
            yield from (Block(Span(line.start + m.start(), line.start + m.end())) for m in re.finditer(r"\|", content))


def _marks(line: Span, content: str) -> Iterator[Block]:
    marks = _MARKS.match(content)
    if marks and marks[0]:
        yield Block(Span(line.start, line.start + marks.end()), heading=line if marks["heading"] else None)
        closing = _CLOSING_HASHES.search(content, marks.end()) if marks["heading"] else None
        if closing:
            yield Block(Span(line.start + closing.start(), line.end))


def _is_rule(plain: str) -> bool:
    return len(plain) > 1 and plain[0] in "=-*_" and plain == plain[0] * len(plain)


def _is_table_border(plain: str) -> bool:
    return "|" in plain and "-" in plain and not plain.strip("|:-")
