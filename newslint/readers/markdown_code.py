"""Code in Markdown: which lines are it, and which parts stand between paired shortcodes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from newslint.model import Span

_FENCE = re.compile(r"[ \t>]*(?P<fence>`{3,}|~{3,})(?P<info>[^`]*)$")
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,3}[.)])(?P<gap>[ \t]+)(?=\S)")
_HEADING = re.compile(r"[ \t]*#{1,6}(?:[ \t]|$)")
_RULE = re.compile(r"[ \t]*([-=*_])(?:[ \t]*\1)+[ \t]*$")
_INDENTED = 4
"""The columns from which on a line is code, counted from where the text of its list begins."""
# What Hugo, Jekyll and Hexo, and themes for them, take code, formulas and remarks of the author in.
_NAMES = "highlight|code|codeblock|raw|rawhtml|verbatim|comment|mermaid|plantuml|tikz|katex|latex|math|chart|svg|script"
_PAIRED = re.compile(
    rf"\{{\{{[<%][ \t]*(?P<end>/?)[ \t]*(?P<name>{_NAMES})\b[^{{}}]{{0,500}}[>%]\}}\}}"
    rf"|\{{%-?[ \t]*(?P<end_tag>end)?(?P<tag>{_NAMES})\b[^{{}}]{{0,500}}%\}}"
)


def code_lines(text: str, lines: Sequence[Span]) -> Iterator[Span]:
    """Yield the lines of fenced and of indented code."""
    fence, code = "", _Indentation()
    for line in lines:
        content = line.of(text)
        found = _FENCE.match(content)
        if fence:
            yield line
            closes = found and not found["info"].strip() and found["fence"].startswith(fence)
            fence = "" if closes else fence
        elif not content.strip():
            code.end_paragraph()
        elif code.holds(content, found is not None):
            yield line
        elif found:
            fence = found["fence"]
            code.end_paragraph()
            yield line


class _Indentation:
    """Where the text of the lists begins that are open, and whether a paragraph is: it has no code inside."""

    def __init__(self) -> None:
        self._columns: list[int] = []
        self._in_paragraph = False

    def end_paragraph(self) -> None:
        self._in_paragraph = False

    def holds(self, content: str, is_fence: bool) -> bool:
        """Whether the next line, which is not blank, is indented code."""
        depth = _width(content) - _width(content.lstrip())
        item = _ITEM.match(content)
        alone = is_fence or _HEADING.match(content) is not None or _RULE.match(content) is not None
        if item or alone or not self._in_paragraph:
            self._close_lists(depth, bool(item or alone))
        if not self._in_paragraph and depth - (self._columns[-1] if self._columns else 0) >= _INDENTED:
            return True
        self._in_paragraph = not alone
        if item and not alone:
            gap = _width(item["gap"])
            self._columns.append(_width(item[0]) - (gap - 1 if gap > _INDENTED else 0))
        return False

    def _close_lists(self, depth: int, begins: bool) -> None:
        # Many indent the paragraphs of a list by less than its text.
        fewest = 0 if begins or not depth else 1
        while len(self._columns) > fewest and depth < self._columns[-1]:
            self._columns.pop()


def _width(text: str) -> int:
    return len(text.expandtabs(4)) if "\t" in text else len(text)


def paired(text: str) -> list[Span]:
    """Return what stands between paired shortcodes that hold no prose, with them, in order."""
    opened: dict[str, int] = {}
    found: list[Span] = []
    for match in _PAIRED.finditer(text) if "{{" in text or "{%" in text else ():
        name = f"{match['name']}" if match["name"] else f"%{match['tag']}"
        if not (match["end"] or match["end_tag"]):
            opened[name] = match.start()
        elif (start := opened.pop(name, None)) is not None:
            while found and found[-1].start >= start:
                found.pop()
            if not found or found[-1].end <= start:
                found.append(Span(start, match.end()))
            else:
                found[-1] = Span(found[-1].start, match.end())
    return found
