"""A run on a local Ray cluster, and on one that ran before."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import clusters
import pytest
from clusters import check, corpus, environment

pytest.importorskip("ray")
pytestmark = pytest.mark.clusters
ENGINE = "ray"


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
def head(folder: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """The head of a cluster, with two processors and a working directory of its own, and its address."""
    corpus(folder)
    elsewhere = folder.parent / "elsewhere"
    elsewhere.mkdir()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "ray.scripts.scripts", "start", "--head", "--block", "--num-cpus", "2"]
    options = ["--node-ip-address", "127.0.0.1", "--port", str(port), "--include-dashboard", "false"]
    env = environment(folder, RUN="0", RAY_USAGE_STATS_ENABLED="0")
    process = subprocess.Popen(
        command + options, cwd=elsewhere, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield f"127.0.0.1:{port}", process
    finally:
        # It ends what it started.
        process.terminate()
        process.wait(30)


def test_a_running_cluster_is_used_and_left_running(folder: Path, head: tuple[str, subprocess.Popen[bytes]]) -> None:
    address, process = head
    whole = check(folder, "--engine", "serial")
    for _ in range(2):
        assert check(folder, "--engine", ENGINE, "--scheduler", address) == whole
    assert process.poll() is None


def test_a_scheduler_that_does_not_answer_is_an_error_with_advice(folder: Path) -> None:
    corpus(folder, files=1)
    ran = check(folder, "--engine", ENGINE, "--scheduler", "127.0.0.1:1")
    assert ran.status == 2
    assert "--scheduler 127.0.0.1:1: no Ray cluster answers there" in ran.said
    assert len(ran.said.splitlines()) == 1
