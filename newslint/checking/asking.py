"""Asking one rule about a document: what it raises, and what is said when it fails."""

from collections.abc import Callable, Iterable
from operator import attrgetter
from time import perf_counter
from typing import Any, NamedTuple

from newslint.comparing.facts import Facts
from newslint.config import Active
from newslint.document import Document
from newslint.model import Fact, Related, Severity, Span
from newslint.rule import Check, Deferred, Finding, Rule

FAILED = "rule-failed"
"""The rule that speaks when another one fails."""
Clock = Callable[[str, float], None]


class Raised(NamedTuple):
    """A finding together with the rule that raised it and how severe it is here."""

    rule: Rule
    severity: Severity
    finding: Finding
    related: tuple[Related, ...] = ()
    twins: int | None = None


Ask = Callable[..., Any]
"""Asks one rule about a document: returns what it raised, and of a rule that compares documents its facts."""
Failed = Callable[[Rule, Document, Exception], Raised]


def asking(active: Active, failed: Failed, clock: Clock | None) -> Ask:
    """Return what asks a rule, whose code is imported when it is asked first."""
    rule, severity, options = active
    check: Check | None = None

    def ask(document: Document, *arguments: Any) -> Any:
        nonlocal check
        try:
            if check is None:
                check = _timed(rule, clock) if clock else _code_of(rule)
            found = check(document, *arguments, **options)
            if type(found) is Facts:
                # They are made of the document's own units.
                return found
            found = list(found)
            if not found:
                return found
            if rule.on == "corpus":
                for one in _unsound_facts(document, found):
                    _require_sound(rule, document, one)
                return found
            for one in found:
                _require_sound(rule, document, one)
        except Exception as problem:  # noqa: BLE001 - a rule may raise anything, and the run goes on
            return [failed(rule, document, problem)]
        return [Raised(rule, _lower(severity, one.severity), one) for one in found]

    return ask


def _code_of(rule: Rule) -> Check:
    check: Check = rule.check.load() if isinstance(rule.check, Deferred) else rule.check
    return check


def _timed(rule: Rule, clock: Clock) -> Check:
    """Return the check of a rule, which tells the clock how long each call took."""
    check = _code_of(rule)

    def timed(*arguments: Any, **options: Any) -> Any:
        started = perf_counter()
        try:
            found = check(*arguments, **options)
            return found if type(found) is Facts else list(found)
        finally:
            clock(rule.name, perf_counter() - started)

    return timed


def reporting(speaker: Rule | None) -> Failed:
    """Return what makes a finding of a failure of a rule; without a rule to speak it is raised."""

    def failed(rule: Rule, document: Document, problem: Exception) -> Raised:
        if speaker is None:
            raise problem
        return failure(speaker, rule, document, problem)

    return failed


def failure(speaker: Rule, failed: Rule, document: Document, problem: Exception) -> Raised:
    """Return what ``speaker`` says of a rule that raised ``problem`` on a document."""
    where = problem.__traceback__
    while where is not None and where.tb_next is not None:
        where = where.tb_next
    place = f"{where.tb_frame.f_code.co_filename.rpartition('/')[2]}:{where.tb_lineno}" if where else "?"
    words = {"rule": failed.name, "origin": failed.origin, "place": place}
    words["problem"] = f"{type(problem).__name__}: {problem}"
    return Raised(speaker, speaker.severity, Finding(Span(0, min(1, len(document.text))), words))


_SPAN_OF = attrgetter("span")


def _unsound_facts(document: Document, facts: Iterable[Any]) -> list[Any]:
    """Return what is no fact or stands outside the text; facts are many, and nearly always there is none such."""
    facts, size = list(facts), len(document.text)
    if set(map(type, facts)) == {Fact} and all(0 <= start < end <= size for start, end in set(map(_SPAN_OF, facts))):
        return []
    return [one for one in facts if type(one) is not Fact or not 0 <= one.span.start < one.span.end <= size]


def _require_sound(rule: Rule, document: Document, found: object) -> None:
    """Raise an error where a rule returns what cannot be reported: anybody's rule may."""
    if not isinstance(found, Fact if rule.on == "corpus" else Finding):
        raise TypeError(f"it returned {found!r}")
    fix = found.fix if isinstance(found, Finding) else None
    if not 0 <= found.span.start < found.span.end <= len(document.text):
        raise ValueError(f"{found.span} is empty or outside the text")
    if fix and not all(0 <= edit.span.start <= edit.span.end <= len(document.text) for edit in fix.edits):
        raise ValueError(f"{fix} edits outside the text")
    if isinstance(found, Finding):
        rule.message.format_map(found.words)


def _lower(ours: Severity, theirs: Severity | None) -> Severity:
    return ours if theirs is None or theirs.rank > ours.rank else theirs
