from functools import partial

from newslint.comparing.articles import nearly_same_article
from newslint.comparing.rows import ARTICLE_SAMPLES, Facts, rows
from newslint.document import Document
from newslint.rule import Corpus, Good, rule

LEAST = 0.6
"""The share of neighbouring words that two articles must have in common."""


@rule(
    "Nearly the same article ({similarity}) stands in {twin}",
    category="duplicate",
    on="corpus",
    verify=partial(nearly_same_article, LEAST),
    # Of two articles that share 60% of their words all but a few have several of eight samples in common.
    common=2,
    yields_to=("shared-article",),
    examples=[
        Corpus(
            {
                "early.txt": (
                    "[[Dam of Hollin passes its test]]\n\n"
                    "The old dam of Hollin feeds four towns. Engineers from the capital tested its wall for leaks in "
                    "May.\n\nThey found none, and no cause for worry either. The harbour below it stays open to "
                    "boats for the whole summer.\n"
                ),
                "late.txt": (
                    "[[Hollin dam is safe, engineers say]]\n\n"
                    "The harbour below the dam stays open to boats for the whole summer.\n\n"
                    "The old dam of Hollin feeds four "
                    "towns. Engineers from the capital tested its wall for leaks in early May. They found none, and no "
                    "cause for worry either, they said.\n"
                ),
            }
        ),
        Corpus(
            {
                "one.txt": (
                    "Shares of Hollin Foods closed 12 cents higher at 45 pounds in light but steady trading on "
                    "Monday.\n\n"
                    "The index of the exchange rose by 0.3 points to 1804, its best close since 2019, when 91 firms "
                    "were listed.\n"
                ),
                "two.txt": (
                    "Shares of Hollin Foods closed 31 cents higher at 46 pounds in light but steady trading on "
                    "Monday.\n\n"
                    "The index of the exchange rose by 0.9 points to 1822, its best close since 2018, when 84 firms "
                    "were listed.\n"
                ),
            }
        ),
        Corpus(
            {
                "one.txt": (
                    "The old dam of Hollin feeds four towns. Engineers from the capital tested its wall in early "
                    "May.\n\n"
                    "Farmers below it say that they have heard such promises for thirty years, and drill deep wells."
                    " Such a well costs 900 pounds.\n"
                ),
                "two.txt": (
                    "The old dam of Hollin feeds four towns. Engineers from the capital tested its wall in early "
                    "May.\n\n"
                    "Its reservoir is the home of herons, and a small society of friends counts their nests in every"
                    " spring and autumn.\n"
                ),
            }
        ),
        Good("The dam was built in 1931 and feeds four towns.\n\nBuilt in 1931, the dam feeds four towns.\n"),
    ],
)
def similar_article(document: Document, *, min_words: int = 40) -> Facts:
    """An article stands in the corpus again with words changed, or sentences moved or left out.

    It is another version of one report, or somebody rewrote it. Its headline is marked, or its first paragraph where
    it has none, and its paragraphs are not reported one by one. Another version with the same address is no twin.

    Options:
        min_words: the number of words of running text from which on an article is compared.
    """
    return rows(document, ARTICLE_SAMPLES, min_words)
