"""What is compiled is never older than its sources, and travels with whoever installs newslint."""

import os
import subprocess
import sys
import tarfile
from pathlib import Path
from zipfile import ZipFile

import pytest

from newslint import build

ROOT = Path(__file__).parent.parent
COMPILED = {"newslint/_compiled.py", "newslint/gates/triggers.bin", "newslint/lexicon/lexicon.bin"}


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """A folder with a source and what was made of it, an hour ago."""
    for name in ("rules/typo/one.py", "rules/pack.toml", "words.txt", "made.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
    for path in tmp_path.rglob("*"):
        os.utime(path, (1e9, 1e9))
    return tmp_path


def test_what_was_never_made_is_to_be_made(sources: Path) -> None:
    assert build.is_older(sources / "other.py", sources)


def test_what_is_as_new_as_its_sources_is_left_alone(sources: Path) -> None:
    assert not build.is_older(sources / "made.py", sources)


@pytest.mark.parametrize("name", ["rules/typo/one.py", "rules/pack.toml", "words.txt", "rules/typo/new.py"])
def test_what_is_older_than_one_source_is_to_be_made_again(sources: Path, name: str) -> None:
    (sources / name).write_text("changed")
    assert build.is_older(sources / "made.py", sources)


def test_a_source_that_was_removed_makes_what_was_made_old(sources: Path) -> None:
    (sources / "rules/typo/one.py").unlink()
    assert build.is_older(sources / "made.py", sources)


def test_bytecode_is_no_source(sources: Path) -> None:
    (sources / "__pycache__").mkdir()
    (sources / "__pycache__" / "one.cpython-311.pyc").write_text("")
    assert not build.is_older(sources / "made.py", sources)


def test_the_rules_that_run_are_those_of_the_sources() -> None:
    # The automaton is written out with what happened to stand in memory between its parts.
    now, then = (
        text.partition("AUTOMATON =")[0]
        for text in ((build.PACKAGE / "_compiled.py").read_text("utf-8"), build.compiled())
    )
    assert now == then


@pytest.mark.hooks
def test_a_wheel_from_a_source_distribution_holds_what_was_compiled(tmp_path: Path) -> None:
    script = "import sys; from hatchling.build import build_sdist; print(build_sdist(sys.argv[1]))"
    command = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "-q",
        "--target",
        tmp_path / "tools",
        "hatchling>=1.27",
        "pluggy",
    ]
    subprocess.run(command, check=True)
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "tools")}
    subprocess.run([sys.executable, "-c", script, tmp_path], cwd=ROOT, env=environment, check=True)
    (archive,) = tmp_path.glob("*.tar.gz")
    with tarfile.open(archive) as packed:
        assert {name.partition("/")[2] for name in packed.getnames()} >= COMPILED | {"hatch_build.py", "LICENSE"}
    command = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--wheel-dir", tmp_path, archive]
    subprocess.run(command, cwd=tmp_path, check=True)
    (wheel,) = tmp_path.glob("*.whl")
    with ZipFile(wheel) as packed_wheel:
        names = set(packed_wheel.namelist())
    assert names >= COMPILED | {"newslint/py.typed", "newslint/presets/feed.toml"}
    assert not [name for name in names if name.startswith(("tests/", "seeds/", "plugins/"))]
