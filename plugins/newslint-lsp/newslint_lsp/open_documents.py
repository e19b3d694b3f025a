"""The documents that an editor has open, as it last told us."""

from __future__ import annotations

import os
from collections.abc import Sequence

from lsprotocol.types import TextDocumentContentChangeEvent, TextDocumentContentChangePartial
from pygls.uris import from_fs_path, to_fs_path

from newslint_lsp.places import Place
from newslint_lsp.texts import Text

SUFFIXES = {"markdown": ".md", "html": ".html", "json": ".json", "jsonl": ".jsonl", "csv": ".csv", "tsv": ".tsv"}
"""For a buffer without a file, by the language that the editor takes it for."""


class OpenDocument:
    """One open document, and what was found in it."""

    def __init__(self, uri: str, language: str, version: int, text: Text, folder: str) -> None:
        """Take what the editor says of it, and the folder to which a buffer without a file belongs."""
        self.uri = uri
        self.language = language
        self.version = version
        self.text = text
        path = path_of(uri)
        self.is_buffer = path is None
        """Whether it is no file yet."""
        self.path = path or _path_of_buffer(uri, language, folder)
        self.is_in_step = True
        """Whether the text is known to be that of the editor; an edit that was left out puts it in doubt."""
        self._whole = version
        """The version of which the editor last sent the whole text."""
        self.checked: int | None = None
        """The version about which the findings speak."""
        self.alone: Sequence[Place] = ()
        """What is wrong in it by itself."""
        self.twinned: Sequence[Place] = ()
        """What it has in common with others; its places are moved along while one types."""

    @property
    def found(self) -> list[Place]:
        """All that was found, in the order of the text."""
        several = {(one.start, one.end, one.diagnostic.rule): one for one in (*self.alone, *self.twinned)}
        return [several[key] for key in sorted(several)]

    def change(self, version: int, changes: Sequence[TextDocumentContentChangeEvent]) -> None:
        """Take over what was typed, all of it or nothing.

        Raises:
            InvalidRangeError: a range is none of the text.
        """
        text, twinned, is_whole = self.text, self.twinned, False
        for change in changes:
            if isinstance(change, TextDocumentContentChangePartial):
                start, end = text.span(change.range)
                text = text.replaced(start, end, change.text)
                twinned = tuple(moved for one in twinned if (moved := one.moved(start, end, len(change.text))))
            else:
                text, twinned, is_whole = Text(change.text, text.units), (), True
        self.text, self.twinned, self.version = text, twinned, version
        if is_whole:
            self._whole, self.is_in_step = version, True

    def replace(self, text: str) -> None:
        """Take the whole text, as the editor saved it."""
        if text != self.text.text:
            self.text, self.twinned = Text(text, self.text.units), ()
        self._whole, self.is_in_step = self.version, True

    def miss(self, version: int) -> bool:
        """Take note that an edit was left out; return whether that is news, and puts the text in doubt."""
        is_news = self.is_in_step and version >= self._whole
        self.is_in_step = self.is_in_step and not is_news
        return is_news


def path_of(uri: str) -> str | None:
    """Return the path of a file; None for what is no file."""
    try:
        path = to_fs_path(uri) if uri.startswith("file:") else None
    except ValueError:
        return None
    return None if path is None else os.path.normpath(path)


def uri_of(path: str) -> str:
    """Return the URI of a file."""
    return from_fs_path(os.path.abspath(path)) or ""


def _path_of_buffer(uri: str, language: str, folder: str) -> str:
    """Return where the buffer would lie if it were saved in a folder, as a text of its language."""
    name = "".join(letter if letter.isalnum() or letter in "-_" else "-" for letter in uri)
    return os.path.join(folder, name + SUFFIXES.get(language, ".txt"))
