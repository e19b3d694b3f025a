"""Where each paragraph of an article also stands: what a text put together from others was made of."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from newslint.document import Document
from newslint.engine import twins_in
from newslint.model import Span
from newslint.steps.work import Work
from newslint.text.normal import likeness, words
from newslint.twins.corpus import Twins, Where
from newslint.twins.telling import Shelf

PARAGRAPHS = ("shared-headline", "shared-paragraph", "similar-paragraph")
SENTENCES = ("shared-sentence", "similar-sentence")
RULES = (*PARAGRAPHS, *SENTENCES)
"""The rules whose facts are compared."""
Origin = tuple[str, int]
"""Path and record of an article."""


class Source(NamedTuple):
    """Where a paragraph, or some sentences of it, also stand."""

    where: Where
    line: int
    """Of the first of them, in the text of the other article, counted from 1."""
    similarity: float
    """1.0 for the same words, else how like the first of them is."""
    words: int
    """How many words of the paragraph it accounts for."""


class Traced(NamedTuple):
    """A paragraph, and where it comes from, the largest part first."""

    span: Span
    words: int
    sources: tuple[Source, ...]
    twins: int
    """In how many places it, or a sentence of it, stands."""


class Share(NamedTuple):
    """How much of an article also stands in another one."""

    origin: Origin
    words: int
    paragraphs: int


class Trace(NamedTuple):
    """One article taken apart."""

    document: Document
    paragraphs: tuple[Traced, ...]
    shares: tuple[Share, ...]
    """The largest first."""

    @property
    def words(self) -> int:
        """How many words the article has."""
        return sum(one.words for one in self.paragraphs)

    @property
    def problem(self) -> str:
        """Why the article cannot be read; mostly empty."""
        if self.document.damaged:
            return self.document.problem or "it cannot be decoded; convert it or name its encoding in the configuration"
        return "it holds NUL bytes, so it is no text" if "\0" in self.document.text else ""


class _Match(NamedTuple):
    """A headline, paragraph or sentence, and a place where it also stands."""

    span: Span
    words: int
    twin: Where
    similarity: float


def trace(work: Work, path: str, on_error: Callable[[str], object] = lambda message: None) -> list[Trace]:
    """Return the articles of a file, each of their paragraphs with what it has in common with the rest of the corpus.

    Args:
        work: a request for the rules in ``RULES``, with all files of the corpus.
        path: one of them.
        on_error: told of each file that cannot be read.
    """
    by_document: dict[int, list[Twins]] = {}
    asked = {number for number, task in enumerate(work.request.tasks) if task.path == path}
    for one in twins_in(work, asked, on_error):
        by_document.setdefault(one.where.record, []).append(one)
    shelf = Shelf(work.library.document)
    documents = work.library.documents(path)
    return [_traced(shelf, one, by_document.get(one.record or 0, ())) for one in documents]


def _traced(shelf: Shelf, document: Document, found: Iterable[Twins]) -> Trace:
    matches = [match for twins in found for match in _matches(shelf, document, twins)]
    weights = _weights(matches)
    paragraphs = tuple(_paragraph(shelf, document, span, matches, weights) for span in document.paragraphs)
    return Trace(document, paragraphs, _shares(paragraphs))


def _matches(shelf: Shelf, document: Document, twins: Twins) -> Iterator[_Match]:
    span = twins.where.span
    mine = words(document.slice(span))
    for twin in twins.twins:
        theirs = words(shelf.text_of(twin) or "")
        yield _Match(span, len(mine), twin, 1.0 if mine == theirs else min(0.99, likeness(mine, theirs)))


def _weights(matches: Iterable[_Match]) -> Mapping[Origin, int]:
    """Return how many words of the article each other one may account for."""
    known = {(match.span, match.twin[:2]): match.words for match in matches}
    weights: Counter[Origin] = Counter()
    for (_, origin), size in known.items():
        weights[origin] += size
    return weights


def _paragraph(
    shelf: Shelf, document: Document, span: Span, matches: Iterable[_Match], weights: Mapping[Origin, int]
) -> Traced:
    inside = [match for match in matches if span.covers(match.span)]

    def preference(match: _Match) -> tuple[object, ...]:
        # The longest text, the same words before nearly the same, and few sources rather than many.
        return (-match.words, match.similarity < 1, -weights[match.twin[:2]], -match.similarity, match.twin)

    chosen: list[_Match] = []
    for match in sorted(inside, key=preference):
        if not any(match.span.overlaps(other.span) for other in chosen):
            chosen.append(match)
    sources = sorted(_sources(shelf, chosen), key=lambda one: (-one.words, one.where))
    places = {match.twin for match in inside}
    return Traced(span, len(words(document.slice(span))), tuple(sources), len({place[:2] for place in places}))


def _sources(shelf: Shelf, chosen: Iterable[_Match]) -> Iterator[Source]:
    """Yield a source for each article that accounts for a part of a paragraph."""
    by_origin: dict[Origin, list[_Match]] = {}
    for match in chosen:
        by_origin.setdefault(match.twin[:2], []).append(match)
    for matches in by_origin.values():
        first = min(matches, key=lambda match: match.span)
        document = shelf.document_of(first.twin.path, first.twin.record)
        if document is not None:
            line = document.locate(first.twin.span).position.line
            yield Source(first.twin, line, first.similarity, sum(match.words for match in matches))


def _shares(paragraphs: Sequence[Traced]) -> tuple[Share, ...]:
    of_words: Counter[Origin] = Counter()
    of_paragraphs: Counter[Origin] = Counter()
    for paragraph in paragraphs:
        for source in paragraph.sources:
            of_words[source.where[:2]] += source.words
            of_paragraphs[source.where[:2]] += 1
    shares = (Share(origin, size, of_paragraphs[origin]) for origin, size in of_words.items())
    return tuple(sorted(shares, key=lambda share: (-share.words, share.origin)))
