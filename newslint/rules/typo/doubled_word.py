import re
from collections.abc import Iterator

from newslint.document import Document
from newslint.model import Edit, Fix, Span
from newslint.rule import Bad, Finding, Good, rule

# Cheaper than a back-reference over the whole text: the second word is compared in Python.
PAIR = re.compile(r"\b(?P<word>[^\W\d_]+)(?P<again>[ \t]+(?P=word))\b(?!['’-])", re.IGNORECASE)


@rule(
    "“{word}” is typed twice",
    category="typo",
    severity="error",
    examples=[
        Bad("Police said [[the the]] man fled.", fixed="Police said the man fled."),
        Bad("[[The the]] man fled.", fixed="The man fled."),
        Good("He said that that was untrue, and that she had had enough."),
        Good("Hassan Hassan of the Tahrir Institute flew to Bora Bora."),
    ],
)
def doubled_word(document: Document, *, allow: frozenset[str] = frozenset({"had", "that"})) -> Iterator[Finding]:
    """A word is typed twice in a row.

    The eye skips a doubled word, so it survives editing and lands in print.

    Options:
        allow: words that may stand twice in a row, in lower case.
    """
    for match in PAIR.finditer(document.text):
        word = match["word"]
        if word.lower() not in allow and not match["again"].strip()[0].isupper():
            fix = Fix((Edit(Span(*match.span("again")), ""),))
            yield Finding(Span(*match.span()), {"word": word}, fix)
