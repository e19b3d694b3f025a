"""Two spellings of one thing in one article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newslint.document import Document
from newslint.kinds import Matcher
from newslint.kinds._literals import Literals, Place, in_case_of
from newslint.rule import Finding, Hit


def spellings(*, spellings: Sequence[str], extra: Sequence[str] = ()) -> Matcher:
    """Find what is spelt in more than one way in one article; the rarer spelling is reported, or the later one.

    A spelling in lower case is found in any case, another one as written or in capitals. The message
    may say ``{found}``, ``{other}`` and ``{count}``, how often the other one stands there.

    Args:
        spellings: the spellings of each thing, such as ``"adviser / advisor"``.
        extra: further spellings such as ``"Kiev / Kyiv"``; an option of the rule.
    """
    things = [_spellings(text) for text in (*spellings, *extra)]
    wanted = Literals(one for thing in things for one in thing)

    def find(document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
        places: dict[str, list[Place]] = {}
        for place in wanted.find(document, hits):
            places.setdefault(place.literal, []).append(place)
        for thing in things:
            used = [places[one] for one in thing if one in places]
            if len(used) > 1:
                yield from _findings(document, sorted(used, key=lambda found: (-len(found), found[0].span)))

    return Matcher(find, wanted.triggers, ("found", "other", "count"))


def _findings(document: Document, used: Sequence[Sequence[Place]]) -> Iterator[Finding]:
    """Yield the places of all spellings but the first."""
    usual, *others = used
    for place in (place for other in others for place in other):
        found = document.slice(place.span)
        better = in_case_of(found, usual[0].literal)
        yield Finding(place.span, {"found": found, "other": better, "count": len(usual)}, None, (better,))


def _spellings(text: str) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(part.strip() for part in text.split("/")))
    if len(found) < 2 or not all(found):
        raise ValueError(f"{text!r} names no two spellings such as 'adviser / advisor'")
    return found
