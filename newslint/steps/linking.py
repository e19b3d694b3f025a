"""Facts of all files -> what each place is told, on whatever does the steps."""

from collections.abc import Callable, Iterable, Sequence, Set
from typing import Any

from newslint.model import Diagnostic
from newslint.steps.plain import ToGroup, Verified
from newslint.steps.spool import Lazily, Spool

Do = Callable[[str, Sequence[Any]], Iterable[Any]]
"""Does a step with each of the parts of its input, and yields the answers in the order of the parts."""


WORTH_OUTLINES = 8 << 20
"""From so many bytes of facts on, some 1,300 articles, texts are outlined before they are compared."""


WORTH_LOCATING = 4 << 20
"""From so many bytes of links on, twins are located before findings are made of them."""


class EngineError(Exception):
    """An engine cannot do its part. The message says why, and what to do."""


class Linked:
    """What came of comparing the places of a corpus."""

    def __init__(self, parts: int) -> None:
        """Take into how many parts the files are divided."""
        self.links = Spool(parts)
        """What each place is told, by the part of its file."""
        self.errors: dict[str, None] = {}
        self._failures: dict[tuple[str, int | None, str], tuple[int, Diagnostic]] = {}

    @property
    def failures(self) -> Iterable[tuple[int, Diagnostic]]:
        """What is to be said of rules that failed, with the number of the file."""
        return self._failures.values()

    def add(self, verified: Verified) -> None:
        """Add what some pairs came to."""
        self.links.add(verified.links)
        self.errors.update(dict.fromkeys(verified.errors))
        for number, one in verified.failures:
            # A rule that fails at a place fails with each of its pairs.
            self._failures.setdefault((one.location.path, one.location.record, one.message), (number, one))


def link(do: Do, facts: Spool, parts: int, asked: Set[int] | None = None) -> Linked:
    """Compare the places that were told the same.

    Args:
        do: does the steps.
        facts: all facts of the corpus, by key.
        parts: into how many parts the files are divided.
        asked: the numbers of the files at whose places somebody wants to know of twins; None: those of the request.
    """
    pairs, linked = Spool(parts), Linked(parts)
    if facts.size < WORTH_OUTLINES:
        for found in do("group", _by_key(facts, asked)):
            pairs.add(found)
    else:
        _screen(do, facts, pairs, asked)
    for verified in do("verify", _heaps(pairs)):
        linked.add(verified)
    return linked


def _screen(do: Do, facts: Spool, pairs: Spool, asked: Set[int] | None) -> None:
    """Add the pairs of places that were told the same, without most of those whose texts are not alike."""
    shared, outlined = Spool(len(pairs)), Spool(len(facts))
    for found in do("share", _by_key(facts, asked)):
        pairs.add(found.pairs)
        shared.add(found.facts)
    for found in do("outline", _heaps(shared)):
        outlined.add(found)
    for found in do("screen", _by_key(outlined, asked)):
        pairs.add(found)


def locate(do: Do, links: Spool) -> Spool:
    """Return where the twins stand that findings are going to name, by part; nothing where it is not worth while.

    Args:
        do: does the steps.
        links: what each place is told, by the part of its file.
    """
    asked, found = Spool(len(links)), Spool(len(links))
    if links.size < WORTH_LOCATING:
        return found
    for questions in do("ask", _heaps(links)):
        asked.add(questions)
    for answers in do("locate", _heaps(asked)):
        found.add(answers)
    return found


def _heaps(spool: Spool) -> Sequence[bytes]:
    filled = spool.filled()
    return Lazily(len(filled), lambda index: spool[filled[index]])


def _by_key(facts: Spool, asked: Set[int] | None) -> Sequence[ToGroup]:
    filled = facts.filled()
    return Lazily(len(filled), lambda index: ToGroup(facts[filled[index]], asked))
