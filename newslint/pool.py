"""Several processes on one machine. A killed worker costs the time of its part and nothing else.

Workers are programs of their own that speak over their standard streams. Unlike those of
``multiprocessing`` they do not import the program that started them once more.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from queue import SimpleQueue
from threading import Lock, Thread
from typing import Any

from newslint.engine import Mapped, Work
from newslint.request import Request, Task

TRIES = 3
"""How many workers may die of one part before it is mapped in this process, where its fault shows itself."""

Answer = Mapped | Exception | None
"""None: no worker lived to answer."""


def run(work: Work, parts: Sequence[Sequence[Task]]) -> Iterator[Mapped]:
    """Map the parts in processes of their own and yield the results in order.

    What a worker raises is raised here; however this ends, the workers end with it.
    """
    crew = _Crew(work.request, parts)
    try:
        for part, answer in zip(parts, crew.answers(), strict=True):
            if isinstance(answer, Exception):
                raise answer
            yield work.map(part) if answer is None else answer
    finally:
        crew.dismiss()


class _Crew:
    """Workers, each with a thread that hands it one part after the other."""

    def __init__(self, request: Request, parts: Sequence[Sequence[Task]]) -> None:
        self._request = pickle.dumps(request)
        self._parts = parts
        self._left = deque(range(len(parts)))
        self._answers: SimpleQueue[tuple[int, Answer]] = SimpleQueue()
        self._workers: set[_Worker] = set()
        self._dismissed = False
        self._lock = Lock()
        for _ in range(min(request.jobs or processors(), len(parts))):
            Thread(target=self._supervise, daemon=True).start()

    def answers(self) -> Iterator[Answer]:
        """Yield the answer for each part, in order."""
        early: dict[int, Answer] = {}
        for index in range(len(self._parts)):
            while index not in early:
                arrived, answer = self._answers.get()
                early[arrived] = answer
            yield early.pop(index)

    def dismiss(self) -> None:
        """End all workers."""
        with self._lock:
            self._dismissed = True
            workers = list(self._workers)
        self._left.clear()
        for worker in workers:
            worker.end()

    def _supervise(self) -> None:
        _block_interrupts()
        worker = None
        while self._left:
            try:
                index = self._left.popleft()
            except IndexError:  # another thread was faster
                break
            worker, answer = self._asked(worker, self._parts[index])
            self._answers.put((index, answer))
        if worker:
            self._release(worker)

    def _asked(self, worker: _Worker | None, part: Sequence[Task]) -> tuple[_Worker | None, Answer]:
        """Return the answer, and the worker that lived to give it."""
        for _ in range(TRIES):
            worker = worker or self._hired()
            if worker is None:
                break
            answer = worker.ask(part)
            if answer is not None:
                return worker, answer
            self._release(worker)
            worker = None
        return None, None

    def _hired(self) -> _Worker | None:
        with self._lock:
            if self._dismissed:
                return None
            try:
                worker = _Worker(self._request)
            except OSError:
                return None
            self._workers.add(worker)
            return worker

    def _release(self, worker: _Worker) -> None:
        with self._lock:
            self._workers.discard(worker)
        worker.end()


class _Worker:
    """A process that maps parts."""

    def __init__(self, request: bytes) -> None:
        program = f"import sys; sys.path[:] = {sys.path!r}; from newslint.pool import serve; serve()"
        command = [sys.executable, "-c", program]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603 - ourselves
        self._request = request

    def ask(self, part: Sequence[Task]) -> Answer:
        """Return what mapping the part came to, or None when the process is gone."""
        sink, source = self._process.stdin, self._process.stdout
        if sink is None or source is None:
            return None
        try:
            sink.write(self._request)
            self._request = b""
            pickle.dump(tuple(part), sink)
            sink.flush()
            answer: Answer = pickle.load(source)  # noqa: S301 - from our own child
        except (OSError, EOFError, ValueError, pickle.UnpicklingError):
            return None
        return answer

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
    """Be a worker: read a request and then parts from standard input, and write what they come to."""
    import signal

    # Who interrupts the run interrupts the process that started this one, and that one ends it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    source = sys.stdin.buffer
    sink = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a plugin prints is no answer
    work: Work | None = None
    try:
        request: Request = pickle.load(source)  # noqa: S301 - from our own parent
        while True:
            part = pickle.load(source)  # noqa: S301 - from our own parent
            try:
                work = work or Work(request)
                answer: Answer = work.map(part)
            except Exception as problem:  # noqa: BLE001 - the parent raises it
                answer = _portable(problem)
            pickle.dump(answer, sink, pickle.HIGHEST_PROTOCOL)
            sink.flush()
    except (EOFError, BrokenPipeError):
        os._exit(0)  # the parent is gone or needs no more


def _portable(problem: Exception) -> Exception:
    """Return the problem, or where it cannot travel, one that says the same."""
    import traceback

    said = "".join(traceback.format_exception(problem))
    try:
        copy: Any = pickle.loads(pickle.dumps(problem))  # noqa: S301 - made in this line
    except Exception:  # noqa: BLE001 - an exception may break in any way when it is copied
        return RuntimeError(said)
    problem = copy if isinstance(copy, Exception) else RuntimeError(said)
    problem.add_note(f"in a worker:\n{said}")
    return problem
