"""Words and phrases without wildcards, found as whole words at the hits of their own letters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from newslint.document import Document, fold
from newslint.late import late
from newslint.model import Span
from newslint.rule import Hit

_ADDRESS = late(r"[@#]\w|://|\bwww\.|\w\.(?:com|org|net|gov|edu|int|co|uk|eu|io|html?|php|info|tv)\b", re.I)
_TOKEN = 60
"""How many characters around a word are looked at to see whether it is part of an address."""


class Place(NamedTuple):
    """Where a literal stands, and how the pack writes it."""

    span: Span
    literal: str


class Literals:
    """A set of literals. One in lower case is found in any case, another one as written or in capitals."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Take the literals.

        Raises:
            ValueError: one of them has no letter or digit.
        """
        self._by_trigger: dict[str, list[str]] = {}
        for text in texts:
            if not any(letter.isalnum() for letter in text):
                raise ValueError(f"{text!r} has no letter to look for")
            of_trigger = self._by_trigger.setdefault(fold(text.strip()), [])
            if text.strip() not in of_trigger:
                of_trigger.append(text.strip())

    @property
    def triggers(self) -> tuple[str, ...]:
        """What to look for."""
        return tuple(self._by_trigger)

    def find(self, document: Document, hits: Sequence[Hit]) -> Iterator[Place]:
        """Yield the places in order; of two that overlap the one that begins first, and then the longer."""
        end = 0
        for hit in sorted(hits, key=lambda hit: (hit.span.start, -hit.span.end)):
            literal = self._literal(document, hit) if hit.span.start >= end else None
            if literal is not None:
                end = hit.span.end
                yield Place(hit.span, literal)

    def _literal(self, document: Document, hit: Hit) -> str | None:
        literals = self._by_trigger.get(hit.trigger, ())
        if not literals or not is_whole(document.text, hit.span) or is_address(document.text, hit.span):
            return None
        found = document.slice(hit.span).replace("’", "'")
        return next((one for one in literals if _is_written(one.replace("’", "'"), found)), None)


def pairs(table: Mapping[str, str | Sequence[str]], extra: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return what a table and the option ``extra`` say of each literal.

    Args:
        table: a text, or several, for each literal.
        extra: further pairs such as ``"in order to -> to"``.

    Raises:
        ValueError: one of them says nothing.
    """
    found = {literal: (said,) if isinstance(said, str) else tuple(said) for literal, said in table.items()}
    for text in extra:
        literal, _, said = (part.strip() for part in text.partition("->"))
        if not literal:
            raise ValueError(f"{text!r} is no pair such as 'in order to -> to'")
        found[literal] = (said,)
    for literal, several in found.items():
        if not several or not all(one.strip() for one in several):
            raise ValueError(f"nothing is said of {literal!r}")
    return found


def is_whole(text: str, span: Span) -> bool:
    """Whether a span begins and ends at the border of a word, or with a sign."""
    starts_inside = span.start > 0 and _is_letter(text[span.start - 1]) and _is_letter(text[span.start])
    ends_inside = span.end < len(text) and _is_letter(text[span.end - 1]) and _is_letter(text[span.end])
    return not starts_inside and not ends_inside


def is_address(text: str, span: Span) -> bool:
    """Whether a span is part of a web or mail address or of a tag."""
    before = text[max(0, span.start - _TOKEN) : span.start]
    after = text[span.end : span.end + _TOKEN]
    start = len(before) - (len(before.split()[-1]) if before and not before[-1].isspace() else 0)
    end = len(after.split()[0]) if after and not after[0].isspace() else 0
    return _ADDRESS.search(before[start:] + text[span.start : span.end] + after[:end]) is not None


def in_case_of(found: str, text: str) -> str:
    """Return ``text`` capitalised as ``found`` is: all in capitals, or the first letter."""
    if found.isupper() and sum(letter.isalpha() for letter in found) > 1:
        return text.upper()
    return text[:1].upper() + text[1:] if found[:1].isupper() and text[:1].islower() else text


def _is_letter(character: str) -> bool:
    return character.isalnum() or character == "_"


def _is_written(literal: str, found: str) -> bool:
    return literal == literal.lower() or found in (literal, literal.upper())
