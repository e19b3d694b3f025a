import re
from collections.abc import Iterator

from newslint.document import Document
from newslint.late import late
from newslint.model import Applicability, Edit, Fix, Span
from newslint.rule import Bad, Deferred, Finding, Good, rule
from newslint.text.countries import PLACES

WORD = r"(?:[A-Z][a-zß-ÿ]+|[A-Z]{2,})"
# Capitals within; the sieve looks for the same.
# It begins with the capital, so that the engine passes over all else at once.
TWICE = late(rf"(?P<name>[A-Z](?<![\w'’-].)(?:[a-zß-ÿ]+|[A-Z]+)(?: {WORD}){{0,2}}(?:['’]s)?) (?P=name)(?![\w-])")
# A word in lower case beside the two: no list, no table, no call of supporters.
WORDS = 8
BESIDE = late(r"[^\S\r\n]+[a-z]{2,}|['’]s\b|[.,;]|[^\S\r\n]?[–—]")
JOINED = late(r"[\w’'-]")
ALONE = late(r"(?![\w-])(?! [A-Z])")
BEFORE = late(r"(?P<word>[\w.’'-]+)[^\S\r\n]+$")
REACH = 40
DAYS_LISTED = (
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February April June July August September"
    " October November December"
)
SURE = PLACES | frozenset(DAYS_LISTED.split())
# Titles are followed by the whole name of a person, which may be the same name twice.
TITLES_LISTED = (
    "Mr Mrs Ms Miss Dr Mr. Mrs. Ms. Dr. Sir Lord Lady President Minister Senator Sen. Rep. Gov. Judge Justice General"
    " Gen. Captain Coach Colonel Col. Professor Prof. King Queen Prince Sheikh Imam Officer Sergeant Sgt. Analyst The"
    " In On At For And But When While As"
)
TITLES = frozenset(TITLES_LISTED.split())
# First names that are family names too, so that people are called both.
BOTH_LISTED = (
    "Mohamed Mohammed Mohammad Muhammad Ahmed Ahmad Hassan Hussein Hussain Ali Mahmoud Ibrahim Abdullah Omar Khalil"
    " Said Saeed Salem Saleh Yusuf Yousef Ismail Mustafa Abdi Khan Singh Sirhan Boutros Humbert Duran"
)
BOTH = frozenset(BOTH_LISTED.split())


@rule(
    "The name “{name}” stands twice",
    category="entity",
    severity="error",
    sieve=Deferred("newslint.gates.sieves.names:doubled"),
    examples=[
        Bad("The war in [[Portugal Portugal]] went on.", fixed="The war in Portugal went on."),
        Bad(
            "Farmers all over Western [[Australia Australia]] have met in the old town to speak of wheat.",
            fixed="Farmers all over Western Australia have met in the old town to speak of wheat.",
        ),
        Bad(
            "The finance chief of the company, Jane [[Kortright Kortright]], left in May after six years.\n\n"
            "Jane Kortright said no more.",
            fixed="The finance chief of the company, Jane Kortright, left in May after six years.\n\n"
            "Jane Kortright said no more.",
        ),
        Bad(
            "It was the [[New Zealand New Zealand]] team that won.",
            fixed="It was the New Zealand team that won.",
        ),
        Bad(
            "[[Portugal’s Portugal’s]] army has left the old town, and so did the others.",
            fixed="Portugal’s army has left the old town, and so did the others.",
        ),
        Bad(
            "Jane Roe works here.\n\nThen Ms Roe rose. She said that [[Roe Roe]] had been there, and left.",
            fixed="Jane Roe works here.\n\nThen Ms Roe rose. She said that Roe had been there, and left.",
        ),
        Good("Hassan Hassan and Duran Duran met in Baden Baden, said Mr Hassan Hassan to the Goo Goo Dolls."),
        Good("Hassan Hassan came, says Hassan. In the end Hassan left, and so did Ali Hassan."),
        Good("It met.\n\nReza Rouhani came to the old town in the north. But an envoy, Reza Reza, left it in May."),
        Good("Portugal Portugal"),
        Good("The old town has seen much. Palacios fled. Mario Antonio Palacios Palacios, 45, fled to Jamaica in May."),
        Good("It lies in Portugal. Portugal is warm."),
        Good("They shouted Turn Turn Turn, and the film Spend Spend Spend was shown."),
    ],
)
def doubled_name(document: Document) -> Iterator[Finding]:
    """The name of a place, a body or a person is typed twice.

    Persons and towns may be called the same twice over; they are told apart by what the article calls them elsewhere.
    Countries and their capitals are never called so.
    """
    for match in TWICE.finditer(document.text):
        if _is_in_prose(document, match) and _is_slip(document.text, match):
            name = match["name"]
            fix = Fix((Edit(Span(match.end("name"), match.end()), ""),), Applicability.UNSAFE)
            yield Finding(Span(*match.span()), {"name": name}, fix)


def _is_in_prose(document: Document, match: re.Match[str]) -> bool:
    """Whether running text goes on behind the two, and words in lower case or a whole paragraph stand around."""
    text, (start, end) = document.text, match.span()
    if BESIDE.match(text, end) is None or text.startswith(f" {match['name']}", end):
        return False
    line = document.line(start)
    before = text[max(line.start, start - REACH) : start].split()[-1:]
    # After a name ("Western Australia Australia") only running text is certain.
    return (bool(before) and before[0].islower()) or text.count(" ", line.start, line.end) > WORDS


def _is_slip(text: str, match: re.Match[str]) -> bool:
    name = match["name"].removesuffix("'s").removesuffix("’s")
    if name in SURE:
        return True
    if text.count(match[0]) > 1:
        return False
    before = BEFORE.search(text, max(0, match.start() - REACH), match.start())
    first = before["word"] if before else ""
    if " " in name:
        return not match["name"].isupper()
    if name.isupper() and len(name) > 1:
        return first.islower() or first in TITLES
    if first[:1].isupper() and first not in TITLES:
        return _is_known_by_first_name(text, first, name)
    is_chant = text.endswith((f"{name}, ", f"{name}! "), 0, match.start())
    return not is_chant and name not in BOTH and _was_named_before(text, match, name)


def _is_known_by_first_name(text: str, first: str, name: str) -> bool:
    """Whether the first name stands before the name elsewhere too ("Jane Roe Roe"); Palacios may marry Palacios."""
    whole = f"{first} {name}"
    return text.count(whole) > text.count(f"{whole} {name}")


def _was_named_before(text: str, match: re.Match[str], name: str) -> bool:
    """Whether the name stood at the end of one below the headline already: a person is called by both names at first.

    "Reza Rouhani" is another person than Reza Reza.
    """
    at, end = text.find(name, text.find("\n") + 1, match.start()), match.start()
    while at >= 0:
        behind = at + len(name)
        if ALONE.match(text, behind) and not (at and JOINED.match(text[at - 1])):
            return True
        at = text.find(name, behind, end)
    return False
