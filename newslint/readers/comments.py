"""What texts say to newslint: in comments of Markdown and HTML, in front matter. Few texts are asked for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from newslint.directives import Instruction, comments_in
from newslint.late import late
from newslint.model import Span

_KEY = late(
    r"^[\"']?newslint[-_]ignore[\"']?[ \t]*[:=].*(?:\n(?:[ \t]+\S.*|-[ \t].*|[ \t]*\]))*",
    re.MULTILINE | re.IGNORECASE,
)
_LINE_END = "\r\n"


def of_markdown(text: str, masked: str, front: int, comments: Sequence[Span]) -> tuple[Instruction, ...]:
    """Return what a text of Markdown says to newslint.

    Args:
        text: as it stands in the file.
        masked: what of it is prose.
        front: where its front matter ends.
        comments: those that speak to newslint.
    """
    return (*_of_front_matter(text[:front]), *(_of_comment(text, masked, span) for span in comments))


def outside_code(text: str, code: Sequence[Span]) -> Sequence[Span]:
    """Return the comments in a text that speak to newslint and do not stand in code, where they are shown."""
    return [one for one in comments_in(text) if not any(span.covers(one) for span in code)]


def _of_front_matter(text: str) -> Iterator[Instruction]:
    # What the pattern calls a line ends at "\n" only.
    for match in _KEY.finditer(text.replace("\r\n", " \n").replace("\r", "\n")):
        yield Instruction(text[match.start() : match.end()].rstrip(), Span(*match.span()), 0, "article")


def _of_comment(text: str, masked: str, span: Span) -> Instruction:
    start = max(masked.rfind(end, 0, span.start) for end in _LINE_END) + 1
    leads = not masked[start : span.start].strip()
    return Instruction(span.of(text), span, span.end if leads else span.start, "above" if leads else "beside")
