"""What the user may choose in his editor."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from newslint.model import Severity
from newslint.schema import suggestion
from newslint.values import Values

LEVELS = tuple(level.value for level in Severity)


class Choices(Values):
    """The settings of the editor, under ``newslint``."""

    unconfigured: bool = False
    """Whether files are checked that no configuration governs. A server that is started for every text stays silent."""
    show: str = "warning"
    """How severe a finding has to be to be shown."""
    twins: bool = True
    """Whether articles are compared with the others of the corpus."""


_MEANINGS: dict[str, tuple[Callable[[object], bool], str]] = {
    "unconfigured": (lambda value: isinstance(value, bool), "true or false"),
    "show": (lambda value: value in LEVELS, "info, warning or error"),
    "twins": (lambda value: isinstance(value, bool), "true or false"),
}


def choices_in(value: Any) -> tuple[Choices, list[str]]:
    """Return what an editor sends as settings, and what is wrong with it, in sentences."""
    table = value.get("newslint", value) if isinstance(value, dict) else value
    if not isinstance(table, dict):
        return Choices(), []
    problems = list(_problems(table))
    good = {key: one for key, one in table.items() if key in _MEANINGS and _MEANINGS[key][0](one)}
    return Choices(**good), problems


def _problems(table: dict[Any, Any]) -> Iterator[str]:
    for key, value in table.items():
        if key not in _MEANINGS:
            yield f"the editor's settings: no setting newslint.{key}{suggestion(str(key), _MEANINGS)}"
        elif not _MEANINGS[key][0](value):
            yield f"the editor's settings: newslint.{key} must be {_MEANINGS[key][1]}, not {value!r}"
