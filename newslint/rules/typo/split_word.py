from collections.abc import Iterator, Sequence

from newslint.document import Document
from newslint.late import late
from newslint.model import Applicability, Edit, Fix, Span
from newslint.rule import Bad, Finding, Good, Hit, rule

WHOLE = {
    "al ready": "already", "al though": "although", "an other": "another", "be cause": "because",
    "be tween": "between", "can not": "cannot", "him self": "himself", "it self": "itself", "my self": "myself",
    "our selves": "ourselves", "them selves": "themselves", "to gether": "together", "your self": "yourself",
    "your selves": "yourselves", "with out": "without", "never the less": "nevertheless",
    "not with standing": "notwithstanding", "in side of": "inside of",
    "there fore": "therefore", "for ever more": "forevermore",
}  # fmt: skip
# "You can not only see it but touch it": the "not" belongs to what follows.
NOT_ONLY = late(r"(?:[,—–-]|\s+(?:only|just|merely|simply|but|even|so much|to)\b)")
# "with out-of-state plates", "where as many as ten", "your self-esteem", "in to".
GOES_ON = late(r"[-‑]|\s+(?:of\s+town|many|much|few|little|late|soon|far|well|long|a|an|the|he|she|they|it)\b")


@rule(
    "“{found}” is one word: “{word}”",
    category="typo",
    triggers=tuple(WHOLE),
    examples=[
        Bad("They [[can not]] go on.", fixed="They cannot go on."),
        Bad(
            "Yet [[an other]] report blames the crew [[them selves]].",
            fixed="Yet another report blames the crew themselves.",
        ),
        Good(
            "You can not only see it but touch it. He can go; can nothing be done? We do the best we can not to fall."
        ),
        Good("Cars with out-of-state plates were seen with out-of-town drivers."),
        Good("Being human other people suffer; it undermines your self-esteem."),
    ],
)
def split_word(document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
    """A word is split in two.

    Each half is a word of its own, so a spelling checker lets it pass.
    """
    text = document.text
    for hit in hits:
        start, end = hit.span
        if (
            text[start - 1 : start].isalnum()
            or text[end : end + 1].isalnum()
            or text[start - 1 : start] in ("-", "'", "’")
        ):
            continue
        found, exception = text[start:end], NOT_ONLY if hit.trigger == "can not" else GOES_ON
        if exception.match(text, end) or found[1:] != found[1:].lower():
            continue
        word = WHOLE[hit.trigger]
        right = word.capitalize() if found[0].isupper() else word
        fix = Fix((Edit(hit.span, right),), Applicability.UNSAFE)
        yield Finding(Span(start, end), {"found": found, "word": right}, fix)
