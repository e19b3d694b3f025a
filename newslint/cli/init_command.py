"""``newslint init``."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator, Sequence

import click

from newslint.cli import completing
from newslint.cli.eager import HELP
from newslint.cli.starting.looking import Seen, look
from newslint.cli.starting.planning import Step, configuration_step, hook_step, told
from newslint.cli.starting.proposing import FOR_WHOM, MANY, Proposal, propose
from newslint.cli.starting.sampling import Sample, sample
from newslint.cli.streams import complain
from newslint.schema import ConfigError, require


@click.command("init")
@click.argument("folder", default=".", type=completing.FOLDER)
@click.option(
    "--preset", metavar="NAME", shell_complete=completing.presets, help="desk, feed or corpus; else proposed."
)
@click.option("--vscode", is_flag=True, help="Also write tasks for Visual Studio Code, and propose the extension.")
@click.option("--dry-run", is_flag=True, help="Say what would be written, and write nothing.")
@click.option("--yes", "-y", is_flag=True, help="Ask nothing.")
@click.option("--force", is_flag=True, help="Replace a configuration that is there.")
@HELP
def command(folder: str, preset: str | None, vscode: bool, dry_run: bool, yes: bool, force: bool) -> int:
    """Look at the articles in FOLDER, and set newslint up for them.

    Says what lies there, which preset suits it and why, and writes a configuration and hooks for pre-commit.
    What is there already stays as it is.
    """
    if not os.path.isdir(folder):
        is_file = os.path.exists(folder)
        raise ConfigError(f"{folder} is a file; name the folder" if is_file else f"{folder}: there is no such folder")
    folder = os.path.normpath(folder)
    seen = look(folder)
    read = sample(seen) if seen.count() else Sample()
    proposal = _proposal(preset, seen, read)
    steps = _plan(seen, read, proposal.preset, force) + (_for_vscode(seen) if vscode else [])
    _say((*_introduction(seen, read, proposal), "To write:", *map(_shown, steps)))
    if dry_run or not (yes or _agreed(steps)):
        click.echo("\nNothing was written.")
        return 0
    _write(steps)
    status = _first_run(seen, read)
    _say(_next(seen))
    return status


def _say(lines: Sequence[str] | Iterator[str]) -> None:
    for line in lines:
        click.echo(line)


def _proposal(preset: str | None, seen: Seen, read: Sample) -> Proposal:
    if preset is not None:
        message = f"no preset {preset!r}; there are {', '.join(sorted(FOR_WHOM))}"
        require(preset in FOR_WHOM, message, preset, FOR_WHOM)
        return Proposal(preset, ("you asked for it",))
    which = "; or say what they are to be: newslint init --preset desk (feed, corpus)"
    if seen.is_program:
        inner = f", such as newslint init {seen.inner}" if seen.inner else ""
        raise ConfigError(
            f"{seen.folder} looks like the source of a program ({seen.programs:,} files against {seen.texts:,} texts);"
            f" name the folder in which the articles lie{inner}{which}"
        )
    if not (read.articles or read.tables):
        raise ConfigError(f"{seen.folder} holds no articles yet, so nothing can be learned from them{which}")
    return propose(seen, read)


def _introduction(seen: Seen, read: Sample, proposal: Proposal) -> list[str]:
    where = "this folder" if seen.folder == os.curdir else seen.folder
    found = [f"  {line}" for line in told(seen, read)] or ["  no articles yet"]
    lines = [f"In {where}:", *found, ""]
    if seen.config is None:
        lines += [f"Preset {proposal.preset} ({FOR_WHOM[proposal.preset]}), because"]
        lines += [f"  {reason}" for reason in proposal.reasons] + [""]
    return lines


def _plan(seen: Seen, read: Sample, preset: str, force: bool) -> list[Step]:
    steps = (configuration_step(seen, read, preset, force), hook_step(seen, read))
    return [step for step in steps if step is not None]


def _for_vscode(seen: Seen) -> list[Step]:
    from newslint.cli.starting.vscode import steps

    return steps(seen)


def _shown(step: Step) -> str:
    line = f"  {step.path}  {step.what}"
    return line + ":\n\n" + "".join(f"    {one}\n" for one in step.paste.splitlines()) if step.paste else line


def _agreed(steps: Sequence[Step]) -> bool:
    """Whether to go on: where nobody can be asked, yes, for nothing that is there is lost."""
    if sys.stdin is None or not sys.stdin.isatty() or not any(step.after is not None for step in steps):
        return True
    return click.confirm("\nWrite this?", default=True)


def _write(steps: Sequence[Step]) -> None:
    """Write the files in order, and say which were written, even if one cannot be."""
    done: list[str] = []
    try:
        for step in steps:
            step.write()
            done += [step.path] * (step.after is not None)
    finally:
        click.echo(f"\nWritten: {', '.join(done)}" if done else "\nNothing had to be written.")


def _first_run(seen: Seen, read: Sample) -> int:
    """Check all articles, unless there are too many to wait for, and say what is found."""
    if not read.articles or seen.count() + read.records > MANY:
        return 0
    from newslint.cli.starting.first import first_run, summed_up

    result = first_run(seen.folder)
    _say(("", "Found today:", *(f"  {line}" for line in summed_up(result))))
    for problem in result.errors:
        complain(problem)
    return 2 if result.errors or result.failures else 0


def _next(seen: Seen) -> Iterator[str]:
    folder = "" if seen.folder == os.curdir else f" {seen.folder}"
    yield "\nNext:"
    yield f"  newslint check{folder}   what is wrong, where, and what to do about it"
    if seen.repository is None:
        yield "  (no git repository, so there are no hooks)"
    else:
        install = "pre-commit install" if shutil.which("pre-commit") else "pip install pre-commit && pre-commit install"
        yield f"  {install}   so that the hooks run"
