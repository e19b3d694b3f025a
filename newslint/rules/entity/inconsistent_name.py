from collections import Counter
from collections.abc import Iterator, Sequence

from newslint.document import Document, fold
from newslint.late import late
from newslint.model import Applicability, Edit, Fix, Span
from newslint.rule import Bad, Finding, Good, Hit, rule
from newslint.text.spellings import CLASSES, FIRST_NAMES

FIRST_NAME = {fold(spelling): number for number, spellings in enumerate(FIRST_NAMES) for spelling in spellings}
CLASS = {fold(spelling): number for number, spellings in enumerate(CLASSES) for spelling in spellings}
LETTERS = "áàâãäåāăąçćčďđèéêëēėęěğģìíîïīįıľłñńňòóôõöøōőŕřśşšșťţțùúûüūůűýÿźżž"
# Letters that Unicode does not take apart.
PLAIN = str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "İ": "I"})
NO_NAMES_LISTED = (
    "Mr Mrs Ms Dr President Minister Premier Chancellor King Queen General Senator Sir Captain Coach Judge Then The But"
    " And When While After Before In On At For If As That This With From By Turkish Leader Says Said"
)
NO_NAMES = frozenset(NO_NAMES_LISTED.split())
# "Al-Hassan": from Arabic a doubled letter is often written once.
ARTICLES = (" al-", " el-")
OF_ARTICLE = late(r"(?<![\w'’-])[AaEe]l(?P<joint>[- ])(?P<rest>[A-Z][a-z]{2,})(?![\w’-])")
DOUBLED = late(r"(.)\1")
FOREIGN = 200
"""A text with more distinct words of such letters is not English."""
LETTER = late(r"[^\W\d_]")
# Asked of text with straight apostrophes.
NAME_BEFORE = late(r"([A-Z][\w'.-]*)[^\S\r\n]+$")
NAME_AFTER = late(r"[^\S\r\n]+([A-Z][\w'-]*)")
# "Kyiv, formerly Kiev", "Kyiv (Kiev)": the article says itself that there are two.
TOLD = frozenset("formerly called spelled spelt or aka also Dynamo Chicken chicken".split())


class Spelling:
    """One way in which a name is spelt."""

    def __init__(self, text: str, spans: tuple[Span, ...]) -> None:
        """Take the name, and its places in the text."""
        self.text = text
        self.spans = spans


BEFORE_NAME, BEHIND_NAME = late(r"[\w@.-]"), late(r"[\w@-]")


