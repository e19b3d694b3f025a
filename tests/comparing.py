"""What the rules across documents say of a few documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from newslint.checking.checker import Checker
from newslint.config import Active
from newslint.document import Document
from newslint.model import Diagnostic, Severity
from newslint.plugins import load
from newslint.twins.corpus import Failed, Told, Where, find_twins
from newslint.twins.telling import Comparing, Shelf, failures, tell

RULES = load().rules
DUPLICATE = [rule for rule in RULES.values() if rule.category == "duplicate"]


class Telling(NamedTuple):
    """What came of comparing."""

    diagnostics: tuple[Diagnostic, ...]
    errors: tuple[str, ...]


def compared(
    documents: Mapping[str, Document], spoken: Sequence[Diagnostic] = (), asked: Sequence[str] | None = None
) -> Telling:
    """Compare documents by path, and return what is said of those that were asked for, or of all."""
    active = {rule.name: Active(rule, Severity.WARNING, rule.options) for rule in DUPLICATE}
    checker = Checker(tuple(active.values()))
    told = [
        Told(name, fact.key, Where(path, 0, fact.span))
        for path, document in documents.items()
        for name, fact in checker.facts(document)[0]
    ]
    paths = documents if asked is None else asked
    failed: list[Failed] = []

    def document_of(path: str, record: int | None) -> Document:
        return documents[path]

    shelf = Shelf(document_of)
    found = find_twins(told, RULES, shelf.text_of, paths, failed.append, shelf.is_version)
    signs = [one for one in told if RULES[one.rule].judge is not None]
    said = tell(Comparing(RULES, dict.fromkeys(paths, active)), found, signs, shelf, spoken)
    return Telling((*failures(failed, RULES, document_of), *said), tuple(shelf.errors))
