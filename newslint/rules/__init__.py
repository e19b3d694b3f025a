"""The rules that newslint brings. What start-up needs of them is compiled from their files at build time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from newslint.hookspecs import hookimpl
from newslint.kinds import PackCheck, packed
from newslint.model import Severity
from newslint.rule import Deferred, Rule

Row = tuple[Any, ...]


@hookimpl
def newslint_rules() -> Sequence[Rule]:
    """Every rule below this package, its code not yet imported."""
    from newslint._compiled import RULES

    return [_from_row(row) for row in RULES]


@cache
def presets() -> Mapping[str, Mapping[str, Any]]:
    """Return the presets that newslint brings, by name."""
    from newslint._compiled import PRESETS

    presets: Mapping[str, Mapping[str, Any]] = PRESETS
    return presets


def compiled_triggers() -> Mapping[str, tuple[str, ...]]:
    """Return the triggers for which a finder was made at build time, by the names of the rules."""
    from newslint._compiled import RULES

    return {row[0]: row[8] for row in RULES if row[8]}


def measured(name: str) -> str:
    """Return how often the findings of one of newslint's rules were right when they were read, or that nobody knows."""
    import tomllib
    from importlib.resources import files

    measures = tomllib.loads(files("newslint").joinpath("measures.toml").read_text("utf-8"))
    if share := next((share for share, several in measures["right"].items() if name in several), None):
        return f"Right, of random findings read in their context on {measures['date']}: {share}."
    if name in measures["too-few"]:
        return f"How often it is right: too few findings in the samples of {measures['date']} to say."
    return "How often it is right: not measured."


def to_row(rule: Rule, target: str) -> Row:
    """Return what start-up needs of a rule as plain values.

    Args:
        rule: as its module or pack defines it.
        target: ``module:name`` of a rule written in code, or ``file.toml`` of a pack.
    """
    check = rule.check
    pack = (check.kind, packed(check.parameters), check.scope) if isinstance(check, PackCheck) else None
    return (
        rule.name, rule.category, rule.group, rule.message, rule.summary, rule.reason, rule.severity.value, rule.on,
        rule.triggers, dict(rule.options), rule.yields_to, rule.fixable, target, pack,
        rule.judge is not None, rule.verify is not None, tuple(sorted(rule.lines)), rule.common, rule.on_request,
        rule.sieve is not None,
    )  # fmt: skip


def full(rule: Rule) -> Rule:
    """Return a rule with what start-up leaves out: what its options mean, and its examples."""
    if not isinstance(rule.check, Deferred) and not rule.origin.startswith("newslint:"):
        return rule
    target = rule.origin.removeprefix("newslint:")
    if target.endswith(".toml"):
        return next(one for one in _built_in_pack(target) if one.name == rule.name)
    loaded: Rule = Deferred(target).load()
    return loaded


def _from_row(row: Row) -> Rule:
    name, category, group, message, summary, reason, severity, on, triggers, options, yields_to, fixable = row[:12]
    target, pack, has_judge, has_verify, lines, common, on_request, has_sieve = row[12:]
    return Rule(
        name, category, group, message, summary, reason, Severity(severity), on, triggers, options, {}, yields_to,
        fixable,
        PackCheck(*pack) if pack else Deferred(f"{target}.check"),
        Deferred(f"{target}.judge") if has_judge else None,
        Deferred(f"{target}.verify") if has_verify else None,
        origin=f"newslint:{target}", lines=frozenset(lines), common=common, on_request=on_request,
        sieve=Deferred(f"{target}.sieve") if has_sieve else None,
    )  # fmt: skip


@cache
def _built_in_pack(name: str) -> tuple[Rule, ...]:
    from importlib.resources import files

    from newslint.kinds import read_pack

    return read_pack(files(__name__).joinpath(name).read_bytes(), name)
