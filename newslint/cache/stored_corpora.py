"""Corpora in the store: the files of each, what was said of their twins, and which have twins in each other."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from newslint.cache.store import Store, sealed, unsealed

CORPORA = 4
"""How many corpora are remembered."""
FRESH = 86_400.0
"""For so many seconds it is not noted again that a corpus was asked for."""
Member = tuple[bytes, int, bytes | None]
"""The path of a file, the version of its content, and what was said of its twins, where that is known."""


class Corpus:
    """One corpus, by name. It is written to within ``Store.changing``, after ``take``."""

    def __init__(self, store: Store, name: str) -> None:
        """Take the store, and the name under which runs that compare the same files know each other."""
        self._store = store
        self._name = name
        known = store.rows("select id, state, used from corpora where name = ?", (name,))
        self.is_known = bool(known)
        [(self._id, self._state, used)] = known or [(0, 0, 0.0)]
        self.is_fresh = time.time() - used < FRESH
        """Whether it has been noted not long ago that somebody asks for it."""

    @cached_property
    def versions(self) -> Mapping[bytes, int]:
        """The version of each file, by path, as it was before anything was written."""
        return dict(self._store.rows("select path, version from members where corpus = ?", (self._id,)))

    def told(self, paths: Sequence[bytes] | None) -> Iterator[tuple[bytes, bytes]]:
        """Yield what was said of the twins of files, of some or of all, where that is known."""
        question = "select path, told from members where told is not null and corpus = ?"
        if paths is None:
            answers = [self._store.rows(question, (self._id,))]
        else:
            answers = [self._store.rows(f"{question} and path = ?", (self._id, path)) for path in paths]
        return ((path, unsealed(told)) for rows in answers for path, told in rows)

    def near(self, path: bytes) -> Iterator[bytes]:
        """Yield the files that had twins in a file."""
        question = "select other from pairs where corpus = ? and one = ?"
        return (other for (other,) in self._store.rows(question, (self._id, path)))

    def take(self) -> bool:
        """Note that the corpus is written; return False where another process has written it meanwhile."""
        known = list(self._store.rows("select id, state from corpora where name = ?", (self._name,)))
        if known != ([(self._id, self._state)] if self.is_known else []):
            return False
        if self.is_known:
            self._store.write("update corpora set state = state + 1, used = ? where id = ?", [(time.time(), self._id)])
        else:
            values = (self._name, time.time())
            self._id = self._store.insert("insert into corpora (name, state, used) values (?, 0, ?)", values)
        return True

    def write_members(self, members: Iterable[Member], gone: Iterable[bytes]) -> None:
        """Write what is known of some files, and forget others."""
        paths = [(self._id, path) for path in gone]
        self._store.write("delete from members where corpus = ? and path = ?", paths)
        self._forget_pairs(paths)
        self._store.write(
            "insert or replace into members (corpus, path, version, told) values (?, ?, ?, ?)",
            ((self._id, path, version, None if told is None else sealed(told)) for path, version, told in members),
        )

    def write_pairs(self, complete: Iterable[bytes], pairs: Iterable[tuple[bytes, bytes]]) -> None:
        """Write which files have twins in each other.

        Args:
            complete: the files of which all twins are among the pairs.
            pairs: each in both orders.
        """
        self._forget_pairs([(self._id, path) for path in complete])
        rows = ((self._id, *pair) for pair in pairs)
        self._store.write("insert or ignore into pairs (corpus, one, other) values (?, ?, ?)", rows)

    def forget_others(self) -> None:
        """Forget the corpora that were not asked for in a while."""
        last = list(self._store.rows("select id from corpora order by used desc limit -1 offset ?", (CORPORA,)))
        self._store.write("delete from members where corpus = ?", last)
        self._store.write("delete from pairs where corpus = ?", last)
        self._store.write("delete from corpora where id = ?", last)

    def _forget_pairs(self, paths: Sequence[tuple[int, bytes]]) -> None:
        self._store.write("delete from pairs where corpus = ? and one = ?", paths)
        self._store.write("delete from pairs where corpus = ? and other = ?", paths)