@rule(
    "“{found}” is “{usual}” elsewhere in this article",
    category="entity",
    triggers=(*CLASS, *FIRST_NAME, *LETTERS, *ARTICLES),
    examples=[
        Bad(
            "They met in Tehran. The talks in Tehran went well, but [[Teheran]] is far.",
            fixed="They met in Tehran. The talks in Tehran went well, but Tehran is far.",
        ),
        Bad(
            "Mr [[Gül]] spoke first. Then Gul left, and Gul's guards left too.",
            fixed="Mr Gul spoke first. Then Gul left, and Gul's guards left too.",
        ),
        Bad(
            "Mr Al-Hassan spoke first. Then Mr Al-Hassan left, and [[Al-Hasan]] said no more.",
            fixed="Mr Al-Hassan spoke first. Then Mr Al-Hassan left, and Al-Hassan said no more.",
        ),
        Bad(
            "Sergei Roe spoke first. Then [[Sergey]] Roe left, and Sergei Roe's guards left too; Sergey Doe stayed.",
            fixed="Sergei Roe spoke first. Then Sergei Roe left, and Sergei Roe's guards left too; Sergey Doe stayed.",
        ),
        Bad(
            "The town of al-Bara fell. In al-Bara nobody stayed, for [[el-Bara]] burned.",
            fixed="The town of al-Bara fell. In al-Bara nobody stayed, for al-Bara burned.",
        ),
        Good("Ali al-Hassan met Omar al-Hasan and Omar al-Hussein."),
        Good("José Silva met Jose Brown, an Iranian in Iran."),
        Good("Kyiv (Kiev) is the capital; Kyiv was called Kiev then."),
        Good("Dutch and Müller; the Tehran Times reported from Tehran."),
    ],
)
def inconsistent_name(document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
    """One name is spelt in two ways in one article.

    It shows that the text was put together from several sources, and searches find only half of it. The rarer
    spelling is reported; of two that are equally frequent, the one with letters that English does not have, else the
    later.
    """
    pairs = (
        *_of_classes(document, hits),
        *_of_first_names(document, hits),
        *_with_signs(document, hits),
        *_of_articles(document, hits),
    )
    for one, other in pairs:
        rarer, usual = sorted((one, other), key=_weight)
        for span in rarer.spans:
            fix = Fix((Edit(span, usual.text),), Applicability.UNSAFE)
            yield Finding(span, {"found": rarer.text, "usual": usual.text}, fix)


def _weight(spelling: Spelling) -> tuple[int, bool, int]:
    return (len(spelling.spans), spelling.text.isascii(), -spelling.spans[0].start)


def _of_classes(document: Document, hits: Sequence[Hit]) -> Iterator[tuple[Spelling, Spelling]]:
    found: dict[int, dict[str, list[Span]]] = {}
    for hit in hits:
        if hit.trigger in CLASS and _is_whole(document.text, hit.span) and not _is_told(document.text, hit.span):
            spellings = found.setdefault(CLASS[hit.trigger], {})
            spellings.setdefault(document.slice(hit.span).replace("’", "'"), []).append(hit.span)
    for number, spellings in found.items():
        known = [Spelling(text, tuple(spans)) for text, spans in spellings.items() if text in CLASSES[number]]
        usual = max(known, key=_weight, default=None)
        yield from ((one, usual) for one in known if usual is not None and one is not usual)


def _with_signs(document: Document, hits: Sequence[Hit]) -> Iterator[tuple[Spelling, Spelling]]:
    words = Counter(_word(document.text, hit.span.start) for hit in hits if len(hit.trigger) == 1)
    by_text: dict[str, list[Span]] = {}
    for span in sorted(words):
        by_text.setdefault(document.slice(span), []).append(span)
    for text, spans in by_text.items() if len(by_text) <= FOREIGN else ():
        plain = _plain(text)
        if len(text) < 3 or not text[0].isupper() or not text[1:].islower() or not plain.isascii():
            continue
        places = list(_places(document.text, plain))
        if places and _is_one(document.text, spans, places):
            yield Spelling(text, tuple(spans)), Spelling(plain, tuple(places))


def _places(text: str, name: str) -> Iterator[Span]:
    """Yield where a name stands as a word; to make a pattern takes as long as to look through several texts."""
    end = 0
    while (start := text.find(name, end)) >= 0:
        end = start + len(name)
        if not BEFORE_NAME.match(text[start - 1 : start]) and not BEHIND_NAME.match(text, end):
            yield Span(start, end)


def _of_first_names(document: Document, hits: Sequence[Hit]) -> Iterator[tuple[Spelling, Spelling]]:
    """Yield the spellings of a first name that stand before one family name, or behind one."""
    found: dict[tuple[int, str, str], dict[str, list[Span]]] = {}
    for hit in hits:
        name = document.slice(hit.span)
        if hit.trigger in FIRST_NAME and name.istitle() and _is_whole(document.text, hit.span):
            before, after = _neighbours(document.text, [hit.span])
            for side, others in (("before", before), ("after", after)):
                for neighbour in others:
                    one = found.setdefault((FIRST_NAME[hit.trigger], side, neighbour), {})
                    one.setdefault(name, []).append(hit.span)
    for spellings in found.values():
        some, *rest = (Spelling(text, tuple(spans)) for text, spans in spellings.items())
        yield from ((some, other) for other in rest)


def _of_articles(document: Document, hits: Sequence[Hit]) -> Iterator[tuple[Spelling, Spelling]]:
    """Yield the names with an Arabic article that are told apart by the article, a hyphen or a doubled letter."""
    if not any(hit.trigger in ARTICLES for hit in hits):
        return
    found: dict[str, dict[str, list[Span]]] = {}
    for match in OF_ARTICLE.finditer(document.text):
        spelling = found.setdefault(DOUBLED.sub(r"\1", match["rest"]), {})
        spelling.setdefault(match[0][0].lower() + match[0][1:], []).append(Span(*match.span()))
    for spellings in found.values():
        some, *others = (Spelling(document.slice(spans[0]), tuple(spans)) for spans in spellings.values())
        yield from ((some, other) for other in others if _is_one(document.text, some.spans, other.spans))


def _plain(text: str) -> str:
    import unicodedata

    taken_apart = unicodedata.normalize("NFD", text.translate(PLAIN))
    return "".join(letter for letter in taken_apart if not unicodedata.combining(letter))


def _word(text: str, offset: int) -> Span:
    start = end = offset
    while start and LETTER.match(text, start - 1):
        start -= 1
    while end < len(text) and LETTER.match(text, end):
        end += 1
    return Span(start, end)


def _is_whole(text: str, span: Span) -> bool:
    before, after = text[max(0, span.start - 1) : span.start], text[span.end : span.end + 1]
    return not before.isalnum() and before not in ("@", "#", ".") and not after.isalnum()


def _is_told(text: str, span: Span) -> bool:
    """Whether the text itself speaks of two spellings, or the name is part of a longer one ("Tehran Times")."""
    before = text[max(0, span.start - 30) : span.start]
    before = before[:-1] if before.endswith(('"', "“", "'")) else before
    words = before.split() if before[-1:].isspace() else []
    is_known_as = words[-2:] == ["known", "as"]
    if before.endswith("(") or is_known_as or (words and words[-1].lstrip("(“\"'‘—–-") in TOLD):
        return True
    after = NAME_AFTER.match(text, span.end)
    return after is not None and after[1] in {
        "Times",
        "Post",
        "University",
        "Opera",
        "Man",
        "Symphony",
        "Dynamo",
        "Institute",
    }


def _is_one(text: str, some: Sequence[Span], others: Sequence[Span]) -> bool:
    """Whether two spellings may be one name: not when each has a neighbour of its own ("José Silva", "Jose Brown")."""
    text = text.replace("’", "'")
    sides = zip(_neighbours(text, some), _neighbours(text, others), strict=True)
    return not any(one and other and not one & other for one, other in sides)


def _neighbours(text: str, spans: Sequence[Span]) -> tuple[set[str], set[str]]:
    before = {match[1] for span in spans if (match := NAME_BEFORE.search(text, max(0, span.start - 30), span.start))}
    after = {match[1] for span in spans if (match := NAME_AFTER.match(text, span.end))}
    return before - NO_NAMES, after - NO_NAMES
