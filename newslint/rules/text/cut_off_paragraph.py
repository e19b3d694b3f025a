import re
from collections.abc import Iterator

from newslint.document import Document
from newslint.late import late
from newslint.model import Span
from newslint.rule import Bad, Deferred, Finding, Good, rule

# No English sentence ends in one of these; "of" and "in" may end a question or a heading, but seldom a long line.
LAST_WORDS_LISTED = (
    "a an the and or nor but of with from into onto than whose my his their our your its is are was were been being has"
    " have had will would could should can may might must to for in on at as that which who whom if when while where"
    " whether because although though unless until since during despite between among against towards toward per via"
    " about some any each every several many no both either neither another"
)
LAST_WORDS = frozenset(LAST_WORDS_LISTED.split())
# Words that end fewer than one in 250 of the sentences they stand in, and no heading.
SELDOM_LAST_LISTED = (
    "very these those than new major financial national economic central senior federal presidential congressional"
    " parliamentary regulatory strategic administrative various multiple additional previous existing recent foreign"
    " environmental internal actual entire interim considerable vast extensive subsequent renewed clinical democratic"
    " northern eastern without including regarding according except amid versus alongside unlike almost nearly quite"
    " pretty relatively extremely largely mostly mainly partly totally truly newly particularly increasingly certainly"
    " definitely possibly potentially reportedly approximately ultimately necessarily primarily traditionally"
    " consistently actively firmly openly barely having using allow allowing provide provides encourage enable prevent"
    " promote acquire extend seek seeking seeks ensure let managing managed aimed making taking giving getting putting"
    " bringing causing forcing resulting requiring reaching targeting reflecting suggesting noting citing referring"
    " announcing attempting maintaining promoting negotiating containing contains contained involves involving"
    " describes reflects becoming became hitting injuring visiting reluctant ought tends tens dozen ranging"
)
SELDOM_LAST = frozenset(SELDOM_LAST_LISTED.split())
# "so each year it's", "a good parent who’s": short forms that lead on to something.
LEADS_ON = late(r"(?:he|she|it|who|that|there|what|where|i|you|we|they)['’](?:s|re|ve|ll|d|m)", re.IGNORECASE)
FEWEST_SPACES = 11
"""Of a paragraph; a shorter one may be a heading, an item of a list or a line of verse."""
JOINTS = frozenset({"and", "or"})
BEGINNING = late(r"[\"“”‘']?[A-Z]")
WRAPPED = 3
WRAPPED_SHARE = 0.2
"""How many lines, and which share of the long ones, end in the middle of a sentence where lines are wrapped."""
REACH = 20
"""How many blank characters may stand between two paragraphs."""
BULLETS = "-*•–—·×0123456789#&"
ITEM = f"{BULLETS}(["
# A heading or a caption is rarely more than one sentence, and quotes nobody.
QUOTES = "\"“‘'"
RUNNING_TEXT = late(r"[a-z0-9][.!?][\"”’']? [\"“A-Z]|^[\"“].*,[\"”] ", re.DOTALL)
# What ends in a source, a name behind a dash, or begins with a label, need not end like a sentence.
SIGNED = late(r"(?:^|[.!?\"”] ?)[A-Z][\w’']*(?: \w+){0,2} ?: |[\"”]\s*[—–-]|[—–-]\s?[A-Z][^!?]{0,40}$")
# "‘We will stay’, mayor tells fair", "Here's how to ...", and a name or label alone behind the last sentence.
HEADING = late(r"(?:['‘].+['’][,:]|[\"“].+[\"”]:) |(?:Here['’]s|Here are|How|Why|What|Wish|Want)\b")
LABEL = late(r"[.!?][\"”’']? (?:[A-Z][\w.'’&-]*(?: |$)){1,5}$")
POSTED = " (@"
POST_SIGNED = 60
"""Within so many characters the line below a post names who wrote it."""
SIGNS_OF_SOURCE = (": ", "-", "–", "—")
"""One of these stands in it."""
FEWEST_OTHERS = 3
"""How many other long paragraphs show that in this article all end like sentences."""
FEW_OPEN, SOME_OPEN, MANY_OPEN = 0.1, 0.25, 0.5
"""Which share of them may end otherwise; where this one surely is running text; where it is long besides."""
FEWEST_FOR_ONE = {FEW_OPEN: 6, SOME_OPEN: 4, MANY_OPEN: 4}
"""Among how many one may always do so."""
LONG = 10
SENTENCE, LONG_SENTENCE = 15, 18
LONG_PARAGRAPH = 30
MOST_CAPITALS, FEW_CAPITALS = 0.42, 0.25
VERBS_LISTED = (
    "is are was were be been has have had will would can could should may might must do does did said says say told"
    " made make makes took take takes came come comes went go goes gave give gives got get gets put let left led"
    " found find finds saw see sees know knows knew want wants wanted use uses used need needs needed"
)
VERBS = frozenset(VERBS_LISTED.split())
WORD = late(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*,?")
VERB_FORM = late(r"\b[a-z]{3,}(?:ed|[^s]s)\b|n['’]t\b|['’](?:s|re|ve|ll|d|m)\b")
TERMINAL = tuple(".!?…:;")
CLOSING = "\"'”’)]»"
ADDRESS = ("@", "://", "www.", ".com", "|", "©", "#")


@rule(
    "The paragraph {breaks} after “{word}”",
    category="text",
    sieve=Deferred("newslint.gates.sieves.lines:cut_off"),
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
        Bad(
            "New law\n\nThe minister said that the new law, passed last year, would be in force until [[various]]\n\n"
            "It is in force."
        ),
        Good(
            "New law\n\nThe minister said on Monday that the new law, passed last year, would be part of it.\n\n"
            "It is in force."
        ),
        Good(
            "Rain\n\nRain closed the fair on Monday, and few people came to the stalls that stood in the\n"
            "old town. The mayor said that he was sorry."
        ),
        Good(
            "Fair closed\n\nIt rained on the fair on Monday, and few people came to the stalls.\n\n"
            "It rained on the fair on Tuesday too, and few people came to it.\n\n"
            "‘You can count on the fair’, mayor tells the old town, despite floods\n\n"
            "On Wednesday the sun came out, and the old town was full of people.\n\n"
            "The fair was full of people on Thursday, and so was the town hall. Old Town FC\n\n"
            "On Friday it was warm too, and the old town was full of people again."
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
    found = list(_open_ended(document))
    is_wrapped = _is_wrapped(document.text, sum(document.text[span.end - 1].islower() for span, _ in found))
    for span, paragraph in found:
        if not _goes_on(document, span, paragraph, is_wrapped):
            continue
        word = document.slice(span)
        if _leads_on(document, span, word):
            yield Finding(span, {"word": word, "breaks": "breaks off"})
        elif _is_alone(document, paragraph, word):
            yield Finding(
                span, {"word": word, "breaks": "breaks off" if word[-1] == "," else "ends without a full stop"}
            )


def _is_wrapped(text: str, broken: int) -> bool:
    """Whether so many long lines end in the middle of a sentence that somebody's editor has wrapped them."""
    return broken >= WRAPPED and broken >= WRAPPED_SHARE * sum(
        line.count(" ") > FEWEST_SPACES for line in text.split("\n")
    )


def _open_ended(document: Document) -> Iterator[tuple[Span, Span]]:
    """Yield the last words of long paragraphs that end in a letter or a comma, and these; but for the first one."""
    start = 0
    for line in document.text.split("\n" if "\n" in document.text else "\r"):
        text = line.rstrip()
        if start and text[-1:] and (text[-1].isalpha() or text[-1] == ",") and text.count(" ") >= FEWEST_SPACES:
            end = start + len(text)
            paragraph = document.paragraph(end - 1)
            word = text[text.rfind(" ") + 1 :]
            if end == paragraph.end and WORD.fullmatch(word) and paragraph.start > document.paragraphs[0].start:
                yield Span(end - len(word), end), paragraph
        start += len(line) + 1


def _goes_on(document: Document, word: Span, paragraph: Span, is_wrapped: bool) -> bool:
    """Whether another paragraph follows, and this line neither goes on in it nor announces items or a quotation."""
    after = document.text[paragraph.end : paragraph.end + REACH]
    rest = after.lstrip()
    if not rest or (document.slice(word) in JOINTS and _is_in_list(document, word, rest)):
        return False
    has_gap = "\n\n" in after[: len(after) - len(rest)].replace("\r", "")
    if document.text[word.end - 1] == "," and rest[0] in QUOTES + ITEM:
        return False
    return has_gap or not (is_wrapped or not BEGINNING.match(rest))


def _is_in_list(document: Document, word: Span, rest: str) -> bool:
    """Whether the items of a list are joined by "and" or "or"."""
    return rest[0] in ITEM or document.text.endswith("; ", 0, word.start)


def _leads_on(document: Document, span: Span, word: str) -> bool:
    """Whether no sentence ends in this word, whatever the rest of the article looks like."""
    if word in LAST_WORDS or word in SELDOM_LAST or LEADS_ON.fullmatch(word):
        return True
    opens_sentence = document.text[max(0, span.start - 2) : span.start].rstrip()[-1:] in ".!?"
    return opens_sentence and word.istitle() and word.lower() in LAST_WORDS


def _is_alone(document: Document, paragraph: Span, word: str) -> bool:
    """Whether the other long paragraphs end like sentences, and this one is no heading, caption, item or credit."""
    text, at = document.slice(paragraph), document.paragraphs.index(paragraph)
    words = text.split()
    capitals = sum(one[0].isupper() for one in words) / len(words)
    beside = [_ends(document, document.paragraphs[near]) for near in (at - 1, at + 1)]
    if capitals > MOST_CAPITALS or not any(beside) or _is_no_sentence(text) or document.is_credited(paragraph):
        return False
    if LABEL.search(text) or _is_post(document, at):
        return False
    is_running = RUNNING_TEXT.search(text) is not None
    if word[0].isupper() and not _is_a_name(words, all(beside)):
        return False
    if HEADING.match(text) and word[-1] != ",":
        return False
    if not (is_running or word[-1] == ","):
        if at == 1 and document.headline:
            return False  # what stands under the headline may be another one
        is_long = len(words) >= SENTENCE or (capitals <= FEW_CAPITALS and all(beside))
        is_below = len(words) >= LONG_SENTENCE and at > 1
        if not (is_long and _has_verb(text, words) and beside[1] and (beside[0] or is_below)):
            return False
    # It is the dearest to find out, for it looks at all other paragraphs.
    return _others_end(document, paragraph, _open_share(words, capitals, is_running, beside))


def _is_post(document: Document, at: int) -> bool:
    """Whether the line below says who wrote it in a network."""
    start = document.paragraphs[at + 1].start
    return POSTED in document.text[start : start + POST_SIGNED]


def _is_no_sentence(text: str) -> bool:
    """Whether a paragraph has an address in it, is the item of a list, begins with a label, or ends in a source."""
    if text[0] in BULLETS or any(sign in text for sign in ADDRESS):
        return True
    return any(sign in text for sign in SIGNS_OF_SOURCE) and SIGNED.search(text) is not None


def _ends(document: Document, paragraph: Span) -> bool:
    return document.slice(paragraph).rstrip(CLOSING).endswith(TERMINAL)


def _open_share(words: list[str], capitals: float, is_running: bool, beside: list[bool]) -> float:
    """Return which share of the others may end otherwise: more of them, the surer this one is running text."""
    if capitals > FEW_CAPITALS:
        return FEW_OPEN
    if is_running and len(words) >= LONG_PARAGRAPH:
        return MANY_OPEN
    return SOME_OPEN if all(beside) and (is_running or len(words) >= LONG_SENTENCE) else FEW_OPEN


def _others_end(document: Document, paragraph: Span, share: float) -> bool:
    """Whether all other long paragraphs but for a share end like sentences."""
    others = [one for one in document.paragraphs[1:] if one != paragraph]
    ends = [_ends(document, one) for one in others if document.text.count(" ", *one) >= LONG]
    most = max(share * len(ends), len(ends) >= FEWEST_FOR_ONE[share])
    return len(ends) >= FEWEST_OTHERS and ends.count(False) <= most


def _is_a_name(words: list[str], is_between: bool) -> bool:
    """Whether the last word, which has a capital, belongs to the sentence, rather than to a heading glued to it."""
    if (words[-1].isupper() and words[-2].isupper()) or words[-2][-1] in TERMINAL:
        return False
    return not words[-2][0].isupper() or (is_between and len(words) >= LONG_SENTENCE)


def _has_verb(text: str, words: list[str]) -> bool:
    return not VERBS.isdisjoint(words) or VERB_FORM.search(text) is not None
