"""What goes into the steps of a run and comes out of them: plain data that can be pickled."""

from collections.abc import Mapping, Sequence, Set
from typing import TYPE_CHECKING, NamedTuple

from newslint.comparing.facts import Buckets
from newslint.model import Diagnostic
from newslint.twins.corpus import Told
from newslint.values import Values

if TYPE_CHECKING:
    from newslint.figures.listed import Article
    from newslint.silences import Silence


class Outcome(Values):
    """What one file came to."""

    is_read: bool = False
    articles: int = 0
    words: int = 0
    foreign: int = 0
    """Articles in other languages than were asked for."""
    records: int = 0
    """Articles that are records of the file."""
    diagnostics: Sequence[Diagnostic] = ()
    signs: tuple[Told, ...] = ()
    """What it told the rules that weigh what the others find."""
    errors: tuple[str, ...] = ()
    listed: "tuple[Article, ...]" = ()
    """The articles, where the request wants to know of them."""
    notes: tuple[str, ...] = ()
    """What its reader said of the whole file."""
    unread: int = 0
    """Articles that were asked for and cannot be read."""
    uncompared: tuple[tuple[str, int | None], ...] = ()
    """Articles, as path and record, that nobody asked for and that cannot be read."""
    heads: bytes = b""
    """Which rules were told which keys, where this is to be kept."""
    silences: "tuple[Silence, ...]" = ()
    """What its articles ask not to hear; ``diagnostics`` are all that was found, whoever asks."""


class Mapped(Values):
    """What one part of the files came to."""

    outcomes: Mapping[int, Outcome]
    """By the number of the file."""
    facts: Buckets
    seconds: Mapping[str, float]
    """Of each rule, when profiling."""
    identities: Buckets
    """Of records in pieces of files, as facts: their keys are file and id."""


class Repeated(NamedTuple):
    """A record with the id of an earlier one that stands in another piece of the file."""

    number: int
    """Of the piece."""
    record: int
    first: int
    """The earlier one."""


class ToGroup(Values):
    """Facts of some keys, complete."""

    facts: bytes
    """In the step ``screen`` an outline stands behind each."""
    asked: Set[int] | None = None
    """The numbers of the files at whose places somebody wants to know of twins; None: those of the request."""


class Shared(Values):
    """What facts of some keys came to."""

    pairs: Buckets
    """Pairs of places of the rules whose texts have to be read, by the part of the file of the higher place."""
    facts: Buckets
    """Of the other rules, the facts whose keys stand in several documents, by the part of their file."""


class Verified(Values):
    """What some pairs came to."""

    links: Buckets
    """What each place is told, by the part of its file."""
    failures: tuple[tuple[int, Diagnostic], ...]
    """What is to be said of rules that failed, with the number of the file."""
    errors: tuple[str, ...]


class ToTell(Values):
    """What the places of some files are told."""

    links: bytes
    signs: tuple[Told, ...]
    spoken: tuple[Diagnostic, ...]
    """What was found in the documents by themselves."""
    places: bytes = b""
    """Where their twins stand, as far as that was asked for."""


class Telling(Values):
    """What came of telling."""

    diagnostics: tuple[tuple[int, Sequence[Diagnostic]], ...]
    """Of each file, by its number; packed where they are many and no rule failed."""
    errors: tuple[str, ...]
    has_failed: bool = False
    """Whether one of them says that a rule failed."""
