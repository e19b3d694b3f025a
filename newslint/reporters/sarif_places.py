"""Places, addresses and fixes as SARIF writes them."""

from __future__ import annotations

import os
from typing import Any
from urllib.parse import quote

from newslint.model import Applicability, Diagnostic, Fix, Location, Position
from newslint.openers import is_url
from newslint.reporters.words import encodable, posix_path

_OF_URLS = "/~:?#[]@!$&'()*+,;=%"
"""What a URL holds besides letters and digits."""
Json = dict[str, Any]


def place(location: Location, root: str, snippet: str = "") -> Json:
    """Return a place in a file.

    Args:
        location: the place.
        root: the folder of the repository; the working directory where it is not known.
        snippet: what stands there.
    """
    region = _region(location.position)
    if location.file_lines is not None:
        # Columns in a field are none in the file.
        region = dict(zip(("startLine", "endLine"), location.file_lines, strict=True))
    if snippet:
        region["snippet"] = {"text": encodable(snippet)}
    return {"artifactLocation": {"uri": uri(location.path, root)}, "region": region}


def uri(path: str, root: str = "") -> str:
    """Return the address of a file: below the repository relative to it, without a dot before it; else absolute."""
    plain = posix_path(path, root)
    if plain.startswith("../"):
        plain = posix_path(os.path.abspath(path), root)
    try:
        data = plain.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # a name that no bytes were decoded to, as Windows allows it
        data = encodable(plain).encode()
    if is_url(path):
        return quote(data, safe=_OF_URLS)
    # A scheme before the first slash is what a colon in a file name would be read as; quote() escapes it.
    quoted = quote(data, safe="/~")
    return f"file://{quoted}" if plain.startswith("/") else quoted


def fixes(diagnostic: Diagnostic, root: str) -> Json:
    """Return the member that holds the fix, or none where a person is to decide or the text has no such place."""
    fix, location = diagnostic.fix, diagnostic.location
    if fix is None or fix.applicability is Applicability.DISPLAY or not fix.edits:
        return {}
    # Whoever applies one in a field would need to know how that is written in the file; and an escape is no byte.
    if location.file_lines is not None or any(encodable(edit.text) != edit.text for edit in fix.edits):
        return {}
    change = {"artifactLocation": {"uri": uri(location.path, root)}, "replacements": _replacements(fix)}
    text = "newslint fix" if fix.applicability is Applicability.SAFE else "newslint fix --unsafe-fixes"
    return {"fixes": [{"description": {"text": text}, "artifactChanges": [change]}]}


def _region(position: Position) -> Json:
    names = ("startLine", "startColumn", "endLine", "endColumn")
    return dict(zip(names, position, strict=True))


def _replacements(fix: Fix) -> list[Json]:
    return [
        {"deletedRegion": _region(edit.position), "insertedContent": {"text": edit.text}}
        for edit in fix.edits
        if edit.position
    ]
