"""The parameters of a kind are the schema of its tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from inspect import Parameter, signature
from types import NoneType, UnionType
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints


class Key(NamedTuple):
    """A key that a table may have: the type of its value, and what it is when the table does not say."""

    type: Any
    default: Any

    @property
    def is_required(self) -> bool:
        """Whether every table has to have it."""
        return self.default is Parameter.empty


@cache
def keys_of(kind: Callable[..., Any]) -> dict[str, Key]:
    """Return the keys of a kind's tables; ``extra``, which is an option and no key, is among them."""
    types = get_type_hints(kind)
    return {name.replace("_", "-"): Key(types[name], one.default) for name, one in signature(kind).parameters.items()}


def help_of(kind: Callable[..., Any], key: str) -> str:
    """Return what the docstring of a kind says of a key, up to the first semicolon or full stop."""
    lines = [line.strip() for line in (kind.__doc__ or "").splitlines()]
    start = next((index for index, line in enumerate(lines) if line.startswith(f"{key.replace('-', '_')}: ")), None)
    if start is None:
        return ""
    said = " ".join(lines[start:]).partition(": ")[2]
    return f"{re.split(r'[;.](?: |$)', said)[0]}."


def fits(wanted: Any, value: object) -> bool:
    """Whether a value read from TOML is of a type. True and false are no numbers."""
    origin, parts = get_origin(wanted), get_args(wanted)
    if origin is Literal:
        return value in parts
    if origin in (Union, UnionType):
        return any(fits(part, value) for part in parts)
    if origin is Sequence:
        return isinstance(value, (list, tuple)) and all(fits(parts[0], one) for one in value)
    if origin is Mapping:
        return isinstance(value, Mapping) and all(fits(parts[1], one) for one in value.values())
    return type(value) is wanted


def described(wanted: Any) -> str:
    """Return in words what a value has to be."""
    origin, parts = get_origin(wanted), get_args(wanted)
    if origin is Literal:
        return _either([repr(part) for part in parts])
    if origin in (Union, UnionType):
        return _either([described(part) for part in parts if part is not NoneType])
    if origin is Sequence:
        return f"a list of {_plural(parts[0])}"
    if origin is Mapping:
        return f"a table of {_plural(parts[1])}"
    return _WORDS[wanted][0]


_WORDS = {
    str: ("a text", "texts"), int: ("a whole number", "whole numbers"), bool: ("true or false", "truth values"),
}  # fmt: skip


def _plural(wanted: Any) -> str:
    if wanted in _WORDS:
        return _WORDS[wanted][1]
    return " or ".join(_WORDS[part][1] if part in _WORDS else "lists of texts" for part in get_args(wanted))


def _either(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"
