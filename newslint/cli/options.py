"""The options of ``check`` and ``fix``, and what they ask of a run."""

import os
import sys
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import click

from newslint.cli import completing
from newslint.config import Layer
from newslint.configuration.schema import ConfigError, check_patterns
from newslint.requests.request import STDIN, Options

LEVELS = ("info", "warning", "error")
UNNAMED = "<stdin>"


class Asked(SimpleNamespace):
    """The command line, parsed.

    No named tuple: to define one of so many fields takes longer than to read a preset.
    """

    paths: tuple[str, ...] = ()
    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    scope: str = "all"
    preset: str | None = None
    output_format: str = "full"
    report: tuple[tuple[str, str], ...] = ()
    show: str = "warning"
    fail_on: str | None = None
    max_warnings: int | None = None
    baseline: str | None = None
    write_baseline: str | None = None
    no_baseline: bool = False
    exit_zero: bool = False
    fix: bool = False
    unsafe_fixes: bool = False
    only: tuple[str, ...] | None = None
    diff: bool = False
    statistics: bool = False
    stdin_filename: str | None = None
    files_from: str | None = None
    exclude: tuple[str, ...] = ()
    force_exclude: bool = False
    config: str | None = None
    isolated: bool = False
    no_cache: bool = False
    jobs: int = 0
    engine: str | None = None
    scheduler: str | None = None
    shard: tuple[int, int] | None = None
    resume: bool = False
    profile: bool = False
    quiet: bool = False
    verbose: bool = False
    watch: bool = False
    interactive: bool = False


def _listed(context: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...] | None:
    """Split at commas; None where an option that no name means something to was not given at all."""
    names = tuple(name.strip() for value in values for name in value.split(",") if name.strip())
    return names if values or parameter.name not in ("select", "only") else None


def _reports(
    context: click.Context, parameter: click.Parameter, values: tuple[str, ...]
) -> tuple[tuple[str, str], ...]:
    for value in values:
        if not all(value.partition("=")):
            raise click.BadParameter(f"{value!r} is not FORMAT=FILE, such as sarif=report.sarif", context, parameter)
    reports = tuple((name, path) for name, _, path in (value.partition("=") for value in values))
    paths = [os.path.abspath(path) for _, path in reports]
    for name, path in reports:
        if path == STDIN:
            said = f"{name}=- names no file; on standard output a report is had by --output-format {name}"
            raise click.BadParameter(said, context, parameter)
        if paths.count(os.path.abspath(path)) > 1:
            raise click.BadParameter(f"{path} is named twice; each report needs a file of its own", context, parameter)
    return reports


def _shard(context: click.Context, parameter: click.Parameter, value: str | None) -> tuple[int, int] | None:
    if value is None:
        return None
    number, slash, of = value.partition("/")
    if not (slash and number.isdecimal() and of.isdecimal() and 1 <= int(number) <= int(of)):
        message = f"{value!r} is not K/N with K from 1 to N, such as 3/16 for the third of sixteen parts"
        raise click.BadParameter(message, context, parameter)
    return int(number), int(of)


def names(*declarations: str, help: str) -> Callable[..., Any]:  # noqa: A002 - click calls it so
    """Return an option that takes names, several of them parted by commas."""
    return click.option(
        *declarations, multiple=True, callback=_listed, metavar="NAMES", help=help, shell_complete=completing.choices
    )


def _flag(*declarations: str, help: str) -> Callable[..., Any]:  # noqa: A002 - click calls it so
    return click.option(*declarations, is_flag=True, help=help)


