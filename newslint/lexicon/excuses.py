"""What excuses an unknown word that lies near a common one: its first half, how it is spoken, a table."""

from __future__ import annotations

from newslint.late import late
from newslint.lexicon.beside import CLOSING_QUOTES, NEAR, OPENING_QUOTES
from newslint.lexicon.reading import open_lexicon

TYPE_CHECKING = False
if TYPE_CHECKING:
    from newslint.lexicon.reading import Lexicon
    from newslint.model import Span

SURE = 0.9
"""A slip that is as certain as this is one, whatever its form."""
_COMBINING_FORM = 5
"""The most letters of one that is told by its last letter."""
_TABLE = late(r"[^\s.!?:;] {2,}\S")
_LONGER_THAN_SIGNS = 5
_CLOSING, _QUOTED = late(r"['’](?!\w)"), 40
_GAPS = 3
"""So many gaps between words make a line a row of a table."""
_APOSTROPHES = frozenset("'’‘")


def is_excused(text: str, span: Span, word: str, is_quoted: bool) -> bool:
    """Whether the form of a lower-case word, or its line, says that it is right, or short for something."""
    lexicon = open_lexicon()
    if "-" in word:
        return _has_combining_form(word, lexicon)
    return _is_clipped(text, span, word, lexicon, is_quoted) or _is_in_table(text, span)


def _has_combining_form(word: str, lexicon: Lexicon) -> bool:
    """Whether what stands before the hyphen only ever stands before others: "agro-industrial", "colo-rectal"."""
    first, _, rest = word.partition("-")
    return len(first) <= _COMBINING_FORM and first.endswith("o") and lexicon.known(rest)


def _is_clipped(text: str, span: Span, word: str, lexicon: Lexicon, is_quoted: bool) -> bool:
    """Whether somebody is heard to speak: "'orrible", and inside a quotation "thinkin"."""
    if is_quoted and word.endswith("in") and lexicon.known(word + "g"):
        return True
    before = text[max(0, span.start - 2) : span.start]
    is_behind_mark = before[-1:] in _APOSTROPHES and not before[:-1].isalnum()
    return is_behind_mark and _CLOSING.search(text, span.end, span.end + _QUOTED) is None


def _is_in_table(text: str, span: Span) -> bool:
    start = max(text.rfind("\n", 0, span.start), text.rfind("\r", 0, span.start)) + 1
    end = text.find("\n", span.end)
    line = text[max(start, span.start - 200) : min(end if end >= 0 else len(text), span.end + 200)]
    return "  " in line and len(_TABLE.findall(line)) >= _GAPS


def is_set_apart(text: str, span: Span) -> bool:
    """Whether the signs around a word excuse any spelling."""
    before, after = text[max(0, span.start - 1) : span.start], text[span.end : span.end + 2].lstrip(",.")[:1]
    if before and ((before == after and before in "*/~") or before in "&-]" or (after in "[;" and before in "&")):
        return True  # marked out, an entity of HTML, an ending ("-ise") or a piece of a quoted word ("[l]eading")
    goes_on = text[span.end : span.end + 2]
    if (goes_on[:1] == "[" and goes_on[1:].islower()) or (before == "<" and after == ">"):
        return True  # "prais[es]", "<crzy>"
    if "*" in (before, after) and _is_cut_by_asterisks(text, span):
        return True  # somebody has made an oath fit to print
    if before == "(" and text[span.end : span.end + 1] == ")" and len(span.of(text)) < _LONGER_THAN_SIGNS:
        return True  # "(dpo)" signs an article of an agency
    return bool(before and after) and before in OPENING_QUOTES and after in CLOSING_QUOTES


def _is_cut_by_asterisks(text: str, span: Span) -> bool:
    """Whether letters stand on the far side of the asterisks that touch a word."""
    before, after = text[max(0, span.start - NEAR) : span.start], text[span.end : span.end + NEAR]
    sides = (before.rstrip("*")[-1:] if before[-1:] == "*" else "", after.lstrip("*")[:1] if after[:1] == "*" else "")
    return any(map(str.isalnum, sides))
