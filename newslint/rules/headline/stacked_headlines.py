import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import combinations

from newslint.document import Document, fold
from newslint.late import late
from newslint.model import Span
from newslint.rule import Bad, Finding, Good, rule
from newslint.text.bylines import is_byline, is_credit, is_dateline
from newslint.text.structure import is_too_long_for_headline

WORD = late(r"[^\W\d_]{3,}")
STEM = 5
CLOSING = "\"'”’)]"
ENDS_OTHERWISE = tuple(".:;,!…")
OPENS_OTHERWISE = (
    *"*•·<>([|—–-",
    *("posted ", "published ", "updated ", "originally ", "by ", "by: ", "subscribe "),
)
OPENS_TEXT = ("Story highlights", "STORY HIGHLIGHTS", "Key points", "Highlights")
OPENS_QUOTED = late(r"[“\"][^”\"]+[”\"]\s*[–—-]")
NOTE = late(r"\b(?:published|appeared|posted|written|reprinted|share|shares|courtesy|copyright)\b", re.IGNORECASE)
# Words that say nothing about what a story is about.
EMPTY = frozenset(
    WORD.findall(
        "about after again against all also amid and are been before but can could did does for from had has have "
        "her him his how its into just may more most new not now off one our out over said say says she than that the "
        "their them they this too two was were what when where which who why will with would you your"
    )
)
STOPS = tuple(".!?")
ENOUGH = 15
"""With fewer words in the text it says little that a headline's are not among them."""
CLEARLY = 0.2
NO_TITLE = frozenset("@#")
SHORTEST, LONGEST = 4, 20
FEW = 3
"""So many headlines stand for each other line in a stack of them."""
LABEL = 3
"""Lines of so few words above the lead are labels, not headlines."""


class Line:
    """A line above the lead."""

    def __init__(self, span: Span, stems: frozenset[str]) -> None:
        """Take where it stands, and the beginnings of the words that say what it is about."""
        self.span = span
        self.stems = stems


