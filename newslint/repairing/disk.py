"""Files that a repair makes and removes, and texts that it lays aside."""

from __future__ import annotations

import os
from collections.abc import Hashable, Iterable
from contextlib import suppress
from tempfile import TemporaryFile

from newslint.fixer import beside_of
from newslint.readers import UnwritableError


class Staged:
    """New files that are written under other names, and take their own ones when all are written.

    Used in a ``with`` block: whatever ends the block before ``settle`` leaves nothing behind.
    """

    def __init__(self) -> None:
        self._names: list[tuple[str, str]] = []

    def __enter__(self) -> Staged:
        """Begin."""
        return self

    def __exit__(self, *raised: object) -> None:
        """Take away what did not get its own name."""
        for beside, _ in self._names:
            with suppress(OSError):
                os.unlink(beside)

    def add(self, path: str, pieces: Iterable[bytes], like: str | None = None) -> None:
        """Write a file, with the rights of another one where it is like one. The folders above are made.

        Raises:
            UnwritableError: the system does not let us.
        """
        try:
            os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
            beside = beside_of(path)
            self._names.append((beside, path))
            with open(beside, "xb") as file:
                file.writelines(pieces)
            if like is not None:
                os.chmod(beside, os.stat(like).st_mode & 0o777)
        except OSError as problem:
            raise UnwritableError(f"{path}: cannot be written: {problem.strerror}") from problem

    def settle(self) -> None:
        """Give the files their own names, the one that was written last first.

        Raises:
            UnwritableError: the system does not let us.
        """
        while self._names:
            beside, path = self._names[-1]
            try:
                os.replace(beside, path)
            except OSError as problem:
                raise UnwritableError(f"{path}: cannot be written: {problem.strerror}") from problem
            del self._names[-1]


class TemporaryFolder:
    """A folder that is there in a ``with`` block only."""

    def __enter__(self) -> str:
        """Make it, and return its path."""
        from tempfile import mkdtemp

        self._path = mkdtemp(prefix="newslint-")
        return self._path

    def __exit__(self, *raised: object) -> None:
        """Take it away with all that is in it."""
        from shutil import rmtree

        rmtree(self._path, ignore_errors=True)


def link(path: str, target: str) -> None:
    """Make a symbolic link; where one is already, it is made anew.

    Raises:
        UnwritableError: the system does not let us.
    """
    try:
        os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
        if os.path.islink(path):
            os.unlink(path)
        os.symlink(target, path)
    except OSError as problem:
        raise UnwritableError(f"{path}: cannot be written: {problem.strerror}") from problem


def folder(path: str) -> None:
    """Make a folder, if it is not there, and those above it.

    Raises:
        UnwritableError: the system does not let us.
    """
    try:
        os.makedirs(path, exist_ok=True)
    except OSError as problem:
        raise UnwritableError(f"{path}: cannot be made: {problem.strerror}") from problem


def remove(path: str, root: str) -> None:
    """Remove a file, if it is there, and the folders between it and the root that are empty then.

    Raises:
        UnwritableError: the system does not let us.
    """
    try:
        with suppress(FileNotFoundError):
            os.unlink(path)
        above = os.path.dirname(path)
        with suppress(OSError):
            while above != root and above.startswith(os.path.join(root, "")):
                os.rmdir(above)
                above = os.path.dirname(above)
    except OSError as problem:
        raise UnwritableError(f"{path}: cannot be removed: {problem.strerror}") from problem


class Texts:
    """Texts on the disk, of which memory holds only where each begins. Used in a ``with`` block."""

    def __init__(self) -> None:
        self._file = TemporaryFile()  # noqa: SIM115 - it is closed where the block ends
        self._places: dict[Hashable, tuple[int, int]] = {}

    def __enter__(self) -> Texts:
        """Begin."""
        return self

    def __exit__(self, *raised: object) -> None:
        """Let go of all texts."""
        self._file.close()

    def lay(self, name: Hashable, text: str) -> None:
        """Lay a text aside under a name."""
        data = text.encode("utf-8", "surrogatepass")
        self._places[name] = (self._file.seek(0, os.SEEK_END), len(data))
        self._file.write(data)

    def text(self, name: Hashable) -> str | None:
        """Return the text of a name, or None where there is none."""
        if name not in self._places:
            return None
        start, size = self._places[name]
        self._file.seek(start)
        return self._file.read(size).decode("utf-8", "surrogatepass")
