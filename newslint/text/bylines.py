"""What says who wrote an article, who contributed, and where it was sent from."""

from __future__ import annotations

from newslint.late import late
from newslint.model import MASK

LONGEST_BYLINE = 120
LONGEST_CREDIT = 600
"""In characters."""

_DATELINE = late(r"[A-Z][A-Z .,'-]{2,40}(?:, [A-Z][a-z.]+){0,2} ?(?:\([A-Za-z ]+\) ?)?(?:—|–|--?) ?\S")
# "By Tuesday the army had left" opens a sentence: every word of a name is a capital's or a particle.
_BYLINE = late(
    r"(?:by|BY|By|(?:Written|Posted|Reported|Story|Text) by):? (?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)"
    r"(?:the )?[^\Wa-z\d_]\S*(?: (?:[^\Wa-z\d_][\w.'’-]*|de|del|da|di|du|la|le|van|von|der|den|bin|ibn|al-\w+|el-\w+|"
    r"and|&|in|for|of|the)){0,9}(?:(?:,| ?[|/–—-] ?).{0,60})?$"
)
BYLINE_OPENINGS = ("by", "By", "BY", "Written by", "Posted by", "Reported by", "Story by", "Text by")
_BY_A_SENTENCE = late(r",.*[a-z][.!?…][\"'”’]*$")
_CREDIT = late(
    r"\bcontributed (?:to (?:this|the) (?:report|story|article)|reporting)|"
    r"(?:^|[(;.|] ?)(?:Additional )?(?:[Rr]eporting|[Ee]diting|[Ww]riting|[Cc]ompiled|[Tt]ranslated)(?: and \w+)? by\b|"
    r"\b[Pp]hoto(?:graph|s)?(?: by|:) ?\S|\b(?:Photo )?[Cc]redits?: |\bGetty Images\)?\W*$|/ ?Getty Images|\bAP Photo\b"
)
# What no credit is without.
_CREDITED = ("contributed to th", "contributed reporting", "hoto", "redit: ", "redits: ", "Getty Images")
_CREDITED_BY = ("eporting", "diting", "riting", "ompiled", "ranslated")
OF_CREDITS = (*_CREDITED, *_CREDITED_BY)


def is_byline(paragraph: str) -> bool:
    """Whether a paragraph says who wrote the article ("By Jane Roe, Staff writer")."""
    plain = paragraph.replace(MASK, "") if len(paragraph) < LONGEST_BYLINE else ""
    return plain.startswith(BYLINE_OPENINGS) and _BYLINE.match(plain) is not None and not _BY_A_SENTENCE.search(plain)


def is_credit(paragraph: str) -> bool:
    """Whether a paragraph says who contributed, edited or took a picture."""
    plain = paragraph.replace(MASK, "") if len(paragraph) < LONGEST_CREDIT else ""
    return may_hold_credit(plain) and _CREDIT.search(plain) is not None


def may_hold_credit(text: str) -> bool:
    """Whether a text, of any length and without masks, holds what no credit is without."""
    return _holds_one(text, _CREDITED) or (" by" in text and _holds_one(text, _CREDITED_BY))


def _holds_one(text: str, signs: tuple[str, ...]) -> bool:
    """Whether a text holds one of some signs; asked about every sentence of some articles, so it is no generator."""
    for sign in signs:  # noqa: SIM110
        if sign in text:
            return True
    return False


def is_dateline(paragraph: str) -> bool:
    """Whether a paragraph opens with the place a report is sent from ("TEHRAN, Iran — ")."""
    opening = paragraph[:3]
    return opening == opening.upper() and _DATELINE.match(paragraph) is not None
