"""A pattern that somebody wrote."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from string import Formatter
from time import monotonic
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from newslint.document import Document, fold
from newslint.kinds import Matcher
from newslint.kinds._literals import in_case_of
from newslint.model import Applicability, Edit, Fix, Span
from newslint.rule import Finding, Hit

if TYPE_CHECKING:
    from regex import Match, Pattern

SECONDS = 1.0
"""How long the patterns of a table may take for one document."""
_NOTHING: Mapping[str, str] = MappingProxyType({})
MARK = "mark"
"""The group that says which part of a match is wrong."""


def pattern(
    *,
    patterns: Sequence[str],
    triggers: Sequence[str] = (),
    match_case: bool = False,
    better: str = "",
    swap: Mapping[str, str] = _NOTHING,
    fix: Literal["safe", "unsafe", "display"] = "display",
    extra: Sequence[str] = (),
) -> Matcher:
    """Find what patterns of the ``regex`` library match; of a match, the group ``mark`` where it has one.

    What is marked may get a better text. The message may say ``{found}``, ``{better}`` and the name of every group.

    Args:
        patterns: ``^`` and ``$`` match at every line.
        triggers: texts, in any case, one of which has to stand in a line for the line to be looked
            at. Without any the whole of every text is searched, which is slow.
        match_case: whether capitals and small letters differ.
        better: what should stand there, with ``{gaps}`` for what the groups have found.
        swap: what to put for what a group has found; without ``better``, for what is marked. Without an entry it stays.
        fix: who may put the better text there.
        extra: further patterns; an option of the rule.
    """
    compiled = [_compiled(text, match_case) for text in (*patterns, *extra)]
    groups = tuple(dict.fromkeys(name for one in compiled for name in one.groupindex))
    if not all(trigger.strip() for trigger in triggers):
        raise ValueError("a trigger is empty")
    improve = _improver(better, swap, groups)

    def find(document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
        whole = [Span(0, len(document.text))]
        seen: set[Span] = set()
        for match in _matches(compiled, document.text, _lines(document, hits) if triggers else whole):
            span = _marked(match)
            text = improve(match, document.slice(span))
            if span.end > span.start and span not in seen and text != document.slice(span):
                seen.add(span)
                words = {"better": text or "", **dict.fromkeys(groups, ""), **match.groupdict(""), "found": match[0]}
                yield _finding(span, words, text, Applicability(fix))

    return Matcher(find, tuple(dict.fromkeys(map(fold, triggers))), ("found", "better", *groups))


def _improver(better: str, swap: Mapping[str, str], groups: Sequence[str]) -> Callable[[Match[str], str], str | None]:
    """Return what gives the better text of a match, or None where there is none.

    Raises:
        ValueError: ``better`` has a gap that no group fills.
    """
    gaps = {gap for _, gap, _, _ in Formatter().parse(better) if gap is not None}
    if unknown := sorted(gaps - set(groups)):
        raise ValueError(f"better: no gap {{{unknown[0]}}}; there are {', '.join(groups) or 'none'}")

    folded = {fold(found): text for found, text in swap.items()}

    def swapped(text: str) -> str:
        """Put what is said of the very text, else of one in another case, written in that case."""
        other = folded.get(fold(text))
        return swap[text] if text in swap else text if other is None else in_case_of(text, other)

    def improve(match: Match[str], marked: str) -> str | None:
        if better:
            found = dict.fromkeys(groups, "") | match.groupdict("")
            return better.format_map({name: swapped(text) for name, text in found.items()})
        return swapped(marked) if fold(marked) in folded else None

    return improve


def _finding(span: Span, words: Mapping[str, str], better: str | None, applicability: Applicability) -> Finding:
    if better is None:
        return Finding(span, words)
    return Finding(span, words, Fix((Edit(span, better),), applicability), (better,))


def _compiled(text: str, match_case: bool) -> Pattern[str]:
    import regex

    try:
        return regex.compile(text, regex.MULTILINE | (0 if match_case else regex.IGNORECASE))
    except regex.error as problem:
        raise ValueError(f"{text!r} is no pattern: {problem}") from problem


def _lines(document: Document, hits: Sequence[Hit]) -> Iterable[Span]:
    return dict.fromkeys(document.line(hit.span.end - 1) for hit in hits)


def _matches(compiled: Sequence[Pattern[str]], text: str, spans: Iterable[Span]) -> Iterator[Match[str]]:
    latest = monotonic() + SECONDS
    for span in spans:
        for one in compiled:
            try:
                # The limit holds for each search, so each gets what the ones before it left over.
                yield from one.finditer(text, span.start, span.end, timeout=max(latest - monotonic(), 0.001))
            except TimeoutError as problem:
                raise TimeoutError(f"the pattern {one.pattern!r} takes longer than {SECONDS:g} s") from problem


def _marked(match: Match[str]) -> Span:
    marked = MARK in match.re.groupindex and match.start(MARK) >= 0
    return Span(*match.span(MARK)) if marked else Span(*match.span())
