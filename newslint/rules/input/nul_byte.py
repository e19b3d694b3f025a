from collections.abc import Iterator, Sequence

from newslint.document import Document
from newslint.rule import Bad, Finding, Good, Hit, rule


@rule(
    "A byte that stands for no character (NUL) is at offset {offset}{more}",
    category="input",
    severity="error",
    triggers=("\0",),
    examples=[
        Bad("The café[[\0]] is closed\0."),
        Good("The café is closed."),
        Good("The file \\\\0 is no NUL byte."),
    ],
)
def nul_byte(document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
    """The file holds NUL bytes: it is no text, or it was damaged when it was written.

    Many programs read only as far as the first of them. The offset counts bytes from 0.
    """
    before = document.text[: hits[0].span.start]
    # A byte that could not be decoded stands in the text as a lone surrogate, which would take three.
    undecoded = sum("\udc80" <= letter <= "\udcff" for letter in before) if document.damaged else 0
    offset = len(before.encode("utf-8", "surrogatepass")) - 2 * undecoded
    more = f", and {len(hits) - 1} more" if len(hits) > 1 else ""
    yield Finding(hits[0].span, {"offset": offset, "more": more})
