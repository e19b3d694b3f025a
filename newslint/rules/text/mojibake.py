import re
from collections.abc import Iterator, Sequence

from newslint.document import Document, fold
from newslint.late import late
from newslint.model import Edit, Fix, Span
from newslint.rule import Bad, Finding, Good, Hit, rule
from newslint.text.encodings import SIGN_OF, WINDOWS, misread

LEADS = "ÂÃÄÅÐÑâïð"
NEXT = rf"[\x80-\xbf{re.escape(''.join(WINDOWS))}]"
RUN = late(rf"(?:[ÂÃÄÅÐÑ]{NEXT}|[âï]{NEXT}{{2}}|ð{NEXT}{{3}})+")
# A mangled sign that lost its last byte, or had it made a plain quotation mark.
CUT = late(
    r"â€(?P<tail>)(?=[\s\w\"'.,]|$)|Ã(?=[\s,.]|$)(?<=[a-z]Ã)|(?<![A-ZÀ-Þ])Â(?=[\s£©°½®]|$)|"
    r"(?<=[A-Za-z])â(?=(?:s|re|ve|ll)\b)|(?<=n)â(?=t\b)"
)
LOST = {"â": "’", "Â": ""}
"""What a sign was of which one byte is left; before a blank it was nothing but that."""
MISREAD = misread()
# An apostrophe of Mac OS or Windows, read in each other's or in the DOS encoding.
APOSTROPHE = late(r"(?<=[A-Za-z])[ÕÆ](?=(?:s|t|re|ve|ll|d|m)\b)|(?<=[a-z.,?!])Ó(?=[\s.,]|$)")
AFTER_APOSTROPHE = ("s", "t", "re", "ve", "ll", "d", "m")
CONTROLS = tuple(chr(byte) for byte in SIGN_OF)
BULLET = "\x95"
# "=E2=80=99" of mail, "\u2019" of JSON, "%E2%80%99" of addresses.
ESCAPED = late(
    r"(?:=(?:[C-F][0-9A-F]|[89AB][0-9A-F])){2,4}|(?<=[A-Za-z])=92(?=(?:s|t|re|ve|ll|d|m)\b)|(?<=[\w.,?!])=94(?=\s|$)|"
    r"(?:(?<=\s)|^)=93(?=\w)|(?<= )=9[67](?= )|\\u[0-9a-fA-F]{4}|(?<![\w/])u20(?:1[3489cd]|26)(?=\w)|"
    r"(?<=[a-z.,])u20(?:1[3489cd]|26)(?=[a-z\s.,])|(?:%(?:[C-F][0-9A-F]|[89AB][0-9A-F])){2,4}"
)
ESCAPES = (
    *(f"{sign}{byte}" for sign in "=%" for byte in ("e2", "c2", "c3")),
    *("=91", "=92", "=93", "=94", "=96", "=97", "\\u00", "\\u20", "u201", "u2026"),
)
ADDRESS = late(r"\S*(?:://|www\.)\S*$")


