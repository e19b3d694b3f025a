from collections.abc import Iterator

from newslint.document import Document
from newslint.edits import removal
from newslint.late import late
from newslint.model import Applicability, Fix, Severity, Span
from newslint.rule import Bad, Finding, Good, rule
from newslint.text.normal import words
from newslint.text.sites import ends_as_site, is_site

# What parts a headline from the name of its site or a label before it.
PART = late(r"\s+(?:[|»«–—-]|::)\s+")
DASHES = ("-", "–", "—")
LONGEST = 5
"""How many words a name of a site has at most."""
WORD = late(r"[^\W_]+")
FEWEST = 3
NEARLY = 6


@rule(
    "The headline is repeated",
    category="headline",
    severity="error",
    examples=[
        Bad(
            "Storm closes fair in Oslo\n\n[[Storm closes fair in Oslo]]\n\nRain kept most families at home.",
            fixed="Storm closes fair in Oslo\n\nRain kept most families at home.",
        ),
        Bad(
            'Storm closes ‘Great Fair’ in Oslo\n\n[[STORM CLOSES "GREAT FAIR" IN OSLO]]\n\nBy Jane Roe\n\n'
            "[[Storm closes ‘Great Fair’ in Oslo - Daily Oslo]]\n\nRain kept most families at home.",
            fixed="Storm closes ‘Great Fair’ in Oslo\n\nBy Jane Roe\n\nRain kept most families at home.",
        ),
        Bad(
            "Storm closes fair in Oslo\n\n[[Storm closes fair in Oslo | Daily Oslo]]\n\nRain kept most at home.",
            fixed="Storm closes fair in Oslo\n\nRain kept most at home.",
        ),
        Good("Storm closes fair in Oslo\n\nStorm closes fair in Oslo for a day, and the mayor is glad of it."),
        Good(
            "The keeper of the light\n\nThe keeper of the light\nhas never seen the town by night,\nnor seen it by day."
        ),
        Good("Question Time\n\nQuestion Time\n\nThe programme is back."),
        Good("Storm closes fair in Oslo\n\nStorm opens doors in Oslo\n\nRain kept most families at home."),
    ],
)
def doubled_headline(document: Document, *, paragraphs: int = 15) -> Iterator[Finding]:
    """The headline stands more than once.

    A page shows it in several places, and all of them came along. Capitals, quotation marks and
    the name of the site make no difference. Below the lead it may have become a subheading.
    Front matter holds the headline besides the article, so that one heading may show it.

    Options:
        paragraphs: how many paragraphs below the headline are compared with it.
    """
    headline = document.headline
    if headline is None:
        return
    text = document.slice(headline)
    plain: list[tuple[str, ...]] = []
    for span in _candidates(document, headline, paragraphs):
        other = document.slice(span)
        plain = plain or _forms(text)
        if _is_shown_once(document, span) or _is_verse(document, span):
            continue
        # Below the lead a subheading may be like the headline, and the first line of a poem may be its title.
        is_above = span.start < document.body.start or document.body.start == 0
        is_same = _is_same(plain, _forms(other)) if is_above else words(other) == plain[0]
        if is_same and not other.endswith((",", ";")):
            severity = None if is_above else Severity.WARNING
            is_exact = is_above and _is_copy(document, text, other)
            yield Finding(span, {}, _fix(document, span, is_exact), severity=severity)


def _is_shown_once(document: Document, span: Span) -> bool:
    """Whether a paragraph is the heading that shows the title of the front matter, or another value beside it."""
    return span == document.heading or any(one.span.covers(span) for one in document.enclosed)


def _is_verse(document: Document, span: Span) -> bool:
    """Whether a paragraph is a line of a stanza: the title of a poem may be its first line, and come back in it."""
    if document.body.start or "\n\n" not in document.folded.replace("\r\n", "\n"):
        return False
    behind, before = _gap(document, span.end), _gap(document, max(0, span.start - len(_TWO_ENDS)))
    return (behind[:1] == "\n" and behind[1:2] not in ("", "\n")) or (before[-1:] == "\n" and before[-2:] != "\n\n")


_TWO_ENDS = "\r\n\r\n"


def _gap(document: Document, start: int) -> str:
    """Return the characters of two ends of lines, each of which is one here."""
    return document.folded[start : start + len(_TWO_ENDS)].replace("\r\n", "\n")


def _candidates(document: Document, headline: Span, paragraphs: int) -> list[Span]:
    """Return the paragraphs that are no longer than a headline can be and have one of its long words."""
    longest = _longest_copy(headline.end - headline.start)
    near = document.paragraphs[: paragraphs + 1]
    short = [span for span in near if span[1] - span[0] <= longest and span[0] >= headline.end]
    # Below most headlines nothing is as short.
    if not short:
        return short
    folded = document.folded
    telling = _telling_words(folded[headline.start : headline.end])
    return [span for span in short if any(folded.find(word, span.start, span.end) >= 0 for word in telling)]


def _longest_copy(size: int) -> int:
    """Return how long a paragraph may be, in characters, to be a headline of so many with something added."""
    return 2 * size + 40


def _telling_words(folded: str) -> list[str]:
    """Return the two longest words of a headline."""
    return sorted(WORD.findall(folded), key=len)[-2:]


def _forms(text: str) -> list[tuple[str, ...]]:
    """Return the words of a headline, and those of it without what stands before or after a stroke."""
    pieces = [
        text,
        *(text[: part.start()] for part in PART.finditer(text)),
        *(text[p.end() :] for p in PART.finditer(text)),
    ]
    return [words(piece) for piece in pieces]


def _is_same(one: list[tuple[str, ...]], other: list[tuple[str, ...]]) -> bool:
    shared = {form for form in one if len(form) >= FEWEST}.intersection(other)
    # Half of a headline says as little as a section's name.
    if any(len(form) * 2 > max(len(one[0]), len(other[0])) for form in shared):
        return True
    return _differs_in_a_word(one[0], other[0])


def _differs_in_a_word(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if len(one) < NEARLY or abs(len(one) - len(other)) > 1:
        return False
    same = 0
    while same < min(len(one), len(other)) and one[same] == other[same]:
        same += 1
    rest, other_rest = one[same:], other[same:]
    return other_rest[1:] in (rest[1:], rest) or other_rest == rest[1:]


def _is_copy(document: Document, text: str, other: str) -> bool:
    """Whether a line is the headline, and behind it at most the name of the site."""
    part = PART.match(other, len(text)) if other.startswith(text) else None
    if part is None:
        return other == text
    is_certain = ends_as_site if part.group().strip() in DASHES else is_site
    name = other[part.end() :]
    return name.count(" ") < LONGEST and is_certain(name, document.meta.get("site", ""))


def _fix(document: Document, span: Span, is_exact: bool) -> Fix:
    return Fix((removal(document, span),), Applicability.SAFE if is_exact else Applicability.UNSAFE)
