"""The steps of a run on a Ray cluster, its own local one or one that runs already."""

import logging
import os
import socket
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from functools import lru_cache, partial
from typing import Any, NamedTuple

import ray

from newslint.engines.pool import processors
from newslint.engines.worker import LostError, Worker, in_order
from newslint.requests.request import Request
from newslint.steps.linking import Do, EngineError
from newslint.steps.work import Work

TRIES = 3
"""How many workers may die of a part before it is done where the run was started."""
PATIENCE = 10
"""How many seconds a cluster may take to answer."""


class _Parcel(NamedTuple):
    """Where a worker gets the work from."""

    name: str
    ref: Any


@contextmanager
def start(work: Work) -> Iterator[Do]:
    """Do the parts of each step on a cluster; a part whose worker dies is given to another one."""
    # Ray prints what it has to say of dead workers; on standard output stand the findings.
    with redirect_stdout(sys.stderr), _cluster(work.request):
        ref = ray.put(Worker(work))
        on_worker = ray.remote(max_retries=TRIES)(_on_worker)
        yield partial(_do, on_worker, _Parcel(ref.hex(), ref), work)


def _do(on_worker: Any, parcel: _Parcel, work: Work, step: str, parts: Sequence[Any]) -> Iterator[Any]:
    workers = int(ray.cluster_resources().get("CPU", 1))
    return in_order(work, step, parts, workers, partial(on_worker.remote, parcel), _take)


def _on_worker(parcel: _Parcel, step: str, part: Any) -> Any:
    return _opened(parcel).do(step, part)


@lru_cache(maxsize=1)
def _opened(parcel: _Parcel) -> Worker:
    """Return the work, fetched once by each worker. A worker belongs to one run."""
    worker: Worker = ray.get(parcel.ref)
    return worker


def _take(ref: Any) -> Any:
    try:
        return ray.get(ref)
    except ray.exceptions.WorkerCrashedError as problem:
        raise LostError from problem


def _check_that_somebody_listens(address: str | None) -> None:
    """Ray itself tries for many minutes, and then ends the process."""
    host, colon, port = (address or "").removeprefix("ray://").rpartition(":")
    if colon and port.isdecimal():
        try:
            socket.create_connection((host.strip("[]"), int(port)), PATIENCE).close()
        except OSError as problem:
            raise EngineError(f"--scheduler {address}: no Ray cluster answers there: {problem}") from problem


@contextmanager
def _cluster(request: Request) -> Iterator[None]:
    if ray.is_initialized():
        # Whoever uses the library has one.
        yield
        return
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    _check_that_somebody_listens(request.scheduler)
    try:
        if request.scheduler is None:
            ray.init(
                address="local", num_cpus=request.jobs or processors(), include_dashboard=False,
                log_to_driver=False, logging_level=logging.ERROR, _node_ip_address="127.0.0.1",
            )  # fmt: skip
        else:
            ray.init(address=request.scheduler, log_to_driver=False, logging_level=logging.ERROR)
    except (OSError, ValueError, RuntimeError, ray.exceptions.RayError) as problem:
        where = "a local cluster" if request.scheduler is None else f"--scheduler {request.scheduler}"
        raise EngineError(f"{where}: Ray cannot be used: {problem}") from problem
    try:
        yield
    finally:
        ray.shutdown()
