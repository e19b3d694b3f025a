from collections.abc import Iterator, Sequence

from newslint.document import Document
from newslint.late import late
from newslint.rule import Bad, Finding, Good, Hit, rule

# Of a name ("TK Maxx", "TK's shops") it is no placeholder, nor anywhere else in that article.
NAME = late(r"\bTK(?:\.|-\w|['’]s?\b| [A-Z]|&)|[.&]TK\b")

OPENING, CLOSING = frozenset("“\"‘'"), frozenset("”\"’'")


@rule(
    "A placeholder was left in the text",
    category="boilerplate",
    group="page",
    severity="error",
    triggers=(" tk", "\ntk", "\rtk", "$tk", "£tk", "€tk", "“tk", '"tk', "—tk", "–tk"),
    examples=[
        Bad("The mayor, [[TK]] years old, left at once, and a bridge for [[$TK]] million is not to be built for now."),
        Bad(
            "Storm closes fair\n\n[[TK]]: ask the mayor for the figures.\n\nRain kept most families at home on Monday."
        ),
        Good("The TK Maxx store shut on Monday, and nobody from TK was there to say why."),
        Good("It was Tkachuk who scored, and the tk package was no help to any of them."),
        Bad("Storm closes fair in [[TK]]\n\n[[TK]]: ask for figures.\n\nRain kept most families of the town at home."),
        Good("He worked for TK's office in the town."),
        Good("Editors write “TK” for what is still to come."),
        Bad("“[[TK]],” the mayor said on Monday, before the fair was opened."),
    ],
)
def placeholder(document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
    """“TK” stands for what is still to come, a name, a figure or a whole paragraph.

    Find out what belongs there; readers would only see that nobody did.
    """
    text = document.text
    marks = [hit.span for hit in hits if text[hit.span.end - 2 : hit.span.end] == "TK"]
    marks = [one for one in marks if not text[one.end : one.end + 1].isalnum() and not _is_spoken_of(text, one.end)]
    if not marks or NAME.search(text):
        return
    for span in marks:
        start = span.end - 2 - (text[span.end - 3 : span.end - 2] in "$£€" and span.end > 2)
        yield Finding(span._replace(start=start))


def _is_spoken_of(text: str, end: int) -> bool:
    """Whether the mark stands alone in quotation marks: then it is the word itself that is meant."""
    return text[end - 3 : end - 2] in OPENING and text[end : end + 1] in CLOSING and end > 2
