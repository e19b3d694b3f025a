"""What is a line, a paragraph, a headline, the body.

Pure functions from a text to spans of it. Nothing here copies text that somebody would have
to search for again. Quotations, sentences and bylines, which few texts are asked for, have modules
of their own, so that start-up does not pay for their patterns.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from newslint.late import late
from newslint.model import MASK, Position, Span

LINE_END = late(r"\r\n|\r|\n")
# Form feeds and U+2028 stand inside lines of wire copy, so they end none.
_LINE = late(r"[^\r\n]+")

HEADLINE_WORDS = 20
BODY_WORDS = 25
WRAPPED_LINES = 8

_TERMINAL = tuple(".!?…")
_CLOSING = "\"'”’)]»" + MASK


def line_starts(text: str) -> list[int]:
    """Return the offset at which each line of ``text`` begins; the first is 0."""
    if "\r" in text:
        return [0, *(match.end() for match in LINE_END.finditer(text))]
    before = accumulate(map(len, text.split("\n")), initial=0)
    return [line + length for line, length in enumerate(before)][:-1]


def position(starts: Sequence[int], span: Span) -> Position:
    """Return lines and columns of ``span``, given the offsets at which lines begin."""
    first = bisect_right(starts, span.start)
    last = bisect_right(starts, span.end)
    return Position(first, span.start - starts[first - 1] + 1, last, span.end - starts[last - 1] + 1)


def lines(text: str) -> tuple[Span, ...]:
    """Return the lines that hold more than white space, without the white space around them."""
    return tuple(_lines(text))


def paragraphs(text: str, of_lines: Sequence[Span]) -> tuple[Span, ...]:
    """Return the paragraphs: a line each, or in hard-wrapped text a run of lines without a blank one between."""
    if not _is_wrapped(text, of_lines):
        return tuple(of_lines)
    return tuple(_runs(text, of_lines))


def headline(text: str, of_paragraphs: Sequence[Span]) -> Span | None:
    """Return the first paragraph if it reads like a headline, else None: nothing is guessed."""
    if len(of_paragraphs) < 2:
        return None
    first, second = of_paragraphs[0], of_paragraphs[1:]
    words = text[first.start : first.end]
    if len(words.split(None, HEADLINE_WORDS)) > HEADLINE_WORDS or _ends_in_full_stop(words):
        return None
    from newslint.bylines import is_byline, is_dateline

    if is_byline(words) or is_dateline(words):
        return None
    longest = max(span.end - span.start for span in second)
    return first if longest > first.end - first.start else None


def body(text: str, of_paragraphs: Sequence[Span]) -> Span:
    """Return the span from the first to the last paragraph of at least 25 words with a finite sentence.

    Above it is the head, below it the tail. A text without such a paragraph is all body.
    """
    first = next((span for span in of_paragraphs if _is_running_text(text, span)), None)
    if first is None or len(of_paragraphs) == 1:
        return Span(0, len(text))
    last = next(span for span in reversed(of_paragraphs) if _is_running_text(text, span))
    return Span(first.start, last.end)


def _lines(text: str) -> Iterator[Span]:
    for start, piece in _pieces(text):
        line = piece.rstrip()
        if line:
            end = start + len(line)
            yield Span(end - len(line.lstrip()), end)


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines that are not empty, and where they begin; a pattern, which is slower, only where it must be."""
    if "\r" in text:
        yield from ((match.start(), match[0]) for match in _LINE.finditer(text))
        return
    start = 0
    for piece in text.split("\n"):
        if piece:
            yield start, piece
        start += len(piece) + 1


def _ends_in_full_stop(words: str) -> bool:
    """Whether a sentence ends here; an ellipsis (the headline is cut off) and "U.S." end none."""
    plain = words[-20:].rstrip(_CLOSING)
    return plain.endswith(".") and not plain.endswith("..") and not _ACRONYM.search(plain)


_ACRONYM = late(r"\b[A-Z]\.[A-Z]\.$")


def _is_wrapped(text: str, of_lines: Sequence[Span]) -> bool:
    if len(of_lines) <= WRAPPED_LINES:
        return False
    wrapped = [index for index, span in enumerate(of_lines) if _is_cut(text, span)]
    if len(wrapped) * 2 <= len(of_lines):
        return False
    # A stack of headlines looks like it, but each begins with a capital.
    following = [text[of_lines[index + 1].start] for index in wrapped if index + 1 < len(of_lines)]
    return sum(letter.islower() for letter in following) * 3 > len(following)


def _is_cut(text: str, span: Span) -> bool:
    """Whether a line may have been broken for its length, in the middle of a sentence."""
    last = text[span.end - 1]
    return 40 <= span.end - span.start <= 85 and last not in _TERMINAL and last not in _CLOSING


def _runs(text: str, of_lines: Sequence[Span]) -> Iterator[Span]:
    start = of_lines[0].start
    for previous, following in pairwise(of_lines):
        if len(LINE_END.findall(text, previous.end, following.start)) > 1:
            yield Span(start, previous.end)
            start = following.start
    yield Span(start, of_lines[-1].end)


def _is_running_text(text: str, span: Span) -> bool:
    if span.end - span.start < 2 * BODY_WORDS - 1:
        return False
    # The slice of 40 characters a word keeps a paragraph of megabytes from being copied.
    if len(text[span.start : min(span.end, span.start + BODY_WORDS * 40)].split(None, BODY_WORDS)) < BODY_WORDS:
        return False
    return text[max(span.start, span.end - 20) : span.end].rstrip(_CLOSING).endswith(_TERMINAL)


def fold(text: str) -> str:
    """Return ``text`` in lower case with straight apostrophes, one character for one character.

    ``"İ".lower()`` has two characters and would shift every later position, so such letters stay.
    """
    folded = text.lower()
    if len(folded) != len(text):
        folded = "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
    return folded.replace("’", "'")
