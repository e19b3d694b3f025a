from functools import partial

from newslint.comparing.rows import PARAGRAPH_SAMPLES, Facts, rows
from newslint.document import Document
from newslint.rule import Corpus, Good, rule
from newslint.text.normal import nearly_same

LEAST = 0.7
"""The share of neighbouring words that two paragraphs must have in common."""


@rule(
    "Nearly the same paragraph stands in {twin}",
    category="duplicate",
    on="corpus",
    verify=partial(nearly_same, LEAST),
    yields_to=("shared-headline", "shared-paragraph"),
    examples=[
        Corpus(
            {
                "a": "[[The old dam of 1931 feeds four towns. Its wall was last tested by us in May.]]\n",
                "b": "[[The dam of 1931 feeds four towns. Its wall was last tested by us in early May.]]\n",
            }
        ),
        Corpus(
            {
                "a": "The dam of 1931 feeds four towns. Its wall was last tested by us in May.",
                "b": "The dam of 1931 feeds four towns. Nobody in the valley can say how strong it is.",
            }
        ),
        Corpus(
            {
                "a": "Hollin Foods rose 3 cents to 45 pounds. Shares in food closed 1 point higher.",
                "b": "Hollin Foods rose 5 cents to 46 pounds. Shares in food closed 2 points higher.",
            }
        ),
        Good("The dam was built in 1931 and feeds four towns.\n\nBuilt in 1931, the dam feeds four towns.\n"),
    ],
)
def similar_paragraph(document: Document, *, min_words: int = 16) -> Facts:
    """A paragraph stands in another article with a few words changed.

    Somebody rewrote it, or both articles come from one agency report: say so, or tell it anew.

    Options:
        min_words: the number of words from which on a paragraph is compared.
    """
    return rows(document, PARAGRAPH_SAMPLES, min_words)
