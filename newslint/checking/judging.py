"""The findings in articles, each of which is judged once, however often it stands in a run.

An archive holds copies of a story, and a crawl fetches a page again. What the rules say of an article depends on
what a reader knows of it, and not on its path; so do all but the path and the record in a finding.
"""

from __future__ import annotations

from _blake2 import blake2b
from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from typing import Any, NamedTuple

from newslint.checking.asking import Raised
from newslint.checking.checker import Checker
from newslint.checking.diagnose import diagnose
from newslint.checking.settle import settle
from newslint.config import Active
from newslint.document import Document
from newslint.kinds import PackCheck
from newslint.model import Diagnostic, Location

REMEMBERED = 4096
"""How many articles are remembered before beginning anew; copies mostly come soon after each other."""
OURS = "newslint:"
"""So begins what is said of where a rule of newslint comes from; other distributions have no colon in their names."""


class _Judged(NamedTuple):
    """What is said of an article, wherever it stands."""

    settled: list[Raised]
    reported: list[Diagnostic]


class Judging:
    """Asks the rules of one checker about articles."""

    def __init__(self, checker: Checker) -> None:
        """Take the rules; where one is somebody else's code, which may look at the path, all copies are judged."""
        self._checker = checker
        self._is_same_anywhere = all(map(_reads_no_path, checker.active))
        self._numbers = count()
        self._judged: dict[Any, _Judged] = {}

    def findings(self, documents: Sequence[Document], failed: Iterable[list[Raised]]) -> Iterator[list[Diagnostic]]:
        """Yield what is to be reported of each document, sorted, given what rules failed on it before."""
        if len(self._judged) >= REMEMBERED:
            self._judged.clear()
        names = [self._name_of(document) for document in documents]
        fresh = {name: one for name, one in zip(names, documents, strict=True) if name not in self._judged}
        judged = self._judged if self._is_same_anywhere else {}
        for (name, document), raised in zip(fresh.items(), self._checker.check_all(tuple(fresh.values())), strict=True):
            settled = settle(document, raised) if raised else []
            judged[name] = _Judged(settled, diagnose(document, settled) if settled else [])
        for name, document, failures in zip(names, documents, failed, strict=True):
            if failures:
                yield diagnose(document, settle(document, failures + judged[name].settled))
            elif fresh.get(name) is document or not judged[name].settled:
                yield judged[name].reported
            else:
                yield _in_copy(document, judged[name])

    def _name_of(self, document: Document) -> Any:
        """Return what is the same for articles of which the same is said."""
        if not self._is_same_anywhere:
            return next(self._numbers)
        original = document.original and _digest(document.original)
        is_placed = document.origin is not None
        of_text = (_digest(document.text), original, is_placed, document.title, document.heading, document.enclosed)
        # A reader of somebody else may give lists.
        meta = repr(dict(document.meta)) if document.meta else ""
        of_reader = (meta, document.damaged, document.problem, document.marked)
        return (*of_text, *of_reader, document.instructions)


def _reads_no_path(active: Active) -> bool:
    return active.rule.origin.startswith(OURS) or isinstance(active.rule.check, PackCheck)


def _digest(text: str) -> bytes:
    """Return 16 bytes that stand for a text, so that it need not be kept itself."""
    return bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest())


def _in_copy(document: Document, judged: _Judged) -> list[Diagnostic]:
    """Return the findings in an article of which another one with the same text was judged."""
    if document.origin is not None:
        return diagnose(document, judged.settled)
    return [one._replace(location=_moved(one.location, document)) for one in judged.reported]


def _moved(place: Location, document: Document) -> Location:
    return place._replace(path=document.path, record=document.record, record_id=document.record_id)
