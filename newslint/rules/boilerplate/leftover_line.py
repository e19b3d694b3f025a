from collections.abc import Iterator

from newslint.document import Document
from newslint.edits import cut
from newslint.furniture import MOST_CHARACTERS, is_short, score, telling_words
from newslint.late import late
from newslint.model import Applicability, Fix, Span
from newslint.rule import SHORT_LINE, Bad, Finding, Good, rule
from newslint.text.structure import behind_sentence

LEFTOVERS = (
    "advert-marker", "affiliate-notice", "agency-credit", "app-appeal", "author-bio", "breadcrumb", "byline",
    "click-here", "comment-control", "comment-invitation", "commission-notice", "continue-reading",
    "contributor-credit", "cookie-notice", "copyright-notice", "correction-note", "desk-note", "disclaimer",
    "donation-appeal", "extraction-placeholder", "follow-appeal", "gallery-control", "house-promotion",
    "link-list-heading", "live-blog-furniture", "log-in-control", "newsletter-appeal", "page-control", "photo-credit",
    "player-text", "poll", "press-release-furniture", "script-residue", "share-control", "social-embed",
    "sponsored-marker", "stray-caption", "subscription-appeal", "syndication-note", "tag-list", "teaser-link",
    "timestamp", "widget",
)  # fmt: skip
"""Rules that know a leftover by its words, and say more of it."""
FEWEST_PARAGRAPHS = 4
"""Of a shorter text nobody can tell which line is the odd one."""
LABEL_WORDS, LINK_WORDS, TAG_WORDS = 6, 7, 3
HEADLINE_WORDS = range(4, 23)
ENDINGS = tuple(".!?…:;,")
CLOSING = "\"'”’)]»"
SENTENCE_ENDS = frozenset(ENDINGS)
BULLETS = ("- ", "• ", "* ", "– ", "· ", "▪ ")
ARROWS = "→›»▸▶▼⟶×✕"
STROKES = (" | ", " / ", " > ", " » ", " › ", " → ", " · ", " • ")

MACHINE = late(r"[a-z][a-z0-9]*(?:[-_.][a-z0-9]+){2,}")
ADDRESS = late(r"\.(?:com|org|net|co|uk|gov|edu|info|tv|io)\b|www\.|@|://")
LATIN = "\u0370"
"""Before this sign the Latin letters end."""
DATED = late(
    r"\b(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? \d|"
    r"\b[Bb]y [A-Z]|\bImages\b"
)
HEADED = late(r"[A-Z0-9'’&-]{2,}(?: [A-Z0-9'’&-]+)+: (?=.*[a-z])")
# Credits, signatures and thanks belong to the text, and a person's name may sign it.
SIGNED_LISTED = (
    "by photo image picture featured credit copyright source sources with compiled edited email twitter posted"
    " published updated reporting additional press associated reuters afp ap pti ians xinhua agency agencies getty"
    " courtesy story written follow rip h/t via from director music lyrics sincerely regards yours signed thank end"
)
SIGNED = frozenset(SIGNED_LISTED.split())
SIGNED_AT_END = frozenset({"reuters", "afp", "press", "images", "image", "service"})
SECTION_LISTED = (
    "news world politics sport sports business opinion opinions op-ed op-eds ed eds editorial editorials"
    " column columns desk health science tech technology culture art arts entertainment lifestyle life travel"
    " food market markets money finance economy national international local regional feature features blog"
    " blogs analysis commentary video videos home latest europe africa asia america americas education"
    " environment climate weather movies music books tv style fashion property cars motoring crime tour event"
)
SECTION = frozenset(SECTION_LISTED.split())
VERBS = frozenset({"is", "are", "was", "were", "has", "have", "will"})
NO_NAMES = frozenset({"the", "our", "more", "new"})
INITIALS = 3
"""Of so many letters in capitals at most: who wrote an article may sign so."""
FURNITURE, AT_EDGE, BESIDE = 27, 17, 12
"""How much, in tenths, a line has to read like furniture: by itself, under or above the body, beside another one."""
NO_TAIL = frozenset(".!?,;\"”’'")
"""Behind one of these, a paragraph has ended like any other."""
NO_FURNITURE = tuple("\"“”'‘,;…\ufffc")


