"""A pattern that somebody wrote."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from time import monotonic
from typing import TYPE_CHECKING

from newslint.document import Document, fold
from newslint.kinds import Matcher
from newslint.model import Span
from newslint.rule import Finding, Hit

if TYPE_CHECKING:
    from regex import Match, Pattern

SECONDS = 1.0
"""How long the patterns of a table may take for one document."""
MARK = "mark"
"""The group that says which part of a match is wrong."""


def pattern(
    *, patterns: Sequence[str], triggers: Sequence[str] = (), match_case: bool = False, extra: Sequence[str] = ()
) -> Matcher:
    """Find what patterns of the ``regex`` library match; of a match, the group ``mark`` where it has one.

    The message may say ``{found}`` and the name of every group.

    Args:
        patterns: ``^`` and ``$`` match at every line.
        triggers: texts, in any case, one of which has to stand in a line for the line to be looked
            at. Without any the whole of every text is searched, which is slow.
        match_case: whether capitals and small letters differ.
        extra: further patterns; an option of the rule.
    """
    compiled = [_compiled(text, match_case) for text in (*patterns, *extra)]
    if not all(trigger.strip() for trigger in triggers):
        raise ValueError("a trigger is empty")

    def find(document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
        whole = [Span(0, len(document.text))]
        seen: set[Span] = set()
        for match in _matches(compiled, document.text, _lines(document, hits) if triggers else whole):
            span = _marked(match)
            if span.end > span.start and span not in seen:
                seen.add(span)
                yield Finding(span, {"found": match[0], **match.groupdict("")})

    groups = dict.fromkeys(name for one in compiled for name in one.groupindex)
    return Matcher(find, tuple(dict.fromkeys(map(fold, triggers))), ("found", *groups))


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
