"""Whether all engines find the same, with files in any order and workers killed, and how many seconds each takes."""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from environments import ROOT, WORK, engines
from tree import tree

sys.path.append(str(ROOT / "tests"))
from clusters import HOUSE, PROGRAM

FILES = 4_000
GROUPING = ("group", "share", "screen")
"""The steps that group facts; in large runs the last two stand in place of the first."""
KILLED = ("map", *GROUPING)
"""In each of these that a run has, one worker is killed."""


class Run(NamedTuple):
    """An engine with a number of workers, and the steps in which one of them is killed."""

    engine: str
    jobs: int = 2
    killed: Sequence[str] = ()

    @property
    def title(self) -> str:
        """What the run is called in the table."""
        workers = f"{self.jobs} worker{'s' * (self.jobs > 1)}"
        return (
            f"{self.engine}, {workers}{', one killed while mapping and one or two while grouping' * bool(self.killed)}"
        )


class Ran(NamedTuple):
    """How long a run took, a digest of its findings, their number, and whether workers died as they should."""

    seconds: float
    digest: str
    findings: int
    as_killed: bool


RUNS = (
    Run("serial", 1), Run("pool", 1), Run("pool"), Run("dask"), Run("ray"),
    Run("pool", killed=KILLED), Run("dask", killed=KILLED), Run("ray", killed=KILLED),
)  # fmt: skip


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=FILES)
    options = parser.parse_args()
    python = engines() / "python"
    files = sorted(str(path) for path in tree(options.files).rglob("*.txt"))
    megabytes = sum(os.path.getsize(path) for path in files) / 1e6
    print(f"{len(files):,} files, {megabytes:.1f} MB, in another order for each run; seconds from start to end")
    found = {run: _ran(python, run, files) for run in RUNS}
    expected = found[RUNS[0]]
    for run, ran in found.items():
        same = "the same" if ran.digest == expected.digest else "OTHER FINDINGS"
        same += "" if ran.as_killed else ", BUT NOBODY WAS KILLED"
        print(f"{run.title:78} {ran.seconds:7.1f} s  {ran.findings:7,} findings  {same}")
    print(f"two workers of the pool are {found[RUNS[1]].seconds / found[RUNS[2]].seconds:.2f} times as fast as one")


def _ran(python: Path, run: Run, files: Sequence[str]) -> Ran:
    folder = WORK / "engines-run"
    folder.mkdir(parents=True, exist_ok=True)
    for mark in (*folder.glob("killed-*"), *folder.glob("steps")):
        mark.unlink()
    (folder / "house.py").write_text(HOUSE, "utf-8")
    (folder / "newslint.toml").write_text('plugins = ["house.py"]\n', "utf-8")
    shuffled = random.Random(run.title).sample(files, len(files))  # noqa: S311 - no secret
    (folder / "files").write_text("\n".join(shuffled), "utf-8")
    command = [str(python), "-c", PROGRAM, "check", "--config", "newslint.toml", "--no-cache", "--exit-zero"]
    command += ["--quiet", "--output-format", "jsonl", "--files-from", "files"]
    command += ["--engine", run.engine, "--jobs", str(run.jobs)]
    start = time.monotonic()
    done = subprocess.run(
        command, cwd=folder, env={**os.environ, "KILL": " ".join(run.killed)}, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, check=True,
    )  # fmt: skip
    seconds = time.monotonic() - start
    killed = {mark.name.removeprefix("killed-") for mark in folder.glob("killed-*")}
    as_killed = not run.killed or ("map" in killed and not killed.isdisjoint(GROUPING))
    return Ran(seconds, hashlib.sha256(done.stdout).hexdigest(), done.stdout.count(b"\n"), as_killed)


if __name__ == "__main__":
    main()
