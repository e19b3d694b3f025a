"""What an engine on a cluster is made of, without a cluster."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from clusters import check

from newslint.engines import worker
from newslint.engines.worker import AHEAD, LostError, Problem, Worker, in_order
from newslint.requests.request import Options, prepare
from newslint.steps.linking import EngineError
from newslint.steps.work import Work


class Doubling(Work):
    """A work that needs no files."""

    def __init__(self) -> None:
        self.done: list[int] = []

    def do(self, step: str, part: Any) -> Any:
        self.done.append(part)
        return 2 * part


class Parts(Sequence[int]):
    """Parts that note which of them were made."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.made: list[int] = []

    def __len__(self) -> int:
        return self.size

    def __getitem__(self, index: Any) -> Any:
        self.made.append(index)
        return index


def answers(parts: Sequence[int], take: Any = lambda part: 2 * part, workers: int = 2) -> Iterator[Any]:
    return in_order(Doubling(), "map", parts, workers, lambda step, part: part, take)


def test_answers_come_in_the_order_of_the_parts_and_few_parts_are_out_at_a_time() -> None:
    parts = Parts(100)
    found = answers(parts)
    assert [next(found) for _ in range(3)] == [0, 2, 4]
    assert parts.made == list(range(2 + 2 * AHEAD))
    assert list(found) == [2 * number for number in range(3, 100)]
    assert parts.made == list(range(100))


def test_a_cluster_that_has_lost_all_its_workers_for_now_is_given_parts_all_the_same() -> None:
    assert list(answers(range(20), workers=0)) == [2 * number for number in range(20)]


def test_a_part_that_no_worker_survives_is_done_here() -> None:
    def take(part: int) -> int:
        if part == 3:
            raise LostError
        return 2 * part

    work = Doubling()
    assert list(in_order(work, "map", range(6), 1, lambda step, part: part, take)) == [0, 2, 4, 6, 8, 10]
    assert work.done == [3]


def test_what_a_worker_raised_is_raised_here() -> None:
    found = answers(range(3), take=lambda part: Problem(KeyError("no")) if part else part)
    assert next(found) == 0
    with pytest.raises(KeyError, match="no"):
        next(found)


@pytest.fixture
def sent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> bytes:
    """A worker as it travels, made in a folder with an article."""
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "a.txt").write_text("Police said the the man fled.\n")
    monkeypatch.chdir(tmp_path / "corpus")
    sent = pickle.dumps(Worker(Work(prepare(Options()).request)))
    monkeypatch.chdir(tmp_path)
    return sent


def test_a_worker_builds_its_work_once_and_finds_the_files_from_another_folder(sent: bytes, tmp_path: Path) -> None:
    arrived: Worker = pickle.loads(sent)  # noqa: S301 - made above
    assert arrived._work is None
    (diagnostic,) = arrived.do("map", [0]).outcomes[0].diagnostics
    assert (diagnostic.rule, diagnostic.location.path) == ("doubled-word", "a.txt")
    built = arrived._work
    arrived.do("map", [0])
    assert arrived._work is built
    assert Path.cwd() == tmp_path


def problem_of(answer: object) -> Exception:
    assert isinstance(answer, Problem)
    return answer.exception


def test_a_worker_with_another_newslint_says_so(sent: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "__version__", "99.0")
    problem = problem_of(pickle.loads(sent).do("map", [0]))  # noqa: S301 - made above
    assert isinstance(problem, EngineError)
    assert "has newslint 99.0, and this is" in str(problem)


def test_a_worker_without_the_files_says_so(sent: bytes, tmp_path: Path) -> None:
    (tmp_path / "corpus").rename(tmp_path / "away")
    problem = problem_of(pickle.loads(sent).do("map", [0]))  # noqa: S301 - made above
    assert isinstance(problem, EngineError)
    assert f"has no folder {tmp_path / 'corpus'}" in str(problem)


ASKED = [
    (("--engine", "pool", "--scheduler", "x:1"), "the engine pool has no use for --scheduler x:1; add --engine dask"),
    (("--scheduler", "x:1"), "no engine was named for --scheduler x:1; add --engine dask or --engine ray"),
    (("--shard", "1/2", "-"), "--shard takes a part of files, so it does not go with - (standard input)"),
]


@pytest.mark.parametrize(("asked", "message"), ASKED)
def test_options_that_do_not_go_together_are_an_error_with_advice(
    asked: tuple[str, ...], message: str, tmp_path: Path
) -> None:
    (tmp_path / "corpus").mkdir()
    ran = check(tmp_path / "corpus", *asked)
    assert ran.status == 2
    assert message in ran.said


@pytest.mark.parametrize("engine", ["dask", "ray"])
def test_an_engine_that_is_not_installed_is_an_error_that_says_how_to_install_it(engine: str, tmp_path: Path) -> None:
    from click.testing import CliRunner

    from newslint.cli.main import main

    (tmp_path / "a.txt").write_text("Rain.\n")
    said = CliRunner().invoke(main, ["check", "--engine", engine, str(tmp_path)])
    assert f"the engine {engine} is not installed; it takes the plugin newslint-{engine}: in a checkout" in said.output