_RULES = (
    click.argument("paths", nargs=-1, type=completing.FILE),
    names("--select", help="Only these rules, categories or groups (typo,boilerplate:promo)."),
    names("--extend-select", help="These besides those that the configuration selects."),
    names("--ignore", help="Not these."),
    click.option("--preset", metavar="NAME", shell_complete=completing.presets,
                 help="desk, feed or corpus, in place of the configuration's."),
)  # fmt: skip
_REPORTS = (
    click.option("--output-format", metavar="FORMAT", default="full", show_default=True,
                 shell_complete=completing.formats,
                 help="full, concise, json, jsonl, github, gitlab, sarif, junit, checkstyle, rdjson, markdown, html, "
                      "or one that a plugin brings."),
    click.option("--report", metavar="FORMAT=FILE", multiple=True, callback=_reports, shell_complete=completing.reports,
                 help="Also write a report to a file. May be repeated."),
    click.option("--show", type=click.Choice(LEVELS), default="warning", show_default=True,
                 help="The least severe findings that people are shown."),
    click.option("--fail-on", type=click.Choice(LEVELS), help="The least severe findings for exit status 1."),
    click.option("--max-warnings", type=click.IntRange(0), metavar="N", help="Let up to N warnings pass."),
    click.option("--baseline", metavar="FILE", type=completing.FILE,
                 help="Report only what is not in FILE, which check --write-baseline wrote."),
    _flag("--no-baseline", help="Report, and mend, what a baseline knows too."),
    _flag("--exit-zero", help="Exit with 0 rather than 1 when there are findings."),
    _flag("--unsafe-fixes", help="With --fix or --diff: also fixes that a person should look at."),
    names("--only", help="With --fix or --diff: mend findings of these only; the others are reported."),
    _flag("--diff", help="Show what fixes would change, and change nothing."),
    _flag("--statistics", help="Show how often each rule speaks."),
)  # fmt: skip
_FILES = (
    click.option("--stdin-filename", metavar="PATH", type=completing.FILE,
                 help="The file that standard input (-) stands for."),
    click.option("--files-from", metavar="FILE", type=completing.FILE,
                 help="Read file names from FILE or -, one a line or NUL separated."),
    click.option("--exclude", metavar="PATTERN", multiple=True, help="Leave out files, as in a .gitignore."),
    _flag("--force-exclude", help="Leave them out even where they are named on the command line."),
    click.option("--config", metavar="FILE", type=completing.FILE,
                 help="This configuration, not the nearest one above each file."),
    _flag("--isolated", help="Read no configuration, and load no plugin that one names."),
    _flag("--no-cache", help="Neither use nor keep what runs have found out."),
    click.option("--jobs", "-j", type=click.IntRange(0), default=0, metavar="N", help="How many processes."),
    click.option("--engine", metavar="NAME", shell_complete=completing.engines,
                 help="serial, pool, or one that a plugin brings."),
    click.option("--scheduler", metavar="ADDRESS", help="The cluster that the engine is to use, if it runs already."),
    click.option("--shard", metavar="K/N", callback=_shard, help="Take the K-th of N parts of the files."),
    _flag("--resume", help="Keep what is done until all is done, and begin where such a run was interrupted."),
)  # fmt: skip
_TALK = (
    _flag("--profile", help="Show the seconds that each rule took, on standard error."),
    _flag("--quiet", "-q", help="Show findings and errors, nothing else."),
    _flag("--verbose", "-v", help="Show the configuration, the rules and the files too."),
)  # fmt: skip


def _scope(default: str) -> Callable[..., Any]:
    return click.option(
        "--scope",
        type=click.Choice(("document", "corpus", "all")),
        default=default,
        show_default=default != "all",
        help="Rules on single articles, rules that compare articles, or all.",
    )


