"""What a run of scope corpus costs that grows: memory of all its processes, and the time of each step.

Each run is a process of its own, watched from outside: its memory is the proportional set size of it and its workers.
Times of steps are read twice: by the clock, which counts when the machine does nothing else, and as processor seconds.
"""

from __future__ import annotations

import argparse
import gc
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any, NamedTuple

from corpus import as_files, as_records
from environments import WORK

from newslint import engine
from newslint.reporters import Look
from newslint.reporters.jsonl_format import report
from newslint.requests.request import Options, prepare
from newslint.steps.linking import Do
from newslint.steps.work import Work

EVERY = 0.2
"""Seconds between two looks at the memory."""
MEMORY_TARGET = 1.2
"""GiB."""
GROUPING = ("group", "share", "screen")
"""Steps that sort facts by key and form pairs; in large runs the last two stand in place of the first."""
GROUPING_TARGET, MAP_TARGET, TWO_TARGET = 0.25, 12.0, 1.7
_TICK = os.sysconf("SC_CLK_TCK")


class Cost(NamedTuple):
    """What a step cost."""

    wall: float = 0.0
    processor: float = 0.0
    """Seconds of all processes."""
    memory: float = 0.0
    """The most, in MiB, of all processes."""
    parent: float = 0.0
    """The same of the process that started the others."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--articles", type=int, nargs="+", default=[20_000, 100_000], help="of 5 kB each")
    parser.add_argument("--jobs", type=int, nargs="+", default=[2])
    parser.add_argument("--forms", nargs="+", default=["files", "records"])
    parser.add_argument("--run", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.run:
        _run(options.run, options.jobs[0])
        return
    for number in options.articles:
        for form in options.forms:
            path = (as_files if form == "files" else as_records)(number)
            megabytes = _megabytes(path)
            costs = [(jobs, _watched(path, jobs)) for jobs in options.jobs]
            for jobs, cost in costs:
                _show(f"{number:,} articles as {form}, {megabytes:.0f} MB, {jobs} workers", cost, megabytes)
            _show_gain(costs)


def _megabytes(path: Path) -> float:
    files = path.rglob("*.txt") if path.is_dir() else (path,)
    return sum(file.stat().st_size for file in files) / 1e6


def _show(title: str, costs: dict[str, Cost], megabytes: float) -> None:
    whole = sum(cost.wall for cost in costs.values())
    print(f"\n{title}")
    print(f"{'':10}{'seconds':>10}{'share':>8}{'CPU':>10}{'MiB':>8}{'parent':>8}")
    for step, cost in costs.items():
        wall, processor, memory, parent = cost
        print(f"{step:10}{wall:10.1f}{wall / whole:8.0%}{processor:10.1f}{memory:8.0f}{parent:8.0f}")
    peak = max(cost.memory for cost in costs.values())
    print(f"{'all':10}{whole:10.1f}{'':8}{sum(cost.processor for cost in costs.values()):10.1f}{peak:8.0f}")
    print(f"memory: {peak / 1024:.2f} GiB (to reach: at most {MEMORY_TARGET})")
    grouping = sum(costs[step].wall for step in GROUPING if step in costs)
    print(f"grouping: {grouping / whole:.0%} of the time (to reach: at most {GROUPING_TARGET:.0%})")
    print(f"map: {megabytes / costs['map'].processor:.1f} MB per CPU second (to reach: {MAP_TARGET:.0f})", flush=True)


def _show_gain(costs: Sequence[tuple[int, dict[str, Cost]]]) -> None:
    by_jobs = {jobs: sum(cost.wall for cost in by_step.values()) for jobs, by_step in costs}
    if {1, 2} <= set(by_jobs):
        print(f"two workers: {by_jobs[1] / by_jobs[2]:.2f} times as fast as one (to reach: {TWO_TARGET})")


def _watched(path: Path, jobs: int) -> dict[str, Cost]:
    """Run a check in a process of its own, and return what each of its steps cost."""
    command = [sys.executable, __file__, "--run", str(path), "--jobs", str(jobs)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=WORK) as process:
        watch = _Watch(process.pid)
        Thread(target=watch.look, daemon=True).start()
        for line in process.stdout or ():
            watch.enter(line.strip())
        process.wait()
    if process.returncode:
        raise RuntimeError(f"the run ended with {process.returncode}")
    return watch.costs


class _Watch:
    """Looks at a process and its children time and again."""

    def __init__(self, process: int) -> None:
        self._process = process
        self._step = "prepare"
        self._entered = time.monotonic()
        self._spent = 0.0
        self.costs: dict[str, Cost] = {}

    def enter(self, step: str) -> None:
        """Take note that the process says it begins a step, with the seconds that it has spent so far."""
        name, spent = step.split()
        now = time.monotonic()
        cost = self.costs.get(self._step, Cost())
        self.costs[self._step] = cost._replace(
            wall=cost.wall + now - self._entered, processor=cost.processor + float(spent) - self._spent
        )
        self._step, self._entered, self._spent = name, now, float(spent)

    def look(self) -> None:
        """Note the memory until the process is gone."""
        while True:
            sizes = [_memory(one) for one in (self._process, *_children(self._process))]
            if not sizes[0]:
                return
            cost = self.costs.get(self._step, Cost())
            self.costs[self._step] = cost._replace(
                memory=max(cost.memory, sum(sizes)), parent=max(cost.parent, sizes[0])
            )
            time.sleep(EVERY)


def _children(process: int) -> list[int]:
    found = []
    for tasks in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            found += [int(child) for child in tasks.read_text().split()]
        except OSError:
            continue
    return found


def _memory(process: int) -> float:
    """Return the proportional set size of a process in MiB; 0 when it is gone."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)


def _run(path: str, jobs: int) -> None:
    """Check as the command does, and say when each step begins."""
    gc.set_threshold(500_000)  # as on the command line
    loaded = prepare(
        Options((path,), isolated=True, scope="corpus", jobs=jobs, engine="serial" if jobs == 1 else "pool")
    )
    vars(engine)["engine_for"] = _telling(engine.engine_for)
    result = engine.run(loaded.but(request=loaded.request.but(counts_words=False)))
    _say("report")
    with open(os.devnull, "w", encoding="utf-8") as nowhere:
        nowhere.writelines(report(result, Look()))
    _say("end")
    os._exit(0)


def _telling(engine_for: Callable[[Work, int], engine.Engine]) -> Callable[[Work, int], engine.Engine]:
    """Return the same, with an engine that says when a step begins."""

    def found(work: Work, parts: int) -> engine.Engine:
        inner = engine_for(work, parts)

        @contextmanager
        def start(work: Work) -> Iterator[Do]:
            with inner.start(work) as do:

                def step(name: str, parts: Sequence[Any]) -> Iterator[Any]:
                    _say(name)
                    yield from do(name, parts)
                    _say("between")

                yield step

        return engine.Engine(inner.name, start)

    return found


def _say(step: str) -> None:
    """Say that a step begins, and what has been spent so far."""
    spent = sum(map(_spent, (os.getpid(), *_children(os.getpid()))))
    print(step, spent, flush=True)


def _spent(process: int) -> float:
    try:
        values = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(values[11]) + int(values[12])) / _TICK


if __name__ == "__main__":
    main()
