from collections.abc import Iterator, Sequence

from newslint.document import Document
from newslint.late import late
from newslint.model import Applicability, Edit, Fix, Span
from newslint.rule import Bad, Finding, Good, Hit, rule
from newslint.text.titles import DOUBLED, LOST, ONLY_IN_CAPITALS, PAIRS, PLURALS, TITLES

# Of each word that stands beside another in a title, those that do.
BEHIND: dict[str, frozenset[str]] = {one: frozenset(b for a, b in PAIRS if a == one) for one, _ in PAIRS}
BEFORE: dict[str, frozenset[str]] = {one: frozenset(a for a, b in PAIRS if b == one) for _, one in PAIRS}
ANCHORS = frozenset((*(f"{one} " for one in BEHIND), *(f" {one}" for one in BEFORE)))
WORD_BEFORE = late(r"(?<![\w’'-])[A-Z][a-z]{2,}$")
WORD_BEHIND = late(r"[A-Z][a-z]{2,}(?![\w’-])")
# The name of a person; a spokesman of a ministry has a title of his own.
NAMES = (
    r" (?!(?:Spokes|Secretary|Official|Under|Deputy|Director|Minister|General|Officer|Council|Department|House|Party"
    r"|Writer|Sergeant|Reporter|Engineer|Surgeon|Nurse|Photographer|Judge|Association|Conference|Meeting|Committee))"
    r"[A-Z][a-z]+(?: [A-Z]\.)?(?: (?:al-|bin |de |van |von )?[A-Z][A-Za-z’'-]+){1,2}"
)
PERSON = late(NAMES)
# No other person behind it; "and Finance Minister John Doe" is another title.
ONE_PERSON = late(
    rf"{NAMES}(?![\w’'-]*(?:(?:,? (?:and|or|&)|,) (?!Finance|Foreign|Prime|President|Defen)[A-Z]| of\b| [A-Z]))"
)
# "the Secretary State said": the little word that belongs between the two is lost, whatever comes.
ALONE = late(r"[,.;]| (?!that\b|the\b|law|level|officials?\b|writer)[a-z]")
REACH = 24
SMALL = frozenset(("of", "the"))


