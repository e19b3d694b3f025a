"""Runs newslint over the golden articles, in every format.

``python tests/golden_runs.py`` writes the reports anew; look at the difference before you commit it.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from newslint.engine import Result, run
from newslint.model import Severity
from newslint.reporters import Look
from newslint.request import Options, prepare

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
    return "".join(reporter.report(result, look or LOOKS[name]))


def golden_result() -> Result:
    """Return what is found in the golden articles, with a path that is missing."""
    return result_of("articles", "missing.txt")


def seeds_report() -> str:
    """Return what newslint's own rules say of the five articles that the project started from."""
    with inside(GOLDEN.parent.parent):
        return report_of("concise", result_of("seeds", config=None), Look(Severity.INFO))


def main() -> None:
    (GOLDEN / "seeds.txt").write_text(seeds_report(), "utf-8", newline="")
    with inside(GOLDEN):
        for name in LOOKS:
            (GOLDEN / f"{name}.txt").write_text(report_of(name, golden_result()), "utf-8", newline="")


if __name__ == "__main__":
    main()
