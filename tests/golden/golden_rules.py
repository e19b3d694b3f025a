"""One rule of each kind that a report has to show."""

import re
from collections.abc import Iterator

from newslint.document import Document
from newslint.model import Applicability, Edit, Fact, Fix, Span
from newslint.rule import Bad, Corpus, Finding, Good, rule

FURNITURE = re.compile(r"^Also here:(?:\r?\n)+(?:- .*(?:\r?\n|\Z))+", re.MULTILINE)


@rule(
    "“{word}” is misspelt",
    category="typo",
    severity="error",
    examples=[
        Bad("He saw [[teh]] rain.", fixed="He saw the rain."),
        Good("He saw the rain."),
        Good("He saw Tehran."),
    ],
)
def slip(document: Document) -> Iterator[Finding]:
    """A word is misspelt.

    Readers who find a slip doubt the facts beside it. The second sentence of a reason is not shown.
    """
    for match in re.finditer(r"\bteh\b", document.text):
        yield Finding(Span(*match.span()), {"word": match[0]}, Fix((Edit(Span(*match.span()), "the"),)))


@rule(
    "A sign was lost here",
    category="text",
    severity="error",
    examples=[Bad("It rained[[\x07]]."), Good("It rained."), Good("")],
)
def garbled(document: Document) -> Iterator[Finding]:
    """A control character stands in the text.

    Nobody typed it.
    """
    for match in re.finditer("\x07", document.text):
        yield Finding(Span(*match.span()))


@rule(
    "“{word}” may be misspelt",
    category="typo",
    examples=[
        Bad("They [[recieve]] it, 日本語 or not."),
        Good("They receive it."),
        Good("They got it."),
    ],
)
def guess(document: Document) -> Iterator[Finding]:
    """A word looks misspelt.

    It is in no dictionary.
    """
    for match in re.finditer(r"\brecieve\b", document.text):
        yield Finding(Span(*match.span()), {"word": match[0]}, None, ("receive", "relieve"))


@rule(
    "Links of the page were left in the article ({lines} lines)",
    category="boilerplate",
    group="page",
    examples=[
        Bad("It rained.\n\n[[Also here:\n- one\n- two]]", fixed="It rained.\n\n"),
        Good("Also here: one."),
        Good("- one"),
    ],
)
def page_furniture(document: Document) -> Iterator[Finding]:
    """Links that belong to the page were left in the article.

    They lead nowhere in print.
    """
    for match in FURNITURE.finditer(document.text):
        span = Span(match.start(), match.start() + len(match[0].rstrip()))
        edit = Edit(span, "")
        yield Finding(span, {"lines": len(match[0].split("\n")) - 1}, Fix((edit,), Applicability.UNSAFE))


@rule(
    "An agency is credited",
    category="boilerplate",
    group="credit",
    severity="info",
    on="line",
    examples=[Bad("[[(Wire)]]"), Good("Wire"), Good("(Wire) said")],
)
def agency_note(document: Document, line: Span) -> Iterator[Finding]:
    """An agency is credited.

    It may have to stay.
    """
    if document.slice(line) == "(Wire)":
        yield Finding(line)


@rule(
    "This line also stands in {twin}",
    category="duplicate",
    on="corpus",
    verify=lambda one, other: 1.0 if one == other else None,
    examples=[Corpus({"a": "[[Rain fell on Paris.]]", "b": "[[Rain fell on Paris.]]"}), Good("Rain."), Good("Snow.")],
)
def same_line(document: Document) -> Iterator[Fact]:
    """A line stands in more than one article.

    One of the articles was copied.
    """
    for line in document.lines:
        if document.slice(line).startswith("Rain fell"):
            yield Fact(b"rain", line)
