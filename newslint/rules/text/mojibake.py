import re
from collections.abc import Iterator, Sequence

from newslint.document import Document
from newslint.late import late
from newslint.model import Edit, Fix, Span
from newslint.rule import Bad, Finding, Good, Hit, rule

# Windows-1252 gives these bytes a sign of their own; the other 128 are as in Latin-1.
WINDOWS = {
    "€": 0x80, "‚": 0x82, "ƒ": 0x83, "„": 0x84, "…": 0x85, "†": 0x86, "‡": 0x87, "ˆ": 0x88,
    "‰": 0x89, "Š": 0x8A, "‹": 0x8B, "Œ": 0x8C, "Ž": 0x8E, "‘": 0x91, "’": 0x92, "“": 0x93,
    "”": 0x94, "•": 0x95, "–": 0x96, "—": 0x97, "˜": 0x98, "™": 0x99, "š": 0x9A, "›": 0x9B,
    "œ": 0x9C, "ž": 0x9E, "Ÿ": 0x9F,
}  # fmt: skip
LEADS = "ÂÃÄÅÐÑâïð"
NEXT = rf"[\x80-\xbf{re.escape(''.join(WINDOWS))}]"
RUN = late(rf"(?:[ÂÃÄÅÐÑ]{NEXT}|[âï]{NEXT}{{2}}|ð{NEXT}{{3}})+")
# A mangled sign that lost its last byte, or had it made a plain quotation mark.
CUT = late(r"â€(?=[\s\w\"'.,]|$)|Ã(?=[\s,.]|$)(?<=[a-z]Ã)")


@rule(
    "“{found}” is a mangled {right}",
    category="text",
    severity="error",
    triggers=tuple(dict.fromkeys(LEADS.lower())),
    examples=[
        Bad("It[[â€™]]s at the caf[[Ã©]].", fixed="It’s at the café."),
        Bad("He said[[â€”]]and meant[[Â\xa0]]it[[â€¦]]", fixed="He said—and meant\xa0it…"),
        Bad("“So it is,[[â€]] she said."),
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
        elif cut := CUT.match(text, start):
            yield Finding(Span(*cut.span()), {"found": cut[0], "right": "sign"})


def _decoded(run: str) -> str | None:
    data = bytes(WINDOWS.get(sign, ord(sign)) for sign in run)
    try:
        decoded = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return decoded if all(sign >= "\xa0" for sign in decoded) else None
