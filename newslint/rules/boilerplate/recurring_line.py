from newslint.comparing.rows import Facts, rows_at
from newslint.document import Document
from newslint.model import Span
from newslint.rule import Corpus, Good, rule
from newslint.text.bylines import is_byline, is_credit
from newslint.text.normal import key, same, words_of

LONGEST = 100
"""In characters. What a page prints under every article is short."""
ENDINGS = (".", "!", "?", "…", ",", ";", ":", "-", "–", "—")
CLOSING = "\"'”’)]»"
LONG_HEADING = 5
"""A line of so many words in capitals is a headline, and stands in another version of its article too."""
SIGNS = ("|", "@", "://", "<", "$", "=", " vs ", "  ", "....")
"""Of tables, addresses and codes."""
DATE_WORDS_LISTED = (
    "jan feb mar apr jun jul aug sep sept oct nov dec january february march april may june july august september"
    " october november december one two three four five six seven eight nine ten eleven twelve"
)
DATE_WORDS = frozenset(DATE_WORDS_LISTED.split())


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
        Corpus(
            {
                "one.txt": "It fell.\n\nNobody was hurt.\n\nRecord May one\n\nIt rose.",
                "two.txt": "It rose.\n\nFew came.\n\nRecord May one\n\nIt fell.",
            }
        ),
        Good("It fell.\n\nThe old harbour\n\nNobody was hurt.\n\nThe old harbour\n\nIt rose."),
        Corpus(
            {"one.txt": "It fell.\n\nNobody was hurt.\n\nIt rose.", "two.txt": "No.\n\nNobody was hurt.\n\nIt fell."}
        ),
    ],
)
def recurring_line(document: Document, *, min_words: int = 3, max_words: int = 12) -> Facts:
    """A short line that is no sentence stands in several articles.

    Labels, slogans and links recur from page to page; what a reporter writes hardly ever does. The
    headline, credits and what stands above the text are left to other rules.

    Options:
        min_words: the number of words from which on a line is compared.
        max_words: the number of words up to which a line is compared.
    """
    lines = _lines_below(document)
    found = zip(lines, words_of([text for _, text in lines]), strict=True) if lines else ()
    return Facts(
        b"".join(
            [
                rows_at(span, (key(words),))
                for (span, text), words in found
                if min_words <= len(words) <= max_words and _is_text(words) and not _is_known(text, len(words))
            ]
        )
    )


def _lines_below(document: Document) -> list[tuple[Span, str]]:
    """Return the short lines below the headline and what stands above the text that end like no sentence."""
    text = document.text
    short = [span for span in document.paragraphs if span[1] - span[0] <= LONGEST]
    lines = [(span, line) for span in short if not (line := text[span[0] : span[1]]).rstrip(CLOSING).endswith(ENDINGS)]
    if not lines:
        return []
    # Most lines end like sentences; only for the others it has to be known where the text begins.
    head, headline = document.body.start, document.headline or Span(0, 0)
    return [
        (span, line)
        for span, line in lines
        if span.start >= head and not headline.start <= span.start < headline.end and not _has_sign(line)
    ]


def _is_known(line: str, words: int) -> bool:
    return (words >= LONG_HEADING and line.isupper()) or is_byline(line) or is_credit(line)


def _has_sign(line: str) -> bool:
    for sign in SIGNS:  # noqa: SIM110 - a generator costs more than all else here
        if sign in line:
            return True
    return False


def _is_text(found: tuple[str, ...]) -> bool:
    """Whether most words are words: figures and dates ("Record May one") are alike without being one line."""
    return sum(word.isalpha() and word not in DATE_WORDS for word in found) * 3 > len(found) * 2
