"""newslint as a library."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any

from newslint.checking.diagnose import diagnose
from newslint.checking.settle import may_ask, settle
from newslint.config import Layer
from newslint.document import Document
from newslint.engine import Result, run
from newslint.model import Diagnostic
from newslint.requests.request import Options, prepare
from newslint.steps.work import Work

Path = str | os.PathLike[str]
Paths = Path | Iterable[Path]


def _several(names: str | Iterable[str]) -> tuple[str, ...]:
    """Return names; a single one would otherwise be taken for its letters."""
    return (names,) if isinstance(names, str) else tuple(names)


class Linter:
    """Lints texts, files, folders and documents with one configuration.

    A linter can be pickled; it builds its rules anew where it arrives. The same text gives the
    same diagnostics, whatever was linted before.
    """

    def __init__(
        self,
        config: str | None = None,
        *,
        preset: str | None = None,
        select: str | Iterable[str] | None = None,
        ignore: str | Iterable[str] = (),
        isolated: bool = False,
    ) -> None:
        """Make a linter.

        Args:
            config: a ``newslint.toml`` or ``pyproject.toml``; None: the nearest one above each file,
                for texts and documents the one above the working directory.
            preset: ``desk``, ``feed`` or ``corpus``, in place of what the configuration extends.
            select: rules, categories or groups that are to speak, or one; None: what the configuration says.
            ignore: rules, categories or groups that are not to speak, or one.
            isolated: read no configuration and load no plugin that one names.

        Errors in the configuration are raised when something is linted first.
        """
        layer = Layer("Linter", select=None if select is None else _several(select), ignore=_several(ignore))
        self._options = Options((), config, preset, isolated, layer)
        self._work: Work | None = None

    def lint_text(self, text: str, path: str = "<text>") -> list[Diagnostic]:
        """Return what is wrong in one article.

        Args:
            text: the article. Spans count its code points from 0, lines and columns from 1.
            path: what to call it in the findings.

        Raises:
            TypeError: it is no text.
        """
        if not isinstance(text, str):
            raise TypeError(f"an article is a str, not {type(text).__name__}; bytes of a file are for lint_file")
        return self.lint_document(Document(text, path))

    def lint_document(self, document: Document) -> list[Diagnostic]:
        """Return what is wrong in one article of which more is known than its text."""
        work = self._ready()
        found = diagnose(document, settle(document, work.checker(0).check(document)))
        return found if not may_ask(document) else self._heard(work, document, found)

    def _heard(self, work: Work, document: Document, found: list[Diagnostic]) -> list[Diagnostic]:
        from newslint.silences import silences_of

        return work.silencers.of(0).heard(found, silences_of(document, not document.damaged))

    def lint_file(self, path: Path) -> list[Diagnostic]:
        """Return what is wrong in the articles of one file, of whatever suffix.

        Raises:
            UnreadableError: the file does not exist or cannot be opened.
        """
        return self.lint_paths([path])

    def lint_folder(self, path: Path) -> list[Diagnostic]:
        """Return what is wrong in the articles below a folder, twins across files among it."""
        return self.lint_paths([path])

    def lint_paths(self, paths: Paths) -> list[Diagnostic]:
        """Return what is wrong in files and folders, which are also compared with each other, sorted.

        Raises:
            UnreadableError: a path does not exist or cannot be opened.
        """
        from newslint.readers import UnreadableError

        result = self.run(paths)
        if result.errors:
            raise UnreadableError("; ".join(result.errors))
        return list(result.diagnostics)

    def run(self, paths: Paths) -> Result:
        """Return the whole result of linting files and folders: counts, rules and errors besides the findings."""
        several = (paths,) if isinstance(paths, (str, os.PathLike)) else paths
        return run(prepare(self._options.but(paths=tuple(os.fspath(path) for path in several))))

    def __getstate__(self) -> dict[str, Any]:
        return {"_options": self._options, "_work": None}

    def _ready(self) -> Work:
        if self._work is None:
            loaded = prepare(self._options.but(stdin=("<text>", b""), scope="document"))
            self._work = Work(loaded.request, loaded.plugins)
        return self._work
