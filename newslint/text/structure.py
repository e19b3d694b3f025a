"""What is a line, a paragraph, a headline, the body.

Pure functions from a text to spans of it. Nothing here copies text that somebody would have
to search for again. Quotations, sentences and bylines, which few texts are asked for, have modules
of their own, so that start-up does not pay for their patterns.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from functools import partial
from itertools import accumulate, compress, count, pairwise, repeat
from operator import add, itemgetter
from typing import cast

from newslint.late import late
from newslint.model import MASK, Position, Span

LINE_END = late(r"\r\n|\r|\n")
# Form feeds and U+2028 stand inside lines of wire copy, so they end none.
_LINE = late(r"[^\r\n]+")

HEADLINE_WORDS = 20
BODY_WORDS = 25
WRAPPED_LINES = 8
_SHORTEST_CUT, _LONGEST_CUT = 40, 85
"""How long, in characters, a line is that was broken for its length."""
_LONG_LINE = 2000
"""So many characters of a line are looked at on either side of a place in it; few lines are longer."""
_OPENING = 2000
"""How many characters are looked at for the first line."""

DIGITS = ".0123456789"
SIGNS_BEFORE = " \t\f\v\u00a0>»›•·▪●■◆*|-–—_+[(" + DIGITS
SIGNS_AFTER = ' \t\f\v\u00a0<«‹•·*|-–—_:…])"”.!?>»›→▼▶+'
"""Signs, and numbers of a list, that a site sets around a line without changing what it says."""

_TERMINAL = tuple(".!?…")
_ENDS_TAIL = frozenset('.!?,;"”')
_SENTENCE_ENDS = (". ", "! ", "? ")
_BEFORE_QUOTE = frozenset(".!?,…")
_SHORT = 20_000
"""In characters."""
_CLOSING = "\"'”’)]»" + MASK


def line_starts(text: str) -> list[int]:
    """Return the offset at which each line of ``text`` begins; the first is 0."""
    if "\r" in text:
        return [0, *(match.end() for match in LINE_END.finditer(text))]
    return _starts(text.split("\n"))


def position(starts: Sequence[int], span: Span) -> Position:
    """Return lines and columns of ``span``, given the offsets at which lines begin."""
    first = bisect_right(starts, span.start)
    last = bisect_right(starts, span.end)
    return Position(first, span.start - starts[first - 1] + 1, last, span.end - starts[last - 1] + 1)


def position_in(text: str, span: Span) -> Position | None:
    """Return lines and columns of ``span``, found without the other lines.

    None where carriage returns end lines, and in a long text, of which it is cheaper to note where each line begins.
    """
    if len(text) >= _SHORT or "\r" in text:
        return None
    first = text.count("\n", 0, span.start) + 1
    last = first + text.count("\n", span.start, span.end)
    start, end = (text.rfind("\n", 0, place) for place in span)
    return Position(first, span.start - start, last, span.end - end)


def lines(text: str) -> tuple[Span, ...]:
    """Return the lines that hold more than white space, without the white space around them."""
    if "\r" in text:
        return tuple(_trimmed((match.start(), match[0]) for match in _LINE.finditer(text)))
    pieces = text.split("\n")
    held = list(filter(None, pieces))
    starts = compress(_starts(pieces), pieces)
    if list(map(str.strip, held)) != held:
        return tuple(_trimmed(zip(starts, held, strict=True)))
    begins = list(starts)
    return tuple(map(_SPAN, zip(begins, map(add, begins, map(len, held)), strict=True)))


def line_at(text: str, offset: int) -> Span | None:
    """Return the line in which ``offset`` stands, found without the other lines; None where that takes more.

    That is so in blank lines, in ones with white space around them, and in very long ones.
    """
    start = text.rfind("\n", max(0, offset - _LONG_LINE), offset) + 1
    end = text.find("\n", offset, offset + _LONG_LINE)
    end = len(text) if end < 0 else end
    if (not start and offset > _LONG_LINE) or end > offset + _LONG_LINE or not start <= offset < end:
        return None
    if text[start].isspace() or text[end - 1].isspace() or text.find("\r", start, end) >= 0:
        return None
    return Span(start, end)


def have_blank_lines_between(text: str) -> bool:
    """Whether two line ends, or four, part each line from the next, and white space hides none of them."""
    plain = text.rstrip("\n")
    return "\r" not in plain and plain.count("\n") == 2 * plain.count("\n\n")


def paragraphs(text: str, of_lines: Sequence[Span]) -> tuple[Span, ...]:
    """Return the paragraphs: a line each, or in hard-wrapped text a run of lines without a blank one between."""
    if _stand_apart(text, of_lines) or not _is_wrapped(text, of_lines):
        return tuple(of_lines)
    return tuple(_runs(text, of_lines))


def headline(text: str, of_paragraphs: Sequence[Span]) -> Span | None:
    """Return the first paragraph if it reads like a headline, else None: nothing is guessed."""
    if len(of_paragraphs) < 2:
        return None
    first, second = of_paragraphs[0], of_paragraphs[1:]
    words = text[first.start : first.end]
    if not may_be_headline(words):
        return None
    from newslint.text.bylines import is_byline, is_dateline

    if is_byline(words) or is_dateline(words):
        return None
    size = first.end - first.start
    return first if any(end - start > size for start, end in second) else None


def may_be_headline(line: str) -> bool:
    """Whether a line, by itself, has few words and does not end like a sentence."""
    return len(line.split(None, HEADLINE_WORDS)) <= HEADLINE_WORDS and not _ends_in_full_stop(line)


def opening(text: str) -> str:
    """Return the first line that is not blank, or its beginning; of text in lines, without looking at the rest."""
    beginning = text[:_OPENING].lstrip()
    return (beginning.replace("\r", "\n") if "\r" in beginning else beginning).partition("\n")[0].rstrip()


def is_too_long_for_headline(line: str) -> bool:
    """Whether a line has more words than a headline can have, so that no headline begins with it."""
    return line.count(" ") >= HEADLINE_WORDS and len(line.split(None, HEADLINE_WORDS)) > HEADLINE_WORDS


def is_running_text(line: str) -> bool:
    """Whether a line is long and ends like a sentence."""
    return _is_running_text(line, Span(0, len(line)))


def body(text: str, of_paragraphs: Sequence[Span]) -> Span:
    """Return the span from the first to the last paragraph of at least 25 words with a finite sentence.

    Above it is the head, below it the tail. A text without such a paragraph is all body.
    """
    first = next((span for span in of_paragraphs if _is_running_text(text, span)), None)
    if first is None or len(of_paragraphs) == 1:
        return Span(0, len(text))
    last = next(span for span in reversed(of_paragraphs) if _is_running_text(text, span))
    return Span(first.start, last.end)


# Half as dear as calling Span; there are more lines than anything else.
_END = itemgetter(1)
_SPAN = cast("Callable[[tuple[int, int]], Span]", partial(tuple.__new__, Span))


def _starts(pieces: Iterable[str]) -> list[int]:
    """Return where the pieces begin of which a text is made, each followed by one character."""
    before = accumulate(map(len, pieces), initial=0)
    return list(map(add, before, count()))[:-1]


def _trimmed(pieces: Iterable[tuple[int, str]]) -> Iterator[Span]:
    for start, piece in pieces:
        line = piece.rstrip()
        if line:
            end = start + len(line)
            yield Span(end - len(line.lstrip()), end)


def _ends_in_full_stop(words: str) -> bool:
    """Whether a sentence ends here; an ellipsis (the headline is cut off) and "U.S." end none."""
    plain = words[-20:].rstrip(_CLOSING)
    return plain.endswith(".") and not plain.endswith(("..", ". .")) and not _ACRONYM.search(plain)


_ACRONYM = late(r"\b[A-Z]\.[A-Z]\.$")


def bare(line: str) -> str:
    """Return a line without the signs and the numbers of a list that a site sets around it."""
    return line.lstrip(SIGNS_BEFORE).rstrip(SIGNS_AFTER)


def lines_that_say(text: str, wanted: Container[str], longest: int) -> list[tuple[Span, str]]:
    """Return the lines, trimmed, that say one of the wanted texts once they are bare, and which one.

    Args:
        text: the text.
        wanted: what to look for.
        longest: the length of a line, in characters, up to which it is looked at.
    """
    if "\r" in text:
        of_lines = [line for line in lines(text) if line.end - line.start <= longest]
        return [(line, said) for line in of_lines if (said := bare(line.of(text))) in wanted]
    pieces = text.split("\n")
    short = [(number, piece) for number, piece in enumerate(pieces) if piece and len(piece) <= longest]
    found = [(number, said) for number, piece in short if (said := bare(piece)) in wanted]
    starts = _starts(pieces) if found else []
    return [(line, said) for number, said in found for line in _trimmed([(starts[number], pieces[number])])]


def tails_that_say(text: str, wanted: Container[str], longest: int) -> list[tuple[Span, str]]:
    """Return what stands behind the last sentence of a line and says one of the wanted texts once it is bare.

    Only lines that end like no sentence are looked at, and those are few. Behind the number of an item
    ("1. Print") the whole line says it, and nothing else does.

    Args:
        text: the text.
        wanted: what to look for.
        longest: the length of such a tail, in characters, up to which it is looked at.
    """
    pieces = text.split("\n")
    open_ended = [(at, line.rstrip()) for at, line in enumerate(pieces) if line and line[-1] not in _ENDS_TAIL]
    found = []
    for number, line in open_ended:
        at = behind_sentence(line) if line and line[-1] not in _ENDS_TAIL else 0
        if at and len(line) - at <= longest and (said := bare(line[at:])) in wanted and bare(line) != said:
            found.append((number, Span(at, len(line)), said))
    starts = _starts(pieces) if found else []
    return [(Span(starts[number] + tail.start, starts[number] + tail.end), said) for number, tail, said in found]


def behind_sentence(line: str) -> int:
    """Return where in a line something begins behind its last sentence, of two words at least; 0 where nothing does."""
    at = max(map(line.rfind, _SENTENCE_ENDS))
    quoted = max(line.rfind("” "), line.rfind('" '))
    if quoted > at and line[quoted - 1] in _BEFORE_QUOTE:
        at = quoted
    return at + 2 if at > 0 and " " in line[:at] else 0


def _stand_apart(text: str, of_lines: Sequence[Span]) -> bool:
    """Whether a blank line parts each line from the next, as it mostly does: then they are paragraphs anyway."""
    return all(map(text.startswith, repeat("\n\n"), map(_END, of_lines[:-1])))


def _is_wrapped(text: str, of_lines: Sequence[Span]) -> bool:
    if len(of_lines) <= WRAPPED_LINES:
        return False
    # Before anything is asked of the text: nearly no text has so many lines of that length.
    if sum([_SHORTEST_CUT <= end - start <= _LONGEST_CUT for start, end in of_lines]) * 2 <= len(of_lines):
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
    in_reach = _SHORTEST_CUT <= span.end - span.start <= _LONGEST_CUT
    return in_reach and last not in _TERMINAL and last not in _CLOSING


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
    """Return ``text`` in lower case with straight apostrophes and plain blanks, a character for each.

    ``"İ".lower()`` has two characters and would shift every later position, so such letters stay.
    """
    folded = text.lower()
    if len(folded) != len(text):
        folded = "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
    return folded.replace("’", "'").replace("\u00a0", " ")
