"""A corpus with twins, and runs of the command line on it with any engine, some of whose workers are killed."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
PLUGINS = ("dask", "ray")
_WHO = (
    "A deputy mayor|Two farmers from the valley|The harbour master|A retired teacher|Nurses at the clinic"
    "|The ferry company|A judge in the capital|Students of the college|The weather service|Three climbers"
).split("|")
_DID = (
    "opened|closed|criticised|praised|inspected|repaired|sold|rebuilt|photographed|counted|measured|abandoned|visited"
).split("|")
_WHAT = (
    "a wooden bridge|the old pumping station|forty apple trees|a row of houses|the night trains|a school kitchen"
    "|six fishing boats|the village archive|a mountain road|the swimming pool|an empty warehouse|the cattle market"
).split("|")
_WHEN = (
    "on Monday morning|shortly before noon|after heavy rain|in the second week of March|despite the strike"
    "|while the council was in session|for the third time this year|to the surprise of many residents|late last night"
).split("|")
KILLER = '''
"""Kills the first worker that has done a part of each step, before it can answer."""
import os
import signal
from pathlib import Path

from newslint import hookimpl
from newslint.work import Work

done = Work.do


def do(self, step, part):
    answer = done(self, step, part)
    if step in {steps!r} and str(os.getpid()) != os.environ["RUN"]:
        try:
            Path(f"killed-{{step}}").touch(exist_ok=False)
        except FileExistsError:
            return answer
        os.kill(os.getpid(), signal.SIGKILL)
    return answer


Work.do = do


@hookimpl
def newslint_words():
    return ["Hollinbrook"]
'''
# The process of the run says which one it is, so that no plugin kills it.
PROGRAM = "import os, sys; os.environ['RUN'] = str(os.getpid()); from newslint.cli import run; run()"


class Ran(NamedTuple):
    """What came of a run."""

    status: int
    findings: list[dict[str, Any]]
    said: str


def write_corpus(folder: Path, files: int = 300) -> list[str]:
    """Write articles, every fifth of which has a paragraph of an earlier one, and return their names."""
    dice = random.Random(11)  # noqa: S311 - no secret
    articles: list[list[str]] = []
    names = []
    for number in range(files):
        paragraphs = [_paragraph(dice) for _ in range(4)]
        if number % 5 == 4:
            paragraphs[2] = dice.choice(dice.choice(articles))
        if number % 7 == 3:
            paragraphs[1] += " Nobody was was hurt."
        articles.append(paragraphs)
        path = folder / f"{number % 10}" / f"{number:03}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n\n".join(paragraphs) + "\n", "utf-8")
        names.append(str(path.relative_to(folder)))
    return names


def _paragraph(dice: random.Random) -> str:
    return " ".join(
        f"{dice.choice(_WHO)} {dice.choice(_DID)} {dice.choice(_WHAT)} {dice.choice(_WHEN)},"
        f" and {dice.choice(_WHO).lower()} {dice.choice(_DID)} {dice.choice(_WHAT)}."
        for _ in range(3)
    )


def environment(site: Path) -> dict[str, str]:
    """Return an environment in which the plugins with the engines are installed, as far as newslint can tell."""
    for name in PLUGINS:
        metadata = site / f"newslint_{name}-0.1.0.dist-info"
        metadata.mkdir(parents=True, exist_ok=True)
        (metadata / "entry_points.txt").write_text(f"[newslint]\n{name} = newslint_{name}\n")
    paths = [site, *(ROOT / "plugins" / f"newslint-{name}" for name in PLUGINS)]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, paths))}


def command(*arguments: str) -> list[str]:
    """Return what starts newslint in a process that says which one it is."""
    return [sys.executable, "-c", PROGRAM, "check", "--output-format", "json", *arguments]


def check(folder: Path, *arguments: str, site: Path | None = None) -> Ran:
    """Check files in a folder, which is the working directory."""
    env = environment(site or folder.parent / "site")
    done = subprocess.run(
        command(*arguments), cwd=folder, env=env, capture_output=True, text=True, check=False, timeout=300
    )
    return Ran(done.returncode, json.loads(done.stdout) if done.stdout else [], done.stderr)


def with_killer(folder: Path, steps: Sequence[str] = ("map", "group")) -> None:
    """Make workers in a folder die, one in each of some steps."""
    (folder / "killer.py").write_text(KILLER.format(steps=tuple(steps)), "utf-8")
    (folder / "newslint.toml").write_text('plugins = ["killer.py"]\n', "utf-8")
    for step in steps:
        (folder / f"killed-{step}").unlink(missing_ok=True)
