from collections.abc import Iterator

from newslint.document import Document
from newslint.lexicon.misspelling import Verdict, verdict_on
from newslint.model import Edit, Fix
from newslint.rule import Bad, Finding, Good, Suspect, rule


def judge(word: str) -> Verdict | None:
    """Return the verdict on a word of the misspellings table, else None."""
    verdict = verdict_on(word)
    return verdict if verdict and verdict.kind == "known" else None


@rule(
    "“{word}” is misspelt; it is “{right}”",
    category="typo",
    severity="error",
    on="word",
    judge=judge,
    examples=[
        Bad("They will [[recieve]] it.", fixed="They will receive it."),
        Good("They will receive it."),
        Good("They recieve [sic] it."),
    ],
)
def known_misspelling(document: Document, suspect: Suspect, *, allow: frozenset[str] = frozenset()) -> Iterator[Finding]:
    """A word.

    Reason.

    Options:
        allow: words.
    """
    for span in suspect.spans:
        right = suspect.verdict.corrections[0]
        yield Finding(span, {"word": suspect.word, "right": right}, Fix((Edit(span, right),)), suspect.verdict.corrections)
