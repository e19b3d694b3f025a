from collections.abc import Iterator, Sequence

from newslint.document import Document
from newslint.late import late
from newslint.model import Edit, Fix, Span
from newslint.rule import Bad, Finding, Good, Hit, rule
from newslint.text.countries import PLACES

# A word in lower case beside the two: no list, no table, no call of supporters.
WORDS = 8
BESIDE = late(r"[^\S\r\n]+[a-z]{2,}|['’]s\b|[.,]")


@rule(
    "The name “{name}” stands twice",
    category="entity",
    severity="error",
    triggers=tuple(sorted({f"{name} {name}".lower() for name in PLACES})),
    examples=[
        Bad("The war in [[Portugal Portugal]] went on.", fixed="The war in Portugal went on."),
        Bad(
            "Farmers all over Western [[Australia Australia]] have met in the old town to speak of wheat.",
            fixed="Farmers all over Western Australia have met in the old town to speak of wheat.",
        ),
        Good("Hassan Hassan and Duran Duran met in Baden Baden."),
        Good("Portugal Portugal"),
        Good("It lies in Portugal. Portugal is warm."),
    ],
)
def doubled_name(document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
    """The name of a place or a body is typed twice.

    Persons and towns may be called the same twice over; countries and their capitals are not.
    """
    text = document.text
    for hit in hits:
        start, end = hit.span
        name, _, again = text[start:end].partition(" ")
        if name != again or name not in PLACES or text[start - 1 : start].isalnum() or text[end : end + 1].isalnum():
            continue
        line = document.line(start)
        before = text[max(line.start, start - 60) : start].split()[-1:]
        # After a name ("Western Australia Australia") only running text is certain.
        is_prose = text.startswith(" ", end) and text[end + 1 : end + 2].islower()
        is_inside = bool(before) and (
            before[0].islower() or (is_prose and text.count(" ", line.start, line.end) > WORDS)
        )
        if BESIDE.match(text, end) and is_inside:
            fix = Fix((Edit(Span(start + len(name), end), ""),))
            yield Finding(Span(start, end), {"name": name}, fix)
