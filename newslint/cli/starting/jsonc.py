"""An entry more in a list of a file of JSON with comments, as editors keep their settings; all else stays as it is."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

_TOKEN = re.compile(r'"(?:\\.|[^"\\\n])*"|//[^\n]*|/\*(?s:.*?)\*/|[\[\]{},:]|[^\s"\[\]{},:/]+')


def loaded(text: str) -> Any:
    """Return what the text says, comments and a comma after the last entry left aside.

    Raises:
        ValueError: it is no JSON with comments.
    """
    tokens = [match[0] for match in _tokens(text.removeprefix("\ufeff"))]
    kept = [one for one, following in pairwise([*tokens, ""]) if not (one == "," and following in ("]", "}"))]
    return json.loads(" ".join(kept))


def with_entry(text: str, key: str, entry: object) -> str | None:
    """Return the text with an entry more in the list that stands under a key, which is made if there is none.

    Returns:
        None where the text is not such an object, so that somebody has to look.
    """
    try:
        before = loaded(text)
        if not isinstance(before, dict) or not isinstance(before.get(key, []), list):
            return None
        after = _inserted(text, key, entry, key in before)
        wanted = {**before, key: [*before.get(key, []), entry]}
        return after if loaded(after) == wanted else None
    except (ValueError, LookupError, RecursionError):
        return None


def _tokens(text: str) -> list[re.Match[str]]:
    """Return the tokens that mean something.

    Raises:
        ValueError: something between them means nothing.
    """
    if _TOKEN.sub("", text).strip():
        raise ValueError("a sign that means nothing")
    return [match for match in _TOKEN.finditer(text) if not match[0].startswith(("//", "/*"))]


def _inserted(text: str, key: str, entry: object, has_key: bool) -> str:
    tokens = _tokens(text.removeprefix("\ufeff"))
    mark = len(text) - len(text.removeprefix("\ufeff"))
    unit = "\t" if "\n\t" in text else "  " if re.search(r"\n  \S", text) else "    "
    newline = "\r\n" if "\r\n" in text else "\n"
    end = _end_of_list(tokens, key) if has_key else len(tokens) - 1
    shown = json.dumps(entry if has_key else [entry], indent=unit, ensure_ascii=False)
    if not has_key:
        shown = f"{json.dumps(key)}: {shown}"
    depth = 2 if has_key else 1
    lines = newline.join(unit * depth + line for line in shown.splitlines())
    last, closing = tokens[end - 1], tokens[end]
    return _put(text, last.end() + mark, closing.start() + mark, lines, last[0] in "[{,", newline, unit * (depth - 1))


def _put(text: str, last: int, closing: int, lines: str, is_first: bool, newline: str, edge: str) -> str:
    """Put lines between the end of the last entry and the bracket that closes the list."""
    between = text[last:closing]
    # A comment on the line of the last entry belongs to it.
    rest, separator, below = between.partition("\n")
    comma = "" if is_first else ","
    if separator:
        return text[:last] + comma + rest.rstrip("\r") + newline + lines + newline + below + text[closing:]
    return text[:last] + comma + newline + lines + newline + edge + between.strip() + text[closing:]


def _end_of_list(tokens: Sequence[re.Match[str]], key: str) -> int:
    """Return the number of the bracket that closes the list under a key of the outermost object."""
    depth, opened = 0, -1
    for number, token in enumerate(tokens):
        if token[0] in ("]", "}"):
            depth -= 1
            if opened >= 0 and depth == 1:
                return number
        is_key = depth == 1 and opened < 0 and token[0].startswith('"') and json.loads(token[0]) == key
        if is_key and [one[0] for one in tokens[number + 1 : number + 3]] == [":", "["]:
            opened = number
        if token[0] in ("[", "{"):
            depth += 1
    raise LookupError(key)
