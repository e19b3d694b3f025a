"""The open documents of an editor, checked while one writes. Everything here happens in the thread of the editor.

A document by itself is checked at once; it is compared with others after a pause. Both are done in threads of
their own, and what comes back is shown only if it speaks of the text that is there by then.
"""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Callable, Iterable
from functools import partial

from lsprotocol.types import Diagnostic, TextDocumentContentChangeEvent

from newslint_lsp.checking import Compared, Snapshot, checked, compared
from newslint_lsp.choices import Choices
from newslint_lsp.governing import Governed, Governor
from newslint_lsp.newest_first import NewestFirst
from newslint_lsp.open_documents import OpenDocument
from newslint_lsp.pages import Pages
from newslint_lsp.places import Place
from newslint_lsp.shown import at_least, shown
from newslint_lsp.texts import InvalidRangeError, Text
from newslint_lsp.troubles import Troubles

LOG = logging.getLogger(__name__)
PAUSE = 0.4
"""Seconds without typing after which articles are compared with others."""
LATER = 2.5
"""Seconds after which is looked again at files that were changed."""
PATIENCE = 2.0
"""Seconds that somebody who asks about a document waits until it is checked."""
Publish = Callable[[str, int | None, list[Diagnostic]], None]
_Checked = tuple[Governed, list[Place]]


