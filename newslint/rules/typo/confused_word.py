import re
from collections.abc import Iterator, Sequence

from newslint.document import Document
from newslint.late import late
from newslint.model import Applicability, Edit, Fix, Span
from newslint.rule import Bad, Finding, Good, Hit, rule

REACH = 24
"""How far, in characters, what stands around tells which word was meant."""
# What stands behind "it's" where no clause can stand: after these prepositions comes a noun of its own.
NO_CLAUSE = r"(?:of|into|from|within|throughout|during|despite|between|across|under|toward|towards|against|lost|found)"
# "the state of it's a worry": here a clause does begin.
CLAUSE_WORDS = r"(?:an?|the|not|been|all|just|only|so|too|very|that|this|what|how|like|going|getting|got|because)"
DONE = r"(?:been|had|done|gone|known|seen|made|taken|come|thought|gotten|happened|won|said|told|given|left)"
COMPARED = r"(?:more|less|fewer|better|worse|rather|greater|higher|lower|bigger|larger|smaller|longer|older|younger)"
NUMBER = r"(?:half|once|twice|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|forty|fifty)"
# Where a clause begins.
BEGINNING = r"(?:^|[\r\n“\"]|[.!?”\"] |\b(?:that|because|think|says?|but|and|if|so) )"
# "none of it's easy" is a clause after all.
SHARE = "".join(rf"(?<!\b{one} )" for one in "none all some most much any half part lots".split())
LISTED = (
    (rf"{SHARE}\b{NO_CLAUSE} (?P<wrong>it['’]s) (?!{CLAUSE_WORDS}\b)(?=[a-z])", "its"),
    (r"\b(?P<wrong>it['’]s) own\b(?! goal)", "its"),
    (r"\b(?P<wrong>their['’]s|they['’]re|there['’]s) own\b", "their"),
    (r"\b(?P<wrong>you['’]re) own\b", "your"),
    (r"\b(?P<wrong>who['’]s) own\b", "whose"),
    (rf"{BEGINNING}(?P<wrong>its) (?:an?|not an?) (?!cappella|priori)", "it's"),
    (r"\b(?P<wrong>its) (?:been|going to be|gonna)\b", "it's"),
    (
        r"\b(?P<wrong>your) (?:not (?:an?|the|going|alone|allowed|one of)|gonna|welcome to|"
        r"going to (?:be|have|get|see|love|need|do))\b",
        "you're",
    ),
    (rf"\b(?:sh|w|c)ould(?:n['’]t)? (?P<wrong>of) (?:{DONE}|[a-z]{{3,}}ed)\b", "have"),
    (rf"\b(?:I|you|he|she|it|we|they) (?:must|might) (?P<wrong>of) {DONE}\b", "have"),
    (
        rf"\b{COMPARED} (?P<wrong>then) (?:\d|an? |{NUMBER}\b|ever\b|any\b|most\b|[a-z]+ing\b)",
        "than",
    ),
    (rf"{BEGINNING}(?P<wrong>its) not (?:clear|known|about|like|the|too)\b", "it's"),
    (rf"{BEGINNING}(?P<wrong>their) (?:is|are|was|were|isn['’]t|aren['’]t|wasn['’]t|weren['’]t)\b", "there"),
    (r"\b(?:has|had|have) (?P<wrong>lead) to\b", "led"),
)
PATTERNS = tuple((late(pattern, re.IGNORECASE), right) for pattern, right in LISTED)


@rule(
    "“{word}” stands for “{right}”",
    category="typo",
    triggers=(
        *(f" {one} it's " for one in "of into from within throughout during despite between across under".split()),
        *(f" {one} it's " for one in "toward towards against lost found".split()),
        *("it's own", "their's own", "they're own", "there's own", "you're own", "who's own"),
        *("its a ", "its an ", "its not ", "its been", "its going to be", "its gonna"),
        *("their is", "their are", "their was", "their were"),
        *("your not ", "your gonna", "your welcome to", "your going to "),
        *("ould of ", "ouldn't of ", "must of ", "might of "),
        *(f"{one} then " for one in "more less fewer better worse rather greater higher lower bigger larger".split()),
        *("smaller then ", "longer then ", "older then ", "younger then "),
        *("has lead to", "had lead to", "have lead to"),
    ),
    examples=[
        Bad("The club has [[it's]] own ground.", fixed="The club has its own ground."),
        Bad("It is one of [[it’s]] members.", fixed="It is one of its members."),
        Bad("[[Its]] a pity. [[Its]] been dry.", fixed="It's a pity. It's been dry."),
        Bad(
            "He should [[of]] known that rain had [[lead]] to this.",
            fixed="He should have known that rain had led to this.",
        ),
        Bad(
            "More [[then]] 20 came, and [[your]] not one of them.",
            fixed="More than 20 came, and you're not one of them.",
        ),
        Bad(
            "[[Their]] are two: “[[Its]] not clear,” he said.\n\n[[Its]] a pity that [[their]] was no rain.",
            fixed="There are two: “It's not clear,” he said.\n\nIt's a pity that there was no rain.",
        ),
        Bad(
            "They should [[of]] waited, and he must [[of]] known; it took more [[then]] twice as long.",
            fixed="They should have waited, and he must have known; it took more than twice as long.",
        ),
        Good("Its not inconsiderable charms; the might of men."),
        Good("For your not so pretty it's own goals that hurt: your not being so big, it's own goals again."),
        Good("Theirs are the best. The fault of their issue was clear. She asked for more, then twice for less."),
        Good("He would of course go. It's members of the club who pay. It's own goals that hurt."),
        Good("None of it's easy; of it's a sin and from it's not far, he sang; it lost more, then another game."),
        Good("A state of its own; your not being there; the pipe has lead too."),
    ],
)
def confused_word(document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
    """A word stands for one that sounds like it: “it's” for “its”, “of” for “have”, “then” for “than”.

    No speller sees it, for each of them is a word. It is reported only where what stands around leaves no doubt.
    """
    found: dict[Span, str] = {}
    for hit in hits:
        start, end = max(0, hit.span.start - REACH), hit.span.end + REACH
        for pattern, right in PATTERNS:
            for match in pattern.finditer(document.text, start, end):
                # What another hit found is for that one to judge: here the words behind it may be cut off.
                if match.start() < hit.span.end and match.end() > hit.span.start:
                    found.setdefault(Span(*match.span("wrong")), right)
    for span, right in sorted(found.items()):
        better = _written_like(document.slice(span), right)
        yield Finding(
            span,
            {"word": document.slice(span), "right": better},
            Fix((Edit(span, better),), Applicability.UNSAFE),
            (better,),
        )


def _written_like(word: str, right: str) -> str:
    """Return the right word with the capital and the apostrophe of the wrong one."""
    if "’" in word:
        right = right.replace("'", "’")
    return right.capitalize() if word[0].isupper() else right
