"""Titles of offices and names of bodies, and what slips make of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

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
press secretary; home secretary; foreign secretary; defence secretary; defense secretary; health secretary
justice minister; transport minister; trade minister; energy minister; education minister; economy minister
solicitor general; inspector general; surgeon general; secretary general; secretary of defense; majority leader
minority leader; supreme leader; opposition leader; speaker of the house; chancellor of the exchequer
director of national intelligence; national security adviser; national security advisor
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
    "minister": "minster sinister mister",
    "nations": "notions rations",
    "officer": "offices",
    "president": "resident precedent",
    "prime": "primer premier crime grime price pride prim prise prize primed",
    "public": "pubic",
    "representatives": "representative",
    "reserve": "reverse deserve preserve reserved",
    "rights": "eights lights fights nights sights tights",
    "staff": "stiff stuff staffs",
    "state": "estate sate status skate slate spate stake stale stare stated stats statue stave stage",
    "trade": "grade trace traded trader tirade",
    "treasury": "treasure",
    "union": "onion bunion unison",
    "united": "untied unite unites",
    "exchequer": "exchequers",
    "finance": "financed finances fiance",
    "speaker": "speak",
    "vice": "dice ice lice mice rice vibe vie vile vine vise voice",
    "white": "whine whiter",
    "world": "word would",
}
MOST_WORDS = 3
# The last words of offices, which stand beside each other word of them.
OFFICES = frozenset("minister president executive officer secretary general justice speaker leader staff state".split())
_ALL = tuple(filter(None, (one.strip() for one in TITLES_LISTED.replace("\n", ";").split(";"))))
# What is called so too, or may stand in one sentence by chance.
IN_USE_LISTED = """
city counsel; security counsel; public healthy; humane rights; white hose; chief executive offices; public heath
joint chief of staff; chief of staffs; untied states; rice president; voice president; capital hill
white mouse; white louse; united status; speak of the house
high count; executive directory; public wealth; white horse; red crops; red crows; house of words
"""
# Running text says so too; with capitals only a garbled name does.
ONLY_IN_CAPITALS = frozenset(
    {
        *("unite nations", "unites nations", "estate department", "stage department", "stats department"),
        *(
            "secretary for state",
            "secretary or state",
            "secretary in state",
            "secretary on state",
            "secretary to state",
        ),
        *(
            "chief for staff",
            "chief or staff",
            "chief off staff",
            "chiefs on staff",
            "minister prime",
            "minister foreign",
        ),
        *("minister finance", "minister defence", "minister defense", "state of secretary", "staff of chief"),
        *("general attorney", "president vice", "secretary defense", "secretary treasury", "justice mister"),
        *("secretary home", "secretary foreign", "speaker house", "leader majority", "leader minority"),
    }
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
    "secretary of states": "secretary of state",
    "chief of staffs": "chief of staff",
    "secretary for state": "secretary of state",
    "secretary off state": "secretary of state",
    "secretary or state": "secretary of state",
    "secretary in state": "secretary of state",
    "secretary on state": "secretary of state",
    "secretary to state": "secretary of state",
    "chief off staff": "chief of staff",
    "chief for staff": "chief of staff",
    "chief or staff": "chief of staff",
    "chiefs on staff": "chiefs of staff",
    "joint chiefs staff": "Joint Chiefs of Staff",
    "joint chiefs of staffs": "Joint Chiefs of Staff",
    "speaker the house": "speaker of the house",
    "speaker off the house": "speaker of the house",
    "speaker of the houses": "speaker of the house",
    "chancellor the exchequer": "chancellor of the exchequer",
    "chancellor for the exchequer": "chancellor of the exchequer",
    "chancellor to the exchequer": "chancellor of the exchequer",
    "director national intelligence": "director of national intelligence",
    "director for national intelligence": "director of national intelligence",
    "minister prime": "prime minister",
    "minister foreign": "foreign minister",
    "minister finance": "finance minister",
    "minister defence": "defence minister",
    "minister defense": "defense minister",
    "state of secretary": "secretary of state",
    "staff of chief": "chief of staff",
    "general attorney": "attorney general",
    "president vice": "vice president",
    "secretary defense": "defense secretary",
    "secretary treasury": "treasury secretary",
    "secretary home": "home secretary",
    "secretary foreign": "foreign secretary",
    "speaker house": "house speaker",
    "leader majority": "majority leader",
    "leader minority": "minority leader",
    "commander in chef": "commander in chief",
    "house of representative speaker": "House of Representatives speaker",
    "secretary generals of the un": "secretary-general of the UN",
    "chief executive office of": "chief executive officer of",
    "vice prime president": "vice president",
    "voice president of": "vice president of",
}


def _swapped() -> Iterator[tuple[str, str]]:
    """Yield each garbled title, in lower case, and the right one."""
    for title in _ALL:
        words = title.split()
        for place, word in enumerate(words):
            for wrong in SLIPS.get(word, "").split():
                yield " ".join([*words[:place], wrong, *words[place + 1 :]]), title


def _pairs() -> Iterator[tuple[str, str]]:
    """Yield the two parts of the title of an office wherever it can be parted; small words go with their neighbours."""
    for title in _ALL:
        words = title.split()
        if len(words) == MOST_WORDS and words[1] == "of" and words[-1] in OFFICES:
            yield from ((" ".join(words[:2]), words[2]), (words[0], " ".join(words[1:])))
        elif words[-1] in OFFICES:
            yield from ((one, other) for one, other in pairwise(words) if "of" not in (one, other))


_IN_USE = {one.strip() for one in IN_USE_LISTED.replace("\n", ";").split(";")}
TITLES: Mapping[str, str] = {wrong: right for wrong, right in _swapped() if wrong not in _IN_USE} | OTHERS
DOUBLED: Mapping[str, str] = {f"{one} {one} {other}": f"{one} {other}" for one, other in _pairs()} | {
    f"{one} {other} {other}": f"{one} {other}" for one, other in _pairs()
}
"""Titles of which one word stands twice."""
PAIRS = frozenset(_pairs())
"""Words that stand side by side in titles."""
PLURALS: Mapping[str, str] = {
    "prime ministers": "prime minister",
    "foreign ministers": "foreign minister",
    "finance ministers": "finance minister",
    "vice presidents": "vice president",
    "attorney generals": "attorney general",
    "attorneys general": "attorney general",
    "secretaries of state": "secretary of state",
    "chiefs of staff": "chief of staff",
    "chief executives": "chief executive",
    "chief justices": "chief justice",
    "foreign ministry": "foreign minister",
    "defence ministry": "defence minister",
    "defense ministry": "defense minister",
    "finance ministry": "finance minister",
    "home secretariat": "home secretary",
}
"""What is garbled only before the name of one person."""
LOST: Mapping[str, str] = {
    "secretary state": "secretary of state",
    "chief staff": "chief of staff",
    "prime ministry": "prime minister",
    "prime ministerial": "prime minister",
    "vice presidency": "vice president",
    "vice present": "vice president",
    "voice president": "vice president",
    "foreign secretariat": "foreign secretary",
    "secretariat of state": "secretary of state",
    "attorney generally": "attorney general",
    "attorney generic": "attorney general",
    "chief execution": "chief executive",
}
"""What is garbled only before a name."""
