"""The rules of one configuration over one document.

A rule is not called where it cannot apply: one pass finds the triggers of all rules, lines are
handed over only when short, words only when their judge suspects them.
"""

from collections.abc import Iterable, Iterator, Sequence

from newslint.checking.asking import Clock, Raised, asking, reporting
from newslint.comparing.facts import AnyFacts
from newslint.config import Active
from newslint.document import Document
from newslint.gates.hits import Hits, lines_of, triggers_of
from newslint.gates.sieving import Sieving
from newslint.model import Fact, Span
from newslint.rule import SHORT_LINE, Hit, Rule
from newslint.words.wordgate import WordGate

DAMAGED_CATEGORY = "input"
UNDECODED = "not-utf-8"
"""The rule on bytes that cannot be decoded; only damaged documents have them."""
FAULTY = "faulty-record"
"""The rule that says what a reader found wrong with a record; few documents have such a thing."""


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
        self._failed = reporting(failed)
        self._asks = [asking(one, self._failed, clock) for one in self.active]
        self._index_of = {one.rule.name: index for index, one in enumerate(self.active)}
        self._hits = Hits(self.active)
        pairs = list(zip(self.active, self._asks, strict=True))
        on_words = [one for one in active if one.rule.on == "word"]
        self._on_repeats = [ask for one, ask in pairs if one.rule.on == "repeat"]
        self._gate = WordGate(on_words, words, bool(self._on_repeats))
        whole = [(one, ask) for one, ask in pairs if one.rule.on == "document" and _looks_at_all(one)]
        self._documents = [(one, ask) for one, ask in whole if one.rule.name not in (UNDECODED, FAULTY)]
        self._sieving = Sieving(self.active)
        self._of_faulty = [ask for one, ask in whole if one.rule.name == FAULTY]
        self._of_damaged = [ask for one, ask in whole if one.rule.category == DAMAGED_CATEGORY]
        self._lines = [ask for one, ask in pairs if one.rule.on == "line" and not triggers_of(one)]
        self._corpus = [(one, ask) for one, ask in pairs if one.rule.on == "corpus"]
        self.compares = any(one.rule.category == "duplicate" for one, _ in self._corpus)
        """Whether rules ask what running text is."""

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
        for ask in self._of_faulty:
            for document, found in whole:
                found += ask(document) if document.problem else ()
        for check in (self._check_whole, self._check_lines, self._check_triggered, self._check_words):
            check(whole)
        return raised

    def facts(self, document: Document) -> tuple[list[tuple[str, Fact]], list[Raised]]:
        """Return what the document tells each rule that compares documents, and the rules that failed."""
        told, failures = self.told(document)
        return [(name, fact) for name, facts in told for fact in facts], failures

    def told(self, document: Document) -> tuple[list[tuple[str, AnyFacts]], list[Raised]]:
        """Return the same by rule, as the rule gives it."""
        found: list[tuple[str, AnyFacts]] = []
        failures: list[Raised] = []
        for active, ask in self._corpus if not document.damaged else ():
            facts = ask(document)
            if type(facts) is list and facts and type(facts[0]) is Raised:
                failures += facts
            elif facts:
                found.append((active.rule.name, facts))
        return found, failures

    def is_foreign(self, document: Document) -> bool:
        """Whether the words of a document look like another language than English."""
        return self._gate.is_foreign(document)

    def _check_whole(self, documents: Sequence[Checked]) -> None:
        sieved = self._sieving.look([document for document, _ in documents])
        for active, ask in self._documents if documents else ():
            try:
                numbers = sieved.worth_asking(active)
            except Exception as problem:  # noqa: BLE001 - a sieve may raise anything, and the run goes on
                documents[0][1].append(self._failed(active.rule, documents[0][0], problem))
                numbers = range(len(documents))
            for number in numbers:
                document, found = documents[number]
                found += ask(document)

    def _check_lines(self, documents: Sequence[Checked]) -> None:
        for document, found in documents if self._lines else ():
            short = [line for line in document.lines if line.end - line.start <= SHORT_LINE]
            found += [one for ask in self._lines for line in short for one in ask(document, line)]

    def _check_triggered(self, documents: Sequence[Checked]) -> None:
        by_rule: dict[int, list[tuple[Checked, list[Hit]]]] = {}
        looked = self._hits.of([document for document, _ in documents]) if self._hits.are_looked_for else ()
        for pair, of_rules in zip(documents, looked, strict=False):
            for index, hits in of_rules.items():
                by_rule.setdefault(index, []).append((pair, hits))
        for index, several in by_rule.items():
            ask, on_line = self._asks[index], self.active[index].rule.on == "line"
            for (document, found), hits in several:
                if on_line:
                    found += [one for line in _lines_with(document, hits) for one in ask(document, line)]
                else:
                    found += ask(document, hits)

    def _check_words(self, documents: Sequence[Checked]) -> None:
        looked = self._gate.look([document for document, _ in documents])
        for (document, found), one in zip(documents, looked, strict=True):
            for ask in self._on_repeats if one.repeats else ():
                found += ask(document, one.repeats)
        for (document, found), one in zip(documents, looked, strict=True):
            for active, suspect in self._gate.suspects(document, one):
                if isinstance(suspect.verdict, Exception):
                    found.append(self._failed(active.rule, document, suspect.verdict))
                else:
                    found += self._asks[self._index_of[active.rule.name]](document, suspect)


def _looks_at_all(active: Active) -> bool:
    """Whether a rule is asked about every document. newslint's own rules look for nothing in a text."""
    return active.rule.category != "newslint" and not (triggers_of(active) or lines_of(active))


def _lines_with(document: Document, hits: Iterable[Hit]) -> Iterator[Span]:
    found = dict.fromkeys(document.line(hit.span.start) for hit in hits)
    return (line for line in found if 0 < line.end - line.start <= SHORT_LINE)