def _tail_of(line: str) -> int:
    """Return where behind the last sentence of a line something begins that reads like furniture; 0: nothing does."""
    at = behind_sentence(line)
    tail = line[at:]
    is_one = at and is_short(tail) and tail[0].isupper() and not telling_words().isdisjoint(tail.lower().split())
    return at if is_one and not tail.endswith(NO_FURNITURE) and score(tail) >= FURNITURE else 0


@rule(
    "This line looks like a leftover of the page",
    category="boilerplate",
    yields_to=LEFTOVERS,
    examples=[
        Bad(
            "Storm closes fair\n\nIt rained.\n\n[[Tap to view more photos]]\n\nFew came.\n\n[[hero-block.caption-open]]"
            "\n\nIt was cold.",
            fixed="Storm closes fair\n\nIt rained.\n\nFew came.\n\nIt was cold.",
        ),
        Bad(
            "Storm closes fair\n\nIt rained.\n\n[[Rain / Town / Fair]]\n\nFew came.\n\n[[天氣新聞]]\n\nIt was cold.",
            fixed="Storm closes fair\n\nIt rained.\n\nFew came.\n\nIt was cold.",
        ),
        Bad(
            "[[Town Desk]]\n\nStorm closes fair in the old town\n\nIt rained.\n\nFew came.\n\nIt was cold.",
            fixed="Storm closes fair in the old town\n\nIt rained.\n\nFew came.\n\nIt was cold.",
        ),
        Good("Storm closes fair\n\nIt rained.\n\nMore pain to come\n\nFew came.\n\nSigns of life\n\nIt was cold."),
        Good("Storm closes fair\n\nIt rained.\n\nAt the Gate\n\nFew came.\n\nIt was cold.\n\nJane Roe"),
        Good("Storm closes fair\n\nIt rained.\n\nFew came.\n\nIt was cold.\n\nThe book is out now"),
        Good("Storm closes fair\n\nIt rained.\n\nFew came.\n\nIt was cold.\n\nA$1 = US$0.79"),
        Good("Storm closes fair\n\nIt rained.\n\n- Few came\n\n- None stayed\n\nIt was cold.\n\n— Reuters"),
        Good("Storm closes fair\n\nJane Roe | Weather Daily | 3 May 2018\n\nIt rained.\n\nFew came.\n\nIt was cold."),
    ],
)
def leftover_line(document: Document) -> Iterator[Finding]:
    """A short line has the form of a label, a link or a code of the page, not of a sentence.

    No list of phrases knows the names of all sections, events and boxes, but form and place betray
    them. It may be the strokes of a menu, a name made for a machine, another script, one bullet without
    a list, a label before the headline or below the last sentence. And most wordings that are in no list are made
    of the same words as those that are: a small model knows them by these.
    """
    if len(document.paragraphs) < FEWEST_PARAGRAPHS:
        return
    found = {*_furniture(document), *_odd_ones(document)}
    for span in sorted(found):
        yield Finding(span, {}, Fix((cut(document, span),), Applicability.UNSAFE))


def _odd_ones(document: Document) -> Iterator[Span]:
    """Yield the lines that by their form are no part of the text around them."""
    text = document.text
    open_ended = [
        (index, span)
        for index, span in enumerate(document.paragraphs)
        if span[1] - span[0] <= SHORT_LINE and text[span[1] - 1] not in SENTENCE_ENDS
    ]
    # Where most lines end in nothing, a table, a poem or a text that was cut into lines, none is the odd one.
    if len(open_ended) * 2 > len(document.paragraphs):
        return
    for index, span in open_ended:
        line = document.slice(span)
        if line[-1] in CLOSING and _ends(document, index):
            continue
        if _is_code(line) or _is_link(document, index, line) or _is_label(document, index, line):
            yield span


