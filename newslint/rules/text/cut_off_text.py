import re
from collections.abc import Iterator

from newslint.document import Document
from newslint.late import late
from newslint.model import Severity, Span
from newslint.rule import Bad, Finding, Good, rule

# No English sentence ends in one of these without a sign after it.
LAST_WORDS_LISTED = (
    "a an the and or nor but of with from into onto than whose my his their our your its is are was were been being has"
    " have had will would could should can may might must to for in on at by as that which who whom if when while where"
    " whether because although though unless until since during despite between among against towards toward per via"
    " under through about some any each every several many very more most no such both either neither another between"
    " said says told also not former new he she they this"
)
LAST_WORDS = frozenset(LAST_WORDS_LISTED.split())
CERTAIN_WORDS, LIKELY_WORDS = 8, 9
"""Of a last paragraph; a shorter one may be a heading or an item of a list."""
CERTAINLY_NO_CREDIT = 12
"""Words of one that ends in a name."""
FEWEST = 2
"""How many long paragraphs that end like sentences show that this article's do."""
LONG = 10
NEARLY_ALL = 0.9
TERMINAL = tuple(".!?…:;")
CLOSING = "\"'”’)]»"
ADDRESS = ("@", "://", "www.", ".com", "|", "©")
REACH = 200
LEFT_OUT = ("…", "..", "…]", "..]", "…)", "..)", "-", "–", "—")
STOPPED = late(r"(?P<word>[a-z][\w'’-]*)(?:\s*[\[(]?(?:…|\.{3,})[\])]?|,?\s*[–—-]+)$")
OPEN_LINE = late(r"(?:…|\.\.|[–—])[\])]?\s*(?=[\r\n])")
SIGN_OFF = late(r"(?:\.|[”\"])\s*[–—-]+$")
TEASERS = frozenset({"more", "read", "reading", "continued"})
# "Good will", "a can", "read more" end what they stand in.
NOUNS = frozenset({"will", "can", "might", "must"})
BEFORE_NOUNS = frozenset("a an the good ill free own last living his her their its of".split())
LINKS = frozenset({"read", "see", "learn", "show", "load", "view"})
GAP = late(r"[^\s.!?:;] {2,}\S")
RUNNING_TEXT = late(r"[a-z0-9][.!?][\"”’']? [\"“A-Z]")
GAPS = 3
"""So many gaps between words make a line a row of a table."""
# What asks the reader to do something, or heads another story, is no sentence of this one.
FURNITURE = late(
    r"(?:^|[.!?…][^a-z]{1,5})(?:follow|click|visit|sign up|read|watch|see|subscribe)\b[^.!?]*$|"
    r"\b(?:subscribe|newsletter|mailing list)\b|^(?:['‘].+['’]|[\"“].+[\"”]): ",
    re.IGNORECASE,
)
# Who wrote it signs below the last sentence.
SIGNED = late(r"[.!?][\"”’']? (?:[A-Z][\w.'’&-]*(?: |$)){2,5}$")
MOST_CAPITALS = 0.6


