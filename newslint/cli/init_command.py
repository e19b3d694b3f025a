"""``newslint init``."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from collections.abc import Iterator, Sequence

import click

from newslint.cli import completing
from newslint.cli.eager import HELP
from newslint.cli.passed_over import unfollowed
from newslint.cli.starting.blocks import argument
from newslint.cli.starting.looking import Seen, look
from newslint.cli.starting.planning import BASELINE, Step, configuration_step, hook_step, told
from newslint.cli.starting.proposing import FOR_WHOM, MANY, Proposal, propose
from newslint.cli.starting.sampling import Sample, sample
from newslint.cli.streams import complain
from newslint.configuration.schema import ConfigError, require
from newslint.configuration.settings import shown
from newslint.files.nearby import near_name
from newslint.readers import UnwritableError


@click.command("init")
@click.argument("folder", default=".", type=completing.FOLDER)
@click.option(
    "--preset", metavar="NAME", shell_complete=completing.presets, help="desk, feed or corpus; else proposed."
)
@click.option("--vscode", is_flag=True, help="Also write tasks for Visual Studio Code, and propose the extension.")
@click.option("--no-baseline", is_flag=True, help="Write none; go on reporting what is found today.")
@click.option("--dry-run", is_flag=True, help="Say what would be written, and write nothing.")
@click.option("--yes", "-y", is_flag=True, help="Ask nothing.")
@click.option("--force", is_flag=True, help="Replace a configuration that is there, and its baseline.")
@HELP
def command(
    folder: str, preset: str | None, vscode: bool, no_baseline: bool, dry_run: bool, yes: bool, force: bool
) -> int:
    """Look at the articles in FOLDER, and set newslint up for them.

    Says what lies there, which preset suits it and why, and writes a configuration, hooks for pre-commit and a
    baseline: what is found today, so that from now on only what is new is reported. What is there already stays.
    """
    if not os.path.isdir(folder):
        is_file = os.path.exists(folder)
        missing = f"{folder}: there is no such folder{near_name(folder)}"
        raise ConfigError(f"{folder} is a file; name the folder" if is_file else missing)
    folder = os.path.normpath(folder)
    seen = look(folder)
    read = sample(seen) if seen.count() else Sample()
    proposal = _proposal(preset, seen, read)
    baseline = None if no_baseline else _baseline(seen, read, force)
    older = None if no_baseline or baseline is not None else _older_baseline(seen)
    steps = _plan(seen, read, proposal.preset, force, baseline, older) + (_for_vscode(seen) if vscode else [])
    _say((*_introduction(seen, read, proposal), "To write:", *map(_shown, steps)))
    if dry_run or not (yes or _agreed(steps)):
        click.echo("\nNothing was written.")
        return 0
    _write(steps)
    status = _first_run(seen, read, baseline)
    _say((*_next(seen, baseline), *(_EXTENSION * vscode)))
    return status


_EXTENSION = (
    "  make vsix   in a checkout of newslint: the extension, which shows findings as you type",
    "  code --install-extension FILE   installs what that wrote",
)


def _say(lines: Sequence[str] | Iterator[str]) -> None:
    for line in lines:
        click.echo(line)


def _proposal(preset: str | None, seen: Seen, read: Sample) -> Proposal:
    if preset is not None:
        message = f"no preset {preset!r}; there are {', '.join(sorted(FOR_WHOM))}"
        require(preset in FOR_WHOM, message, preset, FOR_WHOM)
        return Proposal(preset, ("you asked for it",))
    which = "say what they are to be: newslint init --preset desk (feed, corpus)"
    if seen.is_program:
        inner = f", such as newslint init {seen.inner}" if seen.inner else ""
        raise ConfigError(
            f"{seen.folder} looks like the source of a program ({seen.programs:,} files against {seen.texts:,} texts);"
            f" name the folder in which the articles lie{inner}; or {which}"
        )
    if not (read.articles or read.tables):
        links = f" ({said})" if (said := unfollowed([seen.folder])) else ""
        raise ConfigError(f"{seen.folder} holds no articles yet{links}, so nothing can be learned from them; {which}")
    return propose(seen, read)


def _introduction(seen: Seen, read: Sample, proposal: Proposal) -> list[str]:
    where = "this folder" if seen.folder == os.curdir else seen.folder
    found = [f"  {line}" for line in told(seen, read)] or ["  no articles yet"]
    lines = [f"In {where}:", *found, ""]
    if seen.config is None:
        lines += [f"Preset {proposal.preset} ({FOR_WHOM[proposal.preset]}), because"]
        lines += [f"  {reason}" for reason in proposal.reasons]
        others = {name: whom for name, whom in FOR_WHOM.items() if name != proposal.preset}
        lines += ["If that is not so:", *(f"  --preset {name:6}  {whom}" for name, whom in others.items()), ""]
    return lines


def _plan(seen: Seen, read: Sample, preset: str, force: bool, baseline: str | None, older: str | None) -> list[Step]:
    steps = [
        configuration_step(seen, read, preset, force, os.path.basename(baseline or older or "")),
        hook_step(seen, read, preset),
    ]
    if older is not None:
        steps.append(Step(older, "is there already; it was left as it is"))
    if baseline is not None:
        steps.append(Step(baseline, "what is found today, so that from now on only what is new is reported"))
    return [step for step in steps if step is not None]


def _baseline(seen: Seen, read: Sample, force: bool) -> str | None:
    """Return the baseline to write; None where there is nothing to check, too much, or a configuration of before."""
    if not _can_wait(seen, read) or (seen.config is not None and not force):
        return None
    return _path_of_baseline(seen) if force or _older_baseline(seen) is None else None


def _older_baseline(seen: Seen) -> str | None:
    path = _path_of_baseline(seen)
    return path if os.path.lexists(path) else None


def _path_of_baseline(seen: Seen) -> str:
    return os.path.normpath(os.path.join(seen.home, BASELINE))


def _can_wait(seen: Seen, read: Sample) -> bool:
    """Whether there are articles, and not too many to wait until all are checked."""
    return bool(read.articles) and seen.count() + read.records <= MANY


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
    except UnwritableError:
        click.echo(f"\nWritten before that failed: {', '.join(done)}" if done else "\nNothing was written.")
        raise
    click.echo(f"\nWritten: {', '.join(done)}" if done else "\nNothing had to be written.")


def _first_run(seen: Seen, read: Sample, baseline: str | None) -> int:
    """Check all articles, unless there are too many to wait for, and say what is found."""
    if not _can_wait(seen, read):
        return 0
    from newslint.cli.starting.first import first_run, summed_up

    result, unwritten = first_run(seen.folder, baseline)
    noted = [f"  All of it stands in {baseline} now."] if baseline and not unwritten else []
    _say(("", "Found today:", *(f"  {line}" for line in summed_up(result)), *noted))
    problems = [*result.errors, *filter(None, [unwritten])]
    for problem in problems:
        complain(problem)
    return 2 if problems or result.failures else 0


def _next(seen: Seen, baseline: str | None) -> Iterator[str]:
    folder = "" if seen.folder == os.curdir else f" {shlex.quote(argument(seen.folder))}"
    yield "\nNext:"
    if baseline is None:
        yield f"  newslint check{folder}   what is wrong, where, and what to do about it"
    else:
        yield f"  newslint check{folder} --no-baseline   what was found today, and what to do about it"
        yield f"  newslint fix{folder} --no-baseline --diff   what of it can be mended safely"
        yield f"  newslint check{folder}   from now on: what is new"
    if seen.repository is None:
        yield "  (no git repository, so there are no hooks)"
    else:
        install = "pre-commit install" if shutil.which("pre-commit") else "pip install pre-commit && pre-commit install"
        there = "" if seen.holds_here else f"cd {shlex.quote(argument(shown(seen.repository)))} && "
        yield f"  {there}{install}   so that the hooks run"