@rule(
    "{count} headlines stand above the lead; at most one of them is this article's own",
    category="headline",
    yields_to=("doubled-headline", "site-name-in-headline"),
    examples=[
        Bad(
            "[[Mayor to visit Oslo for talks on trade]]\n\n[[Bank raises interest rates for third time]]\n\n"
            "[[Heavy rain closes fair on opening day]]\n\n"
            "Few people came to see the stalls on Monday, when the weather kept most families of the town at home, and "
            "those who came left early, the owner of the only open stall said."
        ),
        Bad(
            "[[Bank raises interest rates as central Norway slows]]\n\nHeavy rain closes fair on opening day\n\n"
            "Heavy rain closed the fair on its opening day on Monday, and most families of the town stayed at home, "
            "while those who came left early, the owner of the only open stall said."
        ),
        Good(
            "Heavy rain closes fair on opening day\n\nFamilies stay at home and stalls lose a day's takings\n\n"
            "Heavy rain closed the fair on its opening day on Monday. Most families stayed at home and the stalls lost "
            "the takings of a day, the owner of the only open stall said."
        ),
        Good(
            "A wet start\n\nRain closes fair\n\nWeather\n\nBy Jane Roe\n\n"
            "Few people came to see the stalls on Monday, when the weather kept most families of the town at home, and "
            "those who came left early, the owner of the only open stall said."
        ),
        Good("First line of a poem that goes on\n\nSecond line of a poem that goes on\n\nThird line of it as well"),
    ],
)
def stacked_headlines(
    document: Document, *, alien: float = 0.15, own: float = 0.6, unclear: float = 0.7
) -> Iterator[Finding]:
    """Headlines of other stories stand above the lead.

    A page showed them in a list; in the text they read as if the article were about all of them.
    Whose headline a line is shows in the share of its words that come up again below.

    Options:
        alien: the greatest share at which a headline is another story's, where a line beside it is the article's own.
        own: the least share at which a headline is the article's own.
        unclear: of three and more headlines with nothing in common none is taken for the right one below this share.
    """
    if _opens_otherwise(document) or bisect_left(document.paragraphs, document.body) < 2:
        return
    lines, start = _stack(document)
    body = _stems(document.text[start:]) if len(lines) > 1 else frozenset()
    if len(body) < ENOUGH:
        return
    shares = [len(line.stems & body) / len(line.stems) for line in lines]
    if len(lines) > 2 and sorted(shares)[len(shares) // 2] < unclear and _are_strangers(lines):
        limit, guilty = _clear(shares), lines
    else:
        # Among several it takes less to see which do not belong.
        limit = alien if len(lines) == 2 else 2 * alien
        guilty = [line for line in lines if max(shares) >= own and _is_clearly_headline(document, line)]
    share_of = dict(zip(lines, shares, strict=True))
    for line in guilty:
        if share_of[line] <= limit:
            yield Finding(line.span, {"count": len(lines)})


def _opens_otherwise(document: Document) -> bool:
    """Whether the article begins with text, or in the middle of it; asked first, since nearly all do."""
    first = document.opening
    return first[:1].islower() or is_too_long_for_headline(first) or document.opens_with_text


def _stack(document: Document) -> tuple[list[Line], int]:
    """Return the lines above the text that read like headlines, each once, and where the text begins.

    None where much else, such as a table, is among them.
    """
    found: dict[frozenset[str], Line] = {}
    spans, start = _above(document)
    # Asked first, since above nearly all articles stands one line or none.
    if len(spans) < 2:
        return [], start
    others = 0
    for span in spans:
        text = document.slice(span)
        if not _reads_like_headline(text):
            others += 1
            continue
        stems = _stems(text)
        found.setdefault(stems, Line(span, stems))
    stack = [line for line in found.values() if len(line.stems) >= LABEL]
    return (stack if others * FEW <= len(stack) else []), start


def _above(document: Document) -> tuple[list[Span], int]:
    """Return the lines above the text that are neither labels nor bylines, and where the text begins."""
    found: list[Span] = []
    start = document.body.start
    for span in document.paragraphs:
        if span.start >= start:
            break
        text = document.slice(span)
        if text.count(" ") < LABEL or is_byline(text):
            continue
        if (_is_sentence(text) and not _is_title(text)) or is_dateline(text) or text.startswith(OPENS_TEXT):
            return found, span.start
        if text.count(" ") > LONGEST:
            return found, span.start
        found.append(span)
    return found, start


def _is_sentence(text: str) -> bool:
    plain = text.rstrip(CLOSING)
    return plain.endswith(STOPS) and len(plain) > 2 and plain[-3:-1].isalnum()


def _is_title(text: str) -> bool:
    """Whether a question or a cry is a headline: most of its words have capitals."""
    words = text.split()
    return text[-1] in "!?" and sum(word[0].isupper() for word in words) * 5 > len(words) * 3


def _reads_like_headline(text: str) -> bool:
    words = text.split()
    if (
        not SHORTEST <= len(words) <= LONGEST
        or text.rstrip(CLOSING).endswith(ENDS_OTHERWISE)
        or text.lower().startswith(OPENS_OTHERWISE)
        or (text[0] in '“"' and OPENS_QUOTED.match(text))
    ):
        return False
    # A table of figures, or an address.
    if sum(any(letter.isdigit() for letter in word) for word in words) * 4 > len(words):
        return False
    return not (is_dateline(text) or is_credit(text) or "://" in text or not NO_TITLE.isdisjoint(text))


def _is_clearly_headline(document: Document, line: Line) -> bool:
    """Whether a line is a headline whatever stands around it: no table, no address, no count, no note."""
    text = document.slice(line.span)
    is_plain = not text.isupper() and not any(letter.isdigit() for letter in text)
    return is_plain and len(line.stems) > STEM and NOTE.search(text) is None


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:STEM] for word in WORD.findall(fold(text)) if word not in EMPTY)


def _are_strangers(lines: Sequence[Line]) -> bool:
    pairs = combinations((line.stems for line in lines), 2)
    return all(len(one & other) * 3 <= min(len(one), len(other)) for one, other in pairs)


def _clear(shares: Sequence[float]) -> float:
    """Return the greatest share of a guilty line: the article's own is beyond it, where one stands out."""
    *_, second, first = sorted(shares)
    return second if first - second > CLEARLY else first
