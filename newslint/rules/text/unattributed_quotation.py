from bisect import bisect_left
from collections.abc import Iterator

from newslint.document import Document
from newslint.late import late
from newslint.model import Span
from newslint.rule import Bad, Deferred, Finding, Good, rule

FEWEST_WORDS = 7
FLOOD = 3
"""A text with more of them is a list of quotations."""
LINE_OPENING = late(r'\n["“]')
TERMINAL = ".!?…"
PUNCTUATION = '.,:;“”"'
OPENING, CLOSING = '“"', '”"'
SPOKEN_LISTED = (
    "said say says saying told tell tells adds added asks asked wrote write writes tweeted posted stated explains"
    " explained argue argues argued claims claimed warns warned recalls recalled insists insisted according"
    " announced declared noted replies replied responds responded concludes concluded calls called commented"
    " statement quote quoted interview"
)
SPOKEN = frozenset(SPOKEN_LISTED.split())
# A sentence with one of these leads up to what somebody says; only the last one before a quotation is asked.
LEADING_UP_LISTED = (
    "acknowledged admits admitted apologised apologized blasted boasted cited cites complained conceded condemned"
    " confessed cried criticised criticized defended describes detailed details dismissed emailed emphasised"
    " emphasized explaining expressed expresses hinted joked jokes lamented mused pleaded praised predicts questioned"
    " recounted reiterated remarked replying shrug shrugged slammed stressed stresses summed testified thanked urges"
    " urging vowed wondered writing"
)
LEADING_UP = frozenset(LEADING_UP_LISTED.split())
SEAM = late(r"[.!?…][\"”’']? ")


@rule(
    "Nobody is named who says this",
    category="text",
    severity="info",
    sieve=Deferred("newslint.gates.sieves.lines:quoted"),
    examples=[
        Bad("Rain fell on the fair.\n\n[[“We will open again on Friday, come what may.”]]\n\nFew came to the stalls."),
        Good("Rain fell, the mayor said.\n\n“We will open again on Friday, come what may.”\n\nFew came to the stalls."),
        Good("Rain fell on the fair.\n\n“We will open again on Friday, come what may,” she said.\n\nFew came."),
        Good("The mayor shrugged it off.\n\n“We will open again on Friday, come what may.”\n\nFew came to the stalls."),
        Good("“We will open again.”\n\n“We will open again on Friday, come what may.”\n\n“When?”"),
    ],
)
def unattributed_quotation(document: Document) -> Iterator[Finding]:
    """A quotation stands alone, and neither it nor the paragraphs beside it name a speaker.

    A line was lost, or the quotation was set off as an ornament of the page.
    """
    starts = (match.end() - 1 for match in LINE_OPENING.finditer(document.folded))
    indices = (bisect_left(document.paragraphs, (start,)) for start in starts if _may_be_one(document, start))
    found = [document.paragraphs[index] for index in indices if _is_alone(document, index)]
    yield from (Finding(paragraph) for paragraph in found if len(found) <= FLOOD)


def _may_be_one(document: Document, start: int) -> bool:
    """Whether a line that opens with a mark closes with one."""
    line = document.line(start)
    return line.end > line.start and document.text[line.end - 1] in CLOSING


def _is_alone(document: Document, index: int) -> bool:
    first = 2 if document.headline else 1
    if not first <= index < len(document.paragraphs) - 1 or not _is_one_quotation(document, document.paragraphs[index]):
        return False
    if any(_speaks(document, document.paragraphs[near]) for near in (index - 1, index + 1)):
        return False
    last = SEAM.split(document.slice(document.paragraphs[index - 1]))[-1]
    return LEADING_UP.isdisjoint(word.strip(PUNCTUATION) for word in last.lower().split())


def _is_one_quotation(document: Document, paragraph: Span) -> bool:
    text = document.slice(paragraph)
    if text[-1] not in CLOSING or text.count(" ") + 1 < FEWEST_WORDS or text[-2] not in TERMINAL:
        return False
    return not any(mark in text[1:-1] for mark in OPENING + CLOSING)


def _speaks(document: Document, paragraph: Span) -> bool:
    """Whether a paragraph names a speaker, announces something, or is a quotation too."""
    text = document.slice(paragraph)
    return text[0] in OPENING or text.endswith(":") or any(mark in text for mark in CLOSING) or _is_spoken(text)


def _is_spoken(text: str) -> bool:
    return not {word.strip(PUNCTUATION) for word in text.lower().split()}.isdisjoint(SPOKEN)
