"""Runs newslint over the golden articles, in every format.

``python tests/golden_runs.py`` writes the reports anew; look at the difference before you commit it.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from newslint.engine import Result, run
from newslint.model import Severity
from newslint.reporters import Look
from newslint.requests.request import Options, prepare

GOLDEN = Path(__file__).resolve().parent / "golden"
LOOKS = {
    "full": Look(show=Severity.INFO, width=80),
    "full-narrow": Look(width=50),
    "full-colour": Look(colour=True),
    "full-hook": Look(hook=True, colour=True),
    "concise": Look(),
    "json": Look(),
    "jsonl": Look(),
    "github": Look(),
    "gitlab": Look(),
    "sarif": Look(),
    "junit": Look(),
    "checkstyle": Look(),
    "rdjson": Look(),
    "markdown": Look(),
}


@contextmanager
def inside(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def result_of(*paths: str, config: Path | None = GOLDEN / "newslint.toml") -> Result:
    """Return the result of a run, in the working directory."""
    return run(prepare(Options(paths, config=str(config) if config else None, isolated=config is None)))


def report_of(name: str, result: Result, look: Look | None = None) -> str:
    """Return a whole report; ``name`` is a format, or a format and how it is to look."""
    from newslint.plugins import load

    reporter = load().reporters[name.partition("-")[0]]
    return "".join(reporter.report(result, look or LOOKS.get(name, Look())))


def golden_result() -> Result:
    """Return what is found in the golden articles, with a path that is missing."""
    return result_of("articles", "missing.txt")


def golden_html() -> str:
    """Return the data of the HTML report on the golden articles, which is all that a run changes in the page."""
    page = report_of("html", golden_result(), Look())
    found = re.findall(r'data-kind="([a-z]+)">(.*?)</script>', page, re.DOTALL)
    data = {kind: json.loads(text) for kind, text in found}
    data["run"]["newslint"] = "…"
    return json.dumps(data, indent=1) + "\n"


def seeds_report() -> str:
    """Return what newslint's own rules say of the five articles that the project started from."""
    with inside(GOLDEN.parent.parent):
        return report_of("concise", result_of("seeds", config=None), Look(Severity.INFO))


def silence_reports() -> dict[str, str]:
    """Return what is said of articles that ask for silence, well and badly, for people and for programs."""
    with inside(GOLDEN / "silence"):
        result = result_of(".", "page.html", "records.jsonl", config=None)
        return {name: report_of(name, result, Look(width=100)) for name in ("full", "json")}


def night(number: int) -> str:
    """Return the articles of one of two nights as records; in the second the extractor of one site is broken."""
    sites = ("a.example", "b.example", "c.example") if number == 1 else ("a.example", "b.example", "d.example")
    records = []
    for article in range(24 * len(sites)):
        site = sites[article % len(sites)]
        text = f"Rain fell on the town for {article + 2} hours, the mayor said, and the fair was put off."
        if article % 7 == 0:
            text += "\nPolice said the the man fled."
        if site == "b.example" and (article % 4 if number == 2 else article % 10 == 1):
            text += "\nSign up for our newsletter"
        date = f"2024-{10 + article % 2}-03"
        records.append({"id": f"{number}-{article}", "site": site, "date": date, "text": text})
    return "".join(json.dumps(record) + "\n" for record in records)


STATS = {
    "stats": ("night1.jsonl", "--by", "site,rule", "--save", "last.jsonl"),
    "stats-month": ("night1.jsonl", "--by", "month,category", "--examples", "1"),
    "stats-jsonl": ("night1.jsonl", "--by", "site,rule", "--output-format", "jsonl"),
    "stats-compared": ("night2.jsonl", "--by", "site,rule", "--compare", "last.jsonl"),
    "stats-compared-jsonl": (
        "night2.jsonl",
        "--by",
        "site,rule",
        "--compare",
        "last.jsonl",
        "--output-format",
        "jsonl",
    ),
}


def stats_reports(folder: Path) -> dict[str, str]:
    """Return what ``newslint stats`` says of two nights, without the versions."""
    for number in (1, 2):
        (folder / f"night{number}.jsonl").write_text(night(number), "utf-8")
    reports = {}
    for name, arguments in STATS.items():
        command = [sys.executable, "-m", "newslint", "stats", "--isolated", *arguments]
        environment = {**os.environ, "COLUMNS": "80", "NO_COLOR": "1"}
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=True)
        said = re.sub(r'"(newslint|rules|lexicon|python|configuration)": "[^"]*"', r'"\1": "…"', done.stdout)
        reports[name] = said
    return reports


def main() -> None:
    (GOLDEN / "seeds.txt").write_text(seeds_report(), "utf-8", newline="")
    with inside(GOLDEN):
        for name in LOOKS:
            (GOLDEN / f"{name}.txt").write_text(report_of(name, golden_result()), "utf-8", newline="")
        (GOLDEN / "html.txt").write_text(golden_html(), "utf-8", newline="")
    for name, report in silence_reports().items():
        (GOLDEN / f"silence-{name}.txt").write_text(report, "utf-8", newline="")
    with TemporaryDirectory() as folder:
        for name, report in stats_reports(Path(folder)).items():
            (GOLDEN / f"{name}.txt").write_text(report, "utf-8", newline="")


if __name__ == "__main__":
    main()
