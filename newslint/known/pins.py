"""Which of several findings is meant that one article has with the same words around them. Pure: texts in, pins out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from newslint.known.marks import NO_WORDS, REACH, WORDS, Key, key
from newslint.late import late
from newslint.text.normal import words_of

if TYPE_CHECKING:
    from newslint.model import Diagnostic, Span

_LINE_END = late(r"\r\n|\r|\n")


class Pin(NamedTuple):
    """What tells a finding from others with its key in its article."""

    nth: int = 1
    """Which of them it was, from 1."""
    among: int = 1
    """How many of them there were."""
    above: str = ""
    """The last words of the nearest line above it."""
    below: str = ""
    """The first words of the nearest line below it."""


class At(NamedTuple):
    """Where a finding stands: no two with one rule have the same."""

    path: str
    record: int | None
    rule: str
    span: Span

    @classmethod
    def of(cls, one: Diagnostic) -> At:
        """Return where a finding stands."""
        return cls(one.location.path, one.location.record, one.rule, one.location.span)


def pin(span: Span, text: str, nth: int, among: int) -> Pin:
    """Return the pin of a finding, given which of how many with its key it is."""
    lines = _LINE_END.split(text[max(0, span.start - REACH) : span.start])[:-1]
    above = next(filter(None, map(_words, reversed(lines))), ())
    lines = _LINE_END.split(text[span.end : span.end + REACH])[1:]
    below = next(filter(None, map(_words, lines)), ())
    return Pin(nth, among, " ".join(above[-WORDS:]), " ".join(below[:WORDS]))


def pins_of(
    chosen: Iterable[Diagnostic],
    found: Iterable[Diagnostic],
    text_of: Callable[[str, int | None], str],
    with_lines: bool = False,
) -> dict[At, Pin]:
    """Return the pins of those findings for which another one in their article may be taken.

    Args:
        chosen: the findings.
        found: all findings of the run, sorted.
        text_of: the text of an article, by path and record.
        with_lines: also of whole lines that stand there once, as the same line may be pasted there later.
    """
    wanted = {At.of(one): one for one in chosen}
    articles = {(at.path, at.record) for at in wanted}
    alike: dict[tuple[object, ...], list[Diagnostic]] = {}
    for one in found:
        article = (one.location.path, one.location.record)
        if article in articles:
            alike.setdefault((*article, one.rule, one.excerpt.lower()), []).append(one)
    pins: dict[At, Pin] = {}
    for (path, record, *_), several in alike.items():
        if (with_lines or len(several) > 1) and any(At.of(one) in wanted for one in several):
            pins |= _among(several, text_of(path, record), with_lines)  # type: ignore[arg-type]
    return {at: one for at, one in pins.items() if at in wanted}


def fits(then: Pin, now: Pin) -> tuple[int, int] | None:
    """Return how well a finding may be the one that was pinned, the smallest the best; None: it is another one.

    Where fewer are left, and neither line beside it is as it was, the one that was meant may be gone.
    """
    sides = (then.above == now.above) + (then.below == now.below)
    return None if now.among < then.among and not sides else (-sides, abs(then.nth - now.nth))


def _among(several: Sequence[Diagnostic], text: str, with_lines: bool) -> dict[At, Pin]:
    keys: list[Key] = [key(one, text) for one in several]
    counts, met = Counter(keys), Counter[Key]()
    pins: dict[At, Pin] = {}
    for one, of_it in zip(several, keys, strict=True):
        met[of_it] += 1
        is_line = with_lines and of_it.before == of_it.after == NO_WORDS
        if counts[of_it] > 1 or is_line:
            pins[At.of(one)] = pin(one.location.span, text, met[of_it], counts[of_it])
    return pins


def _words(line: str) -> tuple[str, ...]:
    return words_of((line,))[0]
