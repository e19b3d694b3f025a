"""Runs a block of a page in its language, and says what is wrong with it, and what to do."""

import ast
import json
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click
import jsonschema
import yaml
from docs_blocks import ROOT, Block
from docs_folder import environment

from newslint.cli.main import main
from newslint.kinds import PackError, read_pack
from newslint.testing import failures

SECONDS = 30
DATA = ("text", "diff", "markdown", "md", "html", "csv", "xml", "ini")
"""What is shown and not run."""
SHELL = ("sh", "bash", "shell")
_MARK = "-- docs-test --"
_FIGURE = re.compile(r"\d[\d.,]*")
HOW = "put <!-- docs-test: parsed only, REASON --> above it"


class BlockError(Exception):
    """A block is not what it says; the message says what to do."""


def run(block: Block, folder: Path, before: str) -> str:
    """Run a block in the folder of its page, and return what it prints.

    Raises:
        BlockError: it fails, or prints something else than the page says.
    """
    if "file" in block.directives:
        target = folder / block.directives["file"]
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(block.code, "utf-8")
    if "output" in block.directives:
        return _compared(block, block.code, before)
    missing = [one for one in re.split(r"[, ]+", block.directives.get("needs", "")) if one and not shutil.which(one)]
    if "parsed only" in block.directives or missing:
        return _parsed(block)
    if block.language in DATA:
        return _shown(block)
    if block.language not in RUNNERS:
        raise BlockError(f"nobody knows how to run {block.language or 'a block without a language'!r}; {HOW}, or call "
                         f"it one of {', '.join((*RUNNERS, *DATA))}")  # fmt: skip
    return RUNNERS[block.language](block, folder)


def uses(code: str) -> Iterator[str]:
    """Yield the commands of newslint that stand in a text, without their comments."""
    for line in code.replace("\\\n", " ").splitlines():
        command = re.match(r"(?:\$ |- (?:run: |sh ['\"])?|run: )?(?:\.venv/bin/)?(newslint(?: .*)?)$", line.strip())
        if command:
            yield re.split(r" #| [|>&]|; ", command[1])[0].strip()


def parse_use(use: str) -> None:
    """Let the command line read a command as it is written, and run nothing."""
    _, *arguments = shlex.split(use)
    context = click.Context(main)
    name = next((one for one in arguments if not one.startswith("-")), "")
    if name:
        command = main.get_command(context, name)
        if command is None:
            raise BlockError(f"{use}: there is no command {name}")
        try:
            command.make_context(name, arguments[arguments.index(name) + 1 :], parent=context)
        except click.exceptions.Exit:
            return
        except click.ClickException as problem:
            raise BlockError(f"{use}: {problem.format_message()}") from problem


def _parsed(block: Block) -> str:
    if block.language in (*SHELL, "console"):
        code = "\n".join(_commands(block.code)) if block.language == "console" else block.code
        done = subprocess.run(["bash", "-n", "-c", code], capture_output=True, text=True, check=False)
        _require(done.returncode == 0, f"bash does not understand it: {done.stderr}")
        for target in re.findall(r"(?m)^(?:\$ )?make ([a-z-]+)", block.code):
            _require(re.search(rf"(?m)^{target}:", (ROOT / "Makefile").read_text("utf-8")), f"no target {target}")
    elif block.language == "python":
        ast.parse(block.code)
    elif block.language == "toml":
        tomllib.loads(block.code)
    for use in uses(block.code):
        parse_use(use)
    return ""


def _shown(block: Block) -> str:
    command = re.search(r"(?m)^\$ .*", block.code)
    _require(not command, f"{command and command[0]!r} is a command: call the block console, and it is run")
    return ""


def _shell(block: Block, folder: Path) -> str:
    script = f"set -e -o pipefail\ntrap 'echo \"this failed: $BASH_COMMAND\" >&2' ERR\n{block.code}"
    done = _bash(block, folder, script, strict=False)
    wanted = int(block.directives.get("exits", "0"))
    _require(done.returncode == wanted, f"it exits with {done.returncode}; if it has to, {HOW}:\n{_last(done)}")
    return done.stdout


def _console(block: Block, folder: Path) -> str:
    script = "".join(f"{command}\nprintf '%s\\n' \"{_MARK}$?\"\n" for command in _commands(block.code))
    done = _bash(block, folder, f"exec 2>&1\n{script}", strict=True)
    allowed = ("0", "1") if "exits" not in block.directives else ("0", block.directives["exits"])
    statuses = re.findall(rf"(?m)^{_MARK}(\d+)$", done.stdout)
    _require(set(statuses) <= set(allowed), f"the commands exit with {', '.join(statuses)}:\n{done.stdout}")
    printed = re.sub(rf"(?m)^{_MARK}\d+\n", "", done.stdout)
    return _compared(block, "\n".join(_results(block.code)), printed)


