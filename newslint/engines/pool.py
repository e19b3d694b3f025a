"""Several processes on one machine. A killed worker costs the time of its part and nothing else.

Workers are programs of their own that speak over their standard streams. Unlike those of
``multiprocessing`` they do not import the program that started them once more.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from enum import Enum
from queue import SimpleQueue
from threading import Lock, Thread
from typing import Any, NamedTuple

from newslint.engines.worker import AHEAD, Problem, portable
from newslint.steps.linking import Do
from newslint.steps.work import Work

TRIES = 3
"""How many workers may die of one part before it is done in this process, where its fault shows itself."""


class _Job(NamedTuple):
    """A part of a step's input, which is made when a worker is free for it."""

    step: str
    parts: Sequence[Any]
    number: int


class _Dead(Enum):
    """No worker lived to answer."""

    DEAD = 0


@contextmanager
def pool(work: Work) -> Iterator[Do]:
    """Do the parts of each step in processes of their own.

    What a worker raises is raised here; however this ends, the workers end with it.
    """
    crew = _Crew(work)
    try:
        yield crew.do
    finally:
        crew.dismiss()


class _Crew:
    """Workers, each with a thread that hands it one part after the other."""

    def __init__(self, work: Work) -> None:
        self._work = work
        # Unpickled first and built later, so that what building it raises is an answer.
        self._recipe = pickle.dumps(work.__reduce__())
        self._size = work.request.jobs or processors()
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._answers: SimpleQueue[tuple[int, Any]] = SimpleQueue()
        self._workers: set[_Worker] = set()
        self._threads = 0
        self._dismissed = False
        self._lock = Lock()

    def do(self, step: str, parts: Sequence[Any]) -> Iterator[Any]:
        """Do a step with each of its parts, and yield the answers in their order.

        A few parts more are in the hands of workers than have been asked for, so that what waits takes little memory.
        """
        while self._threads < min(self._size, len(parts)):
            self._threads += 1
            Thread(target=self._supervise, daemon=True).start()
        early: dict[int, Any] = {}
        handed = 0
        for index in range(len(parts)):
            while handed < min(len(parts), index + AHEAD * self._size):
                self._jobs.put(_Job(step, parts, handed))
                handed += 1
            while index not in early:
                arrived, answer = self._answers.get()
                early[arrived] = answer
            answer = early.pop(index)
            if isinstance(answer, Problem):
                raise answer.exception
            yield self._work.do(step, parts[index]) if answer is _Dead.DEAD else answer

    def dismiss(self) -> None:
        """End all workers."""
        with self._lock:
            self._dismissed = True
            workers = list(self._workers)
        for _ in range(self._threads):
            self._jobs.put(None)
        for worker in workers:
            worker.end()

    def _supervise(self) -> None:
        _block_interrupts()
        worker = None
        while (job := self._jobs.get()) is not None and not self._dismissed:
            try:
                part = job.parts[job.number]
            except Exception as problem:  # noqa: BLE001 - the main thread raises it
                self._answers.put((job.number, Problem(problem)))
                continue
            worker, answer = self._asked(worker, job.step, part)
            self._answers.put((job.number, answer))
        if worker:
            self._release(worker)

    def _asked(self, worker: _Worker | None, step: str, part: Any) -> tuple[_Worker | None, Any]:
        """Return the answer, and the worker that lived to give it."""
        for _ in range(TRIES):
            worker = worker or self._hired()
            if worker is None:
                break
            answer = worker.ask(step, part)
            if answer is not _Dead.DEAD:
                return worker, answer
            self._release(worker)
            worker = None
        return None, _Dead.DEAD

    def _hired(self) -> _Worker | None:
        with self._lock:
            if self._dismissed:
                return None
            try:
                worker = _Worker(self._recipe)
            except OSError:
                return None
            self._workers.add(worker)
            return worker

    def _release(self, worker: _Worker) -> None:
        with self._lock:
            self._workers.discard(worker)
        worker.end()


class _Worker:
    """A process that does parts."""

    def __init__(self, recipe: bytes) -> None:
        program = f"import sys; sys.path[:] = {sys.path!r}; from newslint.engines.pool import serve; serve()"
        command = [sys.executable, "-c", program]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603 - ourselves
        self._recipe = recipe

    def ask(self, step: str, part: Any) -> Any:
        """Return what the part came to, or that the process is gone."""
        sink, source = self._process.stdin, self._process.stdout
        if sink is None or source is None:
            return _Dead.DEAD
        try:
            sink.write(self._recipe)
            self._recipe = b""
            pickle.dump((step, part), sink, pickle.HIGHEST_PROTOCOL)
            sink.flush()
            return pickle.load(source)  # noqa: S301 - from our own child
        except (OSError, EOFError, ValueError, pickle.UnpicklingError):
            return _Dead.DEAD

    def end(self) -> None:
        """Kill the process and wait for it."""
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            # What was not yet sent has nobody to go to.
            with suppress(OSError):
                if pipe is not None:
                    pipe.close()
        self._process.wait()


def _block_interrupts() -> None:
    """Let Ctrl-C reach neither this thread nor the programs that it starts, from their first instruction on.

    A worker that only ignored it once it runs would say so with a traceback when it comes earlier.
    Other signals to the whole group, such as a hang-up, still end the workers.
    """
    import signal

    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})


def processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def serve() -> None:
    """Be a worker: read what makes a work, then steps with parts, and write what they come to."""
    import signal

    # Who interrupts the run interrupts the process that started this one, and that one ends it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    source = sys.stdin.buffer
    sink = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a plugin prints is no answer
    work: Work | None = None
    try:
        maker, given = pickle.load(source)  # noqa: S301 - from our own parent
        while True:
            step, part = pickle.load(source)  # noqa: S301 - from our own parent
            try:
                work = work or maker(*given)
                answer = work.do(step, part)
            except Exception as problem:  # noqa: BLE001 - the parent raises it
                answer = Problem(portable(problem))
            pickle.dump(answer, sink, pickle.HIGHEST_PROTOCOL)
            sink.flush()
    except (EOFError, BrokenPipeError):
        os._exit(0)  # the parent is gone or needs no more
