"""A word or phrase for which there is a better one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from newslint.document import Document, fold
from newslint.kinds import Matcher
from newslint.kinds._literals import Literals, Place, in_case_of, is_whole, pairs
from newslint.model import Applicability, Edit, Fix, Span
from newslint.rule import Finding, Hit


def substitution(
    *,
    swap: Mapping[str, str | Sequence[str]],
    fix: Literal["safe", "unsafe", "display"] = "safe",
    extra: Sequence[str] = (),
) -> Matcher:
    """Find words and phrases and put better ones in their place, capitalised as they were.

    One in lower case is found in any case, another one as written or in capitals. The message may
    say ``{found}`` and ``{better}``.

    Args:
        swap: what is found, and what is better; where that is a list, a person has to choose.
        fix: who may apply the fix.
        extra: further pairs such as ``"in order to -> to"``; an option of the rule.
    """
    better = pairs(swap, extra)
    _refuse_circles(better)
    wanted = Literals(better)

    def find(document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
        for place in wanted.find(document, hits):
            found = document.slice(place.span)
            choices = tuple(in_case_of(found, text) for text in better[place.literal])
            if found not in choices and not any(_stands_around(document, place, text) for text in choices):
                yield _finding(place.span, found, choices, Applicability(fix))

    return Matcher(find, wanted.triggers, ("found", "better"))


def _finding(span: Span, found: str, choices: tuple[str, ...], applicability: Applicability) -> Finding:
    words = {"found": found, "better": " or ".join(choices)}
    fix = Fix((Edit(span, choices[0]),), applicability) if len(choices) == 1 else None
    return Finding(span, words, fix, choices)


def _stands_around(document: Document, place: Place, better: str) -> bool:
    """Whether the text says the better thing already, of which what was found is a part."""
    folded, part = fold(better), fold(place.literal)
    offset = folded.find(part) if folded != part else -1
    while offset >= 0:
        start = place.span.start - offset
        if start >= 0 and document.folded.startswith(folded, start):
            return True
        offset = folded.find(part, offset + 1)
    return False


def _refuse_circles(better: Mapping[str, Sequence[str]]) -> None:
    """A better text that would be replaced in its turn is a mistake in the pack."""
    for found, choices in better.items():
        for choice in choices:
            for other in better:
                if fold(other) != fold(found) and _holds(choice, other):
                    raise ValueError(f"{found!r} is replaced by {choice!r}, and {other!r} in that is replaced again")


def _holds(text: str, part: str) -> bool:
    start = fold(text).find(fold(part))
    return start >= 0 and is_whole(text, Span(start, start + len(part)))
