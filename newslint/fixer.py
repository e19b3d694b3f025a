"""Edits -> files. Whoever changes a file of the user's, or makes one for him, does it here."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from io import BytesIO
from stat import S_ISREG
from typing import TYPE_CHECKING

from newslint.checking.diagnose import diagnose
from newslint.checking.settle import may_ask, settle
from newslint.late import late
from newslint.mending import Article, May, Mended, Write, mend
from newslint.model import Applicability, Diagnostic, Edit
from newslint.readers import Reader, UnreadableError, UnwritableError, data_of, documents_in, packing_of
from newslint.values import Values

if TYPE_CHECKING:
    from newslint.document import Document
    from newslint.known.kept_back import KeptBack
    from newslint.requests.library import Shelf
    from newslint.requests.request import Task
    from newslint.steps.work import Work

SAFE = frozenset({Applicability.SAFE})
ALSO_UNSAFE = frozenset({Applicability.SAFE, Applicability.UNSAFE})


class Opened(Values):
    """A file that is to be mended: its bytes, what finds faults in some bytes, and what writes edits into them."""

    data: bytes
    lint: Lint
    write: Write


def opened(work: Work, task: Task, kept_back: KeptBack | None = None) -> Opened:
    """Return one of the files of a run with what mends it.

    Args:
        work: the run.
        task: the file.
        kept_back: the findings in the file that stay as they are, as they are known.

    Raises:
        UnreadableError: the file cannot be opened.
        UnwritableError: its reader cannot write.
    """
    shelf = work.library.shelf(task.path)
    writer = shelf.reader.write
    if writer is None or not shelf.is_writable:
        raise UnwritableError(f"{task.path}: cannot be fixed: {_why_not(task.path, shelf)}")

    def write(data: bytes, edits: Mapping[int | None, Sequence[Edit]]) -> bytes:
        return writer(shelf.source(task.path, BytesIO(data)), edits)

    return Opened(work.library.data(task.path), Lint(work, task, shelf.reader, kept_back), write)


def mended(work: Work, task: Task, may: May, kept_back: KeptBack | None = None) -> Mended:
    """Return what the fixes that may be applied make of one of the files of a run. Nothing is written.

    Args:
        work: the run.
        task: the file.
        may: whether the fix of a finding may be applied.
        kept_back: the findings in the file that stay as they are, as they are known.

    Raises:
        UnreadableError: the file cannot be opened.
        UnwritableError: its reader cannot write, or the encoding cannot hold what a fix puts in.
    """
    file = opened(work, task, kept_back)
    return mend(file.data, file.lint, file.write, may)


def _why_not(path: str, shelf: Shelf) -> str:
    packing = packing_of(path)
    if shelf.opener is not None:
        return "newslint writes only files of this machine; copy it here"
    if packing and shelf.reader.name.endswith(packing):
        return "it is packed; unpack it first, or let newslint repair write a clean copy"
    return f"the reader {shelf.reader.name} only reads; mend the text where the file was made"


class Lint:
    """Lints the bytes of one file again and again, as they are mended, but each record only when it has changed."""

    def __init__(self, work: Work, task: Task, reader: Reader, kept_back: KeptBack | None = None) -> None:
        """Take the run, the file, what reads its bytes, and what is to be passed over."""
        self._kept_back = kept_back
        self._work = work
        self._task = task
        self._reader = reader
        self._known: dict[int | None, tuple[int, Sequence[Diagnostic]]] = {}

    def __call__(self, data: bytes) -> Sequence[Article]:
        """Return the articles in which something is wrong. In a large file of records those are few."""
        shelf = self._work.library.shelf(self._task.path)
        source = shelf.source(self._task.path, BytesIO(data))
        articles = (Article(one, self._found(one)) for one in documents_in(self._reader, source))
        return [article for article in articles if article.diagnostics]

    def _found(self, document: Document) -> Sequence[Diagnostic]:
        # Where a record begins in bytes changes with each fix before it, and nothing of its findings with that.
        fingerprint = hash((document.text, getattr(document.origin, "pieces", document.origin), document.instructions))
        known, found = self._known.get(document.record, (None, ()))
        if known != fingerprint:
            checker = self._work.checker_for(self._task.setting, document)
            found = diagnose(document, settle(document, checker.check(document)))
            if may_ask(document):
                from newslint.silences import unsilenced

                found = unsilenced(document, found)
            if self._kept_back is not None:
                found = self._kept_back.without(document, found)
            self._known[document.record] = (fingerprint, found)
            document.forget()
        return found


def replace(path: str, before: bytes, after: bytes) -> None:
    """Put ``after`` in the place of ``before``: a new file is written, synced, and renamed over the old one.

    Mode, group and, where the system lets us, owner stay, and so do access lists. A symbolic link stays too, and the
    file that it points to is replaced.

    Raises:
        UnwritableError: the system does not let us, or somebody changed the file meanwhile. The
            old file is then as it was.
    """
    target = os.path.realpath(path)
    beside = beside_of(target)
    try:
        _write_synced(beside, after, _replaceable(path, target), target)
        if data_of(target) != before:
            raise UnwritableError(f"{path}: not fixed: somebody changed it meanwhile; run newslint again")
        os.replace(beside, target)
        _sync_folder(os.path.dirname(target))
    except OSError as problem:
        raise UnwritableError(f"{path}: cannot be fixed: {problem.strerror}; it is as it was") from problem
    except UnreadableError as problem:
        raise UnwritableError(f"{path}: not fixed: somebody removed it meanwhile") from problem
    finally:
        with suppress(OSError):
            os.unlink(beside)


def _replaceable(path: str, target: str) -> os.stat_result:
    """Return what the system knows of a file that may be replaced."""
    try:
        known = os.stat(target)
    except FileNotFoundError:
        raise UnwritableError(f"{path}: not fixed: somebody removed it meanwhile") from None
    if not S_ISREG(known.st_mode):
        raise UnwritableError(f"{path}: cannot be fixed: it is no file")
    if known.st_nlink > 1:
        said = f"the file has {known.st_nlink} names (hard links), and only this one would be mended"
        raise UnwritableError(f"{path}: not fixed: {said}; put a copy in its place first")
    if not os.access(target, os.W_OK):
        raise UnwritableError(f"{path}: cannot be fixed: the file is read-only")
    return known


def clear(folder: str) -> None:
    """Delete what newslint was writing in a folder when it was killed: files of processes that are no more."""
    if os.name != "posix":  # elsewhere to ask for a process may end it
        return
    with suppress(OSError):
        for name in os.listdir(folder or os.curdir):
            if (found := _LEFT.fullmatch(name)) and not lives(int(found[1])):
                with suppress(OSError):
                    os.unlink(os.path.join(folder, name))


_LEFT = late(r"\.newslint-([0-9]{1,9})-[0-9a-f]{8}\.tmp")


def lives(process: int) -> bool:
    """Tell whether there is such a process; of what cannot be asked it is believed."""
    # To ask in this way would end it there.
    if sys.platform == "win32":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def create(path: str, data: bytes) -> None:
    """Make a file where there is none; it is there with all its bytes or not at all.

    Raises:
        UnwritableError: there is one already, or the system does not let us.
    """
    beside = beside_of(path)
    try:
        _write_synced(beside, data, None)
        if os.path.lexists(path):
            raise UnwritableError(f"{path} is there already; it was left as it is")
        os.replace(beside, path)
        _sync_folder(os.path.dirname(path))
    except OSError as problem:
        raise UnwritableError(f"{path} cannot be written: {problem.strerror}") from problem
    finally:
        with suppress(OSError):
            os.unlink(beside)


TEMPORARY = ".newslint-*.tmp"
"""What files that are being written are called."""


def beside_of(path: str) -> str:
    """Return the name under which a file is written before it gets its own; it matches ``TEMPORARY``."""
    return os.path.join(os.path.dirname(path), f".newslint-{os.getpid()}-{os.urandom(4).hex()}.tmp")


def _write_synced(path: str, data: bytes, like: os.stat_result | None, like_path: str = "") -> None:
    """Write a new file; until it has the rights of another, if it is like one, nobody else may read it."""
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600 if like else 0o666), "wb") as file:
        file.write(data)
        file.flush()
        if like is not None and hasattr(os, "fchmod"):
            _keep_owner(file.fileno(), like)
            os.fchmod(file.fileno(), like.st_mode & 0o7777)
            _keep_attributes(file.fileno(), like_path)
        os.fsync(file.fileno())


def _keep_owner(descriptor: int, like: os.stat_result) -> None:
    """Give a new file the owner and group of another.

    Raises:
        OSError: not even the group can be kept, so that others might lose the file.
    """
    own = os.fstat(descriptor)
    if (own.st_uid, own.st_gid) == (like.st_uid, like.st_gid):
        return
    try:
        os.fchown(descriptor, like.st_uid, like.st_gid)
    except PermissionError:
        # Only root may give a file away; whoever is of the group may leave it to the group.
        os.fchown(descriptor, -1, like.st_gid)


def _keep_attributes(descriptor: int, like: str) -> None:
    """Give a new file the access lists and other attributes of another, as far as the system lets us."""
    if hasattr(os, "listxattr"):
        with suppress(OSError):
            for name in os.listxattr(like):
                with suppress(OSError):
                    os.setxattr(descriptor, name, os.getxattr(like, name))


def _sync_folder(folder: str) -> None:
    """The name is on the disk only when its folder is; not every system lets us open one."""
    with suppress(OSError):
        descriptor = os.open(folder or ".", os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
