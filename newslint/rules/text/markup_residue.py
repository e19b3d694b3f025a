import re
from collections.abc import Iterator, Sequence

from newslint.document import Document
from newslint.late import late
from newslint.model import Applicability, Edit, Fix, Span
from newslint.rule import Bad, Finding, Good, Hit, rule
from newslint.text.markup import OF

INLINE = "a|abbr|b|big|cite|code|del|em|font|i|ins|mark|small|span|strike|strong|sub|sup|u|s|tt"
BLOCK = (
    "article|aside|blockquote|br|button|caption|center|div|dd|dl|dt|embed|fieldset|figcaption|figure|footer|form|h[1-6]|"
    "header|hr|iframe|img|input|label|li|link|meta|nav|noscript|object|ol|option|p|param|path|picture|pre|script|section|"
    "select|source|style|svg|table|tbody|td|textarea|tfoot|th|thead|tr|ul|video|audio"
)
NEAR = 2000
"""How far from a tag the one that closes it may stand, in characters."""
TAG = late(rf"</?(?P<name>{INLINE}|{BLOCK})(?P<rest>\s+[a-zA-Z-]+=[^<>]{{0,400}}|\s*)/?>|<!--|-->", re.IGNORECASE)
SHORTCODE = late(
    r"\[/?(?:caption|gallery|embed|youtube|vimeo|audio|video|playlist|vc_\w+|et_pb_\w+|su_\w+|tweet|instagram|contact-form"
    r"(?:-7)?|polldaddy|scribd|slideshow|soundcloud|dropcap|pullquote|blockquote|quote|url|img|b|i|u)(?:[\s=][^\]\r\n]{0,300})?\]"
)
# A lone "<" stands before the code of a share or a number too.
NAMES = [*INLINE.split("|"), *BLOCK.replace("h[1-6]", "h1|h2|h3|h4|h5|h6").split("|")]
BEGINNINGS = ("</", "<!--", *(f"<{name}{end}" for name in NAMES for end in ("> /\n\t\r" if len(name) == 1 else ("",))))


@rule(
    "“{tag}” is left over from the page",
    category="text",
    severity="error",
    triggers=(
        *BEGINNINGS,
        "-->",
        "[caption",
        "[/",
        "[gallery",
        "[embed",
        "[youtube",
        "[vc_",
        "[url",
        "[img",
        "[video",
        "[audio",
        "[tweet",
        "[et_pb",
        *OF,
    ),
    examples=[
        Bad("[[<p>]]He came on [[<b>]]Monday[[</b>]].[[</p>]]", fixed="He came on Monday."),
        Bad("The first line[[<br/>]]and the second.", fixed="The first line and the second."),
        Bad("A note [[<!--]] to the editor [[-->]] stood here.", fixed="A note  to the editor  stood here."),
        Bad("He is [[**tired**]] and read [the report[[](https://example.com/report)]] that [[${author}]] wrote."),
        Good("A man [of 40] paid $5 {five} for 2 ** 3; [12] see [1] and C# or # 5."),
        Good("If a < b and b > c, then Acme Corp <ACME.O>, <BR>, <em>, <Video Stores Inc> and <S> <in dollars>."),
        Good("He said: “[The embargo] goes on” <3 [b] [video]."),
    ],
)
def markup_residue(document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
    """Markup of the page stands in the text.

    It was left when the text was taken out of a page or a publishing system.
    """
    text = document.text
    end = 0
    for hit in hits:
        if hit.trigger in OF:
            if (span := _other(text, hit)) is not None and span.start >= end:
                end = span.end
                yield Finding(span, {"tag": _shortened(span.of(text))})
            if hit.trigger[0] not in "[<":
                continue
        pattern = SHORTCODE if hit.trigger[0] == "[" else TAG
        match = pattern.match(text, hit.span.start)
        if (
            match is None
            or (pattern is TAG and not _is_tag(document, match))
            or (pattern is SHORTCODE and not _is_shortcode(match[0]))
        ):
            continue
        span = Span(*match.span())
        if span.start < end:
            continue
        yield Finding(
            span, {"tag": _shortened(match[0])}, _removal(text, span, match["name"]) if pattern is TAG else None
        )


def _other(text: str, hit: Hit) -> Span | None:
    """Return where markup of another kind stands at a place."""
    start = hit.span.start
    # Of two signs of a kind the first one counts.
    start -= text[start - 1 : start] == text[start] == "#"
    matches = (pattern.match(text, start) for pattern in OF[hit.trigger])
    match = next(filter(None, matches), None)
    return Span(*match.span()) if match else None


def _shortened(tag: str) -> str:
    tag = " ".join(tag.split())
    return tag if len(tag) <= 40 else f"{tag[:39]}…"


def _is_tag(document: Document, match: re.Match[str]) -> bool:
    """Not "<BR>", "<S>" or "<EM>", as wires write the codes of shares."""
    name = match["name"] or ""
    if not name or "=" in match[0] or "/" in match[0]:
        return True
    if re.fullmatch(INLINE, name, re.IGNORECASE):
        # The code of a share is not closed; a tag is, and not far away.
        return f"</{name.lower()}" in document.folded[match.end() : match.end() + NEAR]
    return name.islower()


def _is_shortcode(tag: str) -> bool:
    return any(sign in tag for sign in "=/") or tag.startswith(("[vc_", "[et_pb"))


def _removal(text: str, span: Span, name: str | None) -> Fix:
    """Take a tag out; where it alone parted two words, a space stays."""
    parts = re.fullmatch(INLINE, name or "", re.IGNORECASE) is None
    glued = text[span.start - 1 : span.start].strip() and text[span.end : span.end + 1].strip()
    closing = text[span.end : span.end + 1] in "<.,;:!?" or text[span.start - 1 : span.start] == ">"
    return Fix((Edit(span, " " if parts and glued and not closing else ""),), Applicability.UNSAFE)
