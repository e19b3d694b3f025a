"""The action, the examples for CI servers and the Dockerfile: they parse, they hold together, and their steps run."""

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
import yaml
from docs_run import parse_use, uses

ROOT = Path(__file__).resolve().parent.parent
SCHEMAS = ROOT / "build" / "schemas"
EXAMPLES = sorted(path for path in (ROOT / "examples" / "ci").rglob("*") if path.is_file())
WORKFLOWS = [path for path in EXAMPLES if path.parent.name == "github"]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]


def valid(value: Any, name: str) -> list[str]:
    jsonschema = pytest.importorskip("jsonschema")
    if not (SCHEMAS / name).exists():
        pytest.skip(f"{name} is not here: python scripts/ci_schemas.py")
    validator = jsonschema.validators.validator_for(schema := json.loads((SCHEMAS / name).read_text("utf-8")))
    return [f"{error.json_path}: {error.message}" for error in validator(schema).iter_errors(value)]


def plain(value: Any) -> Any:
    """Return YAML as GitHub reads it: YAML 1.1 takes ``on`` for true."""
    if isinstance(value, dict):
        return {"on" if key is True else key: plain(one) for key, one in value.items()}
    return [plain(one) for one in value] if isinstance(value, list) else value


def test_the_action_is_valid() -> None:
    assert valid(ACTION, "github-actions.json") == []
    assert valid({**ACTION, "runs": {"using": "composite"}}, "github-actions.json") != []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_each_workflow_is_valid(path: Path) -> None:
    workflow = plain(yaml.safe_load(path.read_text("utf-8")))
    assert valid(workflow, "github-workflows.json") == []
    assert valid({**workflow, "jobs": {}}, "github-workflows.json") != []


def test_the_job_for_gitlab_is_valid() -> None:
    job = yaml.safe_load((ROOT / "examples" / "ci" / "gitlab" / ".gitlab-ci.yml").read_text("utf-8"))
    assert valid(job, "gitlab-ci.json") == []
    assert valid({"newslint": {"script": 1}}, "gitlab-ci.json") != []


def test_every_example_runs_newslint_as_its_command_line_takes_it() -> None:
    found = {path: list(uses(path.read_text("utf-8"))) for path in EXAMPLES}
    by_action = [
        path for path in WORKFLOWS if any("newslint/newslint" in s.get("uses", "") for s in workflow_steps(path))
    ]
    assert [path for path, commands in found.items() if not commands] == by_action
    for commands in found.values():
        for command in commands:
            parse_use(command)


def test_every_example_names_this_version_of_newslint() -> None:
    named = [
        match
        for path in [*EXAMPLES, ROOT / "docs" / "ci.md"]
        for match in re.findall(r"newslint/newslint@(\S+?)[\"\s]", path.read_text("utf-8"))
    ]
    assert len(named) >= 6
    assert set(named) == {f"v{VERSION}"}


def test_the_workflow_gives_the_action_only_what_it_takes() -> None:
    steps = [step for path in WORKFLOWS for step in workflow_steps(path) if "newslint/newslint" in step.get("uses", "")]
    assert steps
    for step in steps:
        assert set(step["with"]) <= set(ACTION["inputs"])


def workflow_steps(path: Path) -> list[dict[str, Any]]:
    workflow = yaml.safe_load(path.read_text("utf-8"))
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


def test_the_page_names_every_input_of_the_action() -> None:
    page = (ROOT / "docs" / "ci.md").read_text("utf-8")
    rows = dict(re.findall(r"(?m)^\| `([a-z-]+)` \| (.*?) \|", page))
    assert set(rows) == set(ACTION["inputs"])
    for name, one in ACTION["inputs"].items():
        if one["default"]:
            assert rows[name] == f"`{one['default']}`"


def test_what_users_write_is_never_put_into_a_script() -> None:
    assert not any("${{" in step["run"] for step in ACTION["runs"]["steps"])


