from collections.abc import Iterator, Sequence

from newslint.document import Document
from newslint.late import late
from newslint.model import Span
from newslint.rule import SHORT_LINE, Bad, Finding, Good, Hit, rule

NAME = r"[A-Z][\w.'’-]*(?: (?:[A-Z][\w.'’-]*|de|da|del|van|von|der|den|bin|al|el|le|la)){1,4}"
NAMES = rf"{NAME}(?:(?:, | and | & |, and ){NAME}){{0,4}}"
# What may follow the names: an agency, a post, a site, a date; no sentence.
REST = r"(?:\s*[,|/(•·–—-]\s*[^.!?]{1,60}\)?|\s+(?:of|for|in|at) [A-Z][^.!?]{1,50})?"
LINE = late(rf"(?:By|BY|by|(?:Written|Posted|Reported|Words|Story|Text) by):? {NAMES}{REST}$")
# "By Monday, ..." is no name.
NO_NAME = late(
    r"\S+(?: \S+)? (?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|"
    r"September|October|November|December|The|This|That|Late|Early|Noon|Contrast)\b"
)


@rule(
    "The byline stands in the text",
    category="boilerplate",
    group="credit",
    severity="info",
    triggers=("\nby ", "\rby ", "written by", "posted by", "reported by", "words by", "story by", "text by"),
    examples=[
        Bad("Storm closes fair\n\n[[By Jane Roe, Staff Writer]]\n\nRain kept most families at home."),
        Bad("Storm closes fair\n\n[[BY JANE ROE AND JOHN DOE]]\n\nRain kept most families at home."),
        Good("Storm closes fair\n\nBy Monday, Jane Roe had left\n\nRain kept most families at home."),
        Good("Storm closes fair\n\nBy Jane Roe's own account, she left before it rained."),
        Good("Storm closes fair\n\nBy the River Kwai\n\nA play written by Jane Roe was seen by few."),
    ],
)
def byline(document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
    """A line says who wrote the article.

    It is content. Keep it in its place, or move it to the data about the article.
    """
    for line in dict.fromkeys(document.line(hit.span.end - 1) for hit in hits):
        if line.end - line.start <= SHORT_LINE and _is_byline(document.slice(line)):
            yield Finding(Span(line.start, line.end))


def _is_byline(text: str) -> bool:
    return LINE.match(text) is not None and NO_NAME.match(text) is None
