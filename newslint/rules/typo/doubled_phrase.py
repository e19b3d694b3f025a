from collections.abc import Iterator, Sequence

from newslint.document import Document
from newslint.late import late
from newslint.model import Edit, Fix, Span
from newslint.rule import Bad, Finding, Good, Repeat, rule

NEAR = 200
"""How far words are counted on both sides, in characters."""
WORD = late(r"[^\s\ufffc]+")
# Asked of text with straight apostrophes.
WORDS = late(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
ENDS = '.,;:!?"”’)'


@rule(
    "“{phrase}” is typed twice",
    category="typo",
    severity="error",
    on="repeat",
    examples=[
        Bad("The talks are [[based on based on]] trust.", fixed="The talks are based on trust."),
        Bad("He was taken [[to the hospital to the hospital]].", fixed="He was taken to the hospital."),
        Good("She tried over and over and over, day by day by day."),
        Good("They won 6-4 6-4 and then 3-0 3-0, in New York New York."),
        Good("What he did he did well; what there is there is for all."),
        Good("We must think of the child the child was, and yet he wanted money wanted money to spend."),
        Good("“No way, no way,” the crowd sang, “we want we want justice.”"),
    ],
)
def doubled_phrase(document: Document, repeats: Sequence[Repeat]) -> Iterator[Finding]:
    """Two or more words are typed twice in a row.

    It happens when a sentence is edited and half of the old words stay.
    """
    for repeat in repeats:
        if repeat.words > 1:
            yield from _slips(document, repeat)


def _slips(document: Document, repeat: Repeat) -> Iterator[Finding]:
    tokens, length = list(WORD.finditer(document.text, *repeat.span)), repeat.words
    words = [token[0] for token in tokens]
    before = document.text[: repeat.span.start][-NEAR:].split()[-1:]
    after = document.text[repeat.span.end : repeat.span.end + NEAR].split()[:1]
    around = [*(before or [""]), *words, *(after or [""])]
    end_before = 0
    for at in range(len(tokens) - 2 * length + 1):
        middle, last = at + length, at + 2 * length - 1
        if words[at : middle - 1] != words[middle:last] or words[last].rstrip(ENDS) != words[middle - 1]:
            continue
        first_end, end = tokens[middle - 1].end(), tokens[last].start() + len(words[middle - 1])
        span = Span(tokens[at].start(), end)
        if span.start < end_before or not _is_slip(document, span, (around[at], around[last + 2]), length):
            continue
        end_before = end
        phrase = document.slice(Span(span.start, first_end))
        yield Finding(span, {"phrase": phrase}, Fix((Edit(Span(first_end, end), ""),)))


def _is_slip(document: Document, span: Span, around: tuple[str, str], length: int) -> bool:
    said = document.slice(span)
    words = said.split()[:length]
    if (
        "\n" in said
        or "\r" in said
        or "  " in said
        or not all(WORDS.fullmatch(word.replace("’", "'")) for word in words)
    ):
        return False
    if all(word[0].isupper() for word in words) or len(set(words)) == 1:
        return False
    # "over and over and over": the first word comes a third time, or stands before already.
    if words[0] == around[-1].rstrip(ENDS) or words[-1] == around[0]:
        return False
    if _words_around(document, span) < 2 * length + 2 or _is_idiom(words) or _is_seam(words, around[-1].rstrip(ENDS)):
        return False
    # A heading that lost its line ("The industry The industry is ...").
    if words[0][0].isupper() and (not around[0] or around[0][-1:] in ENDS):
        return False
    return not document.is_quoted(span)


def _words_around(document: Document, span: Span) -> int:
    paragraph = document.paragraph(span.start)
    return document.text.count(" ", max(paragraph.start, span.start - NEAR), min(paragraph.end, span.end + NEAR))


def _is_idiom(words: list[str]) -> bool:
    """Whether words are said twice with a reason.

    "What he did he did well", "call a spade a spade", "less and less and", "from time to time to see".
    """
    first, last = words[0].lower(), words[-1].lower()
    if first in REPEATABLE:
        return True
    return len(words) == 2 and (last in ("and", "or", "upon", "after") or (last in ("to", "by") and first in STEPS))


def _is_seam(words: list[str], after: str) -> bool:
    """Whether one clause may end with the phrase and the next begin with it, the stop between them lost.

    "It hurt the boy the boy had liked", "Alfredo wanted money wanted money".
    """
    first, last = words[0].lower(), words[-1].lower()
    if last in JOINING:
        return False
    return (first in DETERMINERS and after.lower() in VERBS) or (len(words) == 2 and first not in JOINING)


REPEATABLE_LISTED = "i you he she it we they there that this who as so very more a an and or nor"
REPEATABLE = frozenset(REPEATABLE_LISTED.split())
STEPS_LISTED = "bit case coast day door end face hand house month one person place side step time week year"
STEPS = frozenset(STEPS_LISTED.split())
DETERMINERS = frozenset("the a an this that these those his her its their our my your no some any".split())
VERBS = frozenset(
    "is was are were has had have will would can could may might must should does did do said says".split()
)
# Words that no phrase ends with: a phrase that does goes on, so that its repetition is none of a clause.
JOINING_LISTED = (
    "a about after against all among an and any are as at be because been before being between but by can could"
    " during for from had has have her his if in into is its may might more most must near no not of off on onto or"
    " our out over so some such than that the their these this those through to too under until up upon was were"
    " when where which while who will with within without would your"
)
JOINING = frozenset(JOINING_LISTED.split())
