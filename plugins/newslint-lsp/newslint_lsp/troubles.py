"""What is wrong with configurations, shown on their files until it is mended."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator

from lsprotocol.types import Diagnostic, DiagnosticSeverity

from newslint_lsp.governing import Trouble
from newslint_lsp.open_documents import uri_of
from newslint_lsp.texts import Text

Publish = Callable[[str, list[Diagnostic]], None]
Say = Callable[[str], None]
_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")
_FILE = re.compile(r"(.+?\.(?:toml|txt|jsonl?|py))(?::\d+)?: ")
_LINE = re.compile(r".+?\.(?:toml|txt|jsonl?|py):(\d+): ")
_QUOTED = re.compile(
    r"'([^'\n]+)'|\"([^\"\n]+)\"|\[+([\w.-]+)\]+|([\w-]+) must be |: ([\w-]+): |the (?:plugin|pack) (\S+)"
)


class Troubles:
    """Shows on configuration files what is wrong with them, and takes it back."""

    def __init__(self, publish: Publish, say: Say, units: str = "utf-16") -> None:
        """Take what publishes the diagnostics of a file, what says something to the user, and the units of columns."""
        self._publish = publish
        self._say = say
        self.units = units
        self._known: dict[str, tuple[str, str]] = {}
        """By configuration: where its trouble is shown, and what it is."""

    def report(self, config: str, trouble: Trouble | None) -> None:
        """Show what is wrong with a configuration; None: nothing is."""
        before = self._known.get(config)
        now = None if trouble is None else (_file_of(trouble), trouble.message)
        if now == before:
            return
        if before is not None:
            self._publish(uri_of(before[0]), [])
            del self._known[config]
        if trouble is not None and now is not None:
            self._known[config] = now
            self._publish(uri_of(now[0]), list(self._shown(now[0], trouble)))
            self._say(_sentence(trouble))

    def _shown(self, path: str, trouble: Trouble) -> Iterator[Diagnostic]:
        text = Text(_read(path), self.units)
        severity = DiagnosticSeverity.Warning if trouble.names else DiagnosticSeverity.Error
        start, end = place_of(trouble, text.text)
        yield Diagnostic(text.range(start, end), trouble.message, severity, source="newslint")


def _sentence(trouble: Trouble) -> str:
    if trouble.names:
        return f"newslint: {trouble.message}"
    return f"newslint cannot use its configuration, so findings are as they were before: {trouble.message}"


def _file_of(trouble: Trouble) -> str:
    """Return the file in which it is to be mended: the one that the message begins with, which may be extended."""
    named = _FILE.match(trouble.message)
    return os.path.abspath(named[1]) if named and os.path.isfile(named[1]) else trouble.path


def place_of(trouble: Trouble, text: str) -> tuple[int, int]:
    """Return the offsets between which a configuration is wrong: what the message names, else the first line."""
    if match := _PLACE.search(trouble.message) or _LINE.match(trouble.message):
        lines = Text(text).starts
        start = lines[min(int(match[1]), len(lines)) - 1]
        return start, _line_end(text, start)
    if "(at end of document)" in trouble.message:
        start = text.rstrip().rfind("\n") + 1
        return start, _line_end(text, start)
    for name in (*trouble.names, *_named(trouble.message)):
        if found := _line_with(name, text):
            return found
    return 0, _line_end(text, 0)


def _named(message: str) -> Iterator[str]:
    """Yield what a message names, and what it suggests instead last."""
    said = message.partition("; did you mean")[0]
    for match in _QUOTED.finditer(said):
        yield next(group for group in match.groups() if group)


def _line_with(name: str, text: str) -> tuple[int, int] | None:
    """Return where a name stands by itself in a line that is no comment."""
    pattern = rf"^(?!\s*#).*?(?<![\w-])({re.escape(name)})(?![\w-])"
    match = re.search(pattern, text, re.MULTILINE)
    return match.span(1) if match else None


def _line_end(text: str, start: int) -> int:
    match = re.compile(r"[^\r\n]*").match(text, start)
    return match.end() if match else start


def _read(path: str) -> str:
    try:
        with open(path, encoding="utf-8-sig", errors="replace", newline="") as file:
            return file.read()
    except OSError:
        return ""
