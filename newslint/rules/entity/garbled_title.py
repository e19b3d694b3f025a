from collections.abc import Iterator, Mapping, Sequence

from newslint.document import Document
from newslint.model import Applicability, Edit, Fix
from newslint.rule import Bad, Finding, Good, Hit, rule

# Titles and bodies that are always called so, each word of which may become another word.
TITLES_LISTED = """
prime minister; deputy prime minister; foreign minister; finance minister; interior minister; defence minister
defense minister; health minister; vice president; joint chiefs of staff; united nations; security council
general assembly; chief of staff; chief executive; chief executive officer; chief financial officer
chief operating officer; house of representatives; secretary of state; supreme court; european union
european commission; european parliament; federal reserve; white house; state department; justice department
department of justice; treasury secretary; red cross; public health; public relations; public prosecutor
major general; lieutenant general; capitol hill; human rights; world trade organization; house of commons
house of lords; director general; high commissioner; member of parliament; members of parliament; chief justice
house speaker; world health organization; world health organisation; world trade organisation; city council
board of directors; managing director; executive director; attorney general; district court; high court; air force
trade union; trade unions; civil service; medical officer; chief medical officer
"""
# Words of English that are a slip away from a word of a title, but for its plural.
SLIPS: Mapping[str, str] = {
    "assembly": "assemble",
    "board": "boar broad bard aboard beard boars hoard",
    "capitol": "capital",
    "chief": "chef thief",
    "chiefs": "chefs chief",
    "city": "cite pity",
    "commissioner": "commissioned",
    "commons": "common",
    "council": "counsel",
    "court": "count curt",
    "cross": "crass across crops crows gross",
    "director": "directory",
    "directors": "directory",
    "district": "distract",
    "finance": "financed",
    "force": "forge fore farce",
    "general": "generally",
    "health": "hearth heath healthy wealth",
    "high": "nigh sigh thigh",
    "hill": "chill hell hull ill kill mill pill till",
    "house": "douse hose louse mouse rouse housed horse",
    "human": "humane",
    "interior": "inferior anterior",
    "joint": "join joins point joints",
    "lords": "cords lards loads words",
    "major": "mayor manor",
    "medical": "medial",
    "members": "embers",
    "minister": "minster sinister",
    "nations": "notions rations",
    "officer": "offices",
    "president": "resident precedent",
    "prime": "crime grime price pride prim prise prize primed",
    "public": "pubic",
    "representatives": "representative",
    "reserve": "reverse deserve preserve reserved",
    "rights": "eights lights fights nights sights tights",
    "staff": "stiff stuff staffs",
    "state": "estate sate skate slate spate stake stale stare stated stats statue stave stage",
    "trade": "grade trace traded trader tirade",
    "treasury": "treasure",
    "union": "onion bunion unison",
    "united": "untied unite unites",
    "vice": "dice ice lice mice rice vibe vie vile vine vise voice",
    "white": "whine whiter",
    "world": "word would",
}
# What is called so too, or may stand in one sentence by chance.
IN_USE_LISTED = """
city counsel; security counsel; public healthy; humane rights; white hose; chief executive offices; public heath
joint chief of staff; chief of staffs; untied states; rice president; voice president; capital hill
white mouse; white louse
high count; executive directory; public wealth; white horse; red crops; red crows; house of words
"""
# Running text says so too; with capitals only a garbled name does.
ONLY_IN_CAPITALS = frozenset(
    {"unite nations", "unites nations", "estate department", "stage department", "stats department"}
)
# What is no slip in a single word, or stands beside what tells that it is one.
OTHERS = {
    "joint chief of staff": "Joint Chiefs of Staff",
    "joint chief of staffs": "Joint Chiefs of Staff",
    "capital hill": "Capitol Hill",
    "united nation security council": "United Nations Security Council",
    "united nation general assembly": "United Nations General Assembly",
    "united nations security counsel": "United Nations Security Council",
    "u.n. security counsel": "U.N. Security Council",
    "un security counsel": "UN Security Council",
    "un general assemble": "UN General Assembly",
    "commander and chief of": "commander in chief of",
    "commander in chef": "commander in chief",
    "house of representative speaker": "House of Representatives speaker",
    "secretary generals of the un": "secretary-general of the UN",
    "chief executive office of": "chief executive officer of",
    "vice prime president": "vice president",
    "voice president of": "vice president of",
}


def _swapped() -> Iterator[tuple[str, str]]:
    """Yield each garbled title, in lower case, and the right one."""
    for title in filter(None, (one.strip() for one in TITLES_LISTED.replace("\n", ";").split(";"))):
        words = title.split()
        for place, word in enumerate(words):
            for wrong in SLIPS.get(word, "").split():
                yield " ".join([*words[:place], wrong, *words[place + 1 :]]), title


_IN_USE = {one.strip() for one in IN_USE_LISTED.replace("\n", ";").split(";")}
TITLES: Mapping[str, str] = {wrong: right for wrong, right in _swapped() if wrong not in _IN_USE} | OTHERS


@rule(
    "“{found}” should be “{right}”",
    category="entity",
    triggers=tuple(TITLES),
    examples=[
        Bad("The [[Joint Chief of Staff]] met on Monday.", fixed="The Joint Chiefs of Staff met on Monday."),
        Bad("The [[prime minster]] agreed.", fixed="The prime minister agreed."),
        Bad(
            "The [[Secretary of Sate]] left; the [[chef executive]] stays.",
            fixed="The Secretary of State left; the chief executive stays.",
        ),
        Good("The white horse, the chef, city counsel and a united nation stay; so do the Joint Chiefs' staffs."),
        Good("The Joint Chiefs of Staff met the president's chief of staff."),
        Good("To unite nations is the aim of the stage department."),
        Bad("The [[Unites Nations]] met.", fixed="The United Nations met."),
        Good("The prime minister prayed in York Minster."),
    ],
)
def garbled_title(document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
    """The title of an office or the name of a body is garbled.

    Each half is a word, so no spelling checker sees it.
    """
    text = document.text
    for hit in hits:
        start, end = hit.span
        if text[start - 1 : start].isalnum() or text[end : end + 1].isalnum():
            continue
        found = text[start:end]
        if hit.trigger in ONLY_IN_CAPITALS and not (found[0].isupper() and found.split()[1][0].isupper()):
            continue
        right = _in_case(TITLES[hit.trigger], found)
        fix = Fix((Edit(hit.span, right),), Applicability.UNSAFE)
        yield Finding(hit.span, {"found": " ".join(found.split()), "right": right}, fix)


def _in_case(right: str, found: str) -> str:
    """Return a title with the capitals that the garbled one has; in names of several words small ones have none."""
    if found.islower() or found.isupper():
        return right.lower() if found.islower() else right.upper()
    theirs = found.split()
    if right.islower() and len(theirs) == len(right.split()):
        pairs = zip(right.split(), theirs, strict=True)
        return " ".join(word.capitalize() if their[0].isupper() else word for word, their in pairs)
    return right
