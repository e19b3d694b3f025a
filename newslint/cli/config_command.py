"""``newslint config``."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from typing import Any, NamedTuple

import click

from newslint.cli import completing
from newslint.cli.effective import Effective, Source, configured, counted, effective, painted
from newslint.cli.streams import complain
from newslint.config import OFF, name_of_level, selectors, severity_of
from newslint.configuration.settings import ConfigError

DEFAULT = "default"


class Setting(NamedTuple):
    """One value of the effective configuration, and where it comes from."""

    section: str
    key: str
    value: Any
    origin: str


@click.command("config")
@click.argument("path", default=".", type=completing.FILE)
@click.option("--output-format", type=click.Choice(["full", "json"]), default="full")
@click.option("--unused", is_flag=True, help="Check PATH, and show what is ignored, allowed or known in vain.")
@configured
def command(
    path: str, output_format: str, unused: bool, config: str | None, preset: str | None, isolated: bool
) -> None:
    """Show the configuration that holds for PATH, and where each value comes from."""
    if not os.path.exists(path):
        raise ConfigError(f"{path}: there is no such file or folder")
    if unused:
        sys.exit(_show_unused(path, output_format, Source(config, preset, isolated)))
    here = effective(Source(config, preset, isolated), path)
    found = list(_settings(here))
    if output_format == "json":
        values = [one._asdict() | {"value": _plain(one.value)} for one in found]
        click.echo(json.dumps({"file": here.path, "settings": values}, ensure_ascii=False, indent=2))
        return
    click.echo(f"# The configuration for {path}: {_shown(here.path) if here.path else 'no file, only the defaults'}")
    section = ""
    for one in found:
        if one.section != section:
            section = one.section
            click.echo(f"\n[{section}]")
        left = f"{_key(one.key)} = {json.dumps(_plain(one.value), ensure_ascii=False)}"
        click.echo(f"{left:<40}  {painted('# ' + _shown(one.origin), fg='bright_black')}")


def _show_unused(path: str, output_format: str, source: Source) -> int:
    """Show what a configuration silences in vain; return the exit status."""
    from newslint.cli.unused import unused
    from newslint.requests.request import Options, prepare

    found = unused(prepare(Options((path,), source.config, source.preset, source.isolated)))
    if output_format == "json":
        click.echo(json.dumps([one._asdict() for one in found.entries], ensure_ascii=False, indent=2))
    else:
        for one in found.entries:
            click.echo(f"{_shown(one.origin)}: {one.entry}: {one.why}")
        count = counted(len(found.entries), "entry") if len(found.entries) == 1 else f"{len(found.entries):,} entries"
        click.echo(f"{count} of no use in {counted(found.articles, 'article')}.")
    for error in found.errors:
        complain(error)
    return 2 if found.errors else bool(found.entries)


def _settings(here: Effective) -> Iterator[Setting]:
    config = here.config
    for key in ("fail_on", "include", "exclude", "corpus", "encoding", "languages", "plugins", "words"):
        name = key.replace("_", "-")
        yield Setting("", name, getattr(config, key), _origin_of(here, name))
    yield from _chosen(here)
    for name, names in config.fields.items():
        yield Setting("fields", name, names, config.origins.get(f"fields.{name}", f"{here.path}: [[per-path]]"))
    for reader, options in config.readers.items():
        origin = config.origins.get(f"readers.{reader}", f"{here.path}: [[per-path]]")
        yield from (Setting(f"readers.{reader}", name, value, origin) for name, value in options.items())
    yield from _by_name(here, "severity")
    yield from _options(here)


def _origin_of(here: Effective, key: str) -> str:
    origins = here.config.origins
    if key == "words":
        return (
            ", ".join(dict.fromkeys(origins[name] for name in ("words", "words-files") if name in origins)) or DEFAULT
        )
    if key == "encoding" and here.config.encoding != "utf-8" and key not in origins:
        return f"{here.path}: [[per-path]]"
    return origins.get(key, DEFAULT)


def _chosen(here: Effective) -> Iterator[Setting]:
    """Yield what is selected and ignored; the last ``select`` counts, the rest add up."""
    selecting = [layer for layer in here.layers if layer.select is not None]
    if selecting:
        yield Setting("", "select", selecting[-1].select, selecting[-1].origin)
    for layer in here.layers:
        if layer.extend_select:
            yield Setting("", "extend-select", layer.extend_select, layer.origin)
        if layer.ignore:
            yield Setting("", "ignore", layer.ignore, layer.origin)


def _by_name(here: Effective, section: str) -> Iterator[Setting]:
    # A preset may name rules that a later version brings.
    known = {name for rule in here.plugins.rules.values() for name in selectors(rule)}
    merged = {
        name: (level, layer.origin) for layer in here.layers for name, level in layer.severity.items() if name in known
    }
    silencing = _silencing(here)
    for name, (level, origin) in sorted(merged.items()):
        if level != OFF or name in silencing:
            yield Setting(section, name, level, origin)


def _silencing(here: Effective) -> set[str]:
    """Return the names by which some rule is off here; what a preset has off may be switched on again."""
    silent = (rule for rule in here.plugins.rules.values() if severity_of(rule, here.layers) is None)
    return {name_of_level(rule, here.layers) for rule in silent}


def _options(here: Effective) -> Iterator[Setting]:
    merged = {
        (f"rules.{rule}", option): (value, layer.origin)
        for layer in here.layers
        for rule, options in layer.options.items()
        if rule in here.plugins.rules
        for option, value in options.items()
    }
    yield from (Setting(*names, *value) for names, value in sorted(merged.items(), key=lambda item: item[0]))


def _key(key: str) -> str:
    return key if key.replace("-", "").isalnum() else json.dumps(key)


def _plain(value: Any) -> Any:
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    return list(value) if isinstance(value, tuple) else value


def _shown(origin: str) -> str:
    """Return a file name below the working directory as a person would write it."""
    path, separator, rest = origin.partition(": ")
    near = os.path.relpath(path) if os.path.isabs(path) else path
    return (path if near.startswith("..") else near) + separator + rest
