"""What the user may choose in his editor."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from newslint.configuration.schema import suggestion
from newslint.model import Severity
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


def choices_in(value: Any, before: Choices) -> tuple[Choices, list[str], list[str]]:
    """Return what an editor sends as settings.

    Args:
        value: what it sends; settings of its own may stand among ours.
        before: what holds where it says nothing.

    Returns:
        The choices; what is wrong with them, in sentences; the settings that mean nothing here.
    """
    table = value.get("newslint", value) if isinstance(value, dict) else None
    if not isinstance(table, dict):
        return before, [], []
    known = {key: one for key, one in table.items() if key in _MEANINGS and one is not None}
    good = {key: one for key, one in known.items() if _MEANINGS[key][0](one)}
    wrong = [
        f"the editor's setting newslint.{key} must be {_MEANINGS[key][1]}, not {one!r}"
        for key, one in known.items() if key not in good
    ]  # fmt: skip
    unknown = [f"no setting newslint.{key}{suggestion(str(key), _MEANINGS)}" for key in table if key not in _MEANINGS]
    return before.but(**good), wrong, unknown
