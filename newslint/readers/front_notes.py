"""Texts that are added to the front matter of a Markdown file."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from json import dumps

from newslint.model import Edit, Span
from newslint.readers import Noted, Source, credits_name, front_matter
from newslint.readers.decoding import decode, rewritten
from newslint.readers.markdown import all_lines

_KEY = r"[ \t]*[\"']?{}[\"']?[ \t]*[:=]"
_ANY_KEY = re.compile(r"[\"']?[\w-]+[\"']?[ \t]*(:|=)(?:\s|$)")
_PLAIN = re.compile(r"[A-Za-z][\w-]*")


def note(source: Source, notes: Mapping[int | None, Sequence[str]]) -> Noted:
    """Return the bytes of the file with texts as a list under a key of the front matter, which comes first in it.

    A file without front matter has no place, and one that has the key already is somebody else's.

    Raises:
        UnwritableError: the encoding has no bytes for what is added, or would write the rest otherwise.
    """
    data = source.stream.read()
    decoded = decode(data, source.encoding)
    edit = _edit(decoded.text, credits_name(source), notes[None])
    if edit is None:
        return Noted(data, frozenset({None}))
    return Noted(rewritten(source.name, data, decoded, [edit]))


def _edit(text: str, name: str, notes: Sequence[str]) -> Edit | None:
    lines = list(all_lines(text))
    end = front_matter.find(text, lines).end
    inside = [line for line in lines[1:] if line.end < end]
    # Where the fence holds no keys but, say, a list or one object in braces, a key would break it.
    first = next((line for line in inside if line.of(text).strip() and not line.of(text).startswith("#")), None)
    sign = _ANY_KEY.match(first.of(text)) if first else None
    is_toml = text.startswith("+++")
    if not _PLAIN.fullmatch(name) or (sign is None and not (is_toml and first)):
        return None
    if sign is not None and sign[1] != ("=" if is_toml else ":"):
        return None
    if any(re.match(_KEY.format(re.escape(name)), line.of(text)) for line in inside):
        return None
    at, line_end = lines[1].start, text[lines[0].end : lines[1].start]
    write = _toml if is_toml else _yaml
    return Edit(Span(at, at), write(name, notes, line_end))


def _yaml(name: str, notes: Sequence[str], line_end: str) -> str:
    # A text of JSON is one of YAML too.
    return "".join((f"{name}:{line_end}", *(f"  - {dumps(note, ensure_ascii=False)}{line_end}" for note in notes)))


def _toml(name: str, notes: Sequence[str], line_end: str) -> str:
    return f"{name} = [{', '.join(dumps(note, ensure_ascii=False) for note in notes)}]{line_end}"