def test_the_jenkinsfile_is_whole_and_its_script_is_one_for_a_shell() -> None:
    text = (ROOT / "examples" / "ci" / "jenkins" / "Jenkinsfile").read_text("utf-8")
    for opening, closing in ("{}", "()", "[]"):
        assert text.count(opening) == text.count(closing)
    (script,) = re.findall(r"(?s)sh '''(.*?)'''", text)
    subprocess.run(["sh", "-n", "-c", script], check=True)
    patterns = set(re.findall(r"'(newslint-[a-z]+\.xml)'", text))
    assert patterns == set(re.findall(r"=(newslint-[a-z]+\.xml)", script))


# The steps of the action, as GitHub would run them


def run_step(step: dict[str, Any], inputs: dict[str, str], around: dict[str, str], folder: Path) -> Any:
    """Run a step with its environment filled in, in the shell that GitHub starts for ``bash``."""
    known = {f"inputs.{name}": inputs.get(name, one["default"]) for name, one in ACTION["inputs"].items()}
    known |= {"github.action_path": str(ROOT), "steps.install.outputs.program": around.get("program", "")}

    def filled(text: str) -> str:
        return re.sub(r"\$\{\{ *(.*?) *\}\}", lambda match: known[match[1]], text)

    environment = {name: value for name, value in os.environ.items() if name not in ("GITHUB_WORKSPACE", "PRE_COMMIT")}
    environment |= around | {name: filled(value) for name, value in step["env"].items()}
    (folder.parent / "step.sh").write_text(step["run"], "utf-8")
    command = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", str(folder.parent / "step.sh")]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    folder = tmp_path / "workspace"
    (folder / "my articles").mkdir(parents=True)
    (folder / "my articles" / "wrong.txt").write_text("Police said the the man fled.\n")
    (folder / "clean.txt").write_text("Police said the man fled.\n")
    return folder


def check_step(workspace: Path, **inputs: str) -> Any:
    """Run the step that checks, with the newslint of these tests in place of the one that was installed."""
    program = workspace.parent / "newslint"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m newslint "$@"\n')
    program.chmod(0o755)
    summary = workspace.parent / "summary.md"
    around = {"program": str(program), "GITHUB_STEP_SUMMARY": str(summary)}
    inputs = {name.replace("_", "-"): value for name, value in inputs.items()}
    return run_step(ACTION["runs"]["steps"][1], inputs, around, workspace)


def test_the_step_that_checks_annotates_sums_up_and_fails_where_there_are_findings(workspace: Path) -> None:
    done = check_step(workspace)
    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith("::error file=my articles/wrong.txt,line=1,")
    assert "`doubled-word`" in (workspace.parent / "summary.md").read_text("utf-8")
    assert check_step(workspace, paths="clean.txt").returncode == 0


def test_paths_are_lines_and_args_are_words_and_neither_is_a_command(workspace: Path) -> None:
    done = check_step(workspace, paths="my articles\nclean.txt\n", args="--ignore typo\n  --show info")
    assert (done.returncode, done.stderr) == (0, "")
    (workspace / "$(touch here)").mkdir()
    done = check_step(workspace, paths="$(touch here)\r\n", args="--exit-zero `touch here`")
    assert done.returncode == 2
    assert not (workspace / "here").exists()
    assert check_step(workspace, paths="--version").returncode == 2
    assert check_step(workspace, preset="nonsense").returncode == 2


def test_the_step_that_checks_writes_sarif_also_where_there_are_findings(workspace: Path) -> None:
    done = check_step(workspace, sarif_file="out put.sarif", preset="desk")
    assert done.returncode == 1
    assert len(json.loads((workspace / "out put.sarif").read_text("utf-8"))["runs"][0]["results"]) == 1


def test_the_step_that_installs_says_which_python_it_needs(workspace: Path) -> None:
    old = workspace.parent / "old-python"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    for python in (str(old), "no-such-python"):
        done = run_step(ACTION["runs"]["steps"][0], {"python": python}, {"RUNNER_TEMP": str(workspace)}, workspace)
        assert done.returncode == 2
        assert done.stdout.startswith("::error title=newslint::newslint needs Python 3.11 or newer")
    assert not (workspace / "newslint").exists()


