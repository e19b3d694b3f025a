from collections.abc import Iterator, Mapping, Sequence

from newslint.document import Document
from newslint.late import late
from newslint.model import Span
from newslint.rule import Bad, Deferred, Finding, Good, rule

MARK = late('[“”"]')
OPENS_AFTER = " \n\r\t\xa0([—–-'‘"
CLOSES_BEFORE = " \n\r\t\xa0.,;:!?)]—–-'’"
INCH = late(r"\d\"")
# What was said is over where somebody is named who said it.
ATTRIBUTED = late(
    r"[,?!] (?:he|she|they|Mr|Mrs|Ms|Dr|[A-Z][a-z]+)(?: [A-Z][\w'’-]+){0,2} (?:said|says|added|told|asked)\b"
    r"[^\"“”]{0,40}[.]$"
)
FLOOD = 4
"""A text with more of them has a style of its own."""


@rule(
    "This quotation mark has no counterpart",
    category="text",
    severity="info",
    sieve=Deferred("newslint.gates.sieves.signs:odd"),
    examples=[
        Bad("He said: [[“]]We go on. Then he left.\n\nNobody followed him."),
        Bad("He said: We go on.[[”]] Then he left."),
        Bad('He said: [["]]We go on. Then he left.\n\nNobody followed him.'),
        Bad("[[“]]We go on, she said.\n\n“We do not stop.”"),
        Good("“We go on.\n\n“We do not stop,” he said."),
        Good("He said “no” and „ja“ and “yes”."),
        Good('A 6\'2" man and a 12" pipe.'),
    ],
)
def unbalanced_quotation(document: Document) -> Iterator[Finding]:
    """A quotation is opened and not closed, or closed and not opened.

    A reader cannot tell what was said from what was written. A quotation that goes on in the next
    paragraph is opened anew there.
    """
    text = document.text
    if not _has_marks(text) or not _may_be_odd(text):
        return
    marks = _marks(text, document.paragraphs)
    if not any(_are_odd(text, places) for places in marks.values()):
        return
    found = [*_unmatched(text, document.paragraphs, marks)]
    yield from (Finding(Span(at, at + 1)) for at in found if len(found) <= FLOOD and not INCH.match(text, at - 1))


def _has_marks(text: str) -> bool:
    """Whether there are marks of which each has a form for the beginning and one for the end."""
    return ('"' in text or "“" in text or "”" in text) and "„" not in text


def _may_be_odd(text: str) -> bool:
    """Whether not every mark has its counterpart in its line: nearly all texts are done with here."""
    if "\r" in text:
        return True
    straight, opened = text.split('"'), text.split("“")
    if len(straight) % 2 == 0 or "\n" in "".join(straight[1::2]):
        return True
    return text.count("”") != len(opened) - 1 or any("”" not in piece.partition("\n")[0] for piece in opened[1:])


def _are_odd(text: str, places: Sequence[int]) -> bool:
    """Whether the marks of a paragraph cannot be pairs."""
    marks = [text[place] for place in places]
    return marks.count("“") != marks.count("”") or marks.count('"') % 2 == 1


def _unmatched(text: str, paragraphs: Sequence[Span], marks: Mapping[int, Sequence[int]]) -> Iterator[int]:
    goes_on = False
    before = -1
    for index, places in marks.items():
        goes_on = goes_on and index == before + 1
        before = index
        start, end = paragraphs[index]
        opened: int | None = None
        for mark in places:
            opens = _opens(text, mark, opened is None)
            if opens and opened is not None:
                yield opened
            if not opens and opened is None and not goes_on:
                yield mark
            opened, goes_on = (mark, goes_on) if opens else (None, False)
        # The next paragraph opens the quotation anew, or simply goes on with it and closes it.
        following = paragraphs[index + 1 : index + 2]
        goes_on = opened is not None and any(_is_continued(text, one) for one in following)
        goes_on = goes_on and ATTRIBUTED.search(text, max(start, end - 80), end) is None
        if opened is not None and not goes_on:
            yield opened


def _marks(text: str, paragraphs: Sequence[Span]) -> dict[int, list[int]]:
    """Return where the marks stand, by the number of the paragraph; most paragraphs have none."""
    found: dict[int, list[int]] = {}
    index, last = 0, len(paragraphs) - 1
    for mark in MARK.finditer(text):
        at = mark.start()
        while index < last and paragraphs[index + 1][0] <= at:
            index += 1
        found.setdefault(index, []).append(at)
    return found


def _opens(text: str, at: int, expected: bool) -> bool:
    """Whether a mark opens a quotation: the white space beside it tells, else its form."""
    before, after = text[max(0, at - 1) : at], text[at + 1 : at + 2]
    if (not before or before in OPENS_AFTER) != (not after or after in CLOSES_BEFORE):
        return not before or before in OPENS_AFTER
    return expected if text[at] == '"' else text[at] == "“"


def _is_continued(text: str, paragraph: Span) -> bool:
    if text.startswith(("“", '"', "‘“", "'\""), paragraph.start):
        return True
    first = MARK.search(text, paragraph.start, paragraph.end)
    return first is not None and not _opens(text, first.start(), expected=False)
