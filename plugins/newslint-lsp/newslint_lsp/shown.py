"""Findings as the protocol has them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lsprotocol.types import (
    CodeDescription,
    Diagnostic,
    DiagnosticRelatedInformation,
    DiagnosticSeverity,
    Location,
    Position,
    Range,
)

from newslint.model import Severity
from newslint_lsp.open_documents import uri_of
from newslint_lsp.pages import Pages
from newslint_lsp.places import Elsewhere, Place
from newslint_lsp.texts import Text

MOST = 500
"""How many findings of one document are shown; nobody looks at more, and editors slow down."""
SOURCE = "newslint"
_SEVERITIES = {
    Severity.ERROR: DiagnosticSeverity.Error,
    Severity.WARNING: DiagnosticSeverity.Warning,
    Severity.INFO: DiagnosticSeverity.Information,
}


def at_least(found: Iterable[Place], level: str) -> list[Place]:
    """Return the findings that are severe enough to be shown."""
    return [one for one in found if one.diagnostic.severity.rank >= Severity(level).rank]


def shown(found: Sequence[Place], text: Text, pages: Pages, folder: str) -> list[Diagnostic]:
    """Return findings as an editor shows them; of very many the most severe.

    Args:
        found: the findings, in the order of the text.
        text: in which they stand.
        pages: the pages of rules.
        folder: to which paths in messages are relative.
    """
    kept = found
    if len(found) > MOST:
        worst = sorted(found, key=lambda one: -one.diagnostic.severity.rank)[:MOST]
        kept = sorted(worst, key=lambda one: (one.start, one.end))
    listed = [_diagnostic(one, text, pages, folder) for one in kept]
    if len(found) > MOST:
        listed.append(_rest(len(found) - MOST))
    return listed


def _rest(number: int) -> Diagnostic:
    message = f"{number:,} more findings are not shown here; newslint check shows all"
    start = Position(0, 0)
    return Diagnostic(Range(start, start), message, DiagnosticSeverity.Information, source=SOURCE)


def _diagnostic(place: Place, text: Text, pages: Pages, folder: str) -> Diagnostic:
    one = place.diagnostic
    page = pages.uri(one.rule)
    return Diagnostic(
        text.range(place.start, place.end),
        message_of(place, folder),
        _SEVERITIES[one.severity],
        one.rule,
        CodeDescription(page) if page else None,
        SOURCE,
        related_information=[_also(other) for other in place.related] or None,
        data={"fingerprint": one.fingerprint},
    )


def message_of(place: Place, folder: str) -> str:
    """Return what is said of a finding, with the paths of twins as short as people write them."""
    message = place.diagnostic.message
    for one in place.diagnostic.related[:1]:
        path = one.location.path
        message = message.replace(path, short(path, folder))
    return message


def short(path: str, folder: str) -> str:
    """Return a path relative to a folder, where it lies in it."""
    import os

    absolute = os.path.abspath(path)
    return os.path.relpath(absolute, folder) if absolute.startswith(os.path.join(folder, "")) else absolute


def _also(place: Elsewhere) -> DiagnosticRelatedInformation:
    return DiagnosticRelatedInformation(location_of(place), "also stands here")


def location_of(place: Elsewhere) -> Location:
    """Return a place in another file as the protocol has it."""
    within = Range(Position(place.line, place.column), Position(place.end_line, place.end_column))
    return Location(uri_of(place.path), within)
