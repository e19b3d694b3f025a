from collections.abc import Iterator

from newslint.document import Document
from newslint.model import Fact
from newslint.normal import key, same, words
from newslint.rule import Corpus, Good, rule

LONGEST = 100
"""In characters. What a page prints under every article is short."""
ENDINGS = (".", "!", "?", "…", ",", ";", ":")
CLOSING = "\"'”’)]»"
SIGNS = ("|", "@", "://", "<", "$", "=")
"""Of tables, addresses and codes."""


@rule(
    "This line also stands in {twin}",
    category="boilerplate",
    on="corpus",
    verify=same,
    examples=[
        Corpus(
            {
                "early.txt": "It fell.\n\nThe harbour was closed.\n\n[[Weather around the coast]]\n\nNobody was hurt.",
                "late.txt": "It rose.\n\nThe fair was closed too.\n\n[[Weather around the coast]]\n\nFew came.",
            }
        ),
        Corpus(
            {
                "one.txt": "It fell.\n\nThe harbour was closed.\n\nBy Jane Roe in Oslo\n\nNobody was hurt.",
                "two.txt": "It rose.\n\nThe fair was closed too.\n\nBy Jane Roe in Oslo\n\nFew came.",
            }
        ),
        Good("It fell.\n\nThe old harbour\n\nNobody was hurt.\n\nThe old harbour\n\nIt rose."),
        Corpus(
            {"one.txt": "It fell.\n\nNobody was hurt.\n\nIt rose.", "two.txt": "No.\n\nNobody was hurt.\n\nIt fell."}
        ),
    ],
)
def recurring_line(document: Document, *, min_words: int = 3, max_words: int = 12) -> Iterator[Fact]:
    """A short line that is no sentence stands in several articles.

    Labels, slogans and links recur from page to page; what a reporter writes hardly ever does. The
    headline, credits and what stands above the text are left to other rules.

    Options:
        min_words: the number of words from which on a line is compared.
        max_words: the number of words up to which a line is compared.
    """
    for span in document.paragraphs:
        if span.end - span.start > LONGEST or document.place(span.start) in ("headline", "head"):
            continue
        text = document.slice(span)
        if text.rstrip(CLOSING).endswith(ENDINGS) or any(sign in text for sign in SIGNS):
            continue
        found = words(text)
        if min_words <= len(found) <= max_words and _is_text(found) and not document.is_credited(span):
            yield Fact(key(found), span)


def _is_text(found: tuple[str, ...]) -> bool:
    """Whether most words are words: lines of figures are alike without being one line."""
    return sum(word.isalpha() for word in found) * 3 > len(found) * 2
