from collections.abc import Iterator

from newslint.document import Document
from newslint.lexicon.misspelling import OfUnknownWords, verdict_on
from newslint.model import Severity
from newslint.rule import Bad, Finding, Good, Suspect, rule


@OfUnknownWords
def judge(word: str) -> bool | None:
    """Return True for a word that newslint does not know; enough of them make a document not English."""
    return True if verdict_on(word) else None


@rule(
    "The text does not look English, so its spelling is not checked",
    category="input",
    severity="info",
    on="word",
    judge=judge,
    examples=[
        Bad(
            "[[Die Regierung hat gestern beschlossen, das Gesetz nicht weiter zu verfolgen, weil viele Abgeordnete]]\n"
            "dagegen gestimmt haben und ein neuer Entwurf erst im kommenden Jahr beraten werden soll, sagte sie."
        ),
        Bad("[[Es regnet seit drei Tagen in Ulm. Die Feuerwehr bittet alle, die Brücke am Fluss zu meiden.]]"),
        Good("The cabinet met yesterday and dropped the bill, because many deputies had voted against it."),
        Good(
            "Karam Sheikmos, Abd al-Rahman Taftanaz and Khaled Serakab of Jarablus spoke yesterday for an hour, in the"
            " town hall, with people who had come from villages on both sides of the river to hear what would happen"
            " to their houses, fields and schools after the winter, and none of them went home with an answer."
        ),
    ],
)
def not_english(document: Document, suspect: Suspect) -> Iterator[Finding]:
    """The text is not English, or holds so many unknown words that spelling cannot be judged.

    More than 200 different unknown words, or more than a quarter of all, would drown every other
    finding. Of a short text (up to 600 characters) the words that are no names are counted, for in
    English hardly one of them is unknown: from six on, if they are more than two in five and not
    all slips for English words, it is not English. The rules on words are silent for such a text;
    all others go on.
    """
    for span in suspect.spans:
        yield Finding(span, severity=Severity.INFO)
