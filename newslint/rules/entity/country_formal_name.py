from collections.abc import Iterator, Sequence

from newslint.document import Document, fold
from newslint.late import late
from newslint.model import Applicability, Edit, Fix, Span
from newslint.rule import Bad, Finding, Good, Hit, rule
from newslint.text.countries import COMMON_BY_FORMAL

# Folded all at once, which is many times cheaper than one by one.
BY_FOLDED = dict(zip(fold("\n".join(COMMON_BY_FORMAL)).split("\n"), COMMON_BY_FORMAL.items(), strict=True))
HYPHENS = ("-", "‑", "–")
WORD_BEFORE = late(r"([\w'.-]+)[^\S\r\n]+$")
# What may stand directly before a country in running text; after an adjective or a title the full name is meant.
RUNNING_LISTED = (
    "and or of in from with by to for between against at on but while when that as if than since until after"
    " before toward towards into through across including over both because where which whether about under like"
    " via backs said says accused urged told has have is are was were had out within not only between inside"
    " outside meanwhile then now today yesterday later also even still moreover however instead yet so including"
    " versus among around near off per despite amid behind beyond above below beside towards without throughout"
    " regarding concerning leave left leaving reach reached reaching enter entered entering invade invaded"
    " invading attack attacked attacking visit visited visiting join joined joining help helped helping give gave"
    " given giving hit supply supplied supplying beat beating defeat defeated defeating support supported"
    " supporting make made making call called calling ask asked asking blame blamed blaming sue sued fight fought"
    " fighting tour toured touring flee fled fleeing see saw seen seeing lead led leading govern governed rule"
    " ruled ruling cross crossed crossing bomb bombed bombing strike struck striking target targeted targeting"
    " threaten threatened threatening warn warned warning arm armed arming sell sold selling let put keep kept"
    " keeping become became remain remained represent represented representing"
)
RUNNING = frozenset(RUNNING_LISTED.split())
NAMED = late(
    r"\b(?:The|the|A|a|an|this|our|Embassy|Ambassador|Consulate|Constitution|Council|President|Government|Minist[a-z]+)\b[^.;:,\r\n]{0,60}$"
)
CAPITAL = late(r"\s+[A-Z]")
TITLE = late(r"['’]s\b|\s+(?:President|Prime|Foreign|Defen[cs]e|Ambassador|Minister|Vladimir|military|and)\b")


@rule(
    "“{formal}” is the formal name; the news says {common}",
    category="entity",
    triggers=(*BY_FOLDED, "usa-", "usa -"),
    examples=[
        Bad(
            "The leaders of Iran, Turkey and [[Russian Federation]] met in Sochi on Monday.",
            fixed="The leaders of Iran, Turkey and Russia met in Sochi on Monday.",
        ),
        Bad("The [[USA]]-led coalition struck first, he said.", fixed="The US-led coalition struck first, he said."),
        Bad("[[Viet Nam]] has exported more rice this year.", fixed="Vietnam has exported more rice this year."),
        Bad(
            "One of [[Democratic People's Republic of Korea]]'s envoys left on Monday, as had been feared.",
            fixed="One of North Korea's envoys left on Monday, as had been feared.",
        ),
        Bad(
            "The team used the telescope of the Paranal Observatory in [[Republic of Chile]] for a year.",
            fixed="The team used the telescope of the Paranal Observatory in Chile for a year.",
        ),
        Good("A law of the Russian Federation was read in the Council of the Russian Federation, as officials put it."),
        Good("He was born in the USA, reads USA Today, and spoke at the Embassy of the Syrian Arab Republic."),
        Good("Moscow, Russian Federation"),
        Good("Iran, Islamic Republic of Iran, Russian Federation, Syrian Arab Republic, and Viet Nam sent delegates."),
    ],
)
def country_formal_name(document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
    """A country is called by its formal name where the news uses the common one.

    Programs that rewrite articles swap names so; treaties, constitutions and embassies do use the formal one.
    """
    formal_by_line: dict[Span, set[str]] = {}
    outermost = list(_outermost(hits))
    for hit in outermost:
        formal_by_line.setdefault(document.line(hit.span.start), set()).add(hit.trigger)
    for hit in outermost:
        line = document.line(hit.span.start)
        if hit.trigger.startswith("usa"):
            yield from _compound(document, hit)
        elif len(formal_by_line[line]) == 1 and _is_out_of_place(document, hit.span, line):
            formal, common = BY_FOLDED[hit.trigger]
            fix = Fix((Edit(hit.span, common),), Applicability.UNSAFE)
            yield Finding(hit.span, {"formal": formal, "common": common}, fix)


def _outermost(hits: Sequence[Hit]) -> Iterator[Hit]:
    """Yield the names that stand in no longer one, in the order of the text."""
    end = 0
    for hit in sorted(hits, key=lambda one: (one.span.start, -one.span.end)):
        if hit.span.end > end:
            yield hit
            end = hit.span.end


def _compound(document: Document, hit: Hit) -> Iterator[Finding]:
    text, start = document.text, hit.span.start
    end = start + 3
    before = text[max(0, start - 6) : start]
    if text[start:end] == "USA" and _is_compound(text, end) and not before[-1:].isalnum() and before[-5:] != "Team ":
        fix = Fix((Edit(Span(start, end), "US"),), Applicability.UNSAFE)
        yield Finding(Span(start, end), {"formal": "USA", "common": "“US” in a compound"}, fix)


def _is_compound(text: str, end: int) -> bool:
    after = text[end : end + 3].removeprefix(" ")
    return after.startswith(HYPHENS) and "a" <= after[1:2] <= "z"


def _is_out_of_place(document: Document, span: Span, line: Span) -> bool:
    text = document.text
    formal, _ = BY_FOLDED[document.folded[span.start : span.end]]
    if (
        document.slice(span).replace("’", "'") != formal
        or text.count(" ", max(line.start, span.start - 200), min(line.end, span.end + 200)) < 6
    ):
        return False
    after = text[span.end : span.end + 20]
    if after[:1].isalnum() or after[:1] in ("-", ")") or (CAPITAL.match(after) and not TITLE.match(after)):
        return False
    return _stands_alone(text[max(line.start, span.start - 200) : span.start]) and not _is_house_style(document, formal)


def _stands_alone(before: str) -> bool:
    """Whether a name opens its sentence, or follows a comma or a word that asks for a bare name."""
    if not before or before.endswith((". ", "“", '"', ", ", ": ")):
        return NAMED.search(before) is None
    word = WORD_BEFORE.search(before.replace("’", "'"))
    return word is not None and word[1] in RUNNING and NAMED_OF.search(before[-NAMED_REACH:]) is None


# "the Constitution of Russian Federation", "Republic of Korea" after a title.
NAMED_REACH = 60
NAMED_OF = late(
    r"\b(?:(?!One |Some |Most |Many |Part |Parts |Each |All |Much |Half )[A-Z][a-z]+ (?:of|for)"
    r"|(?:Embassy|Ambassador|Consul|Consulate|Envoy|Minister|Mission) (?:in|to))\s+$"
)


def _is_house_style(document: Document, formal: str) -> bool:
    """Whether the article says "Viet Nam" throughout, as papers of the country do."""
    common = COMMON_BY_FORMAL[formal]
    return formal.count(" ") == 1 and common not in document.text and document.text.count(formal) > 4
