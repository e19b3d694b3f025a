"""The language server: what an editor asks, handed on to the desk."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from typing import Any

from lsprotocol import types
from pygls.exceptions import PyglsError
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, lsp_method

from newslint.fixer import lives
from newslint_lsp import __version__
from newslint_lsp.answers import answer
from newslint_lsp.choices import choices_in
from newslint_lsp.desk import Desk
from newslint_lsp.open_documents import path_of

LOG = logging.getLogger(__name__)
WATCHED = ("**/*.toml", "**/*.py", "**/*.txt", "**/*.md", "**/*.json", "**/*.jsonl", "**/*.html", "**/*.csv")
"""Files that matter when somebody else changes them: configurations, packs, rules, words, articles."""


FOLLOWED = 1.0
"""Seconds between two looks at whether the editor is still there."""


class Protocol(LanguageServerProtocol):
    """Leaves the text of documents to the desk.

    The library would keep a second copy, with lines that end where those of the protocol do not.
    """

    _server: Server

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: types.DidOpenTextDocumentParams) -> None:
        """Take a document that was opened."""
        item = params.text_document
        self._server.desk.open(item.uri, item.language_id, item.version, item.text)

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> None:
        """Take over what was typed."""
        self._server.desk.change(params.text_document.uri, params.text_document.version, params.content_changes)

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: types.DidCloseTextDocumentParams) -> None:
        """Take note that a document was closed."""
        self._server.desk.close(params.text_document.uri)

    @lsp_method(types.EXIT)
    def lsp_exit(self, *args: Any) -> Any:
        """End at once: nobody waits for what is still being compared."""
        self._server.leave(0 if self._shutdown else 1)


class Server(LanguageServer):
    """The server, and the desk at which the documents of its editor lie."""

    desk: Desk

    def __init__(self) -> None:
        """Make a server that was asked nothing yet."""
        sync = types.TextDocumentSyncKind.Incremental
        super().__init__("newslint-lsp", __version__, sync, None, Protocol)

    def begin(self, params: types.InitializeParams) -> None:
        """Take what the editor says of itself."""
        units = self.workspace.position_encoding
        self.desk = Desk(self._publish, self.say, str(getattr(units, "value", units)))
        self.choose(params.initialization_options)
        self.take_folders()
        if self.desk.folders:
            # Paths in messages, and the names of hidden folders, count from here.
            os.chdir(self.desk.folders[0])

    async def follow(self) -> None:
        """End when the editor has ended without a word, its pipes being held open by others."""
        while self.process_id and lives(self.process_id):
            await asyncio.sleep(FOLLOWED)
        if self.process_id:
            LOG.error("the editor is gone")
            self.leave(1)

    def take_folders(self) -> None:
        """Take the folders of the workspace, as they are now."""
        uris = [*self.workspace.folders, *([self.workspace.root_uri] if self.workspace.root_uri else [])]
        paths = dict.fromkeys(path for uri in uris if (path := path_of(uri)) and os.path.isdir(path))
        self.desk.folders = list(paths)

    def choose(self, value: Any) -> None:
        """Take the settings of the editor."""
        self.desk.choices, wrong, unknown = choices_in(value, self.desk.choices)
        for problem in wrong:
            self.say(problem)
        if unknown:
            LOG.info("settings that mean nothing to the server: %s", ", ".join(unknown))

    async def ask_for_settings(self) -> None:
        """Ask the editor for its settings, if it can be asked."""
        workspace = self.client_capabilities.workspace
        if workspace and workspace.configuration:
            asked = types.ConfigurationParams([types.ConfigurationItem(section="newslint")])
            answer = await self.workspace_configuration_async(asked)
            before = self.desk.choices
            self.choose(answer[0] if answer else None)
            if self.desk.choices != before:
                self.desk.files_changed()

    def say(self, message: str) -> None:
        """Say something to the user that he has to know."""
        self.window_show_message(types.ShowMessageParams(types.MessageType.Warning, message))

    async def show(self, uri: str, selection: types.Range | None, otherwise: str) -> None:
        """Let the editor open a document; say something to the user where it cannot."""
        window = self.client_capabilities.window
        if window and window.show_document and window.show_document.support:
            asked = types.ShowDocumentParams(uri, take_focus=True, selection=selection)
            if (await self.window_show_document_async(asked)).success:
                return
        self.window_show_message(types.ShowMessageParams(types.MessageType.Info, otherwise))

    def report_server_error(self, error: Exception, source: type[PyglsError] | type[Exception]) -> None:
        """Note what went wrong; a window for each would be in the way of whoever writes."""
        LOG.error("%s: %s", getattr(source, "__name__", source), error)

    def leave(self, status: int) -> None:
        """End the process, whatever its threads are at."""
        if hasattr(self, "desk"):
            self.desk.pages.close()
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except (OSError, ValueError):
                continue
        os._exit(status)

    def _publish(self, uri: str, version: int | None, found: list[types.Diagnostic]) -> None:
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found, version))


def server() -> Server:
    """Return a server that answers."""
    made = Server()
    answer(made)
    feature = made.feature

    @feature(types.INITIALIZE)
    def initialize(params: types.InitializeParams) -> None:
        made.begin(params)

    @feature(types.INITIALIZED)
    async def initialized(params: types.InitializedParams) -> None:
        made.desk.look_at_folders()
        await _register(made)
        await made.ask_for_settings()
        # An editor in a container of its own names a process that nobody here can see.
        if made.process_id and lives(made.process_id):
            await made.follow()

    @feature(types.TEXT_DOCUMENT_DID_SAVE, types.SaveOptions(include_text=True))
    def did_save(params: types.DidSaveTextDocumentParams) -> None:
        made.desk.save(params.text_document.uri, params.text)

    @feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def files_changed(params: types.DidChangeWatchedFilesParams) -> None:
        made.desk.files_changed()

    @feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)
    async def settings_changed(params: types.DidChangeConfigurationParams) -> None:
        made.choose(params.settings)
        await made.ask_for_settings()
        made.desk.files_changed()

    @feature(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)
    def folders_changed(params: types.DidChangeWorkspaceFoldersParams) -> None:
        made.take_folders()
        made.desk.files_changed()

    return made


async def _register(made: Server) -> None:
    """Ask the editor to tell of files and settings that change, if it can."""
    workspace = made.client_capabilities.workspace
    wanted = []
    if workspace and (can := workspace.did_change_watched_files) and can.dynamic_registration:
        options = types.DidChangeWatchedFilesRegistrationOptions([types.FileSystemWatcher(one) for one in WATCHED])
        wanted.append(types.Registration("newslint-files", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options))
    if workspace and (may := workspace.did_change_configuration) and may.dynamic_registration:
        section = {"section": "newslint"}
        wanted.append(types.Registration("newslint-settings", types.WORKSPACE_DID_CHANGE_CONFIGURATION, section))
    if wanted:
        await made.client_register_capability_async(types.RegistrationParams(wanted))
