"""``newslint plugins``."""

from __future__ import annotations

from collections.abc import Iterator

import click

from newslint import __version__
from newslint.cli.effective import Source, configured, counted, effective, painted, table
from newslint.plugins import Loaded


@click.command("plugins")
@click.option("-v", "--verbose", is_flag=True, help="List what each of them brings.")
@configured
def command(verbose: bool, config: str | None, preset: str | None, isolated: bool) -> None:
    """Show what was loaded from where."""
    loaded = effective(Source(config, preset, isolated)).plugins.loaded
    rows = [(one.name, _from(one), ", ".join(_brought(one)) or "nothing") for one in loaded]
    for plugin, (name, origin, brought) in zip(loaded, table(rows), strict=True):
        click.echo(f"{painted(name, bold=True)}{origin}{brought}")
        for line in _listed(plugin) if verbose else ():
            click.echo(f"    {line}")


def _from(one: Loaded) -> str:
    version = one.version or (__version__ if one.origin == "newslint" else "")
    if one.origin == one.name and not version:
        return "a file named in the configuration" if one.name.endswith((".py", ".toml")) else "a module"
    return f"{one.origin} {version}".rstrip()


def _brought(one: Loaded) -> Iterator[str]:
    for values, noun in (
        (one.rules, "rule"), (one.readers, "reader"), (one.reporters, "reporter"), (one.engines, "engine"),
        (one.words, "word"), (one.openers, "opener"),
    ):  # fmt: skip
        if values:
            yield counted(len(values), noun)


def _listed(one: Loaded) -> Iterator[str]:
    yield from (f"rule {rule.name}" for rule in one.rules)
    yield from (f"reader {reader.name} ({', '.join(filter(None, reader.suffixes))})" for reader in one.readers)
    yield from (f"reporter {reporter.name}" for reporter in one.reporters)
    yield from (f"engine {engine.name}" for engine in one.engines)
    yield from (f"opener {opener.name} ({', '.join(opener.schemes) or 'any'})" for opener in one.openers)
    if one.words:
        yield f"words {', '.join(sorted(one.words)[:10])}{', …' if len(one.words) > 10 else ''}"
