"""Several processes on one machine. A killed worker costs the time of its part and nothing else."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context

from newslint.engine import Mapped, Work
from newslint.request import Task

TRIES = 3


def run(work: Work, parts: Sequence[Sequence[Task]]) -> Iterator[Mapped]:
    """Map the parts in processes of their own and yield the results in order.

    After ``TRIES`` broken pools the rest is mapped in this process, so that what kills a worker
    shows itself.
    """
    done = 0
    for _ in range(TRIES):
        try:
            for mapped in _in_pool(work, parts[done:]):
                done += 1
                yield mapped
        except BrokenProcessPool:
            continue
        return
    yield from map(work.map, parts[done:])


def _in_pool(work: Work, parts: Sequence[Sequence[Task]]) -> Iterator[Mapped]:
    processes = min(work.request.jobs or os.cpu_count() or 1, len(parts))
    context = get_context("spawn")
    with ProcessPoolExecutor(processes, context, _Worker.start, (work,)) as pool:
        yield from pool.map(_Worker.map, parts)


class _Worker:
    """The work of this process: built once, from the request, when the process starts."""

    work: Work

    @classmethod
    def start(cls, work: Work) -> None:
        cls.work = work

    @classmethod
    def map(cls, part: Sequence[Task]) -> Mapped:
        return cls.work.map(part)
