from collections.abc import Iterator, Sequence

from newslint.document import Document
from newslint.late import late
from newslint.model import Edit, Fix, Span
from newslint.rule import Bad, Finding, Good, Hit, rule

ENTITY = late(r"&(?:amp;)*(?:#[0-9]{2,6};|#[xX][0-9a-fA-F]{2,5};|[A-Za-z][A-Za-z0-9]{1,12};|(?:nbsp|quot|amp|lt|gt)\b)")
INVISIBLE = frozenset("\xad\u200b\u200c\u200d\u2060\ufeff")


@rule(
    "“{found}” should be {right}",
    category="text",
    severity="error",
    triggers=("&",),
    examples=[
        Bad("Marks [[&amp;]] Spencer[[&#39;]]s new[[&nbsp;]]shop", fixed="Marks & Spencer's new shop"),
        Bad("He said [[&amp;quot;]]no[[&quot;]].", fixed='He said "no".'),
        Good("AT&T; R&D; Marks & Spencer; Q&A."),
        Good("See https://example.com/?a=1&amp;b=2 for more."),
    ],
)
def html_entity(document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
    """A sign is written as HTML writes it.

    It was encoded once too often, or decoded once too few.
    """
    from html import unescape

    text, end = document.text, 0
    for hit in hits:
        match = ENTITY.match(text, hit.span.start)
        if match is None or match.start() < end or _is_address(text, match.start()):
            continue
        right = unescape(unescape(match[0] if match[0].endswith(";") else f"{match[0]};"))
        if right.startswith("&") and len(right) > 1:
            continue
        end = match.end()
        right = "" if right in INVISIBLE else " " if right == "\xa0" else right
        shown = f"“{right}”" if right.strip() else "a space" if right else "nothing"
        yield Finding(
            Span(*match.span()), {"found": match[0], "right": shown}, Fix((Edit(Span(*match.span()), right),))
        )


def _is_address(text: str, at: int) -> bool:
    begin = text.rfind("://", max(0, at - 200), at)
    return begin >= 0 and not any(sign.isspace() for sign in text[begin:at])
