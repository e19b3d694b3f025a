"""Things that have to come in an order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Literal

from newslint.document import Document
from newslint.kinds import Matcher
from newslint.kinds._literals import Literals
from newslint.kinds._regions import lead, region
from newslint.model import Span
from newslint.rule import Finding, Hit
from newslint.text.bylines import is_byline, is_credit, is_dateline

Present = Sequence[tuple[int, Span]]
"""What there is of an order: the place in the order, and where it stands."""


def order(
    *,
    things: Sequence[str | Sequence[str]],
    within: Literal["article", "paragraph", "sentence"] = "article",
) -> Matcher:
    """Find things that do not stand in their order; the first place of each counts, the late one is reported.

    What is not there is not missed. The message may say ``{found}`` and ``{other}``, what it should
    have stood before.

    Args:
        things: in their order: words or phrases, each a text or several of which the first counts;
            or else the parts ``<headline>``, ``<byline>``, ``<dateline>``, ``<lead>``, ``<credit>``.
        within: what the order holds for, each by itself; parts go with ``article``.
    """
    if len(things) < 2:
        raise ValueError("an order wants two things at least")
    if any(thing in _PARTS for thing in things if isinstance(thing, str)):
        return _of_parts([thing for thing in things if isinstance(thing, str)], len(things), within)
    return _of_words([(thing,) if isinstance(thing, str) else tuple(thing) for thing in things], within)


def _of_parts(parts: Sequence[str], wanted: int, within: str) -> Matcher:
    if within != "article" or len(parts) < wanted or not all(part in _PARTS for part in parts):
        raise ValueError(f"the parts of an article ({', '.join(_PARTS)}) go only with each other and with the article")

    def find(document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
        spans = ((index, _PARTS[part](document)) for index, part in enumerate(parts))
        for late, other in _late([(index, span) for index, span in spans if span is not None]):
            yield Finding(late[1], {"found": parts[late[0]].strip("<>"), "other": parts[other[0]].strip("<>")})

    return Matcher(find, (), ("found", "other"))


def _of_words(things: Sequence[Sequence[str]], within: str) -> Matcher:
    number = {text.strip(): index for index, thing in enumerate(things) for text in thing}
    if len(number) < sum(len(thing) for thing in things):
        raise ValueError("a word stands in the order twice")
    wanted = Literals(number)

    def find(document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
        regions: dict[Span, dict[int, Span]] = {}
        for place in wanted.find(document, hits):
            first = regions.setdefault(region(document, place.span.start, within), {})
            first.setdefault(number[place.literal], place.span)
        for first in regions.values():
            for late, other in _late(sorted(first.items())):
                yield Finding(late[1], {"found": document.slice(late[1]), "other": document.slice(other[1])})

    return Matcher(find, wanted.triggers, ("found", "other"))


def _late(present: Present) -> Iterator[tuple[tuple[int, Span], tuple[int, Span]]]:
    """Yield each thing behind which there is one that it should have stood before, and that one."""
    earliest: tuple[int, Span] | None = None
    for one in reversed(present):
        if earliest is not None and earliest[1].start < one[1].start:
            yield one, earliest
        else:
            earliest = one


def _first(spans: Iterable[Span], holds: Callable[[str], bool], document: Document) -> Span | None:
    return next((span for span in spans if holds(document.slice(span))), None)


def _lead(document: Document) -> Span | None:
    span = lead(document)
    return span if span.end > span.start else None


_PARTS: Mapping[str, Callable[[Document], Span | None]] = {
    "<headline>": lambda document: document.headline,
    "<byline>": lambda document: _first(document.paragraphs, is_byline, document),
    "<dateline>": lambda document: _first(document.paragraphs, is_dateline, document),
    "<lead>": _lead,
    "<credit>": lambda document: _first(
        document.credits, lambda text: is_credit(text) and not is_byline(text), document
    ),
}
