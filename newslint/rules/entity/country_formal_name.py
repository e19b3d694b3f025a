from collections.abc import Iterator, Sequence

from newslint.document import Document, fold
from newslint.late import late
from newslint.model import Applicability, Edit, Fix, Span
from newslint.rule import Bad, Finding, Good, Hit, rule
from newslint.text.countries import COMMON_BY_FORMAL, COMMON_BY_OWN

COMMON = COMMON_BY_FORMAL | COMMON_BY_OWN
# Folded all at once, which is many times cheaper than one by one.
BY_FOLDED = dict(zip(fold("\n".join(COMMON)).split("\n"), COMMON.items(), strict=True))
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
    " keeping become became remain remained represent represented representing it's that's he's she's there's"
    " who's what's here's where's"
)
RUNNING = frozenset(RUNNING_LISTED.split())
DETERMINERS = frozenset(
    "the a an this that these those its his her their our my your no any each every some another one two three".split()
)
DETERMINED = 5
"""So many words before a name may stand between it and its article ("the once so mighty Russian Federation")."""
NAMED = late(
    r"\b(?:The|the|A|a|an|this|our|Embassy|Ambassador|Consulate|Constitution|Council|President|Government|Minist[a-z]+)\b[^.;:,\r\n]{0,60}$"
)
CAPITAL = late(r"[^\S\r\n]+[A-Z]")
# Politics; in sport "USA" is the name of a team.
OF_USA_LISTED = (
    "troops forces officials official president presidents administration government military sanctions airstrike"
    " airstrikes air ambassador senator senators senate congress congressman lawmaker lawmakers intelligence warplane"
    " warplanes soldier soldiers army navy marines embassy consulate citizen citizens election elections presidential"
    " vice state treasury secretary diplomat diplomats attorney district supreme federal dollar dollars missile"
    " missiles strike strikes warship warships drone drones jets authorities envoy regulators tariffs house department"
    " national representative rep sen trade agriculture securities central circuit immigration border economy market"
    " markets firm firms company companies bank banks dlrs cents exports imports stock stocks industry industries"
    " media court courts law laws relations researchers scientists agricultural farm oil budget deficit consumer"
    " consumers foreign assets advisers advisors subsidiary parent litigation production prosecutors police"
)
OF_USA = tuple(f"usa {word}" for word in OF_USA_LISTED.split())
WORD_AFTER = late(r" \w+")
SPORT = late(r" ?[-‑–][A-Z]\w+ (?:game|match|final|semi|tie|clash|friendly|series|rivalry|encounter|quarter)")
# "Turkey, officially Türkiye": the article says itself that there are two names.
TOLD = late(r"(?i)\b(?:officially|formerly|renamed?|known as|called|name|spelling)\b")
OF_BODY = late(r"(?:\b(?:de|du|da|von)|[A-Z][\w.]*)\s+$")
TITLE = late(r"['’]s\b|\s+(?:President|Prime|Foreign|Defen[cs]e|Ambassador|Minister|Vladimir|military|and)\b")


