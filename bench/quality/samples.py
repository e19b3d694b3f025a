"""Print findings of each rule at random, each in its context, to be read and judged; needs ../shared/eval.

The same findings are drawn on every run as long as the rules find the same. With ``--fixes`` what the safe fixes would
leave is printed below each finding that has one.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

ARTICLES = Path(__file__).resolve().parent.parent.parent.parent / "shared" / "eval" / "articles.jsonl.gz"
COMMAND = ("check", "--isolated", "--no-cache", "--output-format", "jsonl", "--exit-zero")
BEFORE, AFTER, SHOWN = 130, 110, 160
"""So many characters are shown on both sides of a finding, and of a finding itself."""
LINE_END = "⏎"
Finding = dict[str, Any]


def main() -> int:
    """Draw findings and print them by rule."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=Path, default=ARTICLES, help="a file of JSON lines, packed or not")
    parser.add_argument("--per-rule", type=int, default=50, help="how many findings of each rule are printed")
    parser.add_argument("--rules", default="", help="the rules to print, with commas between")
    parser.add_argument("--scope", choices=("document", "corpus"), default="document")
    parser.add_argument("--fixes", action="store_true", help="print what safe fixes would leave")
    parser.add_argument("--newslint", default=str(Path(sys.executable).with_name("newslint")))
    options = parser.parse_args()
    if not options.articles.exists():
        print("The articles are not here (../shared/eval), so nothing is drawn.")
        return 0
    texts = _texts(options.articles)
    wanted = set(filter(None, options.rules.split(",")))
    found = _by_rule(_findings(options.newslint, options.articles, options.scope))
    for rule, findings in sorted(found.items()):
        if wanted and rule not in wanted:
            continue
        drawn = _drawn(rule, findings, options.per_rule)
        print(f"\n## {rule}: {len(drawn)} of {len(findings)}")
        for number, finding in enumerate(drawn, 1):
            print(f"{number}. {_shown(finding, texts[finding['record'] - 1], fixes=options.fixes)}")
    return 0


def _texts(path: Path) -> list[str]:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines]


def _findings(command: str, path: Path, scope: str) -> Iterator[Finding]:
    """Yield the findings of all rules: of two that speak of one place only one is heard."""
    run = subprocess.run([command, *COMMAND, "--scope", scope, path], stdout=subprocess.PIPE, check=True)
    yield from (one for one in map(json.loads, run.stdout.splitlines()) if "rule" in one)


def _by_rule(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    found: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        found[finding["rule"]].append(finding)
    return found


def _drawn(rule: str, findings: Sequence[Finding], most: int) -> list[Finding]:
    chance = random.Random(rule)  # noqa: S311 - the same on every run
    return chance.sample(findings, min(most, len(findings)))


def _shown(finding: Finding, text: str, *, fixes: bool) -> str:
    start, end = finding["start"], finding["end"]
    marked = text[start:end]
    if len(marked) > SHOWN:
        marked = f"{marked[: SHOWN // 2]} … {marked[-SHOWN // 2 :]}"
    shown = f"{text[max(0, start - BEFORE) : start]}[[{marked}]]{text[end : end + AFTER]}"
    lines = [f"{finding['severity']} {finding['record_id']}:{finding['line']} {finding['message']}", shown]
    if fixes and finding["fix"] and finding["fix"]["applicability"] == "safe":
        lines.append(f"fixed: {_fixed(finding, text)}")
    return "\n   ".join(line.replace("\n", LINE_END) for line in lines)


def _fixed(finding: Finding, text: str) -> str:
    """Return the surroundings of a finding with its fix applied."""
    offsets = [0]
    for line in text.split("\n"):
        offsets.append(offsets[-1] + len(line) + 1)
    first, shift, start = True, 0, 0
    for edit in finding["fix"]["edits"]:
        begin = offsets[edit["line"] - 1] + edit["column"] - 1 + shift
        finish = offsets[edit["end_line"] - 1] + edit["end_column"] - 1 + shift
        text = text[:begin] + edit["text"] + text[finish:]
        shift += len(edit["text"]) - (finish - begin)
        start, first = (begin, False) if first else (start, first)
    return text[max(0, start - BEFORE) : start + AFTER]


if __name__ == "__main__":
    sys.exit(main())
