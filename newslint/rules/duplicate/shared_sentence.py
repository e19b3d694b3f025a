from newslint.comparing.rows import SENTENCE_KEYS, Facts, rows
from newslint.document import Document
from newslint.rule import Corpus, Good, rule
from newslint.text.normal import same


@rule(
    "This sentence also stands in {twin}",
    category="duplicate",
    on="corpus",
    verify=same,
    yields_to=("shared-headline", "shared-paragraph", "similar-paragraph"),
    examples=[
        Corpus(
            {
                "early.txt": "It fell. [[The mayor spoke of “a dark day” for the harbour and us all.]]",
                "late.txt": 'None died. [[The mayor spoke of "a dark day" for the harbor and us all.]] Work goes on.',
            }
        ),
        Corpus(
            {
                "one.txt": "The mayor spoke of a dark day for the harbour and us all.",
                "two.txt": "The mayor spoke of a dark day for the island and its fishermen.",
            }
        ),
        Good("He said so. The river rose by two metres last night, he said. The river rose by two metres."),
        Corpus({"one.txt": "Nobody was hurt, police said.", "two.txt": "Nobody was hurt, police said."}),
    ],
)
def shared_sentence(document: Document, *, min_words: int = 8) -> Facts:
    """A sentence of some length stands in more than one article.

    Reporters rarely find the same words twice: one text was taken from the other, or both from a
    third. Inside quotation marks it is a note only, since several reporters quote one official.

    Options:
        min_words: the number of words from which on a sentence is compared.
    """
    return rows(document, SENTENCE_KEYS, min_words)
