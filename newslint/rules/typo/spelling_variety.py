from collections.abc import Iterator
from typing import Literal

from newslint.document import Document
from newslint.lexicon import open_lexicon
from newslint.lexicon.reading import plain
from newslint.lexicon.varieties import counterpart
from newslint.model import Applicability, Edit, Fix
from newslint.rule import Bad, Finding, Good, Suspect, rule


def judge(word: str) -> tuple[str, str] | None:
    """Return the variety of a word that only one of them spells so, and the other's spelling; else None."""
    if not word.islower():
        return None
    found = counterpart(plain(word), open_lexicon())
    return found if found[0] else None


@rule(
    "“{word}” is the {variety} spelling of “{right}”",
    category="typo",
    severity="info",
    on="word",
    judge=judge,
    yields_to=("known-misspelling",),
    examples=[
        Bad(
            "The [[neighbours]] [[organised]] a day by the [[harbour]].",
            fixed="The neighbors organized a day by the harbor.",
        ),
        Bad("It lies a [[kilometre]] from the [[centre]].", fixed="It lies a kilometer from the center."),
        Good("The neighbors organized a day by the harbor."),
        Good("The Labour Party met at the Globe Theatre; they surprised the travelled and wore grey."),
        Good("His words were: the colour [sic] of money."),
    ],
)
def spelling_variety(
    document: Document,
    suspect: Suspect,
    *,
    variety: Literal["american", "british"] = "american",
    allow: frozenset[str] = frozenset(),
) -> Iterator[Finding]:
    """A word is spelt as in the other variety of English.

    British and American spellings are both right, so this rule is off until a house wants one of
    them throughout. Words with a capital may be names (the Labour Party) and are left alone, and a
    quotation is never changed.

    Options:
        variety: how the house spells, `american` or `british`; words of the other one are reported.
        allow: words that are never reported, in lower case; British houses that write “organize” name it here.
    """
    theirs, right = suspect.verdict
    if theirs == variety or suspect.word in allow:
        return
    for span in suspect.spans:
        words = {"word": suspect.word, "variety": theirs.capitalize(), "right": right}
        fix = Fix((Edit(span, right),), Applicability.UNSAFE)
        yield Finding(span, words, fix, (right,))
