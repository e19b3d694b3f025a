from newslint.comparing.articles import same_article
from newslint.comparing.rows import ARTICLE_KEY, Facts, rows
from newslint.document import Document
from newslint.rule import Corpus, Good, rule


@rule(
    "This whole article also stands in {twin}",
    category="duplicate",
    on="corpus",
    verify=same_article,
    examples=[
        Corpus(
            {
                "early.txt": (
                    "[[Dam of Hollin passes its test]]\n\n"
                    "The old dam of Hollin feeds four towns. Engineers from the capital tested its wall for leaks in "
                    "May.\n\nThey found none, and ‘no cause for worry’ either. The harbour below it stays open to "
                    "boats for the whole summer.\n"
                ),
                "late.txt": (
                    "[[Hollin dam is safe, engineers say]]\n\n"
                    "The old dam of Hollin feeds four towns. Engineers from the capital tested its wall for leaks in "
                    'May. They found none, and "no cause for worry" either.\n\nThe harbor below it stays open to '
                    "boats for the whole summer.\n\nReporting by Jane Roe\n"
                ),
            }
        ),
        Corpus(
            {
                "dam.txt": (
                    "The old dam of Hollin feeds four towns. Engineers from the capital tested its wall for leaks in "
                    "May.\n\nThey found none, and no cause for worry either. The harbour below it stays open to "
                    "boats for the whole summer.\n"
                ),
                "weir.txt": (
                    "The old dam of Hollin feeds four towns. Engineers from the capital tested its wall for leaks in "
                    "May.\n\nThey found three, and closed the road across it. The harbour below it stays closed to "
                    "boats for the whole summer.\n"
                ),
            }
        ),
        Corpus({"one.txt": "Nobody was hurt, police said.\n\nThe road is open.\n", "two.txt": "The road is open.\n"}),
        Good("The dam was built in 1931 and feeds four towns.\n\nThe dam was built in 1931 and feeds four towns.\n"),
    ],
)
def shared_article(document: Document, *, min_words: int = 40) -> Facts:
    """An article stands in the corpus more than once, word for word.

    One story was filed or fetched twice. Its headline is marked, or its first paragraph where it has none, and its
    paragraphs are not reported one by one. Another version with the same address is no twin.

    Options:
        min_words: the number of words of running text from which on an article is compared.
    """
    return rows(document, ARTICLE_KEY, min_words)
