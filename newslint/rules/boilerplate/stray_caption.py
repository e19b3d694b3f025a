from collections.abc import Iterator, Sequence

from newslint.document import Document
from newslint.late import late
from newslint.rule import Bad, Finding, Good, Hit, rule

LONGEST = 400
"""In characters; a longer paragraph is no caption."""
YEARS = tuple(f", {year}" for year in range(2000, 2036))
PICTURES = ("photo", "picture", "image", "screenshot", "frame grab")
IN_THIS = late(
    r"(?:^|[ ,])[Ii]n this (?:[\w.]+,? ){0,4}(?:photo|photograph|picture|image|screenshot|frame grab)\b"
    r"(?! (?:is|was|shows|of the|has|we))"
)
SIDES = ("(l)", "(r)", "(c)", "(l-r)", "(left)", "(right)", "(centre)", "(center)")
POINTING = (
    "left to right: ",
    *("pictured above", "pictured below", "pictured here", "pictured left", "pictured right"),
    *("is seen here", "are seen here", "is seen in this", "are seen in this", "is pictured in this"),
)
BEGINNINGS = (
    *("file -", "file –", "file —", "file image of ", "file picture of ", "file photo of ", "in this file photo"),
    *("(from left)", "(from left to right)", "from left: ", "from left to right: ", "l-r: ", "(l-r) "),
    *("pictured: ", "mugshot of ", "a general view of ", "an aerial view of "),
)
DATED = late(
    r", (?:on )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2}, 20\d\d"
    r"\.?\)?(?: [A-Z]\S*/\S.{0,40})?$"
)
DOES_LISTED = (
    "address arrive attend board carry carrie celebrate check cheer clap climb cry crie dance deliver drive"
    " embrace enter fire fly flie gather gesture greet hold hug inspect kiss laugh leave lift light line listen"
    " look make march meet motion move pass pause perform play point pose pray prepare protest push raise react"
    " read ride rise run salute search shake shout show sing sit smile speak stand surround take talk tour use"
    " wait walk watch wave wear wipe work"
)
DOES = frozenset(form for stem in DOES_LISTED.split() for form in (stem, f"{stem}s", f"{stem}es"))
TOLD = frozenset({"said", "says", "told", "was", "were", "had", "will", "would"})


@rule(
    "The caption of a picture stands in the text",
    category="boilerplate",
    group="credit",
    severity="info",
    triggers=(
        *YEARS,
        *BEGINNINGS,
        *("left to right", "in this ", "pictured ", "is seen ", "are seen "),
        *("(l)", "(r)", "(c)", "(l-r)", "(left)", "(right)", "(centre)", "(center)"),
    ),
    examples=[
        Bad(
            "Rain fell.\n\n[[A stallholder waits for visitors at the fair in Oslo, Norway, May 3, 2018.]]\n\nFew came."
        ),
        Bad("Rain fell.\n\n[[FILE - Mayor Jane Roe speaks at the town hall.]]\n\nFew came."),
        Bad("Rain fell.\n\n[[Jane Roe (L) and John Doe (R) at the gate of the fair]]\n\nFew came."),
        Bad("Rain fell.\n\n[[From left: Jane Roe, John Doe and Ann Poe at the gate of the fair.]]\n\nFew came."),
        Bad("Rain fell.\n\n[[A general view of the fair]]\n\nFew came."),
        Good(
            "Rain fell.\n\nA general view of the world was all that it gave, she said.\n\nFrom left to right they ran."
        ),
        Good("Rain fell.\n\nThe mayor said that the fair would run until May 3, 2018.\n\nFew came."),
        Good(
            "Rain fell.\n\nNobody in this picture is known to the police.\n\nThe group (left) was seen in town by few."
        ),
        Good("Rain fell.\n\nIn this image of the future, all of us have a part to play, she said."),
    ],
)
def stray_caption(document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
    """The caption of a picture stands in the text as a paragraph of its own.

    It speaks of a picture that is not here. Keep it with the picture, or move it to the data about
    the article.
    """
    for paragraph in dict.fromkeys(document.paragraph(hit.span.end - 1) for hit in hits):
        if paragraph.end - paragraph.start <= LONGEST and paragraph != document.headline:
            text = document.slice(paragraph)
            if _is_caption(text) and not document.is_quoted(paragraph):
                yield Finding(paragraph)


def _is_caption(text: str) -> bool:
    low = text.lower()
    words = set(low.split())
    if not words.isdisjoint(TOLD) or "@" in text or "copyright" in low:
        return False
    if low.startswith(BEGINNINGS) or "left to right: " in low or any(one in low for one in POINTING):
        return True
    if any(side in low for side in SIDES) and _has_name_before_side(text):
        return True
    if any(picture in low for picture in PICTURES) and IN_THIS.search(text):
        return True
    return not words.isdisjoint(DOES) and ", 20" in low and DATED.search(text) is not None


def _has_name_before_side(text: str) -> bool:
    """Whether a name stands before "(L)" or "(left)", and the caption goes on behind it."""
    words = text.split()
    sides = [number for number, word in enumerate(words) if word.lower().rstrip(",") in SIDES and number]
    return any(words[number - 1][0].isupper() and number + 1 < len(words) for number in sides)
