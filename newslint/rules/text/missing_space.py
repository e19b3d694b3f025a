import re
from collections.abc import Iterator

from newslint.document import Document
from newslint.late import late
from newslint.model import Applicability, Edit, Fix, Span
from newslint.rule import Bad, Deferred, Finding, Good, rule

STOP = late(r"\.(?=[A-Z][a-z])")
COMMA = late(r",(?=[A-Za-z])")
MARKS = (late(r"\?(?=[A-Z][a-z])"), late(r"!(?=[A-Z][a-z])"))
# What was said ends in its own sign. A pattern that begins with a single sign is the fastest to search with.
QUOTE_ENDS = (late(r"”(?<=[.,?!]”)(?=[A-Za-z])"), late(r'"(?<=[.,?!]")(?=[A-Za-z])'))
# A quotation that opens, a colon, a semicolon, brackets, a percent sign.
BESIDE = (
    late(r"“(?<=[a-z.,:;?!]“)(?=[A-Za-z])"),
    late(r":(?<=[a-z]{2}:)(?=[A-Z][a-z]+ )"),
    late(r";(?<=[a-z]{2};)(?=[a-z]{2,} )"),
    late(r"\)(?<=[\w.]\))(?=[A-Za-z]{2,}[ ,])"),
    late(r"\((?<=[a-z]{3}\()(?=[A-Za-z]{3,}[^()\r\n]{0,40}\)(?![\w-]))"),
    late(r"%(?<=\d%)(?=[a-z]{2,} )"),
)
ENCLOSED = 60
"""How far back, in characters, a bracket may have been opened."""
AROUND = late(r"\S{1,40}")
TOKEN = late(r"\S*$")
REST = late(r"\S{0,60}")
WORD_BEFORE = late(r"[^\W\d_]+$")
WORD_AFTER = late(r"[^\W\d_]{1,40}(?:['’][^\W\d_]{1,9})?(?![^\W\d_])")
ADDRESS = late(r"[/@#_=\\<>|{}]|www\.|https?:")
OPENERS_LISTED = (
    "a about according after again all also although an and another any as at because before both but by can despite"
    " did do during each even every few first for from he her here his how however i if in instead is it its last later"
    " like many may more most my no not nothing now of on once one only or other our over she since so some still such"
    " than that the their then there these they this those though through to today two under unlike until we what when"
    " where whether which while who why with without yet you your"
)
OPENERS = frozenset(OPENERS_LISTED.split())
DOMAIN = late(
    r"(?:com|net|org|edu|gov|info|co|uk|tv|io|js|ly|me|am|fm|us|de|fr|asp|aspx|html?|php|pdf|jpe?g|png|app|ai)\b",
    re.IGNORECASE,
)


@rule(
    "A space is missing beside “{sign}”",
    category="text",
    sieve=Deferred("newslint.gates.sieves.signs:glued"),
    examples=[
        Bad("“It is so,” he [[said.The]] talks go on.", fixed="“It is so,” he said. The talks go on."),
        Bad("They met in [[Oslo,where]] it rained.", fixed="They met in Oslo, where it rained."),
        Bad("They met in [[Oslo.The]] talks go on.", fixed="They met in Oslo. The talks go on."),
        Bad(
            "Who [[came?Nobody]] knows. “It is [[so,”she]] said. “It is [[so.”The]] talks go on.",
            fixed="Who came? Nobody knows. “It is so,” she said. “It is so.” The talks go on.",
        ),
        Bad('She said "it is [[so."The]] talks go on.', fixed='She said "it is so." The talks go on.'),
        Bad(
            "He said [[so.“We]] go,” and [[left;they]] stayed in the [[town(Oslo)]] as [[5%of]] others did.",
            fixed="He said so. “We go,” and left; they stayed in the town (Oslo) as 5% of others did.",
        ),
        Good("The (re)elected mayor, the item(s) and AT&amp;T; the Dry:Soon rack, a Dry:Soon pod and 12:30."),
        Good('She said,"it is so," at Yahoo!News today, and "So!" and “so”s.'),
        Good("Read it at www.example.com, Node.js or Amazon.Com; U.S.A, U.S.Army, 3.5 or 1,000 and e.g.This."),
        Good("The file notes.Final.txt lies in home/user.Name with a,b and x,y."),
    ],
)
def missing_space(document: Document) -> Iterator[Finding]:
    """No space stands after a full stop, a comma or another mark.

    Two paragraphs or two sentences were glued together when the text was taken from a page.
    """
    text = document.text
    for pattern in (STOP, COMMA):
        for match in pattern.finditer(text):
            span = _glued(text, match.start())
            if span is not None:
                edit = Edit(Span(match.end(), match.end()), " ")
                yield Finding(span, {"sign": match[0]}, Fix((edit,), Applicability.UNSAFE))
    for span, at in _beside(text):
        yield Finding(
            span,
            {"sign": text[at] if text[at] in "“(" else text[at - 1]},
            Fix((Edit(Span(at, at), " "),), Applicability.UNSAFE),
        )
    for pattern in (*MARKS, *QUOTE_ENDS):
        for match in pattern.finditer(text):
            span = _parted(document, match.start())
            if span is not None:
                fix = Fix((Edit(Span(match.end(), match.end()), " "),), Applicability.UNSAFE)
                yield Finding(span, {"sign": match[0]}, fix)


