from functools import partial

from newslint.comparing.rows import SENTENCE_SAMPLES, Facts, rows
from newslint.document import Document
from newslint.rule import Corpus, Good, rule
from newslint.text.normal import nearly_same

LEAST = 0.7
"""The share of neighbouring words that two sentences must have in common."""


@rule(
    "Nearly the same sentence stands in {twin}",
    category="duplicate",
    on="corpus",
    verify=partial(nearly_same, LEAST),
    yields_to=("shared-headline", "shared-paragraph", "similar-paragraph", "shared-sentence"),
    examples=[
        Corpus(
            {
                "a": "Not so. [[Already, almost a thousand families have left the valley that was flooded.]]",
                "b": "[[Already, nearly a thousand families have left the valley that was flooded.]] It rains.",
            }
        ),
        Corpus(
            {
                "a": "Shares of Hollin Foods closed 12 cents higher at 45 pounds in light trading on Monday.",
                "b": "Shares of Hollin Foods closed 31 cents higher at 44 pounds in light trading on Monday.",
            }
        ),
        Corpus(
            {
                "a": "Already, almost a thousand families have left the valley that was flooded.",
                "b": "Already, almost a thousand soldiers have come to the town.",
            }
        ),
        Good("Already, a thousand families have left the valley. Already, a thousand families had left the valley."),
    ],
)
def similar_sentence(document: Document, *, min_words: int = 12) -> Facts:
    """A sentence stands in another article with a word or two changed.

    Somebody rewrote it, or both articles come from one agency report. Sentences that differ in
    their numbers are not meant: those are written after one pattern.

    Options:
        min_words: the number of words from which on a sentence is compared.
    """
    return rows(document, SENTENCE_SAMPLES, min_words)
