"""A pack -> rules. Whatever is wrong with it is an error that names pack, table, key and the near key."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from string import Formatter
from typing import Any, NamedTuple

from newslint.kinds import SCOPES, Matcher, PackCheck, PackError, function, names
from newslint.kinds._schema import Key, described, fits, help_of, keys_of
from newslint.model import Severity
from newslint.rule import CATEGORIES, GROUPS, Bad, Example, Good, Rule

_TEXTS = ("category", "group", "message", "summary", "reason", "kind", "scope", "severity")
COMMON_KEYS = (*_TEXTS, "yields-to", "on-request", "bad", "good")
ALLOW = "texts that are right here: a finding that begins with one of them is not reported."
_WANTED = ("summary", "message")
_CHOICES: Mapping[str, tuple[str, ...]] = {
    "category": CATEGORIES, "group": GROUPS, "scope": SCOPES, "severity": tuple(one.value for one in Severity),
}  # fmt: skip
_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


class _Table(NamedTuple):
    name: str
    values: Mapping[str, Any]
    origin: str

    @property
    def where(self) -> str:
        return f"the pack {self.origin}: [{self.name}]"

    def require(self, condition: object, problem: str, name: object = "", known: Iterable[str] = ()) -> None:
        """Raise the problem, with the one of ``known`` that is near ``name``; it takes time to look for that."""
        if not condition:
            raise PackError(f"{self.where}: {problem}{_near(str(name), known)}")


def rules_of(data: bytes, origin: str) -> tuple[Rule, ...]:
    """Return the rules of a pack, a table each.

    Args:
        data: the pack, TOML in UTF-8.
        origin: what to call it in messages.

    Raises:
        PackError: it is not TOML, or one of its tables makes no rule.
    """
    import tomllib

    try:
        tables = tomllib.loads(data.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise PackError(f"the pack {origin} is not TOML: {problem}") from problem
    for name, table in tables.items():
        if not isinstance(table, Mapping):
            raise PackError(f"the pack {origin}: {name} is no table; a rule begins with [its-name]")
    return tuple(_rule(_Table(name, table, origin)) for name, table in tables.items())


def _rule(table: _Table) -> Rule:
    values = table.values
    _check_common(table)
    keys = keys_of(function(values["kind"]))
    own = {key: value for key, value in values.items() if key not in COMMON_KEYS}
    _check_own(table, keys, own)
    check = PackCheck(values["kind"], own, values.get("scope"), table.where)
    matcher = _matcher(table, check)
    _check_message(table, matcher)
    options = ("allow", "extra") if "extra" in keys else ("allow",)
    help_of_option = {"allow": ALLOW, "extra": help_of(function(values["kind"]), "extra")}
    examples = _examples(table)
    return Rule(
        table.name, values.get("category", "text"), values.get("group"), values["message"], values["summary"],
        values.get("reason", ""), Severity(values.get("severity", "warning")), "document", matcher.triggers,
        dict.fromkeys(options, ()), {option: help_of_option[option] for option in options},
        tuple(values.get("yields-to", ())),
        any(isinstance(example, Bad) and example.fixed is not None for example in examples),
        check, examples=examples, origin=table.origin, lines=matcher.lines,
        on_request=values.get("on-request", False),
    )  # fmt: skip


def _check_common(table: _Table) -> None:
    table.require(_NAME.fullmatch(table.name), "a rule's name is written in small letters with hyphens")
    _check_kind(table)
    for key in _TEXTS:
        value = table.values.get(key, "")
        table.require(isinstance(value, str), f"{key} must be a text, not {value!r}")
    for key, choices in _CHOICES.items():
        _check_choice(table, key, choices)
    yields_to = table.values.get("yields-to", [])
    table.require(_is_texts(yields_to), f"yields-to must be a list of texts, not {yields_to!r}")
    on_request = table.values.get("on-request", False)
    table.require(isinstance(on_request, bool), f"on-request must be true or false, not {on_request!r}")


def _check_kind(table: _Table) -> None:
    """Look at the kind first: it says which other keys there are."""
    if "kind" not in table.values:
        near = next((key for key in table.values if key not in COMMON_KEYS and _near(key, ("kind",))), None)
        table.require(False, f"no key {near!r}; did you mean 'kind'?" if near else "wants kind")
    kind = table.values["kind"]
    table.require(isinstance(kind, str), f"kind must be a text, not {kind!r}")
    _check_choice(table, "kind", tuple(names()))


def _check_choice(table: _Table, key: str, choices: tuple[str, ...]) -> None:
    value = table.values.get(key, choices[0])
    table.require(value in choices, f"no {key} {value!r}; there are {', '.join(choices)}", value, choices)


def _check_own(table: _Table, keys: Mapping[str, Key], own: Mapping[str, Any]) -> None:
    """Compare the keys of a table with the parameters of its kind."""
    known = [*(key for key in keys if key != "extra"), *COMMON_KEYS]
    for key, value in own.items():
        table.require(key in known, f"no key {key!r}", key, known)
        if not fits(keys[key].type, value):
            table.require(False, f"{key} must be {described(keys[key].type)}, not {value!r}")
        table.require(not isinstance(value, (list, Mapping)) or value, f"{key} is empty")
    for key in _WANTED:
        table.require(key in table.values, f"wants {key}")
    for key, one in keys.items():
        table.require(not one.is_required or key in own, f"the kind {table.values['kind']} wants {key}")


def _matcher(table: _Table, check: PackCheck) -> Matcher:
    """Return the matcher of a table whose triggers can be looked for."""
    try:
        matcher = check.matcher()
        matcher.triggers  # noqa: B018 - a phrase without a literal part shows itself here
    except ValueError as problem:
        raise PackError(f"{table.where}: {problem}") from problem
    return matcher


def _check_message(table: _Table, matcher: Matcher) -> None:
    try:
        gaps = {gap for _, gap, _, _ in Formatter().parse(table.values["message"]) if gap is not None}
    except ValueError as problem:
        raise PackError(f"{table.where}: message: {problem}") from problem
    for gap in sorted(gaps) if matcher.gaps is not None else ():
        there_are = ", ".join(f"{{{one}}}" for one in matcher.gaps or ()) or "none"
        table.require(gap in (matcher.gaps or ()), f"message: no gap {{{gap}}}; there are {there_are}")


def _examples(table: _Table) -> tuple[Example, ...]:
    given, good = table.values.get("bad", []), table.values.get("good", [])
    shape = 'a list of texts with the [[fault]] marked, or of pairs ["with the [[fault]]", "fixed"]'
    table.require(isinstance(given, list), f"bad must be {shape}, not {given!r}")
    bad = [[one] if isinstance(one, str) else one for one in given]
    for one in bad:
        table.require(_is_texts(one) and 1 <= len(one) <= 2, f"bad must be {shape}, not {one!r}")
    table.require(_is_texts(good), f"good must be a list of texts, not {good!r}")
    table.require(bad and good, 'wants examples: bad = ["a text with the [[fault]] marked"] and good = ["..."]')
    return (*(Bad(*one) for one in bad), *(Good(one) for one in good))


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _near(key: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(key, list(known), 1)
    return f"; did you mean {near[0]!r}?" if near else ""
