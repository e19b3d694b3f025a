"""What is wrong in the text of an editor: in one document by itself, and in the open ones beside the corpus."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence

from newslint import rules
from newslint.configuration import settings
from newslint.configuration.schema import ConfigError
from newslint.engine import Result, run
from newslint.model import Diagnostic
from newslint.plugins import PluginError
from newslint.readers import UnreadableError
from newslint.readers.decoding import decode
from newslint.requests.request import Loaded, Options, prepare
from newslint.values import Values
from newslint_lsp.exact import exact_spans
from newslint_lsp.places import Elsewhere, Place, located, places
from newslint_lsp.texts import Text

NEVER_ALONE = frozenset({"unused-suppression"})
"""Rules that can judge only when all others have spoken, those that compare articles too."""


class Snapshot(Values):
    """A document as it was at some time."""

    uri: str
    path: str
    version: int
    text: Text


def checked(loaded: Loaded, snapshot: Snapshot) -> list[Place]:
    """Return what is wrong in a document by itself.

    Args:
        loaded: a run over the document alone.
        snapshot: the document.
    """
    result = run(with_text(loaded, snapshot))
    found = [one for one in result.diagnostics if one.location.path == snapshot.path]
    return list(places(found, snapshot.text, exact_spans(result, snapshot.path, snapshot.text.text, found)))


def with_text(loaded: Loaded, snapshot: Snapshot) -> Loaded:
    """Return the run with the text of the editor in place of the file."""
    return loaded.but(request=loaded.request.but(replaced=((snapshot.path, snapshot.text.data),)))


class Compared(Values):
    """What open documents have in common with others, and what only that could tell."""

    twinned: Mapping[str, Sequence[Place]] | None
    """By the path of the document; None: nobody could tell."""
    problems: tuple[str, ...]


def compared(config: str, root: str, open_ones: Sequence[Snapshot]) -> Compared:
    """Return what open documents have in common with each other and with the corpus.

    Their texts stand in for their files.

    Args:
        config: the configuration that governs all of them.
        root: the folder whose articles are the corpus, where the configuration names none.
        open_ones: the documents.
    """
    try:
        loaded = _request(config, root, open_ones)
    except (ConfigError, PluginError) as problem:
        return Compared(None, (str(problem),))
    result = run(loaded)
    comparers = {one.rule.name for one in result.rules if one.rule.scope == "corpus"} | NEVER_ALONE
    texts = _Texts(result, {one.path: one.text for one in open_ones}, open_ones[0].text.units)
    by_path: dict[str, list[Diagnostic]] = {one.path: [] for one in open_ones}
    for one in result.diagnostics:
        if one.rule in comparers and one.location.path in by_path:
            by_path[one.location.path].append(one)
    twinned = {path: list(_related(result, found, texts, path)) for path, found in by_path.items()}
    return Compared(twinned, result.errors)


def _request(config: str, root: str, open_ones: Sequence[Snapshot]) -> Loaded:
    first, *others = ((one.path, one.text.data) for one in open_ones)
    options = Options(
        (root,) if not settings.read(config, rules.presets()).corpus else (),
        stdin=first, opened=tuple(others), cache=True, trusted_only=True, base=os.path.dirname(config),
    )  # fmt: skip
    loaded = prepare(options)
    asked = {one.path for one in open_ones}
    tasks = tuple(task._replace(asked=task.path in asked) for task in loaded.request.tasks)
    return loaded.but(request=loaded.request.but(tasks=tasks, counts_words=False))


def _related(result: Result, found: Sequence[Diagnostic], texts: _Texts, path: str) -> Iterator[Place]:
    text = texts.of(path)
    for place in places(found, text, exact_spans(result, path, text.text, found)):
        related = tuple(located(one, texts.of(one.location.path)) for one in place.diagnostic.related)
        yield place._replace(related=tuple(map(_absolute, related)))


def _absolute(place: Elsewhere) -> Elsewhere:
    return place._replace(path=os.path.abspath(place.path))


class _Texts:
    """The texts of the files of a run, each read once."""

    def __init__(self, result: Result, known: dict[str, Text], units: str) -> None:
        self._library = result.library
        self._known = known
        self._units = units

    def of(self, path: str) -> Text:
        if path not in self._known:
            try:
                text = decode(self._library.data(path), self._library.shelf(path).encoding).text
            except UnreadableError:
                text = ""
            self._known[path] = Text(text, self._units)
        return self._known[path]
