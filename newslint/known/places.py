"""Findings of a run, and their articles, as they are compared with entries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Set
from typing import TYPE_CHECKING, NamedTuple

from newslint.known.marks import Key, Surroundings, runs_of, samples_of
from newslint.known.pins import Pin, pin

if TYPE_CHECKING:
    from newslint.model import Span

LONG = 5
"""A text of so many words is known by itself within its article."""


class Article:
    """An article in which something was found, as it is told from others."""

    def __init__(
        self,
        path: str,
        record: str | int | None,
        text: Callable[[], str],
        wanted: Set[str],
        again: Callable[[], str] | None = None,
    ) -> None:
        """Take what the article is called, its text, and the samples of all articles that entries name.

        Args:
            path: of its file, as entries write it.
            record: its id or ordinal in there.
            text: returns its text.
            wanted: the samples.
            again: returns the text once it was let go.
        """
        self.name = (path, record)
        self.met: Counter[Key] = Counter()
        """How many findings with a key were met in it."""
        self.is_certain = False
        """Whether an entry of this name was found to know something in it."""
        self._text: Callable[[], str] | None = text
        self.again = again or text
        """Returns the text, which may have to be read for it."""
        self._wanted = wanted
        self._samples: tuple[str, ...] | None = None
        self._known: Set[str] = frozenset()

    @property
    def samples(self) -> tuple[str, ...]:
        """The samples of the text as it is now."""
        if self._samples is None:
            self._samples = samples_of(self._text()) if self._text else ()
        return self._samples

    @property
    def known(self) -> Set[str]:
        """Which of the wanted samples are runs of words of the text."""
        self.let_go()
        return self._known

    def let_go(self) -> None:
        """Find out what will be needed of the text, and do not keep it."""
        if self._text is not None:
            self._known = runs_of(self._text()) & self._wanted if self._wanted else frozenset()
            self._samples = self.samples
            self._text = None


class Place(NamedTuple):
    """A finding of this run, as it is compared with entries."""

    key: Key
    around: Surroundings
    said: str
    """Its normalised text."""
    is_of_article: bool
    article: Article
    span: Span
    nth: int = 1
    """Which of the findings with its key in the article it is, from 1."""

    @property
    def is_long(self) -> bool:
        """Whether its text is known by itself within its article."""
        return self.said.count(" ") + 1 >= LONG

    @property
    def pin(self) -> Pin:
        """What tells it from others with its key, once all of them were met."""
        return pin(self.span, self.article.again(), self.nth, self.article.met[self.key])
