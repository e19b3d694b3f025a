"""HTML as the value of a field of a record: whether it is, and its text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from newslint.late import late
from newslint.model import Span
from newslint.text.origin import Markup

if TYPE_CHECKING:
    from newslint.text.directives import Instruction

_BLOCK = late(
    r"<(?:p|br|div|h[1-6]|li|ul|ol|blockquote|section|article|table|tr|td|figure|hr)\b[^<>]*+>", re.IGNORECASE
)
_INLINE_END = late(r"</(?:a|b|strong|em|i|span|u|font)>", re.IGNORECASE)
# A paragraph that ends without a tag, before one that begins without.
_BLANK_LINES = late(r"[^\s>][^\S\n]*+\n[^\S\n]*+\n\s*+[^\s<]")
FEWEST_BLOCKS = 2
FEWEST_INLINE = 4
"""So many tags in the text are no scraps that an extractor left."""


class Shown(NamedTuple):
    """What readers see of a field: its text, where that stands in the markup, and the main heading in it."""

    text: str
    markup: Markup | None = None
    heading: Span | None = None
    said: tuple[Instruction, ...] = ()
    """What it says to newslint."""


def is_html(value: str) -> bool:
    """Whether a text is evidently HTML: tags part its paragraphs, or there are many around its words."""
    if "</" not in value and "/>" not in value and "<br" not in value and "<BR" not in value:
        return False
    blocks = len(_BLOCK.findall(value))
    if blocks >= FEWEST_BLOCKS and blocks > len(_BLANK_LINES.findall(value)):
        return True
    return len(_INLINE_END.findall(value)) >= FEWEST_INLINE


def shown(value: str) -> Shown:
    """Return what readers see of a field of HTML."""
    if "<" not in value and "&" not in value:
        return Shown(value)
    from newslint.readers.html_text import parsed
    from newslint.text.structure import line_starts

    page = parsed(value, keeps_lines=_BLANK_LINES.search(value) is not None)
    if not page.text.strip():
        return Shown(value)
    return Shown(page.text, Markup(page.runs, tuple(line_starts(value))), page.title, page.said)
