"""Patterns of file names, as a .gitignore has them.

A folder with a .gitignore is the usual case and start-up is sacred, hence no library here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby


@cache
def patterns(lines: tuple[str, ...]) -> Patterns:
    """Return what the lines say, compiled once."""
    return Patterns(lines)


class Patterns:
    """The lines of a .gitignore: names and paths to leave out, or after ``!`` to take back in."""

    def __init__(self, lines: Iterable[str]) -> None:
        """Compile the lines; neighbours that say the same become one expression."""
        self.lines = tuple(lines)
        pairs = ((line.startswith("!"), _expression(line.removeprefix("!"))) for line in _without_notes(self.lines))
        grouped = groupby(pairs, key=lambda pair: pair[0])
        compiled = [
            (not back_in, re.compile("|".join(expression for _, expression in group), re.DOTALL))
            for back_in, group in grouped
        ]
        # The last line that matches has the last word.
        self._compiled = compiled[::-1]

    def verdict(self, path: str) -> bool | None:
        """Return whether the lines name the path; False where they take it back in, None where they say nothing.

        Args:
            path: relative to where the patterns stand, with ``/`` between and, for a folder, after the names.
        """
        return next((named for named, expression in self._compiled if expression.fullmatch(path)), None)

    def match(self, path: str) -> bool:
        """Whether the lines name the path or a folder in which it stands."""
        return bool(self.verdict(path))


def _without_notes(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        plain = line if line.endswith("\\ ") else line.rstrip()
        if plain.strip("!/") and not plain.startswith("#"):
            yield plain


def _expression(line: str) -> str:
    """Return the regular expression for one line."""
    only_folders = line.endswith("/")
    names = line.rstrip("/").split("/")
    anchored = len(names) > 1
    if names[0] == "":
        names = names[1:]
    path = "" if anchored else "(?:.*/)?"
    for index, name in enumerate(names):
        last = index == len(names) - 1
        if name == "**":
            path += ".+" if last else "(?:.*/)?"
        else:
            path += _name(name) + ("" if last else "/")
    return f"(?:{path}/.*)" if only_folders else f"(?:{path}(?:/.*)?)"


_TOKEN = re.compile(
    r"\\(?P<escaped>.)|(?P<many>\*+)|(?P<one>\?)|\[(?P<negated>[!^]?)(?P<choice>\]?[^\]]*)\]|(?P<plain>.)", re.S
)


def _name(glob: str) -> str:
    return "".join(map(_token, _TOKEN.finditer(glob)))


def _token(token: re.Match[str]) -> str:
    if token["many"]:
        return "[^/]*"
    if token["one"]:
        return "[^/]"
    if token["choice"] is not None:
        return _choice(token[0], token["choice"], bool(token["negated"]))
    return re.escape(token["escaped"] or token["plain"])


def _choice(glob: str, choice: str, negated: bool) -> str:
    characters = re.sub(r"([\\\[\]&~|^])", r"\\\1", choice)
    expression = f"[^/{characters}]" if negated else f"[{characters}]"
    try:
        re.compile(expression)
    except re.error:  # a range that runs backwards names nothing
        return re.escape(glob)
    return expression
