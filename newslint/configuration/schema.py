"""What a table of settings may hold. Every error names the file, the key, and the near one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from newslint.config import LEVELS

FIELDS = ("headline", "body", "id", "url", "site", "language", "date", "authors", "credits")
"""What the configuration may say the name of."""


class ConfigError(Exception):
    """A configuration cannot be used. The message names the file, the key, and the near one."""


class _Type:
    """What a value has to be, in words, and whether one is."""

    def __init__(self, name: str, fits: Callable[[Any], bool]) -> None:
        self.name = name
        self.fits = fits


def is_texts(value: object) -> bool:
    """Whether a value is a list of texts."""
    return isinstance(value, (list, tuple, set, frozenset)) and all(isinstance(item, str) for item in value)


def _is_encoding(value: object) -> bool:
    from codecs import lookup

    if not isinstance(value, str):
        return False
    try:
        # A transformation such as "hex" is a codec too, but no encoding of text.
        return bool("a".encode(value)) and lookup(value).name not in _NO_FILES
    except (LookupError, ValueError):
        return False


_NO_FILES = frozenset({"idna", "punycode", "unicode-escape", "raw-unicode-escape"})
"""Codecs of names and of literals in programs, in which no article is written."""
_TEXTS = _Type("a list of texts", is_texts)
_TEXT = _Type("a text", lambda value: isinstance(value, str) and value != "")
_TEXT_OR_TEXTS = _Type("a text or a list of texts", lambda value: isinstance(value, str) or is_texts(value))
_TABLE = _Type("a table", lambda value: isinstance(value, Mapping))
_TABLES = _Type("tables, each [[per-path]]", lambda value: isinstance(value, list) and all(map(_TABLE.fits, value)))
_ENCODING = _Type("the name of an encoding", _is_encoding)
_THRESHOLD = _Type("info, warning or error", lambda value: value in LEVELS[1:])

_CHOICE = {"select": _TEXTS, "extend-select": _TEXTS, "ignore": _TEXTS, "severity": _TABLE, "rules": _TABLE}
KEYS = _CHOICE | {
    "extend": _TEXT_OR_TEXTS, "per-path": _TABLES, "plugins": _TEXTS, "words": _TEXTS, "words-files": _TEXTS,
    "include": _TEXTS, "exclude": _TEXTS, "corpus": _TEXTS, "encoding": _ENCODING, "fail-on": _THRESHOLD,
    "fields": _TABLE, "readers": _TABLE, "languages": _TEXTS, "cache-dir": _TEXT,
    "baseline": _TEXT, "accepted": _TEXT,
}  # fmt: skip
PER_PATH_KEYS = _CHOICE | {"paths": _TEXTS, "encoding": _ENCODING, "fields": _TABLE, "readers": _TABLE}
EXPLAINED = {
    "extend": "What these settings begin with: a preset (desk, feed, corpus), a file of settings, or a list of them.",
    "select": "Only these rules, categories or groups speak. A rule that is off is switched on by its name.",
    "extend-select": "These speak too.",
    "ignore": "These never speak, unless a more specific name is selected.",
    "severity": "How loudly a rule, a group, a category or all speak: off, info, warning or error.",
    "rules": "The options of rules, a table each: [rules.doubled-word]. The page of a rule lists its options.",
    "per-path": "Settings for some files only. Of several sections that match a file, the last one is strongest.",
    "paths": "Which files the section is for, as in a .gitignore. Every section wants it.",
    "plugins": "Files of Python, packs (.toml) and modules that bring rules. Files lie relative to these settings.",
    "words": "Words and names that are no typos. One in small letters is known in any case, a capitalised one only so.",
    "words-files": "Files of such words, one a line; what stands behind # is a note.",
    "include": "Which files of a folder are articles, as in a .gitignore. Named outright, any file is one.",
    "exclude": "Which files of a folder are left out, as in a .gitignore.",
    "corpus": "What the rules on twins compare with, relative to these settings. Nothing said: the paths of the run.",
    "encoding": "The encoding of files without a byte order mark.",
    "fail-on": "The least severe findings with which newslint exits with 1.",
    "fields": "What the fields of records are called, where no guess finds them: a name, or several.",
    "readers": "The options of readers, a table each: [readers.warc].",
    "languages": "The languages in which articles are judged. Of others only what holds for any language is said.",
    "baseline": "The file of findings that are known and not reported; newslint check --write-baseline FILE writes it.",
    "accepted": "Where accepted findings lie, if not beside this file; newslint accept writes them.",
    "cache-dir": "Where newslint keeps what it has found out. Nothing said: .newslint_cache beside these settings.",
}
"""What each setting says, for the reference and for editors."""
_PATTERNS = ("include", "exclude", "corpus", "paths")


def check_table(origin: str, table: object) -> None:
    """Raise ``ConfigError`` unless ``table`` is a whole configuration."""
    if not isinstance(table, Mapping):
        raise ConfigError(f"{origin}: the configuration must be a table, not {table!r}")
    _check_keys(origin, table, KEYS)
    for settings in table.get("per-path", ()):
        _check_keys(f"{origin}: [[per-path]]", settings, PER_PATH_KEYS)
        if not settings.get("paths"):
            raise ConfigError(f'{origin}: [[per-path]] wants paths, such as paths = ["archive/**"]')


def check_option(origin: str, rule: str, option: str, default: Any, value: Any) -> None:
    """Raise ``ConfigError`` unless the value of a rule's option is of the type of its default."""
    if isinstance(default, (list, tuple, set, frozenset)):
        wanted = _TEXTS
    elif isinstance(default, float):
        wanted = _Type("a number", lambda value: isinstance(value, (int, float)) and not isinstance(value, bool))
    else:
        wanted = _Type(_NAMES.get(type(default), "a table"), lambda value: type(value) is type(default))
    if default is not None and not wanted.fits(value):
        raise ConfigError(f"{origin}: [rules.{rule}] {option} must be {wanted.name}, not {written(value)}")


