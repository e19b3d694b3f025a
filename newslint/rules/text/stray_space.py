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
PREFIXES = ("anti", "non", "pre", "post", "pro", "counter", "multi", "self", "well", "co", "semi", "cross")
ORDINALS = (*(("1", "st"), ("2", "nd"), ("3", "rd")), *((digit, "th") for digit in "0456789"))
FLOOD = 20
"""A text with more of them was cut into words by a machine; it is reported once."""


@rule(
    "A space too many {where}{more}",
    category="text",
    triggers=(
        *(f" -{word}" for word in sorted(AFTER_HYPHEN)),
        *(
            " ,",
            " .",
            " ;",
            "( ",
            " )",
            " :",
            " ?",
            " !",
            " %",
            "“ ",
            " ”",
            "$ ",
            "£ ",
            "€ ",
            "n't",
            "'re",
            "'ve",
            "'ll",
        ),
        *(f"{prefix}- " for prefix in PREFIXES),
        *(f"{digit} {ending}" for digit, ending in ORDINALS),
    ),
    examples=[
        Bad("The NATO[[ ]]-led force left[[ ]], they said[[ ]].", fixed="The NATO-led force left, they said."),
        Bad("The group ([[ ]]now banned[[ ]]) said so.", fixed="The group (now banned) said so."),
        Bad(
            "Who came[[ ]]? “[[ ]]I did[[ ]]” said 5[[ ]]% of 20[[ ]]th, for $[[ ]]5 each.",
            fixed="Who came? “I did” said 5% of 20th, for $5 each.",
        ),
        Good("He came - it was late -and left; -5 degrees, a .22 rifle, the .com boom, and so on . . ."),
        Good("A smile :( or :) and a range of ( - ) signs."),
        Good("Name , , value"),
        Good("Markings of “(C)“ were found. Tina ? (@Tina) said so."),
        Good("DKR    6.92    ( 6.94)    BFR    1.26    ( 1.26)"),
    ],
)
def stray_space(document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
    """A space stands before a hyphen, a comma or another sign, or inside a bracket or quotation marks.

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


BEFORE_SHORT_FORM = late(r"(?<=[a-z])(?P<gap> )(?:n['’]t|['’](?:re|ve|ll))\b")
AFTER_PREFIX = late(r"\w+-(?P<gap> )(?!(?:and|or|to|nor|than|but|as|versus)\b)(?=[a-z]{3,})")
AFTER_CURRENCY = late(r"(?<![A-Z])[$£€](?P<gap> )(?=\d[\d.,]*\s)")
INSIDE_NUMBER = late(r"\d(?P<gap> )(?:st|nd|rd|th)\b")
OTHERS = {
    " :": (late(r"(?<=[a-z])(?P<gap> +):(?=\s)"), "before the colon"),
    # Before the name of an account it stands for a picture that was lost.
    " ?": (late(r"(?<=[a-z])(?P<gap> +)\?(?=[\s”\"]|$)(?!\s*\(?@)"), "before the question mark"),
    " !": (late(r"(?<=[a-z])(?P<gap> +)!(?=[\s”\"]|$)"), "before the exclamation mark"),
    " %": (late(r"(?<=\d)(?P<gap> +)%(?=[\s.,;)])"), "before the percent sign"),
    # One right behind a word closes what another opened.
    "“ ": (late(r"(?<![^\s(\[–—])“(?P<gap> +)(?=\w)"), "after the quotation mark"),
    " ”": (late(r"(?<=[\w.,?!])(?P<gap> +)”(?=[\s.,]|$)"), "before the quotation mark"),
    **dict.fromkeys(("$ ", "£ ", "€ "), (AFTER_CURRENCY, "after the sign of the currency")),
    **dict.fromkeys(("n't", "'re", "'ve", "'ll"), (BEFORE_SHORT_FORM, "before the short form")),
    **dict.fromkeys((f"{prefix}- " for prefix in PREFIXES), (AFTER_PREFIX, "after the hyphen")),
    **dict.fromkeys((f"{digit} {ending}" for digit, ending in ORDINALS), (INSIDE_NUMBER, "inside the number")),
}  # fmt: skip
"""By a literal, the pattern that holds there, which names the gap."""
SIGNS = {
    " -": (BEFORE_HYPHEN, "before the hyphen"), " ,": (BEFORE_SIGN, "before the comma"),
    " .": (BEFORE_SIGN, "before the full stop"), " ;": (BEFORE_SIGN, "before the semicolon"),
    "( ": (AFTER_BRACKET, "after the bracket"), " )": (BEFORE_BRACKET, "before the bracket"),
}  # fmt: skip


def _finding(document: Document, hit: Hit) -> Finding | None:
    text, start = document.text, hit.span.start
    if hit.trigger in OTHERS:
        return _other(document, hit)
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


def _other(document: Document, hit: Hit) -> Finding | None:
    """Return the gap beside a sign that is told by what stands around it."""
    text, start = document.text, hit.span.start
    pattern, where = OTHERS[hit.trigger]
    # The gap stands before a short form.
    start -= hit.trigger[0] in "n'"
    if hit.trigger.endswith("- ") and text[start - 1 : start].isalnum():
        return None
    match = pattern.match(text, max(0, start))
    if match is None or _is_row(document.slice(document.line(start))[:NEAR]):
        return None
    gap = Span(*match.span("gap"))
    return Finding(gap, {"where": where, "more": ""}, Fix((Edit(gap, ""),)))
