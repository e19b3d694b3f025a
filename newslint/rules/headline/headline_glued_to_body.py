from collections.abc import Iterator

from newslint.document import Document
from newslint.model import Applicability, Edit, Fix, Span
from newslint.rule import Bad, Finding, Good, rule
from newslint.text.bylines import is_byline, is_dateline

FEWEST = 5
"""A shorter headline may well be how its first sentence begins."""
LOOKED_AT = 6
ADDRESS = ("http://", "https://")


@rule(
    "The headline is glued to the text",
    category="headline",
    yields_to=("doubled-headline",),
    examples=[
        Bad(
            "Storm closes fair in Oslo\n\n[[Storm closes fair in Oslo ]]Rain kept most families at home.",
            fixed="Storm closes fair in Oslo\n\nRain kept most families at home.",
        ),
        Bad(
            "Storm closes fair in Oslo\n\nBy Jane Roe\n\n[[Storm closes fair in Oslo]]Rain kept most families at home.",
            fixed="Storm closes fair in Oslo\n\nBy Jane Roe\n\nRain kept most families at home.",
        ),
        Bad(
            "Storm closes fair in Oslo\n\n[[Storm closes fair in Oslo]]By Jane Roe\n\nRain kept most families at home.",
            fixed="Storm closes fair in Oslo\n\nBy Jane Roe\n\nRain kept most families at home.",
        ),
        Bad(
            "Storm closes fair in Oslo\n\n[[Storm closes fair in Oslo ]]“Rain kept most families at home,” she said.",
            fixed="Storm closes fair in Oslo\n\n“Rain kept most families at home,” she said.",
        ),
        Good("Storm closes fair in Oslo\n\nStorm closes fair in Oslo for a day, and the mayor is glad of it."),
        Bad(
            "Storm closes fair in Oslo\n\n[[Storm closes fair in Oslo]]2.3k shares\n\nRain kept families at home.",
            fixed="Storm closes fair in Oslo\n\n2.3k shares\n\nRain kept families at home.",
        ),
        Good("Question Time\n\nQuestion Time Is Back, and half of the town watches it."),
        Good("Storm closes fair in Oslo\n\nStorm closes fair in Oslo, Norway's old capital by the sea."),
    ],
)
def headline_glued_to_body(document: Document) -> Iterator[Finding]:
    """The headline stands again at the beginning of a paragraph, without a break.

    Two elements of a page were run together; as a sentence they make no sense.
    """
    headline = document.headline
    if headline is None or document.text.count(" ", headline.start, headline.end) + 1 < FEWEST:
        return
    folded = document.folded[headline.start : headline.end]
    for paragraph in document.paragraphs[1:LOOKED_AT]:
        end = paragraph.start + len(folded)
        if paragraph.start < headline.end or not document.folded.startswith(folded, paragraph.start):
            continue
        rest = document.text[end : paragraph.end]
        start = rest.lstrip()
        # A sentence that goes on does so in lower case, after a sign, or with the rest of a word.
        is_seam = start[1:2].islower() or document.slice(headline).isupper()
        is_upper = document.text[end - 1].isupper() and not is_seam
        opens = start.lstrip("“\"‘'")[:1].isupper() and (start[:1].isupper() or start != rest)
        is_text = len(start.split()) >= FEWEST or is_byline(start) or is_dateline(start)
        if (is_text and opens and not is_upper) or start.startswith(ADDRESS) or (start == rest and start[:1].isdigit()):
            span = Span(paragraph.start, paragraph.end - len(start))
            yield Finding(span, {}, Fix((Edit(span, ""),), Applicability.UNSAFE))
