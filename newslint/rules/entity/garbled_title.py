from collections.abc import Iterator, Sequence

from newslint.document import Document
from newslint.model import Applicability, Edit, Fix
from newslint.rule import Bad, Finding, Good, Hit, rule

TITLES = {
    "joint chief of staff": "Joint Chiefs of Staff",
    "joint chief of staffs": "Joint Chiefs of Staff",
    "joint chiefs of staffs": "Joint Chiefs of Staff",
    "joints chiefs of staff": "Joint Chiefs of Staff",
    "prime minster": "Prime Minister",
    "foreign minster": "Foreign Minister",
    "finance minster": "Finance Minister",
    "interior minster": "Interior Minister",
    "defense minster": "Defense Minister",
    "defence minster": "Defence Minister",
    "united nation security council": "United Nations Security Council",
    "united nation general assembly": "United Nations General Assembly",
    "united nations security counsel": "United Nations Security Council",
    "u.n. security counsel": "U.N. Security Council",
    "un security counsel": "UN Security Council",
    "un general assemble": "UN General Assembly",
    "commander and chief of": "commander in chief of",
    "house of representative speaker": "House of Representatives speaker",
    "secretary generals of the un": "secretary-general of the UN",
    "chief executive office of": "chief executive officer of",
    "vice prime president": "vice president",
}  # fmt: skip


@rule(
    "“{found}” should be “{right}”",
    category="entity",
    triggers=tuple(TITLES),
    examples=[
        Bad("The [[Joint Chief of Staff]] met on Monday.", fixed="The Joint Chiefs of Staff met on Monday."),
        Bad("The [[prime minster]] agreed.", fixed="The prime minister agreed."),
        Good("The Joint Chiefs of Staff met the president's chief of staff."),
        Good("The prime minister prayed in York Minster."),
    ],
)
def garbled_title(document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
    """The title of an office or the name of a body is garbled.

    Each half is a word, so no spelling checker sees it.
    """
    text = document.text
    for hit in hits:
        start, end = hit.span
        if text[start - 1 : start].isalnum() or text[end : end + 1].isalnum():
            continue
        found = text[start:end]
        right = TITLES[hit.trigger]
        right = right.lower() if found.islower() else right.upper() if found.isupper() else right
        fix = Fix((Edit(hit.span, right),), Applicability.UNSAFE)
        yield Finding(hit.span, {"found": " ".join(found.split()), "right": right}, fix)
