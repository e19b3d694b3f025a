"""What comes together while files are mapped."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from newslint.comparing.facts import AnyFacts, Block, Buckets, facts_of, heads_of
from newslint.document import Document
from newslint.model import Diagnostic
from newslint.steps.plain import Outcome
from newslint.twins.corpus import Told, Where

if TYPE_CHECKING:
    from newslint.figures.listed import Article, Take
    from newslint.silences import Silence


class OneFile:
    """What one file comes to, while it is read."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.is_read = False
        self.articles = self.words = self.foreign = self.records = self.unread = 0
        self.diagnostics: list[Diagnostic] = []
        self.signs: list[Told] = []
        self.errors: list[str] = []
        self.heads: list[bytes] = []
        """Of each document each once."""
        self.notes: list[str] = []
        self.uncompared: list[tuple[str, int | None]] = []
        self.listed: list[tuple[Article, Sequence[Diagnostic]]] = []
        """With the findings that are left of those in ``diagnostics`` when what they ask not to hear is taken out."""
        self.silences: list[Silence] = []

    def note(self, document: Document, counts_words: bool, reported: Sequence[Diagnostic]) -> None:
        """Note what is known of an article."""
        from newslint.figures.listed import article_of

        self.listed.append((article_of(document, counts_words), reported))

    def hand_over(self, take: "Take") -> None:
        """Give away the articles with their findings, in order."""
        for article, found in sorted(self.listed, key=lambda pair: pair[0].place):
            take(article, found)
        self.listed.clear()
        self.diagnostics.clear()
        self.silences.clear()

    def outcome(self) -> Outcome:
        """Return what it came to."""
        return Outcome(
            self.is_read, self.articles, self.words, self.foreign, self.records, tuple(self.diagnostics),
            tuple(self.signs), tuple(self.errors), tuple([article for article, _ in self.listed]),
            tuple(self.notes),
            self.unread, tuple(self.uncompared),
            b"".join(self.heads), tuple(self.silences),
        )  # fmt: skip


class Tally:
    """What comes together while a part is mapped."""

    def __init__(self, part: Iterable[int]) -> None:
        """Take the numbers of the files."""
        self.of = {number: OneFile() for number in part}
        self.facts: list[Block] = []
        self._heaps: dict[int, list[bytes]] = {}
        self.identities: list[bytes] = []

    def keep(
        self, number: int, document: Document, told: Iterable[tuple[str, AnyFacts]], numbers: Mapping[str, bytes]
    ) -> None:
        """Take what a document tells the rules, given the numbers of those whose facts are compared."""
        of, record = self.of[number], document.record or 0
        for rule, facts in told:
            if rule in numbers:
                self.facts.append(Block(numbers[rule], number, record, facts_of(facts)))
            else:
                of.signs += [Told(rule, key, Where(document.path, record, span)) for key, span in facts]

    def lay_out(self, heaped: Callable[[Sequence[Block]], Buckets], keeps_heads: bool, least: int = 0) -> None:
        """Lay the facts into heaps, where they take less memory, when there are blocks enough.

        Args:
            heaped: returns the facts of blocks in heaps.
            keeps_heads: whether to note of each file which rules were told which keys.
            least: how many blocks are worth while.
        """
        if len(self.facts) < least:
            return
        for block in self.facts if keeps_heads else ():
            self.of[block.task].heads.append(heads_of(block))
        for heap, facts in heaped(self.facts).items():
            self._heaps.setdefault(heap, []).append(facts)
        self.facts.clear()

    def heaps(self) -> Buckets:
        """Return all facts that were laid out, by key."""
        return {heap: b"".join(self._heaps[heap]) for heap in sorted(self._heaps)}

    def hand_over(self, numbers: Iterable[int], take: "Take") -> None:
        """Give away the articles of some files with their findings, in order."""
        for number in numbers:
            self.of[number].hand_over(take)