@pytest.mark.hooks
def test_the_step_that_installs_brings_a_newslint_that_runs(workspace: Path) -> None:
    output = workspace.parent / "output"
    around = {"RUNNER_TEMP": str(workspace.parent), "GITHUB_OUTPUT": str(output), "PYTHONPATH": ""}
    done = run_step(ACTION["runs"]["steps"][0], {"python": sys.executable}, around, workspace)
    assert done.returncode == 0, done.stderr
    program = re.fullmatch(r"program=(.*)\n", output.read_text())
    assert program is not None
    done = run_step(ACTION["runs"]["steps"][1], {"args": "--exit-zero"}, {"program": program[1]}, workspace)
    assert (done.returncode, done.stderr) == (0, "")
    assert "wrong.txt" in done.stdout


# The image. There is no engine here to build it: what is tested is that its steps run, one after the other.


def instructions() -> list[tuple[str, str]]:
    lines = re.sub(r"\\\n", " ", re.sub(r"(?m)^#.*\n", "", DOCKERFILE)).splitlines()
    return [(line.partition(" ")[0], line.partition(" ")[2].strip()) for line in lines if line.strip()]


def ignored() -> list[str]:
    lines = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def is_sent(name: str) -> bool:
    """Whether a file of the repository reaches the builder: the last pattern that matches decides."""
    sent = True
    for line in ignored():
        pattern = line.lstrip("!").removeprefix("**/")
        parts = [name, Path(name).name, *(str(parent) for parent in Path(name).parents)]
        if any(fnmatch(part, pattern) for part in parts):
            sent = line.startswith("!")
    return sent


def test_the_image_is_made_of_small_parts_and_runs_without_rights() -> None:
    found = instructions()
    bases = [what for name, what in found if name == "FROM"]
    assert len(bases) == 2
    assert all(re.fullmatch(r"python:3\.\d+-slim( AS build)?", base) for base in bases)
    last = found[max(index for index, (name, _) in enumerate(found) if name == "FROM") :]
    names = [name for name, _ in last]
    assert dict(last)["USER"] not in ("root", "0")
    assert names.index("USER") < names.index("ENTRYPOINT")
    assert json.loads(dict(last)["ENTRYPOINT"]) == ["newslint"]
    assert dict(last)["WORKDIR"] == "/work"
    assert {name for name, _ in found} <= {"FROM", "WORKDIR", "COPY", "RUN", "ENV", "USER", "ENTRYPOINT", "CMD"}


def test_what_the_image_is_built_from_reaches_its_builder_and_nothing_else_does() -> None:
    copied = [source for name, what in instructions() if name == "COPY" and "--from" not in what
              for source in what.split()[:-1]]  # fmt: skip
    assert copied
    assert all((ROOT / source).exists() and is_sent(source) for source in copied)
    assert is_sent("newslint/cli/main.py")
    left_out = (".git/config", "tests/test_docs.py", ".venv/bin/python", "newslint/_compiled.py", "bench/startup.py",
                "newslint/__pycache__/a.pyc")  # fmt: skip
    assert [name for name in left_out if is_sent(name)] == []


@pytest.mark.hooks
def test_the_steps_of_the_image_install_a_newslint_that_checks_a_folder(tmp_path: Path, workspace: Path) -> None:
    source, target = tmp_path / "source", tmp_path / "opt"
    found = instructions()
    for what in (what for name, what in found if name == "COPY" and "--from" not in what):
        *names, folder = what.split()
        for name in names:
            place = source / folder / ("" if Path(name).is_dir() else name)
            place.parent.mkdir(parents=True, exist_ok=True)
            if (ROOT / name).is_dir():
                hidden = shutil.ignore_patterns("__pycache__", "*.pyc", "_compiled.py", "lexicon.bin", "triggers.bin")
                shutil.copytree(ROOT / name, source / folder, ignore=hidden)
            else:
                shutil.copy(ROOT / name, source / folder / name)
    (run,) = [what for name, what in found[: [name for name, _ in found].index("COPY", 4)] if name == "RUN"]
    script = run.replace("/opt/newslint", str(target)).replace("python -m venv", f"{sys.executable} -m venv")
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        ["sh", "-c", script], cwd=source, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    command = [target / "bin" / "newslint", "check", "--report", "json=out.json", "."]
    done = subprocess.run(command, cwd=workspace, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "")
    assert len(json.loads((workspace / "out.json").read_text())) == 1