def shared(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that ``check`` and ``fix`` have in common."""
    for option in reversed((*_RULES, _scope("all"), *_REPORTS, *_FILES, *_TALK)):
        function = option(function)
    return function


def surveying(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that say which articles it reads and by which rules."""
    counted = _flag("--no-baseline", help="Count what a baseline knows too; that is done in any case.")
    for option in reversed((*_RULES, _scope("document"), counted, *_FILES, *_TALK[1:])):
        function = option(function)
    return function


def options_of(asked: Asked) -> Options:
    """Return what the command line asks of a run; standard input is read where it is named.

    Raises:
        ConfigError: options that do not go together, or a list of files that cannot be read.
    """
    _check(asked)
    named = (*asked.paths, *_files_from(asked.files_from)) if asked.files_from else (asked.paths or (".",))
    stdin = (os.path.normpath(asked.stdin_filename or UNNAMED), standard_input()) if STDIN in named else None
    return Options(
        paths=tuple(path for path in named if path != STDIN),
        config=asked.config,
        preset=asked.preset,
        isolated=asked.isolated,
        layer=Layer("command line", select=asked.select, extend_select=asked.extend_select, ignore=asked.ignore),
        scope=asked.scope,
        exclude=asked.exclude,
        force_exclude=asked.force_exclude,
        engine=asked.engine,
        scheduler=asked.scheduler,
        shard=asked.shard,
        resume=asked.resume,
        jobs=asked.jobs,
        profile=asked.profile,
        stdin=stdin,
        named_stdin=bool(asked.stdin_filename),
        baseline=_baseline(asked),
        outputs=tuple(filter(None, (*(path for _, path in asked.report), asked.baseline, asked.write_baseline))),
        cache=not asked.no_cache,
    )


def _check(asked: Asked) -> None:
    if asked.unsafe_fixes and not (asked.fix or asked.diff):
        raise ConfigError("--unsafe-fixes goes with --fix or --diff; alone it would do nothing")
    if asked.interactive and asked.diff:
        raise ConfigError("--interactive shows each change and asks about it, so it does not go with --diff")
    if asked.interactive and (STDIN in asked.paths or asked.files_from == STDIN):
        raise ConfigError("--interactive takes its answers from standard input, so that cannot be read as well")
    if asked.only is not None and not (asked.fix or asked.diff):
        raise ConfigError("--only goes with --fix or --diff; to report some rules only, take --select")
    if asked.write_baseline is not None and (asked.diff or asked.baseline is not None):
        other = "--diff" if asked.diff else "--baseline"
        raise ConfigError(f"--write-baseline notes all that is found, so it does not go with {other}")
    if asked.no_baseline and asked.write_baseline is not None:
        raise ConfigError("--no-baseline shows what --write-baseline would note; give one of them")
    if asked.baseline == "" or asked.write_baseline == "":
        raise ConfigError("a baseline has to be named, such as baseline.jsonl")
    if asked.isolated and asked.config:
        raise ConfigError("--isolated reads no configuration, so it does not go with --config")
    if STDIN in asked.paths and asked.files_from == STDIN:
        raise ConfigError("standard input cannot be an article and the list of files at once")
    if asked.stdin_filename and STDIN not in asked.paths:
        raise ConfigError("--stdin-filename goes with - (standard input)")
    if asked.shard and STDIN in asked.paths:
        raise ConfigError("--shard takes a part of files, so it does not go with - (standard input)")
    check_patterns("command line", "--exclude", asked.exclude)


def _baseline(asked: Asked) -> str | None:
    """Return the baseline to go by: empty for none, None for the configured one."""
    if asked.write_baseline is not None:
        return _older(asked.write_baseline)
    return "" if asked.no_baseline else asked.baseline


def _older(path: str) -> str:
    """Return the baseline that is to be written, where there is one already; else an empty text.

    Raises:
        ConfigError: a folder or device stands there; a device would be read for ever.
    """
    if os.path.exists(path) and not os.path.isfile(path):
        raise ConfigError(f"--write-baseline: {path} is no file, so no baseline can take its place")
    return path if os.path.lexists(path) and (not os.path.exists(path) or os.path.getsize(path)) else ""


def _files_from(source: str) -> tuple[str, ...]:
    """Return the names in a list, which may be in any encoding, as the file system's are."""
    try:
        if source == STDIN:
            data = standard_input()
        else:
            with open(source, "rb") as file:
                data = file.read()
    except OSError as problem:
        raise ConfigError(f"--files-from: {source} cannot be read: {problem.strerror}") from problem
    names = data.split(b"\0") if b"\0" in data else (line.removesuffix(b"\r") for line in data.split(b"\n"))
    return tuple(os.fsdecode(name) for name in names if name)


def standard_input() -> bytes:
    """Return what is piped in.

    Raises:
        ConfigError: nothing can be.
    """
    if sys.stdin is None:
        raise ConfigError("standard input is closed")
    return sys.stdin.buffer.read()
