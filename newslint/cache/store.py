"""The file in which newslint keeps what it has found out: one SQLite database, only a cache.

Whatever is wrong with it (written to by somebody else, damaged, of another version, on a full disk), the worst that
happens is that it is made anew. What is read from it carries a checksum.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any
from zlib import crc32

from newslint.requests.shards import IGNORE

FORMAT = 3
"""Of the tables; a file of another format is made anew."""
NAME = "index.sqlite"
PATIENCE = 10.0
"""How many seconds are waited for another process that writes."""
_TABLES = """
create table settings (id integer primary key, hash text not null unique);
create table versions (
    id integer primary key autoincrement, key blob not null unique, checked integer not null, outcome blob not null,
    heads blob not null, segment integer not null, number integer not null
);
create index versions_by_place on versions (segment, number);
create table files (
    path blob not null, setting integer not null, size integer not null, modified integer not null,
    changed integer not null, version integer not null, primary key (path, setting)
) without rowid;
create table segments (id integer primary key, facts integer not null);
create table blocks (segment integer not null, first blob not null, facts blob not null);
create index blocks_by_first on blocks (segment, first);
create table corpora (id integer primary key, name text not null unique, state integer not null, used real not null);
create table members (
    corpus integer not null, path blob not null, version integer not null, told blob, primary key (corpus, path)
) without rowid;
create table pairs (
    corpus integer not null, one blob not null, other blob not null, primary key (corpus, one, other)
) without rowid;
create index pairs_by_other on pairs (corpus, other);
"""
_UNUSABLE = frozenset({
    sqlite3.SQLITE_PERM, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_INTERRUPT, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PROTOCOL, sqlite3.SQLITE_NOLFS, sqlite3.SQLITE_AUTH,
})  # fmt: skip
"""Errors that lie in the system, not in the file."""
_MANY = 500
"""How many values a question to the database may name."""


class StoreError(Exception):
    """The store cannot be used. The message says why."""


class DamagedError(StoreError):
    """What stands in the store is not what was written."""


def sealed(data: bytes) -> bytes:
    """Return bytes with their checksum."""
    return crc32(data).to_bytes(4, "big") + data


def unsealed(data: Any) -> bytes:
    """Return what ``sealed`` was given.

    Raises:
        DamagedError: it is something else.
    """
    if not isinstance(data, bytes) or crc32(data[4:]).to_bytes(4, "big") != data[:4]:
        raise DamagedError("its contents are damaged")
    return data[4:]


class Store:
    """An open database."""

    def __init__(self, connection: sqlite3.Connection, path: str) -> None:
        """Take the connection; ``opened`` makes it."""
        self.connection = connection
        self.path = path

    def rows(self, question: str, values: Sequence[Any] = ()) -> list[Any]:
        """Return the rows that answer a question.

        Raises:
            StoreError: the database cannot answer.
        """
        with _speaking():
            return self.connection.execute(question, values).fetchall()

    def each_row(self, question: str, values: Sequence[Any] = ()) -> Iterator[Any]:
        """Yield the rows that answer a question, of which there are too many to hold."""
        with _speaking():
            yield from self.connection.execute(question, values)

    def rows_of(self, question: str, values: Sequence[Any]) -> Iterator[Any]:
        """Yield the rows for many values, a few hundred at a time; ``question`` holds one ``(?)`` for them."""
        for start in range(0, len(values), _MANY):
            some = values[start : start + _MANY]
            yield from self.rows(question.replace("(?)", f"({','.join('?' * len(some))})"), some)

    def counts(self) -> dict[str, int]:
        """Return how much of what is in the store."""
        questions = {
            "files": "select count(distinct path) from files",
            "different contents, each kept once for all files that hold it": "select count(*) from versions",
            "samples of their texts, by which twins are found": "select coalesce(sum(facts), 0) from segments",
            "corpora": "select count(*) from corpora",
        }
        return {what: int(self.rows(question)[0][0]) for what, question in questions.items()}

    def number_of_setting(self, text: str) -> int:
        """Return the number under which the store knows all that findings depend on besides the files."""
        question = "select id from settings where hash = ?"
        if not list(self.rows(question, (text,))):
            with self.changing():
                self.write("insert or ignore into settings (hash) values (?)", [(text,)])
        [[number]] = self.rows(question, (text,))
        return int(number)

    def write(self, statement: str, rows: Iterable[Sequence[Any]]) -> None:
        """Write rows, within ``changing``."""
        with _speaking():
            self.connection.executemany(statement, rows)

    def insert(self, statement: str, values: Sequence[Any]) -> int:
        """Write one row, within ``changing``, and return its number."""
        with _speaking():
            return self.connection.execute(statement, values).lastrowid or 0

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Keep all that is written inside, or nothing of it.

        Raises:
            StoreError: it cannot be kept.
        """
        with _speaking():
            self.connection.execute("begin immediate")
        try:
            yield
            with _speaking():
                self.connection.execute("commit")
        except BaseException:
            with suppress(sqlite3.Error):
                self.connection.execute("rollback")
            raise

    @contextmanager
    def reading(self) -> Iterator[None]:
        """See all that is read inside as it stands at one moment."""
        with _speaking():
            self.connection.execute("begin")
        try:
            yield
        finally:
            with suppress(sqlite3.Error):
                self.connection.execute("rollback")

    def close(self) -> None:
        """Let go of the file."""
        with suppress(sqlite3.Error):
            self.connection.close()