def _bash(block: Block, folder: Path, script: str, strict: bool) -> subprocess.CompletedProcess[str]:
    plugins = [*re.findall(r"newslint-[a-z-]+", block.directives.get("with", ""))]
    around = environment(folder, plugins) | {"DOCS_TEST_STATUS": "1" if strict else ""}
    command = ["bash", "-c", script]
    try:
        return subprocess.run(
            command, cwd=folder, env=around, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=SECONDS
        )
    except subprocess.TimeoutExpired as problem:
        raise BlockError(f"it does not end within {SECONDS} s; {HOW}") from problem


def _last(done: subprocess.CompletedProcess[str]) -> str:
    return "\n".join([*done.stdout.splitlines()[-5:], *done.stderr.splitlines()[-5:]])


def _commands(code: str) -> list[str]:
    """Return what is typed in a console, each command with the lines that go on with it."""
    return [one[2:] for one in re.findall(r"(?m)^\$ (?:.*\\\n)*.*$", code)]


def _results(code: str) -> list[str]:
    return re.sub(r"(?m)^\$ (?:.*\\\n)*.*\n?", "", code).splitlines()


def _compared(block: Block, wanted: str, printed: str) -> str:
    """Compare line by line; a line of three dots stands for any lines."""
    if "figures differ" in block.directives:
        wanted, printed = (_FIGURE.sub("1", text) for text in (wanted, printed))
    lines = [re.escape(line.rstrip()) for line in wanted.splitlines() if line.strip()]
    pattern = "\n".join(r"(?:.*\n)*?.*" if line in (r"\.\.\.", "…") else line for line in lines)
    plain = "\n".join(line.rstrip() for line in printed.splitlines() if line.strip())
    _require(re.fullmatch(pattern, plain), f"it prints something else than the page says:\n{printed}")
    return printed


def _python(block: Block, folder: Path) -> str:
    (folder / "piece.py").write_text(block.code, "utf-8")
    around = environment(
        folder, ["newslint-example", *re.findall(r"newslint-[a-z-]+", block.directives.get("with", ""))]
    )
    command = [sys.executable, "-W", "error", "piece.py"]
    done = subprocess.run(command, cwd=folder, env=around, capture_output=True, text=True, check=False, timeout=SECONDS)
    _require(done.returncode == 0 and not done.stderr, f"it fails:\n{done.stderr}")
    return done.stdout


def _toml(block: Block, folder: Path) -> str:
    table = tomllib.loads(block.code)
    if any(isinstance(value, dict) and "kind" in value for value in table.values()):
        return _pack(block)
    if "build-system" in table or "project" in table:
        return ""
    name = "pyproject.toml" if "tool" in table else "newslint.toml"
    # Its own folder, so that it does not govern the blocks below it, and its paths count from the folder of the page.
    target = folder / f".{block.line}" / name if name == "pyproject.toml" else folder / f"{block.line}.toml"
    target.parent.mkdir(exist_ok=True)
    target.write_text(block.code, "utf-8")
    shell = block._replace(code=f"newslint config --config {target} . > /dev/null")
    printed = _shell(shell, folder)
    target.unlink()
    return printed


def _pack(block: Block) -> str:
    try:
        rules = read_pack(block.code.encode(), "of the page")
    except PackError as problem:
        raise BlockError(str(problem)) from problem
    problems = [problem for rule in rules for problem in failures(rule)]
    _require(not problems, "\n".join(problems))
    return ""


def _yaml(block: Block, folder: Path) -> str:
    said = yaml.safe_load(block.code)
    if isinstance(said, dict) and "repos" in said:
        (folder / "hooks.yaml").write_text(block.code, "utf-8")
        command = [sys.executable, "-m", "pre_commit", "validate-config", "hooks.yaml"]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        _require(done.returncode == 0, done.stdout + done.stderr)
    ids = {hook["id"] for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}
    for name in re.findall(r"\bid: (newslint[\w-]*)", block.code):
        _require(name in ids, f"there is no hook {name}; there are {', '.join(sorted(ids))}")
    for text in _texts(said):
        for use in uses(text):
            parse_use(use)
    return ""


def _texts(said: Any) -> Iterator[str]:
    if isinstance(said, str):
        yield said
    elif isinstance(said, (dict, list)):
        for one in said.values() if isinstance(said, dict) else said:
            yield from _texts(one)


def _json(block: Block, folder: Path) -> str:
    for text in block.code.splitlines() if block.language == "jsonl" else [block.code]:
        said = json.loads(text)
        for name, key in (("findings", "fingerprint"), ("trailer", "trailer")):
            if isinstance(said, dict) and key in said:
                jsonschema.validate(said, json.loads((ROOT / "docs" / f"{name}.schema.json").read_text("utf-8")))
    return ""


def _require(condition: object, problem: str) -> None:
    if not condition:
        raise BlockError(problem)


RUNNERS: dict[str, Callable[[Block, Path], str]] = {
    **dict.fromkeys(SHELL, _shell), "console": _console, "python": _python, "toml": _toml,
    "yaml": _yaml, "json": _json, "jsonl": _json,
}  # fmt: skip
