"""Patterns of file names, as a .gitignore has them.

A folder with a .gitignore is the usual case and start-up is sacred, hence no library here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from itertools import groupby

from newslint.config import NEVER
from newslint.late import late

_NEVER = tuple(pattern.lower().partition("*") for pattern in NEVER)
_NEVER_BEGIN = tuple(begin for begin, _, _ in _NEVER)


@cache
def patterns(lines: tuple[str, ...]) -> Patterns:
    """Return what the lines say, compiled once."""
    return Patterns(lines)


class Patterns:
    """The lines of a .gitignore: names and paths to leave out, or after ``!`` to take back in."""

    def __init__(self, lines: Iterable[str]) -> None:
        """Take the lines; a line that cannot be read names nothing."""
        self.lines = tuple(lines)
        self._ends = tuple(map(_ends, _without_notes(self.lines)))

    @cached_property
    def _compiled(self) -> list[tuple[bool, re.Pattern[str]]]:
        """The lines, neighbours that say the same as one expression, the last first: it has the last word."""
        pairs = ((line.startswith("!"), _expression(line.removeprefix("!"))) for line in _without_notes(self.lines))
        grouped = groupby(pairs, key=lambda pair: pair[0])
        compiled = [
            (not back_in, re.compile("|".join(expression for _, expression in group), re.DOTALL))
            for back_in, group in grouped
        ]
        return compiled[::-1]

    def _may_name(self, path: str) -> bool:
        """Whether a name on the path begins and ends like the last name of a line: few do, and most runs end here."""
        names = path.split("/")
        return any(
            name.startswith(begin) and name.endswith(end) and inside in name
            for begin, inside, end in self._ends
            for name in names
        )

    def verdict(self, path: str) -> bool | None:
        """Return whether the lines name the path; False where they take it back in, None where they say nothing.

        Args:
            path: relative to where the patterns stand, with ``/`` between and, for a folder, after the names.
        """
        # To compile the expressions takes a millisecond; where that is done, they are as fast as a glance.
        if "_compiled" not in vars(self) and not self._may_name(path):
            return None
        for named, expression in self._compiled:
            if expression.fullmatch(path):
                return named
        return None

    def match(self, path: str) -> bool:
        """Whether the lines name the path or a folder in which it stands."""
        return bool(self.verdict(path))


def _ends(line: str) -> tuple[str, str, str]:
    """Return with what the last name that a line says must begin, what it must hold, and with what it must end."""
    name = line.rstrip("/").rpartition("/")[2].removeprefix("!")
    wild = [at for at, sign in enumerate(name) if sign in "*?[]\\"]
    if not wild:
        return name, "", name
    if "\\" in name:
        return name[: wild[0]], "", ""
    inside = name[wild[0] + 1 : wild[1]] if len(wild) > 1 and name[wild[0]] in "*?" else ""
    return name[: wild[0]], inside, name[wild[-1] + 1 :]


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


_TOKEN = late(
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


def is_never_read(name: str) -> bool:
    """Whether a file of this name lies beside articles and is none."""
    lowered = name.lower()
    if not lowered.startswith(_NEVER_BEGIN):
        return False
    return any(
        lowered.startswith(begin) and lowered.endswith(end) if star else lowered == begin for begin, star, end in _NEVER
    )
