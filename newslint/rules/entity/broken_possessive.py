import re
from collections.abc import Iterator, Sequence

from newslint.document import Document
from newslint.late import late
from newslint.model import Applicability, Edit, Fix, Span
from newslint.rule import Bad, Finding, Good, Hit, rule
from newslint.text.countries import PLACES

# From the first letter of the name to the "s": spaces around the sign, no sign, another sign, or too much of it.
APART = late(r"(?P<name>[^\W\d_]+\.?)[^\S\r\n](?P<sign>['’])s(?![\w'’-])")
TORN = late(r"(?P<name>[^\W\d_]{2,}\.?)[^\S\r\n]?(?P<sign>['’])[^\S\r\n]s(?= [A-Za-z0-9]|[.,;:])")
LOST = late(r"(?P<name>[^\W\d_]{2,})[^\S\r\n]s(?= [A-Za-z]{2,})")
OTHER_SIGN = late(r"(?P<name>[^\W\d_]{2,})(?P<sign>[`´])s(?= )")
TOO_MANY = late(r"(?P<name>[^\W\d_]{2,})(?P<sign>['’])(?:['’]s|s['’]s)(?= )")
FORMS = {
    " 's": APART,
    "' s ": TORN,
    " s ": LOST,
    "`s ": OTHER_SIGN,
    "´s ": OTHER_SIGN,
    "''s ": TOO_MANY,
    "'s's ": TOO_MANY,
}
# "in 's Heerenberg", "said 's all right".
FUNCTION_WORDS_LISTED = "a an and at by for from in is of on or said the to was with"
FUNCTION_WORDS = frozenset(FUNCTION_WORDS_LISTED.split())
# "the letter s", "an added s", "plan S".
OF_LETTERS = frozenset(
    (*FUNCTION_WORDS_LISTED.split(), "letter", "letters", "plan", "plus", "added", "final", "silent", "vitamin")
)
LETTER = late(r"[^\W\d_]|\.")
AFTER = late(r" ([A-Za-z]+)")
BEFORE = 40
SHORTEST = 3
"""In letters; "39 ct s" is no possessive."""


@rule(
    "“{found}” should be “{right}”",
    category="entity",
    severity="error",
    triggers=tuple(FORMS),
    examples=[
        Bad("[[Peru 's]] army moved north.", fixed="Peru's army moved north."),
        Bad("The end of [[Peru s]] war is near.", fixed="The end of Peru's war is near."),
        Bad("[[Peru’ s]] army moved; [[Chile ' s]] did not.", fixed="Peru’s army moved; Chile's did not."),
        Bad(
            "The words of Jane [[Roe s]] lawyer moved [[NATO s]] council.",
            fixed="The words of Jane Roe's lawyer moved NATO's council.",
        ),
        Bad(
            "The [[government s]] plan and [[Peru`s]] army failed.",
            fixed="The government's plan and Peru's army failed.",
        ),
        Bad("[[Peru's's]] army met [[Chile''s]] navy.", fixed="Peru's army met Chile's navy."),
        Good("In the ’90s Peru's army was in ’s-Hertogenbosch and 's Heerenberg."),
        Good("He wrote 'Peru 's' on the wall, then plan S and the letter s again."),
        Good("Praha s vlivem; a final s is lost, and ‘Peru’ s. 12."),
    ],
)
def broken_possessive(document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
    """A possessive came apart, or lost its apostrophe.

    Programs that cut a text into words and join it again leave such traces, and so do changes of the encoding.
    """
    text, end = document.text, 0
    for hit in hits:
        match = FORMS[hit.trigger].match(text, _start_of_word(text, hit.span.start))
        if (
            match is None
            or match.start() < end
            or not hit.span.start < match.end()
            or not _is_certain(text, hit.trigger, match)
        ):
            continue
        end = match.end()
        span = Span(*match.span())
        sign = match.groupdict().get("sign")
        mark = sign if sign in ("'", "’") else "’" if "’" in text[max(0, end - 4000) : end + 4000] else "'"
        right = f"{match['name']}{mark}s"
        applicability = Applicability.SAFE if hit.trigger == " 's" else Applicability.UNSAFE
        yield Finding(span, {"found": match[0], "right": right}, Fix((Edit(span, right),), applicability))


def _start_of_word(text: str, end: int) -> int:
    """Return where the word before a place begins, a space between them or none."""
    start = end - text.startswith(" ", end - 1) if end else 0
    while start and LETTER.match(text, start - 1) and end - start < BEFORE:
        start -= 1
    return start


def _is_certain(text: str, trigger: str, match: re.Match[str]) -> bool:
    name = match["name"]
    if trigger == " s ":
        return name in PLACES or re.search(rf"\b{name}['’]s\b", text) is not None or _is_english(text, match)
    is_open = trigger == "' s " and re.search(rf"['‘]{re.escape(name)}$", text[: match.end("name")]) is not None
    return name.lower() not in FUNCTION_WORDS and not is_open


def _is_english(text: str, match: re.Match[str]) -> bool:
    """Whether words of English stand around the lonely letter, and nothing says that it is a letter."""
    from newslint.lexicon.reading import open_lexicon

    name, after = match["name"], AFTER.match(text, match.end())
    if after is None or name.lower() in OF_LETTERS or (name.islower() and len(name) < SHORTEST and name != "it"):
        return False
    known = open_lexicon().known
    return known(after[1]) and (name[0].isupper() or known(name))