@contextmanager
def _speaking() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as problem:
        # The lower byte says what, the others more exactly how.
        kind = getattr(problem, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
        raise (StoreError if kind in _UNUSABLE else DamagedError)(str(problem)) from problem


def opened(folder: str) -> tuple[Store, str]:
    """Return the store in a folder, made where there is none, and a note where an old one could not be used.

    Raises:
        StoreError: there can be none.
    """
    path = os.path.join(folder, NAME)
    try:
        os.makedirs(folder, exist_ok=True)
        _write_ignore(folder)
    except OSError as problem:
        raise StoreError(problem.strerror or str(problem)) from problem
    try:
        return _connected(path), ""
    except DamagedError as problem:
        remove(folder)
        return _connected(path), f"the cache {path} is made anew: {problem}"


def existing(folder: str) -> Store:
    """Return the store in a folder, as it is.

    Raises:
        StoreError: it cannot be used.
    """
    path = os.path.join(folder, NAME)
    with _speaking():
        store = Store(sqlite3.connect(path, timeout=PATIENCE, isolation_level=None), path)
    if (found := _format_of(store)) != FORMAT:
        raise DamagedError(f"it is of format {found}, not {FORMAT}")
    return store


def files_in(folder: str) -> list[str]:
    """Return the files that a store in a folder is made of; not all need to be there."""
    return [os.path.join(folder, NAME) + suffix for suffix in ("", "-wal", "-shm", "-journal")]


def remove(folder: str) -> None:
    """Delete the store in a folder.

    Raises:
        StoreError: it cannot be deleted.
    """
    for path in files_in(folder):
        try:
            os.unlink(path)
        except FileNotFoundError:
            continue
        except OSError as problem:
            raise StoreError(problem.strerror or str(problem)) from problem


def _write_ignore(folder: str) -> None:
    path = os.path.join(folder, ".gitignore")
    if not os.path.exists(path):
        with open(path, "w", encoding="utf-8") as file:
            file.write(IGNORE)


def _connected(path: str) -> Store:
    with _speaking():
        connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
    store = Store(connection, path)
    try:
        # Written by one while others read; a crash of the machine may lose the last run, but nothing else.
        list(store.rows("pragma journal_mode = wal"))
        list(store.rows("pragma synchronous = normal"))
        if _format_of(store) != FORMAT:
            with store.changing():
                _prepare(store)
    except StoreError:
        store.close()
        raise
    return store


def _format_of(store: Store) -> int:
    [[found]] = store.rows("pragma user_version")
    return int(found)


def _prepare(store: Store) -> None:
    found = _format_of(store)
    if found == FORMAT:
        # Another process was faster.
        return
    if found or list(store.rows("select 1 from sqlite_master")):
        raise DamagedError(f"it is of format {found}, not {FORMAT}")
    for statement in _TABLES.split(";"):
        list(store.rows(statement))
    list(store.rows(f"pragma user_version = {FORMAT}"))
