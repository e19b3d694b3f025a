from collections.abc import Iterator, Sequence

from newslint.document import Document
from newslint.late import late
from newslint.model import Span
from newslint.rule import Bad, Finding, Good, Hit, rule

# Of a name ("TK Maxx", "TK's shops") it is no placeholder, nor anywhere else in that article. Behind its full stop
# comes the rest of the name ("TK. Sharma"), if it is one, and not the end of the line or what begins a sentence.
SENTENCE = r"(?:An?|The|He|She|It|They|We|I|You|But|And|In|On|At|For|This|That|There|His|Her|Its|Their)\b"
NAME = late(rf"\bTK(?:\.(?=\w| (?!{SENTENCE})[A-Z])|-\w|['’]s?\b| [A-Z]|&)|[.&]TK\b")
SUM = late(r"[$£€]XX+(?![A-Za-z0-9])")

OPENING, CLOSING = frozenset("“\"‘'"), frozenset("”\"’'")


@rule(
    "A placeholder was left in the text",
    category="boilerplate",
    group="page",
    severity="error",
    triggers=(" tk", "\ntk", "\rtk", "$tk", "£tk", "€tk", "“tk", '"tk', "—tk", "–tk", "$xx", "£xx", "€xx"),
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
        Bad(
            "The board, he said, will meet on [[TK]]. It met on [[TK]] last, and will decide by [[TK]].\n\nSo he said."
        ),
        Bad("A bridge for [[$XX]] million is to stand by June; the old one, of 1904, cost [[£XXX]]."),
        Good("A ticket cost $XXL or less; nobody from TK was there.\n\nTK. Sharma, who runs it, said so. TK. He left."),
    ],
)
def placeholder(document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
    """“TK” stands for what is still to come, a name, a figure or a whole paragraph, and “$XX” for a sum.

    Find out what belongs there; readers would only see that nobody did.
    """
    text = document.text
    marks = [hit.span for hit in hits if text[hit.span.end - 2 : hit.span.end] == "TK"]
    marks = [one for one in marks if not text[one.end : one.end + 1].isalnum() and not _is_spoken_of(text, one.end)]
    if marks and not NAME.search(text):
        for span in marks:
            start = span.end - 2 - (text[span.end - 3 : span.end - 2] in "$£€" and span.end > 2)
            yield Finding(span._replace(start=start))
    for hit in hits:
        if unknown := SUM.match(text, hit.span.start):
            yield Finding(Span(*unknown.span()))


def _is_spoken_of(text: str, end: int) -> bool:
    """Whether the mark stands alone in quotation marks: then it is the word itself that is meant."""
    return text[end - 3 : end - 2] in OPENING and text[end : end + 1] in CLOSING and end > 2
