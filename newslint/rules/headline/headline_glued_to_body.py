from collections.abc import Iterator

from newslint.document import Document
from newslint.model import Applicability, Edit, Fix, Span
from newslint.rule import Bad, Finding, Good, rule
from newslint.text.bylines import is_byline, is_dateline

FEWEST = 5
"""A shorter headline may well be how its first sentence begins."""
LOOKED_AT = 6
FEWEST_GLUED_TO = 11
"""How many blanks stand at least in a headline and a sentence that were run together."""
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
        Bad(
            "[[Storm closes fair for all families in Oslo]] A storm closed the fair on Monday.\n\nFew had come.",
            fixed="Storm closes fair for all families in Oslo\n\nA storm closed the fair on Monday.\n\nFew had come.",
        ),
        Bad(
            "[[Storm closes fair in old town]]Rain kept most families at home on Monday.\n\nFew had come.",
            fixed="Storm closes fair in old town\n\nRain kept most families at home on Monday.\n\nFew had come.",
        ),
        Good("Storm clouds over the town of White Plains kept most families at home on Monday.\n\nFew had come."),
        Good("Question Time\n\nQuestion Time Is Back, and half of the town watches it."),
        Good("Storm closes fair in Oslo\n\nStorm closes fair in Oslo, Norway's old capital by the sea."),
    ],
)
def headline_glued_to_body(document: Document) -> Iterator[Finding]:
    """The headline stands at the beginning of a paragraph, without a break.

    Two elements of a page were run together; as a sentence they make no sense. Where the headline stands nowhere else,
    what tells is a capital where no sentence began, and a sentence behind it that says again what the headline says.
    """
    headline = document.headline
    if headline is None:
        yield from _only_there(document)
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


def _only_there(document: Document) -> Iterator[Finding]:
    """Yield the headline that stands nowhere but at the beginning of the first paragraph."""
    first = document.opening
    if first.count(" ") < FEWEST_GLUED_TO:
        return
    from newslint.text.seams import seam

    at = seam(first)
    if at is not None:
        start = document.paragraphs[0].start
        span, gap = Span(start, start + at.start), Span(start + at.start, start + at.end)
        yield Finding(span, {}, Fix((Edit(gap, "\n\n"),), Applicability.UNSAFE))
