"""A run on a local Dask cluster, and on one that ran before."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import clusters
import pytest
from clusters import check, corpus, environment

pytest.importorskip("distributed")
pytestmark = pytest.mark.clusters
ENGINE = "dask"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "corpus"


def test_all_engines_find_the_same_also_when_workers_are_killed(folder: Path) -> None:
    clusters.assert_that_all_find_the_same(folder, ENGINE)


def test_an_interrupted_run_is_resumed(folder: Path) -> None:
    clusters.assert_that_an_interrupted_run_is_resumed(folder, ENGINE)


def test_a_part_that_no_worker_survives_is_done_in_the_process_of_the_run(folder: Path) -> None:
    clusters.assert_that_a_part_that_no_worker_survives_is_done_all_the_same(folder, ENGINE)


def test_what_a_worker_raises_is_said_by_the_run(folder: Path) -> None:
    clusters.assert_that_what_a_worker_raises_is_said(folder, ENGINE)


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A scheduler without workers, its address, and a list for further processes to be ended with it."""
    file = tmp_path / "scheduler.json"
    command = [sys.executable, "-m", "distributed.cli.dask_scheduler"]
    options = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(file)]
    env = environment(tmp_path / "corpus", RUN="0")
    processes = [subprocess.Popen(command + options, env=env, stderr=subprocess.DEVNULL)]
    try:
        while not file.exists() or not file.stat().st_size:
            assert processes[0].poll() is None
        yield json.loads(file.read_text())["address"], processes
    finally:
        for process in reversed(processes):
            process.terminate()
            process.wait(20)


def start_worker(address: str, folder: Path) -> "subprocess.Popen[bytes]":
    """Start a worker whose working directory is another one."""
    elsewhere = folder.parent / "elsewhere"
    elsewhere.mkdir()
    command = [sys.executable, "-m", "distributed.cli.dask_worker", address, "--nthreads", "2", "--no-dashboard"]
    return subprocess.Popen(command, cwd=elsewhere, env=environment(folder, RUN="0"), stderr=subprocess.DEVNULL)


def test_a_running_cluster_is_used_and_left_running(
    folder: Path, scheduler: tuple[str, list[subprocess.Popen[bytes]]]
) -> None:
    corpus(folder)
    address, processes = scheduler
    whole = check(folder, "--engine", "serial")
    processes.append(start_worker(address, folder))
    for _ in range(2):
        assert check(folder, "--engine", ENGINE, "--scheduler", address) == whole
    assert [process.poll() for process in processes] == [None, None]


def test_a_scheduler_that_does_not_answer_is_an_error_with_advice(folder: Path) -> None:
    corpus(folder, files=1)
    ran = check(
        folder, "--engine", ENGINE, "--scheduler", "tcp://127.0.0.1:1", DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT="2s"
    )
    assert ran.status == 2
    assert "--scheduler tcp://127.0.0.1:1: no Dask scheduler answers there" in ran.said
    assert len(ran.said.splitlines()) == 1
