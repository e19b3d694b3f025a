"""What an editor asks about a document: what can be done, what a finding means, where its twin is."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from lsprotocol import types

from newslint.configuration.schema import ConfigError
from newslint.plugins import PluginError
from newslint.readers import UnreadableError, UnwritableError
from newslint_lsp.actions import ACCEPT, ADD_WORD, EXPLAIN, KINDS, SHOW_TWIN, Asked, actions
from newslint_lsp.commands import accept, add_word
from newslint_lsp.open_documents import OpenDocument, path_of
from newslint_lsp.places import Elsewhere, Place
from newslint_lsp.shown import location_of, message_of
from newslint_lsp.texts import InvalidRangeError

if TYPE_CHECKING:
    from newslint_lsp.server import Server

MOST_PAGES = 2
"""How many rules are explained at once, where several speak of one place."""


def answer(made: Server) -> None:
    """Let a server answer what editors ask."""
    feature, command = made.feature, made.command

    @feature(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(code_action_kinds=[*KINDS]))
    async def code_action(params: types.CodeActionParams) -> list[types.CodeAction]:
        return await _actions(made, params)

    @feature(types.TEXT_DOCUMENT_HOVER)
    async def hover(params: types.HoverParams) -> types.Hover | None:
        document, found = await _found_at(made, params.text_document.uri, params.position)
        return None if document is None or not found else _hover(made, document, found)

    @feature(types.TEXT_DOCUMENT_DEFINITION)
    async def definition(params: types.DefinitionParams) -> list[types.Location]:
        _, found = await _found_at(made, params.text_document.uri, params.position)
        return [location_of(twin) for one in found for twin in one.related]

    @command(ACCEPT)
    async def accepted(uri: str, rule: str, fingerprint: str) -> None:
        document = await made.desk.settled(uri)
        governed = made.desk.governed(document) if document else None
        if document is None or governed is None or governed.loaded is None:
            return
        loaded, snapshot = governed.loaded, made.desk.snapshot(document)
        found = (one.diagnostic for one in document.found)
        meant = [one for one in found if (one.rule, one.fingerprint) == (rule, fingerprint)]
        if meant:
            await _do(made, lambda: accept(loaded, snapshot, meant[0]))

    @command(ADD_WORD)
    async def add(uri: str, word: str) -> None:
        document = made.desk.documents.get(uri)
        path = document.path if document else path_of(uri)
        if path is not None:
            await _do(made, lambda: add_word(path, word))

    @command(SHOW_TWIN)
    async def show_twin(path: str, line: int, column: int, end_line: int, end_column: int) -> None:
        where = location_of(Elsewhere(path, line, column, end_line, end_column))
        await made.show(where.uri, where.range, f"The twin stands in {path}, line {line + 1}.")

    @command(EXPLAIN)
    async def explain(rule: str) -> None:
        page = made.desk.pages.uri(rule)
        if page:
            await made.show(page, None, made.desk.pages.text(rule))


async def _actions(made: Server, params: types.CodeActionParams) -> list[types.CodeAction]:
    desk = made.desk
    document = await desk.settled(params.text_document.uri)
    governed = desk.governed(document) if document else None
    if document is None or governed is None or governed.loaded is None or not document.is_in_step:
        return []
    try:
        start, end = document.text.span(params.range)
    except InvalidRangeError:
        start, end = 0, len(document.text.text)  # who mends everything may name more lines than there are
    workspace = made.client_capabilities.workspace
    versioned = bool(workspace and workspace.workspace_edit and workspace.workspace_edit.document_changes)
    asked = Asked(
        desk.snapshot(document), governed.loaded, desk.found(document), start, end, params.context.only,
        desk.folder_of(document), params.context.diagnostics, versioned,
    )  # fmt: skip
    return await asyncio.get_running_loop().run_in_executor(None, actions, asked)


async def _found_at(made: Server, uri: str, position: types.Position) -> tuple[OpenDocument | None, list[Place]]:
    document = await made.desk.settled(uri)
    if document is None:
        return None, []
    try:
        offset = document.text.offset(position)
    except InvalidRangeError:
        return document, []
    return document, [one for one in made.desk.found(document) if one.touches(offset, offset)]


def _hover(made: Server, document: OpenDocument, found: list[Place]) -> types.Hover:
    folder, pages = made.desk.folder_of(document), made.desk.pages
    messages = [message_of(one, folder) for one in found]
    rules = list(dict.fromkeys(one.diagnostic.rule for one in found))[:MOST_PAGES]
    parts = [*(f"{message}." for message in messages), *(page for rule in rules if (page := pages.text(rule)))]
    within = document.text.range(min(one.start for one in found), max(one.end for one in found))
    return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, "\n\n".join(parts)), within)


async def _do(made: Server, what: Callable[[], str]) -> None:
    """Do something that writes files, tell the user, and look at everything again."""
    try:
        done: Awaitable[str] = asyncio.get_running_loop().run_in_executor(None, what)
        said, kind = await done, types.MessageType.Info
    except (ConfigError, PluginError, UnreadableError, UnwritableError) as problem:
        said, kind = f"newslint: {problem}", types.MessageType.Error
    made.window_show_message(types.ShowMessageParams(kind, said))
    made.desk.files_changed()
