"""``newslint fix --interactive``: a person decides about each change."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from newslint.checking.diagnose import shortened
from newslint.cli.answers import Answers, answers
from newslint.cli.offers import NAMES, Offer, Taken, Way, is_allowed, offers_in, shown
from newslint.cli.streams import WIDTH, in_hook, say
from newslint.configuration.schema import ConfigError
from newslint.edits import Shift
from newslint.mending import PASSES, Article, Change, Lint, Mended, Write, change_of
from newslint.model import Applicability, Diagnostic, Edit, Fix, Span
from newslint.reporters.style import Style
from newslint.reporters.words import place_of, printable

NOBODY = (
    "--interactive asks about each change, and nobody answers: run it in a terminal, or pipe the answers, "
    "a line each (y, n, ... ?); newslint fix --diff shows what would be changed"
)
HELP = """\
  y      make this change
  1-9    the change of that number, where there are several to choose from
  n, s   skip it: nothing is changed
  a      make it, and without asking every change of this rule that is as safe
  d      skip it, and everything of this rule
  e      type what is to stand there instead
  u      undo the last answer in this file
  q      write what was accepted so far, and ask nothing more
  Ctrl-C leave this file as it was, and end; files that were written stay so"""

SKIPPED, LATER = "skipped", "later"
Place = tuple[int | None, str, Span]
"""Record, rule and span of a finding. Fingerprints will not do: of equal findings the numbers shift."""
Decision = Way | str
"""The way that was chosen, or ``SKIPPED``, or ``LATER`` where it meets another change of this pass."""


class Rules(NamedTuple):
    """The rules about which nobody is asked any more."""

    made: frozenset[tuple[str, Applicability]] = frozenset()
    skipped: frozenset[str] = frozenset()


class Session:
    """Asks about the changes in one file after the other, and remembers what was said of rules."""

    def __init__(self, only: Collection[str] | None) -> None:
        """Take the rules whose findings are offered; None: all."""
        self.is_over = False
        self.counts: Counter[str] = Counter()
        self._only = only
        self._answers: Answers = answers()
        self._rules = Rules()
        self._has_asked = False
        self._style = Style(_wants_colour())

    def may_ask(self, one: Diagnostic) -> bool:
        """Whether there is something to ask about a finding."""
        return bool(one.fix or one.suggestions) and (self._only is None or one.rule in self._only)

    def end(self, fixes: int, files: int) -> None:
        """Say what became of all that was found."""
        counts = self.counts
        left = f", {counts['left']:,} not asked about" if counts["left"] else ""
        said = f"{_counted(fixes, 'finding')} fixed in {_counted(files, 'file')}, {counts['skipped']:,} skipped{left}"
        say(f"\nnewslint: {said}")
        if counts["protected"]:
            where = "in quotations, bylines, credits or hidden text, where newslint changes nothing"
            say(f"newslint: {_counted(counts['protected'], 'more finding')} {where}")

    def mended(self, data: bytes, lint: Lint, write: Write) -> Mended:
        """Return what somebody makes of a file.

        Raises:
            ConfigError: nobody answers.
            UnwritableError: the encoding cannot hold what is put in.
        """
        before, skipped = data, set[Place]()
        changes: list[Change] = []
        for step in range(PASSES):
            offers = [one for one in self._offered(lint(data), step) if _place(one) not in skipped]
            decided = self._decided(offers)
            pairs = list(zip(offers, decided, strict=False))
            self.counts["skipped"] += decided.count(SKIPPED)
            self.counts["left"] += len(offers) - len(decided)
            chosen = [(offer, way) for offer, way in pairs if isinstance(way, Way)]
            if chosen:
                edits = _by_record(chosen)
                data = write(data, edits)
                changes += [change_of(offer.document, _with(offer, way), step) for offer, way in chosen]
                skipped = _moved(skipped | {_place(offer) for offer, way in pairs if way == SKIPPED}, edits)
            if self.is_over or not chosen:
                break
        return Mended(before, data, tuple(changes))

    def _offered(self, articles: Sequence[Article], step: int) -> Iterator[Offer]:
        for document, diagnostics in articles:
            offers, protected = offers_in(Article(document, [one for one in diagnostics if self.may_ask(one)]))
            self.counts["protected"] += protected if not step else 0
            yield from offers

    def _decided(self, offers: Sequence[Offer]) -> list[Decision]:
        """Return what was decided of the offers, up to where somebody had enough."""
        decided: list[Decision] = []
        answered: list[tuple[int, Rules]] = []
        taken = Taken()
        while len(decided) < len(offers) and not self.is_over:
            offer = offers[len(decided)]
            decision = self._known(offer, taken)
            if decision is None:
                answered.append((len(decided), self._rules))
                decision = self._asked(offer, len(decided) + 1, len(offers))
            if decision is None:
                # Undone: the question before this one is put again.
                answered.pop()
                if answered:
                    count, self._rules = answered.pop()
                    del decided[count:]
                    taken = Taken()
                    for one, was in zip(offers, decided, strict=False):
                        taken.add(one, was)
                else:
                    say("  there is nothing to undo in this file")
            elif not self.is_over:
                decided.append(decision)
                taken.add(offer, decision)
        return decided

    def _known(self, offer: Offer, taken: Taken) -> Decision | None:
        """Return what is decided without asking."""
        rule, way = offer.diagnostic.rule, offer.ways[0]
        if taken.meets(offer):
            return LATER
        if rule in self._rules.skipped:
            return SKIPPED
        return way if len(offer.ways) == 1 and (rule, way.applicability) in self._rules.made else None

    def _asked(self, offer: Offer, number: int, count: int) -> Decision | None:
        """Ask until there is an answer; None: undo the one before."""
        self._show(offer, number, count)
        while True:
            key = self._key(offer)
            if key == "q":
                self.is_over = True
                return SKIPPED
            if key == "u":
                return None
            if key in ("y", "a", *map(str, range(1, len(offer.ways) + 1))):
                return self._made(offer, key)
            if key in ("n", "d"):
                skipped = {offer.diagnostic.rule} if key == "d" else set()
                self._rules = self._rules._replace(skipped=self._rules.skipped | skipped)
                return SKIPPED
            if key == "e" and (way := self._typed(offer)):
                return way
            if key != "e":
                say(HELP)

    def _made(self, offer: Offer, key: str) -> Way:
        way = offer.ways[int(key) - 1 if key.isdecimal() else 0]
        if key == "a":
            self._rules = self._rules._replace(made=self._rules.made | {(offer.diagnostic.rule, way.applicability)})
        return way

    def _typed(self, offer: Offer) -> Way | None:
        """Return the change to what somebody types; None where there can be none."""
        span = offer.diagnostic.location.span
        sys.stderr.write(f"  in place of “{printable(shortened(span.of(offer.document.source)))}”: ")
        sys.stderr.flush()
        text = self._answers.line()
        edits = (Edit(span, text or ""),)
        if text and is_allowed(offer.document, span, edits):
            return Way(edits, Applicability.DISPLAY)
        say("  that cannot stand here: it would break the file around it" if text else "  nothing was typed")
        return None

    def _key(self, offer: Offer) -> str:
        which = f"[1-{len(offer.ways)}]" if len(offer.ways) > 1 else "[y]es"
        sys.stderr.write(f"{which} [n]o [a]ll of this rule [d] none of it [e]dit [u]ndo [q]uit [?] ")
        sys.stderr.flush()
        key = self._answers.key()
        if key is None and not self._has_asked:
            sys.stderr.write("\n")
            raise ConfigError(NOBODY)
        self._has_asked = True
        if key is None:
            say("\nnewslint: there are no more answers; what was accepted so far is written")
        return "q" if key is None else key.lower()

    def _show(self, offer: Offer, number: int, count: int) -> None:
        one, style, width = offer.diagnostic, self._style, _width()
        place = style.paint("path", place_of(one.location))
        say(f"\n{place}  {printable(one.message)}  {style.paint('dim', f'{one.rule}, {number} of {count} here')}")
        for index, way in enumerate(offer.ways, 1):
            if len(offer.ways) > 1:
                say(f"  {index}: “{printable(shortened(way.edits[0].text))}”")
            else:
                for line in shown(offer, way, width - 4, style):
                    say(line)
                say(style.paint("dim", f"  {NAMES[way.applicability]}"))


def _place(offer: Offer) -> Place:
    location = offer.diagnostic.location
    return location.record, offer.diagnostic.rule, location.span


def _moved(places: Collection[Place], edits: Mapping[int | None, Sequence[Edit]]) -> set[Place]:
    """Return where places stand after edits."""
    shifts = {record: Shift(several) for record, several in edits.items()}
    return {(record, rule, shifts[record].moved(span) if record in shifts else span) for record, rule, span in places}


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'s' * (count != 1)}"


def _by_record(chosen: Sequence[tuple[Offer, Way]]) -> dict[int | None, list[Edit]]:
    found: dict[int | None, list[Edit]] = {}
    for offer, way in chosen:
        found.setdefault(offer.diagnostic.location.record, []).extend(way.edits)
    return {record: sorted(edits) for record, edits in found.items()}


def _with(offer: Offer, way: Way) -> Diagnostic:
    """Return the finding with the way that was chosen as its fix."""
    return offer.diagnostic._replace(fix=Fix(way.edits, way.applicability))


def _wants_colour() -> bool:
    """Whether what is shown is to be in colour: it goes to standard error, where the answers are typed."""
    if in_hook() or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return os.environ.get("FORCE_COLOR", "0") not in ("", "0") or sys.stderr.isatty()


def _width() -> int:
    try:
        return os.get_terminal_size(2).columns or WIDTH
    except OSError:
        return WIDTH
