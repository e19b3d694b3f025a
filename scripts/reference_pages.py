"""Write the reference of settings and of commands, made from the code; with --check only say which page differs."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from inspect import cleandoc
from pathlib import Path
from typing import Any

import click

from newslint.cli.main import COMMANDS, main
from newslint.config import DEFAULT_PRESET, Config
from newslint.configuration.schema import EXPLAINED, FIELDS, KEYS, PER_PATH_KEYS
from newslint.configuration.settings import ACCEPTED
from newslint.plugins import load
from newslint.rule import Rule
from newslint.rules import full, presets

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "reference"
PRESETS = ("desk", "feed", "corpus")
DEFAULTS = {"extend": DEFAULT_PRESET, "fail-on": "warning", "accepted": ACCEPTED}
"""What holds where nothing is said, for settings that are not empty then."""
SHOWN = 80
"""The longest default that is written out, in characters."""


def pages() -> dict[str, str]:
    """Return the text of every page, by file name."""
    return {"configuration.md": configuration(), "commands.md": commands()}


def configuration() -> str:
    """Return the page of all settings."""
    plugins = load()
    rules = sorted(full(rule) for rule in plugins.rules.values() if rule.origin.startswith("newslint:"))
    ours = (plugin for plugin in plugins.loaded if plugin.origin == "newslint")
    readers = {reader.name: reader.options for plugin in ours for reader in plugin.readers}
    return _joined(
        "# Reference: configuration",
        "Every setting of `newslint.toml`, and of `[tool.newslint]` in a `pyproject.toml`. "
        "[Configuration](../configuration.md) leads through them. This page is made from the code.",
        "## Settings",
        _table(("setting", "value", "what it says", "default"), _settings(KEYS)),
        "## Settings per path",
        "In a section `[[per-path]]` these are understood:",
        _table(("setting", "value", "what it says"), _settings(PER_PATH_KEYS)),
        "## Fields of records",
        f"`[fields]` knows {_listed(FIELDS)}; [readers](../readers.md) says what they are.",
        "## Presets",
        "Rules that are not named speak as their pages say; `fail-on` is the least severity that fails a run.",
        _table(("rules", *(f"`{name}`" for name in PRESETS)), _presets()),
        *(("## Options of readers", *_readers(readers)) if any(readers.values()) else ()),
        "## Options of rules",
        "What they do stands on the page of each rule. All rules from [packs](../packs.md) have `allow`.",
        _table(("rule", "options"), _options(rules)),
    )


def _settings(keys: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    for name in sorted(keys):
        value = keys[name].name.replace("[[per-path]]", "`[[per-path]]`")
        yield f"`{name}`", value, EXPLAINED[name], *([_default(name)] if keys is KEYS else [])


def _default(name: str) -> str:
    value = DEFAULTS.get(name) or getattr(Config(), name.replace("-", "_"), None)
    return f"`{_toml(value)}`" if value and isinstance(value, (str, tuple)) else ""


def _presets() -> Iterator[tuple[str, ...]]:
    by_name = {name: presets()[name] for name in PRESETS}
    yield "`fail-on`", *(str(preset.get("fail-on", "warning")) for preset in by_name.values())
    for rule in dict.fromkeys(rule for preset in by_name.values() for rule in preset["severity"]):
        yield f"`{rule}`", *(preset["severity"].get(rule, "") for preset in by_name.values())


def _readers(readers: Mapping[str, Mapping[str, Iterable[str]]]) -> Iterator[str]:
    pairs = ((name, key, values) for name, options in readers.items() for key, values in options.items())
    rows = ((f"`{name}`", f"`{key}`: {_listed(values)}") for name, key, values in pairs)
    yield _table(("reader", "option"), rows)


def _options(rules: Iterable[Rule]) -> Iterator[tuple[str, str]]:
    for rule in rules:
        shown = ((name, default) for name, default in rule.options.items() if name != "allow" or default)
        own = [f"`{name}` {_short(default)}".strip() for name, default in shown]
        if own:
            yield f"[{rule.name}](../rules/{rule.name}.md)", ", ".join(own)


def _short(default: object) -> str:
    text = _toml(default)
    return f"(`{text}`)" if default not in ((), frozenset(), "", None) and len(text) <= SHOWN else ""


def _toml(value: object) -> str:
    if isinstance(value, (list, tuple, set, frozenset)):
        listed = sorted(value) if isinstance(value, (set, frozenset)) else value
        return "[" + ", ".join(f'"{item}"' for item in listed) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if isinstance(value, str) else str(value)


def commands() -> str:
    """Return the page of all commands."""
    context = click.Context(main, info_name="newslint")
    parts = ["# Reference: commands", "Every command and option of `newslint`. This page is made from the code."]
    summaries = ((f"[{name}](#newslint-{name})", said) for name, said in COMMANDS.items())
    parts.append(_table(("command", "what it does"), summaries))
    for name in COMMANDS:
        parts += _command(main, name, context, "##")
    return _joined(*parts)


def _command(group: click.Group, name: str, above: click.Context, level: str) -> Iterator[str]:
    command = group.get_command(above, name)
    if command is None:
        raise LookupError(name)
    context = click.Context(command, info_name=name, parent=above)
    yield f"{level} {context.command_path}"
    yield _block(" ".join([context.command_path, *command.collect_usage_pieces(context)]))
    yield cleandoc(command.help or "").replace("\b\n", "")
    rows = [row for parameter in command.get_params(context) if (row := _option(parameter, context))]
    if rows:
        yield _table(("option", "what it says"), rows)
    if isinstance(command, click.Group):
        for inner in command.list_commands(context):
            yield from _command(command, inner, context, level + "#")


def _option(parameter: click.Parameter, context: click.Context) -> tuple[str, str] | None:
    if not isinstance(parameter, click.Option) or "--help" in parameter.opts:
        return None
    value = "" if parameter.is_flag else f" {parameter.make_metavar(context)}"
    default = parameter.default if isinstance(parameter.default, (str, int)) and not parameter.is_flag else None
    said = parameter.help or ""
    shown = f" Default: {default}." if default not in (None, "", 0) and str(default) not in said else ""
    return ", ".join(f"`{name}{value}`" for name in parameter.opts), said + shown


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [f"| {' | '.join(_cell(cell) for cell in line)} |" for line in (head, *rows)]
    return "\n".join([lines[0], "|---" * len(head) + "|", *lines[1:]])


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _block(text: str) -> str:
    return f"~~~text\n{text}\n~~~"


def _joined(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part) + "\n"


def run() -> int:
    """Write the pages, or say which differ."""
    wanted = pages()
    if "--check" in sys.argv:
        stale = [name for name, text in wanted.items() if not _is(FOLDER / name, text)]
        print("\n".join(f"docs/reference/{name} is not what the code says; run: make pages" for name in stale))
        return bool(stale)
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, text in wanted.items():
        (FOLDER / name).write_text(text, encoding="utf-8")
    return 0


def _is(path: Path, text: str) -> bool:
    return path.is_file() and path.read_text("utf-8") == text


if __name__ == "__main__":
    sys.exit(run())
