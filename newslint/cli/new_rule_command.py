"""``newslint new-rule``."""

from __future__ import annotations

import keyword
import os
import re

import click

from newslint.cli import completing
from newslint.cli.effective import effective, origin_of
from newslint.configuration import config_at_hand
from newslint.configuration.settings import ConfigError
from newslint.rule import CATEGORIES

_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_CODE = '''from collections.abc import Iterator, Sequence

from newslint.document import Document
from newslint.rule import Bad, Finding, Good, Hit, rule


@rule(
    "“{{found}}” is wrong",
    category="{category}",
    triggers=("fault",),
    examples=[
        Bad("A text with the [[fault]] marked."),
        Good("A text without it."),
        Good("A text that looks like it, and is right: by default."),
    ],
)
def {function}(document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
    """Something is wrong, said in one sentence.

    Why it is wrong, and what to do about it.
    """
    for hit in hits:
        # It may stand inside a longer word.
        inside = document.text[hit.span.start - 1 : hit.span.start].isalpha()
        if not inside and document.slice(hit.span) == "what you look for":
            yield Finding(hit.span, {{"found": document.slice(hit.span)}})
'''
_PACK = """[{name}]
kind = "phrase"
category = "{category}"
summary = "Something is wrong, said in one sentence."
reason = "Why it is wrong, and what to do about it."
message = "“{{phrase}}” is wrong"
phrases = ["what you look for"]
bad = ["A text with the [[fault]] marked."]
good = ["A text without it.", "A text that looks like it, and is right: by default."]
"""


@click.command("new-rule")
@click.argument("name")
@click.option("--category", type=click.Choice(CATEGORIES), default="text", show_default=True)
@click.option("--pack", is_flag=True, help="Write a pack, which needs no code.")
@click.option(
    "--folder",
    default=".",
    metavar="FOLDER",
    type=completing.FOLDER,
    help="Where to write it; else in the working directory.",
)
def command(name: str, category: str, pack: bool, folder: str) -> None:
    """Write the beginning of a rule of your own, with one example that fails."""
    _check_name(name)
    function = name.replace("-", "_")
    path = os.path.normpath(os.path.join(folder, f"{name}.toml" if pack else f"{function}.py"))
    _write(path, (_PACK if pack else _CODE).format(name=name, function=function, category=category))
    click.echo(f"Wrote {path}. Say in it what is wrong, with examples, until this passes:")
    click.echo(f"    newslint test-rules {path}")
    click.echo(f"To use it, {config_at_hand.how_to_name('plugins', path, config_at_hand.at_hand(os.curdir))}")
    click.echo(f"To see how often it speaks:  newslint try {path} FOLDER")


def _check_name(name: str) -> None:
    if not _NAME.fullmatch(name) or keyword.iskeyword(name):
        raise ConfigError(f"{name!r} is no name for a rule; write small letters with hyphens: doubled-word")
    known = effective().plugins
    if name in ("all", *CATEGORIES, *(rule.group for rule in known.rules.values())):
        raise ConfigError(f"a rule cannot be called {name}, which is a choice of several rules")
    if name in known.rules:
        raise ConfigError(f"there is a rule {name} already, from {origin_of(known.rules[name], known)}")


def _write(path: str, text: str) -> None:
    try:
        with open(path, "x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError as problem:
        raise ConfigError(f"{path} is there already; it was left as it is") from problem
    except OSError as problem:
        raise ConfigError(f"{path} cannot be written: {problem.strerror}") from problem
