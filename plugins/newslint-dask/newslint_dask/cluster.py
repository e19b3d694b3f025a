"""The steps of a run on a Dask cluster, its own local one or one that runs already."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any
from uuid import uuid4

import dask
from distributed import Client, Future, KilledWorker, LocalCluster, WorkerPlugin, get_worker

from newslint.engines.pool import processors
from newslint.engines.worker import LostError, Worker, in_order
from newslint.requests.request import Request
from newslint.steps.linking import Do, EngineError
from newslint.steps.work import Work

PATIENCE = "distributed.comm.timeouts.connect"
"""The setting of Dask that says how long a cluster may take to answer; it may take as long again to have a worker."""
_SETTINGS = {
    # Parts are as large as they are: they are handed out a few at a time.
    "distributed.admin.large-graph-warning-threshold": "1TB",
    "distributed.scheduler.allowed-failures": 3,
}


@contextmanager
def start(work: Work) -> Iterator[Do]:
    """Do the parts of each step on a cluster; a part whose worker dies is given to another one."""
    with dask.config.set(_SETTINGS), _client(work.request) as client:
        name = f"newslint-{uuid4().hex}"
        # Every worker gets it once, those that come later too.
        client.register_plugin(_Carrier(Worker(work)), name=name)
        try:
            yield partial(_do, client, work, name)
        finally:
            client.unregister_worker_plugin(name)


class _Carrier(WorkerPlugin):  # type: ignore[misc] # of a library without types
    """Brings the work to a worker and keeps it there."""

    def __init__(self, worker: Worker) -> None:
        self.worker = worker


def _do(client: Client, work: Work, name: str, step: str, parts: Sequence[Any]) -> Iterator[Any]:
    def hand(step: str, part: Any) -> Future:
        return client.submit(_on_worker, name, step, part, key=f"newslint-{step}-{uuid4().hex}", pure=False)

    return in_order(work, step, parts, sum(client.nthreads().values()), hand, _take)


def _on_worker(name: str, step: str, part: Any) -> Any:
    return get_worker().plugins[name].worker.do(step, part)


def _take(future: Future) -> Any:
    try:
        return future.result()
    except KilledWorker as problem:
        raise LostError from problem


@contextmanager
def _client(request: Request) -> Iterator[Client]:
    if request.scheduler is not None:
        with _connected(request.scheduler) as client:
            yield client
        return
    # What a worker has to say of its end is no matter for who reads findings.
    with (
        LocalCluster(
            n_workers=request.jobs or processors(), threads_per_worker=1, processes=True, memory_limit=None,
            dashboard_address=None, silence_logs=logging.CRITICAL,
        ) as cluster,
        Client(cluster, set_as_default=False) as client,
    ):  # fmt: skip
        yield client


def _connected(address: str) -> Client:
    try:
        client = Client(address, timeout=dask.config.get(PATIENCE), set_as_default=False)
    except (OSError, ValueError) as problem:
        raise EngineError(f"--scheduler {address}: no Dask scheduler answers there: {problem}") from problem
    try:
        client.wait_for_workers(1, timeout=dask.config.get(PATIENCE))
    except TimeoutError as problem:
        client.close()
        raise EngineError(f"--scheduler {address}: no worker is there; start some: dask worker {address}") from problem
    return client
