from collections.abc import Iterator, Sequence

from newslint.document import Document
from newslint.late import late
from newslint.model import Edit, Fix, Span
from newslint.rule import Bad, Finding, Good, Hit, rule

# What is only written behind a hyphen there.
AFTER_HYPHEN_LISTED = (
    "led backed based sponsored held controlled ruled run style made era linked born old year like wide free term level"
    " related owned funded trained affiliated occupied bound friendly speaking allied elect dominated supported"
    " brokered built listed educated inspired proof making majority time scale range profile winning aged"
)
AFTER_HYPHEN = frozenset(AFTER_HYPHEN_LISTED.split())
BEFORE_HYPHEN = late(r"(?P<gap>[^\S\r\n]+)-(?P<word>\w+)")
BEFORE_SIGN = late(r"(?P<gap>[^\S\r\n]+)(?:,(?=\s)(?!\s*,)|[.;](?=\s|$)(?!\s*\.))")
AFTER_BRACKET = late(r"\((?P<gap>[^\S\r\n]+)(?=\w)")
BEFORE_BRACKET = late(r"(?P<gap>[^\S\r\n]+)\)")
ROW = late(r"[^\s.!?:;] {2,}\S")
GAPS = 3
"""So many gaps between words make a line a row of a table."""
NEAR = 200
"""How far, in characters, a line is read to see whether it is such a row."""
FLOOD = 20
"""A text with more of them was cut into words by a machine; it is reported once."""


@rule(
    "A space too many {where}{more}",
    category="text",
    triggers=(*(f" -{word}" for word in sorted(AFTER_HYPHEN)), " ,", " .", " ;", "( ", " )"),
    examples=[
        Bad("The NATO[[ ]]-led force left[[ ]], they said[[ ]].", fixed="The NATO-led force left, they said."),
        Bad("The group ([[ ]]now banned[[ ]]) said so.", fixed="The group (now banned) said so."),
        Good("He came - it was late -and left; -5 degrees, a .22 rifle, the .com boom, and so on . . ."),
        Good("A smile :( or :) and a range of ( - ) signs."),
        Good("Name , , value"),
        Good("DKR    6.92    ( 6.94)    BFR    1.26    ( 1.26)"),
    ],
)
def stray_space(document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
    """A space stands before a hyphen, a comma or a full stop, or inside a bracket.

    Links and tags that were taken out of a page leave such gaps.
    """
    found = [finding for hit in hits if (finding := _finding(document, hit)) is not None]
    if len(found) > FLOOD:
        words = {**found[0].words, "more": f", and {len(found) - 1} more in this text"}
        yield found[0]._replace(words=words)
    else:
        yield from found


def _is_row(text: str) -> bool:
    """Whether a line is a row of a table, where blanks keep figures below each other."""
    return "  " in text and len(ROW.findall(text)) >= GAPS


SIGNS = {
    " -": (BEFORE_HYPHEN, "before the hyphen"), " ,": (BEFORE_SIGN, "before the comma"),
    " .": (BEFORE_SIGN, "before the full stop"), " ;": (BEFORE_SIGN, "before the semicolon"),
    "( ": (AFTER_BRACKET, "after the bracket"), " )": (BEFORE_BRACKET, "before the bracket"),
}  # fmt: skip


def _finding(document: Document, hit: Hit) -> Finding | None:
    text, start = document.text, hit.span.start
    sign = hit.trigger[:2]
    pattern, where = SIGNS[sign]
    before = text[start - 1 : start]
    if sign == "( ":
        if before in (":", ";", "-", "="):
            return None
        if before.isalnum():
            return None  # "the Trust( in": the bracket itself is the wrong one
    elif not (before.isalnum() or before in ")”’\"'%"):
        return None
    match = pattern.match(text, start)
    # Where one word begins another ("era", "eras"), only the one that is written counts.
    if match is None or (sign == " -" and match["word"].lower() != hit.trigger[2:]):
        return None
    if "(" in sign or ")" in sign:
        line = document.line(start)
        if _is_row(text[max(line.start, start - NEAR) : min(line.end, start + NEAR)]):
            return None
    return Finding(Span(*match.span("gap")), {"where": where, "more": ""}, Fix((Edit(Span(*match.span("gap")), ""),)))
