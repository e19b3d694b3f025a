"""What a run takes from the store about the twins in a corpus, and leaves there.

For each file of a corpus the store knows what was said of its twins, and with which files it has any. What was said
holds until a file comes, goes or changes on which it depends. So of an edited corpus only the places of the
edited files are compared, and of those whose twins they are or were.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property

from newslint.cache import index
from newslint.cache.kept import PUT_IN_ORDER, KeptFiles
from newslint.cache.store import Store, StoreError
from newslint.cache.stored_corpora import Corpus, Member
from newslint.comparing.facts import BUCKETS, HEAD, NUMBER, bucketed, split
from newslint.model import Diagnostic
from newslint.packing import Packed, packed
from newslint.steps.spool import Spool
from newslint.steps.work import Work
from newslint.twins.affected import Changes, affected
from newslint.twins.corpus import LINK, place_task_of, twin_task_of

FEW = 200
"""So few files are compared anew rather than remembered."""
SMALL_SHARE = 0.25
"""Of the files: when more of them have changed, all are compared anew."""

Told = Mapping[int, Sequence[Diagnostic]]
"""What is said of the twins in files, by their numbers."""
LinksOf = Callable[[Spool, Set[int]], Spool]
"""Compares facts at the places of some files, and returns what these are told, by part."""


class KeptTwins:
    """The corpus of a run as far as the store knows it."""

    def __init__(self, work: Work, store: Store, files: KeptFiles, mapped: Spool, stale: Sequence[int]) -> None:
        """Take what is known.

        Args:
            work: the run.
            store: the store, which is not changed by others while it is asked.
            files: the files of the run that it knows.
            mapped: the facts of the files that were read in this run.
            stale: their numbers.
        """
        self._tasks = work.request.tasks
        self._store = store
        self._files = files
        self._mapped = mapped
        self._stale = stale
        self._paths = [os.fsencode(task.path) for task in self._tasks]
        self._number_of = {path: number for number, path in enumerate(self._paths)}
        # Where standard input stands for a file, or one cannot be kept, what is said holds for this run only.
        self._is_kept = len(self._tasks) > FEW and len(files.versions) == len(self._tasks)
        self._corpus = Corpus(store, files.name_of_corpus())
        self._affected: set[int] | None = None
        """The files about which something else may have to be said than before; None: any."""
        self._changed: Set[int] = frozenset()
        self._links_of_changed: list[bytes] = []
        self._heads_read: Set[bytes] = frozenset()
        self._facts_read = Spool(BUCKETS)
        """The facts of these heads in the whole corpus."""

    def told(self, links_of: LinksOf) -> Told:
        """Return what is known to be said of files about which nothing else has to be said by now."""
        if not self._corpus.is_known or len(self._tasks) <= FEW:
            return {}
        before = self._corpus.versions
        now = {self._paths[number]: version for number, version in self._files.versions.items()}
        different = {path for path in before.keys() | now.keys() if before.get(path) != now.get(path)}
        changed = {number for number, path in enumerate(self._paths) if path in different or path not in now}
        if len(different) + len(changed) > SMALL_SHARE * len(self._tasks):
            return {}
        gone = {path: before[path] for path in different & before.keys()}
        self._changed, self._affected = changed, self._affected_by(changed, gone, links_of)
        return dict(self._read(self._affected))

    def facts(self, asked: Set[int]) -> Spool:
        """Return the facts that have a key of some files."""
        if len(self._stale) == len(self._tasks):
            return self._mapped
        if len(asked) <= SMALL_SHARE * len(self._tasks):
            # Where further facts have been read, none of them is in one of these files: they make no pair.
            return self._facts_with(self._heads(asked))
        found = Spool(BUCKETS)
        for facts in self._facts(None):
            found.add(bucketed(facts))
        return found

    def keep(self, told: Told, links: Spool) -> None:
        """Keep what was said of the twins in some files, and what their places are told."""
        is_known = self._affected is not None and not self._affected and not told
        if not self._is_kept or (is_known and self._corpus.is_fresh):
            return
        with self._store.changing():
            if self._corpus.take():
                gone = self._corpus.versions.keys() - self._number_of.keys()
                self._corpus.write_members(self._members(told), gone)
                complete = [self._paths[number] for number in {*told, *self._changed}]
                self._corpus.write_pairs(complete, self._pairs([*_links_in(links), *self._links_of_changed]))
                self._corpus.forget_others()

    def _members(self, told: Told) -> Iterator[Member]:
        touched = self._files.versions.keys() if self._affected is None else self._affected | told.keys()
        for number in touched:
            said = packed(told[number]) if number in told else None
            yield self._paths[number], self._files.versions[number], said

    def _pairs(self, links: Iterable[bytes]) -> Iterator[tuple[bytes, bytes]]:
        for one, other in {(place_task_of(link), twin_task_of(link)) for link in links}:
            yield self._paths[one], self._paths[other]
            yield self._paths[other], self._paths[one]

    def _affected_by(self, changed: Set[int], gone: Mapping[bytes, int], links_of: LinksOf) -> set[int]:
        before = self._documents_by_head(gone)
        facts = self._facts_with(self._heads(changed) | before.keys())
        now: dict[bytes, list[bytes]] = {}
        for bucket in facts.filled():
            for fact in split(facts[bucket]):
                now.setdefault(fact[:HEAD], []).append(fact[HEAD:])
        changes = Changes(changed, before, {head: sorted(places) for head, places in now.items()}, self._paths)
        self._links_of_changed = list(_links_in(links_of(facts, changed))) if changed else []
        near = {twin_task_of(link) for link in self._links_of_changed}
        near |= {number for path in gone for number in self._near(path)}
        return affected(changes, near, lambda number: self._near(self._paths[number]))

    def _documents_by_head(self, versions: Mapping[bytes, int]) -> dict[bytes, list[bytes]]:
        found: dict[bytes, list[bytes]] = {}
        for path, version in versions.items():
            for head in self._files.heads_of_documents(version):
                found.setdefault(head, []).append(path)
        return found

    def _near(self, path: bytes) -> set[int]:
        return {self._number_of[other] for other in self._corpus.near(path) if other in self._number_of}

    def _read(self, affected: Set[int]) -> Iterator[tuple[int, Sequence[Diagnostic]]]:
        asked = [number for number, task in enumerate(self._tasks) if task.asked and number not in affected]
        for path, told in self._corpus.told([self._paths[number] for number in asked] if len(asked) < FEW else None):
            number = self._number_of.get(path)
            if number is not None and number not in affected and self._tasks[number].asked:
                yield number, Packed(told, self._tasks[number].path)

    @cached_property
    def _unsaved(self) -> list[bytes]:
        """The facts of files that are not in the store."""
        known = self._files.versions
        if len(known) == len(self._tasks):
            return []
        facts = (fact for bucket in self._mapped.filled() for fact in split(self._mapped[bucket]))
        return [fact for fact in facts if _number_in(fact) not in known]

    def _heads(self, numbers: Set[int]) -> set[bytes]:
        versions = {self._files.versions[number] for number in numbers if number in self._files.versions}
        found = set(self._files.heads(sorted(versions)))
        return found | {fact[:HEAD] for fact in self._unsaved if _number_in(fact) in numbers}

    def _facts_with(self, heads: Set[bytes]) -> Spool:
        """Return the facts of some heads in the whole corpus, and of those that were asked for before."""
        for facts in self._facts(heads - self._heads_read):
            self._facts_read.add(bucketed(facts))
        self._heads_read |= heads
        return self._facts_read

    def _facts(self, heads: Set[bytes] | None) -> Iterator[list[bytes]]:
        """Yield the facts of some keys, or all, of the files of the corpus."""
        for segment, facts in index.facts_of(self._store, heads):
            yield list(index.renumbered(facts, self._numbers.get(segment, {})))
        yield [fact for fact in self._unsaved if heads is None or fact[:HEAD] in heads]

    @cached_property
    def _numbers(self) -> dict[int, dict[int, list[int]]]:
        """For each segment, the numbers in this run of the files that have some number there."""
        by_version: dict[int, list[int]] = {}
        for number, version in self._files.versions.items():
            by_version.setdefault(version, []).append(number)
        found: dict[int, dict[int, list[int]]] = {}
        for version, segment, number in self._store.rows("select id, segment, number from versions"):
            if version in by_version:
                found.setdefault(segment, {})[number] = by_version.pop(version)
        if by_version:
            raise StoreError(PUT_IN_ORDER)
        return found


def _links_in(links: Spool) -> Iterator[bytes]:
    return (link for number in links.filled() for link in split(links[number], LINK))


def _number_in(fact: bytes) -> int:
    return int.from_bytes(fact[NUMBER], "big")
