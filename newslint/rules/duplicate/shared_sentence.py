from collections.abc import Iterator

from newslint.document import Document
from newslint.model import Fact
from newslint.normal import key, words
from newslint.rule import rule


@rule(
    "This sentence also stands in {twin}",
    category="duplicate",
    on="corpus",
    verify=lambda one, other: 1.0 if words(one) == words(other) else None,
    yields_to=("shared-paragraph", "similar-paragraph"),
    examples=[],
)
def shared_sentence(document: Document, *, min_words: int = 8) -> Iterator[Fact]:
    """A sentence of some length stands in more than one article.

    Reporters rarely find the same words twice.

    Options:
        min_words: the number of words from which on a sentence is compared.
    """
    for span in document.sentences:
        text = words(document.slice(span))
        if len(text) >= min_words:
            yield Fact(key(text), span)
