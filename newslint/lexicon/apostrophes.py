"""Corrections with the apostrophe that a text uses."""

from __future__ import annotations

from newslint.lexicon.reading import plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from newslint.model import Span


def typeset(text: str, span: Span, corrections: tuple[str, ...]) -> tuple[str, ...]:
    """Return corrections of what stands at ``span`` with the apostrophe that the text uses.

    That is the word's own where it has one, else the nearest in the text, else the form of its quotation marks.
    """
    if not any("'" in correction for correction in corrections):
        return corrections
    sign = next((letter for letter in span.of(text) if plain(letter) == "'"), "") or _nearest_apostrophe(text, span)
    return tuple(correction.replace("'", sign) for correction in corrections)


def with_apostrophe(text: str, span: Span, corrections: tuple[str, ...]) -> Span:
    """Return the place of a word together with the apostrophe behind it, where the correction has one: "womens'"."""
    is_behind = corrections[0].endswith(("'s", "’s")) and text[span.end : span.end + 1] in {"'", "’"}
    return span._replace(end=span.end + 1) if is_behind else span


def _nearest_apostrophe(text: str, span: Span) -> str:
    def distance(sign: str) -> int:
        after, before = text.find(sign, span.end), text.rfind(sign, 0, span.start)
        far = len(text) + 1
        return min(after - span.end if after >= 0 else far, span.start - before if before >= 0 else far)

    straight, curly = distance("'"), distance("’")
    if straight == curly:
        return "’" if "“" in text else "'"
    return "'" if straight < curly else "’"
