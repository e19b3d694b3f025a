from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

from newslint.document import Document
from newslint.edits import removal
from newslint.model import Applicability, Fix, Severity, Span
from newslint.rule import Bad, Deferred, Finding, Good, rule
from newslint.text.near_twins import near_twins

SENTENCE_ENDS = (".", "!", "?", "”", '"', "…", "’")
BEGINNING, LOOKED_AT = 20, 48
"""By so many letters of the first so many characters paragraphs are told apart at first."""
REFRAIN = 3
"""A paragraph that stands so often, each time after another one, is a refrain."""
UNENDED_WORDS = 14
"""From so many words on a paragraph need not end like a sentence to be one."""


@rule(
    "This paragraph stands in line {line} already{how}",
    category="text",
    severity="error",
    sieve=Deferred("newslint.gates.sieves.lines:alike"),
    examples=[
        Bad(
            "The harbour was closed for two days after the storm.\n\nShips wait.\n\n"
            "[[The harbour was closed for two days after the storm.]]\n\nThe end is near.",
            fixed="The harbour was closed for two days after the storm.\n\nShips wait.\n\nThe end is near.",
        ),
        Bad(
            "The harbour was closed to all ships for two days after the storm of Monday.\n\nShips wait.\n\n"
            "[[The harbour remained closed to all ships for two days after the storm of Monday.]]\n\nThe end is near."
        ),
        Good(
            "Some 200 people were held in Oslo after the march, and the police said that all were freed.\n\nRain.\n\n"
            "Some 300 people were held in Bergen after the march, and the police said that all were freed."
        ),
        Good("Row, row, row.\nGently down the stream\nRow, row, row.\nGently down the stream"),
        Good(
            "A man was held in May.\n\nHe remains in custody and is to be heard in June.\n\nA second man fled.\n\n"
            "He remains in custody and is to be heard in June.\n\nA third came back.\n\n"
            "He remains in custody and is to be heard in June."
        ),
        Good("The harbour was closed for two days after the storm.\n\nThe harbour was closed for three days after it."),
    ],
)
def doubled_paragraph(document: Document, *, min_words: int = 8) -> Iterator[Finding]:
    """A paragraph stands twice in the article.

    It was pasted or filed twice. The later one is reported, also where a word or a piece was changed in one of the two.
    What front matter or a tag says of the article, such as
    its description, may well be its first paragraph.

    Options:
        min_words: the number of words from which on a paragraph is compared.
    """
    exact = {}
    for span, known in _doubled(document, min_words):
        exact[span] = known
        line = document.locate(known).position.line
        yield Finding(span, {"line": line, "how": ""}, Fix((removal(document, span),), Applicability.UNSAFE))
    for span, known in near_twins(document.text, [one for one in _paragraphs(document) if one != document.headline]):
        is_same = _words(document, span) == _words(document, known)
        if is_same or span in exact or known in exact:
            continue  # said already, or a refrain
        if _is_prose(document.slice(span), min_words):
            line = document.locate(known).position.line
            yield Finding(span, {"line": line, "how": ", nearly word for word"}, severity=Severity.WARNING)


def _doubled(document: Document, min_words: int) -> Iterator[tuple[Span, Span]]:
    """Yield the paragraphs that stand above already, word for word, each with the one above."""
    alike = _alike(document, 2 * min_words - 1)
    if not alike:
        return
    headline = document.slice(document.headline) if document.headline else ""
    refrains = _refrains(document, alike)
    first: dict[str, Span] = {}
    for span in alike:
        text = _words(document, span)
        known = first.setdefault(text, span)
        if known is not span and text not in (headline, *refrains) and _is_prose(text, min_words):
            yield span, known


def _words(document: Document, span: Span) -> str:
    return " ".join(document.slice(span).split())


def _refrains(document: Document, alike: list[Span]) -> set[str]:
    """Return the sentences that stand in an article again and again, each time after another paragraph.

    "He is in custody." is said of one man after the other; what is pasted twice brings a neighbour along.
    """
    above: dict[str, list[str]] = {}
    for span in alike:
        at = bisect_left(document.paragraphs, span)
        before = document.slice(document.paragraphs[at - 1]) if at else ""
        above.setdefault(_words(document, span), []).append(before)
    several = {text: before for text, before in above.items() if len(before) >= REFRAIN and text not in before}
    return {text for text, before in several.items() if len(set(before)) == len(before)}


def _alike(document: Document, least: int) -> list[Span]:
    """Return the paragraphs of so many characters that begin like another one, white space aside: mostly none."""
    text = document.text
    spans = [span for span in _paragraphs(document) if span[1] - span[0] >= least]
    keys = ["".join(text[start : min(end, start + LOOKED_AT)].split())[:BEGINNING] for start, end in spans]
    keys = [key if len(key) == BEGINNING else _beginning(text, span) for key, span in zip(keys, spans, strict=True)]
    if len(set(keys)) == len(keys):
        return []
    counts = Counter(keys)
    return [span for span, key in zip(spans, keys, strict=True) if counts[key] > 1]


def _paragraphs(document: Document) -> Sequence[Span]:
    """Return the paragraphs but for those of values that stand around the article."""
    if not document.enclosed:
        return document.paragraphs
    return [span for span in document.paragraphs if not any(one.span.covers(span) for one in document.enclosed)]


def _beginning(text: str, span: Span) -> str:
    return "".join(span.of(text).split())[:BEGINNING]


def _is_prose(text: str, min_words: int) -> bool:
    words = text.count(" ") + 1
    if words < min_words or not any(sign.islower() for sign in text):
        return False
    letters = sum(word[:1].isalpha() or word[:1] in "“\"'‘(" for word in text.split())
    return letters * 4 >= words * 3 and (text.endswith(SENTENCE_ENDS) or words >= UNENDED_WORDS)