def _beside(text: str) -> Iterator[tuple[Span, int]]:
    """Yield the words on both sides of a sign that touches both, and where the space belongs."""
    for pattern in BESIDE:
        for match in pattern.finditer(text):
            at = match.start()
            opening, rest = TOKEN.search(text, max(0, at - 60), at), AROUND.match(text, at)
            if opening and rest and not ADDRESS.search(opening[0] + rest[0]) and "&" not in opening[0]:
                before_sign = match[0] in "“("
                is_name = match[0] == ":" and text.count(opening[0] + rest[0]) > 1
                if not is_name and (match[0] != ")" or _is_aside(text, at)):
                    yield Span(opening.start(), rest.end()), at if before_sign else at + 1


def _is_aside(text: str, at: int) -> bool:
    """Whether a bracket that closes holds a name or several words: not "(re)elected"."""
    start = text.rfind("(", max(0, at - ENCLOSED), at)
    inside = text[start + 1 : at]
    return start >= 0 and text[start - 1 : start].strip() == "" and (" " in inside or inside[:1].isupper())


def _parted(document: Document, at: int) -> Span | None:
    """Return the words on both sides of a mark, or of what closes a quotation, if both are words of running text."""
    text = document.text
    end = at - 1 if text[at] in '”"' else at
    before, after = WORD_BEFORE.search(text, max(0, end - 60), end), WORD_AFTER.match(text, at + 1)
    opening, rest = TOKEN.search(text, max(0, at - 60), at), REST.match(text, at + 1)
    if not (before and after and opening and rest) or ADDRESS.search(opening[0] + rest[0]):
        return None
    # "Yahoo!News" is a name; running text goes on after the word.
    goes_on = text[after.end() : after.end() + 1] in (" ", ",") and len(after[0]) > 1 and after[0][1:].islower()
    if not goes_on or not before[0][-1].islower() or len(before[0]) < 2 or (end == at and before[0][0].isupper()):
        return None
    if text[at] == '"' and text.count('"', document.line(at).start, at) % 2 == 0:
        return None
    return Span(before.start(), after.end())


def _opens(word: str, rest: str) -> bool:
    """Whether a word begins a sentence rather than the second half of a name ("Node.Server")."""
    return word.lower() in OPENERS or rest[len(word) : len(word) + 1] == ","


def _glued(text: str, at: int) -> Span | None:
    """Return the two words on both sides of a sign that should have a space after it, if they are words."""
    opening = TOKEN.search(text, max(0, at - 60), at)
    rest = REST.match(text, at + 1)
    before, after = WORD_BEFORE.search(text, max(0, at - 60), at), WORD_AFTER.match(text, at + 1)
    if not (opening and rest and before and after) or ADDRESS.search(opening[0] + rest[0]):
        return None
    if "." in opening[0] or "," in opening[0] or DOMAIN.match(rest[0]):
        return None
    if text[at] == ".":
        is_seam = before[0].islower() or (before[0][1:].islower() and len(before[0]) > 2 and _opens(after[0], rest[0]))
        fits = is_seam and len(before[0]) > 1 and len(after[0]) > 1 and after[0][1:].replace("’", "'").islower()
        fits = fits and re.match(r"[^\s.]*\.\w", rest[0]) is None
    else:
        fits = len(before[0]) > 2 and len(after[0]) > 1 and after[0].replace("'", "").isalpha()
        fits = fits and "," not in rest[0][:-1] and not before[0].isupper()
    return Span(before.start(), after.end()) if fits else None
