"""The files beside the articles: copied as they are, so that the copy of a corpus is a whole one."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from hashlib import sha256

from newslint.readers import UnreadableError, pieces_of
from newslint.repairing import audit
from newslint.repairing.audit import Entry, Sums
from newslint.repairing.disk import Staged, link
from newslint.repairing.how import OTHERS, Job


class Others:
    """Copies what is no article, and says so in a part of the audit of its own."""

    def __init__(self, job: Job) -> None:
        """Take the repair."""
        self._job = job
        self._lines: list[bytes] = [audit.line(audit.head(OTHERS))]
        self._files: list[Entry] = []
        self.problems: list[str] = []

    def copy(self, articles: Collection[str]) -> Sums:
        """Copy all files below the root but the articles, given by path, and return how many there were."""
        links = []
        for path in _below(self._job.root, self.problems) if not self._job.single else ():
            if to := _link_of(self._job.root, path) if path not in articles else "":
                links.append((path, to))
            elif path not in articles:
                self._copy(path)
        # Only when all is copied it is known which of them lead somewhere.
        for path, to in links:
            self._copy_link(path, to)
        sums = Sums(0, len(self._files), problems=len(self.problems))
        if self._job.target:
            end = audit.line(audit.trailer(OTHERS, sums, self._files))
            with Staged() as staged:
                staged.add(self._job.audit_of(OTHERS), [*self._lines, end])
                staged.settle()
        return sums

    def _copy(self, path: str) -> None:
        name = self._job.name_of(path)
        if os.path.isfile(path):
            self._copy_file(path, name)
        else:
            self._leave(path, name)

    def _copy_link(self, path: str, to: str) -> None:
        """Make a link again, unless what it leads to was left out of the copies."""
        name = self._job.name_of(path)
        entry = {"kind": "link", "path": name, "to": to}
        goal = os.path.relpath(os.path.realpath(path), os.path.realpath(self._job.root)).replace(os.sep, "/")
        is_there = not self._job.target or os.path.lexists(self._job.place_of(goal))
        self._lines.append(audit.line(entry if is_there else {**entry, "action": "left-out"}))
        if self._job.target and is_there:
            link(self._job.place_of(name), to)

    def _copy_file(self, path: str, name: str) -> None:
        hashed = _Hashed(path)
        try:
            if self._job.target:
                with Staged() as staged:
                    staged.add(self._job.place_of(name), hashed, path)
                    staged.settle()
        except UnreadableError as problem:
            self.problems.append(str(problem))
            self._lines.append(audit.line({"kind": "problem", "path": name, "message": str(problem)}))
            return
        entry = {"path": name, "source": hashed.version, "result": hashed.version}
        self._files.append(entry)
        self._lines.append(audit.line({"kind": "file", "action": "copied", **entry}))

    def _leave(self, path: str, name: str) -> None:
        message = f"{path}: is not copied: it is no file, or a link that leads out of {self._job.root}"
        self.problems.append(message)
        self._lines.append(audit.line({"kind": "problem", "path": name, "message": message}))


class _Hashed:
    """The pieces of a file, whose size and hash are known once they are read."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._size = 0
        self._hash = sha256()

    def __iter__(self) -> Iterator[bytes]:
        for piece in pieces_of(self._path):
            self._size += len(piece)
            self._hash.update(piece)
            yield piece

    @property
    def version(self) -> Entry:
        return {"bytes": self._size, "sha256": self._hash.hexdigest()}


def _below(root: str, problems: list[str]) -> Iterator[str]:
    """Yield what lies below a folder, in order; what is hidden is left out, and links are not followed."""

    def fail(problem: OSError) -> None:
        problems.append(f"{problem.filename}: cannot be opened: {problem.strerror}")

    for folder, folders, names in os.walk(root, onerror=fail):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        links = [name for name in folders if os.path.islink(os.path.join(folder, name))]
        for name in sorted([*names, *links]):
            if not name.startswith("."):
                yield os.path.normpath(os.path.join(folder, name))


def _link_of(root: str, path: str) -> str:
    """Return where a symbolic link leads that can be made again in the copy; of others an empty text."""
    if not os.path.islink(path):
        return ""
    to = os.readlink(path)
    inside = os.path.join(os.path.realpath(root), "")
    return "" if os.path.isabs(to) or not os.path.realpath(path).startswith(inside) else to
