"""What says who wrote an article, who contributed, and where it was sent from."""

from __future__ import annotations

import re

from newslint.model import MASK

LONGEST_BYLINE = 120
LONGEST_CREDIT = 600
"""In characters."""

_DATELINE = re.compile(r"[A-Z][A-Z .,'-]{2,40}(?:, [A-Z][a-z.]+){0,2} ?(?:\([A-Za-z ]+\) ?)?(?:—|–|--?) ?\S")
# "By Tuesday the army had left" opens a sentence: every word of a name is a capital's or a particle.
_BYLINE = re.compile(
    r"(?:by|BY|By|(?:Written|Posted|Reported|Story|Text) by):? (?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)"
    r"(?:the )?[^\Wa-z\d_]\S*(?: (?:[^\Wa-z\d_][\w.'’-]*|de|del|da|di|du|la|le|van|von|der|den|bin|ibn|al-\w+|el-\w+|"
    r"and|&|in|for|of|the)){0,9}(?:(?:,| ?[|/–—-] ?).{0,60})?$"
)
_BY_A_SENTENCE = re.compile(r",.*[a-z][.!?…][\"'”’]*$")
_CREDIT = re.compile(
    r"\bcontributed (?:to (?:this|the) (?:report|story|article)|reporting)|"
    r"(?:^|[(;.|] ?)(?:Additional )?(?:[Rr]eporting|[Ee]diting|[Ww]riting|[Cc]ompiled|[Tt]ranslated)(?: and \w+)? by\b|"
    r"\b[Pp]hoto(?:graph|s)?(?: by|:) ?\S|\b(?:Photo )?[Cc]redits?: |\bGetty Images\)?\W*$|/ ?Getty Images|\bAP Photo\b"
)


def is_byline(paragraph: str) -> bool:
    """Whether a paragraph says who wrote the article ("By Jane Roe, Staff writer")."""
    plain = paragraph.replace(MASK, "") if len(paragraph) < LONGEST_BYLINE else ""
    return _BYLINE.match(plain) is not None and not _BY_A_SENTENCE.search(plain)


def is_credit(paragraph: str) -> bool:
    """Whether a paragraph says who contributed, edited or took a picture."""
    return len(paragraph) < LONGEST_CREDIT and _CREDIT.search(paragraph.replace(MASK, "")) is not None


def is_dateline(paragraph: str) -> bool:
    """Whether a paragraph opens with the place a report is sent from ("TEHRAN, Iran — ")."""
    return _DATELINE.match(paragraph) is not None
