"""A work that travels: what an engine hands to workers that somebody else started.

An engine on a cluster says how a part is handed out and how its answer is taken back; all else is here.
"""

import os
import pickle
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import chdir
from threading import Lock
from typing import Any, NamedTuple, TypeVar

from newslint import __version__
from newslint.steps.linking import EngineError
from newslint.steps.work import Work

Ticket = TypeVar("Ticket")
AHEAD = 8
"""How many parts for each worker are handed out before their turn, so that a slow part keeps nobody waiting."""
_ALONE = Lock()
"""A work is no matter for several threads, and neither is the working directory."""


class Problem(NamedTuple):
    """What a worker raised."""

    exception: Exception


class LostError(Exception):
    """A part cost the life of too many workers."""


class Worker:
    """Does steps of a run in whatever process it arrives. The work is built there, once, for the first part."""

    def __init__(self, work: Work) -> None:
        """Take the work of the process in which the run was started."""
        # Unpickled first and built later, so that what building it raises is an answer.
        self._recipe = pickle.dumps(work.__reduce__(), pickle.HIGHEST_PROTOCOL)
        self._folder = os.getcwd()
        self._version = __version__
        self._work: Work | None = None

    def __getstate__(self) -> dict[str, Any]:
        return {**vars(self), "_work": None}

    def do(self, step: str, part: Any) -> Any:
        """Return what a part comes to, or the problem."""
        try:
            with _ALONE, self._place():
                if self._work is None:
                    self._work = self._built()
                return self._work.do(step, part)
        except Exception as problem:  # noqa: BLE001 - it is raised where the run was started
            return Problem(portable(problem))

    def _place(self) -> "chdir[str]":
        if not os.path.isdir(self._folder):
            raise EngineError(
                f"a worker on {_host()} has no folder {self._folder}; workers need the files under the same paths"
            )
        return chdir(self._folder)

    def _built(self) -> Work:
        if self._version != __version__:
            raise EngineError(
                f"a worker on {_host()} has newslint {__version__}, and this is {self._version}; install the same there"
            )
        maker, given = pickle.loads(self._recipe)  # noqa: S301 - from the process that started the run
        work: Work = maker(*given)
        return work


def in_order(
    work: Work,
    step: str,
    parts: Sequence[Any],
    workers: int,
    hand: Callable[[str, Any], Ticket],
    take: Callable[[Ticket], Any],
) -> Iterator[Any]:
    """Do a step with each of its parts, and yield the answers in their order.

    A few parts more are in the hands of workers than have been asked for, so that what waits takes little memory.

    Args:
        work: does the parts that no worker survives, in this process, where their fault shows itself.
        step: the step.
        parts: its parts, each of which is made when its turn comes.
        workers: how many there are, about.
        hand: gives a part to some worker.
        take: waits for the answer; raises ``LostError`` where every worker died of the part.
    """
    waiting: deque[Ticket] = deque()
    handed = 0
    for index in range(len(parts)):
        while handed < min(len(parts), index + AHEAD * max(1, workers)):
            waiting.append(hand(step, parts[handed]))
            handed += 1
        try:
            answer = take(waiting.popleft())
        except LostError:
            answer = work.do(step, parts[index])
        if isinstance(answer, Problem):
            raise answer.exception
        yield answer


def portable(problem: Exception) -> Exception:
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


def _host() -> str:
    import socket

    return socket.gethostname()
