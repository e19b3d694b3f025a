from collections.abc import Iterator

from newslint.document import Document
from newslint.model import Fact
from newslint.rule import Corpus, Good, rule
from newslint.text.normal import key, same, words


@rule(
    "This headline also stands in {twin}",
    category="duplicate",
    on="corpus",
    verify=same,
    examples=[
        Corpus(
            {
                "a": "[[Harbour talks end after ‘final’ offer]]\n\nThe talks on the harbour ended on Monday.\n",
                "b": "[[Harbor talks end after 'final' offer]]\n\nWithin an hour the dockers had turned it down.\n",
            }
        ),
        Corpus(
            {
                "a": "Harbour talks end after ‘final’ offer\n\nThe talks on the harbour ended on Monday.\n",
                "b": "Harbour talks resume after ‘final’ offer\n\nThe talks on the harbour began again.\n",
            }
        ),
        Corpus(
            {
                "a": "Letters to the editor\n\nYour report on the old harbour was unfair to its dockers.\n",
                "b": "Letters to the editor\n\nYour view of the new theatre is the view of those who never go.\n",
            }
        ),
        Good(
            "Harbour talks end after row\n\nHarbour talks end after row\n\nThe talks on the harbour ended on Monday.\n"
        ),
    ],
)
def shared_headline(document: Document, *, min_words: int = 5) -> Iterator[Fact]:
    """Two articles have the same headline.

    Either one story was filed twice, or two stories cannot be told apart in a list.

    Options:
        min_words: the number of words from which on a headline is compared.
    """
    if document.headline:
        found = words(document.slice(document.headline))
        if len(found) >= min_words:
            yield Fact(key(found), document.headline)
