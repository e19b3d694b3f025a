import re
from collections.abc import Iterator

from newslint.document import Document
from newslint.model import Edit, Fix, Span
from newslint.rule import Bad, Finding, Good, rule

LONGEST = 6
WORD = re.compile(r"\S+")
NUMBER = re.compile(r"\d")
ENDS = '.,;:!?"”’)'


@rule(
    "“{phrase}” is typed twice",
    category="typo",
    severity="error",
    yields_to=(),
    examples=[
        Bad("The talks are [[based on based on]] trust.", fixed="The talks are based on trust."),
        Bad("He was taken [[to the hospital to the hospital]].", fixed="He was taken to the hospital."),
        Good("She tried over and over and over, day by day by day."),
        Good("They won 6-4 6-4 and then 3-0 3-0, in New York New York."),
        Good("What he did he did well; what there is there is for all."),
        Good("“No way, no way,” the crowd sang, “we want we want justice.”"),
    ],
)
def doubled_phrase(document: Document) -> Iterator[Finding]:
    """Two or more words are typed twice in a row.

    It happens when a sentence is edited and half of the old words stay.
    """
    found = [(at, length) for length in range(LONGEST, 1, -1) for at in _repeats(document.tokens, length)]
    if not found:
        return
    places = [match.span() for match in WORD.finditer(document.text)]
    end_before = 0
    for at, length in sorted(found, key=lambda pair: (pair[0], -pair[1])):
        start, first_end, end = places[at][0], places[at + length - 1][1], places[at + 2 * length - 1][1]
        end -= len(document.tokens[at + 2 * length - 1]) - len(document.tokens[at + length - 1])
        span = Span(start, end)
        if start < end_before or not _is_slip(document, span, document.tokens[at - 1 : at + 2 * length + 1], length):
            continue
        end_before = end
        phrase = document.slice(Span(start, first_end))
        yield Finding(span, {"phrase": phrase}, Fix((Edit(Span(first_end, end), ""),)))


def _repeats(tokens: list[str], length: int) -> Iterator[int]:
    """Yield where ``length`` words stand twice in a row; the second time the last may carry punctuation.

    The lengths of all words, one byte each, are compared as one number shifted against itself: it is far
    cheaper than a comparison of words, of which only those of suspects remain.
    """
    lengths = bytes(min(size, 255) for size in map(len, tokens))
    number = int.from_bytes(lengths, "little")
    differing = (number ^ (number >> (8 * length))).to_bytes(len(lengths) or 1, "little")
    alike = bytes(max(2, length - 1))
    at = differing.find(alike)
    while 0 <= at <= len(tokens) - 2 * length:
        middle, last = at + length, at + 2 * length - 1
        if tokens[at : middle - 1] == tokens[middle:last] and tokens[last].rstrip(ENDS) == tokens[middle - 1]:
            yield at
        at = differing.find(alike, at + 1)


def _is_slip(document: Document, span: Span, around: list[str], length: int) -> bool:
    words = document.slice(span).split()[:length]
    if "\n" in document.slice(span) or any(NUMBER.search(word) for word in words):
        return False
    if not all(word.replace("'", "").replace("’", "").replace("-", "").isalpha() for word in words):
        return False
    if all(word[0].isupper() for word in words) or len(set(words)) == 1:
        return False
    # "over and over and over": the first word comes a third time, or stands before already.
    if words[0] == around[-1].rstrip(ENDS) or words[-1] == around[0] or len(words[0]) == 1 == len(words[1]):
        return False
    if document.text.count(" ", *document.paragraph(span.start)) < 2 * length + 2:
        return False
    # "What he did he did well" says it twice with a reason; so does who is quoted.
    if length == 2 and words[0].lower() in PRONOUNS:
        return False
    return not any(quotation.overlaps(span) for quotation in document.quotations)


PRONOUNS = frozenset("i you he she it we they there that this who as so very more".split())
