"""Virtual environments for measuring: one for newslint as users install it, one for the peers."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
# Not below the checkout: typos and newslint leave out what .gitignore names.
WORK = Path(tempfile.gettempdir()) / "newslint-bench"
PEERS = ("codespell==2.4.3", "typos==1.52.0")


class Cost(NamedTuple):
    """What a command cost: CPU seconds of it and its children (user + system), and its exit status."""

    seconds: float
    status: int


def newslint() -> Path:
    """Return the command of a freshly built newslint."""
    return _environment("newslint", (str(ROOT),), "--force-reinstall") / "newslint"


def newslint_with_formats() -> Path:
    """Return the command of a freshly built newslint with the plugin that reads other formats."""
    plugin = f"{ROOT / 'plugins' / 'newslint-formats'}[trafilatura]"
    return _environment("newslint-formats", (str(ROOT), plugin), "--force-reinstall") / "newslint"


def engines() -> Path:
    """Return the folder with the commands of a freshly built newslint, Dask, Ray and the plugins between them."""
    built = (str(ROOT), str(ROOT / "plugins" / "newslint-dask"), str(ROOT / "plugins" / "newslint-ray"))
    _environment("engines", built)
    return _environment("engines", built, "--force-reinstall", "--no-deps")


def peers() -> Path:
    """Return the folder with the commands of the peers."""
    return _environment("peers", PEERS)


def cost(command: list[str], folder: Path = ROOT) -> Cost:
    """Run a command with its output thrown away and return what it cost.

    Raises:
        RuntimeError: a program of ours failed, so that its cost would mean nothing.
    """
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode and Path(command[0]).name == "newslint":
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}")
    return Cost(usage.ru_utime + usage.ru_stime, process.returncode)


def _environment(name: str, requirements: tuple[str, ...], *options: str) -> Path:
    folder = WORK / name
    if not (folder / "bin").exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    scripts = folder / "bin"
    install = [str(scripts / "python"), "-m", "pip", "install", "--quiet", *options]
    subprocess.run([*install, "-c", str(ROOT / "constraints.txt"), *requirements], check=True)
    # Shells and containers often forbid bytecode; an installed program has it.
    subprocess.run([str(scripts / "python"), "-m", "compileall", "-q", str(folder / "lib")], check=False)
    return scripts
