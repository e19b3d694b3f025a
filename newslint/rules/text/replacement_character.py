from collections.abc import Iterator

from newslint.document import Document
from newslint.late import late
from newslint.model import Span
from newslint.rule import Bad, Finding, Good, Hit, rule

RUN = late("\ufffd+")


@rule(
    "A character was lost when the text was converted (U+FFFD)",
    category="text",
    severity="error",
    triggers=("\ufffd",),
    examples=[
        Bad("It[[\ufffd]]s at the caf[[\ufffd\ufffd]]."),
        Good("It’s at the café."),
        Good("Why? What’s that?"),
    ],
)
def replacement_character(document: Document, hits: list[Hit]) -> Iterator[Finding]:
    """A sign could not be decoded and was replaced by U+FFFD.

    What stood there cannot be told from the text. Fetch the source again, with the right encoding.
    """
    for match in RUN.finditer(document.text, hits[0].span.start):
        yield Finding(Span(*match.span()))
