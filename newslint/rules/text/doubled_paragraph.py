from collections.abc import Iterator

from newslint.document import Document
from newslint.edits import removal
from newslint.model import Applicability, Fix, Span
from newslint.rule import Bad, Finding, Good, rule

SENTENCE_ENDS = (".", "!", "?", "”", '"', "…", "’")
UNENDED_WORDS = 14
"""From so many words on a paragraph need not end like a sentence to be one."""


@rule(
    "This paragraph stands in line {line} already",
    category="text",
    severity="error",
    examples=[
        Bad(
            "The harbour was closed for two days after the storm.\n\nShips wait.\n\n"
            "[[The harbour was closed for two days after the storm.]]\n\nThe end is near.",
            fixed="The harbour was closed for two days after the storm.\n\nShips wait.\n\nThe end is near.",
        ),
        Good("Row, row, row.\nGently down the stream\nRow, row, row.\nGently down the stream"),
        Good("The harbour was closed for two days after the storm.\n\nThe harbour was closed for three days after it."),
    ],
)
def doubled_paragraph(document: Document, *, min_words: int = 8) -> Iterator[Finding]:
    """A paragraph stands twice in the article.

    It was pasted or filed twice. The later one is reported.

    Options:
        min_words: the number of words from which on a paragraph is compared.
    """
    if not _may_repeat(document.text, min_words):
        return
    headline = document.slice(document.headline) if document.headline else ""
    first: dict[str, Span] = {}
    for span in document.paragraphs:
        text = " ".join(document.slice(span).split())
        known = first.setdefault(text, span)
        if known is not span and text != headline and _is_prose(text, min_words):
            line = document.locate(known).position.line
            yield Finding(span, {"line": line}, Fix((removal(document, span),), Applicability.UNSAFE))


def _may_repeat(text: str, min_words: int) -> bool:
    """Whether two lines are alike: nearly all texts are done with here, most by the lengths of their lines."""
    lines = (text.replace("\r", "\n") if "\r" in text else text).split("\n")
    lengths = [length for length in map(len, lines) if length >= 2 * min_words - 1]
    if len(set(lengths)) == len(lengths):
        return False
    known = set(lines)
    return len(known) - ("" in known) < len(lines) - lines.count("")


def _is_prose(text: str, min_words: int) -> bool:
    words = text.count(" ") + 1
    if words < min_words or not any(sign.islower() for sign in text):
        return False
    letters = sum(word[:1].isalpha() or word[:1] in "“\"'‘(" for word in text.split())
    return letters * 4 >= words * 3 and (text.endswith(SENTENCE_ENDS) or words >= UNENDED_WORDS)
