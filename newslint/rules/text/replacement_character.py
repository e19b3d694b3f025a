from collections.abc import Iterator, Sequence

from newslint.document import Document
from newslint.late import late
from newslint.model import Span
from newslint.rule import Bad, Finding, Good, Hit, rule

RUN = late("\ufffd+")
ENDINGS = ("s", "t", "re", "ve", "ll", "d", "m")
# "it?s", "don??t": the apostrophe was written as one that no encoding of one byte has.
QUESTION = late(r"(?<=[A-Za-z])\?{1,2}(?=(?:s|re|ve|ll|d|m)\b)|(?<=n)\?{1,2}(?=t\b)")
BOX = late(r"(?<=[A-Za-z])[□▯■](?=[a-z])|(?<![\w□▯■])[□▯](?=[A-Za-z])|(?<=[\w.,?!])[□▯](?=[\s.,])")
NOTED = late(r"\\ufffd|<U\+FFFD>|&#65533;|&#x[Ff]{3}[Dd];|\ufffe|\uffff")
ADDRESS = late(r"\S*[/=]\S*$")
PATTERNS = (QUESTION, BOX, NOTED)


@rule(
    "A character was lost when the text was converted",
    category="text",
    severity="error",
    triggers=(
        *("\ufffd", "□", "▯", "■", "\\ufffd", "<u+fffd", "&#65533;", "&#xfffd;", "\ufffe", "\uffff"),
        *(f"?{ending}" for ending in ENDINGS),
    ),
    examples=[
        Bad("It[[\ufffd]]s at the caf[[\ufffd\ufffd]]."),
        Good("It’s at the café."),
        Bad("It[[?]]s at the caf[[□]]s, and isn[[??]]t open."),
        Good("Why? What’s that? See /?s=1 and https://example.com/page?s=2."),
        Good("□ Yes ■ No"),
    ],
)
def replacement_character(document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
    """A sign could not be decoded, and U+FFFD stands for it, or a question mark or a box in a word.

    What stood there cannot be told from the text. Fetch the source again, with the right encoding.
    """
    text = document.text
    for match in RUN.finditer(text, hits[0].span.start) if "\ufffd" in text else ():
        yield Finding(Span(*match.span()))
    end = 0
    for hit in hits:
        start = hit.span.start
        # Of two question marks the first one counts.
        start -= text.startswith("??", start - 1) and start > 0
        lost = next(filter(None, (pattern.match(text, start) for pattern in PATTERNS)), None)
        if lost and lost.start() >= end and not ADDRESS.search(text, max(0, start - 200), start):
            end = lost.end()
            yield Finding(Span(*lost.span()))
