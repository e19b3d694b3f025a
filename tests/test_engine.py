"""One run, however it is carried out: the same findings, none lost, none twice."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from newslint.config import Layer
from newslint.engine import Result, run
from newslint.plugins import PluginError
from newslint.requests.request import Options, Request, Task, prepare

DAM = "The dam of Hollin was built in 1931 and feeds four towns along the lower river."
WALL = "Its wall was last tested for leaks by two engineers from the capital in May."
FARM = "Farmers below the dam say that they have heard such promises for thirty years."
TEXTS = {
    "a.txt": f"{DAM} {WALL}\n", "b.txt": f"{DAM} {WALL}\n", "c/d.txt": f"{FARM} {DAM}\n",
    "c/e.txt": f"Police said the the man fled.\n\n{FARM.replace('thirty', 'twenty')}\n", "f.txt": "Nothing.\n",
}  # fmt: skip


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(texts: dict[str, str]) -> None:
    for name, text in texts.items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text, "utf-8")


def lint(*named: str, jobs: int = 1, **others: object) -> Result:
    return run(prepare(Options(paths=named or (".",), jobs=jobs, part=1).but(**others)))


def said(result: Result) -> list[tuple[str, int, str]]:
    return [(one.location.path, one.location.position.line, one.message) for one in result.diagnostics]


def test_serial_pool_and_shuffled_input_give_one_and_the_same_list() -> None:
    write(TEXTS)
    serial, pool = lint(), lint(jobs=2)
    shuffled = lint("f.txt", "c", "b.txt", "./a.txt", jobs=2)
    assert {one.category for one in serial.diagnostics} == {"duplicate", "typo"}
    assert list(serial.diagnostics) == sorted(serial.diagnostics, key=lambda one: one.sort_key)
    assert serial.diagnostics == pool.diagnostics == shuffled.diagnostics
    assert serial[1:4] == pool[1:4] == shuffled[1:4] == (5, 5, serial.words)


PLUGIN = '''
import os
import signal
from pathlib import Path

from newslint.model import Span
from newslint.rule import Bad, Finding, Good, rule


@rule("Said", category="text", examples=[Bad("[[F]]"), Good("a"), Good("b")])
def house_rule(document):
    """A rule of the house.

    It has its reasons.
    """
    {act}
    yield Finding(Span(0, 1))
'''


def with_plugin(act: str) -> None:
    write({**TEXTS, "house.py": PLUGIN.format(act=act), "newslint.toml": 'plugins = ["house.py"]\n'})


def test_a_rule_of_a_single_file_works_in_the_pool() -> None:
    with_plugin("print('noise')")
    serial, pool = lint(), lint(jobs=2)
    assert sum(one.rule == "house-rule" for one in pool.diagnostics) == 5
    assert serial.diagnostics == pool.diagnostics


def test_a_killed_worker_loses_nothing_and_reports_nothing_twice() -> None:
    with_plugin("pass")
    expected = lint()
    act = "Path('killed').exists() or (Path('killed').touch(), os.kill(os.getpid(), signal.SIGKILL))"
    with_plugin(act)
    killed = lint(jobs=2)
    assert Path("killed").exists()
    assert killed.diagnostics == expected.diagnostics
    assert killed[1:5] == expected[1:5]


def test_what_kills_every_worker_is_done_in_this_process() -> None:
    with_plugin(f"os.getpid() == {os.getpid()} or os.kill(os.getpid(), signal.SIGKILL)")
    assert sum(one.rule == "house-rule" for one in lint(jobs=2).diagnostics) == 5


def test_a_rule_that_raises_fails_alone_and_alike_in_serial_and_pool() -> None:
    with_plugin("raise RuntimeError('no idea')")
    serial, pool = lint(), lint(jobs=2)
    failed = [one for one in serial.diagnostics if one.rule == "rule-failed"]
    assert len(failed) == 5
    assert "no idea" in failed[0].message
    assert {"typo", "duplicate"} < {one.category for one in serial.diagnostics}
    assert serial.diagnostics == pool.diagnostics


CORPUS_PLUGIN = '''
from newslint.model import Fact, Span
from newslint.rule import Corpus, Good, rule


def broken(one, other):
    raise RuntimeError("cannot compare")


@rule("Also in {{twin}}", category="duplicate", on="corpus", verify=broken, examples=[Good("a"), Good("b")])
def house_twin(document):
    """A twin of the house.

    It has its reasons.
    """
    {act}
    yield Fact(b"12345678", Span(0, 1))
'''


@pytest.mark.parametrize(("act", "problem"), [("pass", "cannot compare"), ("1 / 0", "ZeroDivisionError")])
def test_a_rule_that_fails_to_map_or_to_compare_fails_alone(act: str, problem: str) -> None:
    write({**TEXTS, "house.py": CORPUS_PLUGIN.format(act=act), "newslint.toml": 'plugins = ["house.py"]\n'})
    result = lint()
    failed = [one.message for one in result.diagnostics if one.rule == "rule-failed"]
    assert failed
    assert all("house-twin" in message and problem in message for message in failed)
    assert "shared-paragraph" in {one.rule for one in result.diagnostics}
    assert lint(jobs=2).diagnostics == result.diagnostics


def test_an_error_in_the_start_of_a_worker_is_raised_here() -> None:
    with_plugin("pass")
    loaded = prepare(Options(jobs=2, part=1))
    Path("house.py").write_text("import nowhere_to_be_found\n")
    with pytest.raises(PluginError, match="nowhere_to_be_found"):
        run(loaded)


def test_ctrl_c_while_a_worker_starts_up_is_told_by_nobody_but_the_parent(here: Path) -> None:
    with_plugin("pass")
    (here / "sitecustomize.py").write_text(
        "import os, pathlib, sys, time\n"
        "if 'newslint.engines.pool' in sys.orig_argv[-1]:\n"
        "    pathlib.Path(f'{os.getpid()}.worker').touch(); time.sleep(2)\n"
    )
    program = (
        "from newslint import engine; from newslint.requests.request import Options, prepare;"
        "engine.run(prepare(Options(jobs=2, part=1)))"
    )
    environment = {**os.environ, "PYTHONPATH": str(here)}
    command = [sys.executable, "-c", program]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, start_new_session=True, env=environment)
    while len(list(here.glob("*.worker"))) < 2 and process.poll() is None:
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGINT)
    _, stderr = process.communicate(timeout=20)
    assert stderr.count(b"Traceback") == 1
    assert b"sitecustomize" not in stderr


def test_an_interrupted_run_leaves_no_worker_behind(here: Path) -> None:
    with_plugin("Path(f'{os.getpid()}.worker').touch(); __import__('time').sleep(60)")
    program = (
        "from newslint import engine; from newslint.requests.request import Options, prepare;"
        "engine.run(prepare(Options(jobs=2, part=1)))"
    )
    process = subprocess.Popen([sys.executable, "-c", program], stderr=subprocess.PIPE, start_new_session=True)
    deadline = time.monotonic() + 30
    while len(list(here.glob("*.worker"))) < 2 and time.monotonic() < deadline:
        time.sleep(0.05)
    workers = [int(path.stem) for path in here.glob("*.worker")]
    assert len(workers) == 2
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does
    _, stderr = process.communicate(timeout=20)
    assert stderr.count(b"Traceback") == 1
    assert b"KeyboardInterrupt" in stderr
    for worker in workers:
        with pytest.raises(ProcessLookupError):
            os.kill(worker, 0)


def test_no_files_are_no_findings() -> None:
    result = lint()
    assert result.diagnostics == ()
    assert result[1:5] == (0, 0, 0, ())
    assert lint(jobs=2).files == 0
    assert lint("nowhere").errors == ("nowhere: there is no such file or folder",)


def test_the_nearest_configuration_wins() -> None:
    write({**TEXTS, "newslint.toml": 'ignore = ["duplicate"]\n', "c/newslint.toml": 'ignore = ["typo"]\n'})
    assert {one.location.path for one in lint().diagnostics} == {"c/d.txt", "c/e.txt"}
    assert {one.category for one in lint("c", "a.txt").diagnostics} == {"duplicate"}
    write({"c/newslint.toml": 'extend-select = ["typo"]\nfail-on = "error"\n'})
    assert prepare(Options(paths=("a.txt", "c/d.txt"))).request.thresholds() == {"a.txt": "warning", "c/d.txt": "error"}


CORPUS = {"news/new.txt": f"{DAM} {WALL}\n", "archive/old.txt": f"{DAM} {WALL}\n", "newslint.toml": ""}


def test_findings_stand_only_at_paths_asked_for_but_twins_anywhere_in_the_corpus() -> None:
    write({**CORPUS, "newslint.toml": 'corpus = ["archive/*.txt"]\n'})
    result = lint("news")
    assert said(result) == [("news/new.txt", 1, "This paragraph also stands in archive/old.txt:1")]
    assert (result.files, result.articles) == (1, 1)
    assert lint("news", jobs=2).diagnostics == result.diagnostics
    assert lint("news", scope="document").diagnostics == ()


def test_a_corpus_may_stand_beside_the_configuration() -> None:
    write({**CORPUS, "news/newslint.toml": 'corpus = ["../archive/**"]\n'})
    assert said(lint("news")) == [("news/new.txt", 1, "This paragraph also stands in archive/old.txt:1")]


@pytest.mark.parametrize(
    "spelt", ["archive/old.txt", "./archive/old.txt", "news/../archive/old.txt", "{here}/archive/old.txt"]
)
def test_a_text_is_never_its_own_twin(spelt: str, here: Path) -> None:
    write({**CORPUS, "newslint.toml": 'corpus = ["archive/*.txt"]\n'})
    path = spelt.format(here=here)
    assert lint(path).diagnostics == ()
    assert lint(path, "archive").diagnostics == ()
    typed = (path, f"{WALL} {DAM}\n".encode())
    assert lint(paths=(), stdin=typed).diagnostics == ()
    assert lint("archive", stdin=typed).diagnostics == ()


def test_a_link_is_no_twin_of_what_it_leads_to() -> None:
    write({**CORPUS, "newslint.toml": 'corpus = ["archive/*.txt"]\n'})
    Path("link.txt").symlink_to("archive/old.txt")
    assert lint("link.txt").diagnostics == ()
    assert lint(paths=(), stdin=("link.txt", DAM.encode())).diagnostics == ()


def test_standard_input_replaces_its_file_in_the_corpus() -> None:
    write({**CORPUS, "newslint.toml": 'corpus = ["**/*.txt"]\n'})
    result = lint(paths=(), stdin=("./news/new.txt", f"Oh.\n\n{DAM} {WALL}\n".encode()))
    assert said(result) == [("./news/new.txt", 3, "This paragraph also stands in archive/old.txt:1")]
    assert lint("archive", stdin=("news/new.txt", b"Nothing.")).diagnostics == ()


def test_settings_for_some_paths_hold_for_these() -> None:
    text = "Police said the the man fled.\n"
    write({"a.txt": text, "b.txt": text, "newslint.toml": '[[per-path]]\npaths = ["a.*"]\nignore = ["all"]\n'})
    assert {one.location.path for one in lint().diagnostics} == {"b.txt"}
    chosen = lint(layer=Layer("command line", select=("duplicate",)))
    assert {one.category for one in chosen.diagnostics} <= {"duplicate"}


def test_a_file_that_cannot_be_read_is_an_error_and_the_rest_goes_on() -> None:
    write(TEXTS)
    loaded = prepare(Options(jobs=1, part=1))
    Path("a.txt").unlink()
    result = run(loaded)
    assert len(result.errors) == 1
    assert result.errors[0].startswith("a.txt: cannot be read")
    assert result.files == 4
    assert "doubled-word" in {one.rule for one in result.diagnostics}


def test_a_request_is_plain_data() -> None:
    import pickle

    write(TEXTS)
    request = prepare(Options()).request
    copy: Request = pickle.loads(pickle.dumps(request))  # noqa: S301 - made in this line
    assert copy == request
    assert copy.tasks[0] == Task("a.txt", 0, "utf-8", True)
