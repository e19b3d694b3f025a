from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from newslint.comparing.articles import span_of
from newslint.document import Document
from newslint.lexicon import open_lexicon
from newslint.model import Fact, Span
from newslint.rule import Bad, Good, rule
from newslint.text.countries import COMMON_BY_FORMAL

ENOUGH = 2.5
"""So many points, of at least ``KINDS`` kinds of sign, make an article stitched."""
KINDS = 3
FEWEST = 2
"""So many statements have to be closed before their full stop or comma."""
SHORTEST = 30
"""The length of a statement, in characters; shorter ones are words quoted in a sentence of the reporter's."""
MOST = 255
"""A count has one byte of the fact's key."""
_ENDS = (".", ",", "!", "?", "…")
# Of most formal names this is a part, and few texts have any of these words.
_FORMAL_PARTS = ("Republic", "Kingdom", "Federation", "State")
# A bare name may stand behind these; behind "the" the full one is meant, behind a comma it may be an address.
_BEFORE_LISTED = "and or of in from with by to for between against at on but that as said says told including"
_BEFORE = tuple(f" {word} " for word in _BEFORE_LISTED.split())
_SPOKEN_LISTED = (
    "said say says saying told tell tells added adds asked asks wrote writes tweeted states stated statement explained"
    " explains argued argues claimed claims warned warns recalled recalls insisted insists according announced"
    " announces declared declares noted notes replied replies responded responds quoted quoting called calls"
)
_SPOKEN = frozenset(_SPOKEN_LISTED.split())
_MARKS = '"“”'
_CLOSING_MARKS = '"”'
_CLOSED = (",", ".")
"""What is closed before or behind a mark."""
_ABOUT_A_WORD = ".,;:!?()" + _MARKS
# What the British write so, and the Americans otherwise; each word is looked up, so "rise" and "actor" do no harm.
_PAIRS = (("is", "iz", ("e", "ed", "es", "ing", "ation")), ("our", "or", ("", "s", "ed", "ing", "able")))


def judge(key: bytes, share: float) -> Mapping[str, object] | None:
    """Return the words of the message where the signs and the share of paragraphs with twins are enough.

    Args:
        key: how often each sign stands in the article, a byte each.
        share: of its paragraphs, those with a twin in another article, unless the whole article is its twin.
    """
    formal, outside, unattributed, mixed = key
    signs = {
        f"formal country names ({formal})": min(2.5, 1 + 0.5 * formal) if formal else 0,
        f"punctuation outside quotation marks ({outside})": 1.0,
        f"quotations without a speaker ({unattributed})": min(1.0, 0.5 * unattributed),
        "British and American spellings": 0.5 if mixed else 0,
        f"paragraphs that also stand elsewhere ({share:.0%})": min(1.0, 3 * share),
    }
    points = sum(signs.values())
    found = sorted(((value, sign) for sign, value in signs.items() if value), key=lambda one: (-one[0], one[1]))
    if points < ENOUGH or len(found) < KINDS:
        return None
    return {"points": f"{points:.1f}", "signs": "; ".join(f"{sign} {value:.1f}" for value, sign in found)}


@rule(
    "This looks put together by a machine ({points} points): {signs}",
    category="duplicate",
    on="corpus",
    judge=judge,
    examples=[
        Bad(
            "[[The ministers of Norway and Russian Federation met in Oslo on Tuesday to talk about fishing.\n\n"
            '"The stock has been falling for six years and we have to act", the minister said.\n\n'
            'Quotas were halved. "Nobody in the north will be able to live on what is left".\n\n'
            "The boats of both countries will be called back.\n\n"
            '"The sea does not know where the border runs".\n\n'
            "A second meeting is planned for June.]]\n"
        ),
        Good(
            "The ministers of Norway and Russia met in Oslo on Tuesday to talk about the fishing of cod.\n\n"
            "“The stock has been falling for six years and we have to act,” the minister said.\n\n"
            "“Nobody in the north will be able to live on what is left,” he said.\n"
        ),
        Good(
            "The ministers of Norway and Russian Federation met in Oslo on Tuesday to talk about fishing.\n\n"
            '"The stock has been falling for six years and we have to act," the minister said.\n'
        ),
        Good(
            "The minister of the Russian Federation came to Oslo.\n\n"
            '"The stock has been falling for six years and we have to act", the minister said.\n\n'
            '"Nobody in the north will be able to live on what is left", he said.\n'
        ),
    ],
)
def stitched_article(document: Document) -> Iterator[Fact]:
    """An article bears several weak signs of a text that a program put together from others.

    Such programs swap the names of countries for their formal ones, set full stops and commas behind quotation
    marks, lose who said what, mix spellings, and take paragraphs from several articles. Each of these is found in good
    articles, three kinds of them and 2.5 points together hardly ever. Weighed are articles in which at least two
    statements are closed before their full stop or comma, and hardly one after it: 1 point. A formal name weighs 1.5
    and each further one 0.5 (at most 2.5), a quotation without a speaker 0.5 (at most 1), mixed spellings 0.5, and
    paragraphs that stand elsewhere three times their share (at most 1).
    """
    statements = _statements(document)
    outside = _outside(document, statements)
    if outside >= FEWEST:
        formal = sum(1 for _ in _formal_names(document))
        unattributed = sum(_is_without_speaker(document, one) for one in statements)
        counts = (formal, outside, unattributed, _is_mixed(document))
        yield Fact(bytes(min(count, MOST) for count in counts), span_of(document))


