"""What a person is shown of the findings: nothing below a severity, nothing twice."""

from collections.abc import Iterable, Sequence
from operator import attrgetter

from newslint.model import Diagnostic, Severity

_said = attrgetter("location.path", "location.record", "rule", "severity", "message", "excerpt")


class Shown:
    """A finding, and the lines of the same article on which an equal one stands."""

    def __init__(self, diagnostic: Diagnostic, again: tuple[int, ...] = ()) -> None:
        """Take both."""
        self.diagnostic = diagnostic
        self.again = again


class Selection:
    """What is shown, and what of each severity is not."""

    def __init__(self, shown: Sequence[Shown], counted: Sequence[Diagnostic], below: Sequence[Diagnostic]) -> None:
        """Take what is shown, the findings that are severe enough, folded or not, and those that are not."""
        self.shown = shown
        self.counted = counted
        self.below = below


def select(diagnostics: Iterable[Diagnostic], least: Severity) -> Selection:
    """Return what is to be shown of findings, which stay in their order."""
    counted: list[Diagnostic] = []
    below: list[Diagnostic] = []
    severe = tuple(severity for severity in Severity if severity.rank >= least.rank)
    for one in diagnostics:
        (counted if one.severity in severe else below).append(one)
    return Selection(_folded(_twins_once(counted)), counted, below)


def _twins_once(diagnostics: Sequence[Diagnostic]) -> Sequence[Diagnostic]:
    """Leave out a finding that tells of the same places as an earlier one of its rule."""
    if not any(one.related for one in diagnostics):
        return diagnostics
    from newslint.packing import mark_of

    seen = set()
    left = []
    for one in diagnostics:
        if one.related:
            key = (one.rule, mark_of(one))
            if key in seen:
                continue
            seen.add(key)
        left.append(one)
    return left


def _folded(diagnostics: Iterable[Diagnostic]) -> list[Shown]:
    """Join equal findings of one article."""
    found: dict[tuple[object, ...], list[Diagnostic]] = {}
    for one in diagnostics:
        # What is mended here may be left to a person there, in a quotation.
        applicability = one.fix and one.fix.applicability
        found.setdefault((_said(one), applicability), []).append(one)
    return [Shown(first, tuple([one.location.position.line for one in more])) for first, *more in found.values()]
