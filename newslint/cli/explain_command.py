"""``newslint explain``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import chain
from textwrap import indent
from typing import Any

import click

from newslint import rules
from newslint.cli import completing, explain_group
from newslint.cli.effective import (
    SEVERITY_PAINT,
    Effective,
    Source,
    category_of,
    configured,
    effective,
    no_rule,
    origin_of,
    painted,
    provider,
    rule_named,
)
from newslint.cli.wrapping import flowing
from newslint.config import OFF, options_of, severity_of
from newslint.configuration import settings
from newslint.configuration.schema import ConfigError
from newslint.rule import Bad, Corpus, Example, Rule

MEANT = "did you mean"
_NAME = re.compile(r"[a-z:-]*")
_MARKED = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)


@click.command("explain")
@click.argument("rule", shell_complete=completing.rules_and_groups)
@configured
def command(rule: str, config: str | None, preset: str | None, isolated: bool) -> None:
    """Explain a rule: what it finds and why, examples, options, severities; of a category or group, its rules.

    In place of a rule's name, a text that some rule reports will do: newslint explain TK.
    """
    here = effective(Source(config, preset, isolated))
    if rules_of_group := explain_group.members(rule, here):
        lines = explain_group.page(rule, rules_of_group, here)
    else:
        lines = _page(rule_named(rule, here.plugins), here) if rule in here.plugins.rules else _of_text(rule, here)
    click.echo("\n".join(map(flowing, lines)))


def _of_text(text: str, here: Effective) -> Iterator[str]:
    """Return what is said where no rule has a name: the page of the rule that finds something in it, as in a text.

    Raises:
        ConfigError: none does, or the name is nearly that of a rule.
    """
    nothing = no_rule(text, here.plugins.rules)
    if _NAME.fullmatch(text) and MEANT in str(nothing):
        raise nothing
    from newslint.cli.explain_text import found_in, several

    if not (found := found_in(text, here)):
        if MEANT in str(nothing):
            raise nothing
        raise ConfigError(f"{nothing}, and none finds anything in that text")
    if len(found) > 1:
        return several(text, found)
    said = f"No rule is called “{text}”; the rule that finds it:"
    return chain((said, ""), _page(rule_named(found[0].name, here.plugins), here))


def _page(rule: Rule, here: Effective) -> Iterator[str]:
    level = _level(rule, here.layers)
    yield f"{painted(rule.name, bold=True)}  {category_of(rule)}, {painted(level, fg=SEVERITY_PAINT[level])} here"
    yield from ("", rule.summary)
    if rule.reason:
        yield from ("", rule.reason)
    if rule.examples:
        yield from ("", painted("Examples", bold=True))
    for example in rule.examples:
        yield from _shown(example)
    if rule.options:
        yield from ("", painted("Options", bold=True), *_options(rule, here))
    yield from ("", painted("Severity", bold=True), *_severities(rule))
    if provider(rule, here.plugins).origin == "newslint":
        yield from ("", rules.measured(rule.name))
    yield from ("", f"From {origin_of(rule, here.plugins)}. " + _about(rule, level == OFF))


def _about(rule: Rule, is_off: bool) -> str:
    fixing = "newslint fix can mend what it finds." if rule.fixable else "What it finds is for a person to mend."
    switch = f'on: extend-select = ["{rule.name}"]' if is_off else f'off: ignore = ["{rule.name}"]'
    return f"{fixing} To turn it {switch}"


def _level(rule: Rule, layers: tuple[Any, ...]) -> str:
    severity = severity_of(rule, layers)
    return severity.value if severity else OFF


def _shown(example: Example) -> Iterator[str]:
    if isinstance(example, Corpus):
        yield from _text(*_files(example))
    elif isinstance(example, Bad):
        yield from _text("wrong", example.text)
        if example.fixed is not None:
            yield from _text("mended", example.fixed)
    else:
        yield from _text("right", example.text)


def _files(example: Corpus) -> tuple[str, str]:
    """Return the label of an example of several files, and all of them as one text."""
    label = "wrong" if any(_MARKED.search(text) for text in example.texts.values()) else "right"
    files = (f"{name}:\n{indent(text, '  ')}" for name, text in example.texts.items())
    return label, "\n".join(files)


def _text(label: str, text: str) -> Iterator[str]:
    marked = _MARKED.sub(lambda mark: painted(mark[0], fg="red"), text)
    for number, line in enumerate(marked.split("\n")):
        yield f"  {label if number == 0 else '':<8}{line}".rstrip()


def _options(rule: Rule, here: Effective) -> Iterator[str]:
    now = options_of(rule, here.layers)
    for name, default in _sorted(rule):
        yield f"  {name}: {_type(default)}, {_value(default)} by default{_changed(default, now[name])}"
        if said := rule.option_help.get(name):
            yield f"      {said}"


def _sorted(rule: Rule) -> list[tuple[str, Any]]:
    options: Mapping[str, Any] = rule.options
    return sorted(options.items())


def _changed(default: object, now: object) -> str:
    same = _value(default) == _value(now)
    return "" if same else f"; here {_value(now)}"


def _type(value: object) -> str:
    if isinstance(value, (list, tuple, set, frozenset)):
        return "list of texts"
    return {bool: "true or false", int: "whole number", float: "number", str: "text"}.get(type(value), "table")


def _value(value: object) -> str:
    import json

    if isinstance(value, (set, frozenset)):
        return json.dumps(sorted(value), ensure_ascii=False)
    return json.dumps(value, ensure_ascii=False)


def _severities(rule: Rule) -> Iterator[str]:
    presets = rules.presets()
    levels = {name: _level(rule, settings.read(None, presets, name).layers) for name in sorted(presets)}
    yield "  " + "  ".join(f"{name} {painted(level, fg=SEVERITY_PAINT[level])}" for name, level in levels.items())
