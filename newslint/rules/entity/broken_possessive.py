import re
from collections.abc import Iterator, Sequence

from newslint.document import Document
from newslint.late import late
from newslint.model import Applicability, Edit, Fix, Span
from newslint.rule import Bad, Finding, Good, Hit, rule
from newslint.text.countries import PLACES

APART = late(r"(?P<name>[^\W\d_]+\.?)(?P<gap>[^\S\r\n])['’]s(?![\w'’-])")
LOST = late(r"(?P<name>[A-Z][a-z]{2,})(?P<gap>[^\S\r\n])s(?= [a-z]{2,})")
# "in 's Heerenberg", "said 's all right".
FUNCTION_WORDS_LISTED = "a an and at by for from in is of on or said the to was with"
FUNCTION_WORDS = frozenset(FUNCTION_WORDS_LISTED.split())
BEFORE = 40


@rule(
    "“{found}” should be “{right}”",
    category="entity",
    severity="error",
    triggers=(" 's", " s "),
    examples=[
        Bad("[[Peru 's]] army moved north.", fixed="Peru's army moved north."),
        Bad("The end of [[Peru s]] war is near.", fixed="The end of Peru's war is near."),
        Good("In the ’90s Peru's army was in ’s-Hertogenbosch and 's Heerenberg."),
        Good("He wrote 'Peru 's' on the wall, then plan S and the letter s again."),
    ],
)
def broken_possessive(document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
    """A possessive came apart, or lost its apostrophe.

    Programs that cut a text into words and join it again leave such traces.
    """
    text = document.text
    for hit in hits:
        at = hit.span.start
        start = len(text[max(0, at - BEFORE) : at].rstrip("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ."))
        start += max(0, at - BEFORE)
        match = (APART if hit.trigger == " 's" else LOST).match(text, start)
        if match is None or match.start("gap") != at or not _is_certain(text, hit, match["name"]):
            continue
        span = Span(*match.span())
        mark = "’" if "’" in text[max(0, at - 4000) : at + 4000] else "'"
        right = match["name"] + (match[0][-2:] if hit.trigger == " 's" else f"{mark}s")
        applicability = Applicability.SAFE if hit.trigger == " 's" else Applicability.UNSAFE
        yield Finding(span, {"found": match[0], "right": right}, Fix((Edit(span, right),), applicability))


def _is_certain(text: str, hit: Hit, name: str) -> bool:
    if hit.trigger == " s ":
        return name in PLACES or re.search(rf"\b{name}['’]s\b", text) is not None
    return name.lower() not in FUNCTION_WORDS
