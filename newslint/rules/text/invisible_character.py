import re
from collections.abc import Iterator, Sequence

from newslint.document import Document
from newslint.late import late
from newslint.model import Edit, Fix, Span
from newslint.rule import Bad, Finding, Good, Hit, rule

NAMES = {
    "\u200b": "zero-width space", "\u2060": "word joiner", "\ufeff": "byte-order mark", "\xad": "soft hyphen",
    "\u200c": "zero-width non-joiner", "\u200d": "zero-width joiner", "\u200e": "left-to-right mark",
    "\u200f": "right-to-left mark", "\u202a": "left-to-right embedding", "\u202c": "end of embedding",
    "\u202b": "right-to-left embedding", "\u202d": "left-to-right override", "\u202e": "right-to-left override",
    "\u2028": "line separator", "\u2029": "paragraph separator", "\u180e": "vowel separator",
    "\u3164": "filler", "\u2800": "blank of Braille", "\u034f": "joiner", "\u061c": "mark of direction",
    "\ufe0e": "variation selector", "\ufe0f": "variation selector", "\x0b": "vertical tab", "\x0c": "form feed",
    "\x7f": "control character",
    **dict.fromkeys(map(chr, (*range(0x01, 0x09), *range(0x0E, 0x20))), "control character"),
    **dict.fromkeys("\x81\x8d\x8f\x90\x9d", "control character"),
    **dict.fromkeys(map(chr, range(0x2061, 0x2065)), "sign of mathematics"),
    **dict.fromkeys(map(chr, range(0x2066, 0x206A)), "mark of direction"),
    **dict.fromkeys(map(chr, range(0xF000, 0xF100)), "sign of a font of its own"),
    **dict.fromkeys(map(chr, (*range(0xE000, 0xE020), *range(0xE100, 0xE140))), "sign of a font of its own"),
    **dict.fromkeys(map(chr, range(0xE0001, 0xE0080)), "tag"),
}  # fmt: skip
BREAKS = frozenset("\u2028\u2029\x0b\x0c")
"""They break a line, so between two words they stand for a space."""
RUN = late(f"[{re.escape(''.join(NAMES))}]+")
VARIANTS = "\ufe0e\ufe0f"
"""They choose the form of a sign before them; behind a letter or a space they choose nothing."""
FLOOD = 10
"""A text with more of them was set with them throughout; it is reported once."""
# Emoji, Arabic, Hebrew, Indic and other scripts need joiners and marks of direction.
NEEDED_BESIDE = late("[\u0590-\u1fff\u2190-\u23ff\u2600-\u27bf\ufb1d-\ufdff\ufe0f\U0001f000-\U0001faff]")


@rule(
    "An invisible character ({name}) stands in the text{more}",
    category="text",
    triggers=tuple(NAMES),
    examples=[
        Bad("The minis[[\xad]]ter said[[\u200b]] so.", fixed="The minister said so."),
        Bad("The minister[[\x1e]] said[[\ufe0f]] so.", fixed="The minister said so."),
        Bad("The minister[[\u2028]]said so.", fixed="The minister said so."),
        Good("The minister said so.\x0c\u2028\nHe left."),
        Good("The minister said so. ☺\ufe0f ©\ufe0f"),
        Good("A family 👨\u200d👩\u200d👧 and the word می\u200cخواهم."),
    ],
)
def invisible_character(document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
    """A character that nobody sees stands in the text.

    It was set for the layout of a page; searches and programs stumble over it.
    """
    found = [*_runs(document.text, hits)]
    if len(found) > FLOOD:
        words = {"name": NAMES[document.text[found[0].start]], "more": f", and {len(found) - 1} more"}
        yield Finding(found[0], words, Fix(tuple(_edit(document, span) for span in found)))
        return
    for span in found:
        yield Finding(span, {"name": NAMES[document.text[span.start]], "more": ""}, Fix((_edit(document, span),)))


def _edit(document: Document, span: Span) -> Edit:
    return Edit(span, "" if BREAKS.isdisjoint(document.slice(span)) else " ")


def _runs(text: str, hits: Sequence[Hit]) -> Iterator[Span]:
    end = 0
    for hit in hits:
        match = RUN.match(text, hit.span.start)
        if match is None or match.start() < end:
            continue
        end = match.end()
        if match[0][0] in VARIANTS and _is_symbol(text[match.start() - 1 : match.start()]):
            continue
        if BREAKS.issuperset(match[0]) and not _parts_words(text, match):
            continue
        if not NEEDED_BESIDE.search(_beside(text, match.start(), end)):
            yield Span(*match.span())


def _parts_words(text: str, match: re.Match[str]) -> bool:
    """Whether no white space and no end of the text stands beside it."""
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    return bool(before and after) and not (before.isspace() or after.isspace())


def _is_symbol(sign: str) -> bool:
    """Whether a sign may have several forms: a figure that becomes a key, or anything that is no letter."""
    return sign.isdigit() or sign in ("#", "*") or (sign > "\x7f" and not sign.isalpha() and not sign.isspace())


def _beside(text: str, start: int, end: int) -> str:
    """Return the two characters on either side; the two of an end of line count as one."""
    before, after = text[max(0, start - 4) : start], text[end : end + 4]
    return before.replace("\r\n", "\n")[-2:] + after.replace("\r\n", "\n")[:2]
