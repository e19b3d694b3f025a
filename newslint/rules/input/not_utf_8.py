from collections.abc import Iterator

from newslint.document import Document
from newslint.late import late
from newslint.model import Span
from newslint.rule import Bad, Finding, Good, rule

UNDECODED = late("[\udc80-\udcff]+")
# Bytes that mean a quotation mark, a dash or an ellipsis in Windows-1252 and nothing in Latin-1.
WINDOWS = late("[\udc80\udc85\udc91-\udc97]")

# The byte order marks; a whole file that begins so is decoded.
UTF_16 = ("\udcff\udcfe", "\udcfe\udcff")

# How files begin that hold no plain text at all, whatever they are called.
OTHERS = {
    "PK\x03\x04": "a Word or OpenOffice document, or a zip file", "\udcd0\udccf\x11\udce0": "a document of Word",
    "%PDF-": "a PDF", "\x1f\udc8b": "a packed file", "\udc89PNG": "a picture", "\udcff\udcd8\udcff": "a picture",
}  # fmt: skip


@rule(
    "This cannot be read, so the article is not checked: byte {byte} at offset {offset} is not UTF-8; {guess}",
    category="input",
    severity="error",
    examples=[
        Bad("A caf[[\udce9]] in Paris."),
        Bad("He said [[\udc93]]no\udc94."),
        Bad("[[\udcff\udcfe]]A\0 \0t"),
        Bad("PK\x03\x04\x14\0[[\udc86]]x"),
        Good("A café in Paris."),
        Good("He said “no”."),
    ],
)
def not_utf_8(document: Document) -> Iterator[Finding]:
    """The file holds bytes that are not UTF-8, so nothing else in it is checked.

    Save it as UTF-8, or name its encoding in the configuration: `encoding = "cp1252"`, for some files
    under `[[per-path]]`. newslint does not guess, since a wrong guess turns accents into rubbish.
    """
    first = UNDECODED.search(document.text) if document.damaged else None
    if first:
        byte = ord(first[0][0]) - 0xDC00
        offset = len(document.text[: first.start()].encode("utf-8", "surrogatepass"))
        yield Finding(Span(*first.span()), {"byte": f"0x{byte:02x}", "offset": offset, "guess": _guess(document.text)})


def _guess(text: str) -> str:
    if text.startswith(UTF_16):
        return "it begins as UTF-16 does, but is cut off or damaged"
    other = next((what for beginning, what in OTHERS.items() if text.startswith(beginning)), "")
    if other:
        return f"it is {other}, so save its text as .txt"
    return "it looks like Windows-1252 (cp1252)" if WINDOWS.search(text) else "it may be Latin-1 (cp1252)"
