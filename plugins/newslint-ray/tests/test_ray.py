"""A run on a local Ray cluster, and on one that ran before."""

import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

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


class Head(NamedTuple):
    """The process of a cluster's head, its address, and what whoever uses it has to have in the environment."""

    process: subprocess.Popen[bytes]
    address: str
    variables: dict[str, str]


@pytest.fixture
def head(folder: Path) -> Iterator[Head]:
    """The head of a cluster with two processors and a working directory of its own, which wants to see a token."""
    corpus(folder)
    (folder.parent / "elsewhere").mkdir()
    token = folder.parent / "token"
    token.write_text(secrets.token_hex(16))
    variables = {"RAY_AUTH_MODE": "token", "RAY_AUTH_TOKEN_PATH": str(token)}
    address = f"127.0.0.1:{free_port()}"
    command = [sys.executable, "-m", "ray.scripts.scripts", "start", "--head", "--block", "--num-cpus", "2"]
    options = ["--node-ip-address", "127.0.0.1", "--port", address[10:], "--include-dashboard", "false"]
    process = subprocess.Popen(
        command + options, cwd=folder.parent / "elsewhere", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        env=environment(folder, RUN="0", RAY_USAGE_STATS_ENABLED="0", **variables),
    )  # fmt: skip
    try:
        wait_for(address, process)
        yield Head(process, address, variables)
    finally:
        # It ends what it started.
        process.terminate()
        process.wait(30)


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    host, _, port = address.partition(":")
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        assert process.poll() is None
        with suppress(OSError):
            socket.create_connection((host, int(port)), 1).close()
            return
        time.sleep(0.2)


def test_a_running_cluster_is_used_and_left_running(folder: Path, head: Head) -> None:
    whole = check(folder, "--engine", "serial")
    for _ in range(2):
        assert check(folder, "--engine", ENGINE, "--scheduler", head.address, **head.variables) == whole
    assert head.process.poll() is None


def test_a_scheduler_that_does_not_answer_is_an_error_with_advice(folder: Path) -> None:
    corpus(folder, files=1)
    ran = check(folder, "--engine", ENGINE, "--scheduler", "127.0.0.1:1")
    assert ran.status == 2
    assert "--scheduler 127.0.0.1:1: no Ray cluster answers there" in ran.said
    assert len(ran.said.splitlines()) == 1
