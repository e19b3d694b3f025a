"""The door through which everything comes in: six hooks, each returning what it adds.

Hooks take no arguments, are called once per process at start-up, and their order never matters.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import pluggy

if TYPE_CHECKING:
    from newslint.engine import Engine
    from newslint.openers import Opener
    from newslint.readers import Reader
    from newslint.reporters import Reporter
    from newslint.rule import Rule

PROJECT = "newslint"
hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)
IMPLEMENTATION = f"{PROJECT}_impl"
"""What the marker of pluggy leaves on a function."""


class PluginError(Exception):
    """A plugin cannot be used. The message names it, where it comes from, and what to do."""


def is_hook(name: str, value: object) -> bool:
    """Whether a function is a hook, or called like one."""
    marked = isinstance(getattr(value, IMPLEMENTATION, None), dict)
    return marked or (name.startswith("newslint_") and callable(value))


@hookspec
def newslint_rules() -> Iterable[Rule]:  # type: ignore[empty-body]
    """Return rules. A rule is chosen by its name, its category or its group."""


@hookspec
def newslint_readers() -> Iterable[Reader]:  # type: ignore[empty-body]
    """Return readers. A reader is chosen by the suffix of a file; one without ``write`` fixes nothing."""


@hookspec
def newslint_reporters() -> Iterable[Reporter]:  # type: ignore[empty-body]
    """Return reporters. A reporter is chosen by ``--output-format`` or ``--report``."""


@hookspec
def newslint_engines() -> Iterable[Engine]:  # type: ignore[empty-body]
    """Return engines. An engine is chosen by ``--engine``."""


@hookspec
def newslint_words() -> Iterable[str]:  # type: ignore[empty-body]
    """Return words and names that the rules on typos and entities are to know.

    A word in lower case is known in any case, a capitalised one only so and in capitals.
    """


@hookspec
def newslint_openers() -> Iterable[Opener]:  # type: ignore[empty-body]
    """Return openers. An opener is chosen by the scheme of a URL that was named in place of a file."""
