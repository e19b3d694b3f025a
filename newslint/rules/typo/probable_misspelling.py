from collections.abc import Iterator

from newslint.document import Document
from newslint.lexicon.apostrophes import typeset
from newslint.lexicon.evidence import LEAST_OF_CAPITALS, slips_among
from newslint.lexicon.harmless import OfSlips, is_shaped_like_a_name
from newslint.lexicon.misspelling import LEAST_CERTAINTY, Verdict, is_name_by_itself, verdict_on
from newslint.model import Applicability, Edit, Fix
from newslint.rule import Bad, Finding, Good, Suspect, rule

CERTAIN = 0.9


@OfSlips
def judge(word: str) -> Verdict | None:
    """Return the verdict on a word that no list holds and that lies near one that people use, else None."""
    if is_shaped_like_a_name(word) or is_name_by_itself(word):
        return None
    verdict = verdict_on(word)
    if (
        verdict is None
        or verdict.kind == "known"
        or verdict.certainty < (LEAST_CERTAINTY if word.islower() else LEAST_OF_CAPITALS)
    ):
        return None
    return verdict


@rule(
    "“{word}” looks misspelt; perhaps “{right}”",
    category="typo",
    on="word",
    judge=judge,
    examples=[
        Bad("The [[ambluance]] was hit.", fixed="The ambulance was hit."),
        Bad(
            "[[Witnses]] to the fall of the club for years, he resigned.",
            fixed="Witness to the fall of the club for years, he resigned.",
        ),
        Bad("He met his French [[counterpar]] in Rome.", fixed="He met his French counterpart in Rome."),
        Bad("A [[hospitla-led]] trial failed.", fixed="A hospital-led trial failed."),
        Good("Mr. Persson met Anna Witnses in Rome; Witnses smiled."),
        Good("A recalibrated, underserved market for workwear delights bandmates."),
        Good("The torrefier is hot. Clean the torrefier before a torrefier cools."),
        Good("He calls it a “hospitla” of words."),
        Good("“Ah telt thaim,” she said. “The cooncil's awa', an' Ah'll be here efter.”"),
        Good("“Es regnet in der Stadt,” said the mayor, and “man sucht Zeugen des Unfalls”."),
        Good("Agro-industrial firms prais[es] the <stoc>; “He was leavin,” she said, and “'orrible.”"),
        Good("They keep on runnin’ through the hospitla [sic]."),
    ],
)
def probable_misspelling(
    document: Document, suspect: Suspect, *, allow: frozenset[str] = frozenset()
) -> Iterator[Finding]:
    """A word is in no list and lies a slip away from a common one.

    A letter is missing, doubled, swapped or a neighbour on the keyboard. If the word is right, add it
    to your words: `newslint words add`. What stands around a word may say that it is a name or a term
    (a capital inside a sentence, repetition, a title before it, a foreign word beside it); then nothing
    is reported.

    Options:
        allow: words that are never reported, in lower case.
    """
    if suspect.word.lower() in allow:
        return
    for span, verdict in slips_among(document, suspect):
        applicability = Applicability.UNSAFE if verdict.certainty >= CERTAIN else Applicability.DISPLAY
        rights = typeset(document.text, span, verdict.corrections)
        fix = Fix((Edit(span, rights[0]),), applicability)
        yield Finding(span, {"word": suspect.word, "right": rights[0]}, fix, rights)
