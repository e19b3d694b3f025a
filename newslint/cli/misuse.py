"""What is wrong with a command line, and what to write instead. Imported when something is wrong."""

from __future__ import annotations

from difflib import get_close_matches

import click

from newslint.configuration.schema import suggestion

ELSEWHERE = {
    "--format": "--output-format", "--formatter": "--output-format", "--output-file": "--report FORMAT=FILE",
    "--output": "--report FORMAT=FILE", "--rule": "--select", "--rules": "--select", "--enable": "--extend-select",
    "--disable": "--ignore", "--skip": "--exclude", "--autofix": "--fix", "--write": "--fix",
    "--dry-run": "--diff", "--severity": "--show", "--level": "--show", "--min-severity": "--show",
    "--json": "--output-format json", "--sarif": "--output-format sarif", "--html": "--report html=FILE",
    "--processes": "--jobs", "--workers": "--jobs", "--no-config": "--isolated", "--warn-only": "--exit-zero",
    "--interactive": "newslint fix --interactive", "--ask": "newslint fix --interactive",
}  # fmt: skip
"""What tools of the same kind call some options."""
CLOSE = 0.7
"""How much alike two options have to be, from 0 to 1, for one to be taken for the other; --color is no --only."""
COMMANDS_ELSEWHERE = {
    "lint": "check", "run": "check", "format": "fix", "list": "rules", "ignore": "accept", "disable": "accept",
    "allow": "trust", "show-config": "config", "setup": "init", "rule": "explain", "dedupe": "repair --dedupe article",
    "baseline": "check --write-baseline FILE", "diff": "fix --diff", "report": "check --report html=FILE",
    "html": "check --report html=FILE",
    "silence": "accept", "suppress": "accept", "mend": "fix", "clean": "repair", "twins": "trace",
    "duplicates": "check --scope corpus", "rates": "stats", "doctor": "plugins",
    "undo": "repair --undo", "test": "test-rules", "new": "new-rule", "dictionary": "words",
}  # fmt: skip
"""What tools of the same kind call some commands."""

BASELINES = ("--baseline", "--no-baseline", "--write-baseline")
WITHOUT_BASELINE = ("score", "stats", "repair", "try")
"""Commands for which a fault that is known is a fault."""
OWNERS = ("check", "fix", "repair")
"""Commands whose options somebody may take for commands; the first that has one is named."""


def explained(problem: click.ClickException) -> str:
    """Return what is wrong, and what to write instead."""
    context = problem.ctx if isinstance(problem, click.UsageError) else None
    if isinstance(problem, click.BadOptionUsage) and not isinstance(problem, click.NoSuchOption):
        return f"{problem.option_name} takes no value" if "not take" in problem.message else _valueless(problem)
    if context is None:
        return problem.format_message()
    if isinstance(problem, click.NoSuchOption):
        return _no_such_option(problem.option_name, context)
    if isinstance(problem, click.MissingParameter) and problem.param is not None:
        return f"{_name(problem.param, context)} is missing; write {_usage(context)}"
    if isinstance(problem, click.BadParameter) and problem.param is not None:
        return _bad_value(problem.message, problem.param, context)
    if problem.message.startswith("Got unexpected extra argument"):
        return f"too much was said: {problem.message.partition('(')[2].rstrip(').')}; write {_usage(context)}"
    return problem.format_message()


def command_hint(name: str, commands: dict[str, str]) -> str:
    """Return which command was meant, or an empty text."""
    if (meant := COMMANDS_ELSEWHERE.get(name, "")).partition(" ")[0] in commands:
        return f"; did you mean '{meant}'?"
    return _option_hint(name) or suggestion(name, commands)


def _option_hint(name: str) -> str:
    """Return which command has an option of that name, or an empty text."""
    root = click.get_current_context()
    group = root.command if isinstance(root.command, click.Group) else None
    commands = [(one, group.get_command(root, one)) for one in OWNERS] if group else []
    for words, command in [("", group), *((f" {one}", command) for one, command in commands)]:
        for param in command.params if command is not None else ():
            if isinstance(param, click.Option) and f"--{name}" in param.opts:
                value = "" if param.is_flag else f" {param.make_metavar(root)}"
                return f"; that is an option: newslint{words} --{name}{value}"
    return ""


def _no_such_option(name: str, context: click.Context) -> str:
    params = context.command.get_params(context)
    options = {one: one for param in params for one in param.opts if one.startswith("--")}
    meant = {said: ours for said, ours in ELSEWHERE.items() if _is_meant(ours, options)} | options
    if name in BASELINES and context.info_name in WITHOUT_BASELINE:
        return f"there is no option {name}: {context.command_path} goes by no baseline, so what one knows counts too"
    near = get_close_matches(name, meant, 1, CLOSE)
    hint = f"; did you mean {meant[near[0]]}?" if near else ""
    helping = "--help-all" if "--help-all" in options else "--help"
    return f"there is no option {name}{hint or f'; {context.command_path} {helping} shows those that there are'}"


def _is_meant(ours: str, options: dict[str, str]) -> bool:
    return ours.partition(" ")[0] in options or (ours.startswith("newslint fix") and "--fix" in options)


def _bad_value(message: str, param: click.Parameter, context: click.Context) -> str:
    name = _name(param, context)
    value = message.partition(" is not ")[0]
    if isinstance(param.type, click.Choice) and " is not one of " in message:
        choices = [str(one) for one in param.type.choices]
        return f"{name} must be {_listed(choices)}, not {value}{suggestion(value.strip(chr(39)), choices)}"
    if isinstance(param.type, (click.types.IntParamType, click.types.FloatParamType)):
        return f"{name} must be {_number(param.type)}, not {value.strip(chr(39))}"
    return f"{name}: {message}"


def _number(kind: click.ParamType) -> str:
    what = "a whole number" if isinstance(kind, click.types.IntParamType) else "a number"
    least, most = getattr(kind, "min", None), getattr(kind, "max", None)
    if least is not None and most is not None:
        return f"{what} from {least:g} to {most:g}"
    return what if least is None else f"{what}, {least:g} or more"


def _valueless(problem: click.BadOptionUsage) -> str:
    return f"{problem.option_name} wants a value after it; the same command with --help says what kind"


def _name(param: click.Parameter, context: click.Context) -> str:
    if isinstance(param, click.Option):
        return max(param.opts, key=len)
    if isinstance(param.type, click.Choice):
        return (param.name or "").upper()
    return param.make_metavar(context).strip("[]").removesuffix("...")


def _usage(context: click.Context) -> str:
    return context.command.get_usage(context).partition(": ")[2].replace(" [OPTIONS]", "")


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"