@rule(
    "The text {breaks} after “{word}”",
    category="text",
    examples=[
        Bad("The minister said on Monday that the new law, which was passed last year, would be part [[of]]\n"),
        Bad("The minister said on Monday that the new law, which was passed last year, would hold [[long,]]\n"),
        Bad(
            "Rain closes fair\n\nIt rained on the fair on Monday, and few people came to the stalls.\n\n"
            "It rained on the fair on Tuesday too, and few people came to it.\n\n"
            "On Wednesday the sun came out, and the old town was full of people.\n\n"
            "The mayor said that the fair would stay open for a week longer so that all the [[families]]\n"
        ),
        Good("The minister said on Monday that the new law, which was passed last year, would be part of it"),
        Bad("The minister said on Monday that the new law, which was passed last year, would hold for a [[while…]]\n"),
        Good("The minister said on Monday that the new law, which was passed last year, would hold. Read more…\n"),
        Good("The loss of the company for the year includes a charge of ten million for good will"),
        Good(
            "Rain closes fair\n\nIt rained on the fair on Monday, and few people came to the stalls.\n\n"
            "It rained on the fair on Tuesday too, and few people came to it.\n\nFair closed for a week\n\n"
            "The mayor is not pleased with what the new manager of the fair did"
        ),
        Good("What the minister was thinking of\n\nThe minister said on Monday that the law was passed last year."),
    ],
)
def cut_off_text(document: Document) -> Iterator[Finding]:
    """The article ends in the middle of a sentence.

    Its end was lost on the way, or stands behind a link "Read more". After a word that may end a
    sentence only the full stop may be missing; that is a warning at most.
    """
    tail = document.text[-REACH:].rstrip()
    if tail.endswith(LEFT_OUT):
        yield from _left_out(document, tail)
    if not tail or not (tail[-1].islower() or tail[-1] == ","):
        return
    end = max(0, len(document.text) - REACH) + len(tail)
    line = document.line(end - 1)
    word = tail.split()[-1]
    words = document.text.count(" ", line.start, end) + 1
    if words < CERTAIN_WORDS or _is_table(document.text[line.start : end]):
        return
    span = Span(end - len(word), end)
    if word[-1] == "," or (word in LAST_WORDS and not _ends_there(tail.split()[-2].lower(), word)):
        yield Finding(span, {"word": word, "breaks": "breaks off"})
    elif words >= (LIKELY_WORDS if word.islower() else CERTAINLY_NO_CREDIT) and _may_break_off(document, line):
        yield Finding(span, {"word": word, "breaks": "ends without a full stop"}, severity=Severity.WARNING)


def _left_out(document: Document, tail: str) -> Iterator[Finding]:
    """Yield the end of a text whose last sentence ends in dots or a dash, where no other one does."""
    match = STOPPED.search(tail)
    end = max(0, len(document.text) - REACH) + len(tail)
    line = document.line(end - 1)
    text = document.text[line.start : end]
    if match is None or match["word"] in TEASERS or text.count(" ") + 1 < CERTAIN_WORDS or _is_table(text):
        return
    # Who likes dots has more of them.
    if len(OPEN_LINE.findall(document.text, 0, line.start)) or SIGN_OFF.search(text):
        return
    start, word = end - len(match[0]), match["word"]
    # Right behind a word that may end a sentence, dots mostly are the author's own.
    open_ended = word in LAST_WORDS or not match[0].startswith((f"{word}…", f"{word}.."))
    severity = Severity.WARNING if open_ended else Severity.INFO
    yield Finding(Span(start, end), {"word": word, "breaks": "breaks off"}, severity=severity)


def _may_break_off(document: Document, line: Span) -> bool:
    """Whether all other long paragraphs end like sentences, and this one is no address or credit."""
    text = document.slice(line)
    if any(sign in text for sign in ADDRESS) or document.is_credited(line) or _is_no_sentence(text):
        return False
    before = [one for one in document.paragraphs if one.end <= line.start][-1:]
    # Of several headlines under the text none ends like a sentence.
    if before and not document.slice(before[0]).rstrip(CLOSING).endswith(TERMINAL) and not RUNNING_TEXT.search(text):
        return False
    others = [document.slice(one) for one in document.paragraphs[1:] if one.end < line.end]
    long = [text.rstrip(CLOSING).endswith(TERMINAL) for text in others if text.count(" ") >= LONG]
    return len(long) >= FEWEST and sum(long) >= NEARLY_ALL * len(long)


def _is_table(text: str) -> bool:
    return "  " in text and len(GAP.findall(text)) >= GAPS


def _ends_there(before: str, word: str) -> bool:
    """Whether a word that leads on elsewhere ends what it stands in, after the word before it."""
    if word == "more":
        return before.rstrip(".…").rpartition(".")[2] in LINKS
    return word in NOUNS and before in BEFORE_NOUNS


def _is_no_sentence(text: str) -> bool:
    """Whether a last line is a headline, speaks to the reader, or signs off with a word of its own."""
    words = text.split()
    if words[-2][-1] in ".!?" and words[-1].lower() not in LAST_WORDS:
        return True
    capitals = sum(word[0].isupper() for word in words)
    return (
        capitals > MOST_CAPITALS * len(words) or FURNITURE.search(text) is not None or SIGNED.search(text) is not None
    )