class Desk:
    """Checks what is open, and shows what was found."""

    def __init__(self, publish: Publish, say: Callable[[str], None], units: str) -> None:
        """Take what shows findings (by URI and version), what says something to the user, and the units of columns."""
        self.units = units
        self.choices = Choices()
        self.folders: list[str] = []
        """The folders of the workspace."""
        self.governor = Governor()
        self.pages = Pages()
        self.documents: dict[str, OpenDocument] = {}
        self._publish = publish
        self._say = say
        self._troubles = Troubles(lambda uri, found: publish(uri, None, found), say, units)
        self._governed: dict[str, Governed] = {}
        self._loop = asyncio.get_running_loop()
        self._checks = NewestFirst("newslint checks")
        self._twins = NewestFirst("newslint compares")
        self._pauses: dict[str, asyncio.TimerHandle] = {}
        self._silent: set[str] = set()
        self._again = self._loop.call_later(LATER, self._look_again)
        self._news = asyncio.Condition()

    def open(self, uri: str, language: str, version: int, text: str) -> None:
        """Take a document that was opened."""
        folder = self.folders[0] if self.folders else os.getcwd()
        self.documents[uri] = document = OpenDocument(uri, language, version, Text(text, self.units), folder)
        self._check(document)

    def change(self, uri: str, version: int, changes: Iterable[TextDocumentContentChangeEvent]) -> None:
        """Take over what was typed. What cannot be right is left out: an older version, a range outside the text."""
        document = self.documents.get(uri)
        if document is None:
            LOG.warning("an edit of %s, which is not open, was left out", uri)
        elif version < document.version:
            LOG.warning("an edit of %s came late and was left out: %d after %d", uri, version, document.version)
            self._miss(document, version)
        else:
            try:
                document.change(version, tuple(changes))
            except InvalidRangeError as problem:
                LOG.warning("an edit of %s was left out: %s", uri, problem)
                self._miss(document, version)
            self._check(document)

    def _miss(self, document: OpenDocument, version: int) -> None:
        """Say once that a document may differ from what is on the screen; changing it would tear its text."""
        if document.miss(version):
            self._say(
                f"newslint lost track of {os.path.basename(document.path)}: the editor sent its edits out of order."
                " Findings may stand in the wrong place, and nothing is offered to mend them, until you save it, or"
                " close it and open it again."
            )

    def save(self, uri: str, text: str | None) -> None:
        """Take note that a document was saved, and of its whole text, which mends what an edit had put out of step."""
        document = self.documents.get(uri)
        if document is not None and text is not None:
            document.replace(text)
        self.files_changed()

    def close(self, uri: str) -> None:
        """Take note that a document was closed."""
        document = self.documents.pop(uri, None)
        if document is not None:
            self._checks.drop(uri)
            self._governed.pop(uri, None)
            self.governor.forget(document.path)
            self._publish(uri, None, [])
            self._compare_later()

    def files_changed(self) -> None:
        """Look again at everything: configurations, words, articles on the disk.

        And once more a little later, for what changes may have been read when half of it was there.
        """
        self._look_again()
        self._again.cancel()
        self._again = self._loop.call_later(LATER, self._look_again)

    def _look_again(self) -> None:
        self.look_at_folders()
        for document in self.documents.values():
            self._check(document)

    def look_at_folders(self) -> None:
        """Look at the configuration of each folder of the workspace, whether or not an article is open."""
        for folder in self.folders:
            path = os.path.join(folder, "newslint.txt")
            self._checks.submit(folder, partial(self.governor.of, path, False), self._in_loop(self._looked_at))

    async def settled(self, uri: str) -> OpenDocument | None:
        """Return a document once its findings speak of the text that is there; None where that takes too long."""
        document = self.documents.get(uri)
        if document is None:
            return None

        def is_settled() -> bool:
            return document.checked == document.version

        try:
            async with asyncio.timeout(PATIENCE), self._news:
                await self._news.wait_for(is_settled)
        except TimeoutError:
            return None
        return document

    def governed(self, document: OpenDocument) -> Governed | None:
        """Return what holds for a document, as of its last check."""
        return self._governed.get(document.uri)

    def found(self, document: OpenDocument) -> list[Place]:
        """Return the findings of a document that are shown."""
        return at_least(document.found, self.choices.show)

    def folder_of(self, document: OpenDocument) -> str:
        """Return the folder to which paths are relative when a person is told of them."""
        governed = self.governed(document)
        return os.path.dirname(governed.config if governed and governed.config else document.path)

    def snapshot(self, document: OpenDocument) -> Snapshot:
        """Return the document as it is now."""
        return Snapshot(document.uri, document.path, document.version, document.text)

    def _check(self, document: OpenDocument) -> None:
        document.checked = None
        snapshot, unconfigured, is_buffer = self.snapshot(document), self.choices.unconfigured, document.is_buffer

        def job() -> _Checked:
            governed = self.governor.of(snapshot.path, unconfigured, is_buffer)
            return governed, [] if governed.loaded is None else checked(governed.loaded, snapshot)

        self._checks.submit(document.uri, job, self._in_loop(partial(self._checked, snapshot)))

    def _in_loop(self, take: Callable[..., None]) -> Callable[..., None]:
        return lambda found: self._hand_over(take, found)

    def _hand_over(self, take: Callable[..., None], found: object) -> None:
        try:
            self._loop.call_soon_threadsafe(take, found)
        except RuntimeError:  # the editor has gone
            LOG.debug("nobody is left to be told")

    def _looked_at(self, governed: Governed) -> None:
        if governed.config:
            self._troubles.report(governed.config, governed.trouble)

    def _checked(self, snapshot: Snapshot, found: _Checked) -> None:
        governed, alone = found
        document = self.documents.get(snapshot.uri)
        self._looked_at(governed)
        if document is None or document.text is not snapshot.text:
            return
        self._governed[document.uri] = governed
        if governed.loaded is None:
            self._say_why_silent(document, governed)
            alone, document.twinned = [], ()
        else:
            self.pages.know(governed.loaded.plugins[0].rules)
        document.alone, document.checked = alone, document.version
        self._show(document)
        self._compare_later()
        self._loop.create_task(self._tell_who_waits())

    async def _tell_who_waits(self) -> None:
        async with self._news:
            self._news.notify_all()

    def _say_why_silent(self, document: OpenDocument, governed: Governed) -> None:
        folder = os.path.dirname(document.path)
        if governed.config or folder in self._silent:
            return
        self._silent.add(folder)
        LOG.info(
            "newslint is silent in %s, which no newslint.toml governs; newslint init writes one, and the setting"
            " newslint.unconfigured checks such files too", folder,
        )  # fmt: skip

    def _show(self, document: OpenDocument) -> None:
        found = shown(self.found(document), document.text, self.pages, self.folder_of(document))
        self._publish(document.uri, document.version, found)

    def _compare_later(self) -> None:
        for config in {one.config for one in self._governed.values()} if self.choices.twins else ():
            if config in self._pauses:
                self._pauses[config].cancel()
            self._pauses[config] = self._loop.call_later(PAUSE, self._compare, config)

    def _compare(self, config: str) -> None:
        del self._pauses[config]
        several = [
            one for uri, one in sorted(self.documents.items())
            if (of := self._governed.get(uri)) and of.config == config and of.loaded is not None
        ]  # fmt: skip
        if not (config and several):
            return
        snapshots = [self.snapshot(one) for one in several]
        job = partial(compared, config, self._root(config, several[0].path), snapshots)
        self._twins.submit(config, job, self._in_loop(partial(self._compared, snapshots)))

    def _root(self, config: str, path: str) -> str:
        """Return the folder whose articles are compared where the configuration does not say which."""
        folder = os.path.dirname(config)
        inside = [one for one in self.folders if _lies_in(path, one) and _lies_in(one, folder)]
        return max((folder, *inside), key=len)

    def _compared(self, snapshots: Iterable[Snapshot], found: Compared) -> None:
        for problem in found.problems:
            LOG.warning("%s", problem)
        for snapshot in snapshots if found.twinned is not None else ():
            document = self.documents.get(snapshot.uri)
            if document is not None and document.text is snapshot.text and document.checked is not None:
                twinned = tuple((found.twinned or {}).get(snapshot.path, ()))
                if twinned != document.twinned:
                    document.twinned = twinned
                    self._show(document)


def _lies_in(path: str, folder: str) -> bool:
    return path == folder or path.startswith(os.path.join(folder, ""))