@rule(
    "“{formal}” is the formal name; the news says {common}",
    category="entity",
    triggers=(*BY_FOLDED, "usa-", "usa -", *OF_USA),
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
        Bad(
            "It is meant to mollify [[Republic of Korea]], which was angry with the new USA.",
            fixed="It is meant to mollify South Korea, which was angry with the new USA.",
        ),
        Bad(
            "They fled over the border to [[Türkiye]] in spring, and Turkey let them in.",
            fixed="They fled over the border to Turkey in spring, and Turkey let them in.",
        ),
        Bad("The [[USA]] president met a USA coach.", fixed="The US president met a USA coach."),
        Good("They fled to Türkiye in the spring of that year, and it let them in."),
        Good("Ankara wants it to be called Türkiye, and so Turkey it is no more."),
        Good("It is led by the newly independent Russian Federation, whose former Republic of Moldova it was."),
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
    if text[start:end] == "USA" and _is_compound(text, hit) and not _is_named(text[max(0, start - 30) : start]):
        fix = Fix((Edit(Span(start, end), "US"),), Applicability.UNSAFE)
        yield Finding(Span(start, end), {"formal": "USA", "common": "“US” in a compound"}, fix)


def _is_compound(text: str, hit: Hit) -> bool:
    end = hit.span.start + 3
    if hit.trigger in OF_USA:
        word = WORD_AFTER.match(text, end)
        return word is not None and word.end() == hit.span.end
    after = text[end : end + 3].removeprefix(" ")
    is_hyphen = after.startswith(HYPHENS) and after[1:2].isalpha()
    return is_hyphen and (after[1:2].islower() or SPORT.match(text, end) is None)


def _is_named(before: str) -> bool:
    """Whether "USA" ends a name: "Team USA", "Miss USA"."""
    word = WORD_BEFORE.search(before)
    return before[-1:].isalnum() or (
        word is not None and word[1][0].isupper() and word[1].lower() not in RUNNING | DETERMINERS
    )


def _is_out_of_place(document: Document, span: Span, line: Span) -> bool:
    text = document.text
    formal, common = BY_FOLDED[document.folded[span.start : span.end]]
    if (
        document.slice(span).replace("’", "'") != formal
        or text.count(" ", max(line.start, span.start - 200), min(line.end, span.end + 200)) < 6
    ):
        return False
    after = text[span.end : span.end + 20]
    is_joined = after[:1] in HYPHENS and after[1:2].islower()
    if (
        after[:1].isalnum()
        or (after[:1] == ")" and text[span.start - 1 : span.start] == "(")
        or after[:1] == "-"
        or (CAPITAL.match(after) and not TITLE.match(after))
    ) and not is_joined:
        return False
    before = text[max(line.start, span.start - 200) : span.start]
    if formal in COMMON_BY_OWN:
        return _is_mixed(text, common, before) and not TOLD.search(text, line.start, line.end)
    return (is_joined or _stands_alone(before)) and not _is_house_style(document, formal)


def _is_mixed(text: str, common: str, before: str) -> bool:
    """Whether the article says the name that news uses too, and this is no part of the name of a bank or a club."""
    return common in text and (OF_BODY.search(before) is None or _opens_with_running(before))


def _opens_with_running(before: str) -> bool:
    word = WORD_BEFORE.search(before)
    return word is not None and word[1].lower() in RUNNING


def _stands_alone(before: str) -> bool:
    """Whether a name opens its sentence or its part of it, or has no article where English wants one."""
    if not before or before.endswith((". ", "“", '"', ", ", ": ", "; ", "— ", "– ", "? ", "! ", '." ', ".” ")):
        return NAMED.search(before) is None
    return (
        before[-1].isspace()
        and NAMED_OF.search(before[-NAMED_REACH:]) is None
        and SHARED.search(before) is None
        and not _is_determined(before)
    )


def _is_determined(before: str) -> bool:
    """Whether an article, a figure or a title goes before a name, and no word that asks for a bare one in between."""
    words = before.replace("’", "'").split()[-DETERMINED:]
    for place, word in enumerate(reversed(words)):
        plain = word.lower().strip("\"“'‘(")
        if plain in RUNNING or word[-1] in ",;:.)":
            return place == 0 and word[-1] in ".)"
        if (
            plain in DETERMINERS
            or plain.endswith(("'s", "s'"))
            or word[0].isdigit()
            or (place == 0 and word[0].isupper())
        ):
            return True
    return False


# "the Constitution of Russian Federation", "Republic of Korea" after a title.
NAMED_REACH = 60
NAMED_OF = late(
    r"\b(?:(?!One |Some |Most |Many |Part |Parts |Each |All |Much |Half )[A-Z][a-z]+ (?:of|for)"
    r"|(?:Embassy|Ambassador|Consul|Consulate|Envoy|Minister|Mission) (?:in|to))\s+$"
)
# "the Czech Republic and Slovak Republic": one article for both.
SHARED = late(r"\b(?:Republic|Federation|Kingdom|State|Union),? (?:and|or)\s+$")


def _is_house_style(document: Document, formal: str) -> bool:
    """Whether the article says "Viet Nam" throughout, as papers of the country do."""
    common = COMMON_BY_FORMAL[formal]
    return formal.count(" ") == 1 and common not in document.text and document.text.count(formal) > 4