_NAMES = {str: "a text", int: "a whole number", bool: "true or false"}


def check_patterns(origin: str, key: str, patterns: Sequence[str]) -> None:
    """Raise ``ConfigError`` unless all of ``patterns`` mean something in a .gitignore."""
    if not patterns:
        return
    import re

    from newslint.files.patterns import Patterns

    for pattern in patterns:
        try:
            Patterns((pattern,))
        except re.error as problem:
            raise ConfigError(f"{origin}: {key}: the pattern {pattern!r} means nothing") from problem


def check_languages(origin: str, languages: Iterable[str]) -> None:
    """Raise ``ConfigError`` unless each language is written as a code; by another name no article would be in it."""
    for one in languages:
        code, *parts = one.replace("_", "-").split("-")
        is_code = code.isascii() and code.isalpha() and len(code) in (2, 3) and all(map(str.isalnum, parts))
        if not is_code and one.lower() != "english":
            message = f"{origin}: languages: no code of a language {one!r}"
            there_are = '; write two or three letters, a country behind them if you like: "en", "en-GB", "de", "fil"'
            require(False, message, one.lower(), ("english",), there_are)


def suggestion(name: str, names: Iterable[str]) -> str:
    """Return "; did you mean 'x'?" for the nearest of ``names``, else an empty text."""
    from difflib import get_close_matches

    near = get_close_matches(name, list(names), 1)
    return f"; did you mean {near[0]!r}?" if near else ""


def _field_suggestion(name: str) -> str:
    """Return "; did you mean 'x'?" for the field that a name is near, or near to one of the names that it often has."""
    from difflib import get_close_matches

    from newslint.readers.fields import GUESSES, plain

    known = {plain(guess): field for field, guesses in GUESSES.items() for guess in (*guesses, field)}
    near = get_close_matches(plain(name), list(known), 1, _NEAR_FIELD)
    return f"; did you mean {known[near[0]]!r}?" if near else ""


_NEAR_FIELD = 0.7
"""How near the name of a field has to be, of 1; most are so short that less is chance."""


def require(condition: bool, message: str, name: object, names: Iterable[str], otherwise: str = "") -> None:
    """Raise ``ConfigError`` with the message and the one of ``names`` that is near, unless the condition holds.

    Args:
        condition: what has to hold.
        message: what is wrong.
        name: what was written.
        names: what could have been meant.
        otherwise: what to say where none of them is near.
    """
    if not condition:
        raise ConfigError(message + (suggestion(str(name), names) or otherwise))


def written(value: object) -> str:
    """Return a value as TOML writes it, for whoever wrote it there."""
    import json

    if isinstance(value, str):
        return repr(value)
    try:
        return json.dumps(value, ensure_ascii=False)
    except (TypeError, ValueError):
        return str(value)


def _check_keys(origin: str, table: Mapping[str, Any], keys: Mapping[str, _Type]) -> None:
    for key, value in table.items():
        if key not in keys:
            require(False, f"{origin}: no setting {key!r}", key, keys, f"; there are {', '.join(sorted(keys))}")
        if not keys[key].fits(value):
            raise ConfigError(f"{origin}: {key} must be {keys[key].name}, not {written(value)}")
        if key in _PATTERNS:
            check_patterns(origin, key, value)
        if key == "languages":
            check_languages(origin, value)
    for name, value in table.get("fields", {}).items():
        message = f"{origin}: [fields] no field {name!r}; there are {', '.join(FIELDS)}"
        if name not in FIELDS:
            raise ConfigError(message + _field_suggestion(name))
        if not value or not _TEXT_OR_TEXTS.fits(value):
            raise ConfigError(f"{origin}: [fields] {name} must be {_TEXT_OR_TEXTS.name}, not {written(value)}")
    for name, level in table.get("severity", {}).items():
        message = f"{origin}: [severity] {name}: no severity {written(level)}; there are {', '.join(LEVELS)}"
        require(level in LEVELS, message, level, LEVELS)
    for section in ("rules", "readers"):
        for name, options in table.get(section, {}).items():
            if not isinstance(options, Mapping):
                raise ConfigError(f"{origin}: [{section}] {name} must be a table of options, not {written(options)}")
