"""What newslint and the peers find of what is known to be wrong, side by side; needs ../shared/eval.

Prints a table per measure. The texts belong to their publishers, so they are not part of the
repository; without them this says so and does nothing.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from environments import ROOT, newslint, peers

SHARED = ROOT.parent / "shared"
SCORER = SHARED / "tools" / "evaluate.py"
CODESPELL = re.compile(r"(?P<path>.+?):(?P<line>\d+): (?P<wrong>\S+) ==> (?P<right>.+)")
Finding = dict[str, Any]


class Measure(NamedTuple):
    """A set of articles, and which findings are scored on it."""

    name: str
    categories: str
    severities: str = "error,warning"
    beside_peers: bool = False


MEASURES = (
    Measure("typos", "typo", beside_peers=True),
    Measure("clean", "typo", beside_peers=True),
    Measure("leftovers", "boilerplate"),
    Measure("leftovers_injected", "boilerplate"),
    Measure("leftovers_natural", "boilerplate"),
    Measure("clean", "headline,boilerplate,entity,text"),
    Measure("clean", "", "error"),
    Measure("clean", "", "info"),
)


def main() -> int:
    """Measure and print."""
    if not SCORER.exists():
        print("The evaluation sets are not here (../shared/eval), so nothing is measured.")
        return 0
    ours, scripts = newslint(), peers()
    with tempfile.TemporaryDirectory() as temporary:
        found: dict[str, list[Finding]] = {}
        for measure in MEASURES:
            folder = Path(temporary) / measure.name
            if measure.name not in found:
                _score("write", measure, folder)
                found[measure.name] = _newslint(ours, folder)
            tools = {"newslint": found[measure.name]}
            if measure.beside_peers:
                tools |= {"typos": _typos(scripts, folder), "codespell": list(_codespell(scripts, folder))}
            _print(measure, {name: _scored(measure, folder, one) for name, one in tools.items()})
    return 0


def _print(measure: Measure, scores: dict[str, Finding]) -> None:
    print(f"\n{measure.name}: {measure.categories or 'all categories'}, {measure.severities}")
    alarms = ("false_alarms", "false_alarms_per_1000_words")
    has_errors = any(one["errors"] for one in scores.values())
    keys = ("recall", "precision", "f0.5", "corrected", *alarms) if has_errors else alarms
    print(f"    {'':28}" + "".join(f"{name:>12}" for name in scores))
    for key in keys:
        print(f"    {key:28}" + "".join(f"{one[key] if one[key] is not None else '-':>12}" for one in scores.values()))
    for kind in next(iter(scores.values()))["recall_by_kind"]:
        print(f"    recall of {kind:18}" + "".join(f"{one['recall_by_kind'][kind][2]:>12}" for one in scores.values()))


def _score(action: str, measure: Measure, folder: Path, *more: str) -> str:
    command = [sys.executable, str(SCORER), action, str(SHARED / "eval" / f"{measure.name}.jsonl"), str(folder), *more]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def _scored(measure: Measure, folder: Path, findings: list[Finding]) -> Finding:
    path = folder.with_suffix(".findings.json")
    path.write_text(json.dumps(findings), encoding="utf-8")
    options = ["--category", measure.categories, "--severity", measure.severities, "--json"]
    scored: Finding = json.loads(_score("score", measure, folder, str(path), *options))
    return scored


def _newslint(command: Path, folder: Path) -> list[Finding]:
    options = ["--isolated", "--no-cache", "--scope", "document", "--output-format", "json", "--exit-zero"]
    done = subprocess.run([str(command), "check", *options, str(folder)], check=True, capture_output=True, text=True)
    found: list[Finding] = json.loads(done.stdout)
    return found


def _typos(scripts: Path, folder: Path) -> list[Finding]:
    command = [str(scripts / "typos"), "--format", "json", str(folder)]
    lines = subprocess.run(command, check=False, capture_output=True, text=True).stdout.splitlines()
    rows = [json.loads(line) for line in lines]
    texts = {row["path"]: Path(row["path"]).read_bytes().split(b"\n") for row in rows if row.get("type") == "typo"}
    return [_from_typos(row, texts[row["path"]]) for row in rows if row.get("type") == "typo" and "line_num" in row]


def _from_typos(row: Finding, lines: list[bytes]) -> Finding:
    before = lines[row["line_num"] - 1][: row["byte_offset"]].decode("utf-8", "replace")
    return _finding(row["path"], row["line_num"], len(before) + 1, row["typo"], row["corrections"])


def _codespell(scripts: Path, folder: Path) -> Iterator[Finding]:
    command = [str(scripts / "codespell"), str(folder)]
    for row in CODESPELL.finditer(subprocess.run(command, check=False, capture_output=True, text=True).stdout):
        text = Path(row["path"]).read_text("utf-8").split("\n")[int(row["line"]) - 1]
        for place in re.finditer(rf"\b{re.escape(row['wrong'])}\b", text):
            yield _finding(row["path"], int(row["line"]), place.start() + 1, row["wrong"], row["right"].split(", "))


def _finding(path: str, line: int, column: int, wrong: str, right: list[str]) -> Finding:
    place = {"line": line, "column": column, "end_line": line, "end_column": column + len(wrong)}
    fix = {"edits": [{**place, "text": right[0]}]} if right else None
    return {"path": path, **place, "rule": "peer", "category": "typo", "severity": "warning", "fix": fix}


if __name__ == "__main__":
    sys.exit(main())