def _furniture(document: Document) -> Iterator[Span]:
    """Yield the short lines whose words are those of furniture."""
    folded, words = document.folded, telling_words()
    scores = {}
    for index, (start, end) in enumerate(document.paragraphs):
        # Before anything else is asked of a line, for of many articles all lines are short, and hardly one is told.
        if end - start > MOST_CHARACTERS:
            if document.text[end - 1] not in NO_TAIL:
                yield from _tail(document, Span(start, end))
        elif not words.isdisjoint(folded[start:end].split()):
            scores[index] = _score(document, index)
    for index, found in scores.items():
        is_at_edge = found >= AT_EDGE and document.place(document.paragraphs[index].start) != "body"
        is_beside = max(scores.get(index - 1, 0), scores.get(index + 1, 0)) >= BESIDE
        if found >= FURNITURE or is_at_edge or (found >= BESIDE and is_beside):
            yield document.paragraphs[index]


def _tail(document: Document, paragraph: Span) -> Iterator[Span]:
    """Yield what stands behind the last sentence of a paragraph, if it reads like furniture."""
    at = _tail_of(document.slice(paragraph))
    if at:
        yield Span(paragraph.start + at, paragraph.end)


def _score(document: Document, index: int) -> int:
    """Return how much a paragraph reads like furniture, in tenths; of one that is no such line, that it does not."""
    span = document.paragraphs[index]
    line = document.slice(span)
    if not _may_be_scored(line):
        return 0
    return score(line) if _stands_alone(document, index) else 0


def _stands_alone(document: Document, index: int) -> bool:
    """Whether a line is neither the headline, nor goes on with the sentence above it, nor a heading in markup."""
    span = document.paragraphs[index]
    if span == document.headline and (document.title is not None or not _is_headline(document, index + 1)):
        return False
    if document.text[span.start].islower() and not _ends(document, index - 1):
        return False
    return not any(line.covers(span) for line in document.marked)


def _may_be_scored(line: str) -> bool:
    """Whether the model is asked about a line."""
    return is_short(line) and not line.startswith(NO_FURNITURE) and not line.endswith(NO_FURNITURE)


def _ends(document: Document, index: int) -> bool:
    """Whether a paragraph ends like a sentence or announces what follows; outside the text there is none."""
    if not 0 <= index < len(document.paragraphs):
        return True
    start, end = document.paragraphs[index]
    return document.text[max(start, end - 12) : end].rstrip(CLOSING).endswith(ENDINGS)


def _is_code(text: str) -> bool:
    """Whether a line was made for a machine, or for readers of another language."""
    if text[0] == "#" and " #" in text and all(word[0] == "#" and word[1:].isalnum() for word in text.split()):
        return True
    if "|" in text and len(text) > TAG_WORDS and not any(letter.isalnum() for letter in text):
        return True
    if text[0].islower() and " " not in text:
        return MACHINE.fullmatch(text) is not None and ADDRESS.search(text) is None
    if text.isascii() or text[0].isascii():
        return False
    letters = [letter for letter in text if letter.isalpha()]
    return sum(letter >= LATIN for letter in letters) * 3 > 2 * len(letters) > 0


