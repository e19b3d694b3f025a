from collections.abc import Iterator

from newslint.document import Document
from newslint.model import Fact
from newslint.normal import key, same, words
from newslint.rule import Corpus, Good, rule


@rule(
    "This headline also stands in {twin}",
    category="duplicate",
    on="corpus",
    verify=same,
    examples=[
        Corpus(
            {
                "a.txt": "[[Harbour talks collapse after ‘final’ offer]]\n\nThe talks on the harbour ended on Monday.\n",
                "b.txt": "[[Harbor talks collapse after 'final' offer]]\n\nThe dockers turned a last offer down within an hour.\n",
            }
        ),
        Corpus(
            {
                "a.txt": "Harbour talks collapse after ‘final’ offer\n\nThe talks on the harbour ended on Monday.\n",
                "b.txt": "Harbour talks resume after ‘final’ offer\n\nThe talks on the harbour began again.\n",
            }
        ),
        Corpus(
            {
                "a.txt": "Letters to the editor\n\nYour report on the old harbour was unfair to its dockers.\n",
                "b.txt": "Letters to the editor\n\nYour view of the new theatre is the view of those who never go.\n",
            }
        ),
        Good(
            "Harbour talks end after offer\n\nHarbour talks end after offer\n\nThe talks on the harbour ended on Monday.\n"
        ),
    ],
)
def shared_headline(document: Document, *, min_words: int = 5) -> Iterator[Fact]:
    """Two articles have the same headline.

    Either one story was filed twice, or two stories cannot be told apart in a list.
    """
    if document.headline:
        found = words(document.slice(document.headline))
        if len(found) >= min_words:
            yield Fact(key(found), document.headline)
