"""What a person may ask about a run besides its findings."""

from __future__ import annotations

from collections import Counter

from newslint.cli.options import Asked
from newslint.cli.passed_over import passed_over
from newslint.cli.streams import say
from newslint.config import off_by_name
from newslint.engine import Result
from newslint.model import Applicability, Severity
from newslint.reporters.words import number
from newslint.requests.request import Loaded
from newslint.steps.work import Work


def statistics(result: Result, show: Severity) -> list[str]:
    """Return a line per rule: how often it speaks, and how many of its findings can be fixed safely."""
    shown = [one for one in result.diagnostics if one.severity.rank >= show.rank]
    counts = Counter(one.rule for one in shown)
    fixable = Counter(one.rule for one in shown if one.fix and one.fix.applicability is Applicability.SAFE)
    rows = sorted(counts.items(), key=lambda row: (-row[1], row[0]))
    lines = [f"{count:>7,}  {fixable[rule]:>7,}  {rule}\n" for rule, count in rows]
    return [f"{'count':>7}  {'fixable':>7}  rule\n", *lines] if rows else []


def profile(result: Result) -> None:
    """Say how many seconds each rule took, the slowest first."""
    total = sum(spent for _, spent in result.seconds)
    say(f"{'seconds':>9}  {'share':>5}  rule")
    for rule, spent in sorted(result.seconds, key=lambda row: (-row[1], row[0])):
        say(f"{spent:>9.3f}  {spent / (total or 1):>5.0%}  {rule}")
    say(f"{total:>9.3f}         in all rules")


def verbose(asked: Asked, loaded: Loaded) -> None:
    """Say which configurations hold, how many rules speak, and how many files there are."""
    request = loaded.request
    for config in request.configs:
        say(f"newslint: configuration: {' < '.join(layer.origin for layer in config.layers)}")
    work = Work(request, loaded.plugins)
    tasks = [task for task in request.tasks if task.asked]
    rules = {one.rule.name for setting in {task.setting for task in tasks} for one in work.active(setting)}
    compared = len(request.tasks) - len(tasks)
    say(
        f"newslint: {number(len(rules), 'rule')}, {number(len(tasks), 'file')}"
        + (f", compared with {compared:,} more" * bool(compared))
    )
    if tasks and (others := passed_over(asked, loaded)):
        say(f"newslint: {others}")
    settings = zip(request.settings, loaded.plugins, strict=True)
    off = sorted({name for each, known in settings for name in off_by_name(known.rules.values(), each.layers)})
    if off:
        say(f"newslint: off until they, or their group, are named: {', '.join(off)}")
    if request.scope != "all":
        other = "compare articles" if request.scope == "document" else "look at single articles"
        say(f"newslint: rules that {other} are off (--scope {request.scope})")
