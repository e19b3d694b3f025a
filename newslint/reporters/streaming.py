"""JSON that is written as it comes, so that no report of a corpus has to be in memory as a whole."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from newslint.reporters.words import encodable


def elements(values: Iterable[Any]) -> Iterator[str]:
    """Yield an array of values that UTF-8 can carry, one a line.

    Undecoded bytes must be escapes already: JSON's own would be read back as lone surrogates.
    """
    opening, encode = "[\n", json.JSONEncoder(ensure_ascii=False).encode
    for value in values:
        yield opening + encode(value)
        opening = ",\n"
    yield "\n]" if opening == ",\n" else "[]"


def wrapped(before: dict[str, Any], name: str, values: Iterable[Any], after: str = "") -> Iterator[str]:
    """Yield an object whose last member is an array.

    Args:
        before: the members that come first; at least one.
        name: of the array.
        values: its elements.
        after: what stands behind the object.
    """
    yield json.dumps(before, ensure_ascii=False)[:-1] + f", {json.dumps(name)}: "
    yield from elements(values)
    yield "}" + after


def carried(value: Any) -> Any:
    """Return a value of JSON with undecoded bytes in its texts as escapes."""
    if isinstance(value, str):
        return encodable(value)
    if isinstance(value, dict):
        return {name: carried(one) for name, one in value.items()}
    return [carried(one) for one in value] if isinstance(value, list) else value
