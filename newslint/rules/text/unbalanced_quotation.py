from collections.abc import Iterator, Sequence
from itertools import zip_longest

from newslint.document import Document
from newslint.model import Span
from newslint.rule import Bad, Finding, Good, rule


@rule(
    "This quotation mark has no counterpart",
    category="text",
    severity="info",
    examples=[
        Bad("He said: [[“]]We go on. Then he left.\n\nNobody followed him."),
        Bad("He said: We go on.[[”]] Then he left."),
        Bad('He said: [["]]We go on. Then he left.\n\nNobody followed him.'),
        Good("“We go on.\n\n“We do not stop,” he said."),
        Good("He said “no” and „ja“ and “yes”."),
        Good('A 6\'2" man and a 12" pipe.'),
    ],
)
def unbalanced_quotation(document: Document) -> Iterator[Finding]:
    """A quotation is opened and not closed, or closed and not opened.

    A reader cannot tell what was said from what was written. A quotation that goes on in the next paragraph is opened anew there.
    """
    text = document.text
    if text.count("“") == text.count("”") and text.count('"') % 2 == 0:
        return
    if "„" in text:
        return
    paragraphs = document.paragraphs
    open_before = False
    for paragraph, following in zip_longest(paragraphs, paragraphs[1:]):
        goes_on = following is not None and text.startswith(("“", '"', "‘“"), following.start)
        curly = [at for at in range(paragraph.start, paragraph.end) if text[at] in "“”"]
        unmatched, is_open = _unmatched(text, curly, open_before)
        straight = _straight(text, paragraph)
        if len(straight) % 2 and not goes_on:
            unmatched.append(straight[-1])
        open_before = is_open and goes_on
        yield from (Finding(Span(at, at + 1)) for at in unmatched if not (goes_on and text[at] == "“"))


def _unmatched(text: str, marks: Sequence[int], open_before: bool) -> tuple[list[int], bool]:
    unmatched: list[int] = []
    opened: int | None = None
    for at in marks:
        if text[at] == "“":
            if opened is not None:
                unmatched.append(opened)
            opened = at
        elif opened is not None:
            opened = None
        elif not open_before:
            unmatched.append(at)
    return unmatched + ([opened] if opened is not None else []), opened is not None


def _straight(text: str, paragraph: Span) -> list[int]:
    marks = []
    at = text.find('"', paragraph.start, paragraph.end)
    while at >= 0:
        if not text[at - 1 : at].isdigit() or text[at + 1 : at + 2] in (",", "."):
            marks.append(at)
        at = text.find('"', at + 1, paragraph.end)
    return marks
