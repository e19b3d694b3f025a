from newslint.comparing.rows import PARAGRAPH_KEYS, Facts, rows
from newslint.document import Document
from newslint.rule import Corpus, Good, rule
from newslint.text.normal import same


@rule(
    "This paragraph also stands in {twin}",
    category="duplicate",
    on="corpus",
    verify=same,
    yields_to=("shared-headline",),
    examples=[
        Corpus(
            {
                "monday.txt": "Rain\n\n[[The dam feeds four towns. Its wall was last tested in May.]]\n",
                "friday.txt": "[[The dam feeds four towns. Its wall was last tested in May.]]\n\nIt held.\n",
            }
        ),
        Corpus(
            {
                "one.txt": "The dam feeds four towns. Its wall was last tested in May.",
                "two.txt": "The dam feeds four towns. Nobody knows how old its wall is.",
            }
        ),
        Corpus({"one.txt": "It was not clear who had won.\n", "two.txt": "It was not clear who had won.\n"}),
        Good("The dam was built in 1931 and feeds four towns.\n\nThe dam was built in 1931 and feeds four towns.\n"),
    ],
)
def shared_paragraph(document: Document, *, min_words: int = 12) -> Facts:
    """A paragraph stands in more than one article.

    Background is often pasted from story to story. A reader of both sees it twice, and what was
    wrong in it once is wrong everywhere: look at the other places when this one is corrected.

    Options:
        min_words: the number of words from which on a paragraph is compared.
    """
    return rows(document, PARAGRAPH_KEYS, min_words)
