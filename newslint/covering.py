"""Texts of twins that are known, found again where paragraphs were split or joined. Pure: texts in, digests out."""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import TYPE_CHECKING

from newslint.diagnose import normalised
from newslint.known import REACH, hashed
from newslint.late import late

if TYPE_CHECKING:
    from newslint.model import Span

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
    own = [number for number, (start, end, _) in enumerate(pieces) if start < span.end and end > span.start]
    if not own:
        return set()
    first, last = own[0], own[-1]
    used: set[str] = set()
    held: set[int] = set()
    for start in range(max(0, first - MOST), last + 1):
        said = ""
        for end in range(start, min(len(pieces), last + MOST)):
            said = f"{said} {pieces[end][2]}" if said else pieces[end][2]
            if end >= first and (digest := hashed(said)) in known:
                used.add(digest)
                held.update(range(start, end + 1))
    return used if held.issuperset(own) else set()


def _pieces(span: Span, text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the beginning, the end and the normalised words of each piece of text around a finding."""
    from_, to = max(0, span.start - REACH), span.end + REACH
    for match in _PIECE.finditer(text, from_, to):
        yield match.start(), match.end(), normalised(match.group())