@rule(
    "“{found}” should be “{right}”",
    category="entity",
    triggers=(*TITLES, *DOUBLED, *PLURALS, *LOST, *sorted(ANCHORS)),
    examples=[
        Bad("The [[Joint Chief of Staff]] met on Monday.", fixed="The Joint Chiefs of Staff met on Monday."),
        Bad("The [[prime minster]] agreed.", fixed="The prime minister agreed."),
        Bad(
            "The [[Secretary of Sate]] left; the [[chef executive]] stays.",
            fixed="The Secretary of State left; the chief executive stays.",
        ),
        Bad(
            "[[Prmie Minister]] Jane Roe met the [[Attorney Genral]] and the [[Secretary of Staet]].",
            fixed="Prime Minister Jane Roe met the Attorney General and the Secretary of State.",
        ),
        Bad("[[Prime Ministers]] Jane Roe said so.", fixed="Prime Minister Jane Roe said so."),
        Bad("[[Prime Prime Minister]] Jane Roe said so.", fixed="Prime Minister Jane Roe said so."),
        Bad(
            "The [[Secretary for State]] met the [[Minister Prime]], the [[secretary state]] said.",
            fixed="The Secretary of State met the Prime Minister, the secretary of state said.",
        ),
        Good(
            "Prime Ministers Jane Roe and John Doe met; Foreign Ministry Spokesman John Doe said so to Vice Presidents."
        ),
        Good("Finnish Minister Jane Roe met Chief Inspector General Roe and the Secretary State Department Roe named."),
        Good("The white horse, the chef, city counsel and a united nation stay; so do the Joint Chiefs' staffs."),
        Good("The Joint Chiefs of Staff met the president's chief of staff."),
        Good("To unite nations is the aim of the stage department."),
        Bad("The [[Unites Nations]] met.", fixed="The United Nations met."),
        Good("The prime minister prayed in York Minster."),
    ],
)
def garbled_title(document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
    """The title of an office or the name of a body is garbled.

    Each half is a word, so no spelling checker sees it; or one half is none and has a capital, as a name has.
    """
    for hit in hits:
        found = _beside(document.text, hit) if hit.trigger in ANCHORS else _whole(document.text, hit)
        if found:
            span, right = found
            fix = Fix((Edit(span, right),), Applicability.UNSAFE)
            yield Finding(span, {"found": " ".join(document.slice(span).split()), "right": right}, fix)


def _whole(text: str, hit: Hit) -> tuple[Span, str] | None:
    """Return what is garbled as a whole, and what it should be."""
    start, end = hit.span
    if text[start - 1 : start].isalnum() or text[end : end + 1].isalnum():
        return None
    found = text[start:end]
    words = found.split()
    if hit.trigger in PLURALS or hit.trigger in LOST:
        right = PLURALS.get(hit.trigger) or LOST[hit.trigger]
        return (hit.span, _in_case(right, found)) if _is_before_a_name(text, hit) else None
    is_certain = hit.trigger not in DOUBLED and hit.trigger not in ONLY_IN_CAPITALS
    if not is_certain and not (words[0][0].isupper() and words[-1][0].isupper()):
        return None
    return hit.span, _in_case(TITLES.get(hit.trigger) or DOUBLED[hit.trigger], found)


def _is_before_a_name(text: str, hit: Hit) -> bool:
    person = ONE_PERSON if hit.trigger in PLURALS else PERSON
    if text[hit.span.start].isupper() and person.match(text, hit.span.end) is not None:
        return True
    return hit.trigger == "secretary state" and ALONE.match(text, hit.span.end) is not None


def _beside(text: str, hit: Hit) -> tuple[Span, str] | None:
    """Return a title one of whose words is no word, and what it should be: the other word is right."""
    word, is_behind = hit.trigger.strip(), hit.trigger[0] == " "
    start, end = (hit.span.start + 1, hit.span.end) if is_behind else (hit.span.start, hit.span.end - 1)
    if (
        not text[end - len(word.removeprefix("of "))].isupper()
        or text[start - 1 : start].isalnum()
        or text[end : end + 1].isalpha()
    ):
        return None
    other = (
        WORD_BEFORE.search(text, max(0, start - REACH), start - 1) if is_behind else WORD_BEHIND.match(text, end + 1)
    )
    meant = BEFORE[word] if is_behind else BEHIND[word]
    if other is None or other[0].lower() in meant:
        return None
    right = _meant(other[0].lower(), meant)
    if right is None or not _is_no_word(other[0]):
        return None
    pair = (right, word) if is_behind else (word, right)
    return Span(min(start, other.start()), max(end, other.end())), _in_case(" ".join(pair), "Capital Capital")


def _meant(word: str, titles: frozenset[str]) -> str | None:
    """Return the word of a title that lies a slip away: a letter lost, more, changed or swapped."""
    near = (one for one in titles if abs(len(word) - len(one)) <= 1 and {word[0], word[1]} & {one[0], one[1]})
    return next((one for one in near if _is_slip(word, one)), None)


def _is_slip(word: str, right: str) -> bool:
    start = 0
    while word[start : start + 1] == right[start : start + 1] != "":
        start += 1
    left, rest = word[start:], right[start:]
    is_swapped = left[:2] == rest[:2][::-1] and left[2:] == rest[2:]
    return is_swapped or left[1:] == rest or left == rest[1:] or left[1:] == rest[1:]


def _is_no_word(word: str) -> bool:
    from newslint.lexicon.misspelling import is_strange

    return is_strange(word)


def _in_case(right: str, found: str) -> str:
    """Return a title with the capitals that the garbled one has; in names of several words small ones have none."""
    if found.islower() or found.isupper():
        return right.lower() if found.islower() else right.upper()
    theirs = found.split()
    if right.islower() and theirs[0][0].isupper() and theirs[-1][0].isupper():
        return " ".join(word if word in SMALL else word.capitalize() for word in right.split())
    if right.islower() and len(theirs) == len(right.split()):
        pairs = zip(right.split(), theirs, strict=True)
        return " ".join(word.capitalize() if their[0].isupper() else word for word, their in pairs)
    return right
