import re
from collections.abc import Iterator

from newslint.document import Document
from newslint.late import late
from newslint.model import Span
from newslint.rule import Bad, Finding, Good, rule

# No English sentence ends in one of these; "of" and "in" may end a question or a heading, but seldom a long line.
LAST_WORDS_LISTED = (
    "a an the and or nor but of with from into onto than whose my his their our your its is are was were been being has"
    " have had will would could should can may might must to for in on at as that which who whom if when while where"
    " whether because although though unless until since during despite between among against towards toward per via"
    " about some any each every several many no both either neither another"
)
LAST_WORDS = frozenset(LAST_WORDS_LISTED.split())
FEWEST_WORDS = 12
"""Of a paragraph; a shorter one may be a heading, an item of a list or a line of verse."""
JOINTS = frozenset({"and", "or"})
BEGINNING = late(r"[\"“”‘']?[A-Z]")
WRAPPED = 3
WRAPPED_SHARE = 0.2
"""How many lines, and which share of the long ones, end in the middle of a sentence where lines are wrapped."""
REACH = 20
"""How many blank characters may stand between two paragraphs."""
ITEM = "-*•–—·0123456789([#"
# A heading or a caption is rarely more than one sentence, and quotes nobody.
RUNNING_TEXT = late(r"[a-z0-9][.!?][\"”’']? [\"“A-Z]|^[\"“].*,[\"”] ", re.DOTALL)
FEWEST_OTHERS = 4
"""How many other long paragraphs show that in this article all end like sentences."""
LONG = 10
SENTENCE = 15
MOST_CAPITALS = 0.3
VERBS_LISTED = (
    "is are was were be been has have had will would can could should may might must do does did said says say told"
    " made make makes took take takes came come comes went go goes gave give gives got get gets put let left led"
    " found find finds saw see sees know knows knew want wants wanted use uses used need needs needed"
)
VERBS = frozenset(VERBS_LISTED.split())
TERMINAL = tuple(".!?…:;")
CLOSING = "\"'”’)]»"
ADDRESS = ("@", "://", "www.", ".com", "|", "©", "#")


@rule(
    "The paragraph {breaks} after “{word}”",
    category="text",
    examples=[
        Bad(
            "New law\n\nThe minister said on Monday that the new law, passed last year, would be part [[of]]\n\n"
            "It is in force."
        ),
        Bad(
            "Rain\nRain closed the fair on Monday, and few people came to the stalls in [[the]]\n"
            "The mayor said that he was sorry."
        ),
        Bad(
            "Rain closes fair\n\nIt rained on the fair on Monday, and few people came to the stalls.\n\n"
            "It rained on the fair on Tuesday too, and few people came to it.\n\n"
            "It rained again. The mayor said that the fair would stay open for a week longer so that [[families]]\n\n"
            "On Wednesday the sun came out, and the old town was full of people.\n\n"
            "On Thursday it was warm too, and the old town was full of people again."
        ),
        Good(
            "New law\n\nThe minister said on Monday that the new law, passed last year, would be part of it.\n\n"
            "It is in force."
        ),
        Good(
            "Rain\n\nRain closed the fair on Monday, and few people came to the stalls that stood in the\n"
            "old town. The mayor said that he was sorry."
        ),
        Good("What the new law is for, and what the minister said it may be part of\n\nThe law is in force."),
        Good(
            "New law\n\nThe law says that a town of more than a thousand people shall have a mayor; and\n\n"
            "- that a village shall have none."
        ),
    ],
)
def cut_off_paragraph(document: Document) -> Iterator[Finding]:
    """A paragraph inside the article ends in the middle of a sentence.

    The rest of it was lost, or went into the next paragraph: a link, a picture or an advert may have stood there.
    After a word that may end a sentence perhaps only the full stop is missing.
    """
    found = list(_in_lower_case(document))
    is_wrapped = _is_wrapped(document.text, len(found))
    for span, paragraph in found:
        word = document.slice(span)
        after = document.text[paragraph.end : paragraph.end + REACH]
        rest = after.lstrip()
        if not rest or (word in JOINTS and _is_in_list(document, span, rest)):
            continue
        has_gap = "\n\n" in after[: len(after) - len(rest)].replace("\r", "")
        if (is_wrapped or not BEGINNING.match(rest)) and not has_gap:
            continue
        if word in LAST_WORDS:
            yield Finding(span, {"word": word, "breaks": "breaks off"})
        elif _is_alone(document, paragraph):
            yield Finding(span, {"word": word, "breaks": "ends without a full stop"})


def _is_wrapped(text: str, broken: int) -> bool:
    """Whether so many long lines end in the middle of a sentence that somebody's editor has wrapped them."""
    return broken >= WRAPPED and broken >= WRAPPED_SHARE * sum(
        line.count(" ") >= FEWEST_WORDS for line in text.split("\n")
    )


def _is_in_list(document: Document, word: Span, rest: str) -> bool:
    """Whether the items of a list are joined by "and" or "or"."""
    return rest[0] in ITEM or document.text.endswith("; ", 0, word.start)


def _in_lower_case(document: Document) -> Iterator[tuple[Span, Span]]:
    """Yield the last words of long paragraphs that end in a letter, but for the first; and the paragraphs."""
    start = 0
    for line in document.text.split("\n" if "\n" in document.text else "\r"):
        text = line.rstrip()
        if start and text[-1:].islower() and text.count(" ") >= FEWEST_WORDS:
            end = start + len(text)
            paragraph = document.paragraph(end - 1)
            word = text[text.rfind(" ") + 1 :]
            if end == paragraph.end and word.islower() and paragraph.start > document.paragraphs[0].start:
                yield Span(end - len(word), end), paragraph
        start += len(line) + 1


def _is_alone(document: Document, paragraph: Span) -> bool:
    """Whether all other long paragraphs end like sentences, and this one is no heading, caption or credit."""
    text = document.slice(paragraph)
    if any(sign in text for sign in ADDRESS) or document.is_credited(paragraph):
        return False
    others = [document.slice(one).rstrip(CLOSING) for one in document.paragraphs[1:] if one != paragraph]
    long = [other for other in others if other.count(" ") >= LONG]
    if len(long) < FEWEST_OTHERS or not all(other.endswith(TERMINAL) for other in long):
        return False
    return RUNNING_TEXT.search(text) is not None or _is_a_sentence(document, text, paragraph)


def _is_a_sentence(document: Document, text: str, paragraph: Span) -> bool:
    """Whether a single sentence stands among long paragraphs, with a verb and few capitals."""
    words = text.split()
    capitals = sum(word[0].isupper() for word in words)
    if len(words) < SENTENCE or capitals > MOST_CAPITALS * len(words) or VERBS.isdisjoint(words):
        return False
    at = document.paragraphs.index(paragraph)
    neighbours = document.paragraphs[at - 1], document.paragraphs[at + 1]
    texts = [document.slice(one).rstrip(CLOSING) for one in neighbours]
    return all(other.count(" ") >= LONG and other.endswith(TERMINAL) for other in texts)
