"""Help that fits a screen of 24 lines and 80 columns: what matters on most days, and where the rest is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import click

WELCOME = """\
newslint points at what should not have been published in news articles:
leftovers of web pages, typos, garbled names, the same text in two files.

To begin:
  newslint init            look at the articles here, and set newslint up for them
  newslint check FOLDER    report what is wrong
  newslint explain RULE    say what a rule finds, and why that is wrong

All commands: newslint --help"""

EVERY_DAY = ("init", "check", "fix", "explain", "accept", "words")
OTHERS = {
    "Set up": ("config", "rules", "plugins", "trust", "completions"),
    "A corpus": ("repair", "score", "stats", "trace", "learn", "cache"),
    "Your own rules": ("new-rule", "test-rules", "try"),
}

_CHECK = {
    "Which rules": {
        "select": "Only these rules, categories or groups.",
        "ignore": "Not these.",
        "preset": "Go by desk, feed or corpus.",
    },
    "Which articles": {
        "exclude": "",
        "config": "Go by this configuration, not the nearest.",
        "baseline": "Leave out what this file knows already.",
        "watch": "Check again whenever an article changes.",
    },
    "What is shown": {
        "output_format": "full, concise, json, github, sarif ...",
        "report": "Also write a report to a file.",
        "show": "From which severity on to show.",
        "fail_on": "From which severity on to fail.",
    },
    "What is mended": {
        "fix": "Mend what can be mended safely.",
        "unsafe_fixes": "Also what a person should look at.",
        "diff": "Only show what would change.",
    },
}
_FIX = _CHECK | {
    "Which articles": {name: said for name, said in _CHECK["Which articles"].items() if name != "watch"},
    "What is mended": {
        "only": "Mend only what these rules find.",
        "interactive": "Ask of each change.",
        "unsafe_fixes": "Also what a person should look at.",
        "diff": "Only show what would change.",
    },
}
FIRST: Mapping[str, Mapping[str, Mapping[str, str]]] = {
    "check": _CHECK,
    "fix": _FIX,
    "repair": {
        "What is changed": {
            "unsafe_fixes": "", "credits_to": "Move credits out of the texts, or not.",
            "dedupe": "Leave out what stands there already.", "similar": "Also what is nearly the same.",
            "keep": "Which of several is kept.", "exclude": "",
        },
        "How": {
            "dry_run": "", "force": "Replace an earlier repair in DST.", "undo": "Write a repaired corpus as it was.",
            "jobs": "How many processes.",
        },
    },
    "score": {
        "Which articles": {
            "min_score": "Only those that score N or more.", "max_score": "Only those that score N or less.",
            "exclude": "", "config": "Go by this configuration.",
        },
        "What is written": {"output": "", "output_format": ""},
        "How": {
            "select": "Only these rules, categories or groups.", "preset": "Go by desk, feed or corpus.",
            "jobs": "How many processes.",
        },
    },
    "stats": {
        "What is counted": {
            "by": "Group by rule, site, field, month ...", "select": "Only these rules, categories or groups.",
            "show": "From which severity on.", "exclude": "",
        },
        "What changed": {
            "save": "Keep the rates for a later --compare.", "compare": "Show what changed since that run.",
            "exit_zero": "Exit with 0 though a rate rose.",
        },
        "What is shown": {
            "output": "", "output_format": "", "top": "How many groups.", "examples": "How many of each.",
        },
    },
}  # fmt: skip
"""Of commands whose help is longer than a screen, the options that are shown first, and in which words."""


def help_of(context: click.Context) -> str:
    """Return the help of a command, shortened where it would not fit a screen."""
    if context.parent is None:
        return "\n".join(_overview(context))
    chosen = FIRST.get(context.command.name or "", {})
    if chosen:
        return "\n".join(_shortened(context, chosen))
    # It is all that there is.
    return "\n".join(line for line in context.get_help().splitlines() if not line.startswith("  --help-all "))


def _overview(context: click.Context) -> Iterator[str]:
    from newslint.cli.main import COMMANDS

    yield "Usage: newslint COMMAND [OPTIONS] [PATHS]..."
    yield ""
    yield "Point at what should not have been published in news articles."
    yield ""
    for name in EVERY_DAY:
        if name in COMMANDS:
            yield f"  {name:<10} {COMMANDS[name]}"
    yield ""
    named = {name for group in OTHERS.values() for name in group}
    more = [name for name in COMMANDS if name not in (*EVERY_DAY, *named, "help")]
    for title, names in {**OTHERS, "Besides": tuple(more)}.items():
        if there := [name for name in names if name in COMMANDS]:
            yield f"  {title + ':':<16} {', '.join(there)}"
    yield ""
    yield "newslint COMMAND --help says more of one, newslint --help-all a line on each."


def _shortened(context: click.Context, chosen: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    command = context.command
    yield from command.get_usage(context).splitlines()
    yield f"  {(command.help or '').strip().splitlines()[0]}"
    options = {str(one.name): one for one in command.get_params(context) if isinstance(one, click.Option)}
    lines = {
        title: [_line(options[name], context, said) for name, said in words.items() if name in options]
        for title, words in chosen.items()
    }
    width = max(len(left) for rows in lines.values() for left, _ in rows)
    for title, rows in lines.items():
        yield f"{title}:"
        yield from (f"{left:<{width}}  {text}" for left, text in rows)
    count = sum(not option.hidden for option in options.values())
    yield f"All {count} options: {context.command_path} --help-all"


def _line(option: click.Option, context: click.Context, said: str) -> tuple[str, str]:
    shown, text = option.get_help_record(context) or ("", "")
    return f"  {shown}", said or text.partition(". ")[0].rstrip(".") + "."
