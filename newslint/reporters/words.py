"""What every report needs to say: names that any terminal and any tool can show, numbers, lists."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence

from newslint.late import late
from newslint.model import Location
from newslint.openers import is_url

_UNPRINTABLE = late("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_SURROGATE = late("[\ud800-\udfff]")
_ESCAPED_BYTES = range(0xDC80, 0xDD00)


def printable(text: str) -> str:
    """Return ``text`` on one line, with control characters and bytes that are no UTF-8 written as escapes."""
    return text if text.isprintable() else _UNPRINTABLE.sub(_escape, text)


def encodable(text: str) -> str:
    """Return ``text`` with bytes that are no UTF-8 written as escapes, and everything else as it is."""
    return _SURROGATE.sub(_escape, text)


def json_escaped(text: str) -> str:
    """Return JSON with lone surrogates, which UTF-8 cannot carry, as JSON's own escapes, which read back the same."""
    return _SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def posix_path(path: str, root: str = "") -> str:
    """Return ``path`` as tools of a repository want it: with forward slashes, relative to the repository.

    A path that lies outside of it stays absolute, and so does a URL.

    Args:
        path: of a file, from the working directory.
        root: the folder of the repository; the working directory where it is not known.
    """
    if is_url(path):
        return path
    plain = os.path.normpath(path)
    folders = [root] * bool(root) + [os.curdir] * os.path.isabs(plain)
    relative = (os.path.relpath(plain, folder) for folder in folders)
    inside = (one for one in relative if one != os.pardir and not one.startswith(os.pardir + os.sep))
    return next(inside, plain).replace(os.sep, "/")


def place_of(location: Location) -> str:
    """Return path and line of a finding, and the column; of one in a record also the field and where in it."""
    path, (first, last) = printable(location.path), location.lines
    line, column, end_line, _ = location.position
    if location.field is None:
        where = f"{first}-{last}" if last > first else f"{first}:{column}"
        return f"{path}:{where}" + f" (record {location.record})" * (location.record is not None)
    inside = f"{line}-{end_line}" if end_line > line else f"{line}:{column}"
    return f"{path}:{first} (record {location.record}, {printable(location.field)} {inside})"


def number(count: int, one: str, several: str = "") -> str:
    """Return ``count`` with its noun: "1 article", "2,000 articles"."""
    return f"{count:,} {one if count == 1 else several or one + 's'}"


def listed(items: Sequence[str], last: str = "and") -> str:
    """Return "a, b and c"."""
    return f" {last} ".join(filter(None, (", ".join(items[:-1]), *items[-1:])))


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code in _ESCAPED_BYTES:
        return f"\\x{code - 0xDC00:02x}"
    known = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}
    return known.get(match[0]) or (f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}")