def _is_link(document: Document, index: int, text: str) -> bool:
    """Whether a line is part of a menu: links with strokes between them, an arrow, one bullet, a heading and a link."""
    if (index or _is_headline(document, 1)) and text[0] != "|" and (stroke := _stroke_in(text)) is not None:
        return _is_menu(text.split(stroke)) and DATED.search(text) is None
    if text[0] in ARROWS or text[-1] in ARROWS:
        return any(letter.isalpha() for letter in text)
    is_bullet = text.startswith(BULLETS) and text[2].isalpha()
    # Asked before the lines beside it are looked at, since hardly any line is a bullet or has a heading.
    if not is_bullet and (": " not in text or HEADED.match(text) is None or "|" in text):
        return False
    last = len(document.paragraphs) - 1
    if is_bullet and SECTION.issuperset(text[2:].lower().split()):
        return not _is_list(document, index)
    if not 0 < index < last + is_bullet or not (_ends(document, index - 1) and _ends(document, index + 1)):
        return False
    if not is_bullet:
        return True
    return text.count(" ") <= TAG_WORDS and not any(sign in text for sign in ':@"“') and not _is_list(document, index)


def _stroke_in(text: str) -> str | None:
    """Return the stroke that parts the links of a menu."""
    for sign in STROKES:
        if text.count(sign) > 1:
            return sign
    return None


def _is_menu(pieces: list[str]) -> bool:
    if any(piece.strip().isdigit() for piece in pieces):
        return False
    with_digits = sum(any(letter.isdigit() for letter in piece) for piece in pieces)
    return max(piece.count(" ") for piece in pieces) < LINK_WORDS and with_digits * 2 <= len(pieces)


def _is_list(document: Document, index: int) -> bool:
    sign = document.text[document.paragraphs[index].start]
    beside = document.paragraphs[index - 1 : index + 2]
    return sum(document.text[one.start] == sign for one in beside) > 1


def _is_label(document: Document, index: int, text: str) -> bool:
    """Whether a line is a label before the headline, below the last sentence, or in small letters between two."""
    if index == 0:
        is_known = document.title is not None or "title" in document.meta
        return not is_known and text.count(" ") < TAG_WORDS and _is_headline(document, 1) and _is_no_person(text)
    is_last = index == len(document.paragraphs) - 1
    if not (_is_small(text) or is_last) or not _ends(document, index - 1) or ADDRESS.search(text):
        return False
    if _is_small(text):
        before = document.paragraphs[index - 1]
        return document.slice(before).rstrip(CLOSING).endswith((".", "!", "?"))
    return _may_be_last(text) and document.place(document.paragraphs[index].start) == "tail"


def _may_be_last(text: str) -> bool:
    """Whether a line may be a label below the last sentence."""
    is_words = text[0].isalnum() and not text.isdigit() and text.count(" ") < LABEL_WORDS and not _says_something(text)
    return is_words and not _is_signed(text) and _is_no_person(text)


def _is_small(text: str) -> bool:
    """Whether a line is a few words in small letters."""
    return text[0].isalpha() and text.islower() and text.isascii() and text.count(" ") < TAG_WORDS


def _says_something(text: str) -> bool:
    """Whether a line tells what a currency is worth, or has a verb."""
    return "=" in text or not VERBS.isdisjoint(text.split())


def _is_headline(document: Document, index: int) -> bool:
    span = document.paragraphs[index]
    is_short = span.end - span.start <= SHORT_LINE and document.text.count(" ", *span) + 1 in HEADLINE_WORDS
    text = document.slice(span) if is_short and not _ends(document, index) else "by"
    return not _is_signed(text) and "|" not in text and DATED.search(text) is None


def _is_signed(text: str) -> bool:
    """Whether a line is a credit, a signature or a number to call."""
    words = [word.strip(".,:;()-–—") for word in text.lower().split()]
    if text.isupper() and text.isalpha() and len(text) <= INITIALS:
        return True
    return words[0] in SIGNED or words[:2] == ["the", "associated"] or words[-1] in SIGNED_AT_END or "@" in text


def _is_no_person(text: str) -> bool:
    """Whether a line is no name of a person: two to four words with capitals, none of which names a section."""
    words = text.partition(" (")[0].split()
    is_name = 2 <= len(words) <= LABEL_WORDS and all(word[0].isupper() for word in words)
    low = {word.lower().strip(".,") for word in words}
    return not is_name or words[0].lower() in NO_NAMES or not low.isdisjoint(SECTION)
