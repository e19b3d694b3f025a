from collections.abc import Iterator

from newslint.document import Document
from newslint.lexicon.apostrophes import typeset, with_apostrophe
from newslint.lexicon.evidence import slips_among
from newslint.lexicon.harmless import OfSlips
from newslint.lexicon.misspelling import listed_misspelling
from newslint.model import Applicability, Edit, Fix, Severity
from newslint.rule import Bad, Finding, Good, Suspect, rule

judge = OfSlips(listed_misspelling)


@rule(
    "“{word}” is misspelt; “{right}” is meant{doubt}",
    category="typo",
    severity="error",
    on="word",
    judge=judge,
    examples=[
        Bad("They hope to [[recieve]] the money soon.", fixed="They hope to receive the money soon."),
        Bad("[[Goverment]] forces left the town.", fixed="Government forces left the town."),
        Bad("He left his [[freind’s]] house.", fixed="He left his friend’s house."),
        Bad("It [[didnt]] rain, and it won’t.", fixed="It didn’t rain, and it won’t."),
        Bad("It [[didnt]] rain.", fixed="It didn't rain."),
        Bad("She sells [[womens']] clothing.", fixed="She sells women's clothing."),
        Bad("It went [[throught]] both houses.", fixed="It went through both houses."),
        Good("He works at the Murdoch Childrens Research Institute."),
        Good("The letter said: I recieve [sic] nothing."),
        Good("The Wellcome Trust paid for the work, by Jane Wellcome."),
        Good("Write to freind@example.org or see www.example.org/recieve for more."),
    ],
)
def known_misspelling(
    document: Document, suspect: Suspect, *, allow: frozenset[str] = frozenset()
) -> Iterator[Finding]:
    """A word is spelt in a way that is known to be wrong.

    It is one of the slips that are made again and again. Where only one word can be meant, `newslint fix`
    puts it right. A word with a capital may after all be a name, so it is put right only with
    `--unsafe-fixes`, once you have looked; what stands in a quotation never is, and is a
    warning at most. After “[sic]” the spelling is the speaker's own.

    Options:
        allow: words that are never reported, in lower case.
    """
    if suspect.word.lower() in allow:
        return
    for found, verdict in slips_among(document, suspect):
        span = with_apostrophe(document.text, found, verdict.corrections)
        rights = typeset(document.text, span, verdict.corrections)
        # The first of several words, and a word in place of what may be a name, are for a person to choose.
        plain = len(rights) == 1 and suspect.word.islower() and span == found
        fix = Fix((Edit(span, rights[0]),), Applicability.SAFE if plain else Applicability.UNSAFE)
        # As loud as probable-misspelling there, for which nobody can vouch that it is a slip either.
        severity = Severity.WARNING if document.is_quoted(span) else None
        doubt = "" if suspect.word.islower() else ", unless it is a name"
        yield Finding(span, {"word": suspect.word, "right": rights[0], "doubt": doubt}, fix, rights, severity)
