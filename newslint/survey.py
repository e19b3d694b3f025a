"""A run that hands over each article with its findings, and keeps none of them where it need not.

Without rules that compare documents, memory does not grow with the number of articles: in one process each goes on as
soon as it is checked, in several with its part. Rules that compare need the whole run.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from newslint.checking.asking import FAILED
from newslint.engine import engine_for, run, start_for
from newslint.figures.listed import Article, Take, joined
from newslint.model import Diagnostic
from newslint.requests.request import Loaded
from newslint.steps.plain import Outcome
from newslint.steps.work import Work
from newslint.values import Values

if TYPE_CHECKING:
    from newslint.known.ledgers import Known
    from newslint.known.withheld import Accepted


class Survey(Values):
    """What the articles came to together."""

    files: int
    articles: int
    foreign: int
    errors: tuple[str, ...]
    """What makes the survey untrustworthy, as messages."""
    failures: int
    """How many times a rule failed."""
    unread: int = 0
    """Articles that cannot be read."""

    @property
    def complete(self) -> bool:
        """Whether all was checked that was to be checked."""
        return not (self.errors or self.failures or self.unread)


class _Counting:
    """Hands articles on without what somebody accepted in them, and counts what they come to."""

    def __init__(self, take: Take, accepted: Accepted | None) -> None:
        self._take = take
        self._accepted = accepted
        self.files = self.articles = self.foreign = self.failures = 0
        self.errors: dict[str, None] = {}
        self.unread = 0

    def __call__(self, article: Article, found: Sequence[Diagnostic]) -> None:
        self.failures += sum(one.rule == FAILED for one in found)
        self._take(article, found if self._accepted is None else self._accepted.without(found))

    def add(self, outcome: Outcome, heard: Sequence[Diagnostic]) -> None:
        """Count a file, and hand on what it still holds, with what was not silenced of its findings."""
        found = sorted(heard, key=lambda one: one.sort_key)
        for article, some in joined(sorted(outcome.listed, key=_place), found):
            self(article, some)
        self.files += outcome.is_read
        self.articles += outcome.articles
        self.foreign += outcome.foreign
        self.unread += outcome.unread
        self.errors.update(dict.fromkeys(outcome.errors))


def survey(
    loaded: Loaded, take: Take, counts_words: bool, progress: Callable[[int], None] = lambda files: None
) -> Survey:
    """Do what the request says, and hand over each article with its findings, sorted by path and record.

    Args:
        loaded: the request and its plugins.
        take: is given each article.
        counts_words: whether somebody reads how many words an article has.
        progress: told how many more files are done.
    """
    known = loaded.known
    loaded = loaded.but(request=loaded.request.but(lists_articles=True, counts_words=counts_words), known=None)
    work = Work(loaded.request, loaded.plugins)
    # What a baseline knows is a fault of the article all the same.
    counting = _Counting(take, _accepted(known, loaded, work) if known is not None and known.ledgers else None)
    if any(one.rule.on == "corpus" for setting in range(len(loaded.request.settings)) for one in work.active(setting)):
        result = run(loaded, progress)
        for article, found in joined(sorted(result.listed, key=_place), result.diagnostics):
            counting(article, found)
        return Survey(result.files, result.articles, result.foreign, result.errors, counting.failures, result.unread)
    return _streamed(work, counting, progress)


def _accepted(known: Known, loaded: Loaded, work: Work) -> Accepted:
    from newslint.engines.knowing import seen_of
    from newslint.known.withheld import Accepted

    rules = [one.rule for setting in range(len(loaded.request.settings)) for one in work.active(setting)]
    return Accepted(
        known,
        lambda path, record: work.library.document(path, record).source,
        seen_of(known, loaded, rules, is_whole=False),
    )


def _streamed(work: Work, take: _Counting, progress: Callable[[int], None]) -> Survey:
    if any(work.library.shelf(task.path).reader.of_records for task in work.request.tasks):
        # A file of records may hold as many articles as a part of single files and more.
        work = Work(work.request.but(part=1), work.plugins)
    parts = work.request.parts()
    engine = engine_for(work, len(parts))
    with start_for(work, len(parts))(work) as do:
        # What one process maps need not be kept until its part is done, unless it is to be kept for good.
        at_once = engine.name == "serial" and not work.request.resume
        mapped = (work.map(part, take) for part in parts) if at_once else do("map", parts)
        for part, one in zip(parts, mapped, strict=True):
            for number in part:
                outcome = one.outcomes[number]
                take.add(outcome, work.heard(number, outcome.diagnostics, outcome.silences))
            progress(len(part))
    errors = (*work.request.missing, *take.errors)
    return Survey(take.files, take.articles, take.foreign, errors, take.failures, take.unread)


def _place(article: Article) -> tuple[str, int]:
    return article.place
