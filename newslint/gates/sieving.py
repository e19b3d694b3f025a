"""Which of several documents a rule is asked about that is asked about every document.

In long runs the rules' sieves look at all of them together first (``batch.py``): nearly no text has what such a rule
looks for, and that is seen in all texts at once in a fifth of the time.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from newslint.config import Active
from newslint.document import Document
from newslint.numerics import needing_numpy

if TYPE_CHECKING:
    from newslint.gates.batch import Batch

WORTH_GETTING_READY = 2_000_000
"""After so many characters the time that numpy needs to get ready is made good."""
LONGEST = 120_000
"""In characters. A longer text is asked about without being looked at first, which would take memory."""
FEWEST = 4
"""So many documents have to be looked at together for that to be faster than asking about each."""


class Sieving:
    """Looks at documents together as soon as that pays."""

    def __init__(self, active: Iterable[Active]) -> None:
        """Take the rules that are asked about every document."""
        has_sieves = any(one.rule.sieve is not None for one in active)
        self._left = WORTH_GETTING_READY if has_sieves else sys.maxsize
        self._batch: type[Batch] | None = None

    def look(self, documents: Sequence[Document]) -> Sieved:
        """Return what says which of some documents are worth asking about."""
        self._left -= sum(len(document.text) for document in documents)
        if self._left < 0:
            self._left = sys.maxsize
            found = needing_numpy("newslint.gates.batch")
            self._batch = found.Batch if found else None
        if self._batch is None or len(documents) < FEWEST:
            return Sieved(len(documents))
        fit = [number for number, document in enumerate(documents) if _is_fit(document.text)]
        return Sieved(len(documents), fit, self._batch([documents[number].text for number in fit]))


class Sieved:
    """Some documents, those that are fit for it as a batch."""

    def __init__(self, size: int, fit: Sequence[int] = (), batch: Batch | None = None) -> None:
        """Take how many documents there are, the numbers of those that are fit, and these as a batch."""
        self._all = range(size)
        self._fit = fit
        self._batch = batch

    def worth_asking(self, active: Active) -> Sequence[int]:
        """Return the numbers of the documents in which a rule may find something.

        Raises:
            Exception: whatever the rule's sieve raises.
        """
        sieve = active.rule.sieve
        if sieve is None or self._batch is None:
            return self._all
        found = set(sieve(self._batch, **active.options))
        left_out = {number for place, number in enumerate(self._fit) if place not in found}
        return [number for number in self._all if number not in left_out]


def _is_fit(text: str) -> bool:
    """Whether a text is short, and line feeds end its lines."""
    return len(text) <= LONGEST and not ("\r" in text and text.count("\r") > text.count("\r\n"))
