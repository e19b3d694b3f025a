"""What a run takes when the cache knows the corpus: of one changed file, and of the whole corpus.

The corpus is the tree that the other scripts use: real articles where there are any, a third of which stand in it
twice, so that there are seven findings an article. CPU seconds of the whole command, of all its processes.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import time
from pathlib import Path

from environments import WORK
from tree import FILES, tree

NEWSLINT = Path(sys.executable).with_name("newslint")
ONE, WHOLE = 0.5, 1.5
"""To reach, in seconds."""
ADDED = "Nobody had expected the old ferry to come back to the harbour before the first week of spring.\n"


def main() -> None:
    """Measure, and print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("files", type=int, nargs="?", default=FILES)
    folder = _corpus(parser.parse_args().files)
    _show("cold, all files", _seconds(folder, "."))
    _show("warm, nothing changed", _seconds(folder, "."))
    changed = sorted(folder.glob("*/*.txt"))[7]
    changed.write_text(changed.read_text("utf-8") + ADDED, "utf-8")
    _show("warm, the changed file", _seconds(folder, str(changed.relative_to(folder))), ONE)
    changed.write_text(changed.read_text("utf-8") + ADDED.upper(), "utf-8")
    _show("warm, all files, one changed", _seconds(folder, "."), WHOLE)
    kept = sum(path.stat().st_size for path in (folder / ".newslint_cache").iterdir())
    print(f"the cache takes {kept / 1e6:,.0f} MB")


def _corpus(files: int) -> Path:
    """Return a copy of the tree with a configuration, whose files are old enough to be believed."""
    folder = WORK / f"warm-{files}"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(tree(files), folder)
    (folder / "newslint.toml").write_text('corpus = ["*/*.txt"]\n')
    hour_ago = time.time() - 3600
    for path in folder.glob("*/*.txt"):
        os.utime(path, (hour_ago, hour_ago))
    return folder


def _seconds(folder: Path, *arguments: str) -> float:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [str(NEWSLINT), "check", "--exit-zero", *arguments]
    subprocess.run(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _show(what: str, seconds: float, target: float | None = None) -> None:
    print(f"{what:30} {seconds:8.2f} s" + (f"  (to reach: {target})" if target else ""), flush=True)


if __name__ == "__main__":
    main()
