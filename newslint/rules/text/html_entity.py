from collections.abc import Callable, Iterator, Sequence

from newslint.document import Document
from newslint.late import late
from newslint.model import Edit, Fix, Span
from newslint.rule import Bad, Finding, Good, Hit, rule

NAMES = "nbsp|rsquo|lsquo|ldquo|rdquo|ndash|mdash|hellip"
ENTITY = late(
    r"& ?(?:amp;)*(?:#[0-9]{2,6} ?;|#[xX][0-9a-fA-F]{2,5};|[A-Za-z][A-Za-z0-9]{1,12};|(?:amp|lt|gt)\b|"
    rf"#(?:8[0-9]{{3}}|0?39|160)|(?:quot|{NAMES}))"
)
# The sign before it was lost, or a program's came instead.
HEADLESS = late(
    rf"(?:{NAMES});|(?<![\w&])(?:quot|amp|apos);|(?<![&\w])#(?:8[0-9]{{3}}|0?39|160);|(?<=\w)#(?:8[0-9]{{3}}|0?39);"
)
BACKSLASH = late(r"\\+(?P<sign>['\"’“”])")
MOST_TIMES = 4
"""So often may a sign have been encoded."""
INVISIBLE = frozenset("\xad\u200b\u200c\u200d\u2060\ufeff")


@rule(
    "“{found}” should be {right}",
    category="text",
    severity="error",
    triggers=(
        "&",
        *(f"{name};" for name in (*NAMES.split("|"), "quot", "amp", "apos", "#39", "#039", "#160")),
        "#82",
        "\\'",
        '\\"',
    ),
    examples=[
        Bad("Marks [[&amp;]] Spencer[[&#39;]]s new[[&nbsp;]]shop", fixed="Marks & Spencer's new shop"),
        Bad("He said [[&amp;quot;]]no[[&quot;]].", fixed='He said "no".'),
        Bad(
            "It[[& #8217;]]s so, don[[\\']]t go[[nbsp;]]yet[[&hellip]] he said.",
            fixed="It’s so, don't go yet… he said.",
        ),
        Good("The #39 bus; C:\\data; “Camp; and Chip”; no. #8217, and AT&T; R&D; Marks & Spencer; Q&A."),
        Good("See https://example.com/?a=1&amp;b=2 for more."),
    ],
)
def html_entity(document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
    """A sign is written as HTML writes it, whole or in part, or with the stroke of a program before it.

    It was encoded once too often, or decoded once too few.
    """
    from html import unescape

    text, end = document.text, 0
    for hit in hits:
        pattern = BACKSLASH if hit.trigger[0] == "\\" else ENTITY if hit.trigger[0] == "&" else HEADLESS
        match = pattern.match(text, hit.span.start)
        if match is None or match.start() < end or _is_address(text, match.start()):
            continue
        right = match["sign"] if pattern is BACKSLASH else _decoded(unescape, match[0])
        if right.startswith("&") and len(right) > 1:
            continue
        end = match.end()
        right = "" if right in INVISIBLE else " " if right == "\xa0" else right
        shown = f"“{right}”" if right.strip() else "a space" if right else "nothing"
        yield Finding(
            Span(*match.span()), {"found": match[0], "right": shown}, Fix((Edit(Span(*match.span()), right),))
        )


def _decoded(unescape: Callable[[str], str], entity: str) -> str:
    """Return the sign that an entity stands for, however often it was encoded; with "&" where there is none."""
    plain = "&" + entity.replace(" ", "").lstrip("&").rstrip(";") + ";"
    for form in (plain, plain.lower()):
        right = form
        for _ in range(MOST_TIMES):
            right = unescape(right)
        if not right.startswith("&") or len(right) == 1:
            return right
    return right


def _is_address(text: str, at: int) -> bool:
    begin = text.rfind("://", max(0, at - 200), at)
    return begin >= 0 and not any(sign.isspace() for sign in text[begin:at])
