"""What texts say to newslint: in comments of Markdown and HTML, in front matter. Few texts are asked for it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Container, Iterator, Sequence

from newslint.late import late
from newslint.model import Span
from newslint.text.directives import Instruction, comments_in, is_directive
from newslint.text.origin import Fields, Piece, Place, Run
from newslint.text.structure import line_starts, position

_LIKE_A_KEY = late(
    r"^[\"']?newslint(?:[-_ ]?\w{0,20}(?:ignor|disabl|skip|suppress|silen|allow)\w{0,20})?[\"']?[ \t]*[:=].*",
    re.MULTILINE | re.IGNORECASE,
)
_KEY = late(
    r"^[\"']?newslint[-_]ignore[\"']?[ \t]*[:=].*(?:\n(?:[ \t]+\S.*|-[ \t].*|[ \t]*\]))*",
    re.MULTILINE | re.IGNORECASE,
)


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
    starts = [span.start for span in code]
    return [one for one in comments_in(text) if not _is_in(one, code, bisect_right(starts, one.start) - 1)]


def _is_in(one: Span, code: Sequence[Span], index: int) -> bool:
    return index >= 0 and code[index].covers(one)


def of_page(
    text: str, runs: Sequence[Run], source: str, comments: Sequence[Span], borders: Container[str]
) -> tuple[Instruction, ...]:
    """Return what a page says to newslint.

    Args:
        text: what it shows.
        runs: where that was taken from.
        source: the page.
        comments: all its comments.
        borders: the tags, and the line end where it means something, that part lines or paragraphs.
    """
    spoken = [span for span in comments if is_directive(span.of(source))]
    starts = line_starts(source) if spoken else []
    found: list[Instruction] = []
    before = Span(0, 0)
    for span in spoken:
        index = bisect_right(runs, span.start, key=lambda run: run.source.start)
        words = runs[index - 1].source.end if index else 0
        # Of several comments in a row each looks at what stands behind the one before it.
        parted = bool(found) and before.end >= words and found[-1].how == "above"
        leads = not index or parted or _has_border(source[max(words, before.end) : span.start], borders)
        place = Place(None, span, position(starts, span))
        found.append(_of_page(text, runs, index, Instruction(span.of(source), span, 0, "above", place), leads))
        before = span
    return tuple(found)


def in_record(origin: Fields, piece: Piece, one: Instruction) -> Instruction:
    """Return what a page in a field of a record says to newslint, as it stands in the record."""
    place = one.place and origin.placed(piece, one.place.offsets, one.place.position)
    by = piece.span.start
    return one._replace(span=Span(one.span.start + by, one.span.end + by), at=one.at + by, place=place)


def of_field(name: str, value: str, line: int) -> Instruction:
    """Return what a record says to newslint in a field for that.

    Args:
        name: of the field.
        value: of it.
        line: of the file, on which it begins.
    """
    whole = Span(0, len(value))
    place = Place(name, whole, position(line_starts(value), whole), (line, line))
    return Instruction(f"{name}: {value}", Span(0, 1), 0, "article", place)


def _of_page(text: str, runs: Sequence[Run], index: int, one: Instruction, leads: bool) -> Instruction:
    """Return an instruction with its place in the text: before a run, above or beside what it is about."""
    at = runs[index].text.start if index < len(runs) else len(text)
    if not leads:
        end = runs[index - 1].text.end
        return one._replace(span=Span(end - 1, end), at=at, how="beside")
    near = min(at, len(text) - 1)
    return one._replace(span=Span(near, near + 1), at=at)


def _has_border(between: str, borders: Container[str]) -> bool:
    """Whether a paragraph or a line ends in what stands between two words of a page."""
    from newslint.readers.html_tokens import tokens

    return any(
        one.name in borders or ("\n" in borders and not one.name and "\n" in one.span.of(between))
        for one in tokens(between)
    )


def _of_front_matter(text: str) -> Iterator[Instruction]:
    # What the patterns call a line ends at "\n" only.
    plain = text.replace("\r\n", " \n").replace("\r", "\n")
    understood = [Span(*match.span()) for match in _KEY.finditer(plain)]
    others = [Span(*match.span()) for match in _LIKE_A_KEY.finditer(plain)]
    for span in (*understood, *(one for one in others if not any(one.overlaps(key) for key in understood))):
        said = span.of(text).rstrip()
        yield Instruction(said, Span(span.start, span.start + len(said)), 0, "article")


def _of_comment(text: str, masked: str, span: Span) -> Instruction:
    start = masked.rfind("\n", 0, span.start) + 1
    start = max(start, masked.rfind("\r", start, span.start) + 1)
    leads = not masked[start : span.start].strip()
    return Instruction(span.of(text), span, span.end if leads else span.start, "above" if leads else "beside")
