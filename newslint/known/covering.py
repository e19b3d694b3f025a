"""Texts of twins that are known, found again where paragraphs were split or joined. Pure: texts in, digests out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from typing import TYPE_CHECKING

from newslint.checking.diagnose import normalised
from newslint.known.marks import REACH, hashed
from newslint.late import late

if TYPE_CHECKING:
    from newslint.model import Span

Piece = tuple[int, int, str]
"""Where it begins and ends, and its normalised words."""
MOST = 24
"""So many pieces on either side of a finding are looked at."""

# Where a sentence may end, and each end of a line: more pieces than there are sentences do no harm.
_PIECE = late(r"[^\s](?:[^\r\n.!?]|[.!?](?![\s.!?\"'”’)\]]))*[.!?\"'”’)\]]*")


def covering(span: Span, text: str, known: Set[str]) -> set[str]:
    """Return the digests of the known texts that stand around a finding and together hold all of it.

    Args:
        span: where the finding is.
        text: its whole article.
        known: digests of the texts of twins that are known in the article.

    Returns:
        None of them where a part of the finding stands in no such text.
    """
    pieces = list(_pieces(span, text))
    runs = list(_runs(span, pieces, known))
    held = {number for numbers, _ in runs for number in numbers}
    return {digest for _, digest in runs} if held.issuperset(_own(span, pieces)) else set()


def standing(span: Span, text: str, known: Set[str]) -> set[str]:
    """Return the digests of the known texts of which a part stands in a finding, and all of them around it."""
    return {digest for _, digest in _runs(span, list(_pieces(span, text)), known)}


def _own(span: Span, pieces: Sequence[Piece]) -> list[int]:
    """Return the numbers of the pieces that a finding holds or touches."""
    return [number for number, (start, end, _) in enumerate(pieces) if start < span.end and end > span.start]


def _runs(span: Span, pieces: Sequence[Piece], known: Set[str]) -> Iterator[tuple[range, str]]:
    """Yield the pieces next to each other, some of them a finding's, that are a known text, and its digest."""
    if not (own := _own(span, pieces)):
        return
    first, last = own[0], own[-1]
    for start in range(max(0, first - MOST), last + 1):
        said = ""
        for end in range(start, min(len(pieces), last + MOST)):
            said = f"{said} {pieces[end][2]}" if said else pieces[end][2]
            if end >= first and (digest := hashed(said)) in known:
                yield range(start, end + 1), digest


def _pieces(span: Span, text: str) -> Iterator[Piece]:
    """Yield the beginning, the end and the normalised words of each piece of text around a finding."""
    from_, to = max(0, span.start - REACH), span.end + REACH
    for match in _PIECE.finditer(text, from_, to):
        yield match.start(), match.end(), normalised(match.group())