def _formal_names(document: Document) -> Iterator[int]:
    """Yield where a formal name stands bare in a line that has no other one."""
    text = document.text
    by_line: dict[Span, set[str]] = {}
    found: list[tuple[int, str]] = []
    lacking = [part for part in _FORMAL_PARTS if part not in text]
    for name in COMMON_BY_FORMAL:
        if " " not in name or any(part in name for part in lacking):
            continue
        at = text.find(name)
        while at >= 0:
            by_line.setdefault(document.line(at), set()).add(name)
            found.append((at, name))
            at = text.find(name, at + 1)
    for at, name in found:
        line = document.line(at)
        after = text[at + len(name) : at + len(name) + 2]
        is_bare = at == line.start or text.endswith(_BEFORE, 0, at)
        if is_bare and len(by_line[line]) == 1 and not after[:1].isalnum() and not after[1:].isupper():
            yield at


def _statements(document: Document) -> list[Span]:
    """Return the quotations that are sentences of their own, in double marks."""
    text = document.text
    pieces = [text.split(mark) for mark in _CLOSING_MARKS if mark in text]
    outside = sum([piece.startswith(_CLOSED) for some in pieces for piece in some[1:]])
    if outside < FEWEST or sum([piece.endswith(_CLOSED) for some in pieces for piece in some[:-1]]) > outside:
        return []
    long = (span for span in document.quotations if span.end - span.start > SHORTEST and text[span.start] in _MARKS)
    return [span for span in long if text[span.start + 1].isupper()]


def _outside(document: Document, statements: Sequence[Span]) -> int:
    """Return how many statements are closed before their full stop or comma, where hardly one is closed after it."""
    text = document.text
    inside = sum(text[end - 2] in _ENDS for _, end in statements)
    outside = sum(text[end - 2] not in _ENDS and text[end : end + 1] in (".", ",") for _, end in statements)
    return outside if inside * 3 <= outside else 0


def _is_without_speaker(document: Document, statement: Span) -> bool:
    """Whether a statement stands by itself, and neither its paragraph nor those beside it say who speaks."""
    text, paragraph = document.text, document.paragraph(statement.start)
    before, after = text[paragraph.start : statement.start].rstrip(), text[statement.end : paragraph.end]
    if after.startswith(",") or (before and not before.endswith((".", "!", "?"))):
        return False
    near = f"{before} {after}".strip(" .") or _beside(document, paragraph)
    if near.endswith(":") or any(mark in near for mark in _MARKS):
        return False
    return _SPOKEN.isdisjoint(word.strip(_ABOUT_A_WORD) for word in near.lower().split())


def _beside(document: Document, paragraph: Span) -> str:
    """Return the paragraphs before and behind another."""
    index = bisect_left(document.paragraphs, paragraph)
    return " ".join(
        document.slice(one) for one in (*document.paragraphs[:index][-1:], *document.paragraphs[index + 1 :][:1])
    )


def _is_mixed(document: Document) -> bool:
    """Whether words of one ending are spelt the British way here and the American way there."""
    words = {word.strip(_ABOUT_A_WORD) for word in set(document.tokens) if word.islower()}
    variety = open_lexicon().variety
    for british, american, rests in _PAIRS:
        of_both = [tuple([ending + rest for rest in rests]) for ending in (british, american)]
        if all(any(variety(word) for word in words if word.endswith(endings)) for endings in of_both):
            return True
    return False
