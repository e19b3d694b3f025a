"""newslint reads news articles and points at what should not have been published in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

# The decorator has the name of its module. Imported first it stays; later the module would take its place.
from newslint.rule import rule

if TYPE_CHECKING:
    from newslint.document import Document
    from newslint.hookspecs import hookimpl
    from newslint.linter import Linter
    from newslint.model import Applicability, Diagnostic, Edit, Fact, Fix, Location, Severity, Span
    from newslint.rule import Bad, Corpus, Finding, Good, Hit, Repeat, Rule, Suspect

__version__ = "0.1.0"
__all__ = [
    "Applicability", "Bad", "Corpus", "Diagnostic", "Document", "Edit", "Fact", "Finding", "Fix", "Good", "Hit",
    "Linter", "Location", "Repeat", "Rule", "Severity", "Span", "Suspect", "hookimpl", "rule",
]  # fmt: skip

_HOMES = {"Document": "document", "hookimpl": "hookspecs", "Linter": "linter"} | dict.fromkeys(
    ("Bad", "Corpus", "Finding", "Good", "Hit", "Repeat", "Rule", "Suspect"), "rule"
)


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used, so that ``newslint --version`` imports nothing."""
    if name not in __all__:
        raise AttributeError(f"module 'newslint' has no attribute {name!r}")
    from importlib import import_module

    found = getattr(import_module(f"newslint.{_HOMES.get(name, 'model')}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    """Return the public names, whether or not they were used, for those who look around in a console."""
    return sorted({*globals(), *__all__})
