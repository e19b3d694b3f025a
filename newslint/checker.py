"""The rules of one configuration over one document.

A rule is not called where it cannot apply: one pass finds the triggers of all rules, lines are
handed over only when short, words only when their judge suspects them.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import repeat
from operator import attrgetter
from time import perf_counter
from typing import Any, NamedTuple

from newslint.config import Active
from newslint.document import Document
from newslint.kinds import PackCheck
from newslint.model import Fact, Related, Severity, Span
from newslint.rule import SHORT_LINE, Check, Deferred, Finding, Hit, Rule
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


Checked = tuple[Document, list[Raised]]
"""A document, and the list to which is added what was found in it."""


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
        self._failed = _reporting(failed)
        self._asks = [_asking(one, self._failed, clock) for one in self.active]
        self._index_of = {one.rule.name: index for index, one in enumerate(self.active)}
        self._rules_of = _by_trigger(self.active)
        self._scanner = Scanner(self._rules_of)
        pairs = list(zip(self.active, self._asks, strict=True))
        on_words = [one for one in active if one.rule.on == "word"]
        self._on_repeats = [ask for one, ask in pairs if one.rule.on == "repeat"]
        self._gate = WordGate(on_words, words, bool(self._on_repeats))
        # The rule on failures looks for nothing in a text.
        whole = [(a, k) for a, k in pairs if a.rule.on == "document" and a.rule.name != FAILED and not triggers_of(a)]
        self._documents = [ask for one, ask in whole if one.rule.name != UNDECODED]
        self._of_damaged = [ask for one, ask in whole if one.rule.category == DAMAGED_CATEGORY]
        self._lines = [ask for one, ask in pairs if one.rule.on == "line" and not triggers_of(one)]
        self._corpus = [(one, ask) for one, ask in pairs if one.rule.on == "corpus"]

    def check(self, document: Document) -> list[Raised]:
        """Return what the rules find in the document, in no order."""
        return self.check_all((document,))[0]

    def check_all(self, documents: Sequence[Document]) -> list[list[Raised]]:
        """Return what the rules find in each of some documents, in no order.

        Each rule is asked about all of them in a row: its code is in the processor's cache then, which saves a sixth of
        the time.
        """
        raised: list[list[Raised]] = [[] for _ in documents]
        whole = [pair for pair in zip(documents, raised, strict=True) if not pair[0].damaged]
        for ask in self._of_damaged if len(whole) < len(documents) else ():
            for document, found in zip(documents, raised, strict=True):
                found += ask(document) if document.damaged else ()
        for ask in self._documents:
            for document, found in whole:
                found += ask(document)
        for check in (self._check_lines, self._check_triggered, self._check_words):
            check(whole)
        return raised

    def facts(self, document: Document) -> tuple[list[tuple[str, Fact]], list[Raised]]:
        """Return what the document tells each rule that compares documents, and the rules that failed."""
        found: list[tuple[str, Fact]] = []
        failures: list[Raised] = []
        for active, ask in self._corpus if not document.damaged else ():
            facts = ask(document)
            if facts and type(facts[0]) is Raised:
                failures += facts
            else:
                found += zip(repeat(active.rule.name), facts)
        return found, failures

    def _check_lines(self, documents: Sequence[Checked]) -> None:
        for document, found in documents if self._lines else ():
            short = [line for line in document.lines if line.end - line.start <= SHORT_LINE]
            found += [one for ask in self._lines for line in short for one in ask(document, line)]

    def _check_triggered(self, documents: Sequence[Checked]) -> None:
        by_rule: dict[int, list[tuple[Checked, list[Hit]]]] = {}
        for pair in documents if self._rules_of else ():
            for index, hits in self._hits(pair[0]).items():
                by_rule.setdefault(index, []).append((pair, hits))
        for index, several in by_rule.items():
            ask, on_line = self._asks[index], self.active[index].rule.on == "line"
            for (document, found), hits in several:
                if on_line:
                    found += [one for line in _lines_with(document, hits) for one in ask(document, line)]
                else:
                    found += ask(document, hits)

    def _hits(self, document: Document) -> dict[int, list[Hit]]:
        found: dict[int, list[Hit]] = {}
        for start, trigger in self._scanner.find(document.folded):
            hit = Hit(Span(start, start + len(trigger)), trigger)
            for index in self._rules_of[trigger]:
                found.setdefault(index, []).append(hit)
        return found

    def _check_words(self, documents: Sequence[Checked]) -> None:
        codes = [self._gate.codes(document) for document, _ in documents]
        for (document, found), code in zip(documents, codes, strict=True):
            repeats = self._gate.repeats(document, code)
            for ask in self._on_repeats if repeats else ():
                found += ask(document, repeats)
        for (document, found), code in zip(documents, codes, strict=True):
            for active, suspect in self._gate.suspects(document, code):
                if isinstance(suspect.verdict, Exception):
                    found.append(self._failed(active.rule, document, suspect.verdict))
                else:
                    found += self._asks[self._index_of[active.rule.name]](document, suspect)


Ask = Callable[..., list[Any]]
"""Asks one rule about a document: returns what it raised, and of a rule that compares documents its facts."""
Failed = Callable[[Rule, Document, Exception], Raised]


def _asking(active: Active, failed: Failed, clock: Clock | None) -> Ask:
    """Return what asks a rule, whose code is imported when it is asked first."""
    rule, severity, options = active
    check: Check | None = None

    def ask(document: Document, *arguments: Any) -> list[Any]:
        nonlocal check
        try:
            if check is None:
                check = _timed(rule, clock) if clock else _code_of(rule)
            found = list(check(document, *arguments, **options))
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

    def timed(*arguments: Any, **options: Any) -> list[Any]:
        started = perf_counter()
        try:
            return list(check(*arguments, **options))
        finally:
            clock(rule.name, perf_counter() - started)

    return timed


def _reporting(speaker: Rule | None) -> Failed:
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
