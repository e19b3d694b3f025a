"""The rules of one configuration over one document.

A rule is not called where it cannot apply: one pass finds the triggers of all rules, lines are
handed over only when short, words only when their judge suspects them.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from time import perf_counter
from typing import Any, NamedTuple

from newslint.config import Active
from newslint.document import Document
from newslint.kinds import PackCheck
from newslint.model import Fact, Related, Severity, Span
from newslint.rule import SHORT_LINE, Finding, Hit, Rule
from newslint.scan import Scanner
from newslint.wordgate import WordGate

FAILED = "rule-failed"
DAMAGED_CATEGORY = "input"
UNDECODED = "not-utf-8"
"""The rule on bytes that cannot be decoded; only damaged documents have them."""
Clock = Callable[[str, float], None]


class Raised(NamedTuple):
    """A finding together with the rule that raised it and how severe it is here."""

    rule: Rule
    severity: Severity
    finding: Finding
    related: tuple[Related, ...] = ()
    twins: int | None = None


class Checker:
    """The active rules of one configuration, arranged by where they can apply."""

    def __init__(
        self,
        active: Sequence[Active],
        failed: Rule | None = None,
        words: frozenset[str] = frozenset(),
        clock: Clock | None = None,
    ) -> None:
        """Arrange the rules.

        Args:
            active: the rules that are to speak.
            failed: the rule that speaks when one of them fails; None: the error is raised.
            words: what the judges of words are not asked about.
            clock: called with the name of a rule and the seconds that one call of it took.
        """
        self.active = tuple(active)
        self._failed = failed
        self._clock = clock
        self._rules_of = _by_trigger(self.active)
        self._scanner = Scanner(self._rules_of)
        self._on_repeats = [one for one in active if one.rule.on == "repeat"]
        self._gate = WordGate([one for one in active if one.rule.on == "word"], words, bool(self._on_repeats))
        # The rule on failures looks for nothing in a text.
        whole = [a for a in active if a.rule.on == "document" and a.rule.name != FAILED and not triggers_of(a)]
        self._documents = [a for a in whole if a.rule.name != UNDECODED]
        self._of_damaged = [a for a in whole if a.rule.category == DAMAGED_CATEGORY]
        self._lines = [a for a in active if a.rule.on == "line" and not triggers_of(a)]
        self._corpus = [a for a in active if a.rule.on == "corpus"]

    def check(self, document: Document) -> list[Raised]:
        """Return what the rules find in the document, in no order."""
        if document.damaged:
            return list(self._check_whole(document, self._of_damaged))
        return [
            *self._check_whole(document, self._documents),
            *self._check_lines(document),
            *self._check_triggered(document),
            *self._check_words(document),
        ]

    def facts(self, document: Document) -> tuple[list[tuple[str, Fact]], list[Raised]]:
        """Return what the document tells each rule that compares documents, and the rules that failed."""
        found: list[tuple[str, Fact]] = []
        failures: list[Raised] = []
        for active in self._corpus if not document.damaged else ():
            facts = self._called(active, document, (document,))
            failures += [fact for fact in facts if isinstance(fact, Raised)]
            found += [(active.rule.name, fact) for fact in facts if isinstance(fact, Fact)]
        return found, failures

    def _check_whole(self, document: Document, several: Sequence[Active]) -> Iterator[Raised]:
        for active in several:
            yield from self._call(active, document, (document,))

    def _check_lines(self, document: Document) -> Iterator[Raised]:
        if not self._lines:
            return
        short = [line for line in document.lines if line.end - line.start <= SHORT_LINE]
        for active in self._lines:
            for line in short:
                yield from self._call(active, document, (document, line))

    def _check_triggered(self, document: Document) -> Iterator[Raised]:
        for index, hits in self._hits(document).items():
            active = self.active[index]
            if active.rule.on == "line":
                for line in _lines_with(document, hits):
                    yield from self._call(active, document, (document, line))
            else:
                yield from self._call(active, document, (document, hits))

    def _hits(self, document: Document) -> dict[int, list[Hit]]:
        found: dict[int, list[Hit]] = {}
        for start, trigger in self._scanner.find(document.folded) if self._rules_of else ():
            hit = Hit(Span(start, start + len(trigger)), trigger)
            for index in self._rules_of[trigger]:
                found.setdefault(index, []).append(hit)
        return found

    def _check_words(self, document: Document) -> Iterator[Raised]:
        codes = self._gate.codes(document)
        repeats = self._gate.repeats(document, codes)
        for active in self._on_repeats if repeats else ():
            yield from self._call(active, document, (document, repeats))
        for active, suspect in self._gate.suspects(document, codes):
            if isinstance(suspect.verdict, Exception):
                yield self._failure(active, document, suspect.verdict)
            else:
                yield from self._call(active, document, (document, suspect))

    def _call(self, active: Active, document: Document, arguments: tuple[Any, ...]) -> Iterator[Raised]:
        for finding in self._called(active, document, arguments):
            if isinstance(finding, Raised):
                yield finding
            else:
                yield Raised(active.rule, _lower(active.severity, finding.severity), finding)

    def _called(self, active: Active, document: Document, arguments: tuple[Any, ...]) -> Sequence[Any]:
        started = perf_counter() if self._clock else 0.0
        try:
            found = list(active.rule.check(*arguments, **active.options))
            for one in _unsound_facts(document, found) if active.rule.on == "corpus" else found:
                _require_sound(active.rule, document, one)
            return found
        except Exception as problem:  # noqa: BLE001 - a rule may raise anything, and the run goes on
            return [self._failure(active, document, problem)]
        finally:
            if self._clock:
                self._clock(active.rule.name, perf_counter() - started)

    def _failure(self, active: Active, document: Document, problem: Exception) -> Raised:
        if self._failed is None:
            raise problem
        return failure(self._failed, active.rule, document, problem)


def failure(speaker: Rule, failed: Rule, document: Document, problem: Exception) -> Raised:
    """Return what ``speaker`` says of a rule that raised ``problem`` on a document."""
    where = problem.__traceback__
    while where is not None and where.tb_next is not None:
        where = where.tb_next
    place = f"{where.tb_frame.f_code.co_filename.rpartition('/')[2]}:{where.tb_lineno}" if where else "?"
    words = {"rule": failed.name, "origin": failed.origin, "place": place}
    words["problem"] = f"{type(problem).__name__}: {problem}"
    return Raised(speaker, speaker.severity, Finding(Span(0, min(1, len(document.text))), words))


def _unsound_facts(document: Document, facts: Iterable[Any]) -> list[Any]:
    """Return what is no fact or stands outside the text; facts are many, and nearly always there is none such."""
    size = len(document.text)
    return [one for one in facts if type(one) is not Fact or not 0 <= one.span[0] < one.span[1] <= size]


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


def triggers_of(active: Active) -> tuple[str, ...]:
    """Return the triggers of a rule, with those of the further phrases that its option ``extra`` brings."""
    extra = tuple(active.options.get("extra", ()))
    if active.rule.triggers and extra and isinstance(active.rule.check, PackCheck):
        return active.rule.check.matcher(extra).triggers
    return active.rule.triggers


def _by_trigger(active: Sequence[Active]) -> dict[str, list[int]]:
    """Return which rules, by their index, wait for each trigger."""
    found: dict[str, list[int]] = {}
    for index, one in enumerate(active):
        for trigger in triggers_of(one):
            found.setdefault(trigger, []).append(index)
    return found


def _lines_with(document: Document, hits: Iterable[Hit]) -> Iterator[Span]:
    found = dict.fromkeys(document.line(hit.span.start) for hit in hits)
    return (line for line in found if 0 < line.end - line.start <= SHORT_LINE)


def _lower(ours: Severity, theirs: Severity | None) -> Severity:
    return ours if theirs is None or theirs.rank > ours.rank else theirs
