"""Markdown: one article, with everything masked that is no prose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from newslint.document import Document
from newslint.files.own_files import REPORT
from newslint.model import Span
from newslint.readers import Source, front_matter
from newslint.readers.decoding import decode
from newslint.readers.markdown_blocks import Block, blocks
from newslint.readers.markdown_inline import code_in, enclosed, inline
from newslint.readers.masking import Kind, Mask, around

if TYPE_CHECKING:
    from newslint.text.directives import Instruction

_MARKS = "#>*_~=-+.)[xX]0123456789 \t"
"""What is hidden of a line that holds words, and marks of Markdown around them."""
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")


def read(source: Source) -> Iterator[Document]:
    """Yield the one document of a Markdown file; none of a report of newslint's own, whatever it is called.

    Code, addresses, HTML, template shortcodes and the marks of Markdown are masked, character for
    character, so that every offset is one in the file. The headline is the ``title`` of the front
    matter, else a heading that stands first.
    """
    decoded = decode(source.stream.read(), source.encoding)
    text = decoded.text
    if text.startswith(REPORT):
        return
    mask = Mask(text)
    lines = list(all_lines(text))
    front = front_matter.find(text, lines)
    mask.hide_all(list(around(Span(0, front.end), front.prose)), Kind.BLOCK)
    body = [line for line in lines if line.start >= front.end]
    found = list(blocks(text, body))
    mask.hide_all([block.span for block in found], Kind.BLOCK)
    prose = mask.text
    inline(mask)
    masked = mask.finished(lines)
    title = front.title or _opening_heading(masked, found, body)
    heading = _shown(masked, _main_heading(text, found)) if front.title else None
    meta = {"title": title.of(masked)} if title else {}
    original = None if masked == text else text
    said = _instructions(text, prose, masked, front.end)
    values = (*front.enclosed, *enclosed(text, masked))
    marked = tuple(block.marked for block in found if block.marked and _has_only_marks(text, masked, block.marked))
    yield Document(
        masked, source.name, None, None, meta, title, original,
        damaged=decoded.damaged, enclosed=values, marked=marked, heading=heading, instructions=said,
    )  # fmt: skip


def _instructions(text: str, prose: str, masked: str, front: int) -> tuple[Instruction, ...]:
    """Return what the text says to newslint; ``prose`` is the text with its blocks of code masked."""
    if ("<" not in prose or "<!--" not in prose) and "newslint" not in text[:front].lower():
        return ()
    from newslint.readers.comments import of_markdown, outside_code

    return of_markdown(text, masked, front, outside_code(prose, list(code_in(prose)) if "`" in prose else ()))


def all_lines(text: str) -> Iterator[Span]:
    """Yield every line, blank ones too, without its end."""
    for match in _LINE.finditer(text):
        if match[0]:
            yield Span(match.start(), match.start() + len(match[0].rstrip("\r\n")))


def _has_only_marks(text: str, masked: str, line: Span) -> bool:
    """Whether words stand in a line, and nothing that means more than the marks around them is hidden there."""
    shown = line.of(masked)
    hidden = (sign for sign, seen in zip(line.of(text), shown, strict=True) if sign != seen)
    return bool(shown.strip()) and not set(hidden).difference(_MARKS)


def _opening_heading(masked: str, found: list[Block], body: list[Span]) -> Span | None:
    """Return the first line of the body without its marks, if it is a heading."""
    first = next((line for line in body if line.of(masked).strip()), None)
    return _shown(masked, first) if first in {block.heading for block in found} else None


def _main_heading(text: str, found: list[Block]) -> Span | None:
    """Return the first heading of the first level, else the first one."""
    headings = [block for block in found if block.heading]
    main = (block for block in headings if block.span.of(text).strip(" \t>=") in ("", "#"))
    return next(main, headings[0]).heading if headings else None


def _shown(masked: str, line: Span | None) -> Span | None:
    """Return a line without the marks around it."""
    if line is None:
        return None
    content = line.of(masked)
    return Span(line.start + len(content) - len(content.lstrip()), line.start + len(content.rstrip()))