@rule(
    "“{found}” is a mangled {right}",
    category="text",
    severity="error",
    triggers=tuple(
        dict.fromkeys(
            (
                *LEADS.lower(),
                *(fold(looks) for looks in MISREAD),
                *(f"{sign}{after}" for sign in "õæ" for after in AFTER_APOSTROPHE),
                *("ó ", "ó.", "ó,", "ó\n"),
                *CONTROLS,
                *ESCAPES,
            )
        )
    ),
    examples=[
        Bad("It[[â€™]]s at the caf[[Ã©]].", fixed="It’s at the café."),
        Bad("He said[[â€”]]and meant[[Â\xa0]]it[[â€¦]]", fixed="He said—and meant\xa0it…"),
        Bad("“So it is,[[â€]] she said.", fixed="“So it is,” she said."),
        Bad(
            "It[[вЂ™]]s what they said [[‚Äì]] don[[Õ]]t go, and it[[â]]s late.",
            fixed="It’s what they said – don’t go, and it’s late.",
        ),
        Bad("It[[\x92]]s at the caf[[=C3=A9]], isn[[\\u2019]]t it?[[Â]] No.", fixed="It’s at the café, isn’t it? No."),
        Bad("He said [[\x95]]\x81We go. It is Oslo[[\x95]]_s end."),
        Good("See https://example.com/caf%C3%A9 and file=92.txt; Ó Conaill, Óscar and país."),
        Good("São Tomé, Ångström, Æsir, Ñandú, “FRANÇA”, Český, ÐÑ and château."),
        Good("The sign reads ‘SÃO PAULO’ and ÂNGELA."),
    ],
)
def mojibake(document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
    """Signs were decoded in the wrong encoding and saved like that.

    Each such run is what UTF-8 looks like when it is read as Windows-1252; read again, it becomes what it was.
    """
    text, end = document.text, 0
    for hit in hits:
        start = hit.span.start
        if start < end:
            continue
        match = RUN.match(text, start)
        right = _decoded(match[0]) if match else None
        if match and right:
            end = match.end()
            shown = f"“{right}”" if right.isprintable() and not right.isspace() else "space"
            yield Finding(Span(start, end), {"found": match[0], "right": shown}, Fix((Edit(Span(start, end), right),)))
        elif (other := _other(text, hit)) is not None:
            span, sign = other
            end = span.end
            fix = None if sign is None else Fix((Edit(span, sign),))
            yield Finding(span, {"found": _shown(span.of(text)), "right": f"“{sign}”" if sign else "sign"}, fix)


def _other(text: str, hit: Hit) -> tuple[Span, str | None] | None:
    """Return where a sign is mangled in another way, and what it was; None where that is not certain."""
    start = hit.span.start
    looks = text[start : start + len(hit.trigger)]
    if looks in MISREAD:
        return Span(start, start + len(looks)), MISREAD[looks]
    if looks in CONTROLS:
        return Span(start, start + 1), None if _is_torn(text, start) else SIGN_OF[ord(looks)]
    if cut := CUT.match(text, start):
        is_closing = cut[0] == "â€" and text[start - 1 : start] in tuple(",.?!")
        return Span(*cut.span()), "”" if is_closing else LOST.get(cut[0])
    if single := APOSTROPHE.match(text, start):
        return Span(*single.span()), "”" if single[0] == "Ó" else "’"
    escaped = ESCAPED.match(text, start)
    if escaped and not ADDRESS.search(text, max(0, start - 200), start):
        sign = _unescaped(escaped[0])
        return (Span(*escaped.span()), sign) if sign else None
    return None


def _is_torn(text: str, at: int) -> bool:
    """Whether a control character is but a piece of what stood there.

    Another piece is beside it, or a word stands before what would be a bullet.
    """
    beside = text[at - 1 : at] + text[at + 1 : at + 2]
    has_pieces = any(sign == "_" or "\x7f" < sign < "\xa0" for sign in beside)
    return has_pieces or (text[at] == BULLET and at > 0 and not text[at - 1].isspace())


def _unescaped(found: str) -> str:
    """Return the sign that was escaped, nothing where the escape stands for none."""
    if "u" in found:
        sign = chr(int(found.lstrip("\\u"), 16))
        return sign if sign.isprintable() and not sign.isascii() else ""
    data = bytes.fromhex(found.replace("=", "").replace("%", ""))
    sign = SIGN_OF.get(data[0], "") if len(data) == 1 else data.decode("utf-8", "ignore")
    return sign if sign.isprintable() else ""


def _shown(found: str) -> str:
    return found if found.isprintable() else f"U+{ord(found[0]):04X}"


def _decoded(run: str) -> str | None:
    data = bytes(WINDOWS.get(sign, ord(sign)) for sign in run)
    try:
        decoded = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return decoded if all(sign >= "\xa0" for sign in decoded) else None
