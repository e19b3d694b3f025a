from collections.abc import Iterator

from newslint.document import Document
from newslint.lexicon import Lexicon, open_lexicon, slips
from newslint.lexicon.evidence import LEAST, slips_among
from newslint.lexicon.misspelling import OfUnknownWords, Verdict, verdict_on
from newslint.lexicon.reading import in_case, plain
from newslint.model import Applicability, Edit, Fix
from newslint.rule import Bad, Finding, Good, Suspect, rule

FIXED = {
    "abit": "a bit", "alot": "a lot", "aslong": "as long", "aswell": "as well",
    "atleast": "at least", "eachother": "each other", "eventhough": "even though", "everytime": "every time",
    "highschool": "high school", "incase": "in case", "infact": "in fact", "infront": "in front",
    "inspite": "in spite", "noone": "no one", "ofcourse": "of course", "upto": "up to",
}  # fmt: skip
# Grammar words that begin no compound, unlike "over", "in" and "by".
HEADS = (
    "and", "because", "been", "could", "for", "from", "had", "has", "have", "his", "its", "of", "should",
    "that", "the", "their", "these", "this", "those", "was", "were", "which", "with", "would",
)  # fmt: skip
# Grammar words that end none, unlike "will" in "goodwill" and "in" in "runnin".
TAILS = (
    "and", "are", "because", "been", "from", "had", "has", "have", "his", "of", "that", "the", "their", "these", "this",
    "those", "was", "were", "which", "with", "would",
)  # fmt: skip
SHORT_LISTED = "as at be by he if in is it of on or she the to up was we you and for but not all has had are"
BEFORE_TAILS = frozenset(SHORT_LISTED.split())
LEAST_LETTERS = 4
LONG_TAILS = frozenset(("the", *(tail for tail in TAILS if len(tail) >= LEAST_LETTERS)))
GRAMMAR = frozenset((*HEADS, *TAILS, *BEFORE_TAILS))
CERTAIN_TAILS = frozenset(TAILS) - {"are"}
# "Forward", "hisself", "withstand": words that end others.
ENDINGS_LISTED = "ward wards self selves able hand most more land less like ever king ness soever late lay lord long"
ENDINGS = frozenset(ENDINGS_LISTED.split())
LONGEST, LONG = 24, 8
COMMON, VERY_COMMON = 8, 10
"""Frequency classes: each holds words about twice as common as the class before."""
CERTAINTY = 0.95


@OfUnknownWords
def judge(word: str) -> Verdict | None:
    """Return the verdict on a word that is in no list and is two very common ones, else None."""
    is_lower = word.islower()
    if not is_lower and not word.istitle():
        return None
    low = plain(word).lower()
    if not low.isalpha() or len(low) > LONGEST:
        return None
    if low in FIXED:
        return Verdict("joined", (in_case(FIXED[low], word),), CERTAINTY)
    # "Andover" and "Haswell" are names.
    if not low.startswith(HEADS if is_lower else "th") and not low.endswith(TAILS):
        return None
    apart = _apart(low, open_lexicon())
    return Verdict("joined", (in_case(apart, word),), CERTAINTY) if apart and verdict_on(word) else None


def _apart(low: str, lexicon: Lexicon) -> str:
    """Return the two words, or "" where it may be one word after all, perhaps a misspelt one."""
    pairs = [pair for pair in _pairs(low) if _are_words(*pair, lexicon)]
    if not pairs:
        return ""
    first, second = pairs[0]
    verdict = verdict_on(low)
    # "Bandwith" is one slip from "bandwidth", however often it is seen.
    is_slip = verdict and (
        verdict.certainty >= LEAST
        or (len(low) >= LONG and verdict.corrections and slips.kind(low, verdict.corrections[0]))
    )
    if is_slip and not (first in GRAMMAR and second in CERTAIN_TAILS):
        return ""
    return f"{first} {second}"


def _pairs(low: str) -> Iterator[tuple[str, str]]:
    for head in HEADS:
        if low.startswith(head) and len(low) - len(head) >= LEAST_LETTERS:
            yield head, low[len(head) :]
    for tail in TAILS:
        before = low.removesuffix(tail)
        if before != low and (before in BEFORE_TAILS or len(before) >= LEAST_LETTERS):
            yield before, tail


def _are_words(first: str, second: str, lexicon: Lexicon) -> bool:
    rarer = first if second in TAILS else second
    if not lexicon.known(rarer) or rarer in ENDINGS:
        return False
    if len(first) == 2 and first != "of" and second not in LONG_TAILS:
        return False  # "heare" is rather "hear"
    return lexicon.frequency(rarer) >= (VERY_COMMON if rarer == first else COMMON)


@rule(
    "“{word}” is two words: “{right}”",
    category="typo",
    on="word",
    judge=judge,
    yields_to=("known-misspelling",),
    examples=[
        Bad("They met [[inthe]] house.", fixed="They met in the house."),
        Bad("The police say [[thatthe]] man fled.", fixed="The police say that the man fled."),
        Bad("He pointed out [[theproblem]] and paid.", fixed="He pointed out the problem and paid."),
        Bad("They owe [[atleast]] that much.", fixed="They owe at least that much."),
        Good("Theseus breathed the ether, forwent the feast and went thither nonetheless."),
        Good("The offtake rose in Andover, and Hallam asked Thebault and Ofman for a signup."),
        Good("They are still runnin’ and shoutin’, and paid for it inthe [sic] end."),
    ],
)
def joined_words(document: Document, suspect: Suspect, *, allow: frozenset[str] = frozenset()) -> Iterator[Finding]:
    """Two words are run together.

    The space between them was lost, often when a text was moved from one system to another.

    Options:
        allow: words that are never reported, in lower case.
    """
    if suspect.word.lower() in allow:
        return
    right = suspect.verdict.corrections[0]
    for span, _ in slips_among(document, suspect):
        fix = Fix((Edit(span, right),), Applicability.UNSAFE)
        yield Finding(span, {"word": suspect.word, "right": right}, fix, (right,))
