"""The blocks of code in the pages of the documentation, and what a page says of how each is to be tested.

A comment right above a block, which nobody sees on the page, may say:

    <!-- docs-test: parsed only, REASON -->     it is looked at and not run
    <!-- docs-test: file NAME -->               it is also written to NAME, for the blocks below it
    <!-- docs-test: with PLUGIN -->             a plugin of this repository is installed while it runs
    <!-- docs-test: needs TOOL -->              it is run where there is such a program
    <!-- docs-test: exits STATUS -->            that is how its commands end
    <!-- docs-test: figures differ -->          the figures in the output are those of another folder
    <!-- docs-test: output -->                  it is what the block above it prints
"""

import re
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
WORDS = ("parsed only", "file", "with", "needs", "exits", "figures differ", "output")
_FENCE = re.compile(r"(?ms)^(?P<edge> *)(?P<mark>```+|~~~+) *(?P<language>[\w+-]*)[^\n]*\n(?P<code>.*?)^ *(?P=mark) *$")
_INDENTED = re.compile(r"(?m)(?<=\n\n)(?: {4}.*\n(?:[ \t]*\n(?= {4}))*)+")
_DIRECTIVE = re.compile(r"<!-- docs-test: (.*?) -->\n+")
_INSIDE = re.compile(r"^(?: *(?:[-*]|\d+\.) |!!!|\?\?\?|===)")
_PROGRAMS = re.compile(
    r"(?:# |(?:\.venv/bin/)?newslint|(?:\.venv/bin/)?python3?|(?:\.venv/bin/)?pip|make|git|docker|dask|ray|cd|tail|jq"
    r"|cat|pre-commit|npm|code|echo|curl|for|printf|mkdir|cp|mv|source|export|sudo|apt-get|pipx|uvx?)(?:\b|(?<= ))"
)


class Block(NamedTuple):
    """A block of a page: where it begins, the language that the page says it is in, its code, and its directives."""

    page: Path
    line: int
    language: str
    code: str
    directives: dict[str, str]

    @property
    def where(self) -> str:
        return f"{self.page.relative_to(ROOT)}:{self.line}"


def pages() -> list[Path]:
    """Return the pages with code, all but those that are made from rules."""
    docs = [page for page in (ROOT / "docs").rglob("*.md") if page.parent.name != "rules"]
    return [
        ROOT / "README.md",
        ROOT / "CONTRIBUTING.md",
        *sorted(docs),
        *sorted(ROOT.glob("plugins/*/README.md")),
        *sorted(ROOT.glob("editors/*/README.md")),
    ]


def blocks(page: Path) -> list[Block]:
    """Return the fenced and the indented blocks of a page, in order."""
    text = page.read_text("utf-8")
    found = [*_fenced(page, text), *_indented(page, _FENCE.sub(_blanked, text))]
    return sorted(found, key=lambda block: block.line)


def _fenced(page: Path, text: str) -> Iterator[Block]:
    for match in _FENCE.finditer(text):
        yield Block(
            page, _line(text, match.start()), match["language"], dedent(match["code"]), _above(text, match.start())
        )


def _indented(page: Path, text: str) -> Iterator[Block]:
    for match in _INDENTED.finditer(text):
        before = text[: match.start()].rstrip().rpartition("\n\n")[2]
        if not _INSIDE.match(before.rpartition("\n")[2]) and not _INSIDE.match(before) and match[0].strip():
            code = dedent(match[0])
            yield Block(page, _line(text, match.start()), _guessed(code), code, _above(text, match.start()))


def _guessed(code: str) -> str:
    return "console" if code.startswith("$ ") else "sh" if _PROGRAMS.match(code) else "text"


def _above(text: str, start: int) -> dict[str, str]:
    """Return the directives that stand right above a block."""
    said: dict[str, str] = {}
    before = text[:start].rstrip(" ")
    while (match := re.search(_DIRECTIVE.pattern + r"\Z", before)) is not None:
        word = next((word for word in WORDS if match[1].startswith(word)), match[1])
        said[word] = match[1].removeprefix(word).strip(" ,;")
        before = before[: match.start()].rstrip(" ")
    return said


def _blanked(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]+", "-", match[0])


def _line(text: str, start: int) -> int:
    return text.count("\n", 0, start) + 1
